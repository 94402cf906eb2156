"""Beams through the ways of filling a container; each step is judged by filling it to the end.

A state is a container partly filled. From each the best blocks for one free space are tried, every
trial is filled up with the best block for each next space, and the states whose filling was fullest
go on. Then the same again with a wider beam, until the effort is spent. No chance is involved.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from langkah.domain.loading.blocks import Block, Kind, Sides
from langkah.domain.loading.choice import KEPT, Choice
from langkah.domain.loading.spaces import Space, cut

# Blocks with the near corner of each, the last one first: (block, corner, those before) or nothing
Chain = tuple[Block, Sides, "Chain"] | None
_NO_END = 1 << 60


@dataclass(slots=True)
class Filling:
    """A container partly filled: its free spaces, what is left of each kind, what it holds.

    `left` has two places more: boxes of no kind, and grams.
    """

    spaces: list[Space]
    left: list[int]
    volume: int
    chain: Chain
    reached: int = 0


class Search:
    """The best load of one container; `effort` counts free spaces looked at."""

    def __init__(
        self, kinds: tuple[Kind, ...], space: Sides, *, grams: int, full_support: bool
    ) -> None:
        self._space, self._stand = space, full_support
        self._choice = Choice(kinds, space, exact=full_support)
        ways = [way for kind in kinds for way in kind.ways]
        self._least = (min(min(way[:2]) for way in ways), min(way[2] for way in ways))
        counts = [kind.count for kind in kinds]
        self._start = Filling([(0, 0, 0, *space)], [*counts, _NO_END, grams], 0, None)
        self._most = sum(kind.count * kind.volume for kind in kinds)
        self.best = self._start
        self.effort = 0

    def improve(self, effort: int) -> None:
        """Go on with wider and wider beams until so much effort is spent or all is loaded."""
        beam = 1
        while self.best.volume < self._most and self._spent() < effort and beam <= KEPT:
            self._through(beam, effort)
            beam = max(beam + 1, beam * 3 // 2)

    def _spent(self) -> int:
        return self.effort + self._choice.looked_at // 8

    def _through(self, beam: int, effort: int) -> None:
        states = [self._start]
        while states:
            tried = []
            for state in states:
                for one in self._tries(state, beam):
                    done = self._filled(one)
                    one.reached = done.volume
                    if done.volume > self.best.volume:
                        self.best = done
                        if done.volume == self._most:
                            return
                    tried.append(one)
                if self._spent() >= effort:
                    return
            states = _fullest(tried, beam)

    def _tries(self, state: Filling, beam: int) -> Iterator[Filling]:
        """The state with each of the best blocks for its next space."""
        spaces = state.spaces
        while spaces:
            space = self._next(spaces)
            fits = [block for block in self._fitting(space) if _enough(state.left, block)][:beam]
            if fits:
                for block in fits:
                    yield self._with(spaces, state, space, block)
                return
            spaces = [other for other in spaces if other is not space]

    def _fitting(self, space: Space) -> list[Block]:
        return self._choice.best((space[3] - space[0], space[4] - space[1], space[5] - space[2]))

    def _with(self, spaces: list[Space], state: Filling, space: Space, block: Block) -> Filling:
        made = Filling(spaces, state.left.copy(), state.volume, state.chain)
        self._set(made, space, block)
        return made

    def _filled(self, state: Filling) -> Filling:
        """The state filled to the end, always with the best block for the next space."""
        made = Filling(state.spaces, state.left.copy(), state.volume, state.chain)
        while made.spaces:
            space = self._next(made.spaces)
            block = self._first(space, made.left)
            if block is None:
                made.spaces = [other for other in made.spaces if other is not space]
            else:
                self._set(made, space, block)
        return made

    def _first(self, space: Space, left: list[int]) -> Block | None:
        sides = (space[3] - space[0], space[4] - space[1], space[5] - space[2])
        best = self._choice.best(sides)
        for block in best:
            first, first_boxes, second, second_boxes, grams = block[:5]
            if left[first] >= first_boxes and left[second] >= second_boxes and left[-1] >= grams:
                return block
        if len(best) < KEPT:
            return None
        rest = self._choice.all(sides)[KEPT:]
        return next((block for block in rest if _enough(left, block)), None)

    def _set(self, made: Filling, space: Space, block: Block) -> None:
        """Set a block down in the corner of the space that is nearest to one of the container."""
        length, width, height = self._space
        long, wide, high = block.sides
        x1, y1, z1, x2, y2, z2 = space
        x = x2 - long if x1 > length - x2 else x1
        y = y2 - wide if y1 > width - y2 else y1
        z = z2 - high if z1 > height - z2 and not self._stand else z1
        taken = (x, y, z, x + long, y + wide, z + high)
        made.spaces = cut(made.spaces, taken, self._least, stand=self._stand)
        made.left[block.first] -= block.first_boxes
        made.left[block.second] -= block.second_boxes
        made.left[-1] -= block.grams
        made.volume += block.volume
        made.chain = (block, (x, y, z), made.chain)

    def _next(self, spaces: list[Space]) -> Space:
        """The space nearest to a corner of the container, the biggest of several."""
        length, width, height = self._space
        self.effort += len(spaces)
        stand = self._stand
        best, nearest, biggest = spaces[0], _NO_END, 0
        for space in spaces:
            x1, y1, z1, x2, y2, z2 = space
            away = x1 if x1 + x2 <= length else length - x2
            away += y1 if y1 + y2 <= width else width - y2
            away += z1 if stand or z1 + z2 <= height else height - z2
            if away < nearest:
                best, nearest, biggest = space, away, (x2 - x1) * (y2 - y1) * (z2 - z1)
            elif away == nearest and (size := (x2 - x1) * (y2 - y1) * (z2 - z1)) > biggest:
                best, biggest = space, size
        return best


def _enough(left: list[int], block: Block) -> bool:
    """Whether there are boxes and grams for a block."""
    return (
        left[block.first] >= block.first_boxes
        and left[block.second] >= block.second_boxes
        and left[-1] >= block.grams
    )


def _fullest(tried: list[Filling], beam: int) -> list[Filling]:
    """The states that could be filled fullest, alike ones once."""
    seen: dict[tuple[int, int, tuple[int, ...]], Filling] = {}
    for one in sorted(tried, key=lambda one: -one.reached):
        seen.setdefault((one.reached, one.volume, tuple(one.left)), one)
        if len(seen) == beam:
            break
    return list(seen.values())
