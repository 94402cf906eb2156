"""An order is put in front of others: as early as it can be, and which promises that breaks.

Only for a person who decides it, order by order, with the names in front of her; `earlier` asks
first what there is inside the slack of others.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date

from langkah.domain.capacity.change import Effect, PlanChange, effects, violations
from langkah.domain.capacity.decoder import place
from langkah.domain.capacity.disruption import RepairCase, Rush
from langkah.domain.capacity.earlier import EarlierCase
from langkah.domain.capacity.lots import Lot
from langkah.domain.capacity.patient import Patient
from langkah.domain.capacity.promise import PromiseCase, promise
from langkah.domain.capacity.ready import Ready
from langkah.domain.capacity.repair import repair
from langkah.domain.capacity.shop import Booking
from langkah.domain.capacity.spots import spot
from langkah.domain.capacity.standing import Commitment, Standing
from langkah.domain.reason import Refusal, because


@dataclass(frozen=True, slots=True, kw_only=True)
class InFront:
    """The order is ready on `ready`; `plan` is the whole plan with it.

    `effects` are the others whose day changes.
    """

    ready: date
    plan: tuple[Booking, ...]
    effects: tuple[Effect, ...]

    @property
    def broken(self) -> tuple[Effect, ...]:
        """Promises that would be missed, or missed by more."""
        return tuple(one for one in self.effects if one.breaks)


def in_front(case: EarlierCase) -> InFront:
    """The earliest of two plans: others make room by a repair, or all go behind in their row.

    The repair wishes for the day the new jobs would have alone on the floor, and breaks fewer
    promises for it. What begins before `frozen_until` stays in the other. Raises Refusal where
    neither can be made.
    """
    found: list[tuple[Booking, ...]] = []
    for plan in (_repaired, _behind):
        with suppress(Refusal):
            found.append(plan(case))
    if not found:
        raise Refusal(because("No plan was found with this order in front of the others."))
    judged = (_judged(case, plan) for plan in found)
    return min(judged, key=lambda one: (one.ready, sum(each.late for each in one.broken)))


def _repaired(case: EarlierCase) -> tuple[Booking, ...]:
    alone = promise(
        PromiseCase(shop=case.shop, jobs=case.jobs, now=case.now, booked=(), explain=False)
    )
    found = repair(
        RepairCase(
            shop=case.shop,
            commitments=case.commitments,
            booked=case.booked,
            now=case.now,
            rush=tuple(Rush(job=job, wish=alone.ready) for job in case.jobs),
            frozen_shifts=0,
            effort=case.effort,
            seed=case.seed,
        )
    )
    changed = {spot(one): one for one in found.bookings}
    old = {spot(one) for one in case.booked}
    return (
        *(changed.get(spot(one), one) for one in case.booked),
        *(one for at, one in changed.items() if at not in old),
    )


def _behind(case: EarlierCase) -> tuple[Booking, ...]:
    """The new jobs in the first gaps of what has begun, then the others as they begin now."""
    floor = Standing(case.shop, case.commitments, case.booked, case.now, case.frozen_until)
    fresh = [
        lot
        for at, job in enumerate(case.jobs, len(floor.jobs))
        for lot in floor.prepare.fresh(at, job, case.answer_by)
    ]
    return _made(case, floor, [*fresh, *floor.lots])


def first_of(case: EarlierCase, mine: Collection[str]) -> InFront:
    """What is left of these commitments in front of what is left of the others; no new jobs.

    For orders that have begun: what stands on its lasts goes on first, whoever it belongs to.
    Raises Refusal where that plan does not pass its check.
    """
    floor = Patient(case.shop, case.commitments, case.booked, case.now)
    row = sorted(floor.lots, key=lambda lot: floor.jobs[lot.job].id not in mine)
    plan = _made(case, floor, row)
    jobs = tuple(one.job for one in case.commitments if one.job.id in mine)
    others = tuple(one for one in case.commitments if one.job.id not in mine)
    return _judged(replace(case, jobs=jobs, commitments=others), plan)


def _made(case: EarlierCase, floor: Standing, row: Iterable[Lot]) -> tuple[Booking, ...]:
    """Lots placed in this row. Raises Refusal where something new is wrong in it."""
    placed = [place(floor.load, lot) for lot in row]
    jobs = (*(one.job for one in case.commitments), *case.jobs)
    change = PlanChange(
        shop=case.shop,
        commitments=tuple(Commitment(job=job) for job in jobs),
        before=case.booked,
        after=tuple(floor.whole(case.jobs, [*floor.begun, *placed])),
        now=case.now,
    )
    known = set(violations(replace(change, after=case.booked)))
    if any(one not in known for one in violations(change) if one.job in {job.id for job in jobs}):
        raise Refusal(because("The plan found does not pass its own check. Please report this."))
    return change.after


def _judged(case: EarlierCase, plan: tuple[Booking, ...]) -> InFront:
    mine = {job.id for job in case.jobs}
    change = PlanChange(
        shop=case.shop,
        commitments=case.commitments,
        before=case.booked,
        after=tuple(one for one in plan if one.job not in mine),
        now=case.now,
    )
    ready = Ready(case.shop, case.jobs).days(one for one in plan if one.job in mine)
    return InFront(ready=max(ready.values()), plan=plan, effects=effects(change))
