"""The week as people x days, and how full stations and people are from week to week."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from langkah.apps.production import floor
from langkah.apps.production.models import Booking
from langkah.apps.production.queries import Day, Task
from langkah.apps.workshop.models import Workshop
from langkah.apps.workshop.queries import shop
from langkah.domain.calendar import openings, problems_of
from langkah.domain.capacity import Partner, Person, Shop
from langkah.domain.capacity.own_day import OwnDay, own_days
from langkah.domain.capacity.weeks import WeekLoad, weekly

WEEKS = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One maker on one day: what begins or goes on there; `closed` says why nobody works.

    `own` is her day where it is another than that of the floor, or than usual for her.
    """

    maker: int
    day: date
    closed: str
    tasks: tuple[Task, ...]
    own: OwnDay | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One maker with her days; `partner` tells the way to a workshop elsewhere."""

    maker: int
    name: str
    places: tuple[Place, ...]
    partner: Partner | None = None


def lines(floor_now: Shop, days: Sequence[Day]) -> tuple[Line, ...]:
    """Everybody who works here, or has work in these days, by name."""
    tasks = dict.fromkeys(task for day in days for task in day.tasks)
    names = {one.id: one.name for one in floor_now.people}
    names |= {task.maker_id: task.maker for task in tasks}
    people = {one.id: one for one in floor_now.people}
    return tuple(
        Line(
            maker=maker,
            name=name,
            places=tuple(_places(maker, days, _own(floor_now, people.get(maker), days))),
            partner=people[maker].partner if maker in people else None,
        )
        for maker, name in sorted(names.items(), key=lambda pair: pair[1])
    )


def _own(floor_now: Shop, person: Person | None, days: Sequence[Day]) -> list[OwnDay | None]:
    """Each day of one person; None where it is that of the floor."""
    if person is None or not (person.away or person.overtime or person.partner):
        return [None] * len(days)
    found = own_days(floor_now, person, days[0].day, len(days)) or [None] * len(days)
    return [
        one if one and (one.own or bool(one.works) == bool(day.closed)) else None
        for one, day in zip(found, days, strict=True)
    ]


def _places(maker: int, days: Sequence[Day], own: Sequence[OwnDay | None]) -> Iterator[Place]:
    for day, hers in zip(days, own, strict=True):
        mine = tuple(task for task in day.tasks if task.maker_id == maker)
        if hers and not hers.works:
            mine = tuple(task for task in mine if task.touches(day.day))
        closed = "" if hers and hers.works else day.closed
        yield Place(maker=maker, day=day.day, closed=closed, tasks=mine, own=hers)


def loads(
    workshop: Workshop, floor_now: Shop, now: datetime, weeks: int = WEEKS
) -> tuple[WeekLoad, ...]:
    """How full every kind of station and all people are in this week and the next. One query.

    Empty while nobody wrote down the working hours.
    """
    if problems_of(floor_now.calendar):
        return ()
    monday = now.date() - timedelta(days=now.weekday())
    begin = datetime.combine(monday, time.min)
    until = begin + timedelta(weeks=weeks)
    zone = ZoneInfo(workshop.time_zone)
    rows = Booking.objects.filter(workshop=workshop).filter(
        end__gt=begin.replace(tzinfo=zone), start__lt=until.replace(tzinfo=zone)
    )
    return weekly(floor_now, floor.read(workshop, rows), monday, weeks)


def next_day_of_work(floor_now: Shop, now: datetime) -> date:
    """The day on which the floor works next: today until it closes. `now` is naive, local.

    Today too when the hours are not written down, or nobody works within WEEKS.
    """
    last = now.date() + timedelta(weeks=WEEKS)
    ends = openings(floor_now.calendar, now.date(), last)
    return next((closes.date() for _opens, closes in ends if closes > now), now.date())


def floor_of(workshop: Workshop, first: date) -> Shop:
    """The floor from a day on. Six queries."""
    return shop(workshop, first)
