"""Blocks: equal cartons side by side, and pairs of blocks that leave almost no gap.

Tables have one row a block, the greatest volume first. `sides` are length, width, height in steps;
`uses` how many of each item and, in the last column, how many grams.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from langkah.domain.loading.grid import Sides, Stock

Whole: TypeAlias = "NDArray[np.int64]"
Truth: TypeAlias = "NDArray[np.bool_]"
# So many blocks are looked at, and so much of a block of blocks must be carton.
MOST = 3000
DENSE = 0.98
UP = 2


@dataclass(frozen=True, slots=True)
class Blocks:
    """All blocks of a case; `flat` ones have a top that bears all over.

    `origin` tells each row's place in `parts`: (item, way, along, across, up) of a simple block,
    (first, second, axis) of a block of two, whose sides stand in `made`.
    """

    sides: Whole
    uses: Whole
    volume: Whole
    boxes: Whole
    flat: Truth
    origin: Whole
    parts: list[tuple[int, ...]]
    made: Whole

    def cartons(self, row: int) -> list[tuple[int, int, Sides]]:
        """(item, way, corner) of every carton of a block, from the floor up."""
        found: list[tuple[int, int, Sides]] = []
        waiting: list[tuple[int, Sides]] = [(int(self.origin[row]), (0, 0, 0))]
        while waiting:
            place, corner = waiting.pop()
            part = self.parts[place]
            if len(part) == SIMPLE:
                found += self._rows(place, part, corner)
                continue
            first, second, axis = part
            beside = list(corner)
            beside[axis] += int(self.made[first, axis])
            waiting += [(second, (beside[0], beside[1], beside[2])), (first, corner)]
        return found

    def _rows(
        self, place: int, part: tuple[int, ...], corner: Sides
    ) -> list[tuple[int, int, Sides]]:
        item, way, along, across, up = part
        length, width, height = (
            int(side) // count
            for side, count in zip(self.made[place], (along, across, up), strict=True)
        )
        x, y, z = corner
        return [
            (item, way, (x + i * length, y + j * width, z + k * height))
            for k in range(up)
            for i in range(along)
            for j in range(across)
        ]


SIMPLE = 5


def blocks(room: Sides, stock: list[Stock], grams: int, *, supported: bool) -> Blocks:
    """Simple blocks, then blocks of two blocks, as many as are looked at."""
    rows = list(_simple(room, stock, grams))
    table = _Table(
        sides=np.array([sides for sides, _, _, _ in rows], np.int64).reshape(-1, 3),
        uses=_used(stock, rows),
        flat=np.ones(len(rows), np.bool_),
        parts=[part for _, _, _, part in rows],
    )
    most = np.array([*(one.count for one in stock), grams])
    known = {table.key(place) for place in range(len(rows))}
    start = 0
    while start < len(table.parts) < MOST:
        end = len(table.parts)
        table = table.grown(start, np.array(room), most, known, supported=supported)
        start = end
    return table.sorted()


Row: TypeAlias = tuple[Sides, int, int, tuple[int, ...]]


def _simple(room: Sides, stock: list[Stock], grams: int) -> Iterator[Row]:
    """(sides, item, count, part) of every block of equal cartons that fits."""
    for item, one in enumerate(stock):
        most = one.count if not one.grams else min(one.count, grams // one.grams)
        for way, (length, width, height) in enumerate(one.ways):
            for along in range(1, min(most, room[0] // length) + 1):
                for across in range(1, min(most // along, room[1] // width) + 1):
                    for up in range(1, min(most // (along * across), room[2] // height) + 1):
                        sides = (along * length, across * width, up * height)
                        yield sides, item, along * across * up, (item, way, along, across, up)


def _used(stock: list[Stock], rows: list[Row]) -> Whole:
    found = np.zeros((len(rows), len(stock) + 1), np.int64)
    for place, (_, item, count, _) in enumerate(rows):
        found[place, item] = count
        found[place, -1] = count * stock[item].grams
    return found


@dataclass(frozen=True, slots=True)
class _Table:
    """Blocks in the order in which they were made."""

    sides: Whole
    uses: Whole
    flat: Truth
    parts: list[tuple[int, ...]]

    def key(self, place: int) -> tuple[bytes, bytes]:
        return self.sides[place].tobytes(), self.uses[place].tobytes()

    def grown(
        self,
        start: int,
        room: Whole,
        most: Whole,
        known: set[tuple[bytes, bytes]],
        *,
        supported: bool,
    ) -> _Table:
        """With every block from `start` on beside and on top of every other, up to MOST."""
        sides, uses, flat, parts = [self.sides], [self.uses], [self.flat], list(self.parts)
        volume = self._volume()
        for first, axis in product(range(start, len(self.parts)), range(3)):
            both, together, level = self._beside(first, axis)
            fits = (together <= most).all(1) & (both <= room).all(1)
            fits &= volume + volume[first] >= DENSE * both.prod(1)
            if supported and axis == UP:
                fits &= self.flat & (self.sides[first, :2] <= self.sides[:, :2]).all(1)
            for second in np.nonzero(fits)[0]:
                key = both[second].tobytes(), together[second].tobytes()
                if key not in known and len(parts) < MOST:
                    known.add(key)
                    parts.append((int(second), first, axis))
                    sides.append(both[second : second + 1])
                    uses.append(together[second : second + 1])
                    flat.append(level[second : second + 1])
            if len(parts) >= MOST:
                break
        return _Table(np.concatenate(sides), np.concatenate(uses), np.concatenate(flat), parts)

    def _volume(self) -> Whole:
        """Of the cartons in each block; a gap does not count."""
        found: Whole = self.sides.prod(1)
        for place, part in enumerate(self.parts):
            if len(part) != SIMPLE:
                found[place] = found[part[0]] + found[part[1]]
        return found

    def _beside(self, first: int, axis: int) -> tuple[Whole, Whole, Truth]:
        """Every block with `first` beside it or on top: sides, what they use, whether flat."""
        sides = np.maximum(self.sides, self.sides[first])
        sides[:, axis] = self.sides[:, axis] + self.sides[first, axis]
        same = self.sides == self.sides[first]
        if axis == UP:
            level = same[:, 0] & same[:, 1] & self.flat[first]
        else:
            level = same[:, UP] & same[:, 1 - axis] & self.flat & self.flat[first]
        return sides, self.uses + self.uses[first], level

    def sorted(self) -> Blocks:
        """The greatest volume first, ties as they were made."""
        volume = self._volume()
        order = np.argsort(-volume, kind="stable")
        return Blocks(
            sides=self.sides[order],
            uses=self.uses[order],
            volume=volume[order],
            boxes=self.uses[order, :-1].sum(1),
            flat=self.flat[order],
            origin=order,
            parts=self.parts,
            made=self.sides,
        )
