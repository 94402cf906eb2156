"""Countries: names in seven languages, the customs market each belongs to, its currency."""

from __future__ import annotations

from functools import cache

from babel import Locale
from babel.numbers import get_territory_currencies

EU = frozenset(
    "AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE".split()  # noqa: SIM905
)
# Members that use another money than the euro. Source: ECB, 2026-01 (Bulgaria joined 2026-01-01).
_OWN_MONEY = {"CZ": "CZK", "DK": "DKK", "HU": "HUF", "PL": "PLN", "RO": "RON", "SE": "SEK"}


def market(country: str) -> str:
    """The customs territory: “EU” for its members, otherwise the country itself."""
    return "EU" if country in EU else country


@cache
def currency(country: str) -> str:
    """The money people pay with today; empty where it is not known. Source: Unicode CLDR."""
    if country in EU:
        return _OWN_MONEY.get(country, "EUR")
    found = get_territory_currencies(country)
    return str(found[-1]) if found else ""


@cache
def names(language: str) -> dict[str, str]:
    """ISO 3166-1 alpha-2 code -> name in one of the seven languages. Source: Unicode CLDR."""
    territories = Locale.parse(language).territories
    return {code: str(name) for code, name in territories.items() if _is_country(code)}


def name(country: str, language: str = "en") -> str:
    """The country's name; the code itself where there is none."""
    return names(language).get(country, country)


@cache
def _codes(language: str) -> dict[str, str]:
    return {said: code for code, said in names(language).items()}


def put_over(said: str, language: str) -> str:
    """An English name of a country in another language; what is none stays as it is."""
    code = _codes("en").get(said)
    return name(code, language) if code else said


# Groups, test codes, and places without a code of their own in ISO 3166-1 or without people.
_NO_COUNTRY = frozenset(
    "EU EZ UN XA XB ZZ QO AQ BV HM AC CP CQ DG EA IC TA".split()  # noqa: SIM905
)
_CODE_LENGTH = 2


def _is_country(code: str) -> bool:
    return len(code) == _CODE_LENGTH and code.isalpha() and code not in _NO_COUNTRY
