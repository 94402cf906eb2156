"""A long wait shared out: who waits a year takes the turn of another, who takes that of a third.

Where the lasts of a family are taken for a year, whoever lost her turn finds no gap before that.
Several that wait some weeks each cost less than one that waits for all of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from langkah.domain.capacity.decoder import Placed, place
from langkah.domain.capacity.load import Load
from langkah.domain.capacity.passes import Aim
from langkah.domain.capacity.seats import rise, sit

DAY = 1440
# Nobody is asked for her turn for less than that
LONG_WAIT = 30 * DAY
# Lots placed, all trials together
MOST_TRIED = 6_000


def shared_out(
    load: Load, seats: Sequence[Placed], aims: Sequence[Aim], ends: Sequence[int], first: int
) -> list[Placed]:
    """Seats that cost less where one of the first jobs waits long, else as they are.

    `ends` tell when what never moves ends of each job. As in passes, `aims` stand in the places of
    the jobs. The others wait as long as they must: for them nobody gives up her turn.
    """
    found = _Sharing(load, seats, aims, ends)
    while found.hand_over(range(first)):
        pass
    return found.seats


class _Sharing:
    """Lots on their seats, of which those of two jobs at a time are placed again."""

    def __init__(
        self, load: Load, seats: Sequence[Placed], aims: Sequence[Aim], ends: Sequence[int]
    ) -> None:
        self.load, self.seats, self._aims, self._fixed = load.copy(), list(seats), aims, ends
        for seat in self.seats:
            sit(self.load, seat)
        self._of: list[list[int]] = [[] for _ in aims]
        for at, seat in enumerate(self.seats):
            self._of[seat.lot.job].append(at)
        self._tried = 0

    def hand_over(self, jobs: Iterable[int]) -> bool:
        """The turn that is best taken by one of these who waits long; whether there is one."""
        for waits in sorted(jobs, key=lambda job: -self._late(job)):
            if self._late(waits) <= LONG_WAIT:
                return False
            trials = [(self._gain(waits, others), others) for others in self._asked(waits)]
            gain, others = max(trials, default=(0.0, []))
            if gain > 0:
                self._swap(waits, others)
                return True
        return False

    def _asked(self, waits: int) -> Iterator[list[int]]:
        """Jobs with her lasts and as many lots that are done one after the other, before hers."""
        families = {self.seats[at].lot.family for at in self._of[waits]} - {-1}
        end = self._end(waits)
        row = [
            job
            for job, mine in enumerate(self._of)
            if job != waits and families & {self.seats[at].lot.family for at in mine}
        ]
        row = sorted((job for job in row if self._end(job) < end), key=self._end)
        for first in range(len(row)):
            others: list[int] = []
            for job in row[first:]:
                others.append(job)
                if sum(len(self._of[one]) for one in others) >= len(self._of[waits]):
                    break
            if self._tried >= MOST_TRIED:
                return
            yield others

    def _gain(self, waits: int, others: list[int]) -> float:
        """What it is worth that she takes the turn of others."""
        jobs = [waits, *others]
        before = sum(map(self._cost, jobs))
        old = self._swap(waits, others)
        after = sum(map(self._cost, jobs))
        for at in old:
            rise(self.load, self.seats[at])
        for at, seat in old.items():
            self.seats[at] = seat
            sit(self.load, seat)
        return before - after

    def _swap(self, waits: int, others: list[int]) -> dict[int, Placed]:
        """All placed again, who waits first, then by promise; where they were."""
        row = [waits, *sorted(others, key=lambda job: self._aims[job].due)]
        places = [at for job in row for at in self._of[job]]
        self._tried += len(places)
        old = {at: self.seats[at] for at in places}
        for seat in old.values():
            rise(self.load, seat)
        for at in places:
            self.seats[at] = place(self.load, self.seats[at].lot)
        return old

    def _end(self, job: int) -> int:
        return max([self._fixed[job], *(self.seats[at].end for at in self._of[job])])

    def _late(self, job: int) -> int:
        return self._end(job) - self._aims[job].due

    def _cost(self, job: int) -> float:
        return self._aims[job].cost(self._end(job))
