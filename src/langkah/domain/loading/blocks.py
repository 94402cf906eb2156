"""Blocks of boxes that are set down at once: one kind in rows, or two such grids side by side.

Lengths here are whole units of the case (whatever divides all its sides), weights whole grams.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

Sides = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Kind:
    """So many equal boxes, with the ways in which one of them may stand."""

    ways: tuple[Sides, ...]
    count: int
    volume: int
    grams: int


class Grid(NamedTuple):
    """Equal boxes in rows, from a corner of the block."""

    at: Sides
    kind: int
    box: Sides
    counts: Sides


class Block(NamedTuple):
    """A cuboid of boxes: of which kinds how many, what they fill, and how they stand.

    `second` is the place after the last kind where a block has only one.
    """

    first: int
    first_boxes: int
    second: int
    second_boxes: int
    grams: int
    volume: int
    sides: Sides
    worth: float
    grids: tuple[Grid, ...]


# A pair of grids may leave so much of its cuboid empty (no support), and so many pairs are kept.
LEAST_FULL = 0.98
MOST_PAIRS = 2000
# Of grids with the same face, how many are tried with one another.
_MOST_ALIKE = 50
# Many small boxes are worth less than few big ones of the same volume: small ones fill gaps later.
_SMALL = -0.2


def blocks(kinds: tuple[Kind, ...], space: Sides, *, exact: bool) -> list[Block]:
    """All blocks for a container, biggest first. `exact`: only those without any gap."""
    single = [block for place, kind in enumerate(kinds) for block in _grids(place, kind, kinds)]
    single = [block for block in single if all(map(int.__le__, block.sides, space))]
    seen = {_same(block): block for block in reversed(single)}
    pairs: dict[tuple[object, ...], Block] = {}
    for axis in range(3):
        for block in _joined(list(seen.values()), axis, space, 1.0 if exact else LEAST_FULL):
            if _allowed(block, kinds) and _same(block) not in seen:
                pairs.setdefault(_same(block), block)
    best = sorted(pairs.values(), key=lambda block: -block.worth)[:MOST_PAIRS]
    return sorted([*seen.values(), *best], key=lambda block: -block.volume)


def _same(block: Block) -> tuple[object, ...]:
    return block.sides, block[:4]


def _grids(place: int, kind: Kind, kinds: tuple[Kind, ...]) -> Iterator[Block]:
    for length, width, height in kind.ways:
        for along, across, layers in _counts(kind.count):
            boxes = along * across * layers
            yield Block(
                first=place,
                first_boxes=boxes,
                second=len(kinds),
                second_boxes=0,
                grams=boxes * kind.grams,
                volume=boxes * kind.volume,
                sides=(along * length, across * width, layers * height),
                worth=boxes * kind.volume * boxes**_SMALL,
                grids=(Grid((0, 0, 0), place, (length, width, height), (along, across, layers)),),
            )


# The longest row of a grid; where more boxes would fit, several grids stand one behind the other.
_LONGEST = 60


def _counts(boxes: int) -> Iterator[Sides]:
    for along in range(1, min(boxes, _LONGEST) + 1):
        for across in range(1, min(boxes // along, _LONGEST) + 1):
            for layers in range(1, min(boxes // (along * across), _LONGEST) + 1):
                yield along, across, layers


def _joined(single: list[Block], axis: int, space: Sides, full: float) -> Iterator[Block]:
    """Two grids end to end along an axis, where their faces are (nearly) alike."""
    one, other = (side for side in range(3) if side != axis)
    alike: dict[tuple[int, int], list[Block]] = {}
    for block in single:
        alike.setdefault((block.sides[one], block.sides[other]), []).append(block)
    for group in alike.values():
        group.sort(key=lambda block: -block.volume)
        del group[_MOST_ALIKE:]
    for near, far in _near(sorted(alike), full):
        for first in alike[near]:
            for second in alike[far]:
                if first.sides[axis] + second.sides[axis] <= space[axis]:
                    made = _join(first, second, axis)
                    length, width, height = made.sides
                    if made.volume >= full * length * width * height:
                        yield made


def _near(faces: list[tuple[int, int]], full: float) -> Iterator[tuple[tuple[int, int], ...]]:
    for place, face in enumerate(faces):
        for other in faces[place:]:
            if other[0] * full > face[0]:
                break
            if min(face[1], other[1]) >= max(face[1], other[1]) * full:
                yield face, other


def _join(first: Block, second: Block, axis: int) -> Block:
    sides = [max(pair) for pair in zip(first.sides, second.sides, strict=True)]
    sides[axis] = first.sides[axis] + second.sides[axis]
    moved = [0, 0, 0]
    moved[axis] = first.sides[axis]
    volume = first.volume + second.volume
    one, other = sorted((first, second), key=lambda block: block.first)
    boxes = first.first_boxes + second.first_boxes
    alone = one.first == other.first
    return Block(
        first=one.first,
        first_boxes=boxes if alone else one.first_boxes,
        second=one.second if alone else other.first,
        second_boxes=0 if alone else other.first_boxes,
        grams=first.grams + second.grams,
        volume=volume,
        sides=(sides[0], sides[1], sides[2]),
        worth=volume * boxes**_SMALL,
        grids=(
            *first.grids,
            *(
                grid._replace(
                    at=(grid.at[0] + moved[0], grid.at[1] + moved[1], grid.at[2] + moved[2])
                )
                for grid in second.grids
            ),
        ),
    )


def _allowed(block: Block, kinds: tuple[Kind, ...]) -> bool:
    """Whether there are so many boxes of a kind."""
    return block.first_boxes <= kinds[block.first].count and (
        not block.second_boxes or block.second_boxes <= kinds[block.second].count
    )


def reach(sides: Iterable[int], longest: int) -> list[int]:
    """For each length up to `longest`: how much of it rows of such boxes can fill."""
    within = (1 << (longest + 1)) - 1
    sums = 1
    for side in sides:
        row = side
        while row <= longest:
            sums |= (sums << row) & within
            row *= 2
    filled, last = [], 0
    for length in range(longest + 1):
        if sums >> length & 1:
            last = length
        filled.append(last)
    return filled
