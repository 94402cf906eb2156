"""What the plan board shows: blocks of lots, bars of the weeks, and the form of a move."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django import forms
from django.utils.translation import gettext as _

from langkah.apps.production.committed import Committed
from langkah.apps.production.lotboard import Line, Place
from langkah.apps.production.moving import Spot
from langkah.apps.production.queries import Task
from langkah.apps.workshop import words
from langkah.domain.calendar import opening
from langkah.domain.capacity.weeks import WeekLoad
from langkah.web.production.board import hours_of

AHEAD = 21
HOUR = 60
FULL = 100


@dataclass(frozen=True, slots=True)
class LotBlock:
    """A step of a lot on one day: `kind` is "held" for a quote, "bad" for an order that is late."""

    booking: int
    code: str
    when: str
    kind: str
    begun: bool
    task: Task


@dataclass(frozen=True, slots=True)
class Cell:
    """A day of a maker."""

    day: date
    name: str
    closed: str
    blocks: tuple[LotBlock, ...]


@dataclass(frozen=True, slots=True)
class BoardRow:
    """A maker and her week."""

    maker: int
    name: str
    cells: tuple[Cell, ...]


def board_rows(lines: Sequence[Line], now: datetime, late: set[int]) -> tuple[BoardRow, ...]:
    """The rows of the board."""
    return tuple(
        BoardRow(line.maker, line.name, tuple(_cell(place, now, late) for place in line.places))
        for line in lines
    )


def _cell(place: Place, now: datetime, late: set[int]) -> Cell:
    return Cell(
        day=place.day,
        name=words.weekday(place.day),
        closed=place.closed,
        blocks=tuple(_block(task, place.day, now, late) for task in place.tasks),
    )


def _block(task: Task, day: date, now: datetime, late: set[int]) -> LotBlock:
    kind = "held" if task.held else "bad" if task.order in late else "note"
    code = f"O{task.order_number}" if task.order else f"Q{task.quote_number}"
    return LotBlock(task.booking, code, hours_of(task, day), kind, task.start < now, task)


@dataclass(frozen=True, slots=True)
class LoadBar:
    """One week of a station or of everybody, as a bar with its figures."""

    week: str
    percent: int
    width: str
    kind: str
    hours: str


@dataclass(frozen=True, slots=True)
class LoadRow:
    """A station, or everybody, over the weeks."""

    name: str
    bars: tuple[LoadBar, ...]


def load_rows(loads: Sequence[WeekLoad]) -> tuple[LoadRow, ...]:
    """Everybody first, then the stations."""
    return tuple(
        LoadRow(
            name=f"{one.name} ({one.count}×)" if one.name else _("Everybody together"),
            bars=tuple(_bars(one)),
        )
        for one in loads
    )


def _bars(load: WeekLoad) -> Iterator[LoadBar]:
    for week in load.weeks:
        if not week.minutes:
            yield LoadBar(words.day(week.monday), FULL, "100", "off", _("closed"))
            continue
        taken, there = round(week.taken / HOUR), round(week.minutes / HOUR)
        yield LoadBar(
            week=words.day(week.monday),
            percent=week.percent,
            width=str(min(FULL, week.percent)),
            kind="bad" if week.percent >= FULL else "note",
            hours=_("%(taken)s of %(hours)s hours")
            % {"taken": words.number(taken), "hours": words.number(there)},
        )


class MoveForm(forms.Form):
    """Who and on which day; only makers who can do it, only days on which somebody works."""

    def __init__(self, spot: Spot, plan: Committed, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields = {
            "maker": forms.TypedChoiceField(
                label=_("Maker"),
                coerce=int,
                choices=[(one.id, one.name) for one in spot.people],
                initial=spot.row.person,
            ),
            "day": forms.TypedChoiceField(
                label=_("Day"),
                coerce=date.fromisoformat,
                choices=[(str(day), words.weekday(day)) for day in _days(spot, plan)],
                initial=str(spot.row.start.date()),
            ),
        }

    def maker(self) -> int:
        """The maker chosen."""
        return int(self.cleaned_data["maker"])

    def day(self) -> date:
        """The day chosen."""
        found: date = self.cleaned_data["day"]
        return found


def _days(spot: Spot, plan: Committed) -> Iterator[date]:
    """Open days of the next three weeks, and three weeks around where it is."""
    today, there = plan.now.date(), spot.row.start.date()
    near = {today + timedelta(days=count) for count in range(AHEAD)}
    around = {there + timedelta(days=count - AHEAD // 2) for count in range(AHEAD)}
    overtime = {one.start.date() for each in spot.people for one in each.overtime}
    for day in sorted(near | around):
        if day >= today and (opening(plan.shop.calendar, day) or day in overtime or day == there):
            yield day
