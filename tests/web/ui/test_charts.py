"""Drawings: the geometry adds up, and what is unknown gets no bar."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from langkah.domain.money import Money
from langkah.web.ui import charts


def euro(amount: str) -> Money:
    return Money(Decimal(amount), "EUR")


def test_each_bar_starts_where_the_one_before_ended():
    drawn = charts.waterfall(
        "At the door",
        [
            charts.Part(name="Shoes", amount=euro("60")),
            charts.Part(name="Freight", amount=euro("30")),
            charts.Part(name="Discount", amount=euro("-10")),
            charts.Part(name="At the door", amount=euro("80"), is_total=True),
        ],
    )
    # the whole room for the highest reach, 90 euro
    assert [(bar.x, bar.width, bar.kind) for bar in drawn.bars] == [
        ("0.00", "66.67", "more"),
        ("66.67", "33.33", "more"),
        ("88.89", "11.11", "less"),
        ("0.00", "88.89", "total"),
    ]


def test_an_unknown_part_has_no_amount_and_moves_nothing():
    drawn = charts.waterfall(
        "At the door",
        [
            charts.Part(name="Duty", amount=None, grade="U"),
            charts.Part(name="Shoes", amount=euro("10")),
        ],
    )
    assert (drawn.bars[0].kind, drawn.bars[0].text) == ("unknown", "")
    assert drawn.bars[1].x == "0.00"


@given(st.lists(st.integers(-10_000, 10_000), max_size=12))
def test_every_bar_stays_inside_its_room(amounts):
    parts = [charts.Part(name="x", amount=euro(str(each))) for each in amounts]
    for bar in charts.waterfall("", parts).bars:
        left, right = Decimal(bar.x), Decimal(bar.x) + Decimal(bar.width)
        assert left >= 0
        # the thinnest bar may stand out by its own width, and both figures are rounded
        assert right <= charts.ROOM + charts.THINNEST


@pytest.mark.parametrize(
    "spans", [[], [charts.Span(name="a", first=date(2027, 1, 1), last=date(2027, 1, 1))]]
)
def test_a_timeline_of_one_day_or_none_is_drawn(spans):
    drawn = charts.timeline("", spans)
    assert len(drawn.bars) == len(spans)
    assert [bar.width for bar in drawn.bars] == ["100.00"] * len(spans)


def test_days_lie_beside_one_another_on_a_timeline():
    drawn = charts.timeline(
        "",
        [
            charts.Span(name="Cutting", first=date(2027, 3, 1), last=date(2027, 3, 2)),
            charts.Span(name="Stitching", first=date(2027, 3, 3), last=date(2027, 3, 10)),
        ],
        [(date(2027, 3, 10), "Wish")],
    )
    assert [(bar.x, bar.width) for bar in drawn.bars] == [("0.00", "20.00"), ("20.00", "80.00")]
    assert drawn.marks[0].x == "90.00"
