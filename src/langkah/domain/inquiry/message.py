"""A message prepared for reading: its tokens, its languages, and what is already understood."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from langkah.domain.inquiry.language import Spoken, spoken
from langkah.domain.inquiry.phrases import Found, Phrases, V
from langkah.domain.inquiry.reading import InquiryCase
from langkah.domain.inquiry.text import Kind, Token, tokens
from langkah.domain.reason import Reason, because

CERTAIN = Decimal("0.95")
LIKELY = Decimal("0.85")
FAIR = Decimal("0.7")
WEAK = Decimal("0.5")
# Reading looks back and forth, so a book takes minutes; no buyer writes one.
LONGEST = 8000

_CLAUSE_SIGNS = frozenset(".;!?。！？、,，")
_BREAKS = frozenset(".;!?。！？")


@dataclass(frozen=True, slots=True)
class Message:
    """The row of tokens with the languages spoken in it; `case` is what was asked."""

    case: InquiryCase
    row: tuple[Token, ...]
    languages: Spoken

    @property
    def spoken(self) -> tuple[str, ...]:
        """The languages to read in, likeliest first."""
        return self.languages.all

    @property
    def capitals(self) -> bool:
        """Whether the writer uses capitals at all; a spoken note often has none."""
        return any(token.capital for token in self.row if token.kind is Kind.WORD)

    def find(self, words: Phrases[V]) -> list[Found[V]]:
        """Every phrase of the message that is in `words`."""
        return words.all(self.row, self.spoken)

    def literal(self, found: Found[V]) -> str:
        """The characters as they were written."""
        return self.case.text[found.span.start : found.span.end]

    def ends_clause(self, at: int, *, soft: bool = False) -> bool:
        """Whether the token ends a sentence or line; `soft` lets commas end it too."""
        token = self.row[at]
        signs = _CLAUSE_SIGNS if soft else _BREAKS
        return token.kind is Kind.LINE or (token.kind is Kind.SIGN and token.text in signs)

    def clear(self, start: int, end: int, *, soft: bool = False) -> bool:
        """Whether no clause ends between two tokens."""
        return not any(self.ends_clause(at, soft=soft) for at in range(start, end))


def message(case: InquiryCase) -> Message:
    """The message of a case, ready to be read."""
    row = tokens(case.text)
    return Message(case, row, spoken(row, case.language))


def too_long() -> Reason:
    """The sentence for a message longer than LONGEST characters."""
    return because(
        "The message has more than {most} characters. Paste only what the buyer asked.",
        most=LONGEST,
    )


def before(cues: Sequence[Found[str]], at: int, gap: int) -> list[Found[str]]:
    """The cues that end at most `gap` tokens before token `at`."""
    return [cue for cue in cues if 0 <= at - cue.end <= gap]


def after(cues: Sequence[Found[str]], at: int, gap: int) -> list[Found[str]]:
    """The cues that begin at most `gap` tokens behind token `at` (its end)."""
    return [cue for cue in cues if 0 <= cue.start - at <= gap]


def taken(spans: Iterable[tuple[int, int]]) -> frozenset[int]:
    """The tokens covered by (start, end) stretches."""
    return frozenset(at for start, end in spans for at in range(start, end))
