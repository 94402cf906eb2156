"""The day of one person beside the usual one: when she works, and why not."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from langkah.domain.calendar import Span, problems_of
from langkah.domain.capacity.load import line_of
from langkah.domain.capacity.shop import Person, Shop
from langkah.domain.work_line import WorkLine, work_line

Hours = tuple[tuple[datetime, datetime], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnDay:
    """When she works on a day, breaks inside; nothing: she does not.

    `own` tells that leave or overtime made it another day than usual for her; `reason` why she is
    away, as somebody wrote it.
    """

    works: Hours
    own: bool
    reason: str = ""


def own_days(shop: Shop, person: Person, first: date, days: int) -> tuple[OwnDay, ...]:
    """So many days of one person from `first` on; empty while nobody wrote down working hours."""
    calendar = (person.partner.calendar if person.partner else None) or shop.calendar
    if problems_of(calendar):
        return ()
    usual, hers = work_line(calendar, first), line_of(shop, person, first)
    return tuple(
        _day(usual, hers, person.away, first + timedelta(days=count)) for count in range(days)
    )


def _day(usual: WorkLine, hers: WorkLine, away: Sequence[Span], day: date) -> OwnDay:
    begin = datetime.combine(day, time.min)
    end = begin + timedelta(days=1)
    mine = [one for one in away if one.start < end and begin < one.end]
    works = [*_stretches(hers, begin, end)]
    own = works != [*_stretches(usual, begin, end)]
    reasons = (one.reason for one in mine if one.reason)
    return OwnDay(
        works=tuple(_joined(works, mine)), own=own, reason=next(reasons, "") if own else ""
    )


def _stretches(
    line: WorkLine, begin: datetime, end: datetime
) -> Iterator[tuple[datetime, datetime]]:
    begins, _starts, lengths = line.stretches()
    first, last = line.clock(begin), line.clock(end)
    for place in range(max(0, bisect_left(begins, first) - 1), bisect_left(begins, last)):
        opens = max(begins[place], first)
        closes = min(begins[place] + lengths[place], last)
        if opens < closes:
            yield line.moment(opens), line.moment(closes)


def _joined(
    works: Sequence[tuple[datetime, datetime]], away: Sequence[Span]
) -> Iterator[tuple[datetime, datetime]]:
    """Stretches on both sides of a break as one; a leave in between keeps them apart."""
    found: list[tuple[datetime, datetime]] = []
    for opens, closes in works:
        before = found[-1][1] if found else None
        if before and not any(one.start < opens and before < one.end for one in away):
            found[-1] = found[-1][0], closes
        else:
            found.append((opens, closes))
    yield from found
