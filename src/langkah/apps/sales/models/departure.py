"""The goods of an order left the workshop; no row means that they are still here."""

from __future__ import annotations

from django.db import models


class Departure(models.Model):
    """On which day an order left, and who said so; taken back, not erased."""

    workshop = models.ForeignKey("workshop.Workshop", models.CASCADE, related_name="+")
    order = models.ForeignKey("sales.Order", models.CASCADE, related_name="departures")
    day = models.DateField()
    # The carrier's number, under which it can be followed
    tracking = models.CharField(max_length=60, blank=True)
    # By the longest that the agreed way takes; empty is not known
    arrives_by = models.DateField(null=True)
    at = models.DateTimeField()
    by = models.ForeignKey("workshop.User", models.SET_NULL, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey("workshop.User", models.SET_NULL, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["order"],
                condition=models.Q(withdrawn_at=None),
                name="an_order_leaves_once",
            ),
            models.CheckConstraint(
                condition=models.Q(arrives_by=None) | models.Q(arrives_by__gte=models.F("day")),
                name="an_order_arrives_after_it_left",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.order_id} {self.day}"


def has_left(order: str = "pk") -> models.Exists:
    """Whether the order of a row has left; `order` names the column that holds it."""
    return models.Exists(Departure.objects.filter(order=models.OuterRef(order), withdrawn_at=None))
