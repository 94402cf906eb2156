"""How the pairs of an order are divided among cartons so that the sum is charged least.

Small orders are divided exactly: every way of dividing the kinds of boxes is compared (dynamic
programming over what is left of each kind). In larger ones all boxes stand in one row, alike beside
alike, and are cut where it is cheapest; then the worst cartons are emptied and divided again.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from math import prod
from operator import add, sub

from langkah.domain.cartons.row import cuts
from langkah.domain.cartons.rules import NEVER_CHOSEN
from langkah.domain.cartons.table import Counts, Table

# What an exact division may cost, in microseconds of a usual processor, and up to how many pairs
# it is made whatever it costs. One of the worst cartons of many may cost less, still less where
# they are only compared with.
_MOST_WORK, _ALWAYS_PAIRS = 40_000, 12
_MENDED_WORK, _COMPARED_WORK = 10_000, 8_000
# Measured: to work out one carton, to go through a row of them, and to compare two sums.
_CARTON_WORK, _ROW_WORK, _SUMS_A_WORK = 45, 2, 10
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
    if sum(whole) <= _ALWAYS_PAIRS or _work(table, whole) <= _MOST_WORK:
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
    """About what an exact division costs in microseconds: cartons to be worked out, and sums."""
    most = _most(table, whole)
    if sum(boxes > 0 for boxes in whole) == 1:
        return 0
    steps = sorted(
        sum(min(left, held) + 1 for left in range(boxes + 1))
        for boxes, held in zip(whole, most, strict=True)
    )
    cartons = prod(held + 1 for held in most)
    rows = prod(steps[:-1])
    return cartons * _CARTON_WORK + rows * _ROW_WORK + rows * steps[-1] // _SUMS_A_WORK


class _Ways:
    """Every division of a number of boxes of each kind: the next carton holds one of the first.

    Kinds that are not there are left out, and the one with most boxes runs along rows, so that the
    sums are made row by row. Only divisions better than `below` are looked for: a carton that
    leaves too little for the rest is left out.
    """

    def __init__(self, table: Table, whole: Counts, below: int) -> None:
        self._table, self._below, self._all = table, below, whole
        there = [place for place, boxes in enumerate(whole) if boxes]
        # Of equal numbers the kind that comes last, so that the front ones stay in their order.
        longest = max(there, key=lambda place: (whole[place], place))
        self._order = (*(place for place in there if place != longest), longest)
        self._kinds = len(whole)
        self.whole = self._front(whole)
        self._most = self._front(_most(table, whole))
        self._rows: dict[Counts, list[int]] = {}
        self.least: dict[Counts, list[int]] = {}
        for state in product(*(range(boxes + 1) for boxes in self.whole[:-1])):
            self.least[state] = self._of(state)

    def _front(self, counts: Counts) -> Counts:
        return tuple(counts[place] for place in self._order)

    def counts(self, held: Counts) -> Counts:
        """Boxes of every kind, of those in this order."""
        found = [0] * self._kinds
        for place, boxes in zip(self._order, held, strict=True):
            found[place] = boxes
        return tuple(found)

    def _of(self, state: Counts) -> list[int]:
        """The least for this much of the front kinds, by boxes of the last one."""
        last = self.whole[-1]
        if not any(state):
            return self._alone(state)
        best = [_NONE] * (last + 1)
        for held in self._held(state):
            row = self._row(held)
            before = self.least[tuple(map(sub, state, held))]
            for boxes, worth in enumerate(row[: last + 1]):
                if worth >= _NONE:
                    continue
                # One carton with so many of the last kind, before each number of those left
                sums = [worth + least for least in before[: last + 1 - boxes]]
                best[boxes:] = map(min, best[boxes:], sums)
        return best

    def _alone(self, state: Counts) -> list[int]:
        row = self._row(state)[1:]
        best = [0]
        for _ in range(self.whole[-1]):
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
            for boxes in range(self._most[-1] + 1):
                counts = self.counts((*held, boxes))
                if not self._table.light(self._table.net_g(counts)):
                    break
                row.append(self._worth(counts))
            self._rows[held] = row if min(row, default=_NONE) < _NONE else []
        return self._rows[held]

    def _worth(self, counts: Counts) -> int:
        """How bad one carton is; none where no good division has it."""
        table = self._table
        if not any(counts):
            return _NONE
        rest = tuple(map(sub, self._all, counts))
        room = self._below - table.least(table.volume(rest), table.net_g(rest))
        if table.hoped(table.volume(counts), table.net_g(counts)) >= room:
            return _NONE
        best = table.best(counts)
        return best.worth if best and best.worth < room else _NONE

    def carton(self, left: Counts) -> Counts:
        """The next carton of the best division of what is left, in this order of kinds."""
        state, last = left[:-1], left[-1]
        wanted = self.least[state][last]
        for held in self._held(state) if any(state) else (state,):
            before = self.least[tuple(map(sub, state, held))]
            for boxes, worth in enumerate(self._row(held)[: last + 1]):
                if (boxes or any(held)) and before[last - boxes] + worth == wanted:
                    return (*held, boxes)
        raise AssertionError("the best division has a first carton")


def _exact(table: Table, whole: Counts, below: int = _NONE) -> Division | None:
    """The best of all divisions that are better than `below`."""
    ways = _Ways(table, whole, below)
    worth = ways.least[ways.whole[:-1]][ways.whole[-1]]
    if worth >= _NONE:
        return None
    cartons, left = [], ways.whole
    while any(left):
        carton = ways.carton(left)
        cartons.append(ways.counts(carton))
        left = tuple(map(sub, left, carton))
    return Division(tuple(cartons), worth, proved=True)


def _mended(table: Table, rough: Division) -> Division:
    """The cartons that are charged most for their weight, emptied and divided again."""
    if rough.proved:
        return rough
    order = sorted(
        rough.cartons, key=lambda counts: _worth(table, counts) // table.net_g(counts), reverse=True
    )
    bearable = _COMPARED_WORK if table.ready_made else _MENDED_WORK
    emptied, number = (0,) * len(table.kinds), 0
    for counts in order:
        more = tuple(map(add, emptied, counts))
        if _work(table, more) > bearable:
            break
        emptied, number = more, number + 1
    if not number:
        return rough
    old = sum(_worth(table, counts) for counts in order[:number])
    again = _exact(table, emptied, old)
    if again is None or again.worth >= old:
        return rough
    cartons = (*order[number:], *again.cartons)
    return Division(cartons, rough.worth - old + again.worth, proved=False)


def _worth(table: Table, counts: Counts) -> int:
    best = table.best(counts)
    return best.worth if best else _NONE


def in_a_row(table: Table) -> Division | None:
    """All boxes in one row, alike beside alike, cut where it is cheapest."""
    found = cuts(table)
    if found is None:
        return None
    cartons, worth = found
    return Division(cartons, worth, proved=len(table.kinds) == 1)
