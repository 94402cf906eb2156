"""Facts about carriers and sizes: complete, dated and graded."""

from __future__ import annotations

from decimal import Decimal

import pytest

from langkah.reference import carriers, sizes
from langkah.reference.carriers import Mode
from langkah.reference.source import Grade, Source


def known(source: Source) -> bool:
    return bool(source.name) and source.date is not None and source.grade is not Grade.U


@pytest.mark.parametrize("mode", Mode)
def test_every_mode_has_habits_with_a_source(mode: Mode) -> None:
    habit = carriers.habit(mode)
    assert known(habit.source)
    assert known(carriers.border(mode).source)
    assert habit.limits.max_kg is not None
    assert list(habit.limits.sides_cm) == sorted(habit.limits.sides_cm, reverse=True)
    # Weight steps rise, and the last one has no end.
    ends = [step.up_to_kg for step in habit.weighing.steps]
    assert all(end is not None for end in ends[:-1])
    assert not ends or ends[-1] is None


def test_only_couriers_and_posts_end_at_the_door() -> None:
    assert [mode for mode in Mode if carriers.habit(mode).to_door] == [Mode.COURIER, Mode.POST]


def test_divisors_are_those_of_the_trade() -> None:
    assert carriers.habit(Mode.COURIER).weighing.divisor == 5000
    assert carriers.habit(Mode.AIR).weighing.divisor == 6000
    assert carriers.habit(Mode.POST).weighing.divisor is None
    lcl = carriers.habit(Mode.SEA_LCL).weighing
    assert (lcl.kg_per_m3, lcl.minimum_m3) == (1000, 1)


def test_insurance_covers_110_percent() -> None:
    insurance = carriers.insurance()
    assert insurance.cover == Decimal("1.10")
    assert known(insurance.source)
    assert known(carriers.board().source)
    assert known(carriers.handling().source)


@pytest.mark.parametrize("system", sizes.System)
def test_every_size_system_counts_in_whole_steps(system: sizes.System) -> None:
    scale = sizes.scale(system)
    assert (scale.high - scale.low) % scale.step == 0
    assert scale.low < scale.high
    assert known(sizes.source())
