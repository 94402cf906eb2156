"""The day one more order can be ready, what binds it, and what would make it earlier.

The answer is a set of bookings in the gaps of what is promised already; nothing booked moves. What
binds is found by asking again with one more of each thing: whatever brings the day forward binds.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime

from langkah.domain.capacity.load import Load
from langkah.domain.capacity.schedule import Finish, cannot, finish, loaded, place
from langkah.domain.capacity.shop import Booking, Job, LastSets, Person, Shop, Stations
from langkah.domain.reason import Reason, Refusal, because


@dataclass(frozen=True, slots=True, kw_only=True)
class PromiseCase:
    """The jobs of one inquiry, asked at `now` (naive local time), around what is booked."""

    shop: Shop
    jobs: tuple[Job, ...]
    now: datetime
    booked: tuple[Booking, ...] = ()
    wish: date | None = None
    explain: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Lever:
    """One thing more, and the day it would make possible."""

    what: Reason
    ready: date
    days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PromiseAnswer:
    """The day on which everything is packed, and the bookings that make it true.

    `binds` says what the day waits for; `earlier` what would bring it forward, the most useful
    first. `keeps_wish` is None without a wish.
    """

    ready: date
    first_start: datetime
    bookings: tuple[Booking, ...]
    finishes: tuple[Finish, ...]
    binds: tuple[Reason, ...]
    earlier: tuple[Lever, ...]
    keeps_wish: bool | None


def promise(case: PromiseCase) -> PromiseAnswer:
    """The earliest day that can be kept. Raises Refusal naming every step it cannot place."""
    problems = [reason for job in case.jobs for reason in cannot(case.shop, job)]
    if not case.jobs:
        problems.append(because("There is nothing to plan. Add a product with pairs."))
    if problems:
        raise Refusal(*problems)
    load = loaded(case.shop, case.now, case.booked)
    bookings = _placed(case, load)
    ready = _ready(bookings)
    levers = _levers(case, load, ready) if case.explain else ()
    return PromiseAnswer(
        ready=ready,
        first_start=min(one.start for one in bookings),
        bookings=bookings,
        finishes=tuple(finish(job.id, bookings) for job in case.jobs),
        binds=_binds(case, bookings, levers),
        earlier=levers,
        keeps_wish=None if case.wish is None else ready <= case.wish,
    )


def _placed(case: PromiseCase, load: Load) -> tuple[Booking, ...]:
    """The bookings of all jobs on a copy of the load."""
    load = load.copy(case.shop)
    found: list[Booking] = []
    for job in case.jobs:
        found.extend(place(load, job, case.now))
    return tuple(found)


def _ready(bookings: tuple[Booking, ...]) -> date:
    return max(one.end for one in bookings).date()


def _levers(case: PromiseCase, load: Load, ready: date) -> tuple[Lever, ...]:
    found = []
    for what, changed in _relaxed(case):
        then = _ready(_placed(changed, load))
        if then < ready:
            found.append(Lever(what=what, ready=then, days=(ready - then).days))
    return tuple(sorted(found, key=lambda lever: -lever.days))


def _relaxed(case: PromiseCase) -> Iterator[tuple[Reason, PromiseCase]]:
    """The same question with one thing more of each kind the jobs use."""
    shop = case.shop
    steps = [step for job in case.jobs for step in job.routing]
    for skill in dict.fromkeys(step.skill for step in steps):
        helper = Person(id=-1, name="", skills=(skill,))
        more = replace(shop, people=(*shop.people, helper))
        yield because("one more person for {skill}", skill=skill), replace(case, shop=more)
    for name in dict.fromkeys(step.station for step in steps if step.station):
        stations = tuple(
            Stations(name=one.name, count=one.count + 1) if one.name == name else one
            for one in shop.stations
        )
        yield (
            because("one more {station}", station=name),
            replace(case, shop=replace(shop, stations=stations)),
        )
    for family in dict.fromkeys(job.last_family for job in case.jobs if job.last_family):
        lasts = tuple(
            LastSets(family=one.family, count=one.count + 1) if one.family == family else one
            for one in shop.lasts
        )
        yield (
            because("one more set of {family} lasts", family=family),
            replace(case, shop=replace(shop, lasts=lasts)),
        )
    if any(job.material_ready for job in case.jobs):
        jobs = tuple(replace(job, material_ready=None) for job in case.jobs)
        yield because("the material in the house today"), replace(case, jobs=jobs)


def _binds(
    case: PromiseCase, bookings: tuple[Booking, ...], levers: tuple[Lever, ...]
) -> tuple[Reason, ...]:
    found = [
        because(
            "It waits for {what}; that would save {days} days.",
            what=lever.what,
            days=lever.days,
        )
        for lever in levers[:2]
    ]
    found.extend(_queue(case, bookings))
    if not found:
        found.append(_own_time(case, bookings))
    found.extend(_days_off(case, bookings))
    return tuple(found)


def _queue(case: PromiseCase, bookings: tuple[Booking, ...]) -> list[Reason]:
    """What is promised to others, and the day on an empty floor."""
    alone = _ready(_placed(case, loaded(case.shop, case.now, ())))
    if alone >= _ready(bookings):
        return []
    others = len({one.job for one in case.booked if one.end > case.now})
    return [
        because(
            "{count} jobs are promised already and stay where they are; alone it would be {day}.",
            count=others,
            day=alone,
        )
    ]


def _own_time(case: PromiseCase, bookings: tuple[Booking, ...]) -> Reason:
    drying = max(sum(step.drying_hours for step in job.routing) for job in case.jobs)
    start = min(one.start for one in bookings)
    days = (max(one.end for one in bookings) - start).days + 1
    return because(
        "The work itself takes {days} days, {hours} hours of them drying.",
        days=days,
        hours=drying,
    )


MANY = 2
NAMED = 3


def _days_off(case: PromiseCase, bookings: tuple[Booking, ...]) -> list[Reason]:
    ready = max(one.end for one in bookings).date()
    weekdays = {hours.weekday for hours in case.shop.calendar.hours}
    between = [
        one
        for one in case.shop.calendar.closed
        if case.now.date() <= one.day <= ready and one.day.weekday() in weekdays
    ]
    if len(between) < MANY:
        return [
            because("{day} is closed: {reason}.", day=one.day, reason=one.reason or "-")
            for one in between
        ]
    told = list(dict.fromkeys(one.reason for one in between if one.reason))
    names = ", ".join(told[:NAMED]) + (" …" if len(told) > NAMED else "")
    return [
        because(
            "{count} days in between are closed: {reasons}.",
            count=len(between),
            reasons=names or "-",
        )
    ]
