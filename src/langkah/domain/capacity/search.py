"""A better order of lots: what is tried is decoded, what is worse is left early.

Simulated annealing over the order in which lots are decoded. Two things make it quick in plain
Python: a change is decoded from the nearest mark before it, and it is given up as soon as it has
cost more than it may. The same seed and effort give the same plan.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import log, sqrt
from random import Random

from langkah.domain.capacity.decoder import Placed, place
from langkah.domain.capacity.load import Load
from langkah.domain.capacity.lots import Lot

# What a job costs when its last lot ends at this minute of the clock; never less for a later one.
Cost = Callable[[int], float]
# What it costs to put a lot there, whenever its job ends.
LotCost = Callable[[int, Placed], float]

# Share of the best cost that a change for the worse may cost, at the beginning and at the end
HOT, COLD = 0.02, 0.0005
TARGETED, WHOLE = 0.5, 0.6


def thrown(seed: int) -> Callable[[], float]:
    """A die from 0 up to 1 that falls alike for the same seed."""
    return Random(seed).random  # noqa: S311 (a search, no secret)


@dataclass(slots=True)
class _Track:
    """A floor on which the first lots of an order are placed, and what that cost."""

    load: Load
    cost: float
    ends: list[int]
    left: list[int]

    def copy(self) -> _Track:
        return _Track(self.load.copy(), self.cost, self.ends.copy(), self.left.copy())


class Search:
    """An order of lots, and what it costs; `improve` makes it better.

    `lots` are given in the order to begin with; `costs` stand in the places of the jobs. `effort`
    counts lots placed: some 20,000 to 40,000 take a second. `ends` tell when what is placed already
    of each job ends.
    """

    def __init__(
        self,
        load: Load,
        lots: Sequence[Lot],
        costs: Sequence[Cost],
        *,
        seed: int = 1,
        ends: Sequence[int] = (),
        lot_cost: LotCost | None = None,
    ) -> None:
        self._lots, self._costs, self._lot_cost = lots, costs, lot_cost
        self._dice = Random(seed)  # noqa: S311 (a search, no secret)
        self._of_job: list[list[int]] = [[] for _ in costs]
        for place_, lot in enumerate(lots):
            self._of_job[lot.job].append(place_)
        self._every = max(4, round(sqrt(len(lots)) / 2))
        self._shift = max(4.0, sqrt(len(lots)) * 1.2)
        left = [len(mine) for mine in self._of_job]
        ended = list(ends) or [0] * len(costs)
        spent = sum(
            cost(end)
            for cost, end, more in zip(costs, ended, left, strict=True)
            if end and not more
        )
        start = _Track(load, spent, ended, left)
        self._marks = {0: start}
        self.order = list(range(len(lots)))
        self.effort = 0
        self.cost = float("inf")
        self._take(self.order, *self._decoded(self.order, 0, len(lots), float("inf")))  # type: ignore[misc]
        self.best, self.best_cost = self.order, self.cost

    def improve(
        self, effort: int, enough: float = 0.0, heats: tuple[float, float] | None = None
    ) -> None:
        """Try changes until the effort is spent or the cost is `enough`; `best` is kept.

        `heats`: what a change for the worse may cost at the beginning and at the end; otherwise
        shares of the best cost.
        """
        began = self.effort
        while self.best_cost > enough and self.effort < began + effort and len(self.order) > 1:
            part = (self.effort - began) / effort
            hot, cold = heats or (self.best_cost * HOT, self.best_cost * COLD)
            heat = hot * (cold / hot) ** part + 1
            order, low, high = self._neighbour()
            allowed = -heat * log(1 - self._dice.random())
            found = self._decoded(order, low, high, allowed)
            if found is not None:
                self._take(order, *found)
                if self.cost < self.best_cost:
                    self.best, self.best_cost = order, self.cost

    def try_order(self, order: list[int]) -> None:
        """Go on from another order if that is better than the best so far."""
        low = next((n for n, (a, b) in enumerate(zip(order, self.order, strict=True)) if a != b), 0)
        found = self._decoded(order, low, len(order), self.best_cost - self.cost)
        if found is not None:
            self._take(order, *found)
            self.best, self.best_cost = order, self.cost

    def placed(self) -> list[Placed]:
        """The best order, decoded."""
        load = self._marks[0].load.copy()
        return [place(load, self._lots[one]) for one in self.best]

    def _take(self, order: list[int], track: _Track, marks: dict[int, _Track], low: int) -> None:
        kept = {at: mark for at, mark in self._marks.items() if at <= low}
        self.order, self.cost, self._marks = order, track.cost, kept | marks
        self._at = {lot: place_ for place_, lot in enumerate(order)}
        self._late = [
            0.0 if not end else cost(end) for cost, end in zip(self._costs, track.ends, strict=True)
        ]

    def _decoded(
        self, order: list[int], low: int, high: int, allowed: float
    ) -> tuple[_Track, dict[int, _Track], int] | None:
        """The order decoded from `low` on; None once it costs more than `allowed` above ours.

        Behind `high` the order is ours: what has been finished up to a mark can be compared.
        """
        every, lots, old = self._every, self._lots, self._marks
        base = low // every * every
        track, marks = old[base].copy(), {}
        for at in range(base, len(order)):
            if at > base and not at % every:
                if at >= high and track.cost - old[at].cost > allowed:
                    return None
                marks[at] = track.copy()
            self._place(track, order[at], lots[order[at]])
        if track.cost - self.cost > allowed:
            return None
        return track, marks, base

    def _place(self, track: _Track, name: int, lot: Lot) -> None:
        placed, job = place(track.load, lot), lot.job
        self.effort += 1
        if self._lot_cost is not None:
            track.cost += self._lot_cost(name, placed)
        track.ends[job] = max(track.ends[job], placed.end)
        track.left[job] -= 1
        if not track.left[job]:
            track.cost += self._costs[job](track.ends[job])

    def _neighbour(self) -> tuple[list[int], int, int]:
        """One job or lot of it somewhere else, and the part of the order that changes."""
        chance, order = self._dice.random, self.order
        targeted = chance() < TARGETED
        mine = self._of_job[self._a_late_job() if targeted else int(chance() * len(self._of_job))]
        if len(mine) > 1 and chance() >= WHOLE:
            mine = [mine[int(chance() * len(mine))]]
        mine = sorted(mine, key=self._at.__getitem__)
        if not mine:
            return self._neighbour()
        places = [self._at[lot] for lot in mine]
        shift = 1 + int(-log(1 - chance()) * self._shift)
        to = places[0] + (shift if not targeted and chance() < 0.5 else -shift)  # noqa: PLR2004
        low = max(0, min(places[0], to))
        high = min(len(order), max(places[-1], to + len(mine)) + 1)
        moved = set(mine)
        rest = [lot for lot in order[low:high] if lot not in moved]
        cut = max(0, min(len(rest), to - low))
        return [*order[:low], *rest[:cut], *mine, *rest[cut:], *order[high:]], low, high

    def _a_late_job(self) -> int:
        """A job by chance, in proportion to what it costs."""
        chance = self._dice.random()
        left = chance * sum(self._late)
        if left <= 0:
            return int(chance * len(self._late))
        for job, late in enumerate(self._late):
            left -= late
            if left < 0:
                return job
        return len(self._late) - 1
