"""A message as tokens that remember where they stand in it."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum

from langkah.domain.inquiry.reading import Span

_LATIN_END = "\u024f"


class Kind(StrEnum):
    """What a token is made of; NOISE is an address, a phone number, a tag."""

    WORD = "word"
    NUMBER = "number"
    DATE = "date"
    CJK = "cjk"
    SIGN = "sign"
    LINE = "line"
    NOISE = "noise"


@dataclass(frozen=True, slots=True)
class Token:
    """`text` is folded (one width, small letters, no accents); the span is of the original."""

    text: str
    span: Span
    kind: Kind
    capital: bool


_EASTERN = r"\u3005-\u3007\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uff66-\uff9f"
_DAY, _MARK = r"(?:0?[1-9]|[12]\d|3[01])", r"[./-]"
# The order matters: what is longer or more telling is tried first. A lone ".5" is a half size,
# so "15.5." is not taken for the fifteenth of May.
_TOKEN = re.compile(
    rf"""
      (?P<noise>https?://\S+ | www\.\S+ | [\w.+-]+@[\w-]+\.[\w.-]*\w | (?<!\w)[@\#]\w[\w.]*
        | \+\d[\d\ ().-]{{6,16}}\d | (?<!\w)0\d{{2,3}}[-\ ]?\d{{3,4}}[-\ ]?\d{{3,5}}(?!\d))
    | (?P<date>20\d\d(?P<one>{_MARK})\d{{1,2}}(?P=one)\d{{1,2}}(?!\d)
        | {_DAY}(?P<two>{_MARK}){_DAY}(?P=two)(?:20)?[23]\d(?![\d/])
        | {_DAY}\.(?:0?[1-46-9]|1[0-2])\.(?!\d))
    | (?P<number>\d{{1,3}}(?:[.,]\d{{3}})+(?!\d) | \d{{1,2}}[.,]5(?!\d) | \d{{1,2}}\.0(?!\d)
        | \d{{1,2}}½ | \d{{1,9}})
    | (?P<cjk>[{_EASTERN}])
    | (?P<word>(?:[^\W\d_{_EASTERN}][\u0300-\u036f]*)+)
    | (?P<line>[\n\r\u2028]+)
    | (?P<sign>\S)
    """,
    re.VERBOSE,
)


def tokens(text: str) -> tuple[Token, ...]:
    """Every token of `text` in order; blanks are left out."""
    return tuple(
        Token(
            text=fold(match[0]),
            span=Span(match.start(), match.end()),
            kind=Kind(_group(match)),
            capital=match[0][:1].isupper(),
        )
        for match in _TOKEN.finditer(text)
    )


def fold(word: str) -> str:
    """One spelling for many: full width, capitals and Latin accents are levelled."""
    level = unicodedata.normalize("NFKC", word).casefold()
    if level.isascii():
        return level
    return "".join(map(_bare, level))


def _bare(letter: str) -> str:
    if letter > _LATIN_END and not "\u0300" <= letter <= "\u036f":
        return letter
    plain = unicodedata.normalize("NFD", letter)
    return "".join(part for part in plain if not unicodedata.combining(part))


def _group(match: re.Match[str]) -> str:
    return next(kind for kind in Kind if match.groupdict().get(kind) is not None)


def cover(first: Token, last: Token) -> Span:
    """The span from one token to another, both included."""
    return Span(first.span.start, last.span.end)
