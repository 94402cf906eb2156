"""One table of dated rules a workshop, which only grows; what changed it, and who checked it.

A rule has two times: the days for which it holds (`valid_from`, `valid_until`) and the moments
between which this book said so (`recorded_at`, `replaced_at`). A row never changes but for its end
in the book, so that any past day can be asked again as it was known at any past moment.
"""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q


class ChangeKind(models.TextChoices):
    """How a change came into the book."""

    EDITION = "edition"
    IMPORT = "import"
    EDIT = "edit"
    UNDO = "undo"


class BookChange(models.Model):
    """One step of the book: everything in it was entered together, by one person, at one moment."""

    workshop = models.ForeignKey("workshop.Workshop", models.CASCADE, related_name="+")
    kind = models.CharField(max_length=7, choices=ChangeKind)
    at = models.DateTimeField()
    # Empty for an edition, which comes with Langkah itself
    by = models.ForeignKey("workshop.User", models.SET_NULL, null=True, related_name="+")
    # The name of the file, or why
    note = models.CharField(max_length=160, blank=True)
    # Which edition of the package was taken in
    edition = models.CharField(max_length=64, blank=True)
    undoes = models.OneToOneField("self", models.PROTECT, null=True, related_name="undone_by")

    class Meta:
        indexes = [models.Index(fields=["workshop", "-id"], name="book_changes_newest_first")]

    def __str__(self) -> str:
        return f"{self.kind} {self.at:%Y-%m-%d}"


class DatedRule(models.Model):
    """One fact of one market, for its days; the columns are those of `reference.rules.Rule`."""

    workshop = models.ForeignKey("workshop.Workshop", models.CASCADE, related_name="+")
    code = models.CharField(max_length=60)
    market = models.CharField(max_length=2)
    hs = models.CharField(max_length=12, blank=True)
    kind = models.CharField(max_length=20)
    programme = models.CharField(max_length=80, blank=True)
    audience = models.CharField(max_length=3, blank=True)
    origin = models.CharField(max_length=2, blank=True)
    rate = models.DecimalField(max_digits=10, decimal_places=8, null=True)
    amount = models.DecimalField(max_digits=15, decimal_places=4, null=True)
    unit = models.CharField(max_length=20, blank=True)
    combine = models.CharField(max_length=3, blank=True)
    threshold = models.DecimalField(max_digits=15, decimal_places=4, null=True)
    limit = models.DecimalField(max_digits=15, decimal_places=4, null=True)
    currency = models.CharField(max_length=3, blank=True)
    basis = models.CharField(max_length=20, blank=True)
    proof = models.CharField(max_length=120, blank=True)
    valid_from = models.DateField(null=True)
    # The first day on which it holds no more
    valid_until = models.DateField(null=True)
    # Decided, but nobody knows yet from which day: such a rule is in no price
    day_unknown = models.BooleanField(default=False)
    source = models.CharField(max_length=240)
    source_date = models.DateField(null=True)
    grade = models.CharField(max_length=1)
    # Until which day it is known to have held
    last_known = models.DateField(null=True)
    review_by = models.DateField(null=True)
    entered = models.ForeignKey(BookChange, models.PROTECT, related_name="rules")
    recorded_at = models.DateTimeField()
    replaced = models.ForeignKey(BookChange, models.PROTECT, null=True, related_name="old_rules")
    replaced_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            # A priced quote reads the rules of one market; so does a past one.
            models.Index(fields=["workshop", "market"], name="rules_of_a_market")
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["workshop", "code"],
                condition=Q(replaced_at=None),
                name="a_rule_stands_once_in_the_book",
            ),
            models.CheckConstraint(
                condition=Q(valid_from=None)
                | Q(valid_until=None)
                | Q(valid_until__gt=F("valid_from")),
                name="a_rule_ends_after_it_began",
            ),
            models.CheckConstraint(
                condition=Q(replaced_at=None) | Q(replaced_at__gte=F("recorded_at")),
                name="a_rule_is_replaced_after_it_was_entered",
            ),
            models.CheckConstraint(
                condition=Q(replaced=None, replaced_at=None)
                | Q(replaced__isnull=False, replaced_at__isnull=False),
                name="a_replaced_rule_says_by_what",
            ),
            models.CheckConstraint(
                condition=(Q(rate=None) | Q(rate__gte=0)) & (Q(amount=None) | Q(amount__gte=0)),
                name="a_rule_never_pays_the_buyer",
            ),
        ]

    def __str__(self) -> str:
        return self.code


class Verification(models.Model):
    """A named person asked somebody who knows, on a day; it holds for this very row."""

    workshop = models.ForeignKey("workshop.Workshop", models.CASCADE, related_name="+")
    rule = models.ForeignKey(DatedRule, models.CASCADE, related_name="verifications")
    on = models.DateField()
    name = models.CharField(max_length=120)
    asked = models.CharField(max_length=160)
    note = models.TextField(blank=True)
    # When it should be asked again; empty: as the rule itself says
    again_by = models.DateField(null=True)
    at = models.DateTimeField()
    by = models.ForeignKey("workshop.User", models.SET_NULL, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey("workshop.User", models.SET_NULL, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["rule"],
                condition=Q(withdrawn_at=None),
                name="a_rule_is_checked_by_one_at_a_time",
            ),
            models.CheckConstraint(
                condition=~Q(name="") & ~Q(asked=""), name="who_checked_and_whom_she_asked"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.on}"
