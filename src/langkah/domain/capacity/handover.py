"""Who ends what somebody leaves behind when she goes on leave.

In life a step may run over, or begin late, until its maker is on leave. Nobody lets it lie for two
weeks: from the next morning on whoever else can do it does the rest, in her own hours. What of her
own work waits for that is not counted. Where nobody else can, the work waits for its maker, but her
machine or bench is free once she has left. Only a leave that takes more than a working day counts.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from functools import cached_property

from langkah.domain.capacity.load import line_of
from langkah.domain.capacity.shop import Booking, Job, Person, Shop
from langkah.domain.work_line import WorkLine

_DAY = 24 * 60

# When a leave begins: on the clock, in her own minutes, and on the clock when she is back
Leave = tuple[int, int, int]


class Handover:
    """The hours in which steps are really done: of their makers, then of who stands in for them.

    Who can do an operation is read off the routings of `jobs`, of others off who is booked for it.
    """

    def __init__(
        self,
        shop: Shop,
        floor: WorkLine,
        usual_day: float,
        jobs: Iterable[Job],
        bookings: Iterable[Booking],
    ) -> None:
        self._shop, self._floor = shop, floor
        self._leaves = {
            one.id: leaves
            for one in shop.people
            if one.away and not one.partner and (leaves := self._leaves_of(one, usual_day))
        }
        self._jobs, self._bookings = jobs, bookings
        self._known: dict[tuple[int, str, Leave], WorkLine | None] = {}

    @property
    def people(self) -> Collection[int]:
        """Who goes on leave."""
        return self._leaves.keys()

    def of(self, one: Booking, end: int) -> tuple[WorkLine | None, int | None]:
        """The line of a step that ends at this minute of the clock, by plan, and when she leaves.

        None is her own line; she leaves nothing behind where no leave follows, or somebody else
        does the rest.
        """
        leave = next((one for one in self._leaves.get(one.person, ()) if one[0] >= end), None)
        if leave is None:
            return None, None
        key = one.person, one.operation, leave
        if key not in self._known:
            self._known[key] = self._handed(*key)
        line = self._known[key]
        return line, None if line else leave[0]

    def _leaves_of(self, person: Person, usual_day: float) -> list[Leave]:
        line = self._line(person)
        found = set()
        for span in person.away:
            own = line.since(self._floor.clock(span.start))
            left, back = line.clock_end(own), line.clock_begin(own)
            if self._floor.since(back) - self._floor.since(left) > usual_day:
                found.add((left, own, back))
        return sorted(found)

    def _line(self, person: Person) -> WorkLine:
        return line_of(self._shop, person, self._floor.origin.date())

    def _handed(self, person: int, operation: str, leave: Leave) -> WorkLine | None:
        """Her line until she leaves, then that of whoever can go on first; None without anybody."""
        left, own, back = leave
        morning = (left // _DAY + 1) * _DAY
        others = [
            (line.clock_begin(line.since(morning)), at, line)
            for at, one in enumerate(self._shop.people)
            if one.id != person and self._can(one, operation)
            for line in (self._line(one),)
        ]
        first = min(others, default=None)
        if first is None or first[0] >= back:
            return None
        mine = next(one for one in self._shop.people if one.id == person)
        return self._line(mine).handed_over(own, first[2], morning)

    def _can(self, one: Person, operation: str) -> bool:
        if one.partner:
            return False
        skills = self._skills.get(operation)
        return bool(skills & {*one.skills}) if skills else one.id in self._seen[operation]

    @cached_property
    def _skills(self) -> dict[str, set[str]]:
        """What each operation asks for, as far as routings tell."""
        found: dict[str, set[str]] = defaultdict(set)
        for job in self._jobs:
            for step in job.routing:
                found[step.name].add(step.skill)
        return found

    @cached_property
    def _seen(self) -> dict[str, set[int]]:
        """Who has or had each operation."""
        found: dict[str, set[int]] = defaultdict(set)
        for one in self._bookings:
            found[one.operation].add(one.person)
        return found
