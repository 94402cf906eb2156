"""What a carrier's paper was for: the quote or order it belongs to, and what we had counted."""

from __future__ import annotations

from django.db import models


class PaperFor(models.Model):
    """A carrier's quote or invoice belongs to a version, to an order, or to an accepted both.

    `estimate` is the freight as we had counted it when the paper was noted; empty is not known.
    """

    workshop = models.ForeignKey("workshop.Workshop", models.CASCADE, related_name="+")
    paper = models.OneToOneField("partners.CarrierPaper", models.CASCADE, related_name="+")
    version = models.ForeignKey(
        "sales.QuoteVersion", models.CASCADE, null=True, related_name="carrier_papers"
    )
    order = models.ForeignKey(
        "sales.Order", models.CASCADE, null=True, related_name="carrier_papers"
    )
    estimate = models.DecimalField(max_digits=18, decimal_places=4, null=True)
    estimate_currency = models.CharField(max_length=3, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(version__isnull=False) | models.Q(order__isnull=False),
                name="a_carrier_paper_is_for_a_quote_or_an_order",
            ),
            models.CheckConstraint(
                condition=models.Q(estimate__isnull=True) | ~models.Q(estimate_currency=""),
                name="an_estimate_of_freight_is_in_some_money",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.paper_id}"
