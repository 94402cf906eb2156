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
from langkah.apps.production.queries import Day, Task
from langkah.apps.workshop import words
from langkah.domain.calendar import opening
from langkah.domain.capacity import Partner, Person
from langkah.domain.capacity.own_day import OwnDay
from langkah.domain.capacity.weeks import WeekLoad
from langkah.domain.product import plain
from langkah.web.production.board import hours_of

AHEAD = 21
HOUR = 60
FULL = 100


@dataclass(frozen=True, slots=True)
class LotBlock:
    """A step of a lot on one day: `kind` is "held" for a quote, "bad" for an order that is late.

    It is `done` where somebody noted it.
    """

    booking: int
    code: str
    when: str
    kind: str
    begun: bool
    done: bool
    task: Task

    @property
    def may_move(self) -> bool:
        """Whether it can be put elsewhere."""
        return not self.begun

    @property
    def may_be_noted(self) -> bool:
        """Whether it has begun, for an order, and nobody noted it as done."""
        return self.begun and not self.done and self.task.order is not None


@dataclass(frozen=True, slots=True)
class Cell:
    """A day of a maker; `hours` tells it where it is another than that of the floor."""

    day: date
    name: str
    closed: str
    blocks: tuple[LotBlock, ...]
    hours: str = ""

    @property
    def empty(self) -> bool:
        """Whether there is nothing to tell."""
        return not self.blocks and not self.hours


@dataclass(frozen=True, slots=True)
class BoardRow:
    """A maker and her week; `partner` tells the way to a workshop elsewhere."""

    maker: int
    name: str
    cells: tuple[Cell, ...]
    partner: str = ""

    @property
    def idle(self) -> bool:
        """Whether she is here all week and has nothing to do."""
        return all(cell.empty for cell in self.cells)

    @property
    def works_on(self) -> str:
        """The places of the days of which there is something to tell, as names of a style."""
        return " ".join(f"w{at}" for at, cell in enumerate(self.cells) if not cell.empty)


@dataclass(frozen=True, slots=True)
class DayChoice:
    """A day of the week that a phone shows alone, with how many lots it has; one is `chosen`."""

    name: str
    count: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class Known:
    """What the board knows beside the bookings: the time, late orders, and what is done."""

    now: datetime
    late: set[int | None]
    done: set[tuple[int, int, int]]


def board_rows(lines: Sequence[Line], known: Known) -> tuple[BoardRow, ...]:
    """The rows of the board."""
    return tuple(
        BoardRow(
            line.maker,
            line.name,
            tuple(_cell(place, known) for place in line.places),
            way_there(line.partner) if line.partner else "",
        )
        for line in lines
    )


def way_there(partner: Partner) -> str:
    """How far a partner workshop is, in words."""
    hours = {
        "there": words.number(plain(partner.there_hours)),
        "back": words.number(plain(partner.back_hours)),
    }
    return _("%(there)s hours there, %(back)s hours back") % hours


def day_choices(days: Sequence[Day], today: date) -> tuple[DayChoice, ...]:
    """Today is chosen; in another week its first day with work."""
    first = next((one.day for one in days if one.tasks), days[0].day)
    chosen = today if any(one.day == today for one in days) else first
    return tuple(
        DayChoice(
            name=_("Today") if one.day == today else _short(one.day),
            count=len(one.tasks),
            chosen=one.day == chosen,
        )
        for one in days
    )


def _short(day: date) -> str:
    """The weekday and the day of the month."""
    return " ".join(words.weekday(day).split()[:2])


def _cell(place: Place, known: Known) -> Cell:
    return Cell(
        day=place.day,
        name=words.weekday(place.day),
        closed=place.closed,
        blocks=tuple(_block(task, place.day, known) for task in place.tasks),
        hours="" if place.closed or place.own is None else own_hours(place.own),
    )


def own_hours(own: OwnDay) -> str:
    """A day of one's own in words: when she works, or why she is away."""
    if own.works:
        hours = ", ".join(f"{opens:%H.%M}–{closes:%H.%M}" for opens, closes in own.works)
        return _("Works %(hours)s") % {"hours": hours}
    if not own.own:
        return _("Closed")
    return _("On leave: %(reason)s") % {"reason": own.reason} if own.reason else _("On leave")


def _block(task: Task, day: date, known: Known) -> LotBlock:
    kind = "held" if task.held else "bad" if task.order in known.late else "note"
    code = f"O{task.order_number}" if task.order else f"Q{task.quote_number}"
    return LotBlock(
        booking=task.booking,
        code=code,
        when=hours_of(task, day),
        kind=kind,
        begun=(task.elsewhere.leaves if task.elsewhere else task.start) < known.now,
        done=(task.line, task.lot, task.step) in known.done and not task.held,
        task=task,
    )


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
                choices=[(one.id, _named(one)) for one in spot.people],
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


def _named(person: Person) -> str:
    """Her name; of a partner workshop also how far it is."""
    return f"{person.name} ({way_there(person.partner)})" if person.partner else person.name


def _days(spot: Spot, plan: Committed) -> Iterator[date]:
    """Open days of the next three weeks, and three weeks around where it is."""
    today, there = plan.now.date(), spot.row.start.date()
    near = {today + timedelta(days=count) for count in range(AHEAD)}
    around = {there + timedelta(days=count - AHEAD // 2) for count in range(AHEAD)}
    overtime = {one.start.date() for each in spot.people for one in each.overtime}
    own = [each.partner.calendar for each in spot.people if each.partner]
    calendars = [plan.shop.calendar, *(one for one in own if one)]
    for day in sorted(near | around):
        works = day in overtime or any(opening(one, day) for one in calendars)
        if day >= today and (works or day == there):
            yield day
