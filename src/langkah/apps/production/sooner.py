"""Can it be earlier? Inside the slack of others first; in front of them only by name. Reads."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from fractions import Fraction

from langkah.apps.production.committed import Committed, Owed
from langkah.apps.production.errors import unproven
from langkah.apps.production.moving import sign
from langkah.apps.production.promises import SHAKES
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
from langkah.domain.capacity.chance import ChanceCase, chance, kept
from langkah.domain.capacity.change import Effect, PlanChange, problems
from langkah.domain.capacity.disruption import frozen_until
from langkah.domain.capacity.in_front import InFront, first_of, in_front
from langkah.domain.capacity.ready import Ready
from langkah.domain.capacity.spots import spot
from langkah.domain.reason import Reason, Refusal

# Lots placed in each of at most four searches while somebody waits: some seconds on a small
# computer, and the same answer on every one.
EFFORT = 5_000
# Of a plan that breaks promises the search costs more for each lot.
FRONT_EFFORT = 3_000
# Steps lived through to tell how surely a promise still holds.
PATIENCE = 400_000
FEWEST, USUAL = 40, 200
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Front:
    """The answer in front of others: whose day changes, promises that break first.

    `than` is the day inside the slack of others. `unsure` are promises that hold by the plan, but
    less surely than they were given: of a hundred cases so many before, and so many then.
    """

    found: InFront
    than: date
    effects: tuple[tuple[Owed, Effect], ...]
    unsure: tuple[tuple[Owed, int, int], ...] = ()

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
    plan: Committed, jobs: tuple[Job, ...], percent: int, answer_by: datetime | None = None
) -> Sooner:
    """The day of these jobs beside `plan`, with others moved inside their slack.

    Others keep the days that make their promise as sure as it was given, `percent` of a hundred
    cases; who would lose that all the same is not moved later in the next search. The answer is the
    one that makes the fewest unsure. Only where nothing is gained so they give those days, too. The
    shift that runs, or the next one, stays as it is. Raises Refusal as a promise does.
    """
    case = _case(plan, jobs, answer_by, EFFORT)
    limits = _sure_until(plan, percent)
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


def _sure_until(plan: Committed, percent: int) -> dict[str, date]:
    """The last day each promised order may be planned for and still be as sure as it was given."""
    if not plan.booked:
        return {}
    found = chance(
        ChanceCase(
            shop=plan.shop,
            bookings=plan.booked,
            now=plan.now,
            jobs=tuple(one.job for one in plan.commitments),
            confidence=percent,
            replications=_lives(plan.booked),
        )
    )
    buffers = {one.job: one.buffer_days for one in found.likely}
    return {
        one.job.id: one.promised - timedelta(days=buffers[one.job.id])
        for one in plan.commitments
        if one.promised and one.job.id in buffers
    }


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
        moved=_moved(plan, slack, _sureness(plan, booked, mine, case.jobs), percent)
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
            unsure=_less_sure(*sure[one.job], percent),
        )
        for one in slack
    )
    told = (one for one in rows if one.days or one.unsure)
    return tuple(sorted(told, key=lambda one: (not one.unsure, -one.days, one.slack.after)))


def _less_sure(before: int, after: int, percent: int) -> bool:
    return after < min(before, percent) - SHAKES


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


def ahead_of(plan: Committed, jobs: tuple[Job, ...], percent: int, than: date) -> Front | None:
    """These jobs in front of others, where that is earlier than this day; None where it is not."""
    try:
        found = in_front(_case(plan, jobs, None, FRONT_EFFORT))
    except Refusal:
        return None
    return _front(plan, found, percent, than)


def first_of_begun(
    plan: Committed, mine: Collection[str], percent: int, than: date
) -> Front | None:
    """The same for what is left of an order that has begun."""
    try:
        found = first_of(_case(plan, (), None, FRONT_EFFORT), mine)
    except Refusal:
        return None
    others = tuple(one for one in plan.commitments if one.job.id not in mine)
    return _front(replace(plan, commitments=others), found, percent, than)


def _front(plan: Committed, found: InFront, percent: int, than: date) -> Front | None:
    if found.ready >= than:
        return None
    effects = sorted(found.effects, key=lambda one: (not one.breaks, -one.late, -one.days))
    broken = {one.job for one in found.broken}
    sure = _sureness(plan, found.plan, (), ())
    unsure = (
        (plan.owed[job], *pair)
        for job, pair in sure.items()
        if job not in broken and _less_sure(*pair, percent)
    )
    return Front(
        found=found,
        than=than,
        effects=tuple((plan.owed[one.job], one) for one in effects),
        unsure=tuple(sorted(unsure, key=lambda one: one[2])),
    )


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
    plan: Committed,
    booked: tuple[Booking, ...],
    mine: tuple[Booking, ...],
    jobs: tuple[Job, ...],
) -> dict[str, tuple[int, int]]:
    """Of a hundred cases, in how many each promise of the plan holds now, and then."""
    days = {one.job.id: one.promised for one in plan.commitments if one.promised}
    if not days or not plan.booked:
        return {}
    case = ChanceCase(
        shop=plan.shop,
        bookings=plan.booked,
        now=plan.now,
        jobs=tuple(one.job for one in plan.commitments),
        replications=_lives(booked),
    )
    then = replace(case, bookings=(*booked, *mine), jobs=(*case.jobs, *jobs))
    before, after = kept(case, days), kept(then, days)
    return {job: (_percent(before.get(job)), _percent(after.get(job))) for job in days}


def _lives(booked: tuple[Booking, ...]) -> int:
    return min(USUAL, max(FEWEST, PATIENCE // max(1, len(booked)) // 2 * 2))


def _percent(share: Fraction | None) -> int:
    return round(100 * share) if share is not None else 100
