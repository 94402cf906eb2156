"""The edition that comes with Langkah, taken into a workshop's book as a change like any other."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from functools import cache
from hashlib import sha256

from django.db import transaction

from langkah.apps.rules import queries, rows
from langkah.apps.rules.models import BookChange, ChangeKind, DatedRule
from langkah.apps.rules.writing import Entry, Step, write
from langkah.apps.workshop.models import Workshop
from langkah.domain.rulebook import slot
from langkah.reference.rules import NEWEST_SOURCE, Rule, rules


@cache
def edition() -> str:
    """Which edition of the rules this Langkah brings."""
    return sha256(repr(rules()).encode()).hexdigest()


def lagging() -> Iterator[Workshop]:
    """Workshops whose book has not taken this edition in. One query."""
    taken = BookChange.objects.filter(edition=edition()).values("workshop")
    yield from Workshop.objects.exclude(pk__in=taken)


@transaction.atomic
def adopt(*, workshop: Workshop, now: datetime) -> BookChange | None:
    """Bring the book to this edition; None when it is. What a person entered stays hers."""
    Workshop.objects.select_for_update().get(pk=workshop.pk)
    if BookChange.objects.filter(workshop=workshop, edition=edition()).exists():
        return None
    step = Step(
        workshop=workshop,
        kind=ChangeKind.EDITION,
        by=None,
        now=now,
        note=f"{NEWEST_SOURCE:%Y-%m-%d}",
        edition=edition(),
    )
    return write(step, _entries(workshop))


def _entries(workshop: Workshop) -> Iterator[Entry]:
    """What differs, but for everything about a thing of which a person entered something."""
    ours = _of_langkah(workshop)
    standing = {row.code: row for row in queries.standing(workshop)}
    entered = {
        code: rule
        for code, row in standing.items()
        if (rule := rows.of(row)) not in ours.get(code, ())
    }
    hers = {slot(rule) for rule in entered.values()}
    new = {rule.id: rule for rule in rules() if slot(rule) not in hers and rule.id not in entered}
    for code, rule in new.items():
        if code in standing or code not in ours:
            yield Entry(rule=rule, old=standing.get(code))
    for code, row in standing.items():
        if code not in new and slot(rows.of(row)) not in hers:
            yield Entry(rule=None, old=row)


def _of_langkah(workshop: Workshop) -> dict[str, list[Rule]]:
    """Every rule that an edition once brought into this book, under its code."""
    found: dict[str, list[Rule]] = {}
    brought = DatedRule.objects.filter(workshop=workshop, entered__kind=ChangeKind.EDITION)
    for values in brought.values_list(*rows.COLUMNS):
        rule = rows.rule(values)
        found.setdefault(rule.id, []).append(rule)
    return found
