"""An independent look at a plan: every rule of the floor, checked without the planner's code.

It walks the clock day by day instead of using the line of working minutes, and counts what is taken
event by event instead of searching gaps, so that a mistake in either shows.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from enum import StrEnum

from langkah.domain.calendar import Span, WorkCalendar
from langkah.domain.capacity.shop import Booking, Job, Operation, Person, Shop


class Rule(StrEnum):
    """What a plan must keep."""

    SKILL = "somebody works who cannot do it"
    TIME = "too little time"
    CLOSED = "work begins or ends while the floor is closed"
    STATION = "another station than the step needs"
    FEW = "too few pairs for a partner"
    TWO_PLACES = "somebody is at two places"
    STATIONS = "more stations in use than there are"
    LASTS = "more sets of lasts in use than there are"
    SIZE = "a size of which there is no last"
    LET_GO = "the last is not held until it is dry"
    ORDER = "a step begins before the one before is dry"
    LOT = "a lot is too large"
    PAIRS = "not every pair passes the step"
    UNKNOWN = "a step that the routing does not have"
    EARLY = "work begins before today or before the material is there"
    UNORDERED = "work begins while the buyer may still answer"
    MOVED = "a booking that had to stay was moved"
    PROMISE = "a promised day is not kept"


@dataclass(frozen=True, slots=True)
class Violation:
    """One broken rule, and the booking that breaks it."""

    rule: Rule
    job: str
    lot: int
    step: int

    @property
    def spot(self) -> tuple[str, int, int]:
        """Which step of which lot it is."""
        return self.job, self.lot, self.step


@dataclass(frozen=True, slots=True, kw_only=True)
class PromisedDay:
    """The last day on which a job must be packed."""

    job: str
    day: date


@dataclass(frozen=True, slots=True, kw_only=True)
class VerifyCase:
    """A plan to be checked: `bookings` are all of it, `jobs` those whose steps are known.

    `kept` had to stay as they are; `promised` are days that had to be kept. Of jobs named in
    `begun` some is done already: steps that are missing in front are over. Jobs of which nothing is
    known belong into `bookings` only. What is kept and over is history, noted as people remember
    it: it is not asked again how it went, only whether what comes fits behind it. What is kept and
    has begun, or left for a partner, is not asked how it began: at what hour, how dry it was after
    a step that is over, on which of too many sets of lasts.
    """

    shop: Shop
    jobs: tuple[Job, ...]
    bookings: tuple[Booking, ...]
    now: datetime
    kept: tuple[Booking, ...] = ()
    promised: tuple[PromisedDay, ...] = ()
    begun: tuple[str, ...] = ()


def verify(case: VerifyCase) -> tuple[Violation, ...]:
    """Every broken rule; empty for a plan that can be carried out."""
    rules = (
        _known,
        _people,
        _overlaps,
        _counts,
        _lasts,
        _sizes,
        _steps,
        _pairs,
        _in_time,
        _ordered,
        _given,
    )
    return tuple(violation for rule in rules for violation in rule(case))


def _over(case: VerifyCase) -> set[Booking]:
    return {one for one in case.kept if one.end <= case.now}


def _begun(case: VerifyCase) -> set[Booking]:
    way, here = _way(case), (timedelta(), timedelta())
    return {one for one in case.kept if one.start - way.get(one.person, here)[0] < case.now}


def _broken(rule: Rule, one: Booking) -> Violation:
    return Violation(rule, one.job, one.lot, one.step)


def _steps_of(case: VerifyCase) -> Iterator[tuple[Job, Operation, Booking]]:
    jobs = {job.id: job for job in case.jobs}
    for one in case.bookings:
        job = jobs.get(one.job)
        if job is not None and 1 <= one.step <= len(job.routing):
            yield job, job.routing[one.step - 1], one


def _known(case: VerifyCase) -> Iterator[Violation]:
    """Every booking of a known job is a step of it."""
    lengths = {job.id: len(job.routing) for job in case.jobs}
    for one in case.bookings:
        if not 1 <= one.step <= lengths.get(one.job, one.step):
            yield _broken(Rule.UNKNOWN, one)


def _people(case: VerifyCase) -> Iterator[Violation]:
    """A person does what she can, for as long as she needs, within working hours.

    What is over is not asked again: whoever did it may have left, or be on leave by now.
    """
    over, begun = _over(case), _begun(case)
    people = {person.id: person for person in case.shop.people}
    clocks = {one.id: _Clock(case.shop.calendar, one) for one in case.shop.people}
    for _, step, one in _steps_of(case):
        if one in over:
            continue
        person = people.get(one.person)
        if person is None or step.skill not in person.skills:
            yield _broken(Rule.SKILL, one)
            continue
        clock = clocks[person.id]
        worked = clock.worked(one.start, one.end)
        if one.end <= one.start or worked < _needed(step, one.pairs, person):
            yield _broken(Rule.TIME, one)
        if not (one in begun or clock.opens(one.start)) or not clock.stops(one.end):
            yield _broken(Rule.CLOSED, one)
        if one.station != ("" if person.partner else step.station):
            yield _broken(Rule.STATION, one)
        if person.partner and one.pairs < person.partner.least_pairs:
            yield _broken(Rule.FEW, one)


def _needed(step: Operation, pairs: int, person: Person) -> Decimal:
    speed = {one.skill: one.speed for one in person.speeds}.get(step.skill, person.speed)
    return ((step.minutes_per_batch or 0) + (step.minutes_per_pair or 0) * Decimal(pairs)) * speed


def _outside(
    hours: list[tuple[datetime, datetime]], spans: Iterable[Span]
) -> list[tuple[datetime, datetime]]:
    """What is left of these hours outside the spans."""
    for one in spans:
        hours = [
            part
            for begins, stops in hours
            for part in ((begins, min(stops, one.start)), (max(begins, one.end), stops))
            if part[0] < part[1]
        ]
    return hours


class _Clock:
    """The hours of one person day by day, looked up once."""

    def __init__(self, calendar: WorkCalendar, person: Person) -> None:
        own = (person.partner.calendar if person.partner else None) or calendar
        self._hours, self._rest = own.hours, own.rest
        self._closed = {one.day for one in own.closed}
        self._person = person
        self._known: dict[date, list[tuple[datetime, datetime]]] = {}

    def of(self, day: date) -> list[tuple[datetime, datetime]]:
        if day not in self._known:
            usual = [] if day in self._closed else list(self._day(day))
            self._known[day] = self._own(day, usual)
        return self._known[day]

    def _own(
        self, day: date, usual: list[tuple[datetime, datetime]]
    ) -> list[tuple[datetime, datetime]]:
        """The usual hours with overtime and without leave, as stretches that do not touch."""
        midnight = datetime.combine(day, time())
        until = midnight + timedelta(days=1)
        hours = _outside(usual, self._rest) + [
            (max(one.start, midnight), min(one.end, until))
            for one in self._person.overtime
            if one.start < until and one.end > midnight
        ]
        hours = _outside(hours, self._person.away)
        joined: list[tuple[datetime, datetime]] = []
        for begins, stops in sorted(hours):
            if joined and begins <= joined[-1][1]:
                joined[-1] = joined[-1][0], max(joined[-1][1], stops)
            else:
                joined.append((begins, stops))
        return joined

    def _day(self, day: date) -> Iterator[tuple[datetime, datetime]]:
        for hours in self._hours:
            if hours.weekday != day.weekday() or hours.minutes < 1:
                continue
            opens = datetime.combine(day, hours.opens)
            if not hours.break_minutes or not 0 < hours.break_after < hours.minutes:
                yield opens, opens + timedelta(minutes=hours.minutes)
                continue
            pause = opens + timedelta(minutes=hours.break_after)
            again = pause + timedelta(minutes=hours.break_minutes)
            yield opens, pause
            yield again, again + timedelta(minutes=hours.minutes - hours.break_after)

    def worked(self, start: datetime, end: datetime) -> float:
        """Working minutes between two moments."""
        total, day = timedelta(), start.date()
        while day <= end.date():
            for begins, stops in self.of(day):
                total += max(timedelta(), min(end, stops) - max(start, begins))
            day += timedelta(days=1)
        return total / timedelta(minutes=1)

    def opens(self, moment: datetime) -> bool:
        return any(begins <= moment < stops for begins, stops in self.of(moment.date()))

    def stops(self, moment: datetime) -> bool:
        # What ends at midnight ends with the day before.
        day = (moment - timedelta(microseconds=1)).date()
        return any(begins < moment <= stops for begins, stops in self.of(day))


def _overlaps(case: VerifyCase) -> Iterator[Violation]:
    """Nobody is at two places."""
    over = _over(case)
    by_person: dict[int, list[Booking]] = defaultdict(list)
    for one in case.bookings:
        if one not in over:
            by_person[one.person].append(one)
    for mine in by_person.values():
        yield from _beyond(Rule.TWO_PLACES, 1, [(one.start, one.end, one) for one in mine])


def _counts(case: VerifyCase) -> Iterator[Violation]:
    """No more machines at once than there are."""
    over = _over(case)
    for kind in case.shop.stations:
        mine = [
            (one.start, one.end, one)
            for one in case.bookings
            if one.station == kind.name and one not in over
        ]
        out = [(one.start, one.end, None) for one in kind.out]
        yield from _beyond(Rule.STATIONS, kind.count, [*mine, *out])
    names = {"", *(kind.name for kind in case.shop.stations)}
    yield from _nowhere(case, Rule.STATIONS, lambda one: one.station not in names)


def _nowhere(case: VerifyCase, rule: Rule, lacks: Callable[[Booking], bool]) -> Iterator[Violation]:
    """Work that is not over yet and needs what the floor has none of."""
    for _, _, one in _steps_of(case):
        if lacks(one) and (one.last_until or one.end) > case.now:
            yield _broken(rule, one)


def _lasts(case: VerifyCase) -> Iterator[Violation]:
    """No more sets of lasts at once than there are, and each held long enough."""
    over = {one for one in _over(case) if one.last_until and one.last_until <= case.now}
    begun = {_spot(one) for one in _begun(case)}
    for kind in case.shop.lasts:
        mine = [
            (one.start, one.last_until, one)
            for one in case.bookings
            if one.last_family == kind.family and one.last_until and one not in over
        ]
        yield from (one for one in _beyond(Rule.LASTS, kind.count, mine) if one.spot not in begun)
    families = {"", *(kind.family for kind in case.shop.lasts)}
    yield from _nowhere(case, Rule.LASTS, lambda one: one.last_family not in families)
    ends = _backs(case)
    for job, _, one in _steps_of(case):
        holding = [place for place, step in enumerate(job.routing, start=1) if step.holds_last]
        if not holding or one.step != holding[0]:
            continue
        end = ends.get((one.job, one.lot, holding[-1]))
        until = one.last_until
        dry = _drying(job.routing[holding[-1] - 1])
        if one in over and end and end <= case.now:
            continue
        if one.last_family != job.last_family or not end or not until or until < end + dry:
            yield _broken(Rule.LET_GO, one)


def _sizes(case: VerifyCase) -> Iterator[Violation]:
    """What is still to be lasted has a last of each size asked for, where they are counted."""
    kinds = {kind.family: {one.size: one.pairs for one in kind.sizes} for kind in case.shop.lasts}
    over = _over(case)
    for job, step, one in _steps_of(case):
        counted = kinds.get(job.last_family)
        if not step.holds_last or not counted or one in over:
            continue
        if any(counted.get(size, 0) < 1 for size in job.sizes if size):
            yield _broken(Rule.SIZE, one)


def _beyond(
    rule: Rule, count: int, rows: Iterable[tuple[datetime, datetime, Booking | None]]
) -> Iterator[Violation]:
    """Each booking that begins while `count` others are under way, or what stops one of them.

    Rows without a booking are machines out: more of them than there are stop nobody who is not
    at work then.
    """
    under_way: list[tuple[datetime, Booking | None]] = []
    for start, end, one in sorted(rows, key=lambda row: row[0]):
        under_way = [row for row in under_way if row[0] > start]
        at_work = one or any(other for _, other in under_way)
        if len(under_way) >= count and at_work:
            yield _broken(rule, one) if one else Violation(rule, "", 0, 0)
        under_way.append((end, one))


def _spot(one: Booking) -> tuple[str, int, int]:
    return one.job, one.lot, one.step


def _drying(step: Operation) -> timedelta:
    return timedelta(hours=float(step.drying_hours))


def _way(case: VerifyCase) -> dict[int, tuple[timedelta, timedelta]]:
    """The way to each partner and back."""
    return {
        one.id: (
            timedelta(hours=float(one.partner.there_hours)),
            timedelta(hours=float(one.partner.back_hours)),
        )
        for one in case.shop.people
        if one.partner
    }


def _backs(case: VerifyCase) -> dict[tuple[str, int, int], datetime]:
    """When each step of each lot is over and back on the floor."""
    way, here = _way(case), (timedelta(), timedelta())
    return {_spot(one): one.end + way.get(one.person, here)[1] for one in case.bookings}


def _steps(case: VerifyCase) -> Iterator[Violation]:
    """Steps follow one another, dry in between and carried where they are done."""
    ends, way, here = _backs(case), _way(case), (timedelta(), timedelta())
    over, begun = _over(case), _begun(case)
    behind = {_spot(one) for one in over}
    for job, _, one in _steps_of(case):
        if one.step == 1 or one in over:
            continue
        if one in begun and (one.job, one.lot, one.step - 1) in behind:
            continue
        before = ends.get((one.job, one.lot, one.step - 1))
        there = way.get(one.person, here)[0]
        if before is None:
            if job.id not in case.begun:
                yield _broken(Rule.ORDER, one)
        elif one.start < before + _drying(job.routing[one.step - 2]) + there:
            yield _broken(Rule.ORDER, one)


def _pairs(case: VerifyCase) -> Iterator[Violation]:
    """Every pair goes through every step, in lots that fit; what is begun goes on to the end.

    A lot passes a step once, and stays the same pairs from step to step.
    """
    made: dict[tuple[str, int], int] = defaultdict(int)
    sizes: dict[tuple[str, int], int] = {}
    passed: set[tuple[str, int, int]] = set()
    for job, _, one in _steps_of(case):
        spot = (job.id, one.lot, one.step)
        if spot in passed or sizes.setdefault(spot[:2], one.pairs) != one.pairs:
            yield _broken(Rule.PAIRS, one)
        passed.add(spot)
        made[job.id, one.step] += one.pairs
        if one.pairs > case.shop.lot_pairs:
            yield _broken(Rule.LOT, one)
    for job in case.jobs:
        counts = [made[job.id, step] for step in range(1, len(job.routing) + 1)]
        whole = counts == sorted(counts) and max(counts, default=0) <= job.pairs
        for step, count in enumerate(counts, 1):
            if count != job.pairs and not (job.id in case.begun and whole):
                yield Violation(Rule.PAIRS, job.id, 0, step)


def _in_time(case: VerifyCase) -> Iterator[Violation]:
    """Nothing starts before today or before its material is there; what is begun may have."""
    kept, way, here = set(case.kept), _way(case), (timedelta(), timedelta())
    for job, _, one in _steps_of(case):
        leaves = one.start - way.get(one.person, here)[0]
        begun = job.id in case.begun and one in kept
        if not begun and leaves < max(case.now, _arrives(job) or case.now):
            yield _broken(Rule.EARLY, one)


def _ordered(case: VerifyCase) -> Iterator[Violation]:
    """Nothing starts, or leaves for a partner, before it is ordered: not even what had to stay."""
    way, here = _way(case), (timedelta(), timedelta())
    for job, _, one in _steps_of(case):
        leaves = one.start - way.get(one.person, here)[0]
        if job.not_before is not None and leaves < job.not_before:
            yield _broken(Rule.UNORDERED, one)


def _arrives(job: Job) -> datetime | None:
    ready = job.material_ready
    if ready is None or isinstance(ready, datetime):
        return ready
    return datetime.combine(ready, time())


def _ready(case: VerifyCase) -> Iterator[tuple[str, datetime]]:
    """When the pairs of each booking are back on the floor and, after the last step, dry."""
    last = {
        job.id: (len(job.routing), _drying(job.routing[-1])) for job in case.jobs if job.routing
    }
    way, here = _way(case), (timedelta(), timedelta())
    for one in case.bookings:
        step, dry = last.get(one.job, (0, timedelta()))
        back = one.end + way.get(one.person, here)[1]
        yield one.job, back + dry if one.step == step else back


def _given(case: VerifyCase) -> Iterator[Violation]:
    """What others were told stays: their bookings and their days."""
    present = set(case.bookings)
    yield from (_broken(Rule.MOVED, one) for one in case.kept if one not in present)
    ready = list(_ready(case)) if case.promised else []
    for promised in case.promised:
        ends = [moment for job, moment in ready if job == promised.job]
        if not ends or max(ends).date() > promised.day:
            yield Violation(Rule.PROMISE, promised.job, 0, 0)
