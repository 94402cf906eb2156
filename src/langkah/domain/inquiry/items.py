"""The message as a short row of signs, one letter each, so that a grammar can be a regex.

N number, P pairs, D dozens and the like, I a whole amount in one word, S "size", E "each",
R "to", T "in total", O a product, U a size system, M "minimum", A "about", B another unit,
X times, C colon or equals, K comma or "and", L a new line, H slash, V open bracket,
J close bracket, F a full stop, G a Japanese particle, W any other word, Z understood elsewhere.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from langkah.domain.inquiry.message import Message
from langkah.domain.inquiry.numbers import number_at
from langkah.domain.inquiry.phrases import Phrases, phrases
from langkah.domain.inquiry.products import Mention
from langkah.domain.inquiry.reading import Span
from langkah.domain.inquiry.text import Kind

FACTORS = {"dozen": 12, "gross": 144, "score": 20}
WHOLE = {"one_pair": 1, "one_dozen": 12, "one_score": 20, "half_dozen": 6}
_CODES = {
    "pair": "P", "piece": "P", "size": "S", "size_hint": "S", "each": "E", "range": "R",
    "total": "T", "and": "K", "eu": "U", "uk": "U", "us": "U", "cm": "U", "minimum": "M",
    "about": "A", "not_pairs": "B", **dict.fromkeys(FACTORS, "D"), **dict.fromkeys(WHOLE, "I"),
}  # fmt: skip
_SIGNS = {
    "x": "X", "×": "X", "*": "X", ":": "C", "=": "C", ",": "K", ";": "K", "&": "K", "+": "K",
    "、": "K", "，": "K", "：": "C", "/": "H", "(": "V", ")": "J", "（": "V", "）": "J",
    ".": "F", "!": "F", "?": "F", "。": "F", "！": "F", "？": "F",
    "を": "G", "が": "G", "は": "G", "の": "G", "で": "G", "に": "G", "も": "G",
    "•": "L", "->": "C", "→": "C", "@": "X", "|": "K", "\t": "K",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Item:
    """One sign; `value` for numbers and amounts, `meaning` for size systems and products."""

    code: str
    span: Span
    value: Decimal = Decimal(0)
    meaning: str = ""
    mention: Mention | None = None
    word: bool = False


@dataclass(frozen=True, slots=True)
class Signs:
    """The items and their letters in one string of equal length."""

    items: tuple[Item, ...]
    codes: str


def signs(message: Message, named: list[Mention], elsewhere: frozenset[int]) -> Signs:
    """Every sign of the message; tokens in `elsewhere` have been understood already."""
    starts = {mention.start: mention for mention in named}
    items, at = [], 0
    while at < len(message.row):
        item, at = _item(message, at, starts, elsewhere)
        items.append(item)
    return Signs(tuple(items), "".join(item.code for item in items))


def _item(
    message: Message, at: int, starts: dict[int, Mention], elsewhere: frozenset[int]
) -> tuple[Item, int]:
    token = message.row[at]
    if at in starts:
        mention = starts[at]
        return Item("O", mention.span, mention=mention), mention.end
    if at in elsewhere or token.kind in {Kind.NOISE, Kind.DATE}:
        return Item("Z", token.span), at + 1
    number = number_at(message.row, at, message.spoken)
    found = _words().at(message.row, at, message.spoken)
    if number and not (found and found.end >= number.end):
        return Item("N", number.span, number.value, word=number.word), number.end
    if found:
        if found.value == "pair" and _few(message, at):
            return Item("P", found.span, meaning="few"), found.end
        value = Decimal(WHOLE.get(found.value) or FACTORS.get(found.value) or 0)
        return Item(_CODES[found.value], found.span, value, found.value), found.end
    return Item(_plain(message, at), token.span), at + 1


def _few(message: Message, at: int) -> bool:
    # "een paar" and "ein paar" may be a few; "één paar" and "ein Paar" are one pair.
    row, text = message.row, message.case.text
    if at == 0 or row[at].capital or row[at].text != "paar":
        return False
    lead = row[at - 1].span
    return text[lead.start : lead.end].casefold() in {"een", "ein"}


def _plain(message: Message, at: int) -> str:
    token = message.row[at]
    if token.kind is Kind.LINE:
        return "L"
    return _SIGNS.get(token.text, "W")


@cache
def _words() -> Phrases[str]:
    return phrases("quantities", *_CODES, strict=True)
