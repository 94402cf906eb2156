"""What the plan's screens draw: spans of orders, tabs of days, tasks of each maker."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from langkah.apps.production.queries import Day, PlannedOrder, Task
from langkah.apps.workshop import words
from langkah.web.ui.charts import Span, Timeline, timeline
from langkah.web.ui.frame import Tab

MOST = 12
FAR = timedelta(days=2 * 366)


def day_of(text: str, today: date) -> date:
    """The day that was asked for; today when it is none, or further off than anybody plans."""
    try:
        asked = date.fromisoformat(text)
    except ValueError:
        return today
    return asked if abs(asked - today) < FAR else today


@dataclass(frozen=True, slots=True)
class Turn:
    """A task on one day, with the time of that day it takes, in words."""

    when: str
    task: Task


@dataclass(frozen=True, slots=True)
class MakerDay:
    """What one maker does on a day."""

    maker: str
    turns: tuple[Turn, ...]


def by_maker(tasks: Sequence[Task], day: date) -> tuple[MakerDay, ...]:
    """The tasks of a day under the names of the makers, in the order of the first start."""
    names = dict.fromkeys(task.maker for task in tasks)
    turns = [(task.maker, Turn(hours_of(task, day), task)) for task in tasks]
    return tuple(
        MakerDay(name, tuple(turn for maker, turn in turns if maker == name)) for name in names
    )


def hours_of(task: Task, day: date) -> str:
    """The time of a day that a task takes, in words."""
    start, end = f"{task.start:%H.%M}", f"{task.end:%H.%M}"
    begun, ends = task.start.date() < day, task.end.date() == day
    if begun:
        return _("until %(end)s") % {"end": end} if ends else _("all day")
    return f"{start}–{end}" if ends else _("from %(start)s") % {"start": start}


def pages() -> list[Tab]:
    """The pages of the room, the first of them being the one they stand on."""
    names = (
        ("production:home", _("Orders")),
        ("production:board", _("Plan board")),
        ("production:risk", _("At risk")),
        ("production:what_if", _("What if")),
        ("production:calendar", _("Calendar")),
        ("production:calibration", _("Times measured")),
    )
    return [
        Tab(text=text, href=reverse(name), current=name == "production:home")
        for name, text in names
    ]


def day_tabs(days: Sequence[Day], chosen: date, today: date, home: str) -> list[Tab]:
    """A tab a day with the number of its tasks."""
    return [
        Tab(
            text=_("Today") if one.day == today else words.weekday(one.day),
            href=f"{home}?day={one.day}#day",
            current=one.day == chosen,
            count=len(one.tasks),
        )
        for one in days
    ]


def drawn(orders: Sequence[PlannedOrder], today: date) -> Timeline:
    """The orders ahead as spans; an order that ends after its promise is drawn as a problem."""
    spans = [
        Span(
            name=f"{one.number} · {one.buyer}",
            first=max(one.start.date(), today),
            last=one.end.date(),
            kind="bad" if one.late_days else "good",
            text=_("ready %(day)s") % {"day": words.day(one.end.date())},
        )
        for one in orders[:MOST]
    ]
    return timeline(_("Orders ahead"), spans, [(today, _("Today"))])


def steps_drawn(tasks: Sequence[Task], title: str, promised: date | None) -> Timeline:
    """The operations of an order over the days."""
    names = dict.fromkeys((task.title, task.operation) for task in tasks)
    spans = []
    for product, operation in names:
        mine = [task for task in tasks if (task.title, task.operation) == (product, operation)]
        spans.append(
            Span(
                name=f"{operation} · {product}",
                first=min(task.start for task in mine).date(),
                last=max(task.end for task in mine).date(),
            )
        )
    marks = [(promised, _("Promised"))] if promised else []
    return timeline(title, spans, marks)
