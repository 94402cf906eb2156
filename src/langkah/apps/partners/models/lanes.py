"""What carriers asked and what they were paid: the history of each lane."""

from __future__ import annotations

from django.db import models

from langkah.apps.partners.models.cards import Carrier, Mode


class PaperKind(models.TextChoices):
    """What a carrier sent: a price before the goods left, or the bill after."""

    QUOTE = "quote"
    INVOICE = "invoice"


class CarrierPaper(models.Model):
    """A carrier's quote or invoice for one shipment, never changed.

    A correction is another paper that replaces this one; a paper taken back stays, with who and
    when, and what it replaced stands again. Empty is not known, never zero.
    """

    workshop = models.ForeignKey("workshop.Workshop", models.CASCADE, related_name="+")
    # A carrier with papers stays, unless the whole workshop goes.
    carrier = models.ForeignKey(Carrier, models.RESTRICT, related_name="papers")
    kind = models.CharField(max_length=7, choices=PaperKind)
    mode = models.CharField(max_length=8, choices=Mode)
    # The lane: from the workshop's town to a country, with the town or postcode where it is told
    origin = models.CharField(max_length=80, blank=True)
    country = models.CharField(max_length=2)
    town = models.CharField(max_length=80, blank=True)
    postcode = models.CharField(max_length=16, blank=True)
    day = models.DateField()
    actual_kg = models.DecimalField(max_digits=12, decimal_places=3, null=True)
    # As it stands on the paper
    chargeable_kg = models.DecimalField(max_digits=12, decimal_places=3, null=True)
    volume_m3 = models.DecimalField(max_digits=12, decimal_places=4, null=True)
    cartons = models.PositiveIntegerField(null=True)
    # In the money of the paper; what it is in other money is worked out with a dated rate
    amount = models.DecimalField(max_digits=18, decimal_places=4)
    currency = models.CharField(max_length=3)
    reference = models.CharField(max_length=60, blank=True)
    days_promised = models.PositiveSmallIntegerField(null=True)
    days_real = models.PositiveSmallIntegerField(null=True)
    note = models.CharField(max_length=300, blank=True)
    # SHA-256 of the attached file and its ending (pdf, jpg, png); empty without one
    digest = models.CharField(max_length=64, blank=True)
    ending = models.CharField(max_length=4, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey("workshop.User", models.SET_NULL, null=True, related_name="+")
    replaces = models.ForeignKey("self", models.CASCADE, null=True, related_name="corrections")
    taken_back_at = models.DateTimeField(null=True)
    taken_back_by = models.ForeignKey("workshop.User", models.SET_NULL, null=True, related_name="+")

    class Meta:
        indexes = [
            models.Index(
                fields=["workshop", "mode", "country", "day"], name="carrier_papers_of_a_lane"
            )
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(amount__gt=0), name="a_carrier_paper_asks_for_money"
            ),
            models.CheckConstraint(
                condition=(models.Q(actual_kg__isnull=True) | models.Q(actual_kg__gt=0))
                & (models.Q(chargeable_kg__isnull=True) | models.Q(chargeable_kg__gt=0))
                & (models.Q(volume_m3__isnull=True) | models.Q(volume_m3__gt=0))
                & (models.Q(cartons__isnull=True) | models.Q(cartons__gt=0)),
                name="a_shipment_on_paper_weighs_something",
            ),
            # Two corrections of one paper would both count.
            models.UniqueConstraint(
                fields=["replaces"],
                condition=models.Q(taken_back_at=None),
                name="a_carrier_paper_is_replaced_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.carrier} {self.reference or self.day}"
