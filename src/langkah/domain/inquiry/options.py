"""Which options of a product may be what a buyer wishes. Nothing is taken: a person chooses."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import OSA

from langkah.domain.inquiry.reading import Span, Wish, WishTopic
from langkah.domain.inquiry.text import Kind, Token, cover, tokens
from langkah.domain.inquiry.wishes import meant

# A kind of option that is the wish itself; a colour may be any colour.
_WHOLE = frozenset({WishTopic.LOGO, WishTopic.ENGRAVING})
_SHORT, _LONG = 3, 5  # letters; a name is not known by short words alone
_CLOSE = 8  # words from the first of a name to the last
_ALIKE = 0.82  # one slip in six letters


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferedOption:
    """An option of a product; `abroad` is its other name, `kind` a topic of wishes or “other”."""

    name: str
    abroad: str = ""
    kind: str = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit:
    """An option and the buyer's own words for it; not `sure`: the buyer is to be asked."""

    option: str
    words: str
    sure: bool


def fits(text: str, wishes: Sequence[Wish], options: Sequence[OfferedOption]) -> tuple[Fit, ...]:
    """Every option that the message may ask for, in the order of the options, each once.

    An option is sure where its name says what the wish says, in any of the languages, or all its
    words stand in the message, and no other option says the same. Where two do, both are asked.
    """
    found: dict[str, Fit] = {}
    for wish in wishes:
        first = wish.text.spans[0]
        words = text[first.start : first.end]
        same = [one.name for one in options if _says(one, wish)]
        likely = same or [one.name for one in options if one.kind == wish.topic]
        for name in likely:
            found.setdefault(name, Fit(option=name, words=words, sure=len(same) == 1))
    for one in options:
        named = _named(text, one)
        if named and _tells_more(named, found):
            found[one.name] = named
    return tuple(found[one.name] for one in options if one.name in found)


def _says(option: OfferedOption, wish: Wish) -> bool:
    if wish.topic in _WHOLE and option.kind == wish.topic:
        return True
    return f"{wish.topic}.{wish.text.value}" in _meaning(option)


def _tells_more(named: Fit, found: dict[str, Fit]) -> bool:
    """Whether its own name says more of an option than the wishes did."""
    known = found.get(named.option)
    return known is None or (named.sure and not known.sure)


@lru_cache(maxsize=512)
def _meaning(option: OfferedOption) -> frozenset[str]:
    return meant(option.name) | meant(option.abroad)


def _named(text: str, option: OfferedOption) -> Fit | None:
    """The option by its own name, at home or abroad, as far as the message writes it."""
    row = tokens(text)
    found = [
        Fit(option=option.name, words=text[where.start : where.end], sure=whole)
        for name in (option.name, option.abroad)
        for where, whole in _written(row, name)
    ]
    return max(found, key=lambda fit: fit.sure, default=None)


def _written(row: Sequence[Token], name: str) -> Iterator[tuple[Span, bool]]:
    """Where the message writes at least half of the words of a name, close to each other."""
    wanted = [one.text for one in tokens(name) if one.kind is Kind.WORD and len(one.text) >= _SHORT]
    hits = [hit for hit in (_near(word, row) for word in wanted) if hit is not None]
    if len(hits) * 2 < max(len(wanted), 1) or max(hits) - min(hits) > _CLOSE:
        return
    if any(len(row[hit].text) >= _LONG for hit in hits):
        yield cover(row[min(hits)], row[max(hits)]), len(hits) == len(wanted)


def _near(word: str, row: Sequence[Token]) -> int | None:
    alike = (OSA.normalized_similarity(word, one.text) >= _ALIKE for one in row)
    return next((at for at, same in enumerate(alike) if same), None)
