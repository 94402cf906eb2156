"""The words of the trade: every table readable, no word with two months, no language left out."""

from __future__ import annotations

from collections import Counter

import pytest

from langkah.reference import lexicon

TABLES = ("buyers", "dates", "language", "numbers", "quantities", "styles", "trade", "wishes")


@pytest.mark.parametrize("name", TABLES)
def test_phrases_are_small_letters_in_known_languages(name: str) -> None:
    for meaning, row in lexicon.table(name).items():
        assert set(row) <= {*lexicon.LANGUAGES, "any"}, meaning
        for phrases in row.values():
            assert all(phrase == phrase.lower().strip() and phrase for phrase in phrases), meaning


@pytest.mark.parametrize("language", [one for one in lexicon.LANGUAGES if one != "ja"])
def test_a_language_names_twelve_months_and_no_month_twice(language: str) -> None:
    table = lexicon.table("dates")
    named = Counter(
        phrase for number in range(1, 13) for phrase in table[f"month{number}"][language]
    )
    assert len(named) >= 12
    assert set(named.values()) == {1}


@pytest.mark.parametrize("language", lexicon.LANGUAGES)
def test_a_language_counts_to_ninety(language: str) -> None:
    table = lexicon.table("numbers")
    assert len(table["units"][language]) == 19
    assert len(table["tens"][language]) == 8


def test_a_table_that_is_not_there_is_an_error() -> None:
    with pytest.raises(FileNotFoundError):
        lexicon.table("weather")
