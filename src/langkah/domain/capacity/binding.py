"""What an order waits for: read off the lot that is finished last, from its first step on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from langkah.domain.calendar import WorkLine
from langkah.domain.capacity.schedule import Slot
from langkah.domain.capacity.shop import Job, LastSets, Operation, Person, Shop, Stations
from langkah.domain.reason import Reason, because


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


def waits(line: WorkLine, job: Job, slots: list[Slot]) -> tuple[Wait, ...]:
    """What the last lot of a job waited a day or more for, the longest first."""
    last = max(slots, key=lambda slot: slot.end).lot
    found = [
        wait
        for slot in slots
        if slot.lot == last
        for wait in _of_slot(line, job, slot)
        if wait.days > 0
    ]
    return tuple(sorted(found, key=lambda wait: wait.since - wait.until))


def _of_slot(line: WorkLine, job: Job, slot: Slot) -> Iterator[Wait]:
    step = job.routing[slot.step - 1]
    for what, name, since, until in (
        (Scarce.LASTS, job.last_family, slot.ready, slot.last),
        (Scarce.PEOPLE, step.skill, slot.last, slot.own),
        (Scarce.STATION, step.station, slot.own, slot.start),
    ):
        if since < until:
            yield Wait(what, name, step, line.begin(since), line.begin(until))


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


def one_more(wait: Wait, shop: Shop) -> tuple[Reason, Shop]:
    """The floor with one more of what was waited for, and its name."""
    if wait.what is Scarce.LASTS:
        lasts = tuple(
            LastSets(family=one.family, count=one.count + (one.family == wait.name))
            for one in shop.lasts
        )
        what = because("one more set of {family} lasts", family=wait.name)
        return what, replace(shop, lasts=lasts)
    if wait.what is Scarce.STATION:
        stations = tuple(
            Stations(name=one.name, count=one.count + (one.name == wait.name))
            for one in shop.stations
        )
        return because("one more {station}", station=wait.name), replace(shop, stations=stations)
    helper = Person(id=-1, name="", skills=(wait.name,))
    what = because("one more person for {skill}", skill=wait.name)
    return what, replace(shop, people=(*shop.people, helper))
