"""The plan after something went wrong: as few broken promises as possible, then as few moves.

Somebody is away, a machine is broken, leather is late, an order must go first, is cancelled, or
failed its check: the floor and the jobs of the case are those after it. What begins in the next
shifts stays; the rest is put in a better order. Which promise breaks all the same is said by name,
with the days and with what would save it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial

from langkah.domain.calendar import opening
from langkah.domain.capacity import binding
from langkah.domain.capacity.decoder import Placed
from langkah.domain.capacity.lots import Lot
from langkah.domain.capacity.problems import check
from langkah.domain.capacity.rescue import Rescue, Saved
from langkah.domain.capacity.search import Cost, LotCost, Search
from langkah.domain.capacity.shifting import shifted
from langkah.domain.capacity.shop import Booking, Job, Shop, closes
from langkah.domain.capacity.standing import Commitment, Standing
from langkah.domain.capacity.verify import PromisedDay
from langkah.domain.reason import Reason, Refusal, because

DAY = 1440
# In minutes of lateness: a broken promise, a near step given to somebody else, one on another day
BROKEN = 60.0 * DAY
# A minute after the wish of an order that comes in between: a day of it outweighs several promises,
# for somebody asked for it on purpose.
URGENT = 240.0
HEATS = (0.1 * BROKEN, 0.002 * BROKEN)
REASSIGNED, MOVED = 360.0, 120.0
# A minute later than planned, where no promise asks for it
DRIFT = 0.02
# Places in the order at which what comes in between is tried before the search begins
TRIED = 8
MOST_SHIFTS = 14
MOST_TOLD = 12
FAR = 1 << 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Rush:
    """An order that comes in between; `wish` is the day it should be packed."""

    job: Job
    wish: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RepairCase:
    """The floor and the orders as they are now, and the plan as it was before.

    `commitments` name every planned order with its promise; `cancelled` those of them that fall
    away. The next `frozen_shifts` working days stay as they are, and `near_days` tell how far ahead
    it counts whether people must be told something new. `effort` counts lots placed (some 20,000 to
    40,000 a second); the same seed and effort give the same answer.
    """

    shop: Shop
    commitments: tuple[Commitment, ...]
    booked: tuple[Booking, ...]
    now: datetime
    rush: tuple[Rush, ...] = ()
    cancelled: tuple[str, ...] = ()
    frozen_shifts: int = 1
    near_days: int = 20
    effort: int = 100_000
    seed: int = 1


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
    Of the `near_steps` planned before, so many are `reassigned` or `moved_a_day` and more.
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


def repair(case: RepairCase) -> RepairAnswer:
    """The best plan found. Raises Refusal naming what cannot be, or each step nobody can do."""
    _refuse(case)
    if not case.rush and {one.job.id for one in case.commitments} == set(case.cancelled):
        return NOTHING_LEFT(frozen_until=_frozen(case))
    return _Desk(case).answer()


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


def _refuse(case: RepairCase) -> None:
    known = {one.job.id for one in case.commitments}
    found = [
        because("cancelled: there is no order “{job}” in the plan.", job=name)
        for name in case.cancelled
        if name not in known
    ]
    found += [
        because(
            "rush: “{job}” is planned already. Give the new order another name.", job=one.job.id
        )
        for one in case.rush
        if one.job.id in known
    ]
    if not 0 <= case.frozen_shifts <= MOST_SHIFTS:
        found.append(because("frozen_shifts: write 0 to {most}.", most=MOST_SHIFTS))
    if found:
        raise Refusal(*found)


class _Desk:
    """One disruption on the desk: the floor as it stands, and the search over it."""

    def __init__(self, case: RepairCase) -> None:
        self.case = case
        gone = set(case.cancelled)
        self.standing = tuple(one for one in case.commitments if one.job.id not in gone)
        self.booked = tuple(one for one in case.booked if one.job not in gone)
        self.new = [one.job for one in case.rush]
        jobs = (*(one.job for one in self.standing), *self.new)
        check(case.shop, jobs, case.now, self.booked)
        self.until = _frozen(case)
        self.floor, self.fresh = self._on(case.shop)
        self.near = self.floor.load.line.clock(case.now + timedelta(days=case.near_days))
        self.search = self._searched()
        self.placed = self.search.placed()
        self.found = self.floor.bookings(self.new, self.placed)
        self.days = self._days()

    def _on(self, shop: Shop) -> tuple[Standing, list[Lot]]:
        """The same orders on this floor."""
        case = self.case
        floor = Standing(shop, self.standing, self.booked, case.now, self.until)
        fresh = [
            lot
            for at, job in enumerate(self.new, len(self.standing))
            for lot in floor.prepare.fresh(at, job)
        ]
        return floor, fresh

    # --- the search ------------------------------------------------------------------------------

    def _searched(self) -> Search:
        floor, case = self.floor, self.case
        lots = [*floor.lots, *self.fresh]
        costs = [*(self._kept(one) for one in self.standing), *map(self._wished, case.rush)]
        ends = [*floor.ends, *(0 for _ in case.rush)]
        search = Search(
            floor.load, lots, costs, seed=case.seed, ends=ends, lot_cost=self._stays(lots)
        )
        standing, fresh = len(floor.lots), list(range(len(floor.lots), len(lots)))
        for row in (list(range(standing)), self._by_promise()):
            search.try_order([*row, *fresh])
            for count in range(TRIED if fresh else 0):
                cut = standing * count // TRIED
                search.try_order([*row[:cut], *fresh, *row[cut:]])
        search.improve(max(0, case.effort - search.effort), heats=HEATS)
        return search

    def _kept(self, one: Commitment) -> Cost:
        """Nothing by its day; afterwards a broken promise and its days, by weight."""
        limit, planned = self.floor.limit(one), self.floor.planned(one.job.id)
        before = self.floor.load.line.clock(planned) if planned else 0
        # An order that falls away frees days: nobody else may become later for it.
        drift = 1.0 if self.case.cancelled and not self.case.rush else DRIFT
        weight = float(one.job.weight)

        def cost(end: int) -> float:
            late = drift * max(0, end - before) + DRIFT / 10 * end
            if limit is not None and end > limit:
                late += BROKEN + (end - limit) * weight
            return late

        return cost

    def _wished(self, one: Rush) -> Cost:
        clock = self.floor.load.line.clock
        limit = clock(closes(one.wish)) if one.wish else None
        weight = float(one.job.weight)

        def cost(end: int) -> float:
            late = 0.0 if limit is None else max(0, end - limit) * weight
            return end * DRIFT + late * URGENT

        return cost

    def _by_promise(self) -> list[int]:
        limits = [self.floor.limit(one) or FAR for one in self.standing]
        lots = self.floor.lots
        return sorted(range(len(lots)), key=lambda at: limits[lots[at].job])

    def _stays(self, lots: Sequence[Lot]) -> LotCost:
        """What it costs to tell people something new about a near step."""
        clock, near = self.floor.load.line.clock, self.near
        people = {person.id: at for at, person in enumerate(self.case.shop.people)}
        jobs = {job.id: at for at, job in enumerate(self.floor.jobs)}
        old: dict[tuple[int, int], dict[int, tuple[int, int]]] = {}
        for one in self.booked:
            begin = clock(one.start)
            if one.job in jobs and begin < near:
                steps = old.setdefault((jobs[one.job], one.lot), {})
                steps[one.step] = (people.get(one.person, -1), begin)
        told = [old.get((lot.job, lot.number)) for lot in lots]

        def cost(name: int, placed: Placed) -> float:
            steps = told[name]
            if steps is None:
                return 0.0
            whole = 0.0
            for slot in placed.slots:
                before = steps.get(slot.step.number)
                if before is not None:
                    whole += REASSIGNED * (before[0] != slot.person)
                    whole += MOVED * (abs(slot.begin - before[1]) > DAY)
            return whole

        return cost

    # --- the answer ------------------------------------------------------------------------------

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
            shift_breaks=shifted(self.floor, self.booked, self.fresh),
            frozen_until=self.until,
            **self._told(),
        )

    def _days(self) -> dict[str, date]:
        ends: dict[str, datetime] = {}
        for one in (*self.floor.others, *self.found):
            ends[one.job] = max(ends.get(one.job, one.end), one.end)
        return {name: end.date() for name, end in ends.items()}

    def _prove(self, late: Sequence[Commitment]) -> None:
        broken = {one.job.id for one in late}
        promised = [
            PromisedDay(job=one.job.id, day=one.promised)
            for one in self.standing
            # Without a step left it is done.
            if one.promised and one.job.id in self.days and one.job.id not in broken
        ]
        if self.floor.broken(self.new, self.found, promised):
            raise Refusal(
                because("The plan found does not pass its own check. Please report this.")
            )

    def _broken(self, late: Sequence[Commitment]) -> Iterator[BrokenPromise]:
        rescue = Rescue(self.search.best, self.case.now.date(), self._on)
        at = {job.id: place for place, job in enumerate(self.floor.jobs)}
        worst = sorted(late, key=lambda one: one.promised or date.max)
        for count, one in enumerate(worst):
            last = self._last(at[one.job.id])
            ready, promised = self.days[one.job.id], one.promised or date.max
            told = last is not None and count < MOST_TOLD
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
        mine = [one for one in (*self.floor.begun, *self.placed) if one.lot.job == job]
        return max(mine, key=lambda one: one.end, default=None)

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
        near = [one for one in self.booked if self.case.now <= one.start < until]
        pairs = [(one, now.get((one.job, one.lot, one.step), one)) for one in near]
        return {
            "near_steps": len(near),
            "reassigned": sum(old.person != new.person for old, new in pairs),
            "moved_a_day": sum(abs(old.start - new.start).days >= 1 for old, new in pairs),
        }


def _frozen(case: RepairCase) -> datetime:
    """The end of the last shift that stays as it is."""
    day, left, until = case.now.date(), case.frozen_shifts, case.now
    for _ in range(366):
        if not left:
            break
        hours = opening(case.shop.calendar, day)
        if hours is not None and hours[1] > case.now:
            left -= 1
            until = hours[1]
        day += timedelta(days=1)
    return until
