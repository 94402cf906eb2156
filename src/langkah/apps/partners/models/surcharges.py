"""How a card rounds weights, and what it asks on top of the freight."""

from __future__ import annotations

from django.db import models

from langkah.apps.partners.models.cards import RateCard


class WeightStep(models.Model):
    """Weights up to so many kg (empty: all above) are rounded up to the next `step_kg`."""

    workshop = models.ForeignKey("workshop.Workshop", models.CASCADE, related_name="+")
    card = models.ForeignKey(RateCard, models.CASCADE, related_name="steps")
    up_to_kg = models.DecimalField(max_digits=9, decimal_places=3, null=True)
    step_kg = models.DecimalField(max_digits=7, decimal_places=3)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["card", "up_to_kg"], name="a_weight_is_rounded_once", nulls_distinct=False
            ),
            models.CheckConstraint(
                condition=models.Q(step_kg__gt=0), name="a_rounding_step_is_above_zero"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.step_kg} kg"


class SurchargePer(models.TextChoices):
    """What a surcharge is counted on; a percentage is of the freight."""

    SHIPMENT = "shipment"
    PIECE = "piece"
    KG = "kg"
    PERCENT = "percent"


class Surcharge(models.Model):
    """What a card asks on top: everywhere, or only where, when and of what is told."""

    workshop = models.ForeignKey("workshop.Workshop", models.CASCADE, related_name="+")
    card = models.ForeignKey(RateCard, models.CASCADE, related_name="surcharges")
    position = models.PositiveSmallIntegerField(default=0)
    name = models.CharField(max_length=60)
    per = models.CharField(max_length=8, choices=SurchargePer, default=SurchargePer.SHIPMENT)
    amount = models.DecimalField(max_digits=18, decimal_places=4)
    minimum = models.DecimalField(max_digits=18, decimal_places=4, null=True)
    # Due for pieces above any of these that is told
    above_kg = models.DecimalField(max_digits=9, decimal_places=3, null=True)
    above_side_cm = models.DecimalField(max_digits=6, decimal_places=1, null=True)
    above_girth_cm = models.DecimalField(max_digits=6, decimal_places=1, null=True)
    # Only where somebody lives
    home = models.BooleanField(default=False)
    valid_from = models.DateField(null=True)
    valid_until = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(amount__gte=0)
                & (models.Q(minimum__isnull=True) | models.Q(minimum__gte=0)),
                name="a_surcharge_does_not_earn_money",
            ),
            models.CheckConstraint(condition=~models.Q(name=""), name="a_surcharge_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.name


class SurchargePlace(models.Model):
    """A country where a surcharge is due, or some of its postcodes; none: everywhere."""

    workshop = models.ForeignKey("workshop.Workshop", models.CASCADE, related_name="+")
    surcharge = models.ForeignKey(Surcharge, models.CASCADE, related_name="places")
    country = models.CharField(max_length=2)
    first = models.CharField(max_length=12, blank=True)
    last = models.CharField(max_length=12, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["surcharge", "country", "first"], name="a_place_is_named_once_a_surcharge"
            )
        ]

    def __str__(self) -> str:
        return f"{self.country} {self.first}".strip()
