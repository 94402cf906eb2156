"""The best single carton for so many boxes of each kind."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from operator import add

from langkah.domain.cartons.floors import Floor, Kind, Stacks
from langkah.domain.cartons.rules import Rules, Sides

# Boxes of each kind in one carton
Counts = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Best:
    """The floor chosen, the outer sides in cm, and how bad the carton is."""

    worth: int
    floor: Floor
    sides_cm: Sides
    tare_g: int


class _Group:
    """Floors that are compared together, and how high boxes of each kind stand on them."""

    def __init__(self, kinds: tuple[Kind, ...], floors: list[Floor], rules: Rules) -> None:
        self.floors = floors
        self._stacks = [Stacks(kind, floors) for kind in kinds]
        self.areas = [floor.outer_length * floor.outer_width for floor in floors]
        self.highest = [floor.highest for floor in floors]
        self.ready_made = any(floor.fixed for floor in floors)
        self._places = [floor.places for floor in floors]
        self.least_board_g = min(
            (
                one.tare_g or rules.tare_g((one.outer_length, one.outer_width, one.fixed or 1))
                for one in floors
            ),
            default=0,
        )

    def upto(self, boxes: int) -> int:
        """How many of the floors so many boxes can fill."""
        return bisect_right(self._places, boxes)

    def heights(self, counts: Counts) -> list[int]:
        """How high the boxes of a carton stand on each floor."""
        heights: list[int] = []
        for stacks, boxes in zip(self._stacks, counts, strict=True):
            if boxes:
                more = stacks.heights(boxes)
                heights = list(map(add, heights, more)) if heights else more
        return heights


class Table:
    """Cartons by what they hold; each is worked out when it is first asked for.

    `floors` are those of each kind, or one list for all of them: ready-made ones.
    """

    def __init__(self, kinds: tuple[Kind, ...], floors: list[list[Floor]], rules: Rules) -> None:
        self.kinds, self.rules = kinds, rules
        self._groups = [_Group(kinds, some, rules) for some in floors]
        self._known: dict[Counts, Best | None] = {}
        self._walls = 2 * rules.wall_mm + 9

    @property
    def floors(self) -> int:
        """How many floors a carton is chosen from."""
        return sum(len(group.floors) for group in self._groups)

    def best(self, counts: Counts) -> Best | None:
        """The carton that is charged least for these boxes; None where no carton takes them."""
        if counts not in self._known:
            net = self.net_g(counts)
            self._known[counts] = self._best(counts, net) if self.light(net) else None
        return self._known[counts]

    def net_g(self, counts: Counts) -> int:
        """The weight of these boxes."""
        grams = 0
        for kind, boxes in zip(self.kinds, counts, strict=True):
            grams += kind.grams * boxes
        return grams

    def light(self, net_g: int) -> bool:
        """Whether a carton may hold so much; what it weighs itself comes on top."""
        return net_g < self.rules.bounds.max_g

    def _best(self, counts: Counts, net: int) -> Best | None:
        found = [
            one
            for group, boxes in zip(self._groups, counts, strict=False)
            if boxes or len(self._groups) == 1
            if (one := self._of(group, group.upto(boxes), counts, net))
        ]
        return min(found, key=lambda one: one.worth, default=None)

    def _of(self, group: _Group, upto: int, counts: Counts, net: int) -> Best | None:
        """The best carton on the first floors of a group."""
        heights = group.heights(counts)
        place, volume = self._smallest(group, upto, heights)
        heaviest = self.rules.bounds.max_g
        if place is None or net + group.least_board_g > heaviest:
            return None
        floor = group.floors[place]
        sides = self._outer(floor, heights[place])
        gross = net + (floor.tare_g or self.rules.tare_g(sides))
        if gross <= min(floor.most_g or heaviest, heaviest, self.rules.scales.charged(volume, 0)):
            # Nothing is charged less than the smallest while the scales show no more.
            return self._made(floor, sides, net)
        return self._heavy(group, upto, heights, net)

    def _smallest(self, group: _Group, upto: int, heights: list[int]) -> tuple[int | None, int]:
        """The floor of the smallest carton, and its volume."""
        walls = self._walls
        if not group.ready_made:
            # Most often the smallest of all is low enough, and nothing else needs a look.
            volumes = [
                area * ((height + walls) // 10)
                for area, height in zip(group.areas[:upto], heights, strict=False)
            ]
            volume = min(volumes, default=0)
            place = volumes.index(volume) if volumes else None
            if place is None or heights[place] <= group.highest[place]:
                return place, volume
        sizes = [
            (floor.outer_length * floor.outer_width * self._high(floor, height), place)
            for place, (floor, height) in enumerate(zip(group.floors[:upto], heights, strict=False))
            if height <= floor.highest
        ]
        volume, place = min(sizes, default=(0, None))
        return place, volume

    def _high(self, floor: Floor, height: int) -> int:
        return floor.fixed or self.rules.outer_cm(height)

    def _outer(self, floor: Floor, height: int) -> Sides:
        return floor.outer_length, floor.outer_width, self._high(floor, height)

    def _made(self, floor: Floor, sides: Sides, net: int) -> Best | None:
        tare = floor.tare_g or self.rules.tare_g(sides)
        if floor.most_g and net + tare > floor.most_g:
            return None
        worth = self.rules.worth(sides, net, tare)
        return None if worth is None else Best(worth, floor, sides, tare)

    def _heavy(self, group: _Group, upto: int, heights: list[int], net: int) -> Best | None:
        """The best carton where the scales count."""
        fitting = [
            (floor, self._outer(floor, height))
            for floor, height in zip(group.floors[:upto], heights, strict=False)
            if height <= floor.highest
        ]
        if not self.rules.scales.by_size and not group.ready_made:
            # Only the scales count, so the carton of least board is the one.
            fitting = [min(fitting, key=lambda one: _board(one[1]))]
        made = [one for floor, sides in fitting if (one := self._made(floor, sides, net))]
        return min(made, key=lambda one: one.worth, default=None)


def _board(sides: Sides) -> tuple[int, int]:
    length, width, height = sides
    return length * width + width * height + length * height, length * width * height
