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


class Heights:
    """For one kind of box: how high so many of them stand, by the places of each way of standing.

    Floors with the same places share their heights.
    """

    def __init__(self, kind: Kind) -> None:
        self._kind = kind
        self._known: dict[Sides, list[int]] = {}

    def on(self, floor: Floor) -> list[int]:
        """By number of boxes, the height of their layers; `NEVER` where they do not fit."""
        places = _places(self._kind.sides, floor.length, floor.width)
        found = self._known.get(places)
        if found is None:
            found = self._known[places] = self._lowest(places)
        return found

    def _lowest(self, places: Sides) -> list[int]:
        ways = [(high, held) for high, held in zip(self._kind.sides, places, strict=True) if held]
        lowest = [0]
        for now in range(1, self._kind.count + 1):
            best = NEVER
            for high, held in ways:
                height = high + lowest[now - held] if held < now else high
                if height < best:  # noqa: PLR1730 - asked very often, and twice as quick as min
                    best = height
            lowest.append(best)
        return lowest


class Stacks:
    """For one kind of box: how high so many of them stand on each of some floors."""

    def __init__(self, heights: Heights, floors: list[Floor]) -> None:
        self._by_floor = [heights.on(floor) for floor in floors]
        self._known: dict[int, list[int]] = {}

    def heights(self, boxes: int) -> list[int]:
        """By floor, the height of so many boxes in layers."""
        found = self._known.get(boxes)
        if found is None:
            found = self._known[boxes] = [stack[boxes] for stack in self._by_floor]
        return found


def _places(sides: Sides, length: int, width: int) -> Sides:
    """How many boxes stand on a floor with the first, second and third side upright."""
    first, second, third = sides
    firsts, seconds, thirds = length // first, length // second, length // third
    across_first, across_second, across_third = width // first, width // second, width // third
    return (
        max(seconds * across_third, thirds * across_second),
        max(firsts * across_third, thirds * across_first),
        max(firsts * across_second, seconds * across_first),
    )


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
