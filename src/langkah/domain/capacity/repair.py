"""The plan after something went wrong: as few broken promises as possible, then as few moves.

What begins in the next shifts stays; the rest is put in order again. Which promise breaks all the
same is said by name, with the days and with what would save it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial

from langkah.domain.capacity import binding
from langkah.domain.capacity.anew import Anew, begun_anew
from langkah.domain.capacity.decoder import Placed, place
from langkah.domain.capacity.disruption import RepairCase, frozen_until, refuse
from langkah.domain.capacity.mended import Mended
from langkah.domain.capacity.ready import Ready
from langkah.domain.capacity.rescue import Rescue, Saved
from langkah.domain.capacity.seats import sit
from langkah.domain.capacity.shop import Booking
from langkah.domain.capacity.spots import spot
from langkah.domain.capacity.standing import Commitment
from langkah.domain.capacity.unfit import SAID, said
from langkah.domain.capacity.verify import PromisedDay, Violation
from langkah.domain.reason import Reason, Refusal, because

MOST_TOLD = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class BrokenPromise:
    """An order that cannot be kept: how many days late, what it waits for, what would save it."""

    job: str
    title: str
    promised: date
    ready: date
    days: int
    why: tuple[Reason, ...]
    saved_by: tuple[Saved, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """An order whose day changes; `days` below zero are earlier."""

    job: str
    before: date
    after: date
    days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RushDay:
    """When an order in between is packed; `keeps_wish` is None without a wish."""

    job: str
    ready: date
    keeps_wish: bool | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RepairAnswer:
    """The new plan of everything that changes, and what it means.

    `shift_breaks` counts the promises that break when everybody just goes on in the old order.
    Of the `near_steps` planned before, so many are `reassigned` or `moved_a_day` and more. `anew`
    are steps under way of which the work done is lost.
    """

    bookings: tuple[Booking, ...]
    broken: tuple[BrokenPromise, ...]
    rush: tuple[RushDay, ...]
    moved: tuple[Moved, ...]
    shift_breaks: int
    near_steps: int
    reassigned: int
    moved_a_day: int
    frozen_until: datetime
    anew: tuple[Anew, ...] = ()


def repair(case: RepairCase) -> RepairAnswer:
    """The best plan found. Raises Refusal naming what cannot be, or each step nobody can do."""
    refuse(case)
    if not case.rush and not case.standing:
        return NOTHING_LEFT(frozen_until=frozen_until(case))
    return _Report(case).answer()


# Every order fell away: there is nothing to plan, and nothing that breaks.
NOTHING_LEFT = partial(
    RepairAnswer,
    bookings=(),
    broken=(),
    rush=(),
    moved=(),
    shift_breaks=0,
    near_steps=0,
    reassigned=0,
    moved_a_day=0,
)


def _stuck(
    booked: Sequence[Booking], against: Sequence[Violation], names: Mapping[int, str]
) -> Iterator[Reason]:
    """The first that has to stay and cannot, by its place among what is booked."""
    where = {one.spot: one.rule for one in against[::-1] if one.rule in SAID}
    for at, one in enumerate(booked):
        if spot(one) in where:
            yield because(
                "booked.{at}: {why} It has to stay all the same: correct it, or the floor.",
                at=at,
                why=said(where[spot(one)], one, names),
            )
            return
    yield because("The plan found does not pass its own check. Please report this.")


class _Report:
    """What was found, told order by order."""

    def __init__(self, case: RepairCase) -> None:
        self.case, self.mended = case, Mended(case)
        self.floor, self.standing = self.mended.floor, case.standing
        self.new, self.placed = self.mended.new, self.mended.seats
        self.found = self.floor.bookings(self.new, self.placed)
        self.days = self._days()

    def answer(self) -> RepairAnswer:
        """What was found, once the verifier has nothing against it but the promises named."""
        case = self.case
        late = [
            one
            for one in self.standing
            if one.promised and self.days.get(one.job.id, one.promised) > one.promised
        ]
        self._prove(late)
        return RepairAnswer(
            bookings=(*self.floor.extended(), *self.found),
            broken=tuple(self._broken(late)),
            rush=tuple(
                RushDay(
                    job=one.job.id,
                    ready=self.days[one.job.id],
                    keeps_wish=None if one.wish is None else self.days[one.job.id] <= one.wish,
                )
                for one in case.rush
            ),
            moved=tuple(self._moved()),
            shift_breaks=self.mended.shift_breaks,
            frozen_until=self.mended.until,
            anew=tuple(
                begun_anew(
                    case.shop,
                    self.standing,
                    case.left,
                    (*self.floor.others, *self.found),
                    case.now,
                )
            ),
            **self._told(),
        )

    def _days(self) -> dict[str, date]:
        ready = Ready(self.case.shop, (*self.floor.jobs, *self.new))
        return ready.days((*self.floor.others, *self.found))

    def _prove(self, late: Sequence[Commitment]) -> None:
        broken = {one.job.id for one in late}
        promised = [
            PromisedDay(job=one.job.id, day=one.promised)
            for one in self.standing
            # Without a step left it is done.
            if one.promised and one.job.id in self.days and one.job.id not in broken
        ]
        against = self.floor.broken(self.new, self.found, promised)
        if against:
            stay = {spot(one) for one in self.floor.others}
            stuck = [one for one in against if one.spot in stay]
            names = {one.id: one.name for one in self.case.shop.people}
            raise Refusal(*_stuck(self.case.booked, stuck, names))

    def _broken(self, late: Sequence[Commitment]) -> Iterator[BrokenPromise]:
        rescue = Rescue(self.mended.order, self.case.now.date(), self.mended.on)
        at = {job.id: place for place, job in enumerate(self.floor.jobs)}
        worst = sorted(late, key=lambda one: one.promised or date.max)
        for count, one in enumerate(worst):
            last = self._last(at[one.job.id])
            ready, promised = self.days[one.job.id], one.promised or date.max
            told = count < MOST_TOLD
            why = binding.waits(self.floor.load, one.job, last) if last else ()
            yield BrokenPromise(
                job=one.job.id,
                title=one.job.title,
                promised=promised,
                ready=ready,
                days=(ready - promised).days,
                why=tuple(binding.told(wait, self.case.shop) for wait in why[:2]),
                saved_by=tuple(rescue.of(self.floor.load, one.job, last, promised))
                if told and last
                else (),
            )

    def _last(self, job: int) -> Placed | None:
        """The lot of a job that is done last, with what it waited for."""
        mine = [one for one in (*self.floor.begun, *self.placed) if one.lot.job == job]
        last = max(mine, key=lambda one: one.end, default=None)
        if last is None or last.lot.begun:
            return last
        load = self.floor.load.copy()
        for seat in self.placed:
            if seat is not last:
                sit(load, seat)
        return place(load, last.lot)

    def _moved(self) -> Iterator[Moved]:
        for one in self.standing:
            before, after = self.floor.planned(one.job.id), self.days.get(one.job.id)
            if before and after and before.date() != after:
                days = (after - before.date()).days
                yield Moved(job=one.job.id, before=before.date(), after=after, days=days)

    def _told(self) -> dict[str, int]:
        """How many near steps there were, and how many people must be told something new."""
        until = self.case.now + timedelta(days=self.case.near_days)
        now = {(one.job, one.lot, one.step): one for one in (*self.floor.others, *self.found)}
        near = [one for one in self.case.left if self.case.now <= one.start < until]
        pairs = [(one, now.get((one.job, one.lot, one.step), one)) for one in near]
        return {
            "near_steps": len(near),
            "reassigned": sum(old.person != new.person for old, new in pairs),
            "moved_a_day": sum(abs(old.start - new.start).days >= 1 for old, new in pairs),
        }
