"""A workshop is a tenant: nothing of it is ever seen by another."""

from __future__ import annotations

from decimal import Decimal

from django.db import models


class Workshop(models.Model):
    """A made-to-order workshop with its own people, products, buyers and money."""

    name = models.CharField(max_length=120)
    slug = models.SlugField(unique=True)
    village = models.CharField(max_length=120, blank=True)
    city = models.CharField(max_length=120, blank=True)
    story = models.TextField(blank=True)
    story_abroad = models.TextField(blank=True)
    currency = models.CharField(max_length=3, default="IDR")
    # What the bank keeps of foreign money, 150 of 10,000: no bank pays the rate of the ECB
    bank_keeps = models.PositiveSmallIntegerField(default=0)
    time_zone = models.CharField(max_length=40, default="Asia/Jakarta")
    is_demo = models.BooleanField(default=False)
    # Whether an own carton was ever kept; without one the planner need not ask for any
    keeps_cartons = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(bank_keeps__lt=5000),
                name="a_bank_keeps_less_than_half",
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def bank_spread(self) -> Decimal:
        """The share of foreign money that the bank keeps, 0.015."""
        return Decimal(self.bank_keeps) / 10_000
