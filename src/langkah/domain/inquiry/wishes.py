"""What shall be made differently: colour, leather, sole, last, logo and the like."""

from __future__ import annotations

from functools import cache

from langkah.domain.inquiry.message import LIKELY, Message, before
from langkah.domain.inquiry.phrases import Phrases, phrases
from langkah.domain.inquiry.reading import Field, Span, Wish, WishTopic
from langkah.domain.inquiry.text import tokens
from langkah.reference import lexicon


def wishes(message: Message, free: frozenset[int]) -> tuple[Wish, ...]:
    """Every wish, once each, in reading order; what is refused ("not black") is left out."""
    refusals = message.find(phrases("wishes", "no.no", strict=True))
    spans: dict[str, list[Span]] = {}
    for hit in message.find(_wishes()):
        refused = any(
            message.clear(no.end, hit.start, soft=True) for no in before(refusals, hit.start, 1)
        )
        if not refused and free.issuperset(range(hit.start, hit.end)):
            spans.setdefault(hit.value, []).append(hit.span)
    return tuple(_wish(value, tuple(where)) for value, where in spans.items())


def meant(name: str) -> frozenset[str]:
    """The wishes, as “topic.value”, that the name of an option says in any of the languages."""
    return frozenset(hit.value for hit in _wishes().all(tokens(name), lexicon.LANGUAGES))


def _wish(value: str, spans: tuple[Span, ...]) -> Wish:
    topic, _, text = value.partition(".")
    return Wish(topic=WishTopic(topic), text=Field(value=text, confidence=LIKELY, spans=spans))


@cache
def _wishes() -> Phrases[str]:
    return phrases(
        "wishes", *(row for row in lexicon.table("wishes") if row != "no.no"), strict=True
    )
