"""A quote, its versions, and the figures of a version, frozen when it is sent."""

from __future__ import annotations

from django.db import models


class Quote(models.Model):
    """One conversation about one order; its figures live in its versions."""

    workshop = models.ForeignKey("workshop.Workshop", models.CASCADE, related_name="quotes")
    number = models.PositiveIntegerField()
    buyer = models.ForeignKey("buyers.Buyer", models.PROTECT, related_name="quotes")
    inquiry = models.ForeignKey("sales.Inquiry", models.PROTECT, null=True, related_name="quotes")
    created_at = models.DateTimeField()
    created_by = models.ForeignKey("workshop.User", models.SET_NULL, null=True, related_name="+")

    class Meta:
        constraints = [
            # Lists page through this index, newest number first.
            models.UniqueConstraint(
                fields=["workshop", "number"], name="a_quote_number_is_given_once"
            ),
            # Confirming the same inquiry twice opens the same quote.
            models.UniqueConstraint(fields=["inquiry"], name="an_inquiry_becomes_one_quote"),
        ]

    def __str__(self) -> str:
        return f"Q{self.number}"


class QuoteVersion(models.Model):
    """One set of terms and figures. A draft until SentQuote stands beside it; then frozen."""

    workshop = models.ForeignKey("workshop.Workshop", models.CASCADE, related_name="+")
    quote = models.ForeignKey(Quote, models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    # What was asked
    kind = models.CharField(max_length=3)
    language = models.CharField(max_length=2)
    country = models.CharField(max_length=2)
    city = models.CharField(max_length=80, blank=True)
    # Some carriers ask more for some postcodes; empty is not known.
    postcode = models.CharField(max_length=16, blank=True)
    # Where the ship arrives; for FAS and FOB where it leaves
    port = models.CharField(max_length=80, blank=True)
    # In `currency`, where no rate card tells: from the port to the door, and unloading there
    delivery = models.DecimalField(max_digits=18, decimal_places=4, null=True)
    unloading = models.DecimalField(max_digits=18, decimal_places=4, null=True)
    wish_day = models.DateField(null=True)
    wishes = models.TextField(blank=True)
    # The term that was wished for; empty is none. It stays when another has to be offered.
    wish_incoterm = models.CharField(max_length=3, blank=True)
    # What the workshop offers
    incoterm = models.CharField(max_length=3)
    place = models.CharField(max_length=120, blank=True)
    card = models.ForeignKey("partners.RateCard", models.SET_NULL, null=True, related_name="+")
    carrier = models.CharField(max_length=160, blank=True)
    currency = models.CharField(max_length=3)
    valid_days = models.PositiveSmallIntegerField()
    deposit_percent = models.DecimalField(max_digits=5, decimal_places=2)
    # Whether its capacity is kept until it ends; if not, the date is subject to prior sale.
    date_held = models.BooleanField(default=True)
    note = models.TextField(blank=True)
    # The exchange rate used: units of `currency` for one unit of the workshop's currency
    rate = models.DecimalField(max_digits=24, decimal_places=14, null=True)
    rate_source = models.CharField(max_length=120, blank=True)
    rate_day = models.DateField(null=True)
    # The day of the oldest rate behind the price, that of the freight with it
    oldest_rate_day = models.DateField(null=True)
    # The packed goods, and the days on the way with the chosen carrier
    cartons = models.PositiveIntegerField(null=True)
    gross_kg = models.DecimalField(max_digits=12, decimal_places=3, null=True)
    volume_m3 = models.DecimalField(max_digits=12, decimal_places=4, null=True)
    days_min = models.PositiveSmallIntegerField(null=True)
    days_max = models.PositiveSmallIntegerField(null=True)
    # The price of the chosen Incoterm, in `currency`; empty while something is missing
    total = models.DecimalField(max_digits=18, decimal_places=4, null=True)
    # The date, as production answered; empty means not planned yet
    promise_day = models.DateField(null=True)
    arrival_from = models.DateField(null=True)
    arrival_until = models.DateField(null=True)
    priced_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey("workshop.User", models.SET_NULL, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["quote", "number"], name="a_version_number_is_given_once"
            ),
            models.CheckConstraint(
                condition=models.Q(valid_days__gte=1, valid_days__lte=365),
                name="a_quote_is_valid_for_a_day_to_a_year",
            ),
            models.CheckConstraint(
                condition=models.Q(deposit_percent__gte=0, deposit_percent__lte=100),
                name="a_deposit_is_a_part_of_the_price",
            ),
            models.CheckConstraint(
                condition=models.Q(rate__isnull=True) | models.Q(rate__gt=0),
                name="an_exchange_rate_is_above_zero",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.quote}.{self.number}"


class QuoteLine(models.Model):
    """One product of a version, with its words and prices as they were then."""

    workshop = models.ForeignKey("workshop.Workshop", models.CASCADE, related_name="+")
    version = models.ForeignKey(QuoteVersion, models.CASCADE, related_name="lines")
    position = models.PositiveSmallIntegerField()
    product = models.ForeignKey("catalogue.Product", models.PROTECT, related_name="+")
    title = models.CharField(max_length=160)
    pairs = models.PositiveIntegerField()
    # In the currency of the version, ex works; empty while something is missing
    unit_price = models.DecimalField(max_digits=18, decimal_places=4, null=True)
    # In the workshop's own currency; only shown to those who may see costs
    unit_cost = models.DecimalField(max_digits=18, decimal_places=4, null=True)
    cost_currency = models.CharField(max_length=3, blank=True)
    # The parts of that cost that are materials and paid work; the rest is rent, boxes and the like
    unit_materials = models.DecimalField(max_digits=18, decimal_places=4, null=True)
    unit_works = models.DecimalField(max_digits=18, decimal_places=4, null=True)
    # A person's own price instead of the rule's, with a reason
    own_price = models.DecimalField(max_digits=18, decimal_places=4, null=True)
    own_price_why = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["version", "position"], name="a_quote_line_has_its_own_place"
            ),
            models.CheckConstraint(
                condition=models.Q(pairs__gt=0), name="a_quote_line_has_at_least_one_pair"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pairs} x {self.title}"


