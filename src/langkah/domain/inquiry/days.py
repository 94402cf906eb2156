"""The forms in which a day is written: figures, month names, Japanese, "in six weeks"."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from functools import cache

from langkah.domain.inquiry import almanac
from langkah.domain.inquiry.message import CERTAIN, FAIR, LIKELY, Message, after, before
from langkah.domain.inquiry.numbers import number_at
from langkah.domain.inquiry.phrases import Found, Phrases, phrases
from langkah.domain.inquiry.reading import Span
from langkah.domain.inquiry.text import Kind

_MONTHS = tuple(f"month{number}" for number in range(1, almanac.MONTHS_A_YEAR + 1))
_PARTS = ("early", "mid", "end")
_ORDINALS = frozenset(["st", "nd", "rd", "th", "er", "e", ".", "of", "de", "den", "der"])
_LINKS = frozenset([",", "de", "del", "of", "'", "bulan", "du", "van", "-"])
_YEAR = re.compile(r"20\d\d")
_CENTURY = 2000
_LONGEST = 200  # of any unit; more is no delivery time
_FULL = 3  # day, month and year
_WINDOW = 2  # words between a day, its month and its year


@dataclass(frozen=True, slots=True)
class Day:
    """Tokens `start` up to `end` name a day; None when it can be two days.

    `cue` tells how strongly the words around it make it a wish: 0 not, 1 weakly, 2 strongly.
    """

    start: int
    end: int
    day: date | None
    confidence: Decimal
    span: Span
    cue: int = 0
    needs_cue: bool = False


@dataclass(frozen=True, slots=True)
class Cues:
    """Words of time in this message, found once."""

    before: list[Found[str]]
    deadline: list[Found[str]]
    within: list[Found[str]]
    within_after: list[Found[str]]
    parts: list[Found[str]]

    @classmethod
    def of(cls, message: Message) -> Cues:
        """The words of time of a message."""

        def find(*meanings: str) -> list[Found[str]]:
            return message.find(phrases("dates", *meanings, strict=True))

        return cls(
            find("before"), find("deadline"), find("within"), find("within_after"), find(*_PARTS)
        )


def day_at(message: Message, at: int, cues: Cues) -> Day | None:
    """The day that is named from token `at` on (a month may reach back to its day)."""
    if message.row[at].kind is Kind.DATE:
        return _figures(message, at)
    return (
        _slashed(message, at, cues)
        or _japanese(message, at)
        or _named(message, at, cues)
        or _span_of_time(message, at, cues)
        or _calendar_week(message, at)
        or _turn(message, at, cues)
    )


def _figures(message: Message, at: int) -> Day | None:
    token = message.row[at]
    parts = [int(part) for part in re.split(r"[./-]", token.text) if part]
    if len(parts) == _FULL and parts[0] > almanac.LAST_DAY:
        day = almanac.valid(*parts)
        return Day(at, at + 1, day, CERTAIN, token.span) if day else None
    year = None
    if len(parts) == _FULL:
        year = parts[2] if parts[2] >= _CENTURY else parts[2] + _CENTURY
    return _two_ways(message, (at, at + 1), (parts[0], parts[1]), year)


def _slashed(message: Message, at: int, cues: Cues) -> Day | None:
    row = message.row[at : at + _FULL]
    if [token.kind for token in row] != [Kind.NUMBER, Kind.SIGN, Kind.NUMBER]:
        return None
    tight = row[0].span.end == row[1].span.start and row[1].text in "/-"
    if not (tight and row[0].text.isdigit() and row[2].text.isdigit()):
        return None
    if not before(cues.deadline, at, _WINDOW):
        return None
    return _two_ways(message, (at, at + _FULL), (int(row[0].text), int(row[2].text)), None)


def _two_ways(
    message: Message, place: tuple[int, int], parts: tuple[int, int], year: int | None
) -> Day | None:
    (start, end), (first, second) = place, parts
    today = message.case.today
    day_first = almanac.ahead(today, second, first, year)
    month_first = almanac.ahead(today, first, second, year)
    either = day_first or month_first
    day = Day(start, end, either, CERTAIN, _span(message, start, end))
    if not (day_first and month_first) or day_first == month_first:
        return day if either else None
    if message.languages.main.value == "en":
        return replace(day, day=None, confidence=FAIR)
    return replace(
        day,
        day=month_first if message.languages.main.value == "ja" else day_first,
        confidence=LIKELY,
    )


def _japanese(message: Message, at: int) -> Day | None:
    row, year, here = message.row, None, at
    if row[at].kind is Kind.NUMBER and _is(message, at + 1, "年"):
        year, here = int(row[at].text), at + 2
    month = number_at(row, here, message.spoken) if here < len(row) else None
    if not month or not _is(message, month.end, "月"):
        return None
    end = month.end + 1
    day = number_at(row, end, message.spoken) if end < len(row) else None
    if day and _is(message, day.end, "日"):
        return _dated(message, (at, day.end + 1), (int(month.value), int(day.value), year))
    part = _parts().at(row, end, ("ja",)) if end < len(row) else None
    last = almanac.JAPANESE_PARTS[part.value] if part else almanac.LAST_DAY
    where = (at, part.end if part else end)
    found = _within(message, where, (int(month.value), last, year), LIKELY if part else FAIR)
    return found and replace(found, needs_cue=not part)


def _named(message: Message, at: int, cues: Cues) -> Day | None:
    hit = _months().at(message.row, at, message.spoken)
    if not hit:
        return None
    month = int(hit.value.removeprefix("month"))
    year, end = _year(message, hit.end)
    start, day = _day_before(message, at)
    if day:
        return _dated(message, (start, end), (month, day, year))
    part = _part_before(message, at, cues)
    if part:
        parts = (month, almanac.PARTS[part.value], year)
        return _within(message, (part.start, end), parts, LIKELY)
    behind, day = _day_behind(message, hit.end)
    if day:
        year, end = _year(message, behind)
        return _dated(message, (at, end), (month, day, year))
    return _whole(message, _within(message, (at, end), (month, almanac.LAST_DAY, year), FAIR), cues)


def _whole(message: Message, month: Day | None, cues: Cues) -> Day | None:
    # A month alone is a wish only behind a word that makes it one; "may" and "mars" are words too.
    if month is None or month.day is None:
        return None
    if before(cues.before, month.start, 0):
        eve = month.day.replace(day=1) - timedelta(days=1)
        return replace(month, day=eve, confidence=LIKELY, cue=2)
    if before(cues.within, month.start, 0):
        return month
    named_year = month.end - month.start > 1
    return replace(month, needs_cue=True) if named_year else None


def _span_of_time(message: Message, at: int, cues: Cues) -> Day | None:
    row = message.row
    high = number_at(row, at, message.spoken)
    if high and high.end + 1 < len(row) and row[high.end].text in "-–/":
        high = number_at(row, high.end + 1, message.spoken) or high
    unit = _units().at(row, high.end, message.spoken) if high and high.end < len(row) else None
    if not high or not unit or not 1 <= high.value <= _LONGEST:
        return None
    if not (before(cues.within, at, 1) or after(cues.within_after, unit.end, 0)):
        return None
    day = almanac.later(message.case.today, int(high.value), unit.value)
    return Day(at, unit.end, day, LIKELY, _span(message, at, unit.end), cue=2)


def _calendar_week(message: Message, at: int) -> Day | None:
    found = phrases("dates", "calendar_week", strict=True).at(message.row, at, message.spoken)
    if not found or found.end >= len(message.row):
        return None
    number = message.row[found.end]
    if number.kind is not Kind.NUMBER or not number.text.isdigit():
        return None
    day = almanac.week_ahead(message.case.today, int(number.text))
    end = found.end + 1
    return Day(at, end, day, LIKELY, _span(message, at, end)) if day else None


def _turn(message: Message, at: int, cues: Cues) -> Day | None:
    found = _turns().at(message.row, at, message.spoken)
    if not found:
        return None
    if found.value == "christmas":
        eve = _within(message, (at, found.end), (12, 24, None), LIKELY)
        return eve and replace(eve, needs_cue=True)
    part = _part_before(message, at, cues) or next(
        (hit for hit in cues.parts if hit.start == found.end), None
    )
    if found.value == "this_month" and not part:
        return None
    today = message.case.today
    month = almanac.next_month(today) if found.value == "next_month" else today
    start, end = (min(at, part.start), max(found.end, part.end)) if part else (at, found.end)
    last = almanac.PARTS[part.value] if part else almanac.LAST_DAY
    day = _within(message, (start, end), (month.month, last, month.year), LIKELY if part else FAIR)
    return day and replace(day, needs_cue=not part)


def _dated(
    message: Message, place: tuple[int, int], parts: tuple[int, int, int | None]
) -> Day | None:
    day = almanac.ahead(message.case.today, *parts)
    return Day(*place, day, CERTAIN, _span(message, *place)) if day else None


def _within(
    message: Message,
    place: tuple[int, int],
    parts: tuple[int, int, int | None],
    confidence: Decimal,
) -> Day | None:
    day = almanac.part_ahead(message.case.today, *parts)
    return Day(*place, day, confidence, _span(message, *place)) if day else None


def _day_before(message: Message, at: int) -> tuple[int, int]:
    # "15 March", "15th of March", "15. März", "1er février", "15 de marzo"
    here = at - 1
    while here > 0 and at - here <= _WINDOW and message.row[here].text in _ORDINALS:
        here -= 1
    return (here, _day_number(message, here)) if here >= 0 else (at, 0)


def _day_behind(message: Message, at: int) -> tuple[int, int]:
    day = _day_number(message, at)
    ordinal = at + 1 < len(message.row) and message.row[at + 1].text in _ORDINALS - _LINKS - {"."}
    return at + 1 + ordinal, day


def _day_number(message: Message, at: int) -> int:
    token = message.row[at] if at < len(message.row) else None
    if token is None or token.kind is not Kind.NUMBER or not token.text.isdigit():
        return 0
    day = int(token.text)
    return day if day <= almanac.LAST_DAY else 0


def _year(message: Message, at: int) -> tuple[int | None, int]:
    row, here = message.row, at
    while here < len(row) and here - at < _WINDOW and row[here].text in _LINKS:
        here += 1
    if here < len(row) and _YEAR.fullmatch(row[here].text):
        return int(row[here].text), here + 1
    return None, at


def _part_before(message: Message, at: int, cues: Cues) -> Found[str] | None:
    linked = at - 1 if at and message.row[at - 1].text in _LINKS else at
    return next((hit for hit in reversed(cues.parts) if hit.end in {at, linked}), None)


def _is(message: Message, at: int, text: str) -> bool:
    return at < len(message.row) and message.row[at].text == text


def _span(message: Message, start: int, end: int) -> Span:
    return Span(message.row[start].span.start, message.row[end - 1].span.end)


@cache
def _months() -> Phrases[str]:
    return phrases("dates", *_MONTHS, strict=True)


@cache
def _units() -> Phrases[str]:
    return phrases("dates", "day", "week", "month", strict=True)


@cache
def _parts() -> Phrases[str]:
    return phrases("dates", *_PARTS, strict=True)


@cache
def _turns() -> Phrases[str]:
    return phrases("dates", "next_month", "this_month", "christmas")
