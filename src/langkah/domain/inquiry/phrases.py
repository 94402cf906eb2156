"""Looking phrases up in a row of tokens: the longest that fits, in a language being spoken."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Generic, TypeVar

from langkah.domain.inquiry.reading import Span
from langkah.domain.inquiry.text import Kind, Token, cover, tokens
from langkah.reference import lexicon

V = TypeVar("V")
ANY = "any"
_JOINERS = frozenset("-'’‐‑")
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})


@dataclass(frozen=True, slots=True)
class Found(Generic[V]):
    """Tokens `start` up to, not including, `end`, and what they mean (best meaning first)."""

    start: int
    end: int
    meanings: tuple[V, ...]
    span: Span

    @property
    def value(self) -> V:
        """The likeliest meaning."""
        return self.meanings[0]


@dataclass(slots=True)
class _Node(Generic[V]):
    after: dict[str, _Node[V]] = field(default_factory=dict)
    here: list[tuple[str, V]] = field(default_factory=list)


class Phrases(Generic[V]):
    """A set of phrases, each with a language and a meaning.

    A strict set is read only in the languages being spoken: "once" is eleven in Spanish alone.
    """

    def __init__(self, rows: Iterable[tuple[str, str, V]], *, strict: bool = False) -> None:
        self._root: _Node[V] = _Node()
        self._strict = strict
        for phrase, language, meaning in rows:
            for spelling in {phrase, phrase.translate(_UMLAUTS)}:
                self._add(spelling, language, meaning)

    def _add(self, phrase: str, language: str, meaning: V) -> None:
        words = [token.text for token in tokens(phrase)]
        node = self._root
        for word in [word for word in words if word not in _JOINERS] or words:
            node = node.after.setdefault(word, _Node())
        node.here.append((language, meaning))

    def at(self, row: Sequence[Token], start: int, spoken: tuple[str, ...]) -> Found[V] | None:
        """The longest phrase that begins at token `start`."""
        node, at, best = self._root, start, None
        while at < len(row):
            step = node.after.get(row[at].text)
            if step is None and not (at > start and _joins(row, at)):
                break
            at += 1
            if step is None:
                continue
            node = step
            meanings = self._meanings(node, spoken)
            if meanings:
                best = Found(start, at, meanings, cover(row[start], row[at - 1]))
        return best

    def all(self, row: Sequence[Token], spoken: tuple[str, ...]) -> list[Found[V]]:
        """Every phrase in the row, from left to right, none overlapping another."""
        found, at = [], 0
        while at < len(row):
            hit = self.at(row, at, spoken)
            if hit:
                found.append(hit)
            at = hit.end if hit else at + 1
        return found

    def _meanings(self, node: _Node[V], spoken: tuple[str, ...]) -> tuple[V, ...]:
        if not node.here:
            return ()
        known = [meaning for language, meaning in node.here if language == ANY]
        for wanted in spoken:
            said = [meaning for language, meaning in node.here if language == wanted]
            if said:
                known += said
                break
        if not known and not self._strict:
            known = [meaning for _, meaning in node.here]
        return tuple(dict.fromkeys(known))


def _joins(row: Sequence[Token], at: int) -> bool:
    token = row[at]
    return (
        token.kind is Kind.SIGN
        and token.text in _JOINERS
        and token.span.start == row[at - 1].span.end
    )


@cache
def phrases(table: str, *meanings: str, strict: bool = False) -> Phrases[str]:
    """The phrases of a lexicon table, all of it or some meanings only."""
    rows = lexicon.table(table)
    return Phrases(
        (
            (phrase, language, meaning)
            for meaning in meanings or rows
            for language, spellings in rows[meaning].items()
            for phrase in spellings
        ),
        strict=strict,
    )
