"""The drawing of a week: a row for each maker, a bar for each piece of work.

Lengths are percent of the room for bars, ready-made strings with a decimal point.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from langkah.apps.production.queries import Task
from langkah.apps.production.week import MakerWeek, Week
from langkah.apps.workshop import words

ROOM = Decimal(100)
HOUR = Decimal(60)
MINUTE = timedelta(minutes=1)
THINNEST = Decimal("0.3")


@dataclass(frozen=True, slots=True)
class Block:
    """A drawn piece: full for an order, hollow while only a quote holds it."""

    x: str
    width: str
    kind: str


@dataclass(frozen=True, slots=True)
class Row:
    """A maker with her bars, and her hours in words."""

    maker: str
    blocks: tuple[Block, ...]
    taken: str
    hours: str


@dataclass(frozen=True, slots=True)
class Board:
    """The whole week: its days, the days off as shaded stretches, a row for each maker."""

    days: tuple[str, ...]
    closed: tuple[Block, ...]
    borders: tuple[str, ...]
    rows: tuple[Row, ...]


def board(week: Week, late: frozenset[int]) -> Board:
    """The drawing; work of an order in `late` is drawn as a problem."""
    scale = _Scale(week)
    step = ROOM / len(week.days)
    return Board(
        days=tuple(words.weekday(day) for day in week.days),
        closed=tuple(
            Block(_plain(place * step), _plain(step), "off")
            for place, hours in enumerate(week.hours)
            if hours is None
        ),
        borders=tuple(_plain(place * step) for place in range(1, len(week.days))),
        rows=tuple(_row(one, scale, late) for one in week.makers),
    )


class _Scale:
    """Days of equal width; inside a day from the earliest opening to the latest closing."""

    def __init__(self, week: Week) -> None:
        self.first = week.days[0]
        self.step = ROOM / len(week.days)
        open_days = [
            *(hours for hours in week.hours if hours),
            *((piece.start, piece.end) for one in week.makers for piece in one.pieces),
        ]
        self.opens = min((_clock(opens) for opens, _ in open_days), default=timedelta())
        closes = max((_until(closes) for _, closes in open_days), default=timedelta(days=1))
        self.length = Decimal((closes - self.opens).total_seconds())

    def begin(self, moment: datetime) -> Decimal:
        return self._x(moment.date(), _clock(moment))

    def end(self, moment: datetime) -> Decimal:
        """Where a piece ends; at midnight that is still its own day."""
        return self._x((moment - MINUTE).date(), _until(moment))

    def _x(self, day: date, clock: timedelta) -> Decimal:
        inside = Decimal((clock - self.opens).total_seconds()) / self.length
        return ((day - self.first).days + inside) * self.step


def _row(one: MakerWeek, scale: _Scale, late: frozenset[int]) -> Row:
    return Row(
        maker=one.name,
        blocks=tuple(_blocks(one, scale, late)),
        taken=words.number(round(one.taken / HOUR)),
        hours=words.number(round(one.minutes / HOUR)),
    )


def _blocks(one: MakerWeek, scale: _Scale, late: frozenset[int]) -> Iterator[Block]:
    for piece in one.pieces:
        start, end = scale.begin(piece.start), scale.end(piece.end)
        yield Block(_plain(start), _plain(max(end - start, THINNEST)), _kind(piece.task, late))


def _kind(task: Task, late: frozenset[int]) -> str:
    if task.order is None:
        return "held"
    return "bad" if task.order in late else "note"


def _clock(moment: datetime) -> timedelta:
    return moment - datetime.combine(moment.date(), datetime.min.time())


def _until(moment: datetime) -> timedelta:
    """The clock at an end; midnight belongs to the day before."""
    return _clock(moment) or timedelta(days=1)


def _plain(value: Decimal) -> str:
    return str(value.quantize(Decimal("0.01")))
