"""The catalogue as the reader looks things up in it: by proper name and by kind of shoe."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from langkah.domain.inquiry.phrases import ANY, Phrases, phrases
from langkah.domain.inquiry.reading import CatalogueEntry
from langkah.domain.inquiry.text import Kind, fold, tokens
from langkah.reference import lexicon

# Style words that tell one product from another but name none on their own.
MARKS = frozenset(
    {"shoe", "leather", "canvas", "leathersole", "rubbersole", "woodsole", "toecap", "batik"}
    | {"kids"}
)
FUZZY_FROM = 6  # letters; shorter words have too many neighbours
_ALIKE = 0.82  # one slip in six letters, two in twelve
_NAMING = 3  # letters; shorter words of a name name nothing
_CATALOGUE_LANGUAGES = ("en", "id")


@dataclass(frozen=True, slots=True)
class Shelf:
    """Product ids by the proper words of their names ("brantas"), by style, by code."""

    names: dict[str, frozenset[int]]
    styles: dict[str, frozenset[int]]
    codes: Phrases[int]

    def of_styles(self, styles: Iterable[str]) -> frozenset[int]:
        """Products of any of these styles."""
        return frozenset[int]().union(*(self.styles.get(style, ()) for style in styles))

    def with_marks(self, marks: Iterable[str]) -> frozenset[int]:
        """Products that bear all of these marks, as far as any product bears them."""
        sets = [self.styles[mark] for mark in marks if mark in self.styles]
        return frozenset.intersection(*sets) if sets else frozenset()

    def near_name(self, word: str) -> frozenset[int]:
        """Products whose proper name is this word with a slip in it."""
        return self.names.get(_nearest(word, tuple(self.names)), frozenset())


@lru_cache(maxsize=8)
def shelf(catalogue: tuple[CatalogueEntry, ...]) -> Shelf:
    """The catalogue, ordered for looking up; kept for the next message."""
    names: dict[str, set[int]] = {}
    styles: dict[str, set[int]] = {}
    for entry in catalogue:
        for style in _styles_of(entry):
            styles.setdefault(style, set()).add(entry.id)
        for word in _proper(entry.name):
            names.setdefault(word, set()).add(entry.id)
    return Shelf(
        {word: frozenset(ids) for word, ids in names.items()},
        {style: frozenset(ids) for style, ids in styles.items()},
        Phrases(
            (word, ANY, entry.id) for entry in catalogue for word in entry.words if _code(word)
        ),
    )


def style_words() -> Phrases[str]:
    """Every word for a kind of shoe."""
    return phrases("styles")


def near_style(word: str) -> tuple[str, ...]:
    """The styles that this word names with a slip in it."""
    known = _single_words()
    return known.get(_nearest(word, tuple(known)), ())


@cache
def everyday() -> frozenset[str]:
    """Words of the letter that are never a misspelt product."""
    tables = ("language", "wishes", "quantities", "dates", "buyers", "trade")
    return frozenset(
        fold(word)
        for table in tables
        for row in lexicon.table(table).values()
        for spellings in row.values()
        for phrase in spellings
        for word in phrase.split()
    )


@lru_cache(maxsize=4096)
def _nearest(word: str, known: tuple[str, ...]) -> str:
    likely = [other for other in known if other[0] == word[0] and len(other) >= FUZZY_FROM]
    best = process.extractOne(
        word, likely, scorer=OSA.normalized_similarity, score_cutoff=_ALIKE, processor=None
    )
    return str(best[0]) if best else ""


def _styles_of(entry: CatalogueEntry) -> set[str]:
    return {
        hit.value
        for phrase in (entry.name, *entry.words)
        for hit in style_words().all(tokens(phrase), _CATALOGUE_LANGUAGES)
    }


def _code(word: str) -> bool:
    # "TRO-OX" and "BR01" are codes, "loafer" is a style.
    return len(word) > _NAMING and word.isupper() and not word.isalpha()


def _proper(name: str) -> set[str]:
    # What is left of a name when the style words are taken away.
    row = tokens(name)
    hits = style_words().all(row, _CATALOGUE_LANGUAGES)
    kinds = {at for hit in hits for at in range(hit.start, hit.end)}
    return {
        token.text
        for at, token in enumerate(row)
        if at not in kinds and token.kind is Kind.WORD and len(token.text) >= _NAMING
    }


@cache
def _single_words() -> dict[str, tuple[str, ...]]:
    words: dict[str, tuple[str, ...]] = {}
    for style, row in lexicon.table("styles").items():
        spellings = {fold(phrase) for some in row.values() for phrase in some}
        for spelling in spellings if style not in MARKS else ():
            if spelling.isalpha() and spelling.isascii():
                words[spelling] = (*words.get(spelling, ()), style)
    return words
