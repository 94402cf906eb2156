"""Rates: told, turned round, or lacking; never invented."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from langkah.domain.exchange import Rate, converted, find
from langkah.domain.money import Money, MoneyError
from langkah.domain.reason import Refusal
from tests.domain.desk import EURO, D, eur, idr


def test_a_rate_works_both_ways() -> None:
    assert converted(eur(2), "IDR", (EURO,)) == idr(40_000)
    assert converted(idr(50_000), "EUR", (EURO,)) == eur("2.5")


def test_the_told_direction_is_preferred_to_the_turned_one() -> None:
    own = Rate(base="IDR", quote="EUR", rate=D("0.00004"), source="own")
    assert find((EURO, own), "IDR", "EUR") == own


def test_a_rate_nobody_told_is_refused() -> None:
    assert find((EURO,), "IDR", "USD") is None
    with pytest.raises(Refusal, match="no exchange rate from IDR to USD"):
        converted(idr(1), "USD", (EURO,))


@pytest.mark.parametrize("rate", ["0", "-1", "NaN", "Infinity"])
def test_a_rate_that_is_none_is_refused(rate: str) -> None:
    with pytest.raises(MoneyError, match="must be above zero"):
        Rate(base="EUR", quote="IDR", rate=D(rate))


@given(
    amount=st.decimals(0, 1_000_000, places=2),
    rate=st.decimals("0.0001", 30_000, places=4),
)
def test_there_and_back_again_is_the_same_cent(amount: D, rate: D) -> None:
    told = (Rate(base="EUR", quote="USD", rate=rate),)
    there = converted(Money(amount, "EUR"), "USD", told)
    assert converted(there, "EUR", told).rounded() == Money(amount, "EUR").rounded()
