"""A plan made better by passes: everybody as late as may be, what is late first, all forward again.

Going backwards, every lot goes to the last gaps from which its job is still in time, or no later
than it is. That gathers free time in front. Going forward, lots take the first gaps, in a row that
favours what is late. In both directions a lot may stay where it is, so nothing that is in time gets
late and nothing late gets later: no pass makes a plan worse.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from typing import NamedTuple

from langkah.domain.capacity.decoder import Placed
from langkah.domain.capacity.die import thrown
from langkah.domain.capacity.forward import Home, all_forward, begin, home_again, same_hands
from langkah.domain.capacity.late import as_late_as_may_be
from langkah.domain.capacity.load import Load

FAR = 1 << 60
# Passes without a gain after which nothing more is expected
PATIENCE = 600
# Looks in vain that count as one lot placed; of most lots there are fewer.
_TRIES = 32
# How much later than due a late job may be drawn, as a share of its lateness
DRAWN = 1.2

# What a job costs when its last lot ends at this minute of the clock
Cost = Callable[[int], float]
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

    `load` holds what never moves, and `ends` tell when that ends of each job; `aims` stand in the
    places of the jobs. Lots with a home, in time for their job, go back there where they can, once
    what is late has moved. `effort` counts lots placed. The same seed and effort give the same
    seats.
    """

    def __init__(
        self,
        load: Load,
        seats: Sequence[Placed],
        aims: Sequence[Aim],
        seed: int = 1,
        *,
        ends: Sequence[int] = (),
        homes: Sequence[Home] = (),
    ) -> None:
        self._load, self._aims, self._homes = load, aims, homes
        self.fixed = list(ends) or [0] * len(aims)
        self._chance = thrown(seed)
        self._rows = (self._heavy, self._costly, self._as_they_begin, self._drawn)
        self._rounds, self.effort = 0, 0
        self.seats = list(seats)
        self._ends = self._ends_of(self.seats)
        self.cost = self._cost(self._ends)

    def improve(
        self, effort: int, enough: float = 0.0, patience: int = PATIENCE, whole: int = 0
    ) -> None:
        """Pass until the effort is spent, the cost is `enough` or nothing is gained any more.

        The effort may be part of a `whole`: the last pass of a part goes on into the next.
        """
        idle = 0
        while self.cost > enough and self.effort < effort and idle < patience:
            before = self.cost
            self._next((whole or effort) - self.effort)
            idle = 0 if self.cost < before else idle + 1

    def again(self, let_go: Container[int], rounds: int, seed: int) -> Passes:
        """So many passes on, in which some jobs may end when they like."""
        aims = [
            aim._replace(due=FAR) if job in let_go else aim for job, aim in enumerate(self._aims)
        ]
        twin = Passes(self._load, self.seats, aims, seed, ends=self.fixed, homes=self._homes)
        for _ in range(rounds):
            twin._next()
        self.effort += twin.effort
        twin._aims = self._aims
        return twin

    def take(self, other: Passes) -> None:
        """Go on from its seats."""
        self.seats, self._ends, self.cost = other.seats, other._ends, other.cost

    def sit_down(self, seats: Sequence[Placed], effort: int) -> None:
        """Go on from these seats, found with so many lots placed."""
        self.seats, self._ends = list(seats), self._ends_of(seats)
        self.cost = self._cost(self._ends)
        self.effort += effort

    @property
    def late(self) -> list[int]:
        """The places of the jobs that end after they are due."""
        return [job for job in range(len(self._aims)) if self._is_late(job)]

    def before(self, job: int) -> list[int]:
        """The places of jobs in time of which some lot begins before this job ends."""
        end = self._ends[job]
        moving = {seat.lot.job for seat in self.seats if begin(seat) < end}
        return [one for one in sorted(moving) if not self._is_late(one)]

    def _next(self, effort: int = FAR) -> None:
        """A pass in the next of the rows."""
        turn = self._rows[self._rounds % len(self._rows)]
        self._rounds += 1
        self._pass(turn(), effort)

    def _pass(self, turn: Turn, effort: int = FAR) -> None:
        """Once backwards and once forward again; what was not done within the effort is undone."""
        began, most = self._load.tries.count, effort * _TRIES
        seats, load = as_late_as_may_be(self._load, self.seats, self._limits(), most_tries=most)
        row = sorted(range(len(seats)), key=lambda one: turn(seats[one]))
        if self._homes:
            row = self._homewards(load, seats, row)
        all_forward(load, seats, row, began + most - self._load.tries.count)
        tries = self._load.tries.count - began
        self.effort += max(2 * len(seats), tries // _TRIES)
        if tries <= most:
            self.seats, self._ends = seats, self._ends_of(seats)
            self.cost = self._cost(self._ends)

    def _homewards(self, load: Load, seats: list[Placed], row: Sequence[int]) -> list[int]:
        """What is late first, then whoever can back home or to her people; the row of the rest."""
        lots, dues = [home.lot for home in self._homes], [aim.due for aim in self._aims]
        first = [at for at in row if self._is_late(seats[at].lot.job)]
        all_forward(load, seats, same_hands(load, seats, lots, dues, first))
        rest = [at for at in row if not self._is_late(seats[at].lot.job)]
        rest = home_again(load, seats, [home.seat for home in self._homes], rest)
        return same_hands(load, seats, lots, dues, rest)

    def _is_late(self, job: int) -> bool:
        return self._ends[job] > self._aims[job].due

    def _limits(self) -> list[int]:
        """The minute until which each lot may take: what is never due, all of the plan."""
        last = max(self._ends)
        jobs = [max(last if aim.due == FAR else aim.due, end) for aim, end in self._both()]
        return [jobs[seat.lot.job] for seat in self.seats]

    # --- rows ------------------------------------------------------------------------------------

    def _heavy(self) -> Turn:
        """Late ones first, of them what weighs most, then what is due first."""
        return _by((end <= aim.due, -aim.weight, aim.due) for aim, end in self._both())

    def _costly(self) -> Turn:
        """Late ones first, by what they cost and by chance."""
        chance = self._chance
        return _by((end <= aim.due, -aim.cost(end) * (0.5 + chance())) for aim, end in self._both())

    def _as_they_begin(self) -> Turn:
        return lambda seat: (begin(seat),)

    def _drawn(self) -> Turn:
        """By where they end; late ones drawn towards the day they are due, by chance."""
        chance = self._chance
        return _by((end - max(0, end - aim.due) * chance() * DRAWN,) for aim, end in self._both())

    # --- costs -----------------------------------------------------------------------------------

    def _both(self) -> Iterator[tuple[Aim, int]]:
        return zip(self._aims, self._ends, strict=True)

    def _ends_of(self, seats: Iterable[Placed]) -> list[int]:
        ends = self.fixed.copy()
        for seat in seats:
            ends[seat.lot.job] = max(ends[seat.lot.job], seat.end)
        return ends

    def _cost(self, ends: Iterable[int]) -> float:
        return sum(aim.cost(end) for aim, end in zip(self._aims, ends, strict=True))


def _by(ranks: Iterable[tuple[float, ...]]) -> Turn:
    """The row of the jobs' ranks, then the lots of each as they end."""
    known = list(ranks)
    return lambda seat: (*known[seat.lot.job], seat.end)
