"""Reads of the rule book: the rules of one market for a price, and the book for people."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import FilteredRelation, Q, QuerySet

from langkah.apps.rules import rows
from langkah.apps.rules.models import BookChange, DatedRule
from langkah.apps.workshop.models import Workshop
from langkah.apps.workshop.statements import Statement
from langkah.reference import countries
from langkah.reference.rules import Rule


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    """What a decision is told: the rules of a market, and which of them a person has checked.

    `pending` are decided, while nobody knows from which day.

    Without `rules` the workshop keeps no book yet and Langkah's own counts; an empty one knows
    nothing about that market.
    """

    rules: tuple[Rule, ...] | None = None
    verified: tuple[str, ...] = ()
    pending: tuple[Rule, ...] = ()


def book(workshop: Workshop, country: str, known_at: datetime | None = None) -> Book:
    """The rules of a country and its customs union, as known now or at a past moment. One query.

    A second query only where the book holds nothing for that market.
    """
    markets = {"country": country, "market": countries.market(country)}
    found = (
        _standing_now(workshop=workshop.pk, **markets)
        if known_at is None
        else _of_market(workshop, **markets, known_at=known_at)
    )
    checked, read, pending = [], [], []
    for on, again_by, day_unknown, *values in found:
        rule = rows.rule(tuple(values))
        if day_unknown:
            pending.append(rule)
            continue
        if on is not None:
            checked.append(rule.id)
            rule = rows.renewed(rule, again_by)
        read.append(rule)
    if not read and not kept(workshop, known_at):
        return Book()
    return Book(rules=tuple(read), verified=tuple(checked), pending=tuple(pending))


def _of_market(
    workshop: Workshop, country: str, market: str, known_at: datetime | None = None
) -> QuerySet[DatedRule, tuple[Any, ...]]:
    """Each row once, with the day of its verification and when to ask again."""
    found = standing(workshop, known_at).filter(market__in=[country, market])
    stands = Q(verifications__withdrawn_at=None)
    if known_at is not None:
        stands = Q(verifications__at__lte=known_at) & (
            stands | Q(verifications__withdrawn_at__gt=known_at)
        )
    return found.annotate(checked=FilteredRelation("verifications", condition=stands)).values_list(
        "checked__on", "checked__again_by", "day_unknown", *rows.COLUMNS
    )


@Statement
def _standing_now(workshop: Any, country: Any, market: Any) -> QuerySet[Any, Any]:  # noqa: ANN401
    return _of_market(workshop, country, market)


def known(workshop: Workshop, at: datetime | None = None) -> QuerySet[DatedRule]:
    """The rows that the book held at a moment, without those whose first day nobody knows."""
    return standing(workshop, at).filter(day_unknown=False)


def standing(workshop: Workshop, at: datetime | None = None) -> QuerySet[DatedRule]:
    """Every row that the book held at a moment."""
    mine = DatedRule.objects.filter(workshop=workshop)
    if at is None:
        return mine.filter(replaced_at=None)
    return mine.filter(Q(replaced_at=None) | Q(replaced_at__gt=at), recorded_at__lte=at)


def kept(workshop: Workshop, at: datetime | None = None) -> bool:
    """Whether the workshop kept a book of its own at that moment. One query."""
    changes = BookChange.objects.filter(workshop=workshop)
    return (changes if at is None else changes.filter(at__lte=at)).exists()
