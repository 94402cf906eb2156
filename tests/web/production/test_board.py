"""The week as a drawing, and the hours of a day in words."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest

from langkah.apps.production.queries import Task
from langkah.apps.production.week import MakerWeek, Piece, Week
from langkah.web.production.board import by_maker
from langkah.web.production.weekboard import Block, board

MONDAY = date(2026, 11, 23)


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime.combine(MONDAY + timedelta(days=day), time(hour, minute))


def a_task(start: datetime, end: datetime, order: int | None = 7) -> Task:
    return Task(
        operation="Lasting", title="Brantas", pairs=24, lot=1, maker="Pak Karno", station="",
        start=start, end=end, order=order, order_number=order, quote=None if order else 3,
        quote_number=None if order else 3,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        (at(1, 8), at(1, 10, 5), "08.00–10.05"),
        (at(0, 15), at(1, 9, 30), "until 09.30"),
        (at(1, 15, 45), at(2, 9), "from 15.45"),
        (at(0, 15), at(2, 9), "all day"),
    ],
)
def test_the_hours_of_a_task_on_tuesday(settings, start, end, said):
    from django.utils import translation

    with translation.override("en"):
        (maker,) = by_maker([a_task(start, end)], MONDAY + timedelta(days=1))
    assert [turn.when for turn in maker.turns] == [said]


def test_bars_lie_where_the_clock_says():
    """Two days of eight hours, then a day off: Tuesday 12:00 is half of the second third."""
    pieces = (
        Piece(task=a_task(at(0, 8), at(0, 16)), start=at(0, 8), end=at(0, 16)),
        Piece(task=a_task(at(1, 12), at(1, 16), order=None), start=at(1, 12), end=at(1, 16)),
        Piece(task=a_task(at(1, 8), at(1, 10), order=9), start=at(1, 8), end=at(1, 10)),
    )
    drawn = board(
        Week(
            days=tuple(MONDAY + timedelta(days=day) for day in range(3)),
            hours=((at(0, 8), at(0, 16)), (at(1, 8), at(1, 16)), None),
            makers=(MakerWeek(name="Pak Karno", pieces=pieces, taken=840, minutes=960),),
        ),
        late=frozenset({9}),
    )
    assert drawn.closed == (Block("66.67", "33.33", "off"),)
    assert drawn.borders == ("33.33", "66.67")
    (row,) = drawn.rows
    assert row.blocks == (
        Block("0.00", "33.33", "note"),
        Block("50.00", "16.67", "held"),
        Block("33.33", "8.33", "bad"),
    )
    assert (row.taken, row.hours) == ("14", "16")
