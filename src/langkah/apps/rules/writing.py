"""The one place where the book is written: rows are added and ended, never altered."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db import transaction

from langkah.apps.rules import queries, rows
from langkah.apps.rules.errors import NotEntered
from langkah.apps.rules.models import BookChange, ChangeKind, DatedRule, Verification
from langkah.apps.workshop import audit
from langkah.apps.workshop.models import User, Workshop
from langkah.domain import rulebook
from langkah.domain.reason import Reason, Value, because
from langkah.reference.rules import Rule

AT_ONCE = 500
VERBS = {
    ChangeKind.EDITION: "taken",
    ChangeKind.IMPORT: "taken_in",
    ChangeKind.EDIT: "changed",
    ChangeKind.UNDO: "dropped",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A rule as it shall stand: in place of row `old`, or anew; no rule takes the row out."""

    rule: Rule | None
    old: DatedRule | None = None
    day_unknown: bool = False
    last_known: date | None = None

    @property
    def differs(self) -> bool:
        """Whether it says something else than the row in whose place it stands."""
        if self.rule is None or self.old is None:
            return True
        same = rows.of(self.old) == self.rule
        beside = (self.old.day_unknown, self.old.last_known) == (self.day_unknown, self.last_known)
        return not (same and beside)

    @property
    def only_ends(self) -> bool:
        """Whether it says what `old` says, for fewer days at the end and no others."""
        if self.rule is None or self.old is None or self.day_unknown or self.old.day_unknown:
            return False
        before, until = rows.of(self.old), self.rule.valid_until
        sooner = until is not None and (before.valid_until is None or until < before.valid_until)
        return sooner and replace(before, valid_until=until) == self.rule


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """Who writes, when, and how it came."""

    workshop: Workshop
    kind: ChangeKind
    by: User | None
    now: datetime
    note: str = ""
    edition: str = ""
    undoes: BookChange | None = None


@transaction.atomic
def write(step: Step, entries: Iterable[Entry]) -> BookChange:
    """Write a change whole. Raises NotEntered when two rules would answer for the same day."""
    wanted = [entry for entry in entries if entry.differs]
    change = BookChange.objects.create(
        workshop=step.workshop,
        kind=step.kind,
        at=step.now,
        by=step.by,
        note=step.note[:160],
        edition=step.edition,
        undoes=step.undoes,
    )
    ended = [entry.old.pk for entry in wanted if entry.old is not None]
    standing = queries.standing(step.workshop).select_for_update()
    gone = standing.filter(pk__in=ended).update(replaced=change, replaced_at=step.now)
    if gone != len(ended):
        raise NotEntered(because("The book changed meanwhile. Look at the change again."))
    DatedRule.objects.bulk_create(
        (
            DatedRule(
                workshop=step.workshop,
                entered=change,
                recorded_at=step.now,
                day_unknown=entry.day_unknown,
                last_known=entry.last_known,
                **rows.values(entry.rule),
            )
            for entry in wanted
            if entry.rule is not None
        ),
        batch_size=AT_ONCE,
    )
    _checked(step.workshop)
    if step.kind != ChangeKind.UNDO:
        _still_checked(step, change, wanted)
    if step.by is not None:
        audit.record(
            workshop=step.workshop,
            by=step.by,
            verb=f"rules.{VERBS[step.kind]}",
            target=change,
            new={"count": len(wanted)},
        )
    return change


def _still_checked(step: Step, change: BookChange, written: list[Entry]) -> None:
    """What was checked of a rule stays checked when the rule only ends sooner."""
    ended = [entry.old.pk for entry in written if entry.old is not None and entry.only_ends]
    standing = Verification.objects.filter(
        workshop=step.workshop, rule__in=ended, withdrawn_at=None
    ).select_related("rule")
    for check, row in carry_over(list(standing), change):
        said = {"name": check.name, "day": check.on}
        audit.record(
            workshop=step.workshop, by=step.by, verb="rules.still_checked", target=row, new=said
        )


def carry_over(
    checks: list[Verification], change: BookChange
) -> list[tuple[Verification, DatedRule]]:
    """Checks of rows that a change ended, written again for the rows it put in their place."""
    if not checks:
        return []
    came = {row.code: row for row in DatedRule.objects.filter(entered=change)}
    found = [(check, came[check.rule.code]) for check in checks]
    for check, row in found:
        check.pk, check.rule = None, row
        check.save(force_insert=True)
    return found


def _checked(workshop: Workshop) -> None:
    """The rule that PostgreSQL holds by a constraint, with a sentence, and for SQLite at all."""
    found = [rows.rule(values) for values in queries.known(workshop).values_list(*rows.COLUMNS)]
    wrong = tuple(overlapping(one, other) for one, other in rulebook.overlaps(found))
    if wrong:
        raise NotEntered(*wrong)


def overlapping(one: Rule, other: Rule) -> Reason:
    """The sentence for two rules that answer for the same day."""
    told: dict[str, Value] = {"rule": one.id, "other": other.id, "what": rulebook.name(other)}
    day = max(rulebook.begins(one), rulebook.begins(other))
    if day == date.min:
        return because(
            "{rule} and {other} both say what the {what} is. End the first before the second "
            "begins.",
            **told,
        )
    return because(
        "{rule} and {other} both say what the {what} is on {day}. End the first before the "
        "second begins.",
        **told,
        day=day,
    )


def again(row: DatedRule, **changes: Any) -> Entry:  # noqa: ANN401 - columns of a rule
    """An entry that puts a row back, with some columns otherwise."""
    return Entry(
        rule=replace(rows.of(row), **changes),
        day_unknown=row.day_unknown,
        last_known=row.last_known,
    )
