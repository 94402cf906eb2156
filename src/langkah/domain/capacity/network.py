"""A plan as a network: which step waits for which, by how long, and when it may begin at all.

A step waits for the one before it in its lot, for whoever has the person and the station before it,
and for the set of lasts it takes. The order of the plan stays; only times move. Minutes are
those of the clock since the origin, unless they are called `own`: those count on the person's line.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import Enum, auto

from langkah.domain.calendar import WorkCalendar, WorkLine, work_line
from langkah.domain.capacity.load import line_of
from langkah.domain.capacity.lots import drying, way
from langkah.domain.capacity.shop import Booking, Job, Shop, opens

NEVER = -(1 << 22)
Lot = tuple[str, int]


class Kind(Enum):
    """What a node is: a step, or a moment that steps wait for."""

    STEP = auto()
    # The arrival of a job's material
    MATERIAL = auto()
    # A set of lasts comes back from a step that is over
    BACK = auto()


@dataclass(slots=True)
class Node:
    """One step of one lot with `minutes` of its own; `waits` are places of nodes and lags after.

    `bound`: it does not begin before, which is NEVER where what it waits for tells its begin.
    """

    key: str
    job: str
    line: int
    minutes: int
    bound: int
    end: int
    waits: list[tuple[int, int]] = field(default_factory=list)
    level: int = 0
    kind: Kind = Kind.STEP


@dataclass(frozen=True, slots=True)
class Network:
    """Nodes in an order in which each comes after those it waits for.

    `ends` tells for each job the places of the last step of its lots; `lines` are the lines of
    people, with the working minutes of a usual day.
    """

    origin: datetime
    nodes: list[Node]
    ends: dict[str, list[int]]
    lines: list[WorkLine]
    days: list[float]


def narrowed(net: Network, jobs: Collection[str]) -> Network:
    """The same, asked for the ends of some jobs only."""
    return replace(net, ends={job: net.ends[job] for job in net.ends if job in jobs})


def network(
    shop: Shop, bookings: Iterable[Booking], now: datetime, jobs: Sequence[Job] = ()
) -> Network:
    """The plan from `now` on. What dries how long is read off `jobs`, of others off their bookings.

    Nothing booked may be missing: each step waits for whatever is booked before it.
    """
    return _Weaver(shop, tuple(bookings), now, jobs).woven()


class _Weaver:
    def __init__(
        self, shop: Shop, bookings: tuple[Booking, ...], now: datetime, jobs: Sequence[Job]
    ) -> None:
        self.shop, self.now = shop, now
        self.jobs = {job.id: job for job in jobs}
        self.floor = work_line(shop.calendar, now.date())
        self.clock = self.floor.clock
        self.people = {one.id: one for one in shop.people}
        self.ways = {one.id: way(one) for one in shop.people if one.partner}
        self.live = sorted(
            (one for one in bookings if one.end > now),
            key=lambda one: (one.start, one.end, one.job, one.lot, one.step),
        )
        self.dry = self._drying()
        self.nodes: list[Node] = []
        self.lines: dict[int, int] = {}
        self.found: list[WorkLine] = []
        self.days: list[float] = []
        self.by_person: dict[int, int] = {}
        self.by_lot: dict[Lot, tuple[int, Booking]] = {}
        self.units = {one.name: [(NEVER, -1)] * one.count for one in shop.stations}
        self.sets: dict[str, list[tuple[int, Lot | None]]] = {
            one.family: [(NEVER, None)] * one.count for one in shop.lasts
        }
        self.until: dict[Lot, int] = {}
        self.frees: dict[Lot, int] = {}
        self.material: dict[str, int] = {}
        for one in bookings:
            if one.last_until and one.end <= now < one.last_until:
                lot, until = (one.job, one.lot), self.clock(one.last_until)
                self._take(one)
                self.frees[lot] = len(self.nodes)
                self.nodes.append(self._moment(f"{one.job}|{one.lot}", until, Kind.BACK))

    def woven(self) -> Network:
        for one in self.live:
            self._step(one)
        ends: dict[str, list[int]] = {}
        for (job, _), (place, _) in self.by_lot.items():
            ends.setdefault(job, []).append(place)
        return Network(self.floor.origin, self.nodes, ends, self.found, self.days)

    def _drying(self) -> dict[tuple[str, str], int]:
        """The shortest pause seen between two operations: no lot dries longer than that."""
        shortest: dict[tuple[str, str], int] = {}
        before: dict[Lot, Booking] = {}
        for one in self.live:
            lot = one.job, one.lot
            last = before.get(lot)
            if last is not None and one.job not in self.jobs:
                pair = last.operation, one.operation
                pause = self.clock(one.start) - self.clock(last.end) - self._carried(last, one)
                shortest[pair] = min(shortest.get(pair, pause), max(0, pause))
            before[lot] = one
        return shortest

    def _carried(self, before: Booking, one: Booking) -> int:
        """Minutes back from a partner and there."""
        if not self.ways:
            return 0
        return self.ways.get(before.person, (0, 0))[1] + self.ways.get(one.person, (0, 0))[0]

    def _line(self, person: int) -> int:
        if person not in self.lines:
            who = self.people.get(person)
            line = line_of(self.shop, who, self.now.date()) if who else self.floor
            own = who.partner.calendar if who and who.partner else None
            self.lines[person] = self._index(line, own)
        return self.lines[person]

    def _index(self, line: WorkLine, own: WorkCalendar | None = None) -> int:
        """The place of a line; people with the same hours share one."""
        known = next((at for at, one in enumerate(self.found) if one is line), None)
        if known is None:
            known = len(self.found)
            self.found.append(line)
            self.days.append(_usual_day(own or self.shop.calendar))
        return known

    def _step(self, one: Booking) -> None:
        at = self._line(one.person)
        line = self.found[at]
        start, last = self.clock(max(one.start, self.now)), self.clock(one.end)
        own = line.since(start)
        minutes = max(1, line.since(last) - own)
        key = f"{one.job}|{one.lot}|{one.step}"
        node = Node(key, one.job, at, minutes, start, line.clock_end(own + minutes))
        if one.start >= self.now:
            self._wait(node, one, start)
            if node.waits:
                told = max(self.nodes[each].end + lag for each, lag in node.waits)
                node.bound = NEVER if line.since(told) == own else start
                node.level = 1 + max(self.nodes[each].level for each, _ in node.waits)
        self._place(node, one)

    def _place(self, node: Node, one: Booking) -> None:
        place, lot = len(self.nodes), (one.job, one.lot)
        self.nodes.append(node)
        self.by_person[one.person] = place
        self.by_lot[lot] = place, one
        if one.start < self.now and one.station in self.units:
            self._unit(one, place)
        if one.start < self.now and one.last_until:
            self._take(one)
        if self.until.get(lot, NEVER) >= self.clock(one.end):
            self.frees[lot] = place

    def _wait(self, node: Node, one: Booking, start: int) -> None:
        """Everything this step waits for; a lag that the plan itself does not keep is cut."""
        found = [(self.by_person.get(one.person, -1), 0), self._lot_before(one)]
        if one.last_until and one.last_family in self.sets:
            found.append(self._lasts_before(one))
        if one.station in self.units:
            found.append((self._unit(one, len(self.nodes)), 0))
        for place, lag in found:
            if place >= 0 and self.nodes[place].end <= start:
                node.waits.append((place, min(lag, start - self.nodes[place].end)))

    def _lot_before(self, one: Booking) -> tuple[int, int]:
        known = self.by_lot.get((one.job, one.lot))
        if known is None:
            return self._material(one), 0
        place, before = known
        job = self.jobs.get(one.job)
        if job is None or before.step > len(job.routing):
            dry = self.dry.get((before.operation, one.operation), 0)
        else:
            dry = drying(job.routing[before.step - 1])
        return place, dry + self._carried(before, one)

    def _material(self, one: Booking) -> int:
        """The arrival of what a new job is made of, where it is still on its way."""
        job = self.jobs.get(one.job)
        if job is None or job.material_ready is None or opens(job.material_ready) <= self.now:
            return -1
        if one.job not in self.material:
            arrives = self.clock(opens(job.material_ready))
            self.material[one.job] = len(self.nodes)
            self.nodes.append(self._moment(one.job, arrives, Kind.MATERIAL))
        return self.material[one.job]

    def _moment(self, what: str, at: int, kind: Kind) -> Node:
        """A moment on the floor's own line."""
        return Node(f"{what}|{kind.name}", what, self._index(self.floor), 0, at, at, kind=kind)

    def _unit(self, one: Booking, place: int) -> int:
        """The step that had the station before: the one that has been free for longest."""
        units = self.units[one.station]
        at = min(range(len(units)), key=units.__getitem__)
        before = units[at][1]
        units[at] = self.clock(one.end), place
        return before

    def _take(self, one: Booking) -> Lot | None:
        """Give a lot the set of lasts that has been free for longest; the lot that had it before.

        Which set a lot takes hardly matters: letting it wait for whichever comes first gave the
        same days on the shops of the research.
        """
        sets = self.sets.get(one.last_family)
        if not sets or one.last_until is None:
            return None
        at = min(range(len(sets)), key=lambda at: sets[at][0])
        before, lot = sets[at][1], (one.job, one.lot)
        self.until[lot] = self.clock(one.last_until)
        sets[at] = self.until[lot], lot
        return before

    def _lasts_before(self, one: Booking) -> tuple[int, int]:
        lot = self._take(one)
        if lot is None or lot not in self.frees:
            return -1, 0
        place = self.frees[lot]
        return place, max(0, self.until[lot] - self.nodes[place].end)


def _usual_day(calendar: WorkCalendar) -> float:
    """Working minutes of a day, on average over the days of the week on which somebody works."""
    days = [one.minutes for one in calendar.hours if one.minutes > 0]
    return sum(days) / len(days)
