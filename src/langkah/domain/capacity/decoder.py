"""The decoder: lots go, one after the other, into the first gaps that everything they need shares.

Serial schedule generation with gap search. The same lots in the same order on the same floor give
the same plan, so a plan is an order of lots. Minutes are those of the clock since the line's
origin, unless they are called `own`: those count on the person's own line.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from langkah.domain.capacity.load import Busy, Load, Tries
from langkah.domain.capacity.lots import Crew, Lot, Step
from langkah.domain.capacity.shop import Booking, Job
from langkah.domain.reason import Refusal, because
from langkah.domain.work_line import WorkLine, too_far

FAR = 1 << 60
# Of no more hands than these each is asked whether a station is free when she is.
FEW = 6
# After so many looks for lasts in vain a lot of many takes a short cut.
OFTEN = 8


class Slot(NamedTuple):
    """Where one step of one lot goes, and what it waited for.

    It could begin at `ready`, and found a person at `free` (both on the line of that person, `own`
    are her minutes of it). `done` is when the lot may go on: back from a partner and dry.
    """

    step: Step
    person: int
    station: int
    own_begin: int
    own_end: int
    begin: int
    end: int
    done: int
    own_ready: int
    own_free: int


class Placed(NamedTuple):
    """A lot in the plan; -1 where it takes no lasts.

    A set of lasts was asked for at `asked`, free at `free`, in its hands from `taken` to `until`.
    """

    lot: Lot
    slots: list[Slot]
    asked: int
    free: int
    taken: int
    until: int

    @property
    def end(self) -> int:
        """When its pairs are ready: back from whoever did the last step, and dry."""
        return self.slots[-1].done


class Seen:
    """Where people were found free, while lots are only added to a load and none leaves it.

    Whoever asks for the same step from the same minute on or later finds nobody free before that,
    so the search may go on from there: of an order of thousands of lots only the end is searched.
    Whoever has looked for lasts often in vain goes on where the last one like it found a set: a gap
    in between may have been just long enough, but of thousands of lots each looked at all of them.
    """

    __slots__ = ("_free", "_sets")

    def __init__(self) -> None:
        self._free: dict[tuple[int, int, bool], tuple[int, int]] = {}
        self._sets: dict[tuple[int, int], tuple[int, int]] = {}

    def free(self, name: tuple[int, int, bool], person: Busy, since: int, length: int) -> int:
        """When a person is free; `name`: the step, the person, and whether it waits for lasts."""
        asked, found = self._free.get(name, (since, since))
        found = person.free_from(max(since, found) if since >= asked else since, length)
        self._free[name] = since, found
        return found

    def set_free(self, lot: Lot, asked: int, ready: int) -> int:
        """From when on a lot that asked for lasts then, and is at `ready` by now, looks on."""
        before, found = self._sets.get((id(lot.held[0]), lot.family), (asked, ready))
        return max(ready, found) if asked >= before else ready

    def set_found(self, lot: Lot, asked: int, ready: int) -> None:
        """A lot that asked for lasts then found a set."""
        self._sets[id(lot.held[0]), lot.family] = asked, ready


def place(load: Load, lot: Lot, seen: Seen | None = None) -> Placed:
    """Put a lot into the gaps of the load, and write it in."""
    asked = free = taken = until = -1
    slots, ready = run(load, lot.before, lot.earliest, seen)
    if lot.held:
        asked = ready
        held, free, taken, until = _hold(load, lot, ready, seen)
        slots += held
        ready = until
    if lot.after:
        slots += run(load, lot.after, ready, seen)[0]
    people, stations = load.people, load.stations
    for slot in slots:
        people[slot.person].take(slot.own_begin, slot.own_end)
        if slot.station >= 0:
            stations[slot.station].take(slot.begin, slot.end)
    if until >= 0 and lot.family >= 0:
        load.lasts[lot.family].take(taken, until)
    return Placed(lot, slots, asked, free, taken, until)


def place_all(load: Load, lots: Iterable[Lot]) -> list[Placed]:
    """Put lots into the gaps one after the other."""
    seen = Seen()
    return [place(load, lot, seen) for lot in lots]


def run(
    load: Load, steps: Sequence[Step], ready: int, seen: Seen | None = None, *, again: bool = False
) -> tuple[list[Slot], int]:
    """Steps one after the other, and when the last of them is dry.

    They need not be written in to be seen by each other: each begins after the one before.
    """
    slots = []
    for step in steps:
        slot = _slot(load, step, ready, seen, again)
        slots.append(slot)
        ready = slot.done
    return slots, ready


def _hold(load: Load, lot: Lot, ready: int, seen: Seen | None) -> tuple[list[Slot], int, int, int]:
    """The steps that share a set of lasts, once one is free for all of them."""
    if lot.held_since is not None or lot.family < 0:
        slots, done = run(load, lot.held, ready, seen)
        taken = slots[0].begin if lot.held_since is None else lot.held_since
        return slots, ready, taken, done
    full, first, tries = load.lasts[lot.family].full, ready, 0
    while True:
        slots, done = run(load, lot.held, ready, seen, again=ready > first)
        taken = slots[0].begin
        free = full.free_from(taken, done - taken)
        if free <= taken:
            break
        ready, tries = free, tries + 1
        if seen is not None and tries == OFTEN:
            ready = seen.set_free(lot, first, ready)
    load.tries.count += tries * Tries.A_SET
    if seen is not None and tries:
        seen.set_found(lot, first, ready)
    return slots, ready, taken, done


def _slot(load: Load, step: Step, ready: int, seen: Seen | None, again: bool) -> Slot:
    """The earliest end that a fit person and a free station share."""
    best: Slot | None = None
    for crew in step.crews:
        found = _by(load, step, crew, ready, seen, again)
        if best is None or found.done < best.done:
            best = found
    if best is None:
        raise Refusal(because("Nobody can do step {step}. Add the skill.", step=step.number))
    return best


def _by(load: Load, step: Step, crew: Crew, ready: int, seen: Seen | None, again: bool) -> Slot:
    """The earliest end that one of a crew and a free station share."""
    line = crew.line
    full = load.stations[crew.station].full if crew.station >= 0 else None
    there = own_ready = line.since(ready + crew.there)
    if full is not None and len(crew.hands) > FEW:
        there = _station_free(load, full, crew, own_ready)
    first, who, begin, free = FAR, -1, 0, 0
    people = load.people
    for person, length in crew.hands:
        if there + length >= first:
            break
        busy = people[person]
        start = alone = (
            busy.free_from(own_ready, length)
            if seen is None
            else seen.free((id(step), person, again), busy, own_ready, length)
        )
        if full is not None:
            start = _both(busy, full, line, start, length, load.tries)
        if start + length < first:
            first, who, begin, free = start + length, person, start, alone
    end = line.clock_end(first)
    done = end + crew.back + step.drying
    on_clock = line.clock_begin(begin)
    return Slot(step, who, crew.station, begin, first, on_clock, end, done, own_ready, free)


def _station_free(load: Load, full: Busy, crew: Crew, since: int) -> int:
    """No hand of a crew finds a station before this minute of hers."""
    shortest, first = crew.hands[0][1], FAR
    for person, length in crew.hands:
        first = min(first, load.people[person].free_from(since, length))
        if first == since:
            break
    line = crew.line
    while True:
        load.tries.count += 1
        begin = line.clock_begin(first)
        there = full.free_from(begin, shortest)
        if there == begin:
            return first
        first = line.since(there)


def _both(
    person: Busy, station: Busy, line: WorkLine, start: int, length: int, tries: Tries
) -> int:
    """The first of her own minutes that suits both; she is free at `start`."""
    while True:
        tries.count += 1
        begin = line.clock_begin(start)
        there = station.free_from(begin, line.clock_end(start + length) - begin)
        if there == begin:
            return start
        start = person.free_from(line.since(there), length)


def written(load: Load, jobs: Sequence[Job], placed: Iterable[Placed]) -> list[Booking]:
    """Lots as bookings, in naive local time. Raises Refusal for a plan beyond the line."""
    bookings = []
    moment = load.line.moment
    for one in placed:
        job = jobs[one.lot.job]
        takes_last = one.until >= 0 and one.lot.held_since is None
        for slot in one.slots:
            if slot.own_end >= load.lines[slot.person].end:
                raise Refusal(too_far())
            routing = job.routing[slot.step.number - 1]
            first = takes_last and slot.step is one.lot.held[0]
            bookings.append(
                Booking(
                    job=job.id,
                    lot=one.lot.number,
                    step=slot.step.number,
                    operation=routing.name,
                    pairs=one.lot.pairs,
                    person=load.shop.people[slot.person].id,
                    start=moment(slot.begin),
                    end=moment(slot.end),
                    station=routing.station if slot.station >= 0 else "",
                    last_family=job.last_family if first else "",
                    last_until=moment(one.until) if first else None,
                )
            )
    return bookings
