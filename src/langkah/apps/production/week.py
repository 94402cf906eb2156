"""A week of the plan person by person: when each works, and how much of her time is taken."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from langkah.apps.production.queries import Day, Task
from langkah.apps.workshop.models import Workshop
from langkah.apps.workshop.queries.floor import crew
from langkah.domain.calendar import opening, problems_of
from langkah.domain.capacity import Person, Shop
from langkah.domain.capacity.load import line_of
from langkah.domain.capacity.own_day import OwnDay, own_days


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """The part of a task that lies on one working day, on the workshop's clock."""

    task: Task
    start: datetime
    end: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class MakerWeek:
    """One maker: what she does, and working minutes taken out of those she is there."""

    name: str
    pieces: tuple[Piece, ...]
    taken: int
    minutes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Week:
    """The days shown with their opening hours (None: closed), and everybody who works here."""

    days: tuple[date, ...]
    hours: tuple[tuple[datetime, datetime] | None, ...]
    makers: tuple[MakerWeek, ...]


def week(workshop: Workshop, days: Sequence[Day]) -> Week | None:
    """The days of `plan_days` person by person; None while nobody works here. Seven queries."""
    place = crew(workshop, days[0].day)
    if not place.people or problems_of(place.calendar):
        return None
    tasks = dict.fromkeys(task for day in days for task in day.tasks)
    people = {one.name: one for one in place.people}
    return Week(
        days=tuple(day.day for day in days),
        hours=tuple(opening(place.calendar, day.day) for day in days),
        makers=tuple(
            _maker(
                place,
                people.get(name) or Person(id=0, name=name, skills=()),
                [task for task in tasks if task.maker == name],
                days,
            )
            for name in sorted({*people, *(task.maker for task in tasks)})
        ),
    )


def _maker(place: Shop, who: Person, tasks: Sequence[Task], days: Sequence[Day]) -> MakerWeek:
    first = days[0].day
    line = line_of(place, who, first)
    last = line.at(datetime.combine(days[-1].day + timedelta(days=1), datetime.min.time()))
    own = own_days(place, who, first, len(days))
    return MakerWeek(
        name=who.name,
        pieces=tuple(piece for task in tasks for piece in _pieces(task, own)),
        taken=sum(min(line.at(task.end), last) - line.at(task.start) for task in tasks),
        minutes=last,
    )


def _pieces(task: Task, own: Sequence[OwnDay]) -> Iterator[Piece]:
    for day in own:
        for opens, closes in day.works:
            start, end = max(task.start, opens), min(task.end, closes)
            if start < end:
                yield Piece(task=task, start=start, end=end)
