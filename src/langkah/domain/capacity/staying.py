"""Whether a step can still be done where it is booked, by the floor and the routing of now."""

from __future__ import annotations

from datetime import datetime, timedelta

from langkah.domain.capacity.load import Load
from langkah.domain.capacity.lots import drying, minutes, takes, way
from langkah.domain.capacity.shop import Booking, Job, Person, Shop, opens

MINUTE = timedelta(minutes=1)


def can_stay(bare: Load, job: Job, before: Booking | None, one: Booking, now: datetime) -> bool:
    """Whether whoever has it can end it in its time; and begin it, unless it has begun by `now`.

    `before` is the booking of the step in front of it; somebody else's lot does not count. What is
    on its way to a partner has begun.
    """
    person = _who(bare.shop, one)
    if person is None or (person.partner and not _went_there(before, one, person)):
        return False
    line, clock = bare.lines[bare.shop.people.index(person)], bare.line.clock
    step = job.routing[one.step - 1]
    begin, end = line.since(clock(one.start)), line.since(clock(one.end))
    ends = (
        step.skill in person.skills
        and one.station == ("" if person.partner else step.station)
        and takes(person, one.pairs)
        and end - begin >= minutes(step, one.pairs, person)
        and line.clock_end(end) == clock(one.end)
    )
    leaves = one.start - way(person)[0] * MINUTE
    return ends and (
        leaves < now
        or (line.clock_begin(begin) == clock(one.start) and _begins(bare, job, before, one, leaves))
    )


def _begins(bare: Load, job: Job, before: Booking | None, one: Booking, leaves: datetime) -> bool:
    """Whether its lasts are those it needs, and its material and its lot there, and dry."""
    first = next((at for at, step in enumerate(job.routing, 1) if step.holds_last), 0)
    needs = job.last_family if one.step == first else ""
    if needs != (one.last_family if one.last_until else ""):
        return False
    if job.material_ready is not None and opens(job.material_ready) > leaves:
        return False
    return before is None or before.lot != one.lot or _goes_on(bare.shop, job, before) <= leaves


def _goes_on(shop: Shop, job: Job, one: Booking) -> datetime:
    """When the lot of a step may go on: back on the floor, and dry."""
    person = _who(shop, one)
    back = way(person)[1] if person else 0
    return one.end + (back + drying(job.routing[one.step - 1])) * MINUTE


def _who(shop: Shop, one: Booking) -> Person | None:
    return next((person for person in shop.people if person.id == one.person), None)


def _went_there(before: Booking | None, one: Booking, partner: Person) -> bool:
    """Whether a step is booked as a partner does it: on no station of ours, after the way there."""
    if one.station:
        return False
    leaves = one.start - way(partner)[0] * MINUTE
    return before is None or before.lot != one.lot or before.end <= leaves
