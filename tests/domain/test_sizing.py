"""Sizes by foot length: known shoes, and there and back again."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from langkah.domain.reason import Refusal
from langkah.domain.sizing import SizingCase, sizing
from langkah.reference.sizes import System, scale
from tests.domain.desk import D


def told(size: str, system: System, into: System, *, whole: bool = False) -> str:
    case = SizingCase(size=D(size), system=system, into=(into,), whole=whole)
    (found,) = sizing(case).sizes
    return str(found.size)


@pytest.mark.parametrize(
    ("eu", "foot", "sizes"),
    [
        # foot = (EU - 2.25) x 2/3 cm; UK = 3 x inches - 23; US men + 1, women + 2.5; cm; mm
        ("36", "225.0", ["36", "3.5", "4.5", "6", "22.5", "225"]),
        ("39", "245.0", ["39", "6", "7", "8.5", "24.5", "245"]),
        ("42", "265.0", ["42", "8.5", "9.5", "11", "26.5", "265"]),
        ("45", "285.0", ["45", "10.5", "11.5", "13", "28.5", "285"]),
    ],
)
def test_known_sizes(eu: str, foot: str, sizes: list[str]) -> None:
    answer = sizing(SizingCase(size=D(eu)))
    assert str(answer.foot_mm) == foot
    assert [str(one.size) for one in answer.sizes] == sizes
    assert answer.source.date is not None


@pytest.mark.parametrize("other", [one for one in System if one is not System.EU])
@pytest.mark.parametrize("eu", range(34, 49))
def test_whole_eu_sizes_come_back_from_every_system(eu: int, other: System) -> None:
    there = told(str(eu), System.EU, other)
    assert told(there, other, System.EU, whole=True) == str(eu)


@given(steps=st.integers(2, 29))
def test_half_uk_sizes_come_back_from_half_eu_sizes(steps: int) -> None:
    uk = str(D(steps) / 2)
    assert D(told(told(uk, System.UK, System.EU), System.EU, System.UK)) == D(uk)


@given(system=st.sampled_from(System), into=st.sampled_from(System), data=st.data())
def test_a_longer_foot_never_takes_a_smaller_size(
    system: System, into: System, data: st.DataObject
) -> None:
    here = scale(system)
    count = int((here.high - here.low) / here.step)
    low, high = sorted(data.draw(st.tuples(st.integers(0, count), st.integers(0, count))))
    first, second = (str(here.low + here.step * place) for place in (low, high))
    assert D(told(first, system, into)) <= D(told(second, system, into))


@pytest.mark.parametrize(("size", "system"), [("12", System.EU), ("42.3", System.EU)])
def test_a_size_that_does_not_exist_is_refused(size: str, system: System) -> None:
    with pytest.raises(Refusal, match="size: EU has no size"):
        sizing(SizingCase(size=D(size), system=system))