class QuoteLineOption(models.Model):
    """An option of the product that every pair of the line gets, by its name."""

    workshop = models.ForeignKey("workshop.Workshop", models.CASCADE, related_name="+")
    line = models.ForeignKey(QuoteLine, models.CASCADE, related_name="options")
    name = models.CharField(max_length=80)
    # As a buyer abroad reads it; kept here so that a sent quote stays as it was sent
    abroad = models.CharField(max_length=80, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["line", "name"], name="a_quoted_option_is_chosen_once")
        ]

    def __str__(self) -> str:
        return self.name


class QuoteLineSize(models.Model):
    """Pairs of one size of a quoted line; an empty size is still to be agreed."""

    workshop = models.ForeignKey("workshop.Workshop", models.CASCADE, related_name="+")
    line = models.ForeignKey(QuoteLine, models.CASCADE, related_name="sizes")
    size = models.CharField(max_length=10, blank=True)
    pairs = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["line", "size"], name="a_quoted_size_is_counted_once"),
            models.CheckConstraint(
                condition=models.Q(pairs__gt=0), name="a_quoted_size_has_at_least_one_pair"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.size}: {self.pairs}"


class Offer(models.Model):
    """One Incoterm of a version: what the buyer pays us, and what she pays in all at her door."""

    workshop = models.ForeignKey("workshop.Workshop", models.CASCADE, related_name="+")
    version = models.ForeignKey(QuoteVersion, models.CASCADE, related_name="offers")
    position = models.PositiveSmallIntegerField()
    incoterm = models.CharField(max_length=3)
    place = models.CharField(max_length=120, blank=True)
    # In the currency of the version; empty means that this Incoterm cannot be offered
    price = models.DecimalField(max_digits=18, decimal_places=4, null=True)
    at_door = models.DecimalField(max_digits=18, decimal_places=4, null=True)
    # For those who may see costs: what is kept, in the workshop's currency and as a share
    margin = models.DecimalField(max_digits=18, decimal_places=4, null=True)
    margin_currency = models.CharField(max_length=3, blank=True)
    margin_share = models.DecimalField(max_digits=9, decimal_places=4, null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["version", "incoterm"], name="an_incoterm_is_offered_once_a_version"
            )
        ]

    def __str__(self) -> str:
        return self.incoterm


class Bearer(models.TextChoices):
    """Who pays a line: it is in our price, or the buyer pays it to others."""

    SELLER = "seller"
    BUYER = "buyer"


class OfferLine(models.Model):
    """One figure of an offer with its source, date and grade; no amount means unknown."""

    workshop = models.ForeignKey("workshop.Workshop", models.CASCADE, related_name="+")
    offer = models.ForeignKey(Offer, models.CASCADE, related_name="lines")
    position = models.PositiveSmallIntegerField()
    head = models.CharField(max_length=40)
    bearer = models.CharField(max_length=6, choices=Bearer)
    amount = models.DecimalField(max_digits=18, decimal_places=4, null=True)
    # The sentence beside the figure, as written by sales.reasons
    why = models.TextField(blank=True)
    source = models.CharField(max_length=160, blank=True)
    source_day = models.DateField(null=True)
    grade = models.CharField(max_length=1, blank=True)
    rule = models.CharField(max_length=80, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["offer", "position"], name="an_offer_line_has_its_own_place"
            )
        ]

    def __str__(self) -> str:
        return f"{self.head}: {self.amount}"


class RemarkKind(models.TextChoices):
    """What a remark does to a version."""

    BLOCK = "block"
    WARN = "warn"
    BIND = "bind"
    EARLIER = "earlier"
    INCLUDED = "included"
    EXCLUDED = "excluded"


class Remark(models.Model):
    """A sentence of a decision about a version, or about one of its offers."""

    workshop = models.ForeignKey("workshop.Workshop", models.CASCADE, related_name="+")
    version = models.ForeignKey(QuoteVersion, models.CASCADE, related_name="remarks")
    offer = models.ForeignKey(Offer, models.CASCADE, null=True, related_name="remarks")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=8, choices=RemarkKind)
    # English sentence with gaps and their values, as written by sales.reasons
    sentence = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["version", "position"], name="a_remark_has_its_own_place"
            )
        ]

    def __str__(self) -> str:
        return self.sentence
