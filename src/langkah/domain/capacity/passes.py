"""A plan made better by passes: everybody as late as may be, what is late first, all forward again.

Going backwards, every lot goes to the last gaps from which its job is still in time, or no later
than it is. That gathers free time in front. Going forward, lots take the first gaps, in a row that
favours what is late. In both directions a lot may stay where it is, so nothing that is in time gets
late and nothing late gets later: no pass makes a plan worse.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from langkah.domain.capacity.decoder import Placed, place
from langkah.domain.capacity.late import Backwards
from langkah.domain.capacity.load import Load
from langkah.domain.capacity.search import Cost, thrown
from langkah.domain.capacity.seats import rise, sit

FAR = 1 << 60
# Passes without a gain after which nothing more is expected
PATIENCE = 600
# How much later than due a late job may be drawn, as a share of its lateness
DRAWN = 1.2

# Where a lot comes in the row, by its seat
Turn = Callable[[Placed], tuple[float, ...]]


class Aim(NamedTuple):
    """The minute of the clock by which a job should be done, and what it costs to end at one.

    `due` is FAR for what is never due. Nothing costs less for ending later.
    """

    due: int
    weight: float
    cost: Cost


class Passes:
    """Lots on their seats on a floor; `improve` makes them cost less.

    `load` holds what never moves; `aims` stand in the places of the jobs. `effort` counts lots
    placed. The same seed and effort give the same seats.
    """

    def __init__(
        self, load: Load, seats: Sequence[Placed], aims: Sequence[Aim], seed: int = 1
    ) -> None:
        self._load, self._aims = load, aims
        self._chance = thrown(seed)
        self._rows = (self._heavy, self._costly, self._as_they_begin, self._drawn)
        self.seats, self.effort = list(seats), 0
        self._ends = self._ends_of(self.seats)
        self.cost = self._cost(self._ends)

    def improve(self, effort: int, enough: float = 0.0) -> None:
        """Pass until the effort is spent, the cost is `enough` or nothing is gained any more."""
        rounds = idle = 0
        while self.cost > enough and self.effort < effort and idle < PATIENCE:
            before = self.cost
            self._pass(self._rows[rounds % len(self._rows)]())
            rounds, idle = rounds + 1, 0 if self.cost < before else idle + 1

    def _pass(self, turn: Turn) -> None:
        """Once backwards and once forward again."""
        late, load = as_late_as_may_be(self._load, self.seats, self._limits())
        for at in sorted(range(len(late)), key=lambda one: turn(late[one])):
            self.seats[at] = forward(load, late[at])
        self.effort += 2 * len(late)
        self._ends = self._ends_of(self.seats)
        self.cost = self._cost(self._ends)

    def _limits(self) -> list[int]:
        """The minute until which each job may take: what is never due, all of the plan."""
        last = max(self._ends)
        return [max(last if aim.due == FAR else aim.due, end) for aim, end in self._both()]

    # --- rows ------------------------------------------------------------------------------------

    def _heavy(self) -> Turn:
        """Late ones first, of them what weighs most, then what is due first."""
        return _by((end <= aim.due, -aim.weight, aim.due) for aim, end in self._both())

    def _costly(self) -> Turn:
        """Late ones first, by what they cost and by chance."""
        chance = self._chance
        return _by((end <= aim.due, -aim.cost(end) * (0.5 + chance())) for aim, end in self._both())

    def _as_they_begin(self) -> Turn:
        return lambda seat: (seat.slots[0].begin,)

    def _drawn(self) -> Turn:
        """By where they end; late ones drawn towards the day they are due, by chance."""
        chance = self._chance
        return _by((end - max(0, end - aim.due) * chance() * DRAWN,) for aim, end in self._both())

    # --- costs -----------------------------------------------------------------------------------

    def _both(self) -> Iterator[tuple[Aim, int]]:
        return zip(self._aims, self._ends, strict=True)

    def _ends_of(self, seats: Iterable[Placed]) -> list[int]:
        ends = [0] * len(self._aims)
        for seat in seats:
            ends[seat.lot.job] = max(ends[seat.lot.job], seat.end)
        return ends

    def _cost(self, ends: Iterable[int]) -> float:
        return sum(aim.cost(end) for aim, end in zip(self._aims, ends, strict=True))


def _by(ranks: Iterable[tuple[float, ...]]) -> Turn:
    """The row of the jobs' ranks, then the lots of each as they end."""
    known = list(ranks)
    return lambda seat: (*known[seat.lot.job], seat.end)


def as_late_as_may_be(
    load: Load, seats: Sequence[Placed], limits: Sequence[int]
) -> tuple[list[Placed], Load]:
    """Every lot as late as its job may be, the last one first; and the floor then."""
    load = load.copy()
    for seat in seats:
        sit(load, seat)
    floor, late = Backwards(load), list(seats)
    for at in sorted(range(len(seats)), key=lambda one: -seats[one].end):
        late[at] = floor.later(seats[at], limits[seats[at].lot.job])
    return late, floor.load.mirrored()


def forward(load: Load, seat: Placed) -> Placed:
    """A lot in the first gaps, or where it is if that is earlier."""
    rise(load, seat)
    found = place(load, seat.lot)
    if found.end > seat.end:
        rise(load, found)
        sit(load, seat)
        return seat
    return found
