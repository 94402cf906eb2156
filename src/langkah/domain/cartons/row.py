"""All boxes of an order in one row, alike beside alike, cut into cartons where it is cheapest.

The cheapest way along the row is looked for from its beginning, always on from where the way so
far and the least that the rest can cost are together least. What a piece costs at least is known at
once, so that most pieces are never worked out.
"""

from __future__ import annotations

from heapq import heappop, heappush
from itertools import accumulate
from math import prod
from operator import sub

from langkah.domain.cartons.rules import NEVER_CHOSEN
from langkah.domain.cartons.table import Counts, Table


def cuts(table: Table) -> tuple[tuple[Counts, ...], int] | None:
    """The cartons in the order of the row, and their worth; None where some box fits in none."""
    row = _Row(table)
    rest = row.rest
    came: dict[int, int] = {}
    # What a way costs at least, what is behind it, where it stands, where its last piece began;
    # a piece is first guessed (its cost is not known) and worked out when its turn comes.
    waiting: list[tuple[int, int, int, int, bool]] = [(rest[0], 0, 0, 0, True)]
    while waiting:
        _least, behind, end, start, known = heappop(waiting)
        if end in came:
            continue
        if not known:
            found = table.best(row.counts(start, end))
            if found:
                cost = behind + found.worth
                heappush(waiting, (cost + rest[end], cost, end, start, True))
            continue
        came[end] = start
        if end == row.length:
            return row.cartons(came), behind
        for after, hoped in row.pieces(end):
            if after not in came:
                heappush(waiting, (behind + hoped + rest[after], behind, after, end, False))
    return None


class _Row:
    """All boxes in one row, big ones first; what stands before each place is added up."""

    def __init__(self, table: Table) -> None:
        boxes = [kind for kind in table.kinds for _ in range(kind.count)]
        self.length = len(boxes)
        self._grams = [0, *accumulate(kind.grams for kind in boxes)]
        self._volume = [0, *accumulate(prod(kind.sides) for kind in boxes)]
        # How many of each kind stand before each place
        self._before = [(0,) * len(table.kinds)]
        for place, kind in enumerate(table.kinds):
            for _ in range(kind.count):
                last = self._before[-1]
                self._before.append((*last[:place], last[place] + 1, *last[place + 1 :]))
        self._table = table
        self._pieces = self._guessed()
        self.rest = self._rests()

    def _guessed(self) -> list[list[tuple[int, int]]]:
        """From each place, the pieces a carton may hold: where one ends, what it costs at least."""
        hoped: dict[tuple[int, int], int] = {}
        found = []
        for start in range(self.length):
            mine = []
            for end in range(start + 1, self.length + 1):
                piece = (
                    self._volume[end] - self._volume[start],
                    self._grams[end] - self._grams[start],
                )
                if not self._table.light(piece[1]):
                    break
                if piece not in hoped:
                    hoped[piece] = self._table.hoped(*piece)
                mine.append((end, hoped[piece]))
            found.append(mine)
        return found

    def _rests(self) -> list[int]:
        """What everything from a place on costs at least."""
        rest = [0] * (self.length + 1)
        for start in range(self.length - 1, -1, -1):
            rest[start] = min(
                (hoped + rest[end] for end, hoped in self._pieces[start]), default=NEVER_CHOSEN
            )
        return rest

    def pieces(self, start: int) -> list[tuple[int, int]]:
        """Where a carton that begins here may end, and what it costs at least."""
        return self._pieces[start]

    def counts(self, start: int, end: int) -> Counts:
        """Boxes of each kind in a piece of the row."""
        return tuple(map(sub, self._before[end], self._before[start]))

    def cartons(self, came: dict[int, int]) -> tuple[Counts, ...]:
        """The pieces of the way that was found."""
        found, end = [], self.length
        while end:
            found.append(self.counts(came[end], end))
            end = came[end]
        return tuple(found[::-1])
