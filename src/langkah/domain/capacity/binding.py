"""What an order waits for: read off the lot that is finished last, from its first step on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from langkah.domain.calendar import Span, openings
from langkah.domain.capacity.decoder import Placed, Slot
from langkah.domain.capacity.load import Load
from langkah.domain.capacity.shop import Job, Operation, Person, Shop
from langkah.domain.reason import Reason, because

MINUTE = timedelta(minutes=1)


class Scarce(StrEnum):
    """What there can be too little of."""

    PEOPLE = "people"
    STATION = "station"
    LASTS = "lasts"


@dataclass(frozen=True, slots=True)
class Wait:
    """A step that could have begun at `since` and found nothing free until `until`."""

    what: Scarce
    name: str
    step: Operation
    since: datetime
    until: datetime

    @property
    def days(self) -> int:
        """Days of the calendar between."""
        return (self.until.date() - self.since.date()).days


def waits(load: Load, job: Job, last: Placed) -> tuple[Wait, ...]:
    """What the last lot of a job waited a day or more for, the longest first."""
    found = [wait for slot in last.slots for wait in _of_slot(load, job, slot)]
    if last.free > last.asked >= 0:
        step = job.routing[last.lot.held[0].number - 1]
        asked, free = load.line.moment(last.asked), load.line.moment(last.free)
        found.append(Wait(Scarce.LASTS, job.last_family, step, asked, free))
    return tuple(
        sorted((wait for wait in found if wait.days > 0), key=lambda wait: wait.since - wait.until)
    )


def _of_slot(load: Load, job: Job, slot: Slot) -> Iterator[Wait]:
    step = job.routing[slot.step.number - 1]
    line, moment = load.lines[slot.person], load.line.moment
    for what, name, since, until in (
        (Scarce.PEOPLE, step.skill, slot.own_ready, slot.own_free),
        (Scarce.STATION, step.station, slot.own_free, slot.own_begin),
    ):
        if since < until:
            begin, end = line.clock_begin(since), line.clock_begin(until)
            yield Wait(what, name, step, moment(begin), moment(end))


def told(wait: Wait, shop: Shop) -> Reason:
    """A wait as a sentence."""
    day = wait.until.date()
    if wait.what is Scarce.LASTS:
        return because(
            "“{step}” waits until {day} for a free set of {family} lasts.",
            step=wait.step.name,
            day=day,
            family=wait.name,
        )
    if wait.what is Scarce.STATION:
        back = _works_again(wait, shop)
        if back:
            return because(
                "“{step}” waits until {day}; every {station} is broken until {back}.",
                step=wait.step.name,
                day=day,
                station=wait.name,
                back=back,
            )
        return because(
            "“{step}” waits until {day} for a free {station}.",
            step=wait.step.name,
            day=day,
            station=wait.name,
        )
    fit = [person for person in shop.people if wait.name in person.skills]
    if len(fit) == 1:
        return because(
            "“{step}” waits until {day} for {person}, who alone can do it.",
            step=wait.step.name,
            day=day,
            person=fit[0].name,
        )
    return because(
        "“{step}” waits until {day}: all {count} people who can do it are busy.",
        step=wait.step.name,
        day=day,
        count=len(fit),
    )


def _works_again(wait: Wait, shop: Shop) -> date | None:
    """The last day on which all machines waited for are broken; None where one works all along."""
    for kind in (one for one in shop.stations if one.name == wait.name):
        begins = (one.start for one in kind.out if wait.since <= one.start < wait.until)
        for moment in sorted({wait.since, *begins}):
            broken = [one.end for one in kind.out if one.start <= moment < one.end]
            if len(broken) >= kind.count > 0:
                return (sorted(broken)[len(broken) - kind.count] - MINUTE).date()
    return None


def one_more(wait: Wait, shop: Shop) -> tuple[Reason, Shop]:
    """The floor with one more of what was waited for, and its name."""
    if wait.what is Scarce.LASTS:
        lasts = tuple(
            replace(one, count=one.count + (one.family == wait.name)) for one in shop.lasts
        )
        what = because("one more set of {family} lasts", family=wait.name)
        return what, replace(shop, lasts=lasts)
    if wait.what is Scarce.STATION:
        stations = tuple(
            replace(one, count=one.count + (one.name == wait.name)) for one in shop.stations
        )
        return because("one more {station}", station=wait.name), replace(shop, stations=stations)
    helper = Person(id=-1, name="", skills=(wait.name,))
    what = because("one more person for {skill}", skill=wait.name)
    return what, replace(shop, people=(*shop.people, helper))


OVERTIME_HOURS = 2


def overtime(wait: Wait, shop: Shop, first: date, last: date) -> tuple[Reason, Shop]:
    """The floor with two hours more on each working day for whoever was waited for."""
    spans = tuple(
        Span(start=closes, end=closes + timedelta(hours=OVERTIME_HOURS))
        for _, closes in openings(shop.calendar, first, last)
    )
    people = tuple(
        replace(one, overtime=one.overtime + spans)
        if wait.name in one.skills and one.partner is None
        else one
        for one in shop.people
    )
    what = because(
        "{hours} hours of overtime a day for {skill}", hours=OVERTIME_HOURS, skill=wait.name
    )
    return what, replace(shop, people=people)
