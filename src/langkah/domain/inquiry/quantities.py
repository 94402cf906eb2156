"""How many pairs, apart from those of single sizes: totals, dozens, kodi, prices per tier."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from langkah.domain.inquiry.items import Item, Signs
from langkah.domain.inquiry.reading import Span
from langkah.domain.inquiry.sizes import LARGEST, MOST, SMALLEST

_BEFORE = 3  # signs in which "minimum" stands before its number
_AMOUNT = re.compile(
    r"(?P<tiers>(?:N[KH]{1,2}){1,8}NP)|T[WCGA]{0,2}NP?|NDP?[WG]?T?|NPT?|I"
    r"|(?P<before>NX?(?=W{0,2}O))|(?<=O)(?P<behind>[XCKV]?N(?=[KLFJ]|$))|(?<=O)(?P<times>XN)"
)


@dataclass(frozen=True, slots=True)
class Amount:
    """A number of pairs at item `at`, of any size.

    `total`: it was called one. `minimum`: it is a least order or an old one. `bare`: no word for
    pairs stood beside it. `vague`: "een paar" may be a few; "5 cartons x 12 pairs" may be sixty.
    """

    at: int
    pairs: int
    span: Span
    total: bool = False
    minimum: bool = False
    bare: bool = False
    vague: bool = False


def amounts(signs: Signs, used: set[int]) -> Iterator[Amount]:
    """Every amount that is not part of the sizes (`used` items)."""
    for match in _AMOUNT.finditer(signs.codes):
        if used.isdisjoint(range(match.start(), match.end())):
            items = signs.items[match.start() : match.end()]
            yield from _tiers(match, items) if match["tiers"] else _amount(signs, match, items)


def _tiers(match: re.Match[str], items: tuple[Item, ...]) -> Iterator[Amount]:
    # "24, 48 and 96 pairs" asks for prices; each is an order only if it is chosen.
    for at, item in enumerate(items):
        if item.code == "N" and _countable(item.value):
            yield Amount(match.start() + at, int(item.value), item.span)


def _amount(signs: Signs, match: re.Match[str], items: tuple[Item, ...]) -> Iterator[Amount]:
    number = next(item for item in items if item.code in "NI")
    factor = next((item.value for item in items if item.code == "D"), Decimal(1))
    bare = bool(match["before"] or match["behind"] or match["times"])
    if not _countable(number.value * factor) or (bare and _doubtful(number, match)):
        return
    lead = signs.codes[max(0, match.start() - _BEFORE) : match.start()]
    yield Amount(
        at=match.start(),
        pairs=int(number.value * factor),
        span=Span(items[0].span.start, items[-1].span.end),
        total="T" in match[0],
        minimum="M" in lead,
        bare=bare,
        vague=any(item.meaning == "few" for item in items) or lead.endswith("X"),
    )


def _countable(value: Decimal) -> bool:
    return value % 1 == 0 and 0 < value <= MOST


def _doubtful(number: Item, match: re.Match[str]) -> bool:
    # "Brantas 42" is a size; "a loafer" is not yet an order of one.
    article = number.word and number.value == 1
    size = match["behind"] and match[0][0] not in "XC" and SMALLEST <= number.value <= LARGEST
    return bool(article or size)
