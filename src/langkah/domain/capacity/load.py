"""What is taken already: busy stretches of every person, station and set of lasts."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable

from langkah.domain.calendar import WorkLine
from langkah.domain.capacity.shop import Booking, Shop


class Busy:
    """Stretches [start, end) of one person or one machine that never overlap."""

    __slots__ = ("ends", "starts")

    def __init__(self) -> None:
        self.starts: list[int] = []
        self.ends: list[int] = []

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

    def free(self, start: int, end: int) -> bool:
        """Whether nothing lies between."""
        return self.free_from(start, end - start) == start

    def take(self, start: int, end: int) -> None:
        """Write a stretch in; touching neighbours become one."""
        if end <= start:
            return
        place = bisect_left(self.starts, start)
        if place and self.ends[place - 1] == start:
            place -= 1
            self.ends[place] = end
        else:
            self.starts.insert(place, start)
            self.ends.insert(place, end)
        if place + 1 < len(self.starts) and self.starts[place + 1] == end:
            self.ends[place] = self.ends.pop(place + 1)
            del self.starts[place + 1]


class Load:
    """All that is short on a floor, with what is taken of it. Times are minutes of the line."""

    def __init__(self, shop: Shop, line: WorkLine) -> None:
        self.shop, self.line = shop, line
        self.people = {person.id: Busy() for person in shop.people}
        self.stations = {one.name: [Busy() for _ in range(one.count)] for one in shop.stations}
        self.lasts = {one.family: [Busy() for _ in range(one.count)] for one in shop.lasts}

    def copy(self, shop: Shop) -> Load:
        """The same load on a floor that may have more of something: what is more is free."""
        twin = Load(shop, self.line)
        for person, busy in self.people.items():
            twin.people[person] = busy.copy()
        for mine, others in ((twin.stations, self.stations), (twin.lasts, self.lasts)):
            for name, machines in others.items():
                for place, busy in enumerate(machines[: len(mine.get(name, ()))]):
                    mine[name][place] = busy.copy()
        return twin

    def add(self, bookings: Iterable[Booking]) -> None:
        """Write bookings in; each machine of a kind takes what the ones before it cannot."""
        at = self.line.at
        rows = sorted(bookings, key=lambda one: one.start)
        own: dict[int, list[tuple[int, int]]] = defaultdict(list)
        for one in rows:
            start, end = at(one.start), at(one.end)
            own[one.person].append((start, end))
            if one.station in self.stations:
                _into(self.stations[one.station], start, end)
            if one.last_until and one.last_family in self.lasts:
                _into(self.lasts[one.last_family], start, at(one.last_until))
        for person, taken in own.items():
            busy = self.people.setdefault(person, Busy())
            for start, end in taken:
                busy.take(start, end)


def _into(machines: list[Busy], start: int, end: int) -> None:
    for busy in machines:
        if busy.free(start, end):
            busy.take(start, end)
            return
    # More booked than there is (a machine was given away): the first one is simply late.
    first = machines[0]
    moved = first.free_from(start, end - start)
    first.take(moved, moved + end - start)
