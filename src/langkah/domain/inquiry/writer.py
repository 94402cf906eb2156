"""Who writes, a business or a person, and what for."""

from __future__ import annotations

from decimal import Decimal

from langkah.domain.inquiry.message import CERTAIN, FAIR, LIKELY, WEAK, Message
from langkah.domain.inquiry.phrases import Found, phrases
from langkah.domain.inquiry.reading import BuyerKind, Field, Intent

_TRADE_PAIRS = 10  # so many pairs and more are for selling on
_OWN_PAIRS = 3
_CLEAR = 2  # signs more for one than for the other


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
