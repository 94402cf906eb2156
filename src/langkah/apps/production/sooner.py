"""Can it be earlier? Inside the slack of others, every promise kept. Reads."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from langkah.apps.production.committed import Committed, Owed
from langkah.apps.production.errors import unproven
from langkah.apps.production.moving import sign
from langkah.apps.production.sureness import less_sure, sure_until, sureness
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
from langkah.domain.capacity.change import PlanChange, problems
from langkah.domain.capacity.disruption import frozen_until
from langkah.domain.capacity.ready import Ready
from langkah.domain.capacity.spots import spot
from langkah.domain.reason import Reason

# Lots placed in each of at most four searches while somebody waits: some seconds on a small
# computer, and the same answer on every one.
EFFORT = 5_000
# How often others are asked for days without giving up what makes them sure
SURE_TRIES = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Gives:
    """An order whose day changes inside its slack, or whose promise becomes less sure by it.

    Its promise holds in `sure_before` of a hundred cases by the plan as it is, in `sure_after` by
    the new one. It is `unsure` where that is less than was promised and clearly less than before.
    """

    owed: Owed
    slack: Slack
    sure_before: int
    sure_after: int
    unsure: bool

    @property
    def days(self) -> int:
        """Days of slack that it gives; below zero: it gains."""
        return self.slack.before - self.slack.after


@dataclass(frozen=True, slots=True, kw_only=True)
class Sooner:
    """The answer inside the slack of others.

    `booked` is the whole plan of all others as it would be then, `mine` what was asked for. All
    promises together have `spare_before` days to spare now, and `spare_after` then. Without
    a gain `why` says what binds, and `levers` what would help instead, the most useful first.
    """

    floor: Committed
    jobs: tuple[Job, ...]
    found: EarlierAnswer
    booked: tuple[Booking, ...]
    mine: tuple[Booking, ...]
    moved: tuple[Gives, ...]
    spare_before: int
    spare_after: int
    why: tuple[Reason, ...] = ()
    levers: tuple[Lever, ...] = ()

    @property
    def gives(self) -> tuple[Gives, ...]:
        """Who gives days or sureness: who becomes unsure first, then who gives most."""
        return tuple(one for one in self.moved if one.days > 0 or one.unsure)

    @property
    def unsure(self) -> tuple[Gives, ...]:
        """Whose promise holds by the plan only, and less surely than it was given."""
        return tuple(one for one in self.moved if one.unsure)

    @property
    def gains(self) -> tuple[Gives, ...]:
        """Who is ready earlier by it."""
        return tuple(one for one in self.moved if one.days < 0 and not one.unsure)

    @property
    def sign(self) -> str:
        """The same for the same plan only."""
        return sign((*self.booked, *self.mine))


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
    plan: Committed, jobs: tuple[Job, ...], percent: int, answer_by: datetime | None = None
) -> Sooner:
    """The day of these jobs beside `plan`, with others moved inside their slack.

    Others keep the days that make their promise as sure as it was given, `percent` of a hundred
    cases; who would lose that all the same is not moved later in the next search. The answer is the
    one that makes the fewest unsure. Only where nothing is gained so they give those days, too. The
    shift that runs, or the next one, stays as it is. Raises Refusal as a promise does.
    """
    case = earlier_case(plan, jobs, answer_by, EFFORT)
    limits = sure_until(plan, percent)
    found: list[Sooner] = []
    for _ in range(SURE_TRIES):
        found.append(_sooner(plan, replace(case, commitments=_held_to(plan, limits)), percent))
        if not found[-1].unsure:
            break
        limits |= {one.owed.job: date.min for one in found[-1].unsure}
    gained = [one for one in found if one.found.days]
    sooner = min(
        gained or [_sooner(plan, case, percent)],
        key=lambda one: (len(one.unsure), one.found.ready),
    )
    return sooner if sooner.found.days else _with_why(sooner, plan, answer_by)


def _held_to(plan: Committed, limits: Mapping[str, date]) -> tuple[Commitment, ...]:
    """The commitments with these days instead of their promises."""
    return tuple(
        replace(one, promised=limits.get(one.job.id, one.promised)) for one in plan.commitments
    )


def _sooner(plan: Committed, case: EarlierCase, percent: int) -> Sooner:
    """One answer inside these limits, looked at with the promises as they were given."""
    found = earlier(case)
    new = {job.id for job in case.jobs}
    then = {spot(one): one for one in found.bookings if one.job not in new}
    booked = tuple(then.get(spot(one), one) for one in plan.booked)
    mine = tuple(one for one in found.bookings if one.job in new)
    _prove(plan, case.jobs, booked, mine)
    slack = _slack(plan, booked)
    return Sooner(
        floor=plan,
        jobs=case.jobs,
        found=found,
        booked=booked,
        mine=mine,
        moved=_moved(plan, slack, sureness(plan, booked, mine, case.jobs), percent)
        if found.days
        else (),
        spare_before=sum(max(0, one.before) for one in slack),
        spare_after=sum(max(0, one.after) for one in slack),
    )


def _slack(plan: Committed, booked: tuple[Booking, ...]) -> tuple[Slack, ...]:
    """The days to spare of every promised order, by the plan as it is and by this one."""
    ready = Ready(plan.shop, (one.job for one in plan.commitments))
    before, after = ready.days(plan.booked), ready.days(booked)
    return tuple(
        Slack(
            job=one.job.id,
            promised=one.promised,
            ready=after[one.job.id],
            before=(one.promised - before[one.job.id]).days,
            after=(one.promised - after[one.job.id]).days,
        )
        for one in plan.commitments
        if one.promised and one.job.id in after
    )


def _moved(
    plan: Committed,
    slack: tuple[Slack, ...],
    sure: Mapping[str, tuple[int, int]],
    percent: int,
) -> tuple[Gives, ...]:
    rows = (
        Gives(
            owed=plan.owed[one.job],
            slack=one,
            sure_before=sure[one.job][0],
            sure_after=sure[one.job][1],
            unsure=less_sure(*sure[one.job], percent),
        )
        for one in slack
    )
    told = (one for one in rows if one.days or one.unsure)
    return tuple(sorted(told, key=lambda one: (not one.unsure, -one.days, one.slack.after)))


def _with_why(sooner: Sooner, plan: Committed, answer_by: datetime | None) -> Sooner:
    """The same with what binds the day, and what one thing more would bring."""
    told = promise(
        PromiseCase(
            shop=plan.shop,
            jobs=sooner.jobs,
            now=plan.now,
            booked=plan.booked,
            answer_by=answer_by,
        )
    )
    return replace(sooner, why=told.binds, levers=told.earlier)


def earlier_case(
    plan: Committed, jobs: tuple[Job, ...], answer_by: datetime | None, effort: int
) -> EarlierCase:
    """These jobs beside the plan of all others; the shift that runs, or the next, stays."""
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
