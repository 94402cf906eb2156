"""A person changes the book: a whole sheet, one rule, and taking a change back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.db import transaction

from langkah.apps.rules import checks, queries, rows
from langkah.apps.rules.actions.editions import adopt
from langkah.apps.rules.errors import CannotUndo, NotEntered, NotFound
from langkah.apps.rules.exchange import Plan
from langkah.apps.rules.models import BookChange, ChangeKind, DatedRule, Verification
from langkah.apps.rules.undoing import undoing
from langkah.apps.rules.writing import Entry, Step, again, carry_over, write
from langkah.apps.workshop.errors import NotSaved
from langkah.apps.workshop.models import User, Workshop
from langkah.apps.workshop.words import say
from langkah.domain.reason import because
from langkah.reference.rules import Rule
from langkah.reference.source import Grade


@transaction.atomic
def take_in(*, workshop: Workshop, plan: Plan, by: User, now: datetime, note: str) -> BookChange:
    """Write what a planned sheet says, whole. Raises NotEntered when it has problems."""
    if plan.problems:
        raise NotEntered(*(problem.reason for problem in plan.problems))
    if not any(entry.differs for entry in plan.entries):
        raise NotEntered(because("Everything in the file stands in the book already."))
    step = Step(workshop=workshop, kind=ChangeKind.IMPORT, by=by, now=now, note=note)
    return write(step, plan.entries)


@transaction.atomic
def correct(
    *, workshop: Workshop, code: str, values: dict[str, Any], by: User, now: datetime
) -> BookChange:
    """Another value in place of one that was wrong. Raises NotSaved, NotEntered."""
    adopt(workshop=workshop, now=now)
    row = _standing(workshop, code)
    rule = _changed(row, values)
    known = bool(row.day_unknown and not values.get("valid_from"))
    entry = Entry(rule=rule, old=row, day_unknown=known, last_known=row.last_known)
    return write(Step(workshop=workshop, kind=ChangeKind.EDIT, by=by, now=now, note=code), [entry])


@transaction.atomic
def follow(
    *, workshop: Workshop, code: str, values: dict[str, Any], by: User, now: datetime
) -> BookChange:
    """From a day on (`valid_from`) another value; until then the old one. Raises NotSaved."""
    adopt(workshop=workshop, now=now)
    row = _standing(workshop, code)
    first: date | None = values.get("valid_from")
    if first is None or (row.valid_from and first <= row.valid_from):
        raise NotSaved(
            ("valid_from", say(because("Write the day from which the new value holds.")))
        )
    begun = f"{code[:45]}-{first:%Y-%m-%d}"
    new = replace(_changed(row, values), id=begun)
    ended = replace(rows.of(row), valid_until=first)
    entries = [Entry(rule=ended, old=row, last_known=row.last_known), Entry(rule=new)]
    return write(Step(workshop=workshop, kind=ChangeKind.EDIT, by=by, now=now, note=code), entries)


def _standing(workshop: Workshop, code: str) -> DatedRule:
    row = queries.standing(workshop).select_for_update().filter(code=code).first()
    if row is None:
        raise NotFound
    return row


def _changed(row: DatedRule, values: dict[str, Any]) -> Rule:
    old = rows.of(row)
    papers = {"name": "source", "date": "source_date", "grade": "grade"}
    told = {name: values[key] for name, key in papers.items() if key in values}
    if "grade" in told:
        told["grade"] = Grade(told["grade"])
    source = replace(old.source, **told)
    same = {name: value for name, value in values.items() if name in rows.SAME}
    rule = replace(old, source=source, **same)
    wrong = [(column, say(reason)) for column, reason in checks.problems(rule)]
    if wrong:
        raise NotSaved(*wrong)
    return rule


@transaction.atomic
def undo(*, workshop: Workshop, change: int, by: User, now: datetime) -> BookChange:
    """Take a change back by another change; what was checked stays checked.

    Raises CannotUndo when a later change of the same rules stands, NotFound for an edition.
    """
    done = BookChange.objects.filter(workshop=workshop, pk=change).first()
    if done is None or done.kind == ChangeKind.EDITION:
        raise NotFound
    if hasattr(done, "undone_by"):
        raise CannotUndo(because("This change was taken back already."))
    found = undoing(workshop, done)
    if found.in_the_way:
        raise CannotUndo(
            because("A later change touched the same rules. Take that one back first.")
        )
    back = {row.code: row for row in found.ended}
    entries = [
        replace(again(back.pop(row.code)), old=row)
        if row.code in back
        else Entry(rule=None, old=row)
        for row in found.standing
    ]
    entries += [again(row) for row in back.values()]
    step = Step(workshop=workshop, kind=ChangeKind.UNDO, by=by, now=now, undoes=done)
    made = write(step, entries)
    _still_checked(workshop, found.ended, made)
    return made


def _still_checked(workshop: Workshop, ended: tuple[DatedRule, ...], made: BookChange) -> None:
    """A row that came back as it was keeps its verification."""
    standing = Verification.objects.filter(workshop=workshop, rule__in=ended, withdrawn_at=None)
    carry_over(list(standing.select_related("rule")), made)
