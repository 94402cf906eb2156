"""The best single carton for so many boxes of each kind."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from math import prod
from operator import add, mul

from langkah.domain.cartons.floors import Floor, Heights, Kind, Stacks
from langkah.domain.cartons.rules import NEVER_CHOSEN, Rules, Sides

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

    def __init__(self, heights: list[Heights], floors: list[Floor], rules: Rules) -> None:
        self.floors = floors
        self._stacks = [Stacks(one, floors) for one in heights]
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

    def heights(self, counts: Counts, upto: int) -> list[int]:
        """How high the boxes of a carton stand on each of the first floors."""
        heights: list[int] = []
        for stacks, boxes in zip(self._stacks, counts, strict=True):
            if boxes:
                more = stacks.heights(boxes)
                heights = list(map(add, heights, more)) if heights else more[:upto]
        return heights


class Table:
    """Cartons by what they hold; each is worked out when it is first asked for.

    `floors` are those of each kind, or one list for all of them: ready-made ones.
    """

    def __init__(
        self,
        kinds: tuple[Kind, ...],
        floors: list[list[Floor]],
        rules: Rules,
        heights: list[Heights] | None = None,
    ) -> None:
        self.kinds, self.rules = kinds, rules
        self._heights = heights or [Heights(kind) for kind in kinds]
        self._groups = [_Group(self._heights, some, rules) for some in floors]
        self._known: dict[Counts, Best | None] = {}
        self._walls = 2 * rules.wall_mm + 9
        self._ready = _ready(floors)
        self._volumes = [prod(kind.sides) for kind in kinds]
        self._grams = [kind.grams for kind in kinds]

    def beside(self, floors: list[list[Floor]]) -> Table:
        """A table of the same boxes on other floors; what is known of their stacks counts there."""
        return Table(self.kinds, floors, self.rules, self._heights)

    @property
    def floors(self) -> int:
        """How many floors a carton is chosen from."""
        return sum(len(group.floors) for group in self._groups)

    @property
    def ready_made(self) -> bool:
        """Whether the cartons are ready-made ones."""
        return bool(self._ready)

    def best(self, counts: Counts) -> Best | None:
        """The carton that is charged least for these boxes; None where no carton takes them."""
        if counts not in self._known:
            net = self.net_g(counts)
            self._known[counts] = self._best(counts, net) if self.light(net) else None
        return self._known[counts]

    def net_g(self, counts: Counts) -> int:
        """The weight of these boxes."""
        return sum(map(mul, self._grams, counts))

    def volume(self, counts: Counts) -> int:
        """The volume of these boxes in mm3."""
        return sum(map(mul, self._volumes, counts))

    def hoped(self, boxes_mm3: int, net_g: int) -> int:
        """How bad a carton of such contents is at least."""
        if not self._ready:
            return self.rules.hoped(boxes_mm3, net_g)
        for inside, outer in self._ready:
            if inside >= boxes_mm3:
                return self.rules.hoped_of(outer, net_g)
        return NEVER_CHOSEN

    def least(self, boxes_mm3: int, net_g: int) -> int:
        """How bad any number of cartons with such contents together are at least."""
        if not self._ready:
            return self.rules.least(boxes_mm3, net_g)
        outer = min(boxes_mm3 * 1000 * outer // inside for inside, outer in self._ready)
        return self.rules.least_of(outer // 1000, net_g)

    def light(self, net_g: int) -> bool:
        """Whether a carton may hold so much; what it weighs itself comes on top."""
        return net_g < self.rules.bounds.max_g

    def _best(self, counts: Counts, net: int) -> Best | None:
        stood = [
            (group, group.heights(counts, group.upto(boxes)))
            for group, boxes in zip(self._groups, counts, strict=False)
            if boxes or len(self._groups) == 1
        ]
        return self._light(stood, net) or self._any(stood, net)

    def _light(self, stood: list[tuple[_Group, list[int]]], net: int) -> Best | None:
        """The smallest carton of all, where only its size is charged; None where that is not sure.

        Nothing is charged less than the smallest while the scales show no more.
        """
        if self._ready or self.rules.prices:
            return None
        smallest, floor, height, walls = NEVER_CHOSEN, None, 0, self._walls
        for group, heights in stood:
            if heights:
                volumes = [
                    area * ((high + walls) // 10)
                    for area, high in zip(group.areas, heights, strict=False)
                ]
                volume = min(volumes)
                place = volumes.index(volume)
                if heights[place] > group.highest[place]:
                    # The smallest is a tower; only what is low enough counts.
                    volumes = [
                        volume if high <= highest else NEVER_CHOSEN
                        for volume, high, highest in zip(
                            volumes, heights, group.highest, strict=False
                        )
                    ]
                    volume = min(volumes)
                    place = volumes.index(volume)
                if volume < smallest:
                    smallest, floor, height = volume, group.floors[place], heights[place]
        if floor is None:
            return None
        sides = floor.outer_length, floor.outer_width, (height + walls) // 10
        tare, charged = self.rules.tare_g(sides), self.rules.scales.charged(smallest, 0)
        if net + tare > min(self.rules.bounds.max_g, charged):
            return None
        return Best(self.rules.worth_of(charged, smallest), floor, sides, tare)

    def _any(self, stood: list[tuple[_Group, list[int]]], net: int) -> Best | None:
        found = [one for group, heights in stood if (one := self._of(group, heights, net))]
        return min(found, key=lambda one: one.worth, default=None)

    def _of(self, group: _Group, heights: list[int], net: int) -> Best | None:
        """The best carton on the first floors of a group."""
        upto = len(heights)
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


def _ready(floors: list[list[Floor]]) -> list[tuple[int, int]]:
    """Ready-made cartons, the smallest first: what is free inside in mm3, outer volume in cm3."""
    found = {
        (one.length * one.width * one.highest, one.outer_length * one.outer_width * one.fixed)
        for some in floors
        for one in some
        if one.fixed
    }
    return sorted(found, key=lambda each: each[1])
