"""What is taken already: busy stretches of every person, kind of station and family of lasts."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable

from langkah.domain.calendar import WorkLine
from langkah.domain.capacity.shop import Booking, Shop

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
        twin = Busy()
        twin.starts, twin.ends = self.starts.copy(), self.ends.copy()
        return twin

    def free_from(self, earliest: int, length: int) -> int:
        """The first minute from `earliest` on with `length` free minutes after it."""
        starts, ends = self.starts, self.ends
        place = bisect_right(ends, earliest)
        while place < len(starts) and starts[place] < earliest + length:
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


class Load:
    """All that is short on a floor, with what is taken of it. Times are minutes of the line."""

    __slots__ = ("lasts", "line", "people", "shop", "stations")

    def __init__(self, shop: Shop, line: WorkLine, booked: Iterable[Booking] = ()) -> None:
        self.shop, self.line = shop, line
        own: dict[int, list[Stretch]] = {person.id: [] for person in shop.people}
        stations: dict[str, list[Stretch]] = {one.name: [] for one in shop.stations}
        lasts: dict[str, list[Stretch]] = {one.family: [] for one in shop.lasts}
        at = line.at
        for one in booked:
            stretch = at(one.start), at(one.end)
            if one.person in own:
                own[one.person].append(stretch)
            if one.station in stations:
                stations[one.station].append(stretch)
            if one.last_until is not None and one.last_family in lasts:
                until = max(stretch[1], at(one.last_until))
                lasts[one.last_family].append((stretch[0], until))
        self.people = {person: Busy(taken) for person, taken in own.items()}
        self.stations = {one.name: Shared(one.count, stations[one.name]) for one in shop.stations}
        self.lasts = {one.family: Shared(one.count, lasts[one.family]) for one in shop.lasts}

    def copy(self, shop: Shop) -> Load:
        """The same load on a floor that may have more of something: what is more is free."""
        twin = Load(shop, self.line)
        twin.people |= {person: busy.copy() for person, busy in self.people.items()}
        twin.stations = {one.name: self.stations[one.name].copy(one.count) for one in shop.stations}
        twin.lasts = {one.family: self.lasts[one.family].copy(one.count) for one in shop.lasts}
        return twin
