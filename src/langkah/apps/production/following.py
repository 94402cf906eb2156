"""What the plan does after steps of an order were noted as done. Reads only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from langkah.apps.catalogue.errors import NotFound as Gone
from langkah.apps.production.committed import Committed, Owed, committed
from langkah.apps.production.errors import NotFound
from langkah.apps.production.moving import sign
from langkah.apps.sales.models import Order
from langkah.apps.workshop.models import Workshop
from langkah.domain.capacity import Booking as Booked
from langkah.domain.capacity import BrokenPromise
from langkah.domain.capacity.change import Effect
from langkah.domain.capacity.follow import FollowAnswer, FollowCase, follow
from langkah.domain.capacity.standing import waiting
from langkah.domain.reason import Refusal


@dataclass(frozen=True, slots=True, kw_only=True)
class Waits:
    """A step that cannot be done where it is planned, and what it waits for.

    That is the step in front of it, or with `elsewhere` other work of its `maker`.
    """

    owed: Owed
    before: Booked
    step: Booked
    maker: str

    @property
    def elsewhere(self) -> bool:
        """Whether its maker was at the work of another lot."""
        return (self.before.job, self.before.lot) != (self.step.job, self.step.lot)


@dataclass(frozen=True, slots=True, kw_only=True)
class Put:
    """A step that goes elsewhere: who has it and from when, now and then."""

    owed: Owed
    old: Booked
    new: Booked
    old_maker: str
    new_maker: str

    @property
    def same_maker(self) -> bool:
        """Whether it stays with whoever has it."""
        return self.old.person == self.new.person


@dataclass(frozen=True, slots=True, kw_only=True)
class Following:
    """The plan as it would follow, with what waits in it, and the sign of it."""

    floor: Committed
    order: int
    waits: tuple[Waits, ...]
    answer: FollowAnswer

    @property
    def effects(self) -> tuple[tuple[Owed, Effect], ...]:
        """Whose day changes: promises that break, then this order, then the others."""
        found = [(self.floor.owed[one.job], one) for one in self.answer.effects]
        return tuple(
            sorted(
                found,
                key=lambda pair: (not pair[1].breaks, pair[0].order != self.order, -pair[1].days),
            )
        )

    @property
    def moved(self) -> tuple[Put, ...]:
        """Steps that begin at another time or go to somebody else, the first to begin first."""
        people = {one.id: one.name for one in self.floor.shop.people}
        changed = zip(self.answer.old, self.answer.new, strict=True)
        return tuple(
            Put(
                owed=self.floor.owed[old.job],
                old=old,
                new=new,
                old_maker=people.get(old.person, ""),
                new_maker=people.get(new.person, ""),
            )
            for old, new in sorted(changed, key=lambda pair: pair[1].start)
            if (old.start, old.person) != (new.start, new.person)
        )

    @property
    def broken(self) -> tuple[tuple[Owed, BrokenPromise], ...]:
        """Promises that break, with why, and what would save them."""
        return tuple((self.floor.owed[one.job], one) for one in self.answer.broken)

    @property
    def sign(self) -> str:
        """The same for the same bookings only."""
        return sign(self.answer.new)


def following(workshop: Workshop, order: int, now: datetime) -> Following:
    """What happens when what waits is planned again; what is left of this order may come earlier.

    Raises NotFound for an order with nothing ahead where nothing waits for anything, Refusal where
    something cannot be made at all.
    """
    plan = committed(workshop, now)
    mine = {one.job for one in plan.owed.values() if one.order == order}
    waits = _waits(plan)
    if not mine and not (waits and Order.objects.filter(workshop=workshop, pk=order).exists()):
        raise NotFound
    answer = follow(
        FollowCase(
            shop=plan.shop,
            commitments=plan.commitments,
            booked=plan.booked,
            now=plan.now,
            forward=frozenset(
                (one.job.id, lot)
                for one in plan.commitments
                if one.job.id in mine
                for lot, _ in one.noted
            ),
        )
    )
    return Following(floor=plan, order=order, waits=waits, answer=answer)


def waits_of(workshop: Workshop, order: int, now: datetime) -> tuple[Waits, ...]:
    """What of this order cannot be done as it is planned; nothing where the plan is unreadable."""
    try:
        plan = committed(workshop, now)
    except (Refusal, Gone):
        return ()
    return tuple(one for one in _waits(plan) if one.owed.order == order)


def _waits(plan: Committed) -> tuple[Waits, ...]:
    people = {one.id: one.name for one in plan.shop.people}
    return tuple(
        Waits(
            owed=plan.owed[step.job],
            before=before,
            step=step,
            maker=people.get(step.person, ""),
        )
        for before, step in waiting(plan.commitments, plan.booked, plan.now)
    )
