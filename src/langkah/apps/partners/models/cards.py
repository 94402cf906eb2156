"""Carriers, their rate cards, and what a shipment costs before it reaches one."""

from __future__ import annotations

from django.db import models


class Mode(models.TextChoices):
    """How the goods travel."""

    COURIER = "courier"
    POST = "post"
    AIR = "air"
    SEA_LCL = "sea_lcl"
    SEA_FCL = "sea_fcl"


class Carrier(models.Model):
    """A company that carries parcels or cartons for the workshop."""

    workshop = models.ForeignKey("workshop.Workshop", models.CASCADE, related_name="carriers")
    name = models.CharField(max_length=80)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["workshop", "name"], name="a_carrier_is_named_once"),
            models.CheckConstraint(condition=~models.Q(name=""), name="a_carrier_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.name


class DivisorUnit(models.TextChoices):
    """What a divisor counts."""

    CM3_KG = "cm3/kg"
    IN3_LB = "in3/lb"


class RateCard(models.Model):
    """What one service of a carrier costs between two dates; a new price is a new card.

    What a card says never changes: another card stands in its place (`replaces`), or it is removed.
    Both end it (`ended_at`), and both can be taken back.
    """

    workshop = models.ForeignKey("workshop.Workshop", models.CASCADE, related_name="rate_cards")
    carrier = models.ForeignKey(Carrier, models.CASCADE, related_name="cards")
    service = models.CharField(max_length=80)
    mode = models.CharField(max_length=8, choices=Mode, default=Mode.COURIER)
    currency = models.CharField(max_length=3, default="IDR")
    valid_from = models.DateField()
    valid_until = models.DateField(null=True)
    # How much of a carton counts as one kilogram or pound; empty means that size does not count.
    divisor = models.PositiveIntegerField(null=True)
    divisor_unit = models.CharField(max_length=6, choices=DivisorUnit, default=DivisorUnit.CM3_KG)
    # The least that is charged by sea; empty is as usual for the mode.
    minimum_m3 = models.DecimalField(max_digits=8, decimal_places=3, null=True)
    minimum = models.DecimalField(max_digits=18, decimal_places=4, null=True)
    fuel_percent = models.DecimalField(max_digits=6, decimal_places=2, null=True)
    max_parcel_kg = models.DecimalField(max_digits=8, decimal_places=3, null=True)
    max_side_cm = models.DecimalField(max_digits=6, decimal_places=1, null=True)
    # The longest side and twice the two others.
    max_girth_cm = models.DecimalField(max_digits=6, decimal_places=1, null=True)
    # Empty is as usual for the mode.
    per_piece = models.BooleanField(null=True)
    to_door = models.BooleanField(null=True)
    includes = models.CharField(max_length=200, blank=True)
    source = models.CharField(max_length=120, blank=True)
    is_example = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey("workshop.User", models.SET_NULL, null=True, related_name="+")
    replaces = models.ForeignKey("self", models.SET_NULL, null=True, related_name="replaced_by")
    # Empty: it stands
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey("workshop.User", models.SET_NULL, null=True, related_name="+")

    class Meta:
        indexes = [
            models.Index(fields=["workshop", "valid_from"], name="rate_cards_by_date"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["carrier", "service", "valid_from"],
                condition=models.Q(ended_at=None),
                name="a_rate_card_starts_once",
            ),
            models.CheckConstraint(
                condition=models.Q(valid_until__isnull=True)
                | models.Q(valid_until__gte=models.F("valid_from")),
                name="a_rate_card_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=models.Q(divisor__isnull=True) | models.Q(divisor__gt=0),
                name="a_divisor_is_above_zero",
            ),
            models.CheckConstraint(
                condition=models.Q(minimum__isnull=True) | models.Q(minimum__gte=0),
                name="the_least_freight_is_not_below_zero",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.carrier} {self.service}"


class Zone(models.Model):
    """Countries that one rate card treats alike, with the days on the way."""

    workshop = models.ForeignKey("workshop.Workshop", models.CASCADE, related_name="+")
    card = models.ForeignKey(RateCard, models.CASCADE, related_name="zones")
    name = models.CharField(max_length=40)
    days_min = models.PositiveSmallIntegerField(null=True)
    days_max = models.PositiveSmallIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["card", "name"], name="a_zone_is_named_once_on_a_card"),
            models.CheckConstraint(
                condition=models.Q(days_min__isnull=True)
                | models.Q(days_max__gte=models.F("days_min")),
                name="the_longest_way_is_not_shorter_than_the_shortest",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class ZoneCountry(models.Model):
    """A country of a zone (ISO 3166-1 alpha-2), or some of its postcodes.

    Those from `first` to `last`, both included; without `last` all that begin with `first`.
    """

    workshop = models.ForeignKey("workshop.Workshop", models.CASCADE, related_name="+")
    card = models.ForeignKey(RateCard, models.CASCADE, related_name="+")
    zone = models.ForeignKey(Zone, models.CASCADE, related_name="countries")
    country = models.CharField(max_length=2)
    first = models.CharField(max_length=12, blank=True)
    last = models.CharField(max_length=12, blank=True)

    class Meta:
        constraints = [
            # Two zones for one place would give two prices for one parcel.
            models.UniqueConstraint(
                fields=["card", "country", "first"], name="a_place_is_in_one_zone_of_a_card"
            )
        ]

    def __str__(self) -> str:
        return self.country


class Per(models.TextChoices):
    """What a price is for."""

    PARCEL = "parcel"
    KG = "kg"
    # Each begun step above where the row begins, on top of the price up to there
    STEP = "step"
    # The larger of cubic metres and tonnes, as sea freight in a shared container is sold
    M3 = "m3"


class RateBreak(models.Model):
    """The price up to a weight: of a parcel, a kilogram, a further step, or a m3 or tonne."""

    workshop = models.ForeignKey("workshop.Workshop", models.CASCADE, related_name="+")
    zone = models.ForeignKey(Zone, models.CASCADE, related_name="breaks")
    # kg of chargeable weight; empty is the open end ("and above").
    up_to_kg = models.DecimalField(max_digits=9, decimal_places=3, null=True)
    price = models.DecimalField(max_digits=18, decimal_places=4)
    per = models.CharField(max_length=6, choices=Per, default=Per.PARCEL)
    step_kg = models.DecimalField(max_digits=7, decimal_places=3, null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(per="step") | models.Q(step_kg__gt=0),
                name="a_price_of_a_step_says_how_much_a_step_is",
            ),
            models.UniqueConstraint(
                fields=["zone", "up_to_kg"],
                name="a_weight_has_one_price",
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                condition=models.Q(price__gte=0), name="a_freight_price_is_not_below_zero"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.up_to_kg} kg: {self.price}"


class HandOver(models.Model):
    """What leaving the country costs the workshop per shipment; empty is unknown, not free."""

    workshop = models.OneToOneField("workshop.Workshop", models.CASCADE, related_name="hand_over")
    currency = models.CharField(max_length=3, default="IDR")
    # From the workshop to the carrier
    pickup = models.DecimalField(max_digits=18, decimal_places=4, null=True)
    # Export papers and customs
    clearance = models.DecimalField(max_digits=18, decimal_places=4, null=True)
    # By sea, where the freight does not have it in: handling at the port, loading on board
    terminal = models.DecimalField(max_digits=18, decimal_places=4, null=True)
    aboard = models.DecimalField(max_digits=18, decimal_places=4, null=True)
    # Where the workshop's goods go on board
    port = models.CharField(max_length=80, blank=True)
    set_at = models.DateTimeField(auto_now=True)
    set_by = models.ForeignKey("workshop.User", models.SET_NULL, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=(models.Q(pickup__isnull=True) | models.Q(pickup__gte=0))
                & (models.Q(clearance__isnull=True) | models.Q(clearance__gte=0))
                & (models.Q(terminal__isnull=True) | models.Q(terminal__gte=0))
                & (models.Q(aboard__isnull=True) | models.Q(aboard__gte=0)),
                name="handing_over_does_not_earn_money",
            )
        ]

    def __str__(self) -> str:
        return f"{self.pickup} + {self.clearance} {self.currency}"
