"""Orders: what was promised to a buyer who said yes."""

from __future__ import annotations

from django.db import models


class Order(models.Model):
    """An accepted quote; its figures stay those of the accepted version."""

    workshop = models.ForeignKey("workshop.Workshop", models.CASCADE, related_name="orders")
    number = models.PositiveIntegerField()
    buyer = models.ForeignKey("buyers.Buyer", models.PROTECT, related_name="orders")
    # Empty for an order that was agreed before Langkah was used
    accepted = models.OneToOneField(
        "sales.AcceptedQuote", models.PROTECT, null=True, related_name="order"
    )
    incoterm = models.CharField(max_length=3)
    country = models.CharField(max_length=2)
    pairs = models.PositiveIntegerField()
    currency = models.CharField(max_length=3)
    total = models.DecimalField(max_digits=18, decimal_places=4)
    deposit = models.DecimalField(max_digits=18, decimal_places=4)
    promise_day = models.DateField(null=True)
    placed_at = models.DateTimeField()

    class Meta:
        constraints = [
            # The first screen of orders reads this index, newest number first, and counts nothing.
            models.UniqueConstraint(
                fields=["workshop", "number"], name="an_order_number_is_given_once"
            ),
            models.CheckConstraint(
                condition=models.Q(total__gte=0), name="an_order_is_not_worth_less_than_nothing"
            ),
        ]

    def __str__(self) -> str:
        return f"O{self.number}"


class OrderLine(models.Model):
    """One product of an order."""

    workshop = models.ForeignKey("workshop.Workshop", models.CASCADE, related_name="+")
    order = models.ForeignKey(Order, models.CASCADE, related_name="lines")
    position = models.PositiveSmallIntegerField()
    product = models.ForeignKey("catalogue.Product", models.PROTECT, related_name="+")
    title = models.CharField(max_length=160)
    pairs = models.PositiveIntegerField()
    unit_price = models.DecimalField(max_digits=18, decimal_places=4, null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["order", "position"], name="an_order_line_has_its_own_place"
            )
        ]

    def __str__(self) -> str:
        return f"{self.pairs} x {self.title}"


class OrderLineOption(models.Model):
    """An option of the product that every pair of the line gets, by its name."""

    workshop = models.ForeignKey("workshop.Workshop", models.CASCADE, related_name="+")
    line = models.ForeignKey(OrderLine, models.CASCADE, related_name="options")
    name = models.CharField(max_length=80)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["line", "name"], name="an_ordered_option_is_chosen_once"
            )
        ]

    def __str__(self) -> str:
        return self.name


class OrderLineSize(models.Model):
    """Pairs of one size of an ordered line; an empty size is still to be agreed."""

    workshop = models.ForeignKey("workshop.Workshop", models.CASCADE, related_name="+")
    line = models.ForeignKey(OrderLine, models.CASCADE, related_name="sizes")
    size = models.CharField(max_length=10, blank=True)
    pairs = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["line", "size"], name="an_ordered_size_is_counted_once")
        ]

    def __str__(self) -> str:
        return f"{self.size}: {self.pairs}"
