"""Which block suits a free space best; worked out once for every size of space."""

from __future__ import annotations

from bisect import bisect_left

from langkah.domain.loading.blocks import Block, Kind, Sides, blocks, reach

# The best blocks kept for a size of space, and sizes kept before all are forgotten.
KEPT = 100
_MOST_SIZES = 30_000
# A gap under a twenty-fifth of the space counts as touching.
_TOUCH = 25


class Choice:
    """The blocks of a case, by how well they suit a space.

    A block is better the bigger it is, the fewer boxes it needs, the more of its faces touch
    something, and the less of what it leaves is useless for every kind of box.
    """

    def __init__(self, kinds: tuple[Kind, ...], space: Sides, *, exact: bool) -> None:
        self.blocks = blocks(kinds, space, exact=exact)
        self._sizes = [-block.volume for block in self.blocks]
        ways = [way for kind in kinds for way in kind.ways]
        self._flat = reach({side for way in ways for side in way[:2]}, max(space))
        self._tall = reach({way[2] for way in ways}, max(space))
        self._kept: dict[Sides, list[Block]] = {}
        self.looked_at = 0

    def best(self, space: Sides) -> list[Block]:
        """The blocks that suit a space best, best first; at most `KEPT`."""
        found = self._kept.get(space)
        if found is None:
            if len(self._kept) >= _MOST_SIZES:
                self._kept.clear()
            found = self._kept[space] = self.all(space)[:KEPT]
        return found

    def all(self, space: Sides) -> list[Block]:
        """Every block that fits a space, best first."""
        length, width, height = space
        flat, tall = self._flat, self._tall
        start = bisect_left(self._sizes, -length * width * height)
        self.looked_at += len(self.blocks) - start
        found = []
        for place in range(start, len(self.blocks)):
            block = self.blocks[place]
            long, wide, high = block.sides
            if long <= length and wide <= width and high <= height:
                beside, before, above = length - long, width - wide, height - high
                used = (long + flat[beside]) * (wide + flat[before]) * (high + tall[above])
                faces = (wide * high, long * high, long * wide)
                touched = sum(faces)
                whole = 2 * touched
                if beside * _TOUCH < length:
                    touched += faces[0]
                if before * _TOUCH < width:
                    touched += faces[1]
                if above * _TOUCH < height:
                    touched += faces[2]
                found.append((-block.worth * used * (touched / whole) ** 4, place))
        found.sort()
        return [self.blocks[place] for _, place in found]
