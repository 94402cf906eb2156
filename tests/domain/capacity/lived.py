"""A plan lived through the long way: step by step, one replication after the other, plain Python.

What the quick way must give to the minute. Nothing of it is shared but the lines of working time.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime
from math import ceil, exp, factorial, log, sqrt
from statistics import NormalDist
from zlib import crc32

from langkah.domain.calendar import WorkLine, work_line
from langkah.domain.capacity import Booking, Job, Person
from langkah.domain.capacity.chance import ChanceCase, Spread
from langkah.domain.capacity.lots import drying, way

NEVER = -(1 << 22)
DAY = 24 * 60


@dataclass
class Node:
    """A step, or a moment that steps wait for."""

    key: str
    job: str
    line: WorkLine
    day: float
    minutes: int
    bound: int
    end: int
    step: bool = True
    late: bool = False
    waits: list[tuple[Node, int]] = field(default_factory=list)


@dataclass
class Holder:
    """A station or a set of lasts: free from when, and whose it was; `at` counts steps."""

    free: int = NEVER
    at: int = -1
    node: Node | None = None
    lot: tuple[str, int] | None = None


class Walk:
    """The plan from now on, walked through in the order of its starts."""

    def __init__(self, case: ChanceCase) -> None:
        self.case = case
        shop = case.shop
        self.floor = work_line(shop.calendar, case.now.date())
        self.jobs = {job.id: job for job in case.jobs}
        self.people = {one.id: one for one in shop.people}
        self.stations = {one.name: [Holder() for _ in range(one.count)] for one in shop.stations}
        self.sets = {one.family: [Holder() for _ in range(one.count)] for one in shop.lasts}
        self.person: dict[int, Node] = {}
        self.lot: dict[tuple[str, int], tuple[Node, Booking]] = {}
        self.until: dict[tuple[str, int], int] = {}
        self.frees: dict[tuple[str, int], Node] = {}
        self.material: dict[str, Node] = {}
        self.nodes: list[Node] = []
        live = [one for one in case.bookings if one.end > case.now]
        live.sort(key=lambda one: (one.start, one.end, one.job, one.lot, one.step))
        self.pauses = self.shortest(live)
        for one in case.bookings:
            if one.last_until and one.end <= case.now < one.last_until:
                self.take(one)
                self.frees[one.job, one.lot] = self.moment(one.job, one.last_until)
        for one in live:
            self.add(one)

    def clock(self, moment: datetime) -> int:
        return self.floor.clock(moment)

    def hours(self, who: Person | None) -> tuple[WorkLine, float]:
        own = who.partner.calendar if who and who.partner else None
        calendar = own or self.case.shop.calendar
        away, extra = (who.away, who.overtime) if who else ((), ())
        days = [one.minutes for one in calendar.hours if one.minutes > 0]
        return work_line(calendar, self.case.now.date(), away, extra), sum(days) / len(days)

    def carried(self, before: Booking, one: Booking) -> int:
        here = Person(id=0, name="", skills=())
        ways = [way(self.people.get(each.person, here)) for each in (before, one)]
        return ways[0][1] + ways[1][0]

    def after(self, last: Booking) -> int:
        """Back from whoever did it, and dry where it is the last step of a known routing."""
        here = Person(id=0, name="", skills=())
        steps = self.jobs[last.job].routing if last.job in self.jobs else ()
        dries = drying(steps[-1]) if last.step == len(steps) else 0
        return way(self.people.get(last.person, here))[1] + dries

    def shortest(self, live: list[Booking]) -> dict[tuple[str, str], int]:
        found: dict[tuple[str, str], list[int]] = defaultdict(list)
        before: dict[tuple[str, int], Booking] = {}
        for one in live:
            last = before.get((one.job, one.lot))
            if last and one.job not in self.jobs:
                pause = self.clock(one.start) - self.clock(last.end) - self.carried(last, one)
                found[last.operation, one.operation].append(max(0, pause))
            before[one.job, one.lot] = one
        return {pair: min(pauses) for pair, pauses in found.items()}

    def moment(self, key: str, at: datetime, late: bool = False) -> Node:
        line, day = self.hours(None)
        return Node(key, "", line, day, 0, 0, self.clock(at), step=False, late=late)

    def take(self, one: Booking) -> tuple[str, int] | None:
        sets = self.sets.get(one.last_family)
        if not sets or one.last_until is None:
            return None
        mine = min(sets, key=lambda each: each.free)
        before, mine.lot, mine.free = mine.lot, (one.job, one.lot), self.clock(one.last_until)
        self.until[one.job, one.lot] = mine.free
        return before

    def add(self, one: Booking) -> None:
        line, day = self.hours(self.people.get(one.person))
        start = self.clock(max(one.start, self.case.now))
        own = line.since(start)
        minutes = max(1, line.since(self.clock(one.end)) - own)
        node = Node(
            key=f"{one.job}|{one.lot}|{one.step}",
            job=one.job,
            line=line,
            day=day,
            minutes=minutes,
            bound=start,
            end=line.clock_end(own + minutes),
        )
        found = [*self.people_and_lot(one), *self.things(one, node)]
        if one.start >= self.case.now:
            kept = [(each, lag) for each, lag in found if each.end <= start]
            node.waits = [(each, min(lag, start - each.end)) for each, lag in kept]
        told = [each.end + lag for each, lag in node.waits]
        if told and line.since(max(told)) == own:
            node.bound = NEVER
        lot = one.job, one.lot
        self.nodes.append(node)
        self.person[one.person] = node
        self.lot[lot] = node, one
        if self.until.get(lot, NEVER) >= self.clock(one.end):
            self.frees[lot] = node

    def people_and_lot(self, one: Booking) -> list[tuple[Node, int]]:
        found = [(self.person[one.person], 0)] if one.person in self.person else []
        job = self.jobs.get(one.job)
        if (one.job, one.lot) not in self.lot:
            return [*found, *((each, 0) for each in self.arrival(one, job))]
        node, before = self.lot[one.job, one.lot]
        if job and before.step <= len(job.routing):
            dry = drying(job.routing[before.step - 1])
        else:
            dry = self.pauses.get((before.operation, one.operation), 0)
        return [*found, (node, dry + self.carried(before, one))]

    def arrival(self, one: Booking, job: Job | None) -> list[Node]:
        if job is None or job.material_ready is None:
            return []
        at = datetime.fromisoformat(str(job.material_ready))
        if at <= self.case.now:
            return []
        key = f"{one.job}|MATERIAL"
        return [self.material.setdefault(one.job, self.moment(key, at, late=True))]

    def things(self, one: Booking, node: Node) -> list[tuple[Node, int]]:
        found = []
        lot = self.take(one)
        if lot in self.frees:
            node_before = self.frees[lot]
            found.append((node_before, max(0, self.until[lot] - node_before.end)))
        units = self.stations.get(one.station)
        if units:
            mine = min(units, key=lambda each: (each.free, each.at))
            if mine.node:
                found.append((mine.node, 0))
            mine.free, mine.node, mine.at = self.clock(one.end), node, len(self.nodes)
        return found


def plainly(case: ChanceCase) -> dict[str, list[int]]:
    """For each job of the case the minute of the clock at which it is packed, each time."""
    walk = Walk(case)
    luck = Luck(case.spread)
    found: dict[str, list[int]] = defaultdict(list)
    for word in words(case.replications, case.seed):
        done: dict[int, int] = {}
        for node in walk.nodes:
            begin = node.bound
            for each, lag in node.waits:
                if not each.step and id(each) not in done:
                    done[id(each)] = each.end + (luck.late(each, word) if each.late else 0)
                begin = max(begin, done[id(each)] + lag)
            own = node.line.since(begin) + luck.minutes(node, word)
            done[id(node)] = node.line.clock_end(own)
        ends: dict[str, int] = {}
        for node, last in walk.lot.values():
            ready = done[id(node)] + walk.after(last)
            ends[node.job] = max(ends.get(node.job, NEVER), ready)
        for job, end in ends.items():
            if not case.only or job in case.only:
                found[job].append(end)
    return dict(found)


FULL = (1 << 64) - 1
GOLDEN = 0x9E3779B97F4A7C15
PART = 1 << 26


def mixed(word: int) -> int:
    word = (word ^ (word >> 30)) * 0xBF58476D1CE4E5B9 & FULL
    word = (word ^ (word >> 27)) * 0x94D049BB133111EB & FULL
    return word ^ (word >> 31)


def words(replications: int, seed: int) -> list[tuple[int, bool]]:
    """The word of each replication, and whether its luck is turned round."""
    first = mixed(seed & FULL)
    half = [mixed(first + at * GOLDEN & FULL) for at in range(1, replications // 2 + 1)]
    return [(word, turned) for turned in (False, True) for word in half]


class Luck:
    """What a step meets in one replication."""

    def __init__(self, spread: Spread) -> None:
        self.spread = spread
        sigma = sqrt(log(1 + float(spread.time) ** 2))
        shares = [
            exp(sigma * NormalDist().inv_cdf((at + 0.5) / 4096)) if sigma else 1.0
            for at in range(4096)
        ]
        self.factors = [one / (sum(shares) / len(shares)) for one in shares]

    def of(self, key: str, word: tuple[int, bool]) -> int:
        luck = mixed(mixed(crc32(key.encode()) * GOLDEN & FULL) ^ word[0])
        return luck ^ FULL if word[1] else luck

    def minutes(self, node: Node, word: tuple[int, bool]) -> int:
        luck = self.of(node.key, word)
        taken = node.minutes * self.factors[luck >> 52]
        if (luck >> 26) % PART >= PART * (1 - float(self.spread.rework)):
            taken *= 2
        away = float(self.spread.absence)
        expected = node.minutes * away / (1 - away) / node.day
        days, up_to = 0, exp(-expected)
        while luck % PART >= up_to * PART:
            days += 1
            up_to += exp(-expected) * expected**days / factorial(days)
        return round(taken + node.day * days)

    def late(self, node: Node, word: tuple[int, bool]) -> int:
        luck = self.of(node.key, word)
        share, days = float(self.spread.late_material), float(self.spread.late_days)
        if not share or (luck >> 26) % PART < PART * (1 - share):
            return 0
        return DAY * ceil(-days * log((PART - luck % PART - 0.5) / PART))
