"""A workshop that keeps a rule book: the edition of Langkah, and what people enter."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from langkah.apps.rules import actions, queries, rows
from langkah.apps.rules.models import BookChange, ChangeKind, DatedRule
from langkah.apps.rules.writing import Entry, Step, write
from langkah.apps.workshop.models import User, Workshop
from langkah.reference.rules import Rule, RuleKind
from langkah.reference.source import Grade, Source

D = Decimal
NOW = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)
LATER = NOW + timedelta(days=10)
NEW_YEAR = date(2027, 1, 1)
BROKER = Source("a broker in Rotterdam", date(2026, 11, 20), Grade.B)


@pytest.fixture
def kept(kenzi: Workshop) -> Workshop:
    """The workshop with the edition in its book."""
    actions.adopt(workshop=kenzi, now=NOW)
    return kenzi


def duty(**changes: object) -> Rule:
    """A duty on leather shoes into the Netherlands, of the workshop's own."""
    values: dict[str, object] = {
        "id": "nl-own-6403",
        "market": "NL",
        "hs": "6403",
        "kind": RuleKind.DUTY,
        "rate": D("0.09"),
        "source": BROKER,
        "valid_from": NEW_YEAR,
    }
    return Rule(**(values | changes))  # type: ignore[arg-type]


def row(workshop: Workshop, code: str) -> DatedRule:
    """The row of a rule that stands."""
    return queries.standing(workshop).get(code=code)


Enter = Callable[..., BookChange]


@pytest.fixture
def enter(kept: Workshop, bu_sari: User) -> Enter:
    """Bu Sari writes: new rules, and rules in place of others by their code."""

    def entering(*new: Rule, now: datetime = LATER, **otherwise: dict[str, object]) -> BookChange:
        entries = [Entry(rule=rule) for rule in new]
        for code, changes in otherwise.items():
            old = row(kept, code.replace("_", "-"))
            entries.append(Entry(rule=replace(rows.of(old), **changes), old=old))  # type: ignore[arg-type]
        step = Step(workshop=kept, kind=ChangeKind.EDIT, by=bu_sari, now=now)
        return write(step, entries)

    return entering
