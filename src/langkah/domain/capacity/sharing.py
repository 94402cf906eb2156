"""A long wait shared out: who waits a year takes the turn of another, who takes that of a third.

Where something is full for a year, whoever lost her turn finds no gap before that. Several that
wait some weeks each cost less than one that waits for all of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from langkah.domain.capacity.decoder import Placed, place
from langkah.domain.capacity.load import Load
from langkah.domain.capacity.passes import Aim, Passes
from langkah.domain.capacity.seats import rise, sit

DAY = 1440
# Nobody is asked for her turn for less than that
LONG_WAIT = 30 * DAY
# Lots placed, all trials together
MOST_TRIED = 2_500
# Turns tried before the best of them is taken
ENOUGH = 12
# What a turn may seem to lose and is tried all the same: others may find better gaps than hers
DOUBT = 60 * DAY


def share_out(load: Load, passes: Passes, aims: Sequence[Aim], first: int) -> None:
    """Go on from seats that cost less where one of the first jobs waits long.

    `load` holds what never moves; as in passes, `aims` stand in the places of the jobs. The others
    wait as long as they must: for them nobody gives up her turn.
    """
    found = _Sharing(load, passes.seats, aims, passes.fixed, first)
    while found.hand_over():
        pass
    passes.sit_down(found.seats, found.tried)


class _Sharing:
    """Lots on their seats, of which those of a few jobs at a time are placed again."""

    def __init__(
        self,
        load: Load,
        seats: Sequence[Placed],
        aims: Sequence[Aim],
        ends: Sequence[int],
        first: int,
    ) -> None:
        self.load, self.seats, self._aims, self._fixed = load.copy(), list(seats), aims, ends
        for seat in self.seats:
            sit(self.load, seat)
        self._of: list[list[int]] = [[] for _ in aims]
        for at, seat in enumerate(self.seats):
            self._of[seat.lot.job].append(at)
        self._first = range(first)
        self.tried = 0

    def hand_over(self) -> bool:
        """The turn that is best taken by one who waits long; whether there is one."""
        long = [job for job in self._first if self._late(job) > LONG_WAIT]
        for waits in sorted(long, key=self._cost, reverse=True):
            gain, others = self._best(waits)
            if gain > 0:
                self._swap(waits, others)
                return True
        return False

    def _best(self, waits: int) -> tuple[float, list[int]]:
        """The best of the likeliest turns, or else the first that gains anything."""
        best: tuple[float, list[int]] = (0.0, [])
        for count, others in enumerate(self._likeliest(waits)):
            if self.tried >= MOST_TRIED or (count >= ENOUGH and best[1]):
                break
            gain = self._gain(waits, others)
            if gain > best[0]:
                best = gain, others
        return best

    def _likeliest(self, waits: int) -> list[list[int]]:
        """Turns by what would be gained if both just changed places, the most first."""
        families = self._families(waits)
        end, now = self._end(waits), self._cost(waits)
        before = [job for job in self._first if self._of[job] and self._end(job) < end]
        before.sort(key=self._end)
        mates = [job for job in before if families & self._families(job)]
        found: dict[tuple[int, ...], float] = {}
        lots = len(self._of[waits])
        rows = [(mates, lots), (before, lots), (mates, 2 * lots), (before, 2 * lots)]
        for others in (group for row, count in rows for group in self._in_a_row(row, count)):
            theirs = sum(self._aims[job].cost(end) - self._cost(job) for job in others)
            mine = now - self._aims[waits].cost(self._end(others[-1]))
            found[others] = mine - theirs
        row = sorted(found, key=lambda others: -found[others])
        return [list(others) for others in row if found[others] > -DOUBT]

    def _in_a_row(self, jobs: Sequence[int], needed: int) -> Iterator[tuple[int, ...]]:
        """Jobs that end one after the other, together of so many lots; and one as large alone."""
        for first in range(len(jobs)):
            count = lots = 0
            for job in jobs[first:]:
                count, lots = count + 1, lots + len(self._of[job])
                if lots >= needed:
                    break
            yield tuple(jobs[first : first + count])
            if count > 1 and len(self._of[jobs[first + count - 1]]) >= needed:
                yield (jobs[first + count - 1],)

    def _families(self, job: int) -> set[int]:
        return {self.seats[at].lot.family for at in self._of[job]} - {-1}

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

    def _swap(self, waits: int, others: Iterable[int]) -> dict[int, Placed]:
        """All placed again, who waits first, then by promise; where they were."""
        row = [waits, *sorted(others, key=lambda job: self._aims[job].due)]
        places = [at for job in row for at in self._of[job]]
        self.tried += len(places)
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
