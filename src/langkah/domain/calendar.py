"""The workshop's calendar: the hours of a week, and the days and hours on which the floor rests.

Times are naive and local to the workshop (Asia/Jakarta in the demo).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from langkah.domain.reason import Reason, because


@dataclass(frozen=True, slots=True, kw_only=True)
class DayHours:
    """The working day of one weekday (0 is Monday): `minutes` of work from `opens` on.

    The break of `break_minutes` lies after `break_after` worked minutes.
    """

    weekday: int
    opens: time
    minutes: int
    break_after: int = 0
    break_minutes: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosedDay:
    """A day without work, and why. `estimated`: the day itself may still move."""

    day: date
    reason: str = ""
    estimated: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A stretch of the clock, naive local time: a leave, an overtime, a machine in repair."""

    start: datetime
    end: datetime
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkCalendar:
    """The hours of a week and the days that are closed, holidays included.

    `rest` are hours in which the whole floor rests as well: half a day, a morning of prayer.
    """

    hours: tuple[DayHours, ...]
    closed: tuple[ClosedDay, ...] = ()
    rest: tuple[Span, ...] = ()


DAY_MINUTES = 24 * 60
_WEEK = 7
_MINUTE = timedelta(minutes=1)


def opening(calendar: WorkCalendar, day: date) -> tuple[datetime, datetime] | None:
    """When the floor opens and closes on a day, the break inside; None on a day without work."""
    return next(openings(calendar, day, day), None)


def openings(
    calendar: WorkCalendar, first: date, last: date
) -> Iterator[tuple[datetime, datetime]]:
    """When the floor opens and closes on each day of work from first to last, breaks inside."""
    closed = {one.day for one in calendar.closed}
    hours = {one.weekday: tuple(parts_of(one)) for one in calendar.hours if one.minutes > 0}
    for count in range((last - first).days + 1):
        day = first + timedelta(days=count)
        if day in closed or day.weekday() not in hours:
            continue
        midnight = datetime.combine(day, time.min)
        work = [
            (midnight + begins * _MINUTE, midnight + (begins + minutes) * _MINUTE)
            for begins, minutes in hours[day.weekday()]
        ]
        for one in calendar.rest:
            work = [*_without(work, one)]
        if work:
            yield work[0][0], work[-1][1]


def _without(
    hours: Iterable[tuple[datetime, datetime]], rest: Span
) -> Iterator[tuple[datetime, datetime]]:
    for opens, closes in hours:
        for part in ((opens, min(closes, rest.start)), (max(opens, rest.end), closes)):
            if part[0] < part[1]:
                yield part


def problems_of(calendar: WorkCalendar) -> tuple[Reason, ...]:
    """Everything that keeps people from working by this calendar."""
    found = []
    if any(one.start.tzinfo or one.end.tzinfo or one.end <= one.start for one in calendar.rest):
        found.append(because("rest: each must end after it starts, on the workshop's own clock."))
    days = [hours.weekday for hours in calendar.hours if hours.minutes > 0]
    if not days:
        found.append(because("The workshop has no working hours. Enter them in the settings."))
    for hours in calendar.hours:
        if days.count(hours.weekday) > 1:
            found.append(because("hours: weekday {day} is written twice.", day=hours.weekday))
        found += _problems_of_day(hours)
    return tuple(dict.fromkeys(found))


def _problems_of_day(hours: DayHours) -> Iterator[Reason]:
    day = hours.weekday
    if not 0 <= day < _WEEK:
        yield because("hours: weekday is {day}. Use 0 (Monday) to 6.", day=day)
    if hours.opens.tzinfo is not None:
        yield because(
            "hours: weekday {day} opens by the workshop's own clock. Write it as 08:00, without a "
            "time zone.",
            day=day,
        )
    if hours.opens.second or hours.opens.microsecond:
        yield because("hours: weekday {day} opens at a whole minute. Write it as 08:00.", day=day)
    if not _fits_a_day(hours):
        yield because("hours: weekday {day} must open and close on the same day.", day=day)


def _fits_a_day(hours: DayHours) -> bool:
    opens = hours.opens.hour * 60 + hours.opens.minute
    lengths = (hours.minutes, hours.break_after, hours.break_minutes)
    return min(lengths) >= 0 and opens + hours.minutes + hours.break_minutes <= DAY_MINUTES


def parts_of(hours: DayHours) -> Iterator[tuple[int, int]]:
    """The stretches of a working day around its break: minute of the day, minutes of work."""
    opens = hours.opens.hour * 60 + hours.opens.minute
    before = hours.break_after if hours.break_minutes else 0
    if 0 < before < hours.minutes:
        yield opens, before
        yield opens + before + hours.break_minutes, hours.minutes - before
    elif hours.minutes:
        yield opens, hours.minutes
