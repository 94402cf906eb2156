"""An order is put in front of others: as early as it can be, and which promises that breaks.

Only for a person who decides it, order by order, with the names in front of her; `earlier` asks
first what there is inside the slack of others.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from langkah.domain.capacity.change import Effect, PlanChange, effects
from langkah.domain.capacity.disruption import RepairCase, Rush
from langkah.domain.capacity.earlier import EarlierCase
from langkah.domain.capacity.promise import PromiseCase, promise
from langkah.domain.capacity.ready import Ready
from langkah.domain.capacity.repair import repair
from langkah.domain.capacity.shop import Booking
from langkah.domain.capacity.spots import spot
from langkah.domain.capacity.standing import Commitment


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
    """The new jobs wish for the day they would have alone on the floor; others make room.

    What begins before `frozen_until` stays. Raises Refusal as a promise does, and where no plan
    passes its check.
    """
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
    plan = (
        *(changed.get(spot(one), one) for one in case.booked),
        *(one for at, one in changed.items() if at not in old),
    )
    change = PlanChange(
        shop=case.shop,
        commitments=(*case.commitments, *(Commitment(job=job) for job in case.jobs)),
        before=case.booked,
        after=plan,
        now=case.now,
    )
    ready = Ready(case.shop, case.jobs).days(one for one in plan if spot(one) not in old)
    return InFront(ready=max(ready.values()), plan=plan, effects=effects(change))
