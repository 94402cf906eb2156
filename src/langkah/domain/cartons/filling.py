"""Which pair goes into which carton, layer by layer."""

from __future__ import annotations

from collections import deque
from decimal import Decimal

from langkah.domain import weighing as weigh
from langkah.domain.cartons.case import BoxedPairs, Carton, Content, Layer
from langkah.domain.cartons.floors import Floor, Kind, Way, layers
from langkah.domain.cartons.rules import Sides, whole_mm
from langkah.domain.cartons.table import Counts, Table

# Product and size of one pair
Pair = tuple[str, str]


class Queue:
    """Every pair by the kind of its box, in the order in which they were given."""

    def __init__(self, boxes: tuple[BoxedPairs, ...]) -> None:
        waiting: dict[tuple[Sides, int], deque[Pair]] = {}
        for one in boxes:
            if one.box:
                first, second, third = sorted(
                    map(whole_mm, (one.box.length_cm, one.box.width_cm, one.box.height_cm)),
                    reverse=True,
                )
                kind = ((first, second, third), weigh.grams(one.box.weight_kg))
                waiting.setdefault(kind, deque()).extend([(one.product, one.size)] * one.pairs)
        known = sorted(waiting, key=lambda kind: (-kind[0][0] * kind[0][1] * kind[0][2], kind))
        self.kinds = tuple(Kind(sides, grams, len(waiting[sides, grams])) for sides, grams in known)
        self._waiting = [waiting[kind] for kind in known]

    def pairs_of(self, kind: Kind) -> tuple[Pair, ...]:
        """The pairs of a kind that still wait."""
        return tuple(self._waiting[self.kinds.index(kind)])

    def take(self, kind: int, boxes: int) -> list[Pair]:
        """The next pairs of a kind."""
        return [self._waiting[kind].popleft() for _ in range(boxes)]


def carton(number: int, counts: Counts, table: Table, queue: Queue) -> Carton:
    """A carton with the next pairs of each kind, full layers at the bottom."""
    best = table.best(counts)
    if best is None:
        raise AssertionError("a division that does not fit is never chosen")
    made = _layers(best.floor, counts, queue)
    net = table.net_g(counts)
    gross = net + best.tare_g
    length, width, height = best.sides_cm
    volume = length * width * height
    boxes = sum(
        kind.sides[0] * kind.sides[1] * kind.sides[2] * held
        for kind, held in zip(table.kinds, counts, strict=True)
    )
    return Carton(
        number=number,
        length_cm=Decimal(length),
        width_cm=Decimal(width),
        height_cm=Decimal(height),
        gross_kg=weigh.kilograms(gross),
        net_kg=weigh.kilograms(net),
        chargeable_kg=weigh.kilograms(table.rules.scales.charged(volume, gross)),
        fill=(Decimal(boxes) / (volume * 1000)).quantize(Decimal("0.001")),
        stock=best.floor.stock,
        layers=made,
        contents=_counted([one for layer in made for one in layer.contents]),
    )


def _layers(floor: Floor, counts: Counts, queue: Queue) -> tuple[Layer, ...]:
    stacked: list[tuple[int, Way, int]] = []
    for place, boxes in enumerate(counts):
        if boxes:
            stacked += [
                (place, way, held) for way, held in layers(queue.kinds[place].sides, floor, boxes)
            ]
    # What is not full lies on top, so that every layer has a whole one under it.
    stacked.sort(key=lambda layer: layer[2] < layer[1].places)
    return tuple(_layer(way, queue.take(place, held)) for place, way, held in stacked)


def _layer(way: Way, pairs: list[Pair]) -> Layer:
    length, width, height = (Decimal(side) / 10 for side in way.sides)
    return Layer(
        along=way.along,
        across=way.across,
        length_cm=length,
        width_cm=width,
        height_cm=height,
        pairs=len(pairs),
        contents=_counted(
            [Content(product=product, size=size, pairs=1) for product, size in pairs]
        ),
    )


def _counted(told: list[Content]) -> tuple[Content, ...]:
    """Contents with equal ones put together."""
    sums: dict[Pair, int] = {}
    for one in told:
        sums[one.product, one.size] = sums.get((one.product, one.size), 0) + one.pairs
    return tuple(
        Content(product=product, size=size, pairs=pairs) for (product, size), pairs in sums.items()
    )
