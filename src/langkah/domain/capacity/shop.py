"""The shop floor and what is to be made on it, as a plan sees them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from langkah.domain.calendar import Span, WorkCalendar
from langkah.domain.product import SizePairs

LOT_PAIRS = 24


@dataclass(frozen=True, slots=True, kw_only=True)
class SkillSpeed:
    """How long one person takes for one skill, as a share of the standard time."""

    skill: str
    speed: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Partner:
    """What sets a partner workshop apart: the way there and back, and the least it takes.

    Hours run on the clock. A lot of fewer than `least_pairs` is not sent. It works by its own
    `calendar` (None: that of the floor) at its own stations.
    """

    there_hours: Decimal = Decimal(0)
    back_hours: Decimal = Decimal(0)
    least_pairs: int = 1
    calendar: WorkCalendar | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A maker; `speed` multiplies standard minutes (1.2 takes a fifth longer).

    `speeds` name the skills in which she is slower or faster than usual for her. She works the
    hours of the floor without those `away` and with those of `overtime`. A `partner` is a workshop
    that does one lot at a time like a person, elsewhere.
    """

    id: int
    name: str
    skills: tuple[str, ...]
    speed: Decimal = Decimal(1)
    speeds: tuple[SkillSpeed, ...] = ()
    away: tuple[Span, ...] = ()
    overtime: tuple[Span, ...] = ()
    partner: Partner | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Stations:
    """How many of one kind of machine or bench there are; each span in `out` lacks one."""

    name: str
    count: int
    out: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LastSets:
    """How many sets of lasts of a family there are; one set serves one lot.

    `sizes` are pairs of lasts of each size, where somebody counted them: a size that is not among
    them, or with no pair, cannot be made. Nothing: every size is there.
    """

    family: str
    count: int
    # No plan hangs on them, only whether there is one: the proof of a plan tells them apart.
    sizes: tuple[SizePairs, ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shop:
    """Everything that can be short."""

    people: tuple[Person, ...]
    calendar: WorkCalendar
    stations: tuple[Stations, ...] = ()
    lasts: tuple[LastSets, ...] = ()
    lot_pairs: int = LOT_PAIRS


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """One step of a routing, for a maker of speed 1. None is unknown and stops the plan.

    `minutes_per_batch` are for setting up a lot. `drying_hours` run on the clock after the step. A
    lot holds its last from the first to the last step with `holds_last`, drying included. No
    station means that none is needed.
    """

    name: str
    skill: str
    station: str = ""
    minutes_per_pair: Decimal | None = None
    minutes_per_batch: Decimal | None = Decimal(0)
    drying_hours: Decimal = Decimal(0)
    holds_last: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """Pairs of one product for one order. `due` and `weight` order the plan, they promise nothing.

    `sizes` are those asked for, as the lasts are counted; nothing: still to be agreed.
    `weight` says how much a late day of it counts. `material_ready` is when the material lies in
    the workshop; None: it is there. A day is due at its end and ready at its beginning.
    Nothing begins before `not_before` (naive local): until then the buyer of a held quote may
    answer, and nobody makes pairs that nobody has ordered. None: it is ordered.
    """

    id: str
    pairs: int
    routing: tuple[Operation, ...]
    title: str = ""
    last_family: str = ""
    sizes: tuple[str, ...] = ()
    material_ready: date | datetime | None = None
    not_before: datetime | None = None
    due: date | datetime | None = None
    weight: Decimal = Decimal(1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Booking:
    """One step of one lot: who, where, when (naive local time).

    `last_until` is when its last is free again (only where one is held: on the first step that
    holds it). `lot` and `step` count from 1.
    """

    job: str
    lot: int
    step: int
    operation: str
    pairs: int
    person: int
    start: datetime
    end: datetime
    station: str = ""
    last_family: str = ""
    last_until: datetime | None = None


def speed_of(person: Person, skill: str) -> Decimal:
    """How long this person takes for this skill, as a share of the standard time."""
    return next((one.speed for one in person.speeds if one.skill == skill), person.speed)


def lots(pairs: int, most: int) -> tuple[int, ...]:
    """Equal lots of at most `most` pairs, larger ones first."""
    count = -(-pairs // most)
    small, more = divmod(pairs, count)
    return (small + 1,) * more + (small,) * (count - more)


def opens(day: date | datetime) -> datetime:
    """A moment as it is; a day from its first moment on."""
    return day if isinstance(day, datetime) else datetime.combine(day, time.min)


def closes(day: date | datetime) -> datetime:
    """A moment as it is; a day until its last moment."""
    if isinstance(day, datetime):
        return day
    return datetime.combine(day + timedelta(days=1), time.min)
