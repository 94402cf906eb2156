"""Numbers: what people write is read as they meant it, or refused."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from babel.dates import format_skeleton
from hypothesis import given
from hypothesis import strategies as st

from langkah.apps.workshop import numbers, words


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12", "12"),
        ("12,5", "12.5"),
        ("12.5", "12.5"),
        (" 1 250 ", "1250"),
        ("1.250.000", "1250000"),
        ("1,250,000", "1250000"),
        ("1.250,75", "1250.75"),
        ("1,250.75", "1250.75"),
        ("Rp 34.000,50", "34000.50"),
        ("0.125", "0.125"),
        ("0,125", "0.125"),
        ("1.1250", "1.125"),
        (",5", "0.5"),
        ("-2,5", "-2.5"),
    ],
)
def test_numbers_of_two_habits(text, value):
    assert numbers.read(text) == Decimal(value)


@pytest.mark.parametrize("text", ["1.250", "12,500", "999.999"])
def test_a_number_that_reads_two_ways_is_refused_unless_it_is_money(text):
    with pytest.raises(numbers.NotANumber):
        numbers.read(text)
    whole = text.replace(".", "").replace(",", "")
    assert numbers.read(text, thousands=True) == Decimal(whole)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("90rb", "90000"),
        ("90 ribu", "90000"),
        ("87,5rb", "87500"),
        ("120k", "120000"),
        ("1,5jt", "1500000"),
        ("Rp 2 juta", "2000000"),
    ],
)
def test_rupiah_as_they_are_spoken(text, value):
    assert numbers.read(text, thousands=True) == Decimal(value)
    with pytest.raises(numbers.NotANumber):
        numbers.read(text)


@pytest.mark.parametrize("text", ["rb", "1.250rb", "x juta", "3 jam"])
def test_no_spoken_number_is_guessed(text):
    with pytest.raises(numbers.NotANumber):
        numbers.read(text, thousands=True)


@pytest.mark.parametrize(
    ("rate", "said"),
    [
        ("20275.4500000000", "20,275.45"),
        ("0.0091000000", "0.0091"),
        ("0.00004932182491", "0.0000493218"),
        ("111.5", "111.5"),
        ("53000", "53,000"),
        ("202750102.4", "202,750,102.4"),
    ],
)
def test_a_rate_keeps_the_digits_it_needs(rate, said):
    assert words.rate(Decimal(rate), "en") == said


@pytest.mark.parametrize(
    ("base", "quote", "rate", "said"),
    [
        ("EUR", "IDR", "20275.45", "€ 1 = IDR 20,275.45"),
        ("IDR", "EUR", "0.00005", "€ 1 = IDR 20,000"),
        ("VND", "IDR", "0.6411", "IDR 1 = ₫ 1.55982"),
        ("IDR", "VND", "1.5598190609", "IDR 1 = ₫ 1.55982"),
        ("IDR", "JPY", "0.00891", "¥ 1 = IDR 112.233"),
        ("KWD", "IDR", "53000.5", "KWD 1 = IDR 53,000.5"),
        ("USD", "IDR", "15900", "$ 1 = IDR 15,900"),
    ],
)
def test_what_a_unit_is_worth_is_never_rounded_to_nothing(base, quote, rate, said):
    shown = words.exchange(base, quote, Decimal(rate), "en").replace("\xa0", " ")
    assert shown == said


@pytest.mark.parametrize("text", ["", "-", "a", "1.2.3", "1..2", "1e5", "NaN"])
def test_what_is_no_number_is_refused(text):
    with pytest.raises(numbers.NotANumber):
        numbers.read(text)


@given(
    st.decimals(
        allow_nan=False, allow_infinity=False, places=4, min_value=-(10**9), max_value=10**9
    ),
    st.sampled_from([".", ","]),
)
def test_what_is_written_is_read_again(value, separator):
    assert numbers.read(numbers.write(value, separator)) == value


@pytest.mark.parametrize(
    ("language", "written"),
    [
        ("en", "9 Dec 2026"),
        ("id", "9 Des 2026"),
        ("nl", "9 dec 2026"),
        ("de", "9. Dez. 2026"),
        ("fr", "9 déc. 2026"),
        ("es", "9 dic 2026"),
        ("ja", "2026年12月9日"),
    ],
)
def test_a_day_is_written_as_each_language_writes_it(language, written):
    assert words.day(date(2026, 12, 9), language) == written
    usual = format_skeleton(
        "yMMMd", date(2026, 12, 9), locale="en_GB" if language == "en" else language
    )
    assert written == usual
