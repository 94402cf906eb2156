"""What of the plan no longer holds, and what it does once that is planned again. Reads only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from langkah.apps.catalogue.errors import NotFound as Gone
from langkah.apps.production.committed import Committed, Owed, committed
from langkah.apps.production.errors import NotFound
from langkah.apps.production.moving import sign
from langkah.apps.sales.models import Order
from langkah.apps.workshop.models import Workshop
from langkah.apps.workshop.queries.floor import maker_names
from langkah.domain.capacity import Booking as Booked
from langkah.domain.capacity import BrokenPromise
from langkah.domain.capacity.change import Effect
from langkah.domain.capacity.follow import FollowAnswer, FollowCase, follow
from langkah.domain.capacity.spots import Spot, spot
from langkah.domain.capacity.unfit import unfit
from langkah.domain.capacity.verify import Rule
from langkah.domain.capacity.waiting import waiting
from langkah.domain.reason import Reason, Refusal


@dataclass(frozen=True, slots=True, kw_only=True)
class Waits:
    """A step that cannot be done where it is planned, and what it waits for.

    That is the step in front of it, or with `elsewhere` other work of its `maker`. With `lasts`
    that is not done yet.
    """

    owed: Owed
    before: Booked
    step: Booked
    maker: str
    lasts: bool = False

    @property
    def elsewhere(self) -> bool:
        """Whether its maker was at the work of another lot."""
        return (self.before.job, self.before.lot) != (self.step.job, self.step.lot)


@dataclass(frozen=True, slots=True, kw_only=True)
class Misfit:
    """A step that the floor, or the way it is made, no longer allows where it is planned."""

    owed: Owed
    step: Booked
    why: Reason
    rule: Rule

    @property
    def lacks(self) -> bool:
        """Whether a last of one of its sizes is missing: no other place on the plan helps."""
        return self.rule is Rule.SIZE


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
    """The plan as it would follow, with what waits or no longer fits in it, and the sign of it.

    It is asked for one `order`, or for whatever there is.
    """

    floor: Committed
    order: int | None
    waits: tuple[Waits, ...]
    misfits: tuple[Misfit, ...]
    names: dict[int, str]
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
        people = self.names
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
    def lacking(self) -> tuple[Owed, ...]:
        """Lines of orders and quotes of which a size has no last, the first to begin first."""
        return tuple({one.owed.job: one.owed for one in self.misfits if one.lacks}.values())

    @property
    def left(self) -> tuple[Spot, ...]:
        """Steps that do not fit even so."""
        lacking = (spot(one.step) for one in self.misfits if one.lacks)
        return tuple(dict.fromkeys((*self.answer.left, *lacking)))

    @property
    def movable(self) -> bool:
        """Whether another place on the plan would help any of what waits or no longer fits."""
        return bool(self.waits) or any(not one.lacks for one in self.misfits)

    @property
    def sign(self) -> str:
        """The same for the same bookings only."""
        return sign(self.answer.new)


def following(
    workshop: Workshop, order: int | None, now: datetime, *, whole: bool = True
) -> Following:
    """What happens when what waits is planned again; what is left of this order may come earlier.

    Without `whole` steps that no longer fit the floor stay. Raises NotFound for an order with
    nothing ahead where nothing waits for anything, Refusal where something cannot be made at all.
    """
    return followed(workshop, committed(workshop, now), order, whole=whole)


def followed(
    workshop: Workshop, plan: Committed, order: int | None = None, *, whole: bool = True
) -> Following:
    """The same of a plan that was read, or that stands on another floor."""
    names = maker_names(workshop)
    mine = {one.job for one in plan.owed.values() if one.order == order} if order else set()
    found = Stuck(waits=_waits(plan, names), misfits=_misfits(plan, names) if whole else ())
    if order and not mine:
        known = Order.objects.filter(workshop=workshop, pk=order).exists()
        if not known or not (found.waits or found.misfits):
            raise NotFound
    return Following(
        floor=plan,
        order=order,
        waits=found.waits,
        misfits=found.misfits,
        names=names,
        answer=_answer(plan, found, mine),
    )


def _answer(plan: Committed, found: Stuck, mine: set[str]) -> FollowAnswer:
    if not (mine or found.waits or found.misfits):
        return FollowAnswer(plan=plan.booked, old=(), new=(), effects=())
    return follow(
        FollowCase(
            shop=plan.shop,
            commitments=plan.commitments,
            booked=plan.booked,
            now=plan.now,
            unfit=frozenset(spot(one.step) for one in found.misfits if not one.lacks),
            forward=frozenset(
                (one.job.id, lot)
                for one in plan.commitments
                if one.job.id in mine
                for lot, _ in one.noted
            ),
        )
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Stuck:
    """What cannot be done as it is planned: it waits, or it no longer fits."""

    waits: tuple[Waits, ...] = ()
    misfits: tuple[Misfit, ...] = ()


def stuck(plan: Committed, names: dict[int, str]) -> Stuck:
    """What of the plan cannot be done; `names` are those of the makers."""
    return Stuck(waits=_waits(plan, names), misfits=_misfits(plan, names))


def stuck_of(workshop: Workshop, order: int, now: datetime) -> Stuck:
    """What of this order cannot be done as planned; nothing where the plan is unreadable."""
    try:
        found = stuck(committed(workshop, now), maker_names(workshop))
    except (Refusal, Gone):
        return Stuck()
    return Stuck(
        waits=tuple(one for one in found.waits if one.owed.order == order),
        misfits=tuple(one for one in found.misfits if one.owed.order == order),
    )


def _misfits(plan: Committed, names: dict[int, str]) -> tuple[Misfit, ...]:
    return tuple(
        Misfit(owed=plan.owed[one.step.job], step=one.step, why=one.why(names), rule=one.rule)
        for one in unfit(plan.shop, plan.asked, plan.booked, plan.now)
        if one.step.job in plan.owed
    )


def _waits(plan: Committed, names: dict[int, str]) -> tuple[Waits, ...]:
    return tuple(
        Waits(
            owed=plan.owed[step.job],
            before=before,
            step=step,
            maker=names.get(step.person, ""),
            lasts=before.end > plan.now,
        )
        for before, step in waiting(plan.commitments, plan.booked, plan.now)
    )
