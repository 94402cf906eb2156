"""More digits where a market's own are known: from the facts, or the one that is missing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from langkah.domain.reason import Reason, because
from langkah.reference.national import Line, Split, splits

if TYPE_CHECKING:
    from langkah.domain.classification.case import ClassifyCase

WELT = because("Is it sewn with a welt? Enter it in the passport.")
WEARER = because("Is it made for men or for women? Enter it in the passport.")
CUT_OUT = because("Is the vamp of straps, or are pieces cut out of it, as on a sandal?")
INDOOR = because("Is it a slipper for the house?")
INSOLE = because("How long is the insole in cm? Enter it in the passport.")
VALUE = because("What is a pair worth in US dollars?")


@dataclass(frozen=True, slots=True, kw_only=True)
class National:
    """The digits of one market; none, and what it asks, while a fact is missing."""

    market: str
    digits: str
    text: str
    ask: tuple[Reason, ...]
    source: str
    source_date: date
    grade: str


def national(case: ClassifyCase, code: str, sole: str) -> tuple[National, ...]:
    """What each market that splits this subheading makes of it; `sole` touches the ground."""
    return tuple(_of(case, sole, split) for split in splits() if split.code == code)


def _of(case: ClassifyCase, sole: str, split: Split) -> National:
    digits, text = "", ""
    asked: tuple[Reason, ...] = ()
    for line in split.lines:
        holds = _holds(case, sole, line, split.wearers)
        if isinstance(holds, Reason):
            asked = (holds,)
            break
        if holds:
            digits, text = line.digits, line.text
            break
    return National(
        market=split.market,
        digits=digits,
        text=text,
        ask=asked,
        source=split.source,
        source_date=split.source_date,
        grade=split.grade,
    )


def _holds(case: ClassifyCase, sole: str, line: Line, known: frozenset[str]) -> bool | Reason:
    """Whether all of a line's facts hold; the question for the first one that is not known."""
    for one in _conditions(case, sole, line, known):
        if one is not True:
            return one
    return True


def _conditions(
    case: ClassifyCase, sole: str, line: Line, known: frozenset[str]
) -> Iterator[bool | Reason]:
    if line.welted is not None:
        yield WELT if case.welted is None else case.welted is line.welted
    if line.ground:
        yield sole in line.ground
    if line.closed:
        yield CUT_OUT if case.cut_out is None else not case.cut_out
        yield INDOOR if case.indoor is None else not case.indoor
    if line.insole_under is not None:
        yield INSOLE if case.insole_cm is None else case.insole_cm < line.insole_under
    if line.wearer:
        yield str(case.wearer) in line.wearer if str(case.wearer) in known else WEARER
    if line.over_usd is not None:
        yield VALUE if case.value_usd is None else case.value_usd > line.over_usd
