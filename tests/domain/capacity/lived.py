"""A plan lived through the long way: step by step, one replication after the other, plain Python.

What the quick way must give to the minute. Nothing of it is shared but the lines of working time.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import takewhile
from math import ceil, exp, factorial, log, sqrt
from statistics import NormalDist
from zlib import crc32

from langkah.domain.capacity import Booking, Job, Person
from langkah.domain.capacity.chance import ChanceCase
from langkah.domain.capacity.lots import drying, way
from langkah.domain.capacity.spread import Spread
from langkah.domain.work_line import WorkLine, work_line

NEVER, FAR = -(1 << 22), 1 << 40
DAY = 24 * 60


@dataclass
class Handed:
    """One's hours until she leaves, then another's from a morning on."""

    mine: WorkLine
    theirs: WorkLine
    left: int
    morning: int

    @property
    def cut(self) -> int:
        return self.mine.since(self.left)

    def since(self, clock: int) -> int:
        if clock <= self.left:
            return self.mine.since(clock)
        return self.cut + max(0, self.theirs.since(clock) - self.theirs.since(self.morning))

    def clock_end(self, own: int) -> int:
        if own <= self.cut:
            return self.mine.clock_end(own)
        return self.theirs.clock_end(self.theirs.since(self.morning) + own - self.cut)


@dataclass
class Node:
    """A step, or a moment that steps wait for; its station is free at the clock `left` at last."""

    key: str
    job: str
    line: WorkLine | Handed
    day: float
    minutes: int
    bound: int
    end: int
    step: bool = True
    late: bool = False
    left: int = FAR
    waits: list[tuple[Node, int]] = field(default_factory=list)
    station: Node | None = None


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

    def leave(self, one: Booking) -> tuple[int, int] | None:
        """When she leaves for longer than a day after this step, by plan, and when she is back."""
        who = self.people.get(one.person)
        if who is None or who.partner or not who.away:
            return None
        line, day = self.hours(who)
        begins, _, lengths = line.stretches()
        last = max(self.clock(span.end) for span in who.away)
        for at in takewhile(lambda at: begins[at] < last, range(len(begins) - 1)):
            left, back = begins[at] + lengths[at], begins[at + 1]
            if left < self.clock(one.end):
                continue
            if self.floor.since(back) - self.floor.since(left) > day:
                return left, back
        return None

    def standing_in(self, one: Booking) -> tuple[WorkLine | Handed, int]:
        """The hours of a step, and when its station is free at last."""
        line, _ = self.hours(self.people.get(one.person))
        leave = self.leave(one)
        if leave is None:
            return line, FAR
        left, back = leave
        morning = self.clock(self.floor.moment(left).replace(hour=0, minute=0) + timedelta(days=1))
        found = []
        for who in self.case.shop.people:
            if who.id != one.person and not who.partner and self.can(who, one.operation):
                other, _ = self.hours(who)
                found.append((other.clock_begin(other.since(morning)), other))
        if not found or min(found, key=lambda each: each[0])[0] >= back:
            return line, left
        return Handed(line, min(found, key=lambda each: each[0])[1], left, morning), FAR

    def can(self, who: Person, operation: str) -> bool:
        asked = {
            step.skill for job in self.case.jobs for step in job.routing if step.name == operation
        }
        if asked:
            return bool(asked & {*who.skills})
        return any(
            one.person == who.id and one.operation == operation for one in self.case.bookings
        )

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
        _, day = self.hours(self.people.get(one.person))
        line, left = self.standing_in(one)
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
            left=left,
        )
        found = [*self.people_and_lot(one), *self.things(one, node)]
        if one.start >= self.case.now:
            kept = [(each, lag) for each, lag in found if each.end <= start]
            if node.station and node.station.end > start:
                node.station = None
            node.waits = [(each, min(lag, start - each.end)) for each, lag in kept]
        told = [each.end + lag for each, lag in node.waits]
        if told and line.since(max(told)) == own:
            node.bound = NEVER
        job = self.jobs.get(one.job)
        if one.step == 1 and one.start >= self.case.now and job and job.not_before:
            here = Person(id=0, name="", skills=())
            there = way(self.people.get(one.person, here))[0]
            if job.not_before > self.case.now:
                node.bound = max(node.bound, self.clock(job.not_before) + there)
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
                node.station = mine.node
            mine.free, mine.node, mine.at = self.clock(one.end), node, len(self.nodes)
        return found

    def packed(self, done: dict[int, int]) -> dict[str, int]:
        """When the last lot of each job is back and dry."""
        ends: dict[str, int] = {}
        for node, last in self.lot.values():
            ready = done[id(node)] + self.after(last)
            ends[node.job] = max(ends.get(node.job, NEVER), ready)
        return ends


def plainly(case: ChanceCase) -> dict[str, list[int]]:
    """For each job of the case the minute of the clock at which it is packed, each time."""
    walk = Walk(case)
    luck = Luck(case.spread)
    found: dict[str, list[int]] = defaultdict(list)
    for word in words(case.replications, case.seed):
        done: dict[int, int] = {}
        for node in walk.nodes:
            begin = node.bound
            for at, (each, lag) in enumerate(node.waits, start=1):
                if not each.step and id(each) not in done:
                    done[id(each)] = each.end + (luck.late(each, word) if each.late else 0)
                free = each.left if node.station and at == len(node.waits) else FAR
                begin = max(begin, min(done[id(each)], free) + lag)
            own = node.line.since(begin) + luck.minutes(node, word)
            done[id(node)] = node.line.clock_end(own)
        for job, end in walk.packed(done).items():
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
