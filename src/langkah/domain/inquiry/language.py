"""Which language a message is written in, told by its small words and its script."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from langkah.domain.inquiry.reading import Field
from langkah.domain.inquiry.text import Kind, Token, fold
from langkah.reference import lexicon

_SHARE = 0.25  # a second language counts when it has this share of the first one's signs
_TRADE = 0.4  # what an English word of trade tells; everybody uses them
_CLEAR = 3.0  # so many signs make a language certain


@dataclass(frozen=True, slots=True)
class Spoken:
    """The language of the message, and all that are mixed in it, most spoken first."""

    main: Field[str]
    all: tuple[str, ...]


def spoken(row: Sequence[Token], hint: str | None) -> Spoken:
    """The languages of a message; `hint` decides when the words do not."""
    signs = _signs(row)
    if hint in signs:
        signs[hint] += 0.6
    order = sorted(signs, key=lambda language: -signs[language])
    first, second = order[0], order[1]
    best = signs[first]
    mixed = [language for language in order if signs[language] >= max(1.0, best * _SHARE)]
    lead = (best - signs[second]) / best if best else 0.0
    sure = min(1.0, best / _CLEAR) * (0.5 + 0.5 * lead)
    main = Field(
        value=first if best else (hint or "en"),
        confidence=Decimal(str(round(max(0.1, min(0.99, sure)), 2))),
    )
    return Spoken(main, tuple(dict.fromkeys((main.value, *mixed, "en"))))


def _signs(row: Sequence[Token]) -> dict[str, float]:
    weights = _weights()
    signs = dict.fromkeys(lexicon.LANGUAGES, 0.0)
    for token in row:
        if token.kind is Kind.CJK:
            signs["ja"] += 0.5
        for language, weight in weights.get(token.text, ()):
            signs[language] += weight
    return signs


@cache
def _weights() -> dict[str, tuple[tuple[str, float], ...]]:
    # A word that three languages share says a third for each.
    speakers: dict[str, set[str]] = {}
    for language, words in lexicon.table("language")["common"].items():
        for word in words:
            speakers.setdefault(fold(word), set()).add(language)
    shared = frozenset(fold(word) for word in lexicon.table("language")["trade"]["en"])
    return {
        word: tuple(
            (language, (_TRADE if word in shared else 1) / len(languages))
            for language in sorted(languages)
        )
        for word, languages in speakers.items()
    }
