"""How full a floor is from week to week: hours booked of the hours there are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import pairwise

from langkah.domain.capacity.load import line_of
from langkah.domain.capacity.shop import Booking, Shop
from langkah.domain.work_line import WorkLine, work_line


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekHours:
    """Working minutes of one week, from `monday` on: `taken` of those there are."""

    monday: date
    taken: int
    minutes: int

    @property
    def percent(self) -> int:
        """How much of it is taken, rounded down; a week without hours is full."""
        return self.taken * 100 // self.minutes if self.minutes else 100


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekLoad:
    """A kind of station with `count` of them, or all people (no name), over some weeks."""

    name: str
    count: int
    weeks: tuple[WeekHours, ...]


def weekly(shop: Shop, booked: Iterable[Booking], monday: date, weeks: int) -> tuple[WeekLoad, ...]:
    """People first, then stations by their order; minutes are those of whoever does the work.

    A partner's hours are its own and do not count.
    """
    lines = {one.id: line_of(shop, one, monday) for one in shop.people if one.partner is None}
    hours = work_line(shop.calendar, monday)
    edges = [
        datetime.combine(monday + timedelta(weeks=week), time.min) for week in range(weeks + 1)
    ]
    taken: dict[str, list[int]] = {
        "": [0] * weeks,
        **{one.name: [0] * weeks for one in shop.stations},
    }
    for one in booked:
        if one.person in lines:
            for week, minutes in _minutes(one, lines[one.person], edges):
                for name in {"", one.station} & taken.keys():
                    taken[name][week] += minutes
    there = [sum(_between(line, edges, week) for line in lines.values()) for week in range(weeks)]
    usual = [_between(hours, edges, week) for week in range(weeks)]
    return (
        _load("", len(lines), edges, taken[""], there),
        *(
            _load(one.name, one.count, edges, taken[one.name], [one.count * each for each in usual])
            for one in shop.stations
        ),
    )


def _between(line: WorkLine, edges: list[datetime], week: int) -> int:
    return line.at(edges[week + 1]) - line.at(edges[week])


def _minutes(one: Booking, line: WorkLine, edges: list[datetime]) -> Iterator[tuple[int, int]]:
    """The weeks in which a booking lies, with its minutes of each."""
    for week, (begins, ends) in enumerate(pairwise(edges)):
        first, last = max(one.start, begins), min(one.end, ends)
        if first < last:
            yield week, line.at(last) - line.at(first)


def _load(
    name: str, count: int, edges: list[datetime], taken: list[int], minutes: list[int]
) -> WeekLoad:
    return WeekLoad(
        name=name,
        count=count,
        weeks=tuple(
            WeekHours(monday=edge.date(), taken=used, minutes=most)
            for edge, used, most in zip(edges, taken, minutes, strict=False)
        ),
    )
