"""Can it be earlier? Inside the slack of others first; in front of them only by name. Reads."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from fractions import Fraction
from typing import Any

from langkah.apps.production.committed import Committed, Owed
from langkah.apps.production.errors import unproven
from langkah.apps.production.moving import sign
from langkah.domain.capacity import (
    Booking,
    Commitment,
    EarlierAnswer,
    EarlierCase,
    Job,
    Lever,
    PromiseCase,
    RepairCase,
    Slack,
    earlier,
    promise,
)
from langkah.domain.capacity.chance import ChanceCase, kept
from langkah.domain.capacity.change import Effect, PlanChange, problems
from langkah.domain.capacity.disruption import frozen_until
from langkah.domain.capacity.in_front import InFront, in_front
from langkah.domain.capacity.spots import spot
from langkah.domain.reason import Reason, Refusal

# Lots placed while somebody waits: two or three seconds on a small computer, the same everywhere.
EFFORT = 12_000
# Of a plan that breaks promises the search costs more for each lot.
FRONT_EFFORT = 3_000
# Steps lived through to tell how surely a promise still holds.
PATIENCE = 400_000
FEWEST, USUAL = 40, 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Gives:
    """An order whose day changes inside its slack.

    Its promise holds in `sure_before` of a hundred cases by the plan as it is, in `sure_after` by
    the new one.
    """

    owed: Owed
    slack: Slack
    sure_before: int
    sure_after: int

    @property
    def days(self) -> int:
        """Days of slack that it gives; below zero: it gains."""
        return self.slack.before - self.slack.after


@dataclass(frozen=True, slots=True, kw_only=True)
class Sooner:
    """The answer inside the slack of others.

    `booked` is the whole plan of all others as it would be then, `mine` what was asked for. Without
    a gain `why` says what binds, and `levers` what would help instead, the most useful first.
    """

    floor: Committed
    jobs: tuple[Job, ...]
    found: EarlierAnswer
    booked: tuple[Booking, ...]
    mine: tuple[Booking, ...]
    moved: tuple[Gives, ...]
    why: tuple[Reason, ...] = ()
    levers: tuple[Lever, ...] = ()

    @property
    def gives(self) -> tuple[Gives, ...]:
        """Who gives days, most first."""
        return tuple(one for one in self.moved if one.days > 0)

    @property
    def gains(self) -> tuple[Gives, ...]:
        """Who is ready earlier by it."""
        return tuple(one for one in self.moved if one.days < 0)

    @property
    def changed(self) -> tuple[Booking, ...]:
        """Bookings of others that go elsewhere, as they would be then."""
        old = set(self.floor.booked)
        return tuple(one for one in self.booked if one not in old)

    @property
    def sign(self) -> str:
        """The same for the same plan only."""
        return sign((*self.booked, *self.mine))


@dataclass(frozen=True, slots=True, kw_only=True)
class Front:
    """The answer in front of others: whose day changes, promises that break first.

    `than` is the day inside the slack of others.
    """

    found: InFront
    than: date
    effects: tuple[tuple[Owed, Effect], ...]

    @property
    def days(self) -> int:
        """Days earlier than inside the slack of others."""
        return (self.than - self.found.ready).days

    @property
    def broken(self) -> tuple[tuple[Owed, Effect], ...]:
        """Promises that would break, by name."""
        return tuple(pair for pair in self.effects if pair[1].breaks)

    @property
    def kept(self) -> tuple[tuple[Owed, Effect], ...]:
        """Whose day changes and whose promise holds."""
        return tuple(pair for pair in self.effects if not pair[1].breaks)

    @property
    def sign(self) -> str:
        """The same for the same plan only."""
        return sign(self.found.plan)


def without(plan: Committed, *, quote: int | None = None, order: int | None = None) -> Committed:
    """The same plan without what this quote or this order has in it."""
    gone = {
        one.job
        for one in plan.owed.values()
        if (quote is not None and one.quote == quote) or (order is not None and one.order == order)
    }
    return replace(
        plan,
        commitments=tuple(one for one in plan.commitments if one.job.id not in gone),
        booked=tuple(one for one in plan.booked if one.job not in gone),
    )


def within_slack(
    plan: Committed, jobs: tuple[Job, ...], answer_by: datetime | None = None
) -> Sooner:
    """The day of these jobs beside `plan`, with others moved inside their slack.

    The shift that runs, or the next one, stays as it is. Raises Refusal as a promise does.
    """
    found = earlier(_case(plan, jobs, answer_by, EFFORT))
    new = {job.id for job in jobs}
    then = {spot(one): one for one in found.bookings if one.job not in new}
    booked = tuple(then.get(spot(one), one) for one in plan.booked)
    mine = tuple(one for one in found.bookings if one.job in new)
    _prove(plan, jobs, booked, mine)
    sure = _sureness(plan, booked, found)
    moved = tuple(
        Gives(
            owed=plan.owed[one.job],
            slack=one,
            sure_before=sure[one.job][0],
            sure_after=sure[one.job][1],
        )
        for one in found.slack
    )
    return Sooner(
        floor=plan,
        jobs=jobs,
        found=found,
        booked=booked,
        mine=mine,
        moved=tuple(sorted(moved, key=lambda one: (-one.days, one.slack.after))),
        **({} if found.days else _why(plan, jobs, answer_by)),
    )


def _why(
    plan: Committed, jobs: tuple[Job, ...], answer_by: datetime | None
) -> dict[str, tuple[Any, ...]]:
    """What binds the day, and what one thing more would bring."""
    told = promise(
        PromiseCase(
            shop=plan.shop, jobs=jobs, now=plan.now, booked=plan.booked, answer_by=answer_by
        )
    )
    return {"why": told.binds, "levers": told.earlier}


def ahead_of(plan: Committed, jobs: tuple[Job, ...], than: date) -> Front | None:
    """These jobs in front of others, where that is earlier than this day; None where it is not."""
    try:
        found = in_front(_case(plan, jobs, None, FRONT_EFFORT))
    except Refusal:
        return None
    if found.ready >= than:
        return None
    effects = sorted(found.effects, key=lambda one: (not one.breaks, -one.late, -one.days))
    told = tuple((plan.owed[one.job], one) for one in effects)
    return Front(found=found, than=than, effects=told)


def _case(
    plan: Committed, jobs: tuple[Job, ...], answer_by: datetime | None, effort: int
) -> EarlierCase:
    soon = frozen_until(
        RepairCase(shop=plan.shop, commitments=(), booked=(), now=plan.now, frozen_shifts=1)
    )
    return EarlierCase(
        shop=plan.shop,
        jobs=jobs,
        now=plan.now,
        commitments=plan.commitments,
        booked=plan.booked,
        answer_by=answer_by,
        frozen_until=soon,
        effort=effort,
    )


def _prove(
    plan: Committed,
    jobs: tuple[Job, ...],
    booked: tuple[Booking, ...],
    mine: tuple[Booking, ...],
) -> None:
    """An independent look at the whole plan, every promise in it. Raises Refusal."""
    change = PlanChange(
        shop=plan.shop,
        commitments=(*plan.commitments, *(Commitment(job=job) for job in jobs)),
        before=plan.booked,
        after=(*booked, *mine),
        now=plan.now,
    )
    if problems(change):
        raise unproven()


def _sureness(
    plan: Committed, booked: tuple[Booking, ...], found: EarlierAnswer
) -> dict[str, tuple[int, int]]:
    """Of a hundred cases, in how many each promise that moves holds now, and then."""
    days = {one.job: one.promised for one in found.slack}
    if not days:
        return {}
    lives = min(USUAL, max(FEWEST, PATIENCE // max(1, len(booked)) // 2 * 2))
    case = ChanceCase(
        shop=plan.shop,
        bookings=plan.booked,
        now=plan.now,
        jobs=tuple(one.job for one in plan.commitments),
        replications=lives,
        only=tuple(days),
    )
    now, then = kept(case, days), kept(replace(case, bookings=booked), days)
    return {job: (_percent(now.get(job)), _percent(then.get(job))) for job in days}


def _percent(share: Fraction | None) -> int:
    return round(100 * share) if share is not None else 100
