"""The plan: lots go into the first gaps that a fit person, a station and a last share.

Whatever is booked already is never moved, so a date found here can be kept if the plan is kept.
Serial schedule generation with gap search; jobs in the order of their due dates.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import ROUND_CEILING, Decimal

from langkah.domain.calendar import WorkLine, work_line
from langkah.domain.capacity.load import Busy, Load
from langkah.domain.capacity.shop import Booking, Job, Operation, Person, Shop, lots
from langkah.domain.reason import Reason, Refusal, because


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
    problems = [reason for job in case.jobs for reason in cannot(case.shop, job)]
    if problems:
        raise Refusal(*problems)
    load = loaded(case.shop, case.now, case.booked)
    bookings: list[Booking] = []
    for job in sorted(case.jobs, key=lambda one: one.due or date.max):
        bookings.extend(place(load, job, case.now))
    return PlanAnswer(
        bookings=tuple(bookings),
        finishes=tuple(finish(job.id, bookings) for job in case.jobs),
    )


def loaded(shop: Shop, now: datetime, booked: Iterable[Booking]) -> Load:
    """The floor from today on, with everything booked that is not over yet."""
    load = Load(shop, work_line(shop.calendar, now.date()))
    load.add(one for one in booked if (one.last_until or one.end) > now)
    return load


def finish(job: str, bookings: Iterable[Booking]) -> Finish:
    """First start and last end of a job."""
    mine = [one for one in bookings if one.job == job]
    return Finish(job=job, start=min(one.start for one in mine), ready=max(one.end for one in mine))


def cannot(shop: Shop, job: Job) -> list[Reason]:
    """Everything that keeps a job from being planned, by the name of the step."""
    name = job.title or job.id
    found: list[Reason] = []
    if job.pairs < 1:
        found.append(because("{product} has no pairs. Enter how many.", product=name))
    if not job.routing:
        found.append(
            because("{product} has no steps. Enter how it is made on its page.", product=name)
        )
    for step in job.routing:
        found.extend(_cannot_step(shop, name, step))
    return found


def _cannot_step(shop: Shop, name: str, step: Operation) -> list[Reason]:
    found: list[Reason] = []
    if step.minutes_per_pair is None or step.minutes_per_batch is None:
        found.append(
            because(
                "“{step}” of {product} has no minutes. Enter them on the product's page.",
                step=step.name,
                product=name,
            )
        )
    if not any(step.skill in person.skills for person in shop.people):
        found.append(
            because(
                "Nobody can do “{step}” of {product} (skill: {skill}). Add the skill to a maker.",
                step=step.name,
                product=name,
                skill=step.skill or "?",
            )
        )
    if step.station and not any(one.name == step.station for one in shop.stations):
        found.append(
            because(
                "“{step}” of {product} needs a {station}, but there is none. Add it to the floor.",
                step=step.name,
                product=name,
                station=step.station,
            )
        )
    return found


def minutes(step: Operation, pairs: int, person: Person) -> int:
    """Whole working minutes this person needs for a lot."""
    standard = (step.minutes_per_batch or 0) + (step.minutes_per_pair or 0) * Decimal(pairs)
    return max(1, int((standard * person.speed).to_integral_value(ROUND_CEILING)))


def place(load: Load, job: Job, now: datetime) -> list[Booking]:
    """Put every lot of a job into the gaps of the load, and write them into it."""
    begin = now
    if job.material_ready:
        begin = max(now, datetime.combine(job.material_ready, time.min))
    earliest = load.line.at(begin)
    bookings: list[Booking] = []
    for lot, pairs in enumerate(lots(job.pairs, load.shop.lot_pairs), start=1):
        bookings.extend(_Lot(load, job, lot, pairs).placed(earliest))
    return bookings


@dataclass(slots=True)
class _Slot:
    """Where one step of a lot goes."""

    start: int
    end: int
    person: Person
    busy: list[Busy]


@dataclass(slots=True)
class _Lot:
    load: Load
    job: Job
    number: int
    pairs: int

    def placed(self, earliest: int) -> list[Booking]:
        """The bookings of this lot, from `earliest` on."""
        held = [n for n, step in enumerate(self.job.routing) if step.holds_last]
        sets = self.load.lasts.get(self.job.last_family) if held else None
        before = self.job.routing[: held[0]] if held else self.job.routing
        slots: list[_Slot] = []
        ready = self._run(before, earliest, slots)
        last_until = None
        if held:
            ready, last_until = self._hold(held[0], held[-1] + 1, ready, sets, slots)
            ready = self._run(self.job.routing[held[-1] + 1 :], ready, slots)
        return self._bookings(slots, held, last_until)

    def _run(self, steps: Iterable[Operation], ready: int, slots: list[_Slot]) -> int:
        """Place steps one after the other and take their time; gives when the last has dried."""
        for step in steps:
            slot = self._slot(step, ready)
            for busy in slot.busy:
                busy.take(slot.start, slot.end)
            slots.append(slot)
            ready = self.load.line.after_drying(slot.end, float(step.drying_hours))
        return ready

    def _hold(
        self, first: int, until: int, ready: int, sets: list[Busy] | None, slots: list[_Slot]
    ) -> tuple[int, int]:
        """Place the steps that share a last, once a set is free for all of them."""
        steps = self.job.routing[first:until]
        while True:
            trial: list[_Slot] = []
            done = self._try(steps, ready, trial)
            chosen, free = _best_set(sets, trial[0].start, done)
            if free <= trial[0].start:
                break
            ready = free
        for slot in trial:
            for busy in slot.busy:
                busy.take(slot.start, slot.end)
        if chosen is not None:
            chosen.take(trial[0].start, done)
        slots.extend(trial)
        return done, done

    def _try(self, steps: Iterable[Operation], ready: int, trial: list[_Slot]) -> int:
        for step in steps:
            slot = self._slot(step, ready)
            trial.append(slot)
            ready = self.load.line.after_drying(slot.end, float(step.drying_hours))
        return ready

    def _slot(self, step: Operation, ready: int) -> _Slot:
        """The earliest end that a fit person and a free station share."""
        machines: list[Busy | None] = [*self.load.stations.get(step.station, [])] or [None]
        best: _Slot | None = None
        for person in self.load.shop.people:
            if step.skill not in person.skills:
                continue
            length = minutes(step, self.pairs, person)
            own = self.load.people[person.id]
            for machine in machines:
                start = _shared(own, machine, ready, length)
                if best is None or start + length < best.end:
                    both = [own] if machine is None else [own, machine]
                    best = _Slot(start, start + length, person, both)
        if best is None:
            raise Refusal(because("Nobody can do “{step}”. Add the skill.", step=step.name))
        return best

    def _bookings(self, slots: list[_Slot], held: list[int], until: int | None) -> list[Booking]:
        line: WorkLine = self.load.line
        found = []
        for number, (step, slot) in enumerate(zip(self.job.routing, slots, strict=True)):
            holds = bool(held) and number == held[0]
            found.append(
                Booking(
                    job=self.job.id,
                    lot=self.number,
                    step=number + 1,
                    operation=step.name,
                    pairs=self.pairs,
                    person=slot.person.id,
                    start=line.begin(slot.start),
                    end=line.finish(slot.end),
                    station=step.station,
                    last_family=self.job.last_family if holds else "",
                    last_until=line.begin(until) if holds and until is not None else None,
                )
            )
        return found


def _shared(own: Busy, machine: Busy | None, ready: int, length: int) -> int:
    start = own.free_from(ready, length)
    while machine is not None:
        other = machine.free_from(start, length)
        if other == start:
            break
        start = own.free_from(other, length)
        if start == other:
            break
    return start


def _best_set(sets: list[Busy] | None, start: int, end: int) -> tuple[Busy | None, int]:
    """The set that is free soonest for this stretch; without known sets nothing is held."""
    if not sets:
        return None, start
    found = [(one.free_from(start, end - start), place) for place, one in enumerate(sets)]
    free, place = min(found)
    return sets[place], free
