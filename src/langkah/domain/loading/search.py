"""A beam that grows: each partial load is judged by the whole load it leads to.

The space nearest to a corner is filled next. A block is worth its volume, less what the rest of
the space could not use, and more where it touches (Araya and Riff 2014; Araya, Guerrero and Nunez
2017, in our own form). The beam is widened until the effort is spent; nothing is left to chance.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from langkah.domain.loading import spaces as free
from langkah.domain.loading.blocks import Blocks, Whole
from langkah.domain.loading.grid import Sides

# The share of a block's side that a gap beside it may have and still count as touching.
TOUCH = 0.04
FEW = 0.2
# Effort of a choice, and of each block looked at for it
CHOICE, LOOK = 0.5, 0.0002
Part: TypeAlias = "NDArray[np.float64]"


@dataclass(frozen=True, slots=True)
class State:
    """A partial load: free spaces, what is left of each item, blocks that could still be used."""

    spaces: Whole
    rest: Whole
    usable: Whole
    volume: int
    # What was placed before, the row of the last block and its corner; () at the start
    placed: tuple[Any, ...]

    def blocks(self) -> list[tuple[int, Sides]]:
        """(row, corner) of each block, in the order in which they were placed."""
        found: list[tuple[int, Sides]] = []
        link = self.placed
        while link:
            link, row, low = link
            found.append((row, (int(low[0]), int(low[1]), int(low[2]))))
        return found[::-1]


class Search:
    """The best load of one room."""

    def __init__(
        self, room: Sides, blocks: Blocks, rest: Whole, lengths: list[set[int]], *, supported: bool
    ) -> None:
        self.room = np.array(room)
        self.blocks = blocks
        self.supported = supported
        self.least = blocks.sides.min(0)
        self.reach = [_reach(side, parts) for side, parts in zip(room, lengths, strict=True)]
        self.sides = [np.ascontiguousarray(side) for side in blocks.sides.T]
        self.uses = [np.ascontiguousarray(item) for item in blocks.uses.T]
        self.worth = blocks.volume * blocks.boxes ** (-FEW)
        self.start = State(free.whole(room), rest, np.arange(len(blocks.sides)), 0, ())
        self.best = self.start
        self.spent = 0.0

    def run(self, effort: int) -> State:
        """The best load found with so many choices of a block, a few more to end with."""
        self._finish(self.start)
        width = 1
        while self.spent < effort:
            self._beam(width, effort)
            width *= 2
        return self.best

    def _beam(self, width: int, effort: int) -> None:
        beam = [self.start]
        while beam and self.spent < effort:
            found: dict[tuple[int, int], State] = {}
            for state in beam:
                for child in self._children(state, width):
                    if self.spent >= effort:
                        return
                    whole = self._finish(child)
                    # Two ways to the same volumes are mostly one way mirrored.
                    found.setdefault((whole, child.volume), child)
            beam = [found[key] for key in sorted(found, reverse=True)[:width]]

    def _children(self, state: State, width: int) -> list[State]:
        """The most promising blocks in the next space that takes any."""
        spaces = state.spaces
        while len(spaces):
            place = free.nearest(spaces, self.room, supported=self.supported)
            rows, scores = self._scores(spaces[place], state.usable)
            if len(rows):
                order = np.argsort(-scores, kind="stable") if width > 1 else [scores.argmax()]
                return [self._with(state, spaces, place, int(rows[n])) for n in order[:width]]
            spaces = np.delete(spaces, place, 0)
        return []

    def _finish(self, state: State) -> int:
        """Fill up with the best block each time; gives the volume, and keeps the best of all."""
        while len(state.spaces) and len(state.usable):
            children = self._children(state, 1)
            if not children:
                break
            state = children[0]
        if state.volume > self.best.volume:
            self.best = state
        return state.volume

    def _scores(self, space: Whole, usable: Whole) -> tuple[Whole, Part]:
        """The blocks that fit into a space, and how good each is there."""
        self.spent += CHOICE + LOOK * len(usable)
        size = space[3:] - space[:3]
        # Column by column: numpy is slow along an axis of three.
        length, width, height = (side[usable] for side in self.sides)
        fits = (length <= size[0]) & (width <= size[1]) & (height <= size[2])
        rows = usable[fits]
        if not len(rows):
            return rows, np.zeros(0)
        length, width, height = length[fits], width[fits], height[fits]
        sides = (length, width, height)
        faces = (width * height, length * height, length * width)
        used, contact = np.ones(len(rows)), np.zeros(len(rows))
        for axis, side in enumerate(sides):
            gap = size[axis] - side
            used *= (side + self.reach[axis][gap]) / size[axis]
            contact += faces[axis] * (1 + (gap <= TOUCH * side))
        used *= used
        return rows, self.worth[rows] * used * used * contact / (
            2 * (faces[0] + faces[1] + faces[2])
        )

    def _with(self, state: State, spaces: Whole, place: int, row: int) -> State:
        """The state with one block more."""
        sides, uses = self.blocks.sides[row], self.blocks.uses[row]
        low = free.corner(spaces[place], sides, self.room, supported=self.supported)
        rest, taken = state.rest - uses, np.nonzero(uses)[0]
        usable = state.usable
        for item in taken:
            usable = usable[self.uses[item][usable] <= rest[item]]
        return State(
            free.left(
                spaces,
                low,
                low + sides,
                self.least,
                supported=self.supported,
                flat=bool(self.blocks.flat[row]),
            ),
            rest,
            usable,
            state.volume + int(self.blocks.volume[row]),
            (state.placed, row, low),
        )


def _reach(side: int, parts: set[int]) -> Whole:
    """For each length up to `side`: the longest row of cartons that fits into it."""
    rows = np.zeros(side + 1, np.int64)
    for length in range(1, side + 1):
        ends = [rows[length - part] + part for part in parts if part <= length]
        rows[length] = max([int(rows[length - 1]), *(int(end) for end in ends)])
    return rows
