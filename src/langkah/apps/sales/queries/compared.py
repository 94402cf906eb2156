"""Two versions of a quote side by side: what is not the same."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import zip_longest

from langkah.apps.sales.queries.shapes import LineView, VersionView
from langkah.domain.money import Money

Value = str | int | Decimal | date | Money | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One thing that changed; `what` is a code, `of` names the product or Incoterm."""

    what: str
    of: str = ""
    before: Value
    after: Value


def compare(before: VersionView, after: VersionView) -> tuple[Difference, ...]:
    """Every term, line and price that differs, in the order they are read."""
    return (*_terms(before, after), *_lines(before, after), *_prices(before, after))


_TERMS: tuple[tuple[str, Callable[[VersionView], Value]], ...] = (
    ("incoterm", lambda row: row.incoterm),
    ("total", lambda row: row.total),
    ("per_pair", lambda row: row.per_pair),
    ("promise_day", lambda row: row.promise_day),
    ("date_held", lambda row: row.date_held),
    ("carrier", lambda row: row.carrier),
    ("currency", lambda row: row.currency),
    ("valid_days", lambda row: row.valid_days),
    ("deposit_percent", lambda row: row.deposit_percent),
    ("country", lambda row: row.country),
    ("city", lambda row: row.city),
    ("postcode", lambda row: row.postcode),
    ("wishes", lambda row: row.wishes),
    ("note", lambda row: row.note),
)


def _terms(before: VersionView, after: VersionView) -> list[Difference]:
    return [
        Difference(what=name, before=value(before), after=value(after))
        for name, value in _TERMS
        if value(before) != value(after)
    ]


def _lines(before: VersionView, after: VersionView) -> list[Difference]:
    found = []
    for old, new in zip_longest(before.lines, after.lines):
        named = new or old
        for what, was, now in (
            ("product", _of(old, "title"), _of(new, "title")),
            ("pairs", _of(old, "pairs"), _of(new, "pairs")),
            ("sizes", _sizes(old), _sizes(new)),
            ("options", _options(old), _options(new)),
            ("unit", _of(old, "unit"), _of(new, "unit")),
        ):
            if was != now:
                found.append(Difference(what=what, of=named.title, before=was, after=now))
    return found


def _of(line: LineView | None, name: str) -> Value:
    value: Value = getattr(line, name, None)
    return value


def _options(line: LineView | None) -> str:
    return ", ".join(line.options) if line else ""


def _sizes(line: LineView | None) -> str:
    return ", ".join(f"{cell.size or '?'} × {cell.pairs}" for cell in line.sizes) if line else ""


def _prices(before: VersionView, after: VersionView) -> list[Difference]:
    old = {offer.incoterm: offer.price for offer in before.offers}
    new = {offer.incoterm: offer.price for offer in after.offers}
    return [
        Difference(what="price", of=code, before=old.get(code), after=new.get(code))
        for code in dict.fromkeys((*old, *new))
        if old.get(code) != new.get(code)
    ]
