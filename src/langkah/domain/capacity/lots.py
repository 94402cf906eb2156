"""Jobs made ready for the plan: lots with their steps, who can do each of them in how many minutes.

A lot whose first steps are done or may not move any more keeps only the steps that are left.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import ROUND_CEILING, Decimal

from langkah.domain.capacity.load import Load
from langkah.domain.capacity.shop import Booking, Job, Operation, Person, lots, opens, speed_of
from langkah.domain.work_line import WorkLine

HOUR = 60


@dataclass(frozen=True, slots=True)
class Crew:
    """People with the same hours who can do a step; for a partner, the way there and back.

    `hands` are places in the shop's people with the minutes each needs, the quickest first.
    `station` is a place in the shop's stations, or -1 where none of them is needed.
    """

    line: WorkLine
    hands: tuple[tuple[int, int], ...]
    station: int
    there: int = 0
    back: int = 0


@dataclass(frozen=True, slots=True)
class Step:
    """A step for lots of one size; minutes of the clock until it is dry."""

    number: int
    crews: tuple[Crew, ...]
    drying: int


@dataclass(frozen=True, slots=True)
class Lot:
    """A lot with what is left to be done, before, while and after it holds a set of lasts.

    `job` is a place in the list of jobs, `earliest` a minute of the clock. `held_since` tells that
    it has its set of lasts already.
    """

    job: int
    number: int
    pairs: int
    earliest: int
    before: tuple[Step, ...]
    held: tuple[Step, ...]
    after: tuple[Step, ...]
    family: int
    held_since: int | None = None

    @property
    def begun(self) -> bool:
        """Whether some of it is done or fixed."""
        return self.held_since is not None or not self.steps or self.steps[0].number > 1

    @property
    def turn(self) -> int:
        """When it is placed among what is begun: a lot on its lasts cannot wait for one without."""
        return 0 if self.held_since is not None else 1

    @property
    def steps(self) -> tuple[Step, ...]:
        """All that is left, in order."""
        return (*self.before, *self.held, *self.after)


@dataclass(frozen=True, slots=True)
class _Rest:
    """What is left of a lot: from when on, after how many steps, with a set of lasts since when."""

    number: int
    pairs: int
    earliest: int
    done: int = 0
    since: int | None = None


class Preparer:
    """Makes lots out of jobs; steps of the same routing and size are made once."""

    def __init__(self, load: Load, now: datetime) -> None:
        self.load, self.now = load, load.line.clock(now)
        self._stations = {one.name: place for place, one in enumerate(load.shop.stations)}
        self._families = {one.family: place for place, one in enumerate(load.shop.lasts)}
        self._back = {one.id: way(one)[1] for one in load.shop.people if one.partner}
        self._steps: dict[tuple[Operation, int, int], Step] = {}

    def fresh(self, place: int, job: Job, earliest: datetime | None = None) -> Iterator[Lot]:
        """The lots of a job of which nothing is done yet."""
        begin = self._begin(job, earliest)
        for number, pairs in enumerate(lots(job.pairs, self.load.shop.lot_pairs), start=1):
            yield self._lot(place, job, _Rest(number, pairs, begin))

    def left(
        self, place: int, job: Job, bookings: Iterable[Booking], kept: Iterable[Booking]
    ) -> Iterator[Lot]:
        """What is left of a job's lots: the steps of `bookings` that are not among those `kept`."""
        fixed = {(one.lot, one.step): one for one in kept}
        by_lot: dict[int, list[Booking]] = {}
        for one in bookings:
            if (one.lot, one.step) not in fixed:
                by_lot.setdefault(one.lot, []).append(one)
        for number, mine in sorted(by_lot.items()):
            first = min(one.step for one in mine)
            before = [one for (lot, _), one in fixed.items() if lot == number]
            rest = _Rest(
                number,
                mine[0].pairs,
                max(self._begin(job, None), self._dry(job, before)),
                first - 1,
                self._since(job, first, before),
            )
            yield self._lot(place, job, rest)

    def _begin(self, job: Job, earliest: datetime | None) -> int:
        clock = self.load.line.clock
        begin = self.now if earliest is None else max(self.now, clock(earliest))
        if job.material_ready is not None:
            begin = max(begin, clock(opens(job.material_ready)))
        if job.not_before is not None:
            begin = max(begin, clock(job.not_before))
        return begin

    def _dry(self, job: Job, before: Sequence[Booking]) -> int:
        """When what is fixed of a lot is back from a partner and dry."""
        clock = self.load.line.clock
        return max(
            (
                clock(one.end) + self._back.get(one.person, 0) + drying(job.routing[one.step - 1])
                for one in before
            ),
            default=0,
        )

    def _since(self, job: Job, first: int, before: Sequence[Booking]) -> int | None:
        """Since when a lot holds its lasts, if it does so before its step `first`."""
        held = [number for number, step in enumerate(job.routing, 1) if step.holds_last]
        if not held or not held[0] < first <= held[-1]:
            return None
        taken = [one.start for one in before if one.step == held[0]]
        return self.load.line.clock(taken[0]) if taken else 0

    def _lot(self, place: int, job: Job, rest: _Rest) -> Lot:
        steps = [self._step(step, count, rest.pairs) for count, step in enumerate(job.routing, 1)]
        holding = [count for count, step in enumerate(job.routing) if step.holds_last]
        first, after = (holding[0], holding[-1] + 1) if holding else (len(steps), len(steps))
        return Lot(
            job=place,
            number=rest.number,
            pairs=rest.pairs,
            earliest=rest.earliest,
            before=tuple(steps[rest.done : first]),
            held=tuple(steps[max(rest.done, first) : after]),
            after=tuple(steps[max(rest.done, after) :]),
            family=self._families.get(job.last_family, -1) if holding else -1,
            held_since=rest.since,
        )

    def _step(self, step: Operation, number: int, pairs: int) -> Step:
        key = step, number, pairs
        if key not in self._steps:
            self._steps[key] = Step(
                number,
                tuple(self._crews(step, pairs)),
                drying(step),
            )
        return self._steps[key]

    def _crews(self, step: Operation, pairs: int) -> Iterator[Crew]:
        found: dict[tuple[int, int, int, int], list[tuple[int, int]]] = {}
        lines: dict[int, WorkLine] = {}
        there_is = self._stations.get(step.station, -1)
        for place, person in enumerate(self.load.shop.people):
            line = self.load.lines[place]
            if step.skill not in person.skills or not line.end or not takes(person, pairs):
                continue
            lines[id(line)] = line
            crew = (id(line), -1 if person.partner else there_is, *way(person))
            found.setdefault(crew, []).append((minutes(step, pairs, person), place))
        for (line_id, station, there, back), hands in found.items():
            yield Crew(
                lines[line_id],
                tuple((place, length) for length, place in sorted(hands)),
                station,
                there,
                back,
            )


def takes(person: Person, pairs: int) -> bool:
    """Whether a lot of so many pairs is large enough for her; only partners mind."""
    return person.partner is None or pairs >= person.partner.least_pairs


def way(person: Person) -> tuple[int, int]:
    """Minutes of the clock there and back; zero for whoever works on the floor."""
    if person.partner is None:
        return 0, 0
    return _whole(person.partner.there_hours * HOUR), _whole(person.partner.back_hours * HOUR)


def drying(step: Operation) -> int:
    """Minutes of the clock until a step is dry."""
    return _whole(step.drying_hours * HOUR)


def minutes(step: Operation, pairs: int, person: Person) -> int:
    """Whole working minutes this person needs for a lot."""
    standard = (step.minutes_per_batch or 0) + (step.minutes_per_pair or 0) * Decimal(pairs)
    return max(1, _whole(standard * speed_of(person, step.skill)))


def _whole(exact: Decimal) -> int:
    return int(exact.to_integral_value(ROUND_CEILING))


def origin_of(now: datetime, booked: Iterable[Booking] = ()) -> date:
    """The first day of the line: today, or the day on which something of the plan began."""
    return min((now.date(), *(one.start.date() for one in booked)))
