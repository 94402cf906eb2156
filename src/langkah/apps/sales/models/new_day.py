"""A later day that a buyer was told for her order, and whether she agreed to it."""

from __future__ import annotations

from django.db import models


class NewDay(models.Model):
    """What she was told, in her words, and her yes; taken back, not erased.

    The order is held to `day` from her yes on; what was `promised` until then stays here.
    """

    workshop = models.ForeignKey("workshop.Workshop", models.CASCADE, related_name="+")
    order = models.ForeignKey("sales.Order", models.CASCADE, related_name="new_days")
    promised = models.DateField()
    # By the plan at that moment, before anything goes wrong
    planned = models.DateField()
    day = models.DateField()
    # One of `later_day.REASONS`; empty is nothing said
    reason = models.CharField(max_length=10, blank=True)
    language = models.CharField(max_length=5)
    text = models.TextField()
    at = models.DateTimeField()
    by = models.ForeignKey("workshop.User", models.SET_NULL, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey("workshop.User", models.SET_NULL, null=True, related_name="+")
    agreed_on = models.DateField(null=True)
    agreed_at = models.DateTimeField(null=True)
    agreed_by = models.ForeignKey("workshop.User", models.SET_NULL, null=True, related_name="+")

    class Meta:
        indexes = [
            models.Index(
                fields=["workshop", "order"],
                condition=models.Q(withdrawn_at=None),
                name="new_days_that_stand",
            )
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(day__gt=models.F("promised")),
                name="a_new_day_is_later_than_the_promise",
            ),
            models.CheckConstraint(
                condition=models.Q(agreed_on=None, agreed_at=None)
                | models.Q(agreed_on__isnull=False, agreed_at__isnull=False, withdrawn_at=None),
                name="what_a_buyer_agreed_to_stands",
            ),
        ]

    def __str__(self) -> str:
        return f"O{self.order.number} {self.day:%Y-%m-%d}"


def first_promise(order: str = "pk") -> models.Subquery:
    """The day an order was held to before its buyer agreed to any other; null where she never did.

    `order` names the column that holds the order.
    """
    agreed = NewDay.objects.filter(
        order=models.OuterRef(order), withdrawn_at=None, agreed_on__isnull=False
    )
    return models.Subquery(agreed.order_by("agreed_at", "pk").values("promised")[:1])
