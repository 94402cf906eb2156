"""Each carrier's rounding, at every boundary: just under, exactly at, just over."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from langkah.domain import weighing as weigh
from langkah.reference import carriers
from langkah.reference.carriers import Limits, Mode, Weighing, WeightStep
from tests.domain.desk import D


@pytest.mark.parametrize(
    ("mode", "volume_cm3", "gross_g", "charged_g"),
    [
        # Courier: half kilograms up to 20 kg, then whole ones
        (Mode.COURIER, 1, 1, 500),
        (Mode.COURIER, 1, 500, 500),
        (Mode.COURIER, 1, 501, 1_000),
        (Mode.COURIER, 1, 19_500, 19_500),
        (Mode.COURIER, 1, 19_501, 20_000),
        (Mode.COURIER, 1, 20_000, 20_000),
        (Mode.COURIER, 1, 20_001, 21_000),
        (Mode.COURIER, 1, 21_000, 21_000),
        (Mode.COURIER, 1, 21_001, 22_000),
        # 5,000 cm3 count as a kilogram
        (Mode.COURIER, 50 * 40 * 30, 1_000, 12_000),
        (Mode.COURIER, 50 * 40 * 31, 1_000, 12_500),
        (Mode.COURIER, 2_501, 1, 1_000),
        (Mode.COURIER, 2_500, 1, 500),
        (Mode.COURIER, 100_000, 20_000, 20_000),
        (Mode.COURIER, 100_001, 20_000, 21_000),
        # Post: the scales alone, in steps of 100 g
        (Mode.POST, 1_000_000, 2_000, 2_000),
        (Mode.POST, 1_000_000, 2_001, 2_100),
        # Air: 6,000 cm3 count as a kilogram, half kilograms throughout
        (Mode.AIR, 60_000, 1_000, 10_000),
        (Mode.AIR, 60_001, 1_000, 10_500),
        (Mode.AIR, 1, 45_001, 45_500),
        # Sea: a cubic metre counts as a tonne, nothing is rounded
        (Mode.SEA_LCL, 1_000_000, 999_999, 1_000_000),
        (Mode.SEA_LCL, 1_000_000, 1_000_001, 1_000_001),
        (Mode.SEA_LCL, 1_150_001, 1, 1_150_001),
    ],
)
def test_boundaries(mode: Mode, volume_cm3: int, gross_g: int, charged_g: int) -> None:
    scales = weigh.scales(carriers.habit(mode).weighing)
    assert scales.charged(volume_cm3, gross_g) == charged_g


def test_above_its_last_step_that_step_goes_on() -> None:
    ended = Weighing(steps=(WeightStep(up_to_kg=D(10), step_kg=D("0.5")),))
    assert weigh.scales(ended).charged(1, 10_001) == 10_500
    assert weigh.scales(ended).charged(1, 9_999) == 10_000


@pytest.mark.parametrize(
    ("side", "whole"), [("33", 33), ("33.0", 33), ("33.01", 34), ("33.9", 34), ("0.1", 1)]
)
def test_any_begun_centimetre_counts(side: str, whole: int) -> None:
    assert weigh.whole_cm(D(side)) == whole


@pytest.mark.parametrize(
    ("sides", "fits"),
    [
        ((120, 80, 80), True),
        ((80, 120, 80), True),
        ((121, 80, 80), False),
        ((120, 81, 80), False),
        ((120, 80, 81), False),
        ((10, 10, 10), True),
    ],
)
def test_a_courier_takes_120_by_80_by_80(sides: tuple[int, int, int], *, fits: bool) -> None:
    assert weigh.bounds(carriers.habit(Mode.COURIER).limits).take(sides) is fits


@pytest.mark.parametrize(
    ("sides", "fits"),
    [
        # longest side + twice the two others
        ((100, 50, 50), True),
        ((101, 50, 50), False),
        ((150, 40, 35), True),
        ((151, 10, 10), False),
        ((150, 40, 36), False),
    ],
)
def test_the_post_takes_300_of_length_and_girth(sides: tuple[int, int, int], *, fits: bool) -> None:
    assert weigh.bounds(carriers.habit(Mode.POST).limits).take(sides) is fits


def test_no_limits_take_everything() -> None:
    bounds = weigh.bounds(Limits())
    assert bounds.take((9_999, 9_999, 9_999))
    assert bounds.max_g > 10**12


@given(
    volume=st.integers(1, 3_000_000),
    gross=st.integers(1, 100_000),
    divisor=st.sampled_from([4_000, 5_000, 6_000]),
    step=st.sampled_from(["0.1", "0.5", "1"]),
)
def test_charged_is_the_least_step_that_is_enough(
    volume: int, gross: int, divisor: int, step: str
) -> None:
    weighing = Weighing(divisor=divisor, steps=(WeightStep(step_kg=D(step)),))
    charged = Fraction(weigh.scales(weighing).charged(volume, gross), 1000)
    needed = max(Fraction(volume, divisor), Fraction(gross, 1000))
    assert charged % Fraction(step) == 0
    assert needed <= charged < needed + Fraction(step)
