"""Which products of the catalogue a message names, by name, by kind, or misspelt."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from langkah.domain.inquiry.message import CERTAIN, FAIR, LIKELY, WEAK, Message
from langkah.domain.inquiry.reading import Span
from langkah.domain.inquiry.shelf import (
    FUZZY_FROM,
    MARKS,
    Shelf,
    everyday,
    near_style,
    shelf,
    style_words,
)
from langkah.domain.inquiry.text import Kind

_REACH = 3  # words between the parts of one mention
# Between two names these make two products of them.
_AND = frozenset(
    ["and", "dan", "en", "und", "et", "y", "&", "+", "or", "atau", "of", "oder", "ou", "o", "と"]
)


@dataclass(frozen=True, slots=True)
class Mention:
    """Tokens `start` up to `end` name one of `products` (ids), with this confidence."""

    start: int
    end: int
    products: tuple[int, ...]
    confidence: Decimal
    span: Span
    named: bool


@dataclass(frozen=True, slots=True)
class _Sign:
    start: int
    end: int
    span: Span
    names: frozenset[int] = frozenset()
    styles: tuple[str, ...] = ()
    slip: bool = False

    @property
    def head(self) -> bool:
        return any(style not in MARKS for style in self.styles)


def mentions(message: Message, free: frozenset[int]) -> list[Mention]:
    """Every mention of a product in reading order; only `free` tokens are looked at."""
    goods = shelf(message.case.catalogue)
    groups: list[list[_Sign]] = []
    for sign in _signs(message, goods):
        if not free.issuperset(range(sign.start, sign.end)):
            continue
        if groups and _together(message, groups[-1], sign):
            groups[-1].append(sign)
        else:
            groups.append([sign])
    found = (_mention(group, goods) for group in groups)
    return [mention for mention in found if mention]


def _signs(message: Message, goods: Shelf) -> list[_Sign]:
    signs, at = [], 0
    while at < len(message.row):
        sign = _name(message, at, goods) or _style(message, at) or _slip(message, at, goods)
        if sign:
            signs.append(sign)
        at = sign.end if sign else at + 1
    return signs


def _name(message: Message, at: int, goods: Shelf) -> _Sign | None:
    token = message.row[at]
    code = goods.codes.at(message.row, at, message.spoken)
    if code and token.capital:
        return _Sign(at, code.end, code.span, names=frozenset(code.meanings))
    owners = goods.names.get(token.text)
    if not owners or (len(token.text) < FUZZY_FROM and not token.capital):
        return None  # "jati" is teak and "melati" jasmine, unless written as a name
    return _Sign(at, at + 1, token.span, names=owners)


def _style(message: Message, at: int) -> _Sign | None:
    found = style_words().at(message.row, at, message.spoken)
    if found is None:
        return None
    return _Sign(found.start, found.end, found.span, styles=found.meanings)


def _slip(message: Message, at: int, goods: Shelf) -> _Sign | None:
    token = message.row[at]
    if token.kind is not Kind.WORD or len(token.text) < FUZZY_FROM or token.text in everyday():
        return None
    names = goods.near_name(token.text)
    styles = () if names else near_style(token.text)
    if not names and not styles:
        return None
    return _Sign(at, at + 1, token.span, names=names, styles=styles, slip=True)


def _together(message: Message, group: list[_Sign], sign: _Sign) -> bool:
    last = group[-1]
    between = message.row[last.end : sign.start]
    apart = any(token.text in _AND or token.kind is Kind.NUMBER for token in between)
    if apart or len(between) > _REACH or not message.clear(last.end, sign.start, soft=True):
        return False
    two_names = sign.names and any(other.names for other in group)
    two_heads = sign.head and any(other.head for other in group)
    return not two_names and (not two_heads or not between)


def _mention(group: list[_Sign], goods: Shelf) -> Mention | None:
    names = [sign for sign in group if sign.names]
    heads = [style for sign in group if sign.head for style in sign.styles]
    marks = frozenset(style for sign in group for style in sign.styles if style in MARKS)
    if not names and not heads and not _telling(marks):
        return None
    products, confidence = _choose(names, heads, marks, goods)
    if any(sign.slip for sign in group):
        confidence = min(confidence, LIKELY)
    # What only describes ("with rubber sole") is left to be a wish.
    core = [sign for sign in group if sign.names or sign.head] or group
    span = Span(core[0].span.start, core[-1].span.end)
    return Mention(core[0].start, core[-1].end, products, confidence, span, bool(names))


def _telling(marks: frozenset[str]) -> bool:
    # "batik shoes" and "sepatu anak" name a kind, "leather shoes" does not, "shoes" asks for one.
    return "kids" in marks or marks == {"shoe"} or ("shoe" in marks and bool(marks - _PLAIN))


_PLAIN = frozenset({"shoe", "leather"})


def _choose(
    names: list[_Sign], heads: list[str], marks: frozenset[str], goods: Shelf
) -> tuple[tuple[int, ...], Decimal]:
    kinds = _of_kind(heads, marks, goods)
    if not names:
        return kinds, LIKELY if len(kinds) == 1 else WEAK
    named = frozenset[int]().union(*(sign.names for sign in names))
    agreed = tuple(sorted(named & frozenset(kinds)))
    if agreed:
        return agreed, CERTAIN if len(agreed) == 1 else WEAK
    if kinds and heads:
        return (*sorted(named), *kinds), WEAK  # "Brantas Oxford": one of both is wrong
    return tuple(sorted(named)), LIKELY if len(named) == 1 else FAIR


def _of_kind(heads: list[str], marks: frozenset[str], goods: Shelf) -> tuple[int, ...]:
    kinds = goods.of_styles(heads) if heads else goods.with_marks(marks - _PLAIN)
    narrowed = kinds & goods.with_marks(marks - {"shoe"})
    return tuple(sorted(narrowed or kinds))
