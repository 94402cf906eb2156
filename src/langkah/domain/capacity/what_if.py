"""What if somebody were hired, worked longer, a partner helped, or an order had to go first?

The plan is made anew on the changed floor, lots in the order they have now, around what has begun.
Nothing here is written down; it is a question.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from enum import StrEnum

from langkah.domain.calendar import ClosedDay, Span, opening
from langkah.domain.capacity.change import Effect, PlanChange, violations
from langkah.domain.capacity.decoder import place
from langkah.domain.capacity.disruption import RepairCase
from langkah.domain.capacity.promise import PromiseCase, promise
from langkah.domain.capacity.ready import Ready
from langkah.domain.capacity.repair import BrokenPromise, RepairAnswer, repair
from langkah.domain.capacity.shop import Booking, Job, Partner, Person, Shop
from langkah.domain.capacity.spots import spot
from langkah.domain.capacity.standing import Commitment, Standing
from langkah.domain.reason import Refusal, because

NEW = -1
# Lots placed for a plan that is looked at before it is written down: a second at most.
EFFORT = 3000
DAY_HOURS = 24


class Manner(StrEnum):
    """How the plan is made on the changed floor."""

    COMPARE = "only asked: made anew, and what making it anew would win by itself is not told"
    KEEP = "to be written down: every step stays that still can"
    MEND = "to be written down: others make room, so that fewer promises break"
    FORWARD = "to be written down: whoever can comes forward, nobody becomes later"


MENDED = (Manner.MEND, Manner.FORWARD)


@dataclass(frozen=True, slots=True, kw_only=True)
class WhatIfCase:
    """The floor as it is, as it would be (`changed`), and an order that would go first, if any.

    `booked` is the whole plan, with the finished steps of every commitment; `now` is naive local.
    The days told of a plan that is to be written down are its own, whatever they are due to.
    """

    shop: Shop
    changed: Shop
    commitments: tuple[Commitment, ...]
    booked: tuple[Booking, ...]
    now: datetime
    rush: Job | None = None
    manner: Manner = Manner.COMPARE


@dataclass(frozen=True, slots=True, kw_only=True)
class WhatIfAnswer:
    """The day of every commitment planned now and then; `rush` in front, or with nobody moved.

    `plan` is the whole plan as it would be then. `told` says of promises missed then why, and what
    would save them, where others made room; it is empty where nobody was asked to.
    """

    days: tuple[Effect, ...]
    plan: tuple[Booking, ...]
    told: tuple[BrokenPromise, ...] = ()
    rush: date | None = None
    rush_behind: date | None = None

    @property
    def broken(self) -> tuple[Effect, ...]:
        """Promises that would be missed, or missed by more."""
        return tuple(one for one in self.days if one.breaks)


def what_if(case: WhatIfCase) -> WhatIfAnswer:
    """The answer. Raises Refusal for a floor on which something cannot be made at all.

    A day counts as changed only where the same plan made anew on the floor as it is would give
    another: what re-planning alone would win is not credited to the change.
    """
    rush = () if case.rush is None else (case.rush,)
    found = _repaired(case) if case.manner in MENDED else None
    then = _mended(case, found) if found else _anew(case, case.changed, rush)
    _check(case, then)
    jobs = (*(one.job for one in case.commitments), *rush)
    now, changed = Ready(case.shop, jobs), Ready(case.changed, jobs)
    before, after = now.days(case.booked), changed.days(then)
    anew = now.days(_anew(case, case.shop)) if case.manner is Manner.COMPARE else {}
    days = tuple(
        Effect(
            job=name,
            before=before[name],
            after=before[name] if after[name] == anew.get(name) else after[name],
            promised=one.promised,
        )
        for one in case.commitments
        if (name := one.job.id) in before
    )
    if case.rush is None:
        return WhatIfAnswer(days=days, plan=then, told=found.broken if found else ())
    behind = promise(
        PromiseCase(shop=case.changed, jobs=rush, now=case.now, booked=case.booked, explain=False)
    )
    return WhatIfAnswer(days=days, plan=then, rush=after[case.rush.id], rush_behind=behind.ready)


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


def _anew(case: WhatIfCase, shop: Shop, first: Sequence[Job] = ()) -> tuple[Booking, ...]:
    """Everything that may move placed anew: `first`, then lots in the order they begin now.

    Nobody is improved on purpose: what changes is due to the floor, or to those who go first.
    Raises Refusal for a step nobody can do.
    """
    keep = case.manner is Manner.KEEP
    until = max((one.end for one in case.booked), default=case.now) if keep else None
    floor = Standing(shop, case.commitments, case.booked, case.now, until)
    fresh = [
        lot for at, job in enumerate(first, len(floor.jobs)) for lot in floor.prepare.fresh(at, job)
    ]
    placed = [place(floor.load, lot) for lot in (*fresh, *floor.lots)]
    return tuple(floor.whole(first, [*floor.begun, *placed]))


def _check(case: WhatIfCase, then: tuple[Booking, ...]) -> None:
    """The independent look; promises may break, the rules of the floor may not."""
    more = () if case.rush is None else (Commitment(job=case.rush),)
    change = PlanChange(
        shop=case.changed,
        commitments=(*(replace(one, promised=None) for one in case.commitments), *more),
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


def with_overtime(shop: Shop, person: int, hours: int, first: date, days: int) -> Shop:
    """The floor with one person who stays `hours` longer on each working day of so many days."""
    spans = []
    for count in range(days):
        open_hours = opening(shop.calendar, first + timedelta(days=count))
        if open_hours is not None:
            midnight = datetime.combine(open_hours[1].date(), time.min) + timedelta(hours=DAY_HOURS)
            end = min(open_hours[1] + timedelta(hours=hours), midnight)
            spans.append(Span(start=open_hours[1], end=end))
    return with_longer(shop, person, tuple(spans))


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
