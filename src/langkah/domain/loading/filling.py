"""One room filled: cartons in whole steps in, where each stands out."""

from __future__ import annotations

from itertools import product
from math import prod

from langkah.domain.loading.blocks import Kind
from langkah.domain.loading.grid import Sides, Stock
from langkah.domain.loading.search import Chain, Search

# Place of the item, its way of standing, near corner
Stood = tuple[int, int, Sides]
# When all fits, so many lengths are tried in search of the shortest that still takes everything,
# each with a part of the effort.
_SHORTER, _SHARE = 8, 16
_NO_LIMIT = 1 << 50


def fill(
    room: Sides, stock: list[Stock], limit: int, *, supported: bool, effort: int
) -> list[Stood]:
    """(item, way, corner) of each carton, in the order in which they are carried in.

    `limit` in grams; 0 where nothing is weighed.
    """
    kinds = tuple(
        Kind(tuple(one.ways), one.count, prod(one.ways[0]), one.grams if limit else 0)
        for one in stock
    )
    chain = _searched(room, kinds, limit, supported, effort)
    if _whole(chain) == sum(kind.count for kind in kinds):
        chain = _shorter(room, kinds, limit, supported, effort // _SHARE) or chain
    found = _stood(chain, stock)
    if not supported:
        found = _settled(found, stock)
    return sorted(found, key=lambda one: (one[2][0], one[2][2], one[2][1]))


def _searched(
    room: Sides, kinds: tuple[Kind, ...], limit: int, supported: bool, effort: int
) -> Chain:
    search = Search(kinds, room, grams=limit or _NO_LIMIT, full_support=supported)
    search.improve(effort)
    return search.best.chain


def _whole(chain: Chain) -> int:
    boxes = 0
    while chain is not None:
        block, _, chain = chain
        boxes += block.first_boxes + block.second_boxes
    return boxes


def _shorter(
    room: Sides, kinds: tuple[Kind, ...], limit: int, supported: bool, effort: int
) -> Chain:
    """Everything in the shortest part of the room that was found to take it, if in any."""
    long, wide, high = room
    cartons = sum(kind.count for kind in kinds)
    too_short = sum(kind.count * kind.volume for kind in kinds) // (wide * high) - 1
    best: Chain = None
    for _ in range(_SHORTER):
        length = (too_short + long) // 2
        if length in (too_short, long):
            break
        chain = _searched((length, wide, high), kinds, limit, supported, effort)
        if _whole(chain) == cartons:
            long, best = length, chain
        else:
            too_short = length
    return best


def _stood(chain: Chain, stock: list[Stock]) -> list[Stood]:
    found: list[Stood] = []
    while chain is not None:
        block, corner, chain = chain
        for grid in block.grids:
            way = stock[grid.kind].ways.index(grid.box)
            x, y, z = (a + b for a, b in zip(corner, grid.at, strict=True))
            long, wide, high = grid.box
            found += [
                (grid.kind, way, (x + i * long, y + j * wide, z + k * high))
                for i, j, k in product(*map(range, grid.counts))
            ]
    return found


def _settled(found: list[Stood], stock: list[Stock]) -> list[Stood]:
    """Each carton let down until it rests on something, the lowest first."""
    tops: list[tuple[int, int, int, int, int]] = []
    settled: list[Stood] = []
    for item, way, (x, y, _) in sorted(found, key=lambda one: one[2][2]):
        long, wide, high = stock[item].ways[way]
        under = (
            top
            for left, front, right, back, top in tops
            if left < x + long and x < right and front < y + wide and y < back
        )
        floor = max(under, default=0)
        settled.append((item, way, (x, y, floor)))
        tops.append((x, y, x + long, y + wide, floor + high))
    return settled
