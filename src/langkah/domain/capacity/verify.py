"""An independent look at a plan: every rule of the floor, checked without the planner's code.

It walks the clock day by day instead of using the line of working minutes, so that a mistake in
either shows.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from itertools import pairwise

from langkah.domain.calendar import WorkCalendar
from langkah.domain.capacity.shop import Booking, Job, Shop


@dataclass(frozen=True, slots=True)
class Violation:
    """One broken rule, and the booking that breaks it."""

    rule: str
    job: str
    lot: int
    step: int


@dataclass(frozen=True, slots=True, kw_only=True)
class VerifyCase:
    """A plan to be checked. `bookings` are all of it; `jobs` those whose steps are known."""

    shop: Shop
    jobs: tuple[Job, ...]
    bookings: tuple[Booking, ...]
    now: datetime


def verify(case: VerifyCase) -> tuple[Violation, ...]:
    """Every broken rule; empty for a plan that can be carried out."""
    return tuple(
        violation
        for rule in (_people, _overlaps, _counts, _lasts, _steps, _pairs, _in_time)
        for violation in rule(case)
    )


def _broken(rule: str, one: Booking) -> Violation:
    return Violation(rule, one.job, one.lot, one.step)


def _steps_of(case: VerifyCase) -> Iterator[tuple[Job, Booking]]:
    jobs = {job.id: job for job in case.jobs}
    for one in case.bookings:
        if one.job in jobs:
            yield jobs[one.job], one


def _people(case: VerifyCase) -> Iterator[Violation]:
    """A person does what she can, for as long as she needs, within working hours."""
    people = {person.id: person for person in case.shop.people}
    for job, one in _steps_of(case):
        step, person = job.routing[one.step - 1], people.get(one.person)
        if person is None or step.skill not in person.skills:
            yield _broken("skill", one)
            continue
        per_pair, batch = step.minutes_per_pair or Decimal(0), step.minutes_per_batch or Decimal(0)
        needed = (batch + per_pair * one.pairs) * person.speed
        if worked(case.shop.calendar, one.start, one.end) < needed:
            yield _broken("time", one)
        if step.station != one.station:
            yield _broken("station", one)


def worked(calendar: WorkCalendar, start: datetime, end: datetime) -> int:
    """Working minutes between two moments, counted day by day."""
    total, day = 0, start.date()
    while day <= end.date():
        for begins, stops in _open(calendar, day):
            overlap = min(end, stops) - max(start, begins)
            total += max(0, int(overlap.total_seconds() // 60))
        day += timedelta(days=1)
    return total


def _open(calendar: WorkCalendar, day: date) -> Iterator[tuple[datetime, datetime]]:
    if any(one.day == day for one in calendar.closed):
        return
    for hours in calendar.hours:
        if hours.weekday != day.weekday():
            continue
        opens = datetime.combine(day, hours.opens)
        if not hours.break_minutes or not 0 < hours.break_after < hours.minutes:
            yield opens, opens + timedelta(minutes=hours.minutes)
            continue
        pause = opens + timedelta(minutes=hours.break_after)
        again = pause + timedelta(minutes=hours.break_minutes)
        yield opens, pause
        yield again, again + timedelta(minutes=hours.minutes - hours.break_after)


def _overlaps(case: VerifyCase) -> Iterator[Violation]:
    """Nobody is at two places."""
    by_person: dict[int, list[Booking]] = defaultdict(list)
    for one in case.bookings:
        by_person[one.person].append(one)
    for mine in by_person.values():
        mine.sort(key=lambda one: one.start)
        for before, after in pairwise(mine):
            if after.start < before.end:
                yield _broken("two places", after)


def _most_at_once(rows: Iterable[tuple[datetime, datetime]]) -> int:
    events = sorted([(start, 1) for start, _ in rows] + [(end, -1) for _, end in rows])
    most = now = 0
    for _, change in sorted(events, key=lambda event: (event[0], event[1])):
        now += change
        most = max(most, now)
    return most


def _counts(case: VerifyCase) -> Iterator[Violation]:
    """No more machines at once than there are."""
    for kind in case.shop.stations:
        mine = [one for one in case.bookings if one.station == kind.name]
        if mine and _most_at_once([(one.start, one.end) for one in mine]) > kind.count:
            yield _broken(f"stations: {kind.name}", mine[0])


def _lasts(case: VerifyCase) -> Iterator[Violation]:
    """No more sets of lasts at once than there are, and each held long enough."""
    for kind in case.shop.lasts:
        mine = [one for one in case.bookings if one.last_family == kind.family and one.last_until]
        held = [(one.start, one.last_until) for one in mine if one.last_until]
        if held and _most_at_once(held) > kind.count:
            yield _broken(f"lasts: {kind.family}", mine[0])
    known = {kind.family for kind in case.shop.lasts}
    ends = {(one.job, one.lot, one.step): one.end for one in case.bookings}
    for job, one in _steps_of(case):
        step = job.routing[one.step - 1]
        holding = [n + 1 for n, each in enumerate(job.routing) if each.holds_last]
        if not step.holds_last or one.step != holding[0] or job.last_family not in known:
            continue
        end = ends.get((one.job, one.lot, holding[-1]))
        dry = timedelta(hours=float(job.routing[holding[-1] - 1].drying_hours))
        if end is None or one.last_until is None or one.last_until < end + dry:
            yield _broken("last let go too early", one)


def _steps(case: VerifyCase) -> Iterator[Violation]:
    """Steps follow one another, dry in between."""
    ends = {(one.job, one.lot, one.step): one.end for one in case.bookings}
    for job, one in _steps_of(case):
        if one.step == 1:
            continue
        before = ends.get((one.job, one.lot, one.step - 1))
        dry = timedelta(hours=float(job.routing[one.step - 2].drying_hours))
        if before is None or one.start < before + dry:
            yield _broken("order of steps", one)


def _pairs(case: VerifyCase) -> Iterator[Violation]:
    """Every pair goes through every step, in lots that fit."""
    made: dict[tuple[str, int], int] = defaultdict(int)
    for job, one in _steps_of(case):
        made[job.id, one.step] += one.pairs
        if one.pairs > case.shop.lot_pairs:
            yield _broken("lot too large", one)
    for job in case.jobs:
        for step in range(1, len(job.routing) + 1):
            if made[job.id, step] != job.pairs:
                yield Violation("pairs", job.id, 0, step)


def _in_time(case: VerifyCase) -> Iterator[Violation]:
    """Nothing starts before today or before its material is there."""
    for job, one in _steps_of(case):
        if one.start < case.now or (job.material_ready and one.start.date() < job.material_ready):
            yield _broken("too early", one)
