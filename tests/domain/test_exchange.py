"""Rates: told, turned round, or lacking; never invented."""

from __future__ import annotations

import ast
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from langkah import domain
from langkah.domain.exchange import (
    FRESH_DAYS,
    Rate,
    at_bank,
    contradictions,
    converted,
    find,
    old,
    stale,
)
from langkah.domain.money import Money, MoneyError
from langkah.domain.reason import Refusal
from langkah.reference import currencies
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


DAYS = st.dates(date(2020, 1, 1), date(2030, 1, 1))


@given(told=DAYS, today=DAYS)
def test_a_rate_grows_stale_after_a_week_and_is_never_young_again(told: date, today: date) -> None:
    rate = Rate(base="EUR", quote="IDR", rate=D(20_000), source="ECB", day=told)
    assert stale(rate, today) is (today > told + timedelta(days=FRESH_DAYS))
    assert not stale(EURO, today) or EURO.day


def test_a_stale_rate_says_its_day_and_its_age() -> None:
    rate = Rate(base="EUR", quote="IDR", rate=D(20_000), source="ECB", day=date(2026, 10, 30))
    assert str(old(rate, date(2026, 11, 23))) == (
        "The exchange rate from EUR to IDR is of 2026-10-30, 24 days old (ECB). "
        "Set your own rate in the settings, or send knowing it."
    )


@given(
    middle=st.decimals("0.0001", 30_000, places=4),
    spread=st.decimals(0, "0.4", places=4),
)
def test_the_bank_never_gives_more_than_the_middle_and_never_asks_less(
    middle: D, spread: D
) -> None:
    receives = at_bank(middle, spread, receives=True)
    assert receives <= middle <= at_bank(middle, spread, receives=False)
    assert (receives == middle) is (spread == 0)


@pytest.mark.parametrize("spread", ["-0.01", "1", "2"])
def test_a_bank_that_keeps_everything_is_refused(spread: str) -> None:
    with pytest.raises(MoneyError, match="from 0 to below 1"):
        at_bank(D(20_000), D(spread), receives=True)


CURRENCIES = st.sampled_from(["IDR", "JPY", "EUR", "USD", "KWD"])


@given(amount=st.decimals(-(10**9), 10**9, places=6), currency=CURRENCIES)
def test_amounts_are_rounded_in_the_digits_of_their_currency(amount: D, currency: str) -> None:
    rounded = Money(amount, currency).rounded()
    assert type(rounded.amount) is D
    assert -rounded.amount.as_tuple().exponent == currencies.digits(currency)
    assert rounded.rounded() == rounded
    assert 2 * abs(rounded.amount - amount) <= D(1).scaleb(-currencies.digits(currency))


@given(
    amount=st.decimals(0, 10**6, places=2),
    one=st.decimals("0.001", 30_000, places=6),
    other=st.decimals("0.001", 30_000, places=6),
)
def test_a_way_over_a_third_currency_and_back_is_the_same_cent(amount: D, one: D, other: D) -> None:
    told = (
        Rate(base="EUR", quote="IDR", rate=one),
        Rate(base="IDR", quote="USD", rate=other),
        Rate(base="USD", quote="EUR", rate=1 / (one * other)),
    )
    here = Money(amount, "EUR")
    for currency in ("IDR", "USD", "EUR"):
        here = converted(here, currency, told)
    assert here.rounded() == Money(amount, "EUR").rounded()


def test_no_float_is_in_money() -> None:
    """Where money is counted no number is a float: it would lose cents nobody can find again."""
    root = Path(domain.__file__).parent
    counted = [root / f"{name}.py" for name in ("money", "exchange", "price")]
    for folder in ("quote", "freight", "cost", "landed"):
        counted += sorted((root / folder).glob("*.py"))
    for path in counted:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            literal = isinstance(node, ast.Constant) and isinstance(node.value, float)
            named = isinstance(node, ast.Name) and node.id == "float"
            assert not literal and not named, f"{path.name}, line {getattr(node, 'lineno', 0)}"


OLDER, NEWER = date(2026, 11, 19), date(2026, 11, 20)


@pytest.mark.parametrize(
    ("dollars", "francs"),
    [
        (("EUR", "USD", "1.1"), ("EUR", "CHF", "0.95")),
        (("USD", "EUR", "0.8"), ("EUR", "CHF", "0.95")),
        (("EUR", "USD", "1.1"), ("CHF", "EUR", "1.25")),
        (("USD", "EUR", "0.8"), ("CHF", "EUR", "1.25")),
    ],
)
def test_a_rate_nobody_told_goes_over_a_currency_both_have(
    dollars: tuple[str, str, str], francs: tuple[str, str, str]
) -> None:
    told = [
        Rate(base=base, quote=quote, rate=D(rate), source=source, day=day)
        for (base, quote, rate), source, day in (
            (dollars, "bank", NEWER),
            (francs, "ECB", OLDER),
        )
    ]
    a_dollar = 1 / D(dollars[2]) if dollars[0] == "EUR" else D(dollars[2])
    a_euro = D(francs[2]) if francs[0] == "EUR" else 1 / D(francs[2])
    crossed = find(told, "USD", "CHF")
    assert crossed is not None
    assert round(crossed.rate, 20) == round(a_dollar * a_euro, 20)
    assert (crossed.day, crossed.source) == (OLDER, "bank, ECB")
    back = find(told, "CHF", "USD")
    assert back is not None and round(back.rate * crossed.rate, 20) == 1
    assert find(told, "USD", "JPY") is None


@pytest.mark.parametrize(
    ("base", "quote", "rate", "contradicts"),
    [
        ("EUR", "USD", "1.10", False),
        ("EUR", "USD", "1.11", True),
        ("USD", "EUR", "0.909", False),
        ("USD", "EUR", "1.11", True),
        ("EUR", "JPY", "160", False),
    ],
)
def test_a_rate_told_in_two_ways(base: str, quote: str, rate: str, contradicts: bool) -> None:
    first = Rate(base="EUR", quote="USD", rate=D("1.10"))
    assert (
        bool([*contradictions([first, Rate(base=base, quote=quote, rate=D(rate))])]) is contradicts
    )
