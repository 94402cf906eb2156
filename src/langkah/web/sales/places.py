"""Countries, currencies and languages to choose from, named in the reader's language."""

from __future__ import annotations

from functools import lru_cache

from babel import Locale
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from langkah.apps.sales import wording
from langkah.reference import countries as reference
from langkah.reference import currencies


@lru_cache(maxsize=8)
def _territories(language: str) -> tuple[tuple[str, str], ...]:
    named = reference.names(language)
    return tuple(sorted(named.items(), key=lambda pair: pair[1]))


def countries() -> list[tuple[str, str]]:
    """ISO 3166-1 alpha-2 codes with their names."""
    return [("", _("Choose a country")), *_territories(get_language() or "id")]


def country(code: str) -> str:
    """The name of one country; its code when there is none."""
    return dict(_territories(get_language() or "id")).get(code, code)


def code_of(name: str) -> str:
    """The code of a country written as a code or a name, here or in English; else nothing."""
    wished = name.strip().casefold()
    for language in dict.fromkeys((get_language() or "id", "en", "id")):
        for code, said in _territories(language):
            if wished in {code.casefold(), said.casefold()}:
                return code
    return ""


def currency_codes() -> list[tuple[str, str]]:
    """ISO 4217 codes with their names, the common ones first."""
    first = ("EUR", "USD", "GBP", "AUD", "JPY", "SGD", "IDR")
    named = Locale.parse(get_language() or "id").currencies
    codes = [*first, *sorted(currencies.CODES - set(first))]
    return [(code, f"{code} · {named.get(code, code)}") for code in codes]


def buyer_languages() -> list[tuple[str, str]]:
    """The languages an offer is written in."""
    return list(wording.LANGUAGES.items())
