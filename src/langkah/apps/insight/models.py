"""What a change of rules was found to touch, kept so that Today and a later reader know it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class ImpactRun(models.Model):
    """One look at everything open with two states of the rule book.

    Before a sheet is taken in it has an `upload`, afterwards a `change`.
    """

    workshop = models.ForeignKey("workshop.Workshop", models.CASCADE, related_name="+")
    upload = models.CharField(max_length=64, blank=True)
    # The name of the file that waits
    note = models.CharField(max_length=160, blank=True)
    change = models.OneToOneField(
        "rules.BookChange", models.CASCADE, null=True, related_name="impact"
    )
    # The newest change of the book when it was looked at
    base = models.PositiveBigIntegerField(default=0)
    at = models.DateTimeField()
    by = models.ForeignKey("workshop.User", models.SET_NULL, null=True, related_name="+")
    # How far it is, of how many
    looked = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    # Open quotes and orders whose question to the border was not kept: nobody can say
    unchecked = models.PositiveIntegerField(default=0)
    # Open ones that lack what the border would be asked: a code, a cost, an exchange rate
    unknown = models.PositiveIntegerField(default=0)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["workshop", "upload"],
                condition=Q(change=None),
                name="a_waiting_sheet_is_looked_at_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M}"


class Touched(models.Model):
    """A quote, an order or a product whose figures the change moves; amounts in `currency`.

    An empty amount is unknown. `door` is everything until the buyer's door, `due` duty, tax and
    fees. `if_begun` counts rules whose first day nobody knows as begun.
    """

    workshop = models.ForeignKey("workshop.Workshop", models.CASCADE, related_name="+")
    run = models.ForeignKey(ImpactRun, models.CASCADE, related_name="touched")
    version = models.ForeignKey("sales.QuoteVersion", models.CASCADE, null=True, related_name="+")
    order = models.ForeignKey("sales.Order", models.CASCADE, null=True, related_name="+")
    product = models.ForeignKey("catalogue.Product", models.CASCADE, null=True, related_name="+")
    country = models.CharField(max_length=2)
    currency = models.CharField(max_length=3)
    due_before = models.DecimalField(max_digits=18, decimal_places=4, null=True)
    due_after = models.DecimalField(max_digits=18, decimal_places=4, null=True)
    due_if_begun = models.DecimalField(max_digits=18, decimal_places=4, null=True)
    # Whether rules without a first day would move it; `due_if_begun` may be unknown even then
    waits = models.BooleanField(default=False)
    # Whether rules that had no first day, and would have moved it, are announced no more
    ended = models.BooleanField(default=False)
    door_before = models.DecimalField(max_digits=18, decimal_places=4, null=True)
    door_after = models.DecimalField(max_digits=18, decimal_places=4, null=True)
    # Of a product: what the pair is worth that was asked about (the usual worth, or a threshold
    # of a rule below which the figures move), and when it arrives; of an order that has left, too
    worth = models.DecimalField(max_digits=18, decimal_places=4, null=True)
    arrives = models.DateField(null=True)
    # What is kept, in the workshop's currency; only of a price with duty paid does it move
    margin_before = models.DecimalField(max_digits=18, decimal_places=4, null=True)
    margin_after = models.DecimalField(max_digits=18, decimal_places=4, null=True)
    margin_currency = models.CharField(max_length=3, blank=True)
    # The last day to leave so that the old figures still hold
    ship_by = models.DateField(null=True)
    # The day the goods are ready: of an order by the plan, of a quote as promised
    ready = models.DateField(null=True)

    class Meta:
        indexes = [models.Index(fields=["workshop", "version"], name="touched_versions")]
        constraints = [
            models.CheckConstraint(
                condition=Q(version__isnull=False, product=None)
                | Q(version=None, order=None, product__isnull=False),
                name="what_is_touched_is_a_version_or_a_product",
            ),
            models.UniqueConstraint(
                fields=["run", "version"],
                condition=Q(version__isnull=False),
                name="a_version_is_touched_once_a_run",
            ),
            models.UniqueConstraint(
                fields=["run", "product", "country"],
                condition=Q(product__isnull=False),
                name="a_product_is_touched_once_a_market",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.country} {self.due_before} > {self.due_after}"


class Handled(models.Model):
    """Somebody dealt with what a change did to a version: it leaves Today."""

    workshop = models.ForeignKey("workshop.Workshop", models.CASCADE, related_name="+")
    touched = models.OneToOneField(Touched, models.CASCADE, related_name="handled")
    at = models.DateTimeField()
    by = models.ForeignKey("workshop.User", models.SET_NULL, null=True, related_name="+")

    def __str__(self) -> str:
        return f"{self.touched_id} {self.at:%Y-%m-%d}"
