"""The day a buyer wishes to have the goods, and whether it is all in a hurry."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import cache

from langkah.domain.inquiry.message import CERTAIN, FAIR, LIKELY, Message, after, before
from langkah.domain.inquiry.numbers import number_at
from langkah.domain.inquiry.phrases import Found, Phrases, phrases
from langkah.domain.inquiry.reading import Field, Span
from langkah.domain.inquiry.text import Kind

_EARLY, _MIDDLE = 10, 15
_TEN_DAYS = {"early": 10, "mid": 20}  # Japanese counts a month in three times ten days
_AHEAD = 730  # a wish lies within two years
_MONTHS = tuple(f"month{number}" for number in range(1, 13))


@dataclass(frozen=True, slots=True)
class Day:
    """Tokens `start` up to `end` name a day; None when it can be two days."""

    start: int
    end: int
    day: date | None
    confidence: Decimal
    span: Span
    cued: bool = False
    needs_cue: bool = False


@dataclass(frozen=True, slots=True)
class Cues:
    """What stands around dates in this message."""

    deadline: list[Found[str]]
    behind: list[Found[str]]
    past: list[Found[str]]
    within: list[Found[str]]
    within_behind: list[Found[str]]


def days(message: Message) -> list[Day]:
    """Every day named in the message that lies ahead and is not told to be something else."""
    cues = _cues(message)
    found: list[Day] = []
    at = 0
    while at < len(message.row):
        day = _day_at(message, at, cues)
        if day:
            found.append(_judged(message, day, cues))
        at = day.end if day else at + 1
    return found


def wishes(message: Message, found: list[Day]) -> list[Day]:
    """The days that can be the wish: with a deadline word if any has one."""
    ahead = [
        day
        for day in found
        if day.day is None or 0 <= (day.day - message.case.today).days <= _AHEAD
    ]
    usable = [day for day in ahead if day.cued or not day.needs_cue]
    return [day for day in usable if day.cued] or usable


def hurry(message: Message) -> Field[bool] | None:
    """ "As soon as possible", in any of its forms."""
    found = message.find(phrases("dates", "asap"))
    if not found:
        return None
    spans = tuple(hit.span for hit in found)
    return Field(value=True, confidence=CERTAIN, spans=spans)


def _cues(message: Message) -> Cues:
    return Cues(
        message.find(phrases("dates", "deadline", strict=True)),
        message.find(phrases("dates", "deadline_after", strict=True)),
        message.find(phrases("dates", "past", strict=True)),
        message.find(phrases("dates", "within", strict=True)),
        message.find(phrases("dates", "within_after", strict=True)),
    )


def _judged(message: Message, day: Day, cues: Cues) -> Day:
    leads = [
        cue for cue in before(cues.deadline, day.start, 3) if message.clear(cue.end, day.start)
    ]
    trails = [cue for cue in after(cues.behind, day.end, 1) if message.clear(day.end, cue.start)]
    past = [cue for cue in before(cues.past, day.start, 3) if message.clear(cue.end, day.start)]
    if past and not leads:
        return Day(day.start, day.end, date.min, day.confidence, day.span)
    cued = day.cued or bool(leads or trails)
    confidence = day.confidence if cued else min(day.confidence, FAIR)
    return Day(day.start, day.end, day.day, confidence, day.span, cued, day.needs_cue)


def _day_at(message: Message, at: int, cues: Cues) -> Day | None:
    token = message.row[at]
    if token.kind is Kind.DATE:
        return _figures(message, at)
    return (
        _slashed(message, at)
        or _japanese(message, at)
        or _named(message, at)
        or _span_of_time(message, at, cues)
        or _turn(message, at)
    )


def _figures(message: Message, at: int) -> Day | None:
    token = message.row[at]
    parts = [int(part) for part in re.split(r"[./-]", token.text) if part]
    if len(parts) == 3 and parts[0] > 31:
        day, sure = _valid(parts[0], parts[1], parts[2]), CERTAIN
        return day and Day(at, at + 1, day, sure, token.span)
    year = parts[2] + (2000 if parts[2] < 100 else 0) if len(parts) == 3 else None
    return _two_ways(message, at, at + 1, parts[0], parts[1], year)


def _slashed(message: Message, at: int) -> Day | None:
    words = [token.text for token in message.row[at : at + 3]]
    kinds = [token.kind for token in message.row[at : at + 3]]
    if kinds != [Kind.NUMBER, Kind.SIGN, Kind.NUMBER] or words[1] not in "/-":
        return None
    tight = message.row[at].span.end == message.row[at + 1].span.start
    if not tight or not (words[0].isdigit() and words[2].isdigit()):
        return None
    found = _two_ways(message, at, at + 3, int(words[0]), int(words[2]), None)
    cued = found and before(_cues(message).deadline, at, 2)
    return found if cued else None


def _two_ways(
    message: Message, start: int, end: int, first: int, second: int, year: int | None
) -> Day | None:
    span = Span(message.row[start].span.start, message.row[end - 1].span.end)
    today = message.case.today
    ways = {_ahead(today, second, first, year), _ahead(today, first, second, year)} - {None}
    if not ways:
        return None
    if len(ways) == 1:
        return Day(start, end, ways.pop(), CERTAIN, span)
    language = message.languages.main.value
    if language == "en":
        return Day(start, end, None, FAIR, span)
    month, day = (first, second) if language == "ja" else (second, first)
    return Day(start, end, _ahead(today, month, day, year), LIKELY, span)


def _japanese(message: Message, at: int) -> Day | None:
    row = message.row
    year, here = None, at
    if _is(message, at + 1, "年") and row[at].kind is Kind.NUMBER:
        year, here = int(row[at].text), at + 2
    month = number_at(row, here, message.spoken) if here < len(row) else None
    if not month or not _is(message, month.end, "月") or not 1 <= month.value <= 12:
        return None
    end = month.end + 1
    day = number_at(row, end, message.spoken) if end < len(row) else None
    if day and _is(message, day.end, "日"):
        return _dated(message, at, day.end + 1, int(month.value), int(day.value), year)
    edge = phrases("dates", "early", "mid", "end").at(row, end, ("ja",)) if end < len(row) else None
    stop = edge.end if edge else end
    number = _TEN_DAYS.get(edge.value, 31) if edge else 31
    return _dated(message, at, stop, int(month.value), number, year, LIKELY if edge else FAIR)


def _named(message: Message, at: int) -> Day | None:
    month = _months().at(message.row, at, message.spoken)
    if not month:
        return None
    number = int(month.value.removeprefix("month"))
    year, end = _year(message, month.end)
    start, day = _day_before(message, at)
    if day:
        return _dated(message, start, end, number, day, year)
    edge = _edge_before(message, at)
    if edge:
        last = {"early": _EARLY, "mid": _MIDDLE}.get(edge.value, 31)
        return _dated(message, edge.start, end, number, last, year, LIKELY)
    behind = _day_behind(message, month.end)
    if behind:
        stop, day = behind
        year, end = _year(message, stop)
        return _dated(message, at, end, number, day, year)
    return _whole(message, at, end, number, year)


def _whole(message: Message, at: int, end: int, month: int, year: int | None) -> Day | None:
    # A month alone is a wish only behind a word that makes it one; "may" and "mars" are words too.
    cue = [hit for hit in message.find(phrases("dates", "before", strict=True)) if hit.end == at]
    inside = [hit for hit in message.find(phrases("dates", "within", strict=True)) if hit.end == at]
    found = _dated(message, at, end, month, 31, year, FAIR)
    if not found or not found.day or not (cue or inside or year):
        return None
    if cue:
        day = found.day.replace(day=1) - timedelta(days=1)
        return Day(at, end, day, LIKELY, found.span, cued=True)
    return Day(at, end, found.day, FAIR, found.span, needs_cue=not inside)


def _span_of_time(message: Message, at: int, cues: Cues) -> Day | None:
    low = number_at(message.row, at, message.spoken)
    if not low:
        return None
    end = low.end
    high = low
    if end + 1 < len(message.row) and message.row[end].text in "-–/":
        high = number_at(message.row, end + 1, message.spoken) or low
        end = high.end
    unit = _units().at(message.row, end, message.spoken) if end < len(message.row) else None
    if not unit:
        return None
    lead, trail = before(cues.within, at, 1), after(cues.within_behind, unit.end, 0)
    if not (lead or trail) or not 1 <= high.value <= 200:
        return None
    span = Span(message.row[at].span.start, unit.span.end)
    day = _later(message.case.today, int(high.value), unit.value)
    return Day(at, unit.end, day, LIKELY, span, cued=True)


def _turn(message: Message, at: int) -> Day | None:
    found = phrases("dates", "next_month", "this_month", "christmas").at(
        message.row, at, message.spoken
    )
    if not found:
        return None
    today = message.case.today
    if found.value == "christmas":
        return _dated(message, at, found.end, 12, 24, None, LIKELY, needs_cue=True)
    first = today.replace(day=1)
    if found.value == "next_month":
        first = (first + timedelta(days=32)).replace(day=1)
    edge = _edge_before(message, at) or _edge_behind(message, found.end)
    if found.value == "this_month" and not edge:
        return None
    last = {"early": _EARLY, "mid": _MIDDLE}.get(edge.value, 31) if edge else 31
    start, end = (min(at, edge.start), max(found.end, edge.end)) if edge else (at, found.end)
    return _dated(
        message,
        start,
        end,
        first.month,
        last,
        first.year,
        LIKELY if edge else FAIR,
        needs_cue=not edge,
    )


def _dated(  # noqa: PLR0913 - the parts of a date
    message: Message,
    start: int,
    end: int,
    month: int,
    day: int,
    year: int | None,
    confidence: Decimal = CERTAIN,
    *,
    needs_cue: bool = False,
) -> Day | None:
    when = _ahead(message.case.today, month, day, year, fit=confidence < CERTAIN)
    if when is None:
        return None
    span = Span(message.row[start].span.start, message.row[end - 1].span.end)
    return Day(start, end, when, confidence, span, needs_cue=needs_cue)


def _ahead(
    today: date, month: int, day: int, year: int | None, *, fit: bool = False
) -> date | None:
    if not 1 <= month <= 12:
        return None
    for guess in (year,) if year else range(today.year, today.year + 5):
        last = monthrange(guess, month)[1] if 1 <= guess <= 9998 else 0
        found = _valid(guess, month, min(day, last) if fit else day)
        if found and (year or found >= today):
            return found
    return None


def _valid(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _later(today: date, count: int, unit: str) -> date:
    if unit != "month":
        return today + timedelta(days=count * (7 if unit == "week" else 1))
    month = today.month - 1 + count
    year, month = today.year + month // 12, month % 12 + 1
    return date(year, month, min(today.day, monthrange(year, month)[1]))


_ORDINALS = frozenset("st nd rd th er e . of de den der".split())
_YEAR_LINKS = frozenset([",", "de", "del", "of", "'"])


def _day_before(message: Message, at: int) -> tuple[int, int]:
    # "15 March", "15th of March", "15. März", "1er février", "15 de marzo"
    here = at - 1
    while here > 0 and at - here <= 2 and message.row[here].text in _ORDINALS:
        here -= 1
    token = message.row[here] if here >= 0 else None
    if token and token.kind is Kind.NUMBER and token.text.isdigit() and 1 <= int(token.text) <= 31:
        return here, int(token.text)
    return at, 0


def _day_behind(message: Message, at: int) -> tuple[int, int] | None:
    row = message.row
    if at >= len(row) or row[at].kind is not Kind.NUMBER or not row[at].text.isdigit():
        return None
    day = int(row[at].text)
    ordinal = at + 1 < len(row) and row[at + 1].text in {"st", "nd", "rd", "th"}
    return (at + 1 + ordinal, day) if 1 <= day <= 31 else None


def _year(message: Message, at: int) -> tuple[int | None, int]:
    row, here = message.row, at
    while here < len(row) and here - at < 2 and row[here].text in _YEAR_LINKS:
        here += 1
    if (
        here < len(row)
        and row[here].kind is Kind.NUMBER
        and re.fullmatch(r"20\d\d", row[here].text)
    ):
        return int(row[here].text), here + 1
    return None, at


def _edges(message: Message) -> list[Found[str]]:
    return message.find(phrases("dates", "early", "mid", "end", strict=True))


def _edge_before(message: Message, at: int) -> Found[str] | None:
    near = [
        hit
        for hit in _edges(message)
        if hit.end == at
        or (
            hit.end == at - 1
            and message.row[at - 1].text in {"-", "of", "de", "bulan", "du", "van"}
        )
    ]
    return near[-1] if near else None


def _edge_behind(message: Message, at: int) -> Found[str] | None:
    return next((hit for hit in _edges(message) if hit.start == at), None)


def _is(message: Message, at: int, text: str) -> bool:
    return at < len(message.row) and message.row[at].text == text


@cache
def _months() -> Phrases[str]:
    return phrases("dates", *_MONTHS, strict=True)


@cache
def _units() -> Phrases[str]:
    return phrases("dates", "day", "week", "month", strict=True)


def spans(found: list[Day]) -> Iterator[tuple[int, int]]:
    """The tokens that dates cover."""
    return ((day.start, day.end) for day in found)
