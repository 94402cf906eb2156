"""Exchange rates a quote is told: the workshop's own where it has one, else the ECB's."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet

from langkah.apps.workshop import sources
from langkah.apps.workshop.models import ManualRate, Workshop
from langkah.apps.workshop.statements import Statement
from langkah.domain.exchange import Rate, at_bank, stale
from langkah.reference import fx

OWN = sources.OWN_RATE


@dataclass(frozen=True, slots=True, kw_only=True)
class RateSeen:
    """A rate behind figures that somebody looks at; `days` is its age where it is too old."""

    rate: Rate
    days: int | None = None


def seen(found: Iterable[Rate], today: date) -> tuple[RateSeen, ...]:
    """The rates with their age where that is more than a central bank's holidays explain."""
    return tuple(
        RateSeen(rate=one, days=(today - one.day).days if one.day and stale(one, today) else None)
        for one in found
    )


def told(workshop: Workshop, wanted: set[str], day: date) -> tuple[Rate, ...]:
    """Middle rates between all pairs of `wanted` and the workshop's money, as known. One query.

    A currency that neither the workshop nor the ECB knows is left out: unknown is not one.
    """
    return _pairs(workshop.currency, wanted, _values(workshop, day))


def of_quote(
    workshop: Workshop, wanted: set[str], day: date, currency: str
) -> tuple[tuple[Rate, ...], tuple[Rate, ...]]:
    """Rates a quote in `currency` counts with, then those that customs count with. One query.

    The workshop receives the quote's currency and buys every other one, so that its bank's share
    lies on each of them; where it set an own rate, that is what the bank really pays. Customs take
    no share: without one their rates are the same, and none are given.
    """
    values = _values(workshop, day)
    middle = _pairs(workshop.currency, wanted, values)
    if not workshop.bank_spread:
        return middle, ()
    kept = {
        code: one
        if one.own or code == workshop.currency
        else replace(
            one,
            worth=at_bank(one.worth, workshop.bank_spread, receives=code == currency),
            source=sources.less(one.source),
        )
        for code, one in values.items()
    }
    return _pairs(workshop.currency, wanted, kept), middle


@dataclass(frozen=True, slots=True)
class _Value:
    """What one unit of a currency is worth in the workshop's money."""

    worth: Decimal
    source: str
    day: date
    own: bool = False


def _values(workshop: Workshop, day: date) -> dict[str, _Value]:
    """What each currency is worth: by the ECB, and by the workshop where it knows better."""
    table, home = fx.on(day), workshop.currency
    euros = {"EUR": Decimal(1)} | table.per_euro
    known = {code: euros[home] / amount for code, amount in euros.items()} if home in euros else {}
    found = {code: _Value(worth, fx.SOURCE, table.day) for code, worth in known.items()}
    found[home] = _Value(Decimal(1), "", date.max)
    own = _own(workshop).items()
    return found | {code: _Value(rate, OWN, set_on, own=True) for code, (rate, set_on) in own}


def _pairs(home: str, wanted: set[str], values: dict[str, _Value]) -> tuple[Rate, ...]:
    """The rates between all pairs; the day of a pair is that of its older half."""
    codes = sorted((wanted | {home}) & values.keys())
    return tuple(
        _rate(base, quote, values)
        for place, base in enumerate(codes)
        for quote in codes[place + 1 :]
    )


def _rate(base: str, quote: str, values: dict[str, _Value]) -> Rate:
    one, other = values[base], values[quote]
    says = next((half for half in (one, other) if half.own), None)
    says = says or (one if one.source else other)
    return Rate(
        base=base,
        quote=quote,
        rate=one.worth / other.worth,
        source=says.source,
        day=min(one.day, other.day),
    )


def _own(workshop: Workshop) -> dict[str, tuple[Decimal, date]]:
    """The newest own rate of each currency, with its day."""
    rows = _set(workshop=workshop.pk)
    return {currency: (rate, set_at.date()) for currency, rate, set_at in rows}


@Statement
def _set(workshop: Any) -> QuerySet[Any, Any]:  # noqa: ANN401 - a place
    rows = ManualRate.objects.filter(workshop=workshop).order_by("set_at")
    return rows.values_list("currency", "rate", "set_at")
