"""How the pairs of an order are divided among cartons so that the sum is charged least.

Small orders are divided exactly: every way of dividing the kinds of boxes is compared (dynamic
programming over what is left of each kind). In larger ones all boxes stand in one row, alike beside
alike, and are cut where it is cheapest; then the worst cartons are emptied and divided again.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate, product
from math import prod
from operator import add, sub

from langkah.domain.cartons.rules import NEVER_CHOSEN
from langkah.domain.cartons.table import Counts, Table

# What an exact division may cost: some fifteen milliseconds; and one of the worst cartons of many.
_MOST_WORK, _LITTLE_WORK = 120_000, 30_000
_NONE = NEVER_CHOSEN


@dataclass(frozen=True, slots=True)
class Division:
    """What each carton holds; `worth` of all together; whether it is proved to be the least."""

    cartons: tuple[Counts, ...]
    worth: int
    proved: bool


def divide(table: Table) -> Division | None:
    """The best division of all boxes found; None where some box fits in no carton."""
    whole = tuple(kind.count for kind in table.kinds)
    if _work(table, whole) <= _MOST_WORK:
        return _exact(table, whole)
    return quickly(table)


def quickly(table: Table) -> Division | None:
    """A good division of many boxes, not proved to be the best."""
    rough = in_a_row(table)
    return rough and _mended(table, rough)


def _most(table: Table, whole: Counts) -> Counts:
    """How many of each kind a carton can hold at most, by weight."""
    heaviest = table.rules.bounds.max_g
    return tuple(
        min(boxes, heaviest // max(kind.grams, 1))
        for kind, boxes in zip(table.kinds, whole, strict=True)
    )


def _work(table: Table, whole: Counts) -> int:
    """About what an exact division costs: cartons to be worked out, and sums of them."""
    if len(whole) == 1:
        return 0
    most = _most(table, whole)
    steps = [
        sum(min(left, held) + 1 for left in range(boxes + 1))
        for boxes, held in zip(whole, most, strict=True)
    ]
    kinds = len(whole) - 1
    cartons = prod(held + 1 for held in most) >> kinds
    rows = prod(steps[:-1]) * (whole[-1] + 1) >> (kinds - 1)
    return cartons * table.floors + 6 * rows + (prod(steps) >> kinds)


class _Ways:
    """Every division of a number of boxes of each kind: the next carton holds one of the first.

    The kind that comes last runs along rows, so that the sums are made row by row.
    """

    def __init__(self, table: Table, whole: Counts) -> None:
        self._table, self._whole = table, whole
        self._most = _most(table, whole)
        self._rows: dict[Counts, list[int]] = {}
        self.least: dict[Counts, list[int]] = {}
        for state in product(*(range(boxes + 1) for boxes in whole[:-1])):
            self.least[state] = self._of(state)

    def _of(self, state: Counts) -> list[int]:
        """The least for this much of the front kinds, by boxes of the last one."""
        last = self._whole[-1]
        if not any(state):
            return self._alone(state)
        best = [_NONE] * (last + 1)
        for held in self._held(state):
            row = self._row(held)
            before = self.least[tuple(map(sub, state, held))][::-1]
            for left in range(last + 1):
                least = min(map(add, row, before[last - left :]))
                best[left] = min(best[left], least)
        return best

    def _alone(self, state: Counts) -> list[int]:
        row = self._row(state)[1:]
        best = [0]
        for _ in range(self._whole[-1]):
            best.append(min(map(add, row, reversed(best)), default=_NONE))
        return best

    def _held(self, state: Counts) -> Iterator[Counts]:
        """What the next carton may hold of the front kinds: one at least of the first there is."""
        first = next(place for place, boxes in enumerate(state) if boxes)
        ranges = [
            range(1 if place == first else 0, min(boxes, most) + 1)
            for place, (boxes, most) in enumerate(zip(state, self._most[:-1], strict=True))
        ]
        return (held for held in product(*ranges) if self._row(held))

    def _row(self, held: Counts) -> list[int]:
        """The worth of cartons with this of the front kinds, by boxes of the last one."""
        if held not in self._rows:
            row: list[int] = []
            table = self._table
            for boxes in range(self._most[-1] + 1):
                counts = (*held, boxes)
                if not table.light(table.net_g(counts)):
                    break
                best = table.best(counts) if any(counts) else None
                row.append(best.worth if best else _NONE)
            self._rows[held] = row
        return self._rows[held]

    def carton(self, left: Counts) -> Counts:
        """The next carton of the best division of what is left."""
        state, last = left[:-1], left[-1]
        wanted = self.least[state][last]
        for held in self._held(state) if any(state) else (state,):
            before = self.least[tuple(map(sub, state, held))]
            for boxes, worth in enumerate(self._row(held)[: last + 1]):
                if (boxes or any(held)) and before[last - boxes] + worth == wanted:
                    return (*held, boxes)
        raise AssertionError("the best division has a first carton")


def _exact(table: Table, whole: Counts) -> Division | None:
    """The best of all divisions."""
    ways = _Ways(table, whole)
    worth = ways.least[whole[:-1]][whole[-1]]
    if worth >= _NONE:
        return None
    cartons, left = [], whole
    while any(left):
        carton = ways.carton(left)
        cartons.append(carton)
        left = tuple(map(sub, left, carton))
    return Division(tuple(cartons), worth, proved=True)


def _mended(table: Table, rough: Division) -> Division:
    """The cartons that are charged most for their weight, emptied and divided again."""
    if rough.proved:
        return rough
    order = sorted(
        rough.cartons, key=lambda counts: _worth(table, counts) // table.net_g(counts), reverse=True
    )
    emptied, number = order[0], 1
    for counts in order[1:]:
        more = tuple(map(add, emptied, counts))
        if _work(table, more) > _LITTLE_WORK:
            break
        emptied, number = more, number + 1
    again = _exact(table, emptied)
    old = sum(_worth(table, counts) for counts in order[:number])
    if again is None or again.worth >= old:
        return rough
    cartons = (*order[number:], *again.cartons)
    return Division(cartons, rough.worth - old + again.worth, proved=False)


def _worth(table: Table, counts: Counts) -> int:
    best = table.best(counts)
    return best.worth if best else _NONE


def in_a_row(table: Table) -> Division | None:
    """All boxes in one row, alike beside alike, cut where it is cheapest."""
    row = _Row(table)
    least, cut = [0], [0]
    for end in range(1, len(row.kinds) + 1):
        best, before = _NONE, end - 1
        # What a piece costs at least is known at once; most pieces need no more than that.
        for hoped, start in sorted(row.pieces(end, least)):
            if hoped >= best:
                break
            found = table.best(row.counts(start, end))
            if found and least[start] + found.worth < best:
                best, before = least[start] + found.worth, start
        least.append(best)
        cut.append(before)
    if least[-1] >= _NONE:
        return None
    cartons = []
    end = len(row.kinds)
    while end:
        cartons.append(row.counts(cut[end], end))
        end = cut[end]
    return Division(tuple(cartons[::-1]), least[-1], proved=len(table.kinds) == 1)


class _Row:
    """All boxes in one row, big ones first; what stands before each place is added up."""

    def __init__(self, table: Table) -> None:
        self._table = table
        self.kinds = [place for place, kind in enumerate(table.kinds) for _ in range(kind.count)]
        boxes = [table.kinds[place] for place in self.kinds]
        self._grams = [0, *accumulate(kind.grams for kind in boxes)]
        self._volume = [0, *accumulate(prod(kind.sides) for kind in boxes)]
        self._hoped: dict[tuple[int, int], int] = {}
        self._ends = [0, *accumulate(kind.count for kind in table.kinds)]

    def counts(self, start: int, end: int) -> Counts:
        """Boxes of each kind in a piece of the row."""
        ends = self._ends
        return tuple(
            max(0, min(end, ends[place + 1]) - max(start, ends[place]))
            for place in range(len(ends) - 1)
        )

    def pieces(self, end: int, least: list[int]) -> Iterator[tuple[int, int]]:
        """(what the row up to `end` costs at least, start) for its last carton, lightest first."""
        rules, grams, volume = self._table.rules, self._grams, self._volume
        heaviest, hoped = rules.bounds.max_g, self._hoped
        for start in range(end - 1, -1, -1):
            piece = (volume[end] - volume[start], grams[end] - grams[start])
            if piece[1] >= heaviest:
                return
            if piece not in hoped:
                hoped[piece] = rules.hoped(*piece)
            yield least[start] + hoped[piece], start
