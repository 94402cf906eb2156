"""The plan after steps were done otherwise than planned: what waited for them is placed again.

Nobody else is moved as long as no promise breaks by it. Where one would, the plan is repaired like
after any other disruption, and the better of the two is taken.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime

from langkah.domain.capacity.change import Effect, PlanChange, violations
from langkah.domain.capacity.decoder import place
from langkah.domain.capacity.disruption import RepairCase
from langkah.domain.capacity.ready import Ready
from langkah.domain.capacity.repair import BrokenPromise, RepairAnswer, repair
from langkah.domain.capacity.shifting import hands, with_its_people
from langkah.domain.capacity.shop import Booking, Shop
from langkah.domain.capacity.spots import Spot, spot
from langkah.domain.capacity.standing import Commitment, Standing
from langkah.domain.capacity.waiting import waiting
from langkah.domain.reason import Refusal, because


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowCase:
    """The plan with what was noted as done booked as it happened, asked at `now` (naive local).

    The steps of `unfit` no longer can be where they are; they stay all the same where nobody is
    left for them. What is left of the lots of `forward`, a job and a lot each, may come earlier.
    `effort` is that of a repair.
    """

    shop: Shop
    commitments: tuple[Commitment, ...]
    booked: tuple[Booking, ...]
    now: datetime
    forward: frozenset[tuple[str, int]] = frozenset()
    unfit: frozenset[Spot] = frozenset()
    effort: int = 3000


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowAnswer:
    """The whole plan as it follows.

    `old` and `new` are the bookings that change; `effects` the jobs whose day does; `broken` the
    promises that break by it, with what each waits for and what would save it where that is known.
    `left` are the steps that no longer fit even so.
    """

    plan: tuple[Booking, ...]
    old: tuple[Booking, ...]
    new: tuple[Booking, ...]
    effects: tuple[Effect, ...]
    broken: tuple[BrokenPromise, ...] = ()
    left: tuple[Spot, ...] = ()

    @property
    def quiet(self) -> bool:
        """Whether no job's day changes, and nobody gets another's work or works on another day."""
        return not self.effects and all(
            (one.person, one.start.date()) == (then.person, then.start.date())
            for one, then in zip(self.old, self.new, strict=True)
        )


def follow(case: FollowCase) -> FollowAnswer:
    """The plan that follows. Raises Refusal where something cannot be made at all any more."""
    case = replace(case, unfit=frozenset(_possible(case)))
    return min(_found(case), key=_worth)


def _possible(case: FollowCase) -> Iterator[Spot]:
    """Steps for which, and for all that come after them, somebody is left."""
    skills = {skill for one in case.shop.people for skill in one.skills}
    steps = {one.job.id: [step.skill for step in one.job.routing] for one in case.commitments}
    for job, lot, number in case.unfit:
        if skills.issuperset(steps.get(job, ())[number - 1 :]):
            yield job, lot, number


def _worth(one: FollowAnswer) -> tuple[int, int, int, int]:
    """Steps that do not fit even so, promises that break, days of lateness, and other people."""
    late = sum(max(0, each.days) for each in one.effects)
    changed = sum(old.person != new.person for old, new in zip(one.old, one.new, strict=True))
    return len(one.left), sum(each.breaks for each in one.effects), late, changed


def _found(case: FollowCase) -> Iterator[FollowAnswer]:
    """Nobody else moved; and where a promise would break by it, the plan repaired."""
    gentle = _brought_forward(case) or [
        _judged(case, _placed(case, case.unfit, own)) for own in (True, False)
    ]
    yield from gentle
    if all(any(each.breaks for each in one.effects) for one in gentle):
        yield from _repaired(case)


def _brought_forward(case: FollowCase) -> list[FollowAnswer]:
    """With the lots that may come earlier, where one does and nobody becomes later."""
    loose = frozenset(
        spot(one)
        for one in case.booked
        if (one.job, one.lot) in case.forward and one.start >= case.now
    )
    if not loose:
        return []
    found = (_judged(case, _placed(case, loose | case.unfit, own)) for own in (True, False))
    good = [one for one in found if one.effects and all(each.days < 0 for each in one.effects)]
    return sorted(good, key=lambda one: sum(each.days for each in one.effects))[:1]


def _placed(case: FollowCase, loose: frozenset[Spot], own: bool) -> tuple[Booking, ...]:
    """What waits, and what is let go, in the first gaps: with those who have it, or anybody."""
    floor = Standing(case.shop, case.commitments, case.booked, case.now, let_go=loose)
    who = hands(floor, case.booked) if own else {}
    placed = [
        place(floor.bare, with_its_people(lot, who) if own else lot)
        for lot in sorted(floor.loose, key=lambda lot: lot.turn)
    ]
    return tuple(floor.whole((), placed))


def _repaired(case: FollowCase) -> Iterator[FollowAnswer]:
    """The plan repaired; none where something else on the floor stands against it."""
    try:
        found = repair(
            RepairCase(
                shop=case.shop,
                commitments=case.commitments,
                booked=case.booked,
                now=case.now,
                effort=case.effort,
            )
        )
    except Refusal:
        return
    judged = _judged(case, _with(case, found))
    breaks = {one.job for one in judged.effects if one.breaks}
    yield replace(judged, broken=tuple(one for one in found.broken if one.job in breaks))


def _with(case: FollowCase, found: RepairAnswer) -> tuple[Booking, ...]:
    changed = {spot(one): one for one in found.bookings}
    return tuple(changed.get(spot(one), one) for one in case.booked)


def _judged(case: FollowCase, plan: tuple[Booking, ...]) -> FollowAnswer:
    """What changes, once the independent look has nothing against it but days that are missed."""
    change = PlanChange(
        shop=case.shop,
        commitments=case.commitments,
        before=case.booked,
        after=plan,
        now=case.now,
    )
    free = replace(
        change, commitments=tuple(replace(one, promised=None) for one in case.commitments)
    )
    known = set(violations(replace(free, after=case.booked)))
    against = violations(free)
    if any(one not in known for one in against):
        raise Refusal(
            because(
                "This cannot be worked out: the plan as it is does not fit how things are made or "
                "who works here now. Plan the orders again first."
            )
        )
    then = {spot(one): one for one in plan}
    changed = [one for one in case.booked if then[spot(one)] != one]
    found = tuple(_effects(case, plan))
    return FollowAnswer(
        plan=plan,
        old=tuple(changed),
        new=tuple(then[spot(one)] for one in changed),
        effects=found,
        broken=tuple(_bare(case, one) for one in found if one.breaks),
        left=tuple(dict.fromkeys((one.job, one.lot, one.step) for one in against)),
    )


def _effects(case: FollowCase, plan: tuple[Booking, ...]) -> Iterator[Effect]:
    """Whose day changes, beside that of the steps that were left as they were planned."""
    noted = {(one.job.id, *step) for one in case.commitments for step in one.noted}
    noted |= {spot(before) for before, _ in waiting(case.commitments, case.booked, case.now)}
    ready = Ready(case.shop, (one.job for one in case.commitments))
    before = ready.days(one for one in case.booked if spot(one) not in noted)
    after = ready.days(plan)
    for one in case.commitments:
        name = one.job.id
        if name in before and before[name] != after[name]:
            yield Effect(job=name, before=before[name], after=after[name], promised=one.promised)


def _bare(case: FollowCase, one: Effect) -> BrokenPromise:
    """A promise that breaks, of which nothing more is known."""
    promised = one.promised or date.max
    return BrokenPromise(
        job=one.job,
        title=next(each.job.title for each in case.commitments if each.job.id == one.job),
        promised=promised,
        ready=one.after,
        days=(one.after - promised).days,
        why=(),
        saved_by=(),
    )
