"""Who writes, a business or a person, and what for."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from langkah.domain.inquiry.message import CERTAIN, FAIR, LIKELY, WEAK, Message
from langkah.domain.inquiry.phrases import Found, phrases
from langkah.domain.inquiry.reading import BuyerKind, Field, Intent, Span
from langkah.domain.inquiry.text import Kind, Token

_TRADE_PAIRS = 10  # so many pairs and more are for selling on
_OWN_PAIRS = 3
_CLEAR = 2  # signs more for one than for the other
_LONGEST_CLOSING = 6  # words of "Met vriendelijke groet uit Rotterdam"
_LONGEST_NAME = 5
_WITHIN_NAMES = frozenset(
    ("van", "de", "den", "der", "ter", "von", "zu", "du", "da", "dos", "la", "le", "bin", "binti")
)
# Closings that stand without a comma, as German ones do.
_CLOSINGS = frozenset(
    ("grussen", "gruessen", "grusse", "gruesse", "gruss", "groet", "groeten", "regards", "salam")
)
_NAME_SIGNS = frozenset(".-'’&")


def buyer(message: Message, pairs: int, *, term: bool) -> Field[BuyerKind] | None:
    """A business or a person; None when nothing tells. `term`: an Incoterm was named."""
    trade = message.find(phrases("buyers", "b2b", strict=True))
    own = message.find(phrases("buyers", "b2c", strict=True))
    many = (2 if pairs >= _TRADE_PAIRS else 0) + (1 if term else 0)
    few = 1 if 0 < pairs <= _OWN_PAIRS else 0
    b2b, b2c = 2 * len(trade) + many, 2 * len(own) + few
    if b2b == b2c:
        return None
    kind, found = (BuyerKind.B2B, trade) if b2b > b2c else (BuyerKind.B2C, own)
    sure = CERTAIN if abs(b2b - b2c) > _CLEAR else LIKELY if abs(b2b - b2c) > 1 else FAIR
    return Field(value=kind, confidence=sure, spans=tuple(hit.span for hit in found))


def signature(message: Message, free: frozenset[int]) -> Field[str] | None:
    """The name below the closing: a last line of capitalised words under one that ends in a comma.

    `free` are the tokens that mean nothing else; a town or a product is no name.
    """
    *above, closing, signed = _lines(message.row) or [[], []]
    if not above or not _closes([message.row[at] for at in closing]):
        return None
    if not free.issuperset(signed) or not _names([message.row[at] for at in signed]):
        return None
    span = Span(message.row[signed[0]].span.start, message.row[signed[-1]].span.end)
    name = message.case.text[span.start : span.end]
    return Field(value=name, confidence=LIKELY, spans=(span,))


def _lines(row: Sequence[Token]) -> list[list[int]]:
    found: list[list[int]] = [[], []]
    for at, token in enumerate(row):
        if token.kind is not Kind.LINE:
            found[-1].append(at)
        elif found[-1]:
            found.append([])
    return found if found[-1] else found[:-1]


def _closes(line: Sequence[Token]) -> bool:
    comma = line[-1].text == "," if line else False
    words = line[:-1] if comma else line
    if not 0 < len(words) <= _LONGEST_CLOSING or any(one.kind is not Kind.WORD for one in words):
        return False
    return comma or words[-1].text in _CLOSINGS


def _names(line: Sequence[Token]) -> bool:
    return (
        line[0].capital
        and len(line) <= _LONGEST_NAME
        and all(one.capital or one.text in _WITHIN_NAMES | _NAME_SIGNS for one in line)
    )


def intent(message: Message, *, shoes: bool, products: bool, pairs: bool) -> Field[Intent]:
    """What the message is for; `shoes` tells that it names any, `products` that we make them."""
    complaint = message.find(phrases("buyers", "complaint", strict=True))
    spam = message.find(phrases("buyers", "spam", strict=True))
    asking = message.find(phrases("buyers", "asking", strict=True))
    if complaint and not (pairs and len(asking) > len(complaint)):
        return _told(Intent.COMPLAINT, complaint, LIKELY)
    if spam and not (products and pairs):
        return _told(Intent.SPAM, spam, LIKELY)
    if products or pairs or (shoes and asking):
        return _told(Intent.INQUIRY, asking, CERTAIN if asking or pairs else FAIR)
    return _told(Intent.OTHER, [], WEAK)


def _told(value: Intent, found: list[Found[str]], sure: Decimal) -> Field[Intent]:
    return Field(value=value, confidence=sure, spans=tuple(hit.span for hit in found))
