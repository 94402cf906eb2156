"""The plan: lots go into the first gaps that a fit person, a station and a last share.

Whatever is booked already is never moved, so a date found here can be kept if the plan is kept.
Serial schedule generation with gap search; jobs in the order of their due dates.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import ROUND_CEILING, Decimal

from langkah.domain.calendar import WorkLine, work_line
from langkah.domain.capacity.load import Busy, Load, Shared
from langkah.domain.capacity.problems import check
from langkah.domain.capacity.shop import Booking, Job, Operation, Person, Shop, lots, speed_of
from langkah.domain.reason import Refusal, because


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanCase:
    """Jobs to be placed from `now` (naive local time) on, around what is booked."""

    shop: Shop
    jobs: tuple[Job, ...]
    now: datetime
    booked: tuple[Booking, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Finish:
    """When a job is packed; `start` is when the first person begins."""

    job: str
    start: datetime
    ready: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanAnswer:
    """Who does what when, and when each job is done."""

    bookings: tuple[Booking, ...]
    finishes: tuple[Finish, ...]


def plan(case: PlanCase) -> PlanAnswer:
    """Place the jobs, the most urgent first. Raises Refusal naming every step it cannot place."""
    check(case.shop, case.jobs, case.now, case.booked)
    load = loaded(case.shop, case.now, case.booked)
    bookings: dict[str, list[Booking]] = {}
    for job in sorted(case.jobs, key=lambda one: one.due or date.max):
        slots = place(load, job, begin_of(load.line, job, case.now))
        bookings[job.id] = written(load.line, job, slots)
    return PlanAnswer(
        bookings=tuple(one for mine in bookings.values() for one in mine),
        finishes=tuple(finish(bookings[job.id]) for job in case.jobs),
    )


def loaded(shop: Shop, now: datetime, taken: Iterable[Booking]) -> Load:
    """The floor from today on, with everything booked that is not over yet."""
    still = (one for one in taken if (one.last_until or one.end) > now)
    return Load(shop, work_line(shop.calendar, now.date()), still)


def begin_of(line: WorkLine, job: Job, earliest: datetime) -> int:
    """The first minute at which a job may be worked on."""
    if job.material_ready is not None:
        earliest = max(earliest, datetime.combine(job.material_ready, time.min))
    return line.at(earliest)


def finish(bookings: Sequence[Booking]) -> Finish:
    """First start and last end of the bookings of one job."""
    return Finish(
        job=bookings[0].job,
        start=min(one.start for one in bookings),
        ready=max(one.end for one in bookings),
    )


@dataclass(slots=True)
class Slot:
    """Where one step of one lot goes, and what it waited for (minutes of the line).

    It could begin at `ready`; from `last` on a set of lasts is free too, from `own` on the person,
    from `start` on a station. `until` is when its set of lasts is free again, if it takes one.
    """

    lot: int
    step: int
    pairs: int
    person: int
    ready: int
    last: int
    own: int
    start: int
    end: int
    until: int | None = None


@dataclass(frozen=True, slots=True)
class _Step:
    """A step made ready for lots of one size: who can do it in how many minutes, and where."""

    number: int
    fit: tuple[tuple[int, Busy, int], ...]
    station: Shared | None
    drying: int


def minutes(step: Operation, pairs: int, person: Person) -> int:
    """Whole working minutes this person needs for a lot."""
    standard = (step.minutes_per_batch or 0) + (step.minutes_per_pair or 0) * Decimal(pairs)
    exact = standard * speed_of(person, step.skill)
    return max(1, int(exact.to_integral_value(ROUND_CEILING)))


def place(load: Load, job: Job, earliest: int) -> list[Slot]:
    """Put every lot of a job into the gaps of the load, and write them into it."""
    slots: list[Slot] = []
    ready_for: dict[int, _Lot] = {}
    for lot, pairs in enumerate(lots(job.pairs, load.shop.lot_pairs), start=1):
        if pairs not in ready_for:
            ready_for[pairs] = _Lot(load, job, pairs)
        slots.extend(ready_for[pairs].placed(lot, earliest))
    return slots


class _Lot:
    """A job's lots of one size, to be placed one after the other."""

    __slots__ = ("after", "before", "held", "line", "pairs", "sets")

    def __init__(self, load: Load, job: Job, pairs: int) -> None:
        self.line, self.pairs = load.line, pairs
        steps = [_step(load, step, pairs, number) for number, step in enumerate(job.routing, 1)]
        holding = [number for number, step in enumerate(job.routing) if step.holds_last]
        first, after = (holding[0], holding[-1] + 1) if holding else (len(steps), len(steps))
        self.before, self.held, self.after = steps[:first], steps[first:after], steps[after:]
        self.sets = load.lasts.get(job.last_family)

    def placed(self, lot: int, earliest: int) -> list[Slot]:
        """The slots of one lot, from `earliest` on, written into the load."""
        slots, ready = self._run(self.before, earliest)
        if self.held:
            held, ready = self._hold(ready)
            slots += held
        slots += self._run(self.after, ready)[0]
        for slot, step in zip(slots, (*self.before, *self.held, *self.after), strict=True):
            slot.lot = lot
            next(busy for person, busy, _ in step.fit if person == slot.person).take(
                slot.start, slot.end
            )
            if step.station is not None:
                step.station.take(slot.start, slot.end)
            if slot.until is not None and self.sets is not None:
                self.sets.take(slot.start, slot.until)
        return slots

    def _run(self, steps: Sequence[_Step], ready: int) -> tuple[list[Slot], int]:
        """Steps one after the other, and when the last of them has dried.

        They need not be written in to be seen by each other: each begins after the one before.
        """
        slots = []
        for step in steps:
            slot = self._slot(step, ready)
            slots.append(slot)
            ready = self.line.after_drying(slot.end, step.drying)
        return slots, ready

    def _hold(self, earliest: int) -> tuple[list[Slot], int]:
        """The steps that share a last, once a set is free for all of them."""
        last = earliest
        while True:
            slots, done = self._run(self.held, last)
            begins = slots[0].start
            free = self.sets.free_from(begins, done - begins) if self.sets else begins
            if free <= begins:
                slots[0].ready, slots[0].last, slots[0].until = earliest, last, done
                return slots, done
            last = free

    def _slot(self, step: _Step, ready: int) -> Slot:
        """The earliest end that a fit person and a free station share."""
        best: Slot | None = None
        for person, busy, length in step.fit:
            if best is not None and ready + length >= best.end:
                continue
            own = start = busy.free_from(ready, length)
            if step.station is not None:
                start = _both(busy, step.station, own, length)
            if best is None or start + length < best.end:
                best = Slot(
                    0, step.number, self.pairs, person, ready, ready, own, start, start + length
                )
        if best is None:
            raise Refusal(because("Nobody can do step {step}. Add the skill.", step=step.number))
        return best


def _step(load: Load, step: Operation, pairs: int, number: int) -> _Step:
    fit = tuple(
        (person.id, load.people[person.id], minutes(step, pairs, person))
        for person in load.shop.people
        if step.skill in person.skills
    )
    drying = int((step.drying_hours * 60).to_integral_value(ROUND_CEILING))
    return _Step(number, fit, load.stations.get(step.station), drying)


def _both(person: Busy, station: Shared, start: int, length: int) -> int:
    """The first start that suits both; the person is free at `start`."""
    while True:
        there = station.free_from(start, length)
        start = person.free_from(there, length)
        if start == there:
            return start


def written(line: WorkLine, job: Job, slots: Iterable[Slot]) -> list[Booking]:
    """Slots as bookings, on the clock. Raises Refusal for a plan beyond the line."""
    return [
        Booking(
            job=job.id,
            lot=slot.lot,
            step=slot.step,
            operation=job.routing[slot.step - 1].name,
            pairs=slot.pairs,
            person=slot.person,
            start=line.begin(slot.start),
            end=line.finish(slot.end),
            station=job.routing[slot.step - 1].station,
            last_family=job.last_family if slot.until is not None else "",
            last_until=None if slot.until is None else line.begin(slot.until),
        )
        for slot in slots
    ]
