"""An order that the buyer or the workshop called off; no row means that it stands."""

from __future__ import annotations

from django.db import models


class CancelledOrder(models.Model):
    """Why and when an order was called off; the row goes when it stands again."""

    workshop = models.ForeignKey("workshop.Workshop", models.CASCADE, related_name="+")
    order = models.OneToOneField("sales.Order", models.CASCADE, related_name="cancelled")
    reason = models.CharField(max_length=200)
    at = models.DateTimeField()
    by = models.ForeignKey("workshop.User", models.SET_NULL, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(reason=""), name="a_cancelled_order_has_a_reason"
            )
        ]

    def __str__(self) -> str:
        return f"{self.order_id} {self.at:%Y-%m-%d}"
