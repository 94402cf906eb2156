"""Standard times from what was measured: few measurements move little, one bad day nothing."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from langkah.domain.capacity.calibration import CalibrationCase, Measured, Times, calibrate


def measured(*minutes: int, person: int = 1, step: str = "sew") -> tuple[Measured, ...]:
    """Beside 100 expected minutes each."""
    return tuple(
        Measured(step=step, person=person, expected=Decimal(100), minutes=Decimal(each))
        for each in minutes
    )


def of(*rows: Measured) -> Times:
    (found,) = calibrate(CalibrationCase(measured=rows)).steps
    return found


@pytest.mark.parametrize(
    ("minutes", "ratio", "factor"),
    [
        # Four tell nothing yet
        ((150,) * 4, "1.5", None),
        # Five of ten parts of the way from 1 to 1.5
        ((150,) * 5, "1.5", "1.25"),
        # Fifteen of twenty
        ((150,) * 15, "1.5", "1.375"),
        ((80,) * 5, "0.8", "0.9"),
        # Within five percent: no difference worth a change
        ((104,) * 20, "1.04", None),
        # One day on which all went wrong
        ((100, 100, 100, 100, 900), "1", None),
    ],
)
def test_a_proposal_goes_part_of_the_way(minutes, ratio, factor) -> None:
    found = of(*measured(*minutes))
    assert (found.count, found.ratio) == (len(minutes), Decimal(ratio))
    assert found.factor == (None if factor is None else Decimal(factor))


def test_a_slow_maker_is_told_from_a_wrong_standard() -> None:
    """Everybody takes half as long again, one of three twice as long."""
    rows = (
        *measured(*[150] * 6, person=1),
        *measured(*[150] * 6, person=2),
        *measured(*[200] * 5, person=3),
    )
    answer = calibrate(CalibrationCase(measured=rows))
    assert answer.steps[0].ratio == Decimal("1.5")
    assert [one.factor is not None for one in answer.people] == [False, False, True]
    assert answer.people[2].ratio == Decimal(200) / Decimal(150)


def test_nothing_measured_says_nothing() -> None:
    answer = calibrate(CalibrationCase(measured=()))
    assert answer.steps == answer.people == ()


@given(st.lists(st.integers(1, 2000), min_size=5, max_size=40))
def test_a_proposal_lies_between_the_standard_and_the_median(minutes: list[int]) -> None:
    found = of(*measured(*minutes))
    if found.factor is not None:
        assert min(Decimal(1), found.ratio) <= found.factor <= max(Decimal(1), found.ratio)
