"""The hours of one person day by day, by the calendar alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta

from langkah.domain.calendar import Span, WorkCalendar
from langkah.domain.capacity.shop import Person


class Clock:
    """The hours of one person day by day, looked up once."""

    def __init__(self, calendar: WorkCalendar, person: Person) -> None:
        own = (person.partner.calendar if person.partner else None) or calendar
        self._hours, self._rest = own.hours, own.rest
        self._closed = {one.day for one in own.closed}
        self._person = person
        self._known: dict[date, list[tuple[datetime, datetime]]] = {}

    def of(self, day: date) -> list[tuple[datetime, datetime]]:
        """Her stretches of work on a day, in order."""
        if day not in self._known:
            usual = [] if day in self._closed else list(self._day(day))
            self._known[day] = self._own(day, usual)
        return self._known[day]

    def _own(
        self, day: date, usual: list[tuple[datetime, datetime]]
    ) -> list[tuple[datetime, datetime]]:
        """The usual hours with overtime and without leave, as stretches that do not touch."""
        midnight = datetime.combine(day, time())
        until = midnight + timedelta(days=1)
        hours = _outside(usual, self._rest) + [
            (max(one.start, midnight), min(one.end, until))
            for one in self._person.overtime
            if one.start < until and one.end > midnight
        ]
        hours = _outside(hours, self._person.away)
        joined: list[tuple[datetime, datetime]] = []
        for begins, stops in sorted(hours):
            if joined and begins <= joined[-1][1]:
                joined[-1] = joined[-1][0], max(joined[-1][1], stops)
            else:
                joined.append((begins, stops))
        return joined

    def _day(self, day: date) -> Iterator[tuple[datetime, datetime]]:
        for hours in self._hours:
            if hours.weekday != day.weekday() or hours.minutes < 1:
                continue
            opens = datetime.combine(day, hours.opens)
            if not hours.break_minutes or not 0 < hours.break_after < hours.minutes:
                yield opens, opens + timedelta(minutes=hours.minutes)
                continue
            pause = opens + timedelta(minutes=hours.break_after)
            again = pause + timedelta(minutes=hours.break_minutes)
            yield opens, pause
            yield again, again + timedelta(minutes=hours.minutes - hours.break_after)

    def worked(self, start: datetime, end: datetime) -> float:
        """Working minutes between two moments."""
        total, day = timedelta(), start.date()
        while day <= end.date():
            for begins, stops in self.of(day):
                total += max(timedelta(), min(end, stops) - max(start, begins))
            day += timedelta(days=1)
        return total / timedelta(minutes=1)

    def opens(self, moment: datetime) -> bool:
        """Whether work may begin at this moment."""
        return any(begins <= moment < stops for begins, stops in self.of(moment.date()))

    def stops(self, moment: datetime) -> bool:
        """Whether work may end at this moment."""
        # What ends at midnight ends with the day before.
        day = (moment - timedelta(microseconds=1)).date()
        return any(begins < moment <= stops for begins, stops in self.of(day))


def _outside(
    hours: list[tuple[datetime, datetime]], spans: Iterable[Span]
) -> list[tuple[datetime, datetime]]:
    """What is left of these hours outside the spans."""
    for one in spans:
        hours = [
            part
            for begins, stops in hours
            for part in ((begins, min(stops, one.start)), (max(begins, one.end), stops))
            if part[0] < part[1]
        ]
    return hours
