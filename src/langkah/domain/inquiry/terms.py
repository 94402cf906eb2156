"""The currency and the term of delivery a buyer asks for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from langkah.domain.inquiry.message import CERTAIN, LIKELY, Message
from langkah.domain.inquiry.phrases import Found, Phrases, phrases
from langkah.domain.inquiry.places import Place
from langkah.domain.inquiry.reading import Field, Span
from langkah.domain.inquiry.text import fold
from langkah.reference import lexicon

# Abbreviations that are words or numbers of another kind when written small.
_CAPITALS = frozenset({"dap", "cip", "cpt", "fas", "dpu", "cif", "fca", "cfr", "cnf"})
# In Spain a CIF is also the tax number of a firm, as in "CIF B29384756".
_TAX_NUMBER = re.compile(r"[\s:]*[A-Za-z]?-?\d{7}")
_REACH = 3  # words between a term and its place
_DOLLARS = {"US": "USD"}  # every other country of dollars is asked
_YEN = {"JP": "JPY"}
_PESOS = {"MX": "MXN"}


@dataclass(frozen=True, slots=True)
class Choice:
    """What was chosen; `rivals` when several were named or one can mean several."""

    field: Field[str] | None = None
    rivals: tuple[str, ...] = ()
    spans: tuple[Span, ...] = ()


def currency(message: Message, found: list[Found[str]], country: str | None) -> Choice:
    """The currency named; "$" is a question unless the country leaves no doubt."""
    if not found:
        return Choice()
    spans = tuple(hit.span for hit in found)
    plain = {hit.value for hit in found}
    sure = {value for value in plain if not value.startswith("?")}
    if len(sure) == 1 and not (plain - sure - {"?dollar"} if _is_dollar(sure) else plain - sure):
        return Choice(Field(value=sure.pop(), confidence=CERTAIN, spans=spans))
    if sure:
        return Choice(
            rivals=tuple(sorted(sure | {value.strip("?") for value in plain})), spans=spans
        )
    return _resolved(message, plain.pop() if len(plain) == 1 else "", country, spans)


def _is_dollar(sure: set[str]) -> bool:
    return sure <= {"USD", "AUD", "SGD", "CAD", "NZD", "HKD"}


def _resolved(message: Message, sign: str, country: str | None, spans: tuple[Span, ...]) -> Choice:
    where = country or ("JP" if message.languages.main.value == "ja" else "")
    code = {"?dollar": _DOLLARS, "?yen": _YEN, "?peso": _PESOS}.get(sign, {}).get(where)
    if code:
        return Choice(Field(value=code, confidence=LIKELY, spans=spans))
    return Choice(rivals=_POSSIBLE.get(sign, ()), spans=spans)


_POSSIBLE = {
    "?dollar": ("USD", "AUD", "CAD", "SGD", "NZD"),
    "?yen": ("JPY", "CNY"),
    "?peso": ("MXN", "COP", "ARS", "CLP"),
}


def monies(message: Message) -> list[Found[str]]:
    """Every currency of the message: signs, codes and words."""
    return [
        Found(hit.start, hit.end, (hit.value.removeprefix("currency."),), hit.span)
        for hit in message.find(_currencies())
        if _money(message, hit)
    ]


def _money(message: Message, hit: Found[str]) -> bool:
    written = message.literal(hit)
    if "$" in written:
        return " " not in written
    return fold(written) not in {"aud", "cad"} or written.isupper()


def incoterms(message: Message) -> list[Found[str]]:
    """Every Incoterm of the message."""
    return [
        Found(hit.start, hit.end, (hit.value.removeprefix("incoterm."),), hit.span)
        for hit in message.find(_terms())
        if _term(message, hit)
    ]


def _term(message: Message, hit: Found[str]) -> bool:
    written = message.literal(hit)
    if fold(written) == "cif" and _TAX_NUMBER.match(message.case.text, hit.span.end):
        return False
    return fold(written) not in _CAPITALS or written.isupper()


def term(found: list[Found[str]]) -> Choice:
    """The one Incoterm asked for; several are a question."""
    spans = tuple(hit.span for hit in found)
    values = tuple(dict.fromkeys(hit.value for hit in found))
    if len(values) == 1:
        return Choice(Field(value=values[0], confidence=CERTAIN, spans=spans))
    return Choice(rivals=values, spans=spans)


def bound(message: Message, found: list[Found[str]], places: list[Place]) -> dict[Place, str]:
    """The places that stand behind a term, as in "DDP Rotterdam", each with its term."""
    ties: dict[Place, str] = {}
    for hit in found:
        for place in places:
            near = 0 <= place.start - hit.end <= _REACH and message.clear(hit.end, place.start)
            if near and hit.value not in ties.values():
                ties[place] = hit.value
    return ties


@cache
def _currencies() -> Phrases[str]:
    return phrases("trade", *(row for row in lexicon.table("trade") if row.startswith("currency.")))


@cache
def _terms() -> Phrases[str]:
    return phrases("trade", *(row for row in lexicon.table("trade") if row.startswith("incoterm.")))
