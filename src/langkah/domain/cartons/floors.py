"""Floors of cartons, and how high so many boxes of a kind stand on each.

A carton is a stack of layers; a layer is rows of equal boxes, all standing alike. The floor of a
carton cut to size is one that some kind of box in it fills exactly, at most 24 of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import permutations

from langkah.domain import weighing as weigh
from langkah.domain.cartons.rules import Rules, Sides, outer_of
from langkah.reference.carriers import StockCarton

# A layer of a carton cut to size has so many places at most; a heavier one nobody lifts.
MOST_PLACES = 24
# Higher than any carton; what does not fit stands so high.
NEVER = 1 << 30


@dataclass(frozen=True, slots=True)
class Kind:
    """Equal boxes: sides in mm, the longest first, grams of one, how many there are."""

    sides: Sides
    grams: int
    count: int


@dataclass(frozen=True, slots=True)
class Floor:
    """The inside of a carton's bottom in mm, its outer sides in cm, and how high it may become.

    `places`: how many boxes fill it exactly. A ready-made carton has none, but a `fixed` outer
    height, its name, and where they are told what it weighs empty and full at most, in grams.
    """

    length: int
    width: int
    outer_length: int
    outer_width: int
    highest: int
    places: int = 0
    fixed: int = 0
    stock: str = ""
    tare_g: int = 0
    most_g: int = 0


@dataclass(frozen=True, slots=True)
class Way:
    """How boxes of a kind stand in a layer, and how many places it has."""

    sides: Sides
    along: int
    across: int

    @property
    def places(self) -> int:
        """Boxes in a full layer."""
        return self.along * self.across


def cut_floors(kind: Kind, rules: Rules) -> list[Floor]:
    """Every floor that boxes of this kind fill exactly, those of few boxes first."""
    most = min(kind.count, rules.bounds.max_g // max(kind.grams, 1), MOST_PLACES)
    found: dict[tuple[int, int], Floor] = {}
    for one, other in ((0, 1), (0, 2), (1, 2)):
        for along in range(1, most + 1):
            for across in range(1, most // along + 1):
                length, width = along * kind.sides[one], across * kind.sides[other]
                size = (max(length, width), min(length, width))
                floor = _cut(size, along * across, rules)
                if floor is None:
                    break
                if size not in found or floor.places < found[size].places:
                    found[size] = floor
    return sorted(found.values(), key=lambda floor: (floor.places, floor.length, floor.width))


def _cut(size: tuple[int, int], places: int, rules: Rules) -> Floor | None:
    """The floor, unless even the lowest carton on it is too big."""
    length, width = map(rules.outer_cm, size)
    lowest, highest = rules.outer_cm(1), 1000
    if not rules.bounds.take((length, width, lowest)):
        return None
    while lowest < highest:
        middle = (lowest + highest + 1) // 2
        if rules.bounds.take((length, width, middle)):
            lowest = middle
        else:
            highest = middle - 1
    return Floor(*size, length, width, rules.inner_mm(lowest), places)


def stock_floors(stock: tuple[StockCarton, ...], rules: Rules) -> list[Floor]:
    """The floors of ready-made cartons that the carrier takes, on each of their sides."""
    found = []
    for one in stock:
        outer = outer_of(one)
        if rules.bounds.take(outer):
            for sides in sorted(set(permutations(zip(outer, _inside(one, rules), strict=True)))):
                (length, long), (width, wide), (height, high) = sides
                if length >= width:
                    found.append(
                        Floor(
                            *(long, wide, length, width, high, 0, height, one.name),
                            tare_g=weigh.grams(one.empty_kg) if one.empty_kg else 0,
                            most_g=int(one.max_kg * weigh.GRAMS) if one.max_kg else 0,
                        )
                    )
    return found


def _inside(one: StockCarton, rules: Rules) -> Sides:
    """What is free inside in whole mm, any begun one lost; two walls less where it is not told."""
    if one.inner_cm is None:
        length, width, height = map(rules.inner_mm, outer_of(one))
    else:
        length, width, height = (int(side * 10) for side in one.inner_cm)
    return length, width, height


def ways(sides: Sides, floor: Floor) -> list[Way]:
    """How boxes can stand on a floor: for each height the turn with more places."""
    found = []
    for up in range(3):
        one, other = (sides[side] for side in range(3) if side != up)
        turns = [
            Way((long, wide, sides[up]), floor.length // long, floor.width // wide)
            for long, wide in ((one, other), (other, one))
        ]
        best = max(turns, key=lambda way: way.places)
        if best.places:
            found.append(best)
    return found


class Stacks:
    """For one kind of box: how high so many of them stand on each floor."""

    def __init__(self, kind: Kind, floors: list[Floor]) -> None:
        self._ways = [
            (floor.highest, [(way.sides[2], way.places) for way in ways(kind.sides, floor)])
            for floor in floors
        ]
        self._heights = [[0] * len(floors)]

    def heights(self, boxes: int) -> list[int]:
        """By floor, the height of so many boxes in layers; `NEVER` where they do not fit."""
        known = self._heights
        while len(known) <= boxes:
            known.append([self._lowest(place, len(known)) for place in range(len(self._ways))])
        return known[boxes]

    def _lowest(self, place: int, boxes: int) -> int:
        highest, standing = self._ways[place]
        lowest = NEVER
        for high, places in standing:
            below = self._heights[boxes - places][place] if places < boxes else 0
            lowest = min(lowest, high + below)
        return lowest if lowest <= highest else NEVER


def layers(sides: Sides, floor: Floor, boxes: int) -> list[tuple[Way, int]]:
    """The layers of the lowest stack of so many boxes, full ones first: (way, boxes in it)."""
    standing = ways(sides, floor)
    lowest: list[tuple[int, Way | None]] = [(0, None)]
    for now in range(1, boxes + 1):
        options = [(way.sides[2] + lowest[max(0, now - way.places)][0], way) for way in standing]
        lowest.append(min(options, key=lambda option: option[0]))
    found = []
    left = boxes
    while left:
        way = lowest[left][1]
        if way is None:
            raise AssertionError("a box that fits nowhere is never stacked")
        held = min(way.places, left)
        found.append((way, held))
        left -= held
    return sorted(found, key=lambda layer: -layer[1] / layer[0].places)
