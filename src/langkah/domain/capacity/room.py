"""Room for a new order: everybody as late as promised, the new one first, then all forward again.

No promise can break on the way. Going backwards every lot may at least stay where it is, so all
are on the floor and in time when the new order takes the first gaps; going forward every lot may
stay again. What it gains is all the slack there is, gathered in one place.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from langkah.domain.capacity.decoder import Placed, place
from langkah.domain.capacity.die import thrown
from langkah.domain.capacity.forward import all_forward, begin, home_again
from langkah.domain.capacity.late import as_late_as_may_be
from langkah.domain.capacity.load import Load
from langkah.domain.capacity.lots import Lot

# By how much of its slack a lot may be taken for later than it is, from the third round on
SHUFFLED = 0.5


class Room:
    """A floor with lots on their seats, and how late each may end.

    `load` holds what never moves. `seats` are those of lots that may move, each with a limit (a
    minute of the clock) that it keeps now. `effort` counts lots placed.
    """

    def __init__(
        self, load: Load, seats: Sequence[Placed], limits: Sequence[int], seed: int = 1
    ) -> None:
        self._load, self._first, self._limits = load, list(seats), limits
        self._chance = thrown(seed)
        self.effort = 0

    def best(
        self, new: Sequence[Lot], until: int, effort: int
    ) -> tuple[list[Placed], list[Placed]]:
        """Seats of all lots and of the new ones, which end before `until` as early as was found.

        Both are empty if nothing earlier was found.
        """
        alone = _end(_placed(self._load.copy(), new))
        seats, best = self._first, until
        found: tuple[list[Placed], list[Placed]] = [], []
        rounds = 0
        while self.effort < effort and best > alone:
            late, load = self._late(seats, rounds)
            mine = _placed(load, new)
            self.effort += len(new)
            seats = self._forward(load, late)
            if _end(mine) < best:
                best, found = _end(mine), (seats, mine)
            rounds += 1
        return found

    def _late(self, seats: Sequence[Placed], rounds: int) -> tuple[list[Placed], Load]:
        """Every lot as late as it may be; and the floor then."""
        self.effort += len(seats)
        return as_late_as_may_be(self._load, seats, self._limits, self._row(seats, rounds))

    def _row(self, seats: Sequence[Placed], rounds: int) -> list[int]:
        """By where they end, by how late they may, and then by chance in between."""
        limits, chance = self._limits, self._chance

        def key(at: int) -> float:
            end = seats[at].end
            share = rounds if rounds <= 1 else SHUFFLED * chance()
            return -end - share * (limits[at] - end)

        return sorted(range(len(seats)), key=key)

    def _forward(self, load: Load, late: list[Placed]) -> list[Placed]:
        """Each lot back where it was if that is free, else as early as it can be."""
        seats = list(late)
        row = sorted(range(len(late)), key=lambda one: begin(self._first[one]))
        away = home_again(load, seats, self._first, row)
        all_forward(load, seats, away)
        self.effort += len(away)
        return seats


def _placed(load: Load, lots: Iterable[Lot]) -> list[Placed]:
    return [place(load, lot) for lot in lots]


def _end(placed: Iterable[Placed]) -> int:
    return max(one.end for one in placed)
