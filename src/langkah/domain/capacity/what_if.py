"""What if somebody were hired, were away, worked longer, or a partner helped?

What is answered here is what is written down when it is taken: the plan on the changed floor,
around what has begun.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from enum import StrEnum

from langkah.domain.calendar import ClosedDay, Span, WorkCalendar, opening
from langkah.domain.capacity.change import Effect, PlanChange, violations
from langkah.domain.capacity.decoder import place
from langkah.domain.capacity.disruption import RepairCase
from langkah.domain.capacity.ready import Ready
from langkah.domain.capacity.repair import BrokenPromise, RepairAnswer, repair
from langkah.domain.capacity.shop import Booking, Partner, Person, Shop
from langkah.domain.capacity.spots import spot
from langkah.domain.capacity.standing import Commitment, Standing
from langkah.domain.reason import Refusal, because

NEW = -1
# Lots placed for a plan that is looked at before it is written down: a second at most.
EFFORT = 3000
DAY_HOURS = 24


class Manner(StrEnum):
    """How the plan is made on the changed floor."""

    KEEP = "to be written down: every step stays that still can"
    MEND = "to be written down: others make room, so that fewer promises break"
    FORWARD = "to be written down: whoever can comes forward, nobody becomes later"


MENDED = (Manner.MEND, Manner.FORWARD)


@dataclass(frozen=True, slots=True, kw_only=True)
class WhatIfCase:
    """The floor as it is, and as it would be (`changed`).

    `booked` is the whole plan, with the finished steps of every commitment; `now` is naive local.
    The days told are those of the plan, whatever they are due to.
    """

    shop: Shop
    changed: Shop
    commitments: tuple[Commitment, ...]
    booked: tuple[Booking, ...]
    now: datetime
    manner: Manner = Manner.FORWARD


@dataclass(frozen=True, slots=True, kw_only=True)
class WhatIfAnswer:
    """The day of every commitment planned now and then.

    `plan` is the whole plan as it would be then. `told` says of promises missed then why, and what
    would save them, where others made room; it is empty where nobody was asked to.
    """

    days: tuple[Effect, ...]
    plan: tuple[Booking, ...]
    told: tuple[BrokenPromise, ...] = ()

    @property
    def broken(self) -> tuple[Effect, ...]:
        """Promises that would be missed, or missed by more."""
        return tuple(one for one in self.days if one.breaks)


def what_if(case: WhatIfCase) -> WhatIfAnswer:
    """The answer. Raises Refusal for a floor on which something cannot be made at all."""
    found = _repaired(case) if case.manner in MENDED else None
    then = _mended(case, found) if found else _kept(case)
    _check(case, then)
    jobs = tuple(one.job for one in case.commitments)
    before = Ready(case.shop, jobs).days(case.booked)
    after = Ready(case.changed, jobs).days(then)
    days = tuple(
        Effect(job=name, before=before[name], after=after[name], promised=one.promised)
        for one in case.commitments
        if (name := one.job.id) in before
    )
    return WhatIfAnswer(days=days, plan=then, told=found.broken if found else ())


def _repaired(case: WhatIfCase) -> RepairAnswer:
    """The plan repaired like after a disruption; also what begins next may move."""
    return repair(
        RepairCase(
            shop=case.changed,
            commitments=case.commitments,
            booked=case.booked,
            now=case.now,
            freed=case.manner is Manner.FORWARD,
            frozen_shifts=0,
            effort=EFFORT,
        )
    )


def _mended(case: WhatIfCase, found: RepairAnswer) -> tuple[Booking, ...]:
    """The whole plan with what was repaired in its place."""
    changed = {spot(one): one for one in found.bookings}
    return tuple(changed.get(spot(one), one) for one in case.booked)


def _kept(case: WhatIfCase) -> tuple[Booking, ...]:
    """Every step stays that still can; others take the first gaps, as they begin now.

    Raises Refusal for a step nobody can do.
    """
    until = max((one.end for one in case.booked), default=case.now)
    floor = Standing(case.changed, case.commitments, case.booked, case.now, until)
    placed = [place(floor.load, lot) for lot in floor.lots]
    return tuple(floor.whole((), [*floor.begun, *placed]))


def _check(case: WhatIfCase, then: tuple[Booking, ...]) -> None:
    """The independent look; promises may break, the rules of the floor may not."""
    change = PlanChange(
        shop=case.changed,
        commitments=tuple(replace(one, promised=None) for one in case.commitments),
        before=case.booked,
        after=then,
        now=case.now,
    )
    known = set(violations(replace(change, after=case.booked, commitments=case.commitments)))
    if any(one not in known for one in violations(change)):
        raise Refusal(
            because(
                "This cannot be worked out: the plan as it is does not fit how things are made or "
                "who works here now. Plan the orders again first."
            )
        )


def hired(shop: Shop, skill: str, speed: Decimal = Decimal(1)) -> Shop:
    """The floor with one person more who can do this."""
    return replace(
        shop, people=(*shop.people, Person(id=NEW, name="", skills=(skill,), speed=speed))
    )


def with_partner(shop: Shop, skill: str, *, hours: Decimal, least: int = 1) -> Shop:
    """The floor with a partner workshop for this, so many hours of the clock away."""
    partner = Partner(there_hours=hours, back_hours=hours, least_pairs=least)
    helper = Person(id=NEW, name="", skills=(skill,), partner=partner)
    return replace(shop, people=(*shop.people, helper))


def after_hours(calendar: WorkCalendar, hours: int, now: datetime, days: int) -> tuple[Span, ...]:
    """So many hours after closing on each working day from today on, as far as they lie ahead."""
    spans = []
    for count in range(days):
        open_hours = opening(calendar, now.date() + timedelta(days=count))
        if open_hours is not None:
            midnight = datetime.combine(open_hours[1].date(), time.min) + timedelta(hours=DAY_HOURS)
            end = min(open_hours[1] + timedelta(hours=hours), midnight)
            if open_hours[1] < end and end > now:
                spans.append(Span(start=open_hours[1], end=end))
    return tuple(spans)


def with_leave(shop: Shop, person: int, spans: tuple[Span, ...]) -> Shop:
    """The floor without one person in these spans."""
    return replace(
        shop,
        people=tuple(
            replace(one, away=(*one.away, *spans)) if one.id == person else one
            for one in shop.people
        ),
    )


def with_longer(shop: Shop, person: int, spans: tuple[Span, ...]) -> Shop:
    """The floor with one person who also works in these spans."""
    return replace(
        shop,
        people=tuple(
            replace(one, overtime=(*one.overtime, *spans)) if one.id == person else one
            for one in shop.people
        ),
    )


def with_rest(shop: Shop, first: date, last: date, reason: str = "") -> Shop:
    """The floor closed from `first` to `last`."""
    known = {one.day for one in shop.calendar.closed}
    days = (first + timedelta(days=count) for count in range((last - first).days + 1))
    more = tuple(ClosedDay(day=day, reason=reason) for day in days if day not in known)
    closed = tuple(sorted((*shop.calendar.closed, *more), key=lambda one: one.day))
    return replace(shop, calendar=replace(shop.calendar, closed=closed))


def with_rest_hours(shop: Shop, spans: tuple[Span, ...]) -> Shop:
    """The floor at rest in these hours as well."""
    calendar = shop.calendar
    return replace(shop, calendar=replace(calendar, rest=(*calendar.rest, *spans)))
