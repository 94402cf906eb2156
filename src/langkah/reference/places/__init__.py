"""Cities, ports and countries as buyers write them.

`cities.csv` holds the cities and seaports of the main markets with their names in other
languages; `countries.csv` adds everyday names to those of Unicode CLDR (through Babel), and parts
of a country by which it is known (`within`). Both
were written for Langkah from general knowledge on 2026-11-23: grade C. A city is listed under
the country a footwear buyer most likely means (Perth is Australian here).
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

from langkah.reference import countries
from langkah.reference.lexicon import LANGUAGES
from langkah.reference.source import Grade, Source

SOURCE = Source("Langkah's own table of cities and ports", date(2026, 11, 23), Grade.C)
NAMES_SOURCE = Source("Unicode CLDR through Babel 2.18", date(2026, 2, 1), Grade.B)


@dataclass(frozen=True, slots=True)
class City:
    """A city; `country` is ISO 3166-1 alpha-2, `port` says whether ships unload there."""

    country: str
    name: str
    port: bool
    also: tuple[str, ...] = ()


@cache
def cities() -> tuple[City, ...]:
    """Every city known."""
    return tuple(
        City(row["country"], row["city"], row["port"] == "1", _names(row["also"]))
        for row in _rows("cities.csv")
    )


@cache
def country_names() -> tuple[tuple[str, str], ...]:
    """(name, ISO code) pairs: CLDR names in the seven languages, everyday names, and parts."""
    columns = (_everyday("also"), _everyday("within"))
    everyday = (pair for column in columns for pair in column.items())
    return (*_cldr(), *((name, code) for code, names in everyday for name in names))


@cache
def called(country: str) -> frozenset[str]:
    """The names of a country in the seven languages and in everyday speech, with its ISO code."""
    found = {countries.name(country, language) for language in LANGUAGES}
    return frozenset({country, *found, *_everyday("also").get(country, ())})


def _everyday(column: str) -> dict[str, tuple[str, ...]]:
    return {row["country"]: _names(row[column]) for row in _rows("countries.csv")}


def _cldr() -> tuple[tuple[str, str], ...]:
    from babel import Locale  # noqa: PLC0415 - it loads slowly and is needed once

    return tuple(
        (name, code)
        for language in LANGUAGES
        for code, name in Locale(language).territories.items()
        if code.isalpha() and code not in _NO_COUNTRY
    )


# CLDR codes of no customs territory, and names that are everyday words of a shoe letter.
_NO_COUNTRY = frozenset({"EU", "EZ", "UN", "QO", "XA", "XB", "ZZ", "TD", "NE", "GE", "JO"})


def _names(cell: str) -> tuple[str, ...]:
    return tuple(name for name in cell.split("|") if name)


def _rows(name: str) -> list[dict[str, str]]:
    text = files(__name__).joinpath(name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


# Place names that are everyday words in a letter about shoes: read only behind "to" or "in".
EVERYDAY = frozenset(
    {"nice", "cork", "porto", "santos", "palma", "kl", "oz", "the us", "as", "us", "u.s", "valence"}
    | {"saudi", "wales", "lima", "linz", "bonn", "java", "jawa", "portland", "phoenix"}
)
