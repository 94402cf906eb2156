"""One room filled: cartons in whole steps in, where each stands out."""

from __future__ import annotations

import numpy as np

from langkah.domain.loading.blocks import blocks
from langkah.domain.loading.grid import Sides, Stock
from langkah.domain.loading.search import Search

Stood = tuple[int, int, Sides]


def fill(
    room: Sides, stock: list[Stock], limit: int, *, supported: bool, effort: int
) -> list[Stood]:
    """(item, way, corner) of each carton, in the order in which they are carried in.

    `limit` in grams; 0 where nothing is weighed.
    """
    made = blocks(room, stock, limit, supported=supported)
    if not len(made.sides):
        return []
    lengths = [{way[axis] for one in stock for way in one.ways} for axis in range(3)]
    rest = np.array([*(one.count for one in stock), limit])
    search = Search(room, made, rest, lengths, supported=supported)
    found = [
        (item, way, (x + at[0], y + at[1], z + at[2]))
        for row, (x, y, z) in search.run(effort).blocks()
        for item, way, at in made.cartons(row)
    ]
    return sorted(found, key=lambda one: (one[2][0], one[2][2], one[2][1]))
