"""What is taken already: busy stretches of every person, kind of station and family of lasts."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from langkah.domain.capacity.shop import Booking, LastSets, Person, Shop, Stations
from langkah.domain.work_line import WorkLine, work_line

Stretch = tuple[int, int]


class Busy:
    """Stretches [start, end) of one person that never overlap nor touch."""

    __slots__ = ("ends", "starts")

    def __init__(self, taken: Iterable[Stretch] = ()) -> None:
        self.starts: list[int] = []
        self.ends: list[int] = []
        for start, end in sorted(taken):
            if self.ends and start <= self.ends[-1]:
                self.ends[-1] = max(self.ends[-1], end)
            elif end > start:
                self.starts.append(start)
                self.ends.append(end)

    def copy(self) -> Busy:
        """The same stretches, to be tried on."""
        twin = Busy.__new__(Busy)
        twin.starts, twin.ends = self.starts.copy(), self.ends.copy()
        return twin

    def mirrored(self) -> Busy:
        """The same stretches with the sign changed."""
        twin = Busy.__new__(Busy)
        twin.starts = [-end for end in reversed(self.ends)]
        twin.ends = [-start for start in reversed(self.starts)]
        return twin

    def free_from(self, earliest: int, length: int) -> int:
        """The first minute from `earliest` on with `length` free minutes after it."""
        starts, ends = self.starts, self.ends
        place, count = bisect_right(ends, earliest), len(ends)
        while place < count and starts[place] < earliest + length:
            earliest = ends[place]
            place += 1
        return earliest

    def take(self, start: int, end: int) -> None:
        """Write a free stretch in; touching neighbours become one."""
        starts, ends = self.starts, self.ends
        place = bisect_left(starts, start)
        if place and ends[place - 1] == start:
            place -= 1
            ends[place] = end
        else:
            starts.insert(place, start)
            ends.insert(place, end)
        if place + 1 < len(starts) and starts[place + 1] == end:
            ends[place] = ends.pop(place + 1)
            del starts[place + 1]

    def give(self, start: int, end: int) -> None:
        """Take a stretch out again that lies inside one of these."""
        starts, ends = self.starts, self.ends
        place = bisect_right(starts, start) - 1
        before, after = starts[place] < start, ends[place] > end
        if before and after:
            starts.insert(place + 1, end)
            ends.insert(place, start)
        elif before:
            ends[place] = start
        elif after:
            starts[place] = end
        else:
            del starts[place], ends[place]


class Shared:
    """Several of a kind that stand in for each other: how many are taken from minute to minute.

    `marks[n]` begins a stretch in which `used[n]` are taken; `full` are the minutes with none left.
    """

    __slots__ = ("count", "full", "marks", "used")

    def __init__(self, count: int, taken: Iterable[Stretch] = ()) -> None:
        self.count = count
        self.marks, self.used = _steps(taken)
        self.full = Busy(
            (mark, after)
            for mark, after, used in zip(self.marks, self.marks[1:], self.used, strict=False)
            if used >= count
        )

    def copy(self, count: int) -> Shared:
        """The same stretches, to be tried on; perhaps there are more of the kind."""
        twin = Shared.__new__(Shared)
        twin.count = count
        twin.marks, twin.used = self.marks.copy(), self.used.copy()
        twin.full = (
            self.full.copy()
            if count == self.count
            else Busy(
                (mark, after)
                for mark, after, used in zip(self.marks, self.marks[1:], self.used, strict=False)
                if used >= count
            )
        )
        return twin

    def mirrored(self) -> Shared:
        """The same stretches with the sign changed."""
        twin = Shared.__new__(Shared)
        twin.count, twin.full = self.count, self.full.mirrored()
        twin.marks = [-mark for mark in reversed(self.marks)]
        twin.used = [*reversed(self.used[:-1]), *self.used[-1:]]
        return twin

    def free_from(self, earliest: int, length: int) -> int:
        """The first minute from `earliest` on with one left for `length` minutes."""
        return self.full.free_from(earliest, length)

    def take(self, start: int, end: int) -> None:
        """Take one for a stretch in which one is left."""
        first, last = self._mark(start), self._mark(end)
        for place in range(first, last):
            self.used[place] += 1
            if self.used[place] == self.count:
                self.full.take(self.marks[place], self.marks[place + 1])

    def give(self, start: int, end: int) -> None:
        """Give one back that was taken for this stretch."""
        first, last = self._mark(start), self._mark(end)
        for place in range(first, last):
            if self.used[place] == self.count:
                self.full.give(self.marks[place], self.marks[place + 1])
            self.used[place] -= 1
        for place in (last, first):
            if self.used[place] == (self.used[place - 1] if place else 0):
                del self.marks[place], self.used[place]

    def most(self, since: int) -> int:
        """How many are taken at once at most from this minute on."""
        first = max(bisect_right(self.marks, since) - 1, 0)
        return max(self.used[first:], default=0)

    def _mark(self, minute: int) -> int:
        place = bisect_left(self.marks, minute)
        if place == len(self.marks) or self.marks[place] != minute:
            self.marks.insert(place, minute)
            self.used.insert(place, self.used[place - 1] if place else 0)
        return place


def _steps(taken: Iterable[Stretch]) -> tuple[list[int], list[int]]:
    changes: dict[int, int] = defaultdict(int)
    for start, end in taken:
        changes[start] += 1
        changes[end] -= 1
    marks = sorted(changes)
    used, now = [], 0
    for mark in marks:
        now += changes[mark]
        used.append(now)
    return marks, used


class Tries:
    """How much was looked for in vain; counted for a floor and all its copies.

    One is a look for a moment that suits a person and a station; a look for a set of lasts is some
    of them, because all that it is needed for is looked for anew.
    """

    __slots__ = ("count",)
    A_SET = 16

    def __init__(self) -> None:
        self.count = 0


class Load:
    """All that is short on a floor, with what is taken of it, in the order of the shop's tuples.

    A person's minutes are those of her own line; stations and lasts count minutes of the clock
    since `origin`.
    """

    __slots__ = ("lasts", "line", "lines", "people", "shop", "stations", "tries")

    def __init__(self, shop: Shop, origin: date, booked: Iterable[Booking] = ()) -> None:
        self.shop, self.line = shop, work_line(shop.calendar, origin)
        self.lines = tuple(
            line_of(shop, person, origin) if _own_hours(person) else self.line
            for person in shop.people
        )
        own: list[list[Stretch]] = [[] for _ in shop.people]
        begun, clock = self.line.begun, self.line.clock
        stations = [[self.line.taken(out) for out in one.out] for one in shop.stations]
        lasts: list[list[Stretch]] = [[] for _ in shop.lasts]
        people = {person.id: place for place, person in enumerate(shop.people)}
        kinds = {one.name: place for place, one in enumerate(shop.stations)}
        families = {one.family: place for place, one in enumerate(shop.lasts)}
        for one in booked:
            stretch = begin, end = begun(one.start), clock(one.end)
            if one.person in people:
                own[people[one.person]].append(stretch)
            if one.station in kinds:
                stations[kinds[one.station]].append(stretch)
            if one.last_until is not None and one.last_family in families:
                lasts[families[one.last_family]].append((begin, max(end, clock(one.last_until))))
        self.tries = Tries()
        self.people = [_busy(line, taken) for line, taken in zip(self.lines, own, strict=True)]
        self.stations = [Shared(*one) for one in zip(_counts(shop.stations), stations, strict=True)]
        self.lasts = [Shared(*one) for one in zip(_counts(shop.lasts), lasts, strict=True)]

    def copy(self) -> Load:
        """The same load, to be tried on."""
        twin = Load.__new__(Load)
        twin.shop, twin.line, twin.lines = self.shop, self.line, self.lines
        twin.tries = self.tries
        twin.people = [busy.copy() for busy in self.people]
        twin.stations = [one.copy(one.count) for one in self.stations]
        twin.lasts = [one.copy(one.count) for one in self.lasts]
        return twin

    def mirrored(self) -> Load:
        """The same load seen from its end: every minute with the sign changed."""
        twin = Load.__new__(Load)
        twin.shop, twin.line, twin.lines = self.shop, self.line, self.lines
        twin.tries = self.tries
        twin.people = [busy.mirrored() for busy in self.people]
        twin.stations = [one.mirrored() for one in self.stations]
        twin.lasts = [one.mirrored() for one in self.lasts]
        return twin

    def with_shop(self, shop: Shop, booked: Iterable[Booking]) -> Load:
        """The same load on a floor that may have more of something: what is more is free.

        `booked` is all that was written in here; what people with other hours have is found there.
        """
        twin = Load(shop, self.line.origin.date())
        before = {one.id: at for at, one in enumerate(self.shop.people)}
        others: dict[int, int] = {}
        for place, person in enumerate(shop.people):
            at = before.get(person.id, -1)
            if at >= 0 and twin.lines[place] is self.lines[at]:
                twin.people[place] = self.people[at].copy()
            else:
                others[person.id] = place
        for place, taken in self._taken(others, booked).items():
            twin.people[place] = _busy(twin.lines[place], taken)
        for place, kind in enumerate(self.stations):
            twin.stations[place] = kind.copy(shop.stations[place].count)
        for place, family in enumerate(self.lasts):
            twin.lasts[place] = family.copy(shop.lasts[place].count)
        return twin

    def _taken(
        self, people: Mapping[int, int], booked: Iterable[Booking]
    ) -> dict[int, list[Stretch]]:
        """What is booked of these people, by their places; on the clock."""
        found: dict[int, list[Stretch]] = {place: [] for place in people.values()}
        begun, clock = self.line.begun, self.line.clock
        for one in booked:
            if one.person in people:
                found[people[one.person]].append((begun(one.start), clock(one.end)))
        return found


def _counts(kinds: Iterable[Stations | LastSets]) -> Iterator[int]:
    return (one.count for one in kinds)


def _busy(line: WorkLine, taken: Iterable[Stretch]) -> Busy:
    """Stretches of the clock as minutes of a line."""
    since = line.since
    return Busy((since(begin), since(end)) for begin, end in taken)


def _own_hours(person: Person) -> bool:
    return bool(person.partner or person.away or person.overtime)


def line_of(shop: Shop, person: Person, origin: date) -> WorkLine:
    """The hours of one person: those of the floor, or of her own workshop, with leave and overtime.

    People with the same hours share one line, as often as it is asked for.
    """
    own = person.partner.calendar if person.partner else None
    if not person.away and not person.overtime:
        return work_line(own or shop.calendar, origin)
    return work_line(own or shop.calendar, origin, person.away, person.overtime)
