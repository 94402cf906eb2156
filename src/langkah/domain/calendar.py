"""The workshop's calendar: when the floor works, as one line of working minutes.

Times are naive and local to the workshop (Asia/Jakarta in the demo). On the line, nights, breaks
and closed days have no length; drying runs on the clock and is turned back into the line.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from langkah.domain.reason import Refusal, because


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
    """A day without work, and why."""

    day: date
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkCalendar:
    """The hours of a week and the days that are closed, holidays included."""

    hours: tuple[DayHours, ...]
    closed: tuple[ClosedDay, ...] = ()


@dataclass(frozen=True, slots=True)
class Stretch:
    """Work without a pause: from a moment on, `minutes` long, at `start` on the line."""

    begins: datetime
    minutes: int
    start: int


YEARS_AHEAD = 4
_DAYS = 366 * YEARS_AHEAD


class WorkLine:
    """Working minutes counted from the first moment of `origin`, and the way back to the clock."""

    def __init__(self, calendar: WorkCalendar, origin: date) -> None:
        if not any(hours.minutes > 0 for hours in calendar.hours):
            raise Refusal(because("The workshop has no working hours. Enter them in the settings."))
        self.origin = origin
        self.stretches = tuple(_stretches(calendar, origin))
        self._starts = [stretch.start for stretch in self.stretches]
        self._begins = [stretch.begins for stretch in self.stretches]
        last = self.stretches[-1]
        self.end = last.start + last.minutes

    def at(self, moment: datetime) -> int:
        """The minute on the line at or after this moment; before the origin it is zero."""
        place = bisect_right(self._begins, moment) - 1
        if place < 0:
            return 0
        stretch = self.stretches[place]
        passed = moment - stretch.begins
        minutes = -(-passed // timedelta(minutes=1))
        return stretch.start + min(minutes, stretch.minutes)

    def begin(self, minute: int) -> datetime:
        """The clock when work on this minute begins."""
        stretch = self._stretch(bisect_right(self._starts, minute) - 1)
        return stretch.begins + timedelta(minutes=minute - stretch.start)

    def finish(self, minute: int) -> datetime:
        """The clock when all minutes before this one are done."""
        place = bisect_left(self._starts, minute) - 1
        stretch = self._stretch(max(place, 0))
        return stretch.begins + timedelta(minutes=minute - stretch.start)

    def after_drying(self, minute: int, hours: float) -> int:
        """The first minute at which something finished at `minute` has dried for `hours`."""
        if hours <= 0:
            return minute
        return self.at(self.finish(minute) + timedelta(hours=hours))

    def _stretch(self, place: int) -> Stretch:
        stretch = self.stretches[place]
        if place == len(self.stretches) - 1:
            raise Refusal(
                because(
                    "The plan reaches further than {years} years. Make the order smaller.",
                    years=YEARS_AHEAD,
                )
            )
        return stretch


@lru_cache(maxsize=16)
def work_line(calendar: WorkCalendar, origin: date) -> WorkLine:
    """The line of a calendar; kept, because many questions are asked of the same one."""
    return WorkLine(calendar, origin)


def _stretches(calendar: WorkCalendar, origin: date) -> Iterator[Stretch]:
    by_day = {hours.weekday: hours for hours in calendar.hours}
    closed = {one.day for one in calendar.closed}
    start = 0
    for count in range(_DAYS):
        day = origin + timedelta(days=count)
        hours = by_day.get(day.weekday())
        if hours is None or day in closed:
            continue
        for begins, minutes in _parts(day, hours):
            if minutes > 0:
                yield Stretch(begins, minutes, start)
                start += minutes


def _parts(day: date, hours: DayHours) -> Iterator[tuple[datetime, int]]:
    opens = datetime.combine(day, hours.opens)
    before = min(hours.break_after, hours.minutes) if hours.break_minutes else 0
    if before:
        yield opens, before
        opens += timedelta(minutes=before + hours.break_minutes)
    yield opens, hours.minutes - before
