"""Numbers, in figures and in the number words of seven languages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from langkah.domain.inquiry.phrases import Phrases
from langkah.domain.inquiry.reading import Span
from langkah.domain.inquiry.text import Kind, Token
from langkah.reference import lexicon

_THOUSANDS = 3  # digits behind a point that only groups


@dataclass(frozen=True, slots=True)
class Number:
    """Tokens `start` up to `end` say `value`; `word` tells that it was not in figures."""

    start: int
    end: int
    value: Decimal
    word: bool
    span: Span


def number_at(row: Sequence[Token], at: int, spoken: tuple[str, ...]) -> Number | None:
    """The number that begins at a token, if one does."""
    token = row[at]
    if token.kind is Kind.NUMBER:
        return Number(at, at + 1, _figures(token.text), False, token.span)
    found = _words().at(row, at, spoken)
    if found is None:
        return None
    return Number(found.start, found.end, Decimal(found.value), True, found.span)


def _figures(text: str) -> Decimal:
    whole = text.replace("1⁄2", "½")
    if whole.endswith("½"):
        return Decimal(whole[:-1]) + Decimal("0.5")
    head, mark, tail = whole.replace(",", ".").rpartition(".")
    if mark and len(tail) == _THOUSANDS:
        return Decimal(head.replace(".", "") + tail)
    return Decimal(f"{head}{mark}{tail}")


@cache
def _words() -> Phrases[int]:
    return Phrases(list(_rows()), strict=True)


def _rows() -> Iterator[tuple[str, str, int]]:
    table = lexicon.table("numbers")
    for language in lexicon.LANGUAGES:
        small = dict(_below_hundred(table, language))
        for spelling, value in small.items():
            yield spelling, language, value
        for spelling, value in _hundreds(table, language, small):
            yield spelling, language, value
        for pair in table["also"][language]:
            spelling, _, figure = pair.partition("=")
            yield spelling, language, int(figure)


def _below_hundred(table: lexicon.Table, language: str) -> Iterator[tuple[str, int]]:
    units, tens = table["units"][language], table["tens"][language]
    yield from ((word, value) for value, word in enumerate(units, 1))
    for ten, word in enumerate(tens, 2):
        yield word, ten * 10
        for unit in range(1, 20 if language == "fr" else 10):
            yield from ((way, ten * 10 + unit) for way in _join(language, word, units[unit - 1]))


def _join(language: str, ten: str, unit: str) -> tuple[str, ...]:
    match language:
        case "nl":
            return (f"{unit.replace('één', 'een')}en{ten}",)
        case "de":
            return (f"{unit}und{ten}",)
        case "es":
            return (f"{ten} y {unit}",)
        case "fr":
            return (f"{ten.removesuffix('s')} {unit}",)
        case "ja":
            return (ten + unit,)
        case _:
            return (f"{ten} {unit}", ten + unit)


def _hundreds(
    table: lexicon.Table, language: str, small: dict[str, int]
) -> Iterator[tuple[str, int]]:
    one, many = table["hundred"][language], table["hundreds"][language][0]
    glue = "" if language in {"nl", "de", "ja"} else " "
    for hundred in one:
        yield hundred, 100
        for rest, value in small.items():
            yield f"{hundred}{glue}{rest}", 100 + value
            if language == "en":
                yield f"{hundred} and {rest}", 100 + value
    units = table["units"][language]
    for times in range(2, 10):
        gap = "" if language == "es" else glue
        yield f"{units[times - 1]}{gap}{many}", times * 100
