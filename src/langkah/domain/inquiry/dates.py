"""The day a buyer wishes to have the goods, and whether it is all in a hurry."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from langkah.domain.inquiry.days import Cues, Day, day_at
from langkah.domain.inquiry.message import CERTAIN, FAIR, Message, after, before
from langkah.domain.inquiry.phrases import Found, phrases
from langkah.domain.inquiry.reading import Field

_AHEAD = 730  # days; a wish lies within two years
_NEAR, _CLAUSE = 3, 8  # words between a cue and its date
_STRONG, _WEAK = 2, 1


def days(message: Message) -> list[Day]:
    """Every day named in the message, with how strongly its words call it a wish."""
    cues = Cues.of(message)
    strong = message.find(phrases("dates", "deadline", strict=True))
    weak = message.find(phrases("dates", "toward", strict=True))
    behind = message.find(phrases("dates", "deadline_after", strict=True))
    past = message.find(phrases("dates", "past", strict=True))
    found: list[Day] = []
    at = 0
    while at < len(message.row):
        day = day_at(message, at, cues)
        at = max(day.end, at + 1) if day else at + 1
        if day and not _told_apart(message, day, past, strong):
            found.append(_judged(message, day, strong, weak, behind))
    return found


def wishes(message: Message, found: list[Day]) -> list[Day]:
    """The days that can be the wish: those with the strongest word beside them."""
    ahead = [
        day
        for day in found
        if day.day is None or 0 <= (day.day - message.case.today).days <= _AHEAD
    ]
    usable = [day for day in ahead if day.cue or not day.needs_cue]
    most = max((day.cue for day in usable), default=0)
    return [day for day in usable if day.cue == most]


def hurry(message: Message) -> Field[bool] | None:
    """As soon as possible, in any of its forms."""
    found = message.find(phrases("dates", "asap", strict=True))
    if not found:
        return None
    return Field(value=True, confidence=CERTAIN, spans=tuple(hit.span for hit in found))


def covered(found: list[Day]) -> Iterator[tuple[int, int]]:
    """The tokens that dates cover."""
    return ((day.start, day.end) for day in found)


def _leads(message: Message, cues: list[Found[str]], at: int, gap: int) -> bool:
    return any(message.clear(cue.end, at) for cue in before(cues, at, gap))


def _told_apart(message: Message, day: Day, past: list[Found[str]], cues: list[Found[str]]) -> bool:
    # "we met on 3 September" is no wish; "we met and need them by 3 March" is one.
    return _leads(message, past, day.start, _CLAUSE) and not _leads(message, cues, day.start, _NEAR)


def _judged(
    message: Message,
    day: Day,
    strong: list[Found[str]],
    weak: list[Found[str]],
    behind: list[Found[str]],
) -> Day:
    trails = any(message.clear(day.end, cue.start) for cue in after(behind, day.end, 1))
    if trails or _leads(message, strong, day.start, _NEAR):
        return replace(day, cue=_STRONG)
    if _leads(message, weak, day.start, _NEAR):
        return replace(day, cue=max(day.cue, _WEAK))
    return day if day.cue else replace(day, confidence=min(day.confidence, FAIR))
