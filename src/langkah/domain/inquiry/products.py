"""Which products of the catalogue a message names, by name, by kind, or misspelt."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from rapidfuzz.distance import OSA

from langkah.domain.inquiry.message import CERTAIN, FAIR, LIKELY, WEAK, Message
from langkah.domain.inquiry.phrases import Phrases, phrases
from langkah.domain.inquiry.reading import CatalogueEntry, Span
from langkah.domain.inquiry.text import Kind, fold, tokens
from langkah.reference import lexicon

# Style words that tell one product from another but name none on their own.
MARKS = frozenset("shoe leather canvas leathersole rubbersole woodsole toecap batik kids".split())
_FUZZY_FROM = 6  # shorter words have too many neighbours
_ALIKE = 0.82  # one slip in six letters, two in twelve
_REACH = 3  # words between the parts of one mention


@dataclass(frozen=True, slots=True)
class Mention:
    """Tokens `start` up to `end` name one of `products` (ids), with this confidence."""

    start: int
    end: int
    products: tuple[int, ...]
    confidence: Decimal
    span: Span
    named: bool
    marks: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class _Sign:
    start: int
    end: int
    span: Span
    names: frozenset[int] = frozenset()
    styles: tuple[str, ...] = ()
    slip: bool = False


@dataclass(frozen=True, slots=True)
class _Index:
    names: dict[str, frozenset[int]]
    styles: dict[str, frozenset[int]]
    titles: dict[int, str]


def mentions(message: Message, free: frozenset[int]) -> list[Mention]:
    """Every mention of a product in reading order; only `free` tokens are looked at."""
    index = _index(message.case.catalogue)
    signs = [
        sign for sign in _signs(message, index) if free.issuperset(range(sign.start, sign.end))
    ]
    groups: list[list[_Sign]] = []
    for sign in signs:
        if groups and _together(message, groups[-1], sign):
            groups[-1].append(sign)
        else:
            groups.append([sign])
    found = [_mention(group, index) for group in groups]
    return [mention for mention in found if mention]


def _together(message: Message, group: list[_Sign], sign: _Sign) -> bool:
    last = group[-1]
    near = sign.start - last.end <= _REACH and message.clear(last.end, sign.start, soft=True)
    between = {message.row[at].text for at in range(last.end, sign.start)}
    if (
        not near
        or between & _AND
        or any(message.row[at].kind is Kind.NUMBER for at in range(last.end, sign.start))
    ):
        return False
    two_heads = _head(sign) and any(_head(other) for other in group)
    two_names = sign.names and any(other.names for other in group)
    return not two_names and (not two_heads or last.end == sign.start)


_AND = frozenset(
    {"and", "dan", "en", "und", "et", "y", "&", "+", "or", "atau", "of", "oder", "ou", "o"}
    | {"と", "または"}
)


def _head(sign: _Sign) -> bool:
    return any(style not in MARKS for style in sign.styles)


def _signs(message: Message, index: _Index) -> list[_Sign]:
    words = _styles()
    signs, at = [], 0
    while at < len(message.row):
        sign = _name(message, at, index) or _style(message, at, words) or _slip(message, at, index)
        if sign:
            signs.append(sign)
        at = sign.end if sign else at + 1
    return signs


def _name(message: Message, at: int, index: _Index) -> _Sign | None:
    token = message.row[at]
    owners = index.names.get(token.text)
    if not owners or (len(token.text) < _FUZZY_FROM and not token.capital):
        return None
    return _Sign(at, at + 1, token.span, names=owners)


def _style(message: Message, at: int, words: Phrases[str]) -> _Sign | None:
    found = words.at(message.row, at, message.spoken)
    return found and _Sign(found.start, found.end, found.span, styles=found.meanings)


def _slip(message: Message, at: int, index: _Index) -> _Sign | None:
    token = message.row[at]
    if token.kind is not Kind.WORD or len(token.text) < _FUZZY_FROM or token.text in _common():
        return None
    name = _nearest(token.text, tuple(index.names))
    if name:
        return _Sign(at, at + 1, token.span, names=index.names[name], slip=True)
    style = _nearest(token.text, tuple(_style_words()))
    if style is None:
        return None
    return _Sign(at, at + 1, token.span, styles=_style_words()[style], slip=True)


@lru_cache(maxsize=4096)
def _nearest(word: str, known: tuple[str, ...]) -> str | None:
    near = [
        (OSA.normalized_similarity(word, other), other)
        for other in known
        if len(other) >= _FUZZY_FROM and other[0] == word[0]
    ]
    score, other = max(near, default=(0.0, ""))
    return other if score >= _ALIKE else None


def _mention(group: list[_Sign], index: _Index) -> Mention | None:
    names = [sign for sign in group if sign.names]
    heads = [style for sign in group if _head(sign) for style in sign.styles]
    marks = frozenset(style for sign in group for style in sign.styles if style in MARKS)
    if not names and not heads and not _marked(marks):
        return None
    span = Span(group[0].span.start, group[-1].span.end)
    slip = any(sign.slip for sign in group)
    products, confidence = _choose(names, heads, marks, index)
    if slip:
        confidence = min(confidence, LIKELY)
    return Mention(group[0].start, group[-1].end, products, confidence, span, bool(names), marks)


def _marked(marks: frozenset[str]) -> bool:
    # "batik shoes" and "sepatu anak" name a kind, "leather" alone does not.
    return (
        "kids" in marks
        or ("shoe" in marks and bool(marks - {"shoe", "leather"}))
        or marks == {"shoe"}
    )


def _choose(
    names: list[_Sign], heads: list[str], marks: frozenset[str], index: _Index
) -> tuple[tuple[int, ...], Decimal]:
    kinds = _of_kind(heads, marks, index)
    if not names:
        return kinds, LIKELY if len(kinds) == 1 else WEAK
    named = frozenset.union(*(sign.names for sign in names))
    agreed = tuple(product for product in sorted(named) if product in kinds)
    if agreed:
        return agreed, CERTAIN if len(agreed) == 1 else WEAK
    if heads and kinds:
        return (*sorted(named), *kinds), WEAK
    return tuple(sorted(named)), LIKELY if len(named) == 1 else FAIR


def _of_kind(heads: list[str], marks: frozenset[str], index: _Index) -> tuple[int, ...]:
    sets = [index.styles.get(head, frozenset()) for head in heads]
    kinds = frozenset.union(*sets) if sets else frozenset()
    if not heads:
        kinds = _with_marks(marks - {"shoe", "leather"}, index)
    narrowed = kinds & _with_marks(marks - {"shoe"}, index)
    return tuple(sorted(narrowed or kinds))


def _with_marks(marks: frozenset[str], index: _Index) -> frozenset[int]:
    sets = [index.styles.get(mark, frozenset()) for mark in marks]
    return frozenset.intersection(*sets) if sets else frozenset()


@lru_cache(maxsize=8)
def _index(catalogue: tuple[CatalogueEntry, ...]) -> _Index:
    names: dict[str, set[int]] = {}
    styles: dict[str, set[int]] = {}
    for entry in catalogue:
        for style in _styles_of(entry):
            styles.setdefault(style, set()).add(entry.id)
        for word in _proper(entry.name):
            names.setdefault(word, set()).add(entry.id)
    return _Index(
        {word: frozenset(ids) for word, ids in names.items()},
        {style: frozenset(ids) for style, ids in styles.items()},
        {entry.id: entry.name for entry in catalogue},
    )


def _styles_of(entry: CatalogueEntry) -> set[str]:
    found = set()
    for phrase in (entry.name, *entry.words):
        row = tokens(phrase)
        found |= {hit.value for hit in _styles().all(row, ("en", "id"))}
    return found


def _proper(name: str) -> set[str]:
    # What is left of a name when the style words are taken away.
    row = tokens(name)
    kinds = {at for hit in _styles().all(row, ("en", "id")) for at in range(hit.start, hit.end)}
    return {
        token.text
        for at, token in enumerate(row)
        if at not in kinds and token.kind in {Kind.WORD, Kind.CJK} and len(token.text) > 2
    }


def _styles() -> Phrases[str]:
    return phrases("styles")


@lru_cache(maxsize=1)
def _style_words() -> dict[str, tuple[str, ...]]:
    words: dict[str, tuple[str, ...]] = {}
    for style, row in lexicon.table("styles").items():
        if style in MARKS:
            continue
        for spelling in {fold(phrase) for phrases_ in row.values() for phrase in phrases_}:
            if spelling.isalpha() and spelling.isascii():
                words[spelling] = (*words.get(spelling, ()), style)
    return words


@lru_cache(maxsize=1)
def _common() -> frozenset[str]:
    tables = ("language", "wishes", "quantities", "dates", "buyers", "trade")
    return frozenset(
        fold(word)
        for table in tables
        for row in lexicon.table(table).values()
        for spellings in row.values()
        for phrase in spellings
        for word in phrase.split()
    )
