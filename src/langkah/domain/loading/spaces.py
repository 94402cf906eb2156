"""The free spaces of a room: the greatest empty cuboids, which may overlap.

A row is (x, y, z, x end, y end, z end) in steps.
"""

from __future__ import annotations

import numpy as np

from langkah.domain.loading.blocks import UP, Truth, Whole
from langkah.domain.loading.grid import Sides


def whole(room: Sides) -> Whole:
    """The empty room."""
    return np.array([[0, 0, 0, *room]], np.int64)


def nearest(spaces: Whole, room: Whole, *, supported: bool) -> int:
    """The space closest to a corner of the room, the largest of those."""
    ends = np.minimum(spaces[:, :3], room - spaces[:, 3:])
    if supported:
        ends[:, UP] = spaces[:, UP]
    volume = (spaces[:, 3:] - spaces[:, :3]).prod(1)
    return int(np.lexsort((-volume, ends.sum(1)))[0])


def corner(space: Whole, sides: Whole, room: Whole, *, supported: bool) -> Whole:
    """Where a block stands in a space: in its corner closest to one of the room."""
    far = room - space[3:] < space[:3]
    if supported:
        far[UP] = False
    found: Whole = np.where(far, space[3:] - sides, space[:3])
    return found


def left(
    spaces: Whole, low: Whole, high: Whole, least: Whole, *, supported: bool, flat: bool
) -> Whole:
    """The free spaces once a block stands from `low` to `high`; what nothing fits in is left out.

    Where everything must be supported, what lies above the block bears on its top alone, and not
    at all where that is not flat.
    """
    touched = ((spaces[:, :3] < high) & (spaces[:, 3:] > low)).all(1)
    kept, cut = spaces[~touched], spaces[touched]
    pieces = []
    for axis in range(3):
        if not (supported and axis == UP):
            below = cut[cut[:, axis] < low[axis]]
            below[:, 3 + axis] = low[axis]
            pieces.append(below)
        above = cut[cut[:, 3 + axis] > high[axis]]
        above[:, axis] = high[axis]
        if supported and axis == UP:
            above = above[: len(above) if flat else 0]
            above[:, :2] = np.maximum(above[:, :2], low[:2])
            above[:, 3:5] = np.minimum(above[:, 3:5], high[:2])
        pieces.append(above)
    fresh = np.concatenate(pieces)
    fresh = fresh[((fresh[:, 3:] - fresh[:, :3]) >= least).all(1)]
    return np.concatenate([kept, fresh[~_inside_another(fresh, kept)]])


def _inside_another(fresh: Whole, kept: Whole) -> Truth:
    """Which new spaces lie inside another; of equal ones the first counts."""
    every = np.concatenate([kept, fresh])
    within: Truth = np.ones((len(fresh), len(every)), np.bool_)
    for axis in range(3):
        within &= fresh[:, axis, None] >= every[:, axis]
        within &= fresh[:, 3 + axis, None] <= every[:, 3 + axis]
    mine = within[:, len(kept) :]
    count = np.arange(len(fresh))
    mine &= ~(mine & mine.T & (count[None] >= count[:, None]))
    found: Truth = np.logical_or.reduce(within, 1)
    return found
