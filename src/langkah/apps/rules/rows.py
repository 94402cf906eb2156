"""A row of the table as the rule that decisions are told, and back."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any

from langkah.apps.rules.models import DatedRule
from langkah.domain.product import plain
from langkah.reference.rules import Rule, RuleKind
from langkah.reference.source import Grade, Source

# Columns that stand in the table as they stand in the rule
SAME = tuple(field.name for field in fields(Rule) if field.name not in ("id", "kind", "source"))
# Columns of the table that no decision is told
BESIDE = ("day_unknown", "last_known")
SOURCE = ("source", "source_date", "grade")
COLUMNS = ("code", "kind", *SOURCE, *SAME)


@lru_cache(maxsize=4096)
def rule(values: tuple[Any, ...]) -> Rule:
    """The rule of a row read by `COLUMNS`; equal rows are one rule, so it is made once."""
    code, kind, source, day, grade, *same = values
    return Rule(
        id=code,
        kind=RuleKind(kind),
        source=Source(source, day, Grade(grade)),
        **{name: _plain(value) for name, value in zip(SAME, same, strict=True)},
    )


def _plain(value: Any) -> Any:  # noqa: ANN401 - whatever a column holds
    """A number without the zeros that a column adds."""
    return plain(value) if isinstance(value, Decimal) else value


def of(row: DatedRule) -> Rule:
    """The rule of a row."""
    return rule(tuple(getattr(row, name) for name in COLUMNS))


def values(told: Rule) -> dict[str, Any]:
    """The columns of a rule."""
    return {
        "code": told.id,
        "kind": told.kind.value,
        "source": told.source.name,
        "source_date": told.source.date,
        "grade": told.source.grade.value,
        **{name: getattr(told, name) for name in SAME},
    }


def renewed(rule: Rule, again_by: date | None) -> Rule:
    """A rule that was checked is to be looked at again when that check says so, if it is later."""
    if again_by is None or (rule.review_by is not None and rule.review_by >= again_by):
        return rule
    return replace(rule, review_by=again_by)
