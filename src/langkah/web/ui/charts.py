"""Geometry of drawings, computed here so that templates only place what they are given.

A drawing is a table whose rows carry a bar: read as text and seen as a picture, on a phone and on
a desk alike. Lengths are percent of the room for bars; numbers are ready-made strings with a
decimal point, since a local decimal comma would break the drawing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from langkah.apps.workshop import words
from langkah.domain.money import Money

ROOM = Decimal(100)
THINNEST = Decimal("0.6")


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One step of an amount: what it is called, how much, and whether it is a sum so far."""

    name: str
    amount: Money | None
    is_total: bool = False
    grade: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A drawn row."""

    name: str
    text: str
    kind: str
    x: str
    width: str
    grade: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Waterfall:
    """A drawing of how an amount builds up."""

    title: str
    bars: tuple[Bar, ...]


def waterfall(title: str, parts: Sequence[Part]) -> Waterfall:
    """Rows one under another: each bar starts where the one before ended; totals start at zero.

    Amounts must be in one currency. A part without amount gets no bar, only its name.
    """
    ends = _ends(parts)
    low = min([Decimal(0), *(min(pair) for pair in ends)])
    high = max([Decimal(0), *(max(pair) for pair in ends)])
    scale = ROOM / ((high - low) or Decimal(1))
    bars = tuple(
        Bar(
            name=part.name,
            text=words.money(part.amount) if part.amount is not None else "",
            kind=_kind(part),
            x=_plain(min((min(pair) - low) * scale, ROOM - THINNEST)),
            width=_plain(max(abs(pair[1] - pair[0]) * scale, THINNEST)),
            grade=part.grade,
            note=part.note,
        )
        for part, pair in zip(parts, ends, strict=True)
    )
    return Waterfall(title=title, bars=bars)


def _ends(parts: Sequence[Part]) -> list[tuple[Decimal, Decimal]]:
    reached = Decimal(0)
    ends = []
    for part in parts:
        amount = part.amount.amount if part.amount is not None else Decimal(0)
        start = Decimal(0) if part.is_total else reached
        reached = amount if part.is_total else reached + amount
        ends.append((start, reached))
    return ends


def _kind(part: Part) -> str:
    if part.amount is None:
        return "unknown"
    if part.is_total:
        return "total"
    return "less" if part.amount.amount < 0 else "more"


def _plain(value: Decimal) -> str:
    return str(value.quantize(Decimal("0.01")))


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Work that fills days, first and last included; `kind` as in parts."""

    name: str
    first: date
    last: date
    kind: str = "note"
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A line at a day: today, a wish date, a holiday."""

    x: str
    text: str
    day: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """A drawing of spans over days."""

    title: str
    bars: tuple[Bar, ...]
    marks: tuple[Mark, ...]


def timeline(title: str, spans: Sequence[Span], marks: Sequence[tuple[date, str]] = ()) -> Timeline:
    """One row a span, over the days from the first to the last day named anywhere."""
    days = [day for span in spans for day in (span.first, span.last)] + [day for day, _ in marks]
    first = min(days, default=date(2000, 1, 1))
    count = (max(days, default=first) - first).days + 1
    step = ROOM / count

    def place(day: date) -> Decimal:
        return (day - first).days * step

    bars = tuple(
        Bar(
            name=span.name,
            text=span.text or f"{words.day(span.first)} – {words.day(span.last)}",
            kind=span.kind,
            x=_plain(place(span.first)),
            width=_plain(place(span.last + timedelta(days=1)) - place(span.first)),
        )
        for span in spans
    )
    lines = tuple(Mark(x=_plain(place(day)), text=text, day=words.day(day)) for day, text in marks)
    return Timeline(title=title, bars=bars, marks=lines)
