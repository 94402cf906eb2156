"""A week of the plan person by person: when each works, and how much of her time is taken."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from langkah.apps.production.queries import Day, Task
from langkah.apps.workshop.models import Workshop
from langkah.apps.workshop.queries import work_calendar
from langkah.apps.workshop.queries.floor import makers
from langkah.domain.calendar import WorkCalendar, opening, work_line


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
    """The days of `plan_days` person by person; None while nobody works here. Five queries."""
    names = [row.name for row in makers(workshop) if row.active]
    calendar = work_calendar(workshop, days[0].day)
    if not names or not calendar.hours:
        return None
    tasks = dict.fromkeys(task for day in days for task in day.tasks)
    return Week(
        days=tuple(day.day for day in days),
        hours=tuple(opening(calendar, day.day) for day in days),
        makers=tuple(
            _maker(name, [task for task in tasks if task.maker == name], calendar, days)
            for name in sorted({*names, *(task.maker for task in tasks)})
        ),
    )


def _maker(
    name: str, tasks: Sequence[Task], calendar: WorkCalendar, days: Sequence[Day]
) -> MakerWeek:
    first = days[0].day
    line = work_line(calendar, first)
    last = line.at(datetime.combine(days[-1].day + timedelta(days=1), datetime.min.time()))
    return MakerWeek(
        name=name,
        pieces=tuple(piece for task in tasks for piece in _pieces(task, calendar, days)),
        taken=sum(min(line.at(task.end), last) - line.at(task.start) for task in tasks),
        minutes=last,
    )


def _pieces(task: Task, calendar: WorkCalendar, days: Sequence[Day]) -> Iterator[Piece]:
    for day in days:
        hours = opening(calendar, day.day)
        if hours is None:
            continue
        start, end = max(task.start, hours[0]), min(task.end, hours[1])
        if start < end:
            yield Piece(task=task, start=start, end=end)
