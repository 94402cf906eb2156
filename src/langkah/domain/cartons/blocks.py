"""The smallest carton for so many equal places, within a carrier's limits.

A carton is a block of equal places, each as big as the biggest box in it, cut to size. Sides are
in whole millimetres, weights in whole grams.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal
from functools import lru_cache

from langkah.domain import weighing as weigh
from langkah.domain.weighing import Bounds, Scales
from langkah.reference import carriers
from langkah.reference.carriers import Limits, Weighing

Sides = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Block:
    """Places for so many boxes in the smallest carton: how they stand, and what it measures."""

    counts: Sides
    sides_cm: Sides
    volume_cm3: int
    tare_g: int
    # Charged for its size alone, rounded; it stays so while the scales show no more.
    charged_g: int
    worth: int


# One whole number that compares kilograms first, then cartons, then volume.
_CARTON = 1 << 40
_GRAM = 1 << 64


def worth(charged_g: int, volume_cm3: int) -> int:
    """How bad a carton is; sums of it compare whole plans."""
    return charged_g * _GRAM + _CARTON + volume_cm3


@dataclass(frozen=True, slots=True)
class Rules:
    """What every carton of this case must keep to."""

    bounds: Bounds
    scales: Scales
    wall_mm: int
    board_mg_per_cm2: int
    # Blocks of a place by number of boxes; the same for every order, so kept once worked out.
    shelves: dict[Sides, list[Block | None]]


@lru_cache(maxsize=64)
def rules(limits: Limits, weighing: Weighing, lift_kg: Decimal | None) -> Rules:
    """The limits and weighing of a card, ready to count with."""
    board = carriers.board()
    heaviest = min((kg for kg in (lift_kg, limits.max_kg) if kg is not None), default=None)
    return Rules(
        bounds=weigh.bounds(
            Limits(max_kg=heaviest, sides_cm=limits.sides_cm, girth_cm=limits.girth_cm)
        ),
        scales=weigh.scales(weighing),
        wall_mm=whole_mm(board.wall_cm),
        board_mg_per_cm2=int(board.kg_per_m2 * 100),
        shelves={},
    )


def whole_mm(cm: Decimal) -> int:
    """A side in millimetres, any begun one counted."""
    return int((cm * 10).to_integral_value(ROUND_CEILING))


def shelf(place: Sides, boxes: int, rules: Rules) -> list[Block | None]:
    """By number of boxes, up to `boxes`: the smallest carton with so many places of `place` mm."""
    kept = rules.shelves.get(place, [None])
    if len(kept) > boxes:
        return kept
    # Grown as a copy and put back whole, since several threads may be packing.
    grown = list(kept)
    while len(grown) <= boxes:
        # One more box never fits where fewer did not.
        full = len(grown) > 1 and grown[-1] is None
        grown.append(None if full else _smallest(place, len(grown), rules))
    if len(rules.shelves) > _MOST_SHELVES:
        rules.shelves.clear()
    rules.shelves[place] = grown
    return grown


_MOST_SHELVES = 1000


def _smallest(place: Sides, boxes: int, rules: Rules) -> Block | None:
    best: tuple[int, Sides, Sides] | None = None
    one_long, one_wide, one_high = place
    walls = 2 * rules.wall_mm + 9
    for counts in _counts(boxes):
        length = (counts[0] * one_long + walls) // 10
        width = (counts[1] * one_wide + walls) // 10
        height = (counts[2] * one_high + walls) // 10
        volume = length * width * height
        if (best is None or volume < best[0]) and rules.bounds.take((length, width, height)):
            best = (volume, counts, (length, width, height))
    if best is None:
        return None
    volume, counts, (length, width, height) = best
    board = 2 * (length * width + width * height + length * height)
    tare = -(-board * rules.board_mg_per_cm2 // weigh.GRAMS)
    charged = rules.scales.charged(volume, 0)
    return Block(counts, (length, width, height), volume, tare, charged, worth(charged, volume))


@lru_cache(maxsize=256)
def _counts(boxes: int) -> tuple[Sides, ...]:
    """Every block with at least `boxes` places from which no row can be taken away."""
    found = []
    for along in range(1, boxes + 1):
        for across in range(1, -(-boxes // along) + 1):
            layers = -(-boxes // (along * across))
            if (along - 1) * across * layers < boxes and along * (across - 1) * layers < boxes:
                found.append((along, across, layers))
    return tuple(found)


def place_for(kinds: set[Sides]) -> Sides:
    """The place that takes every kind of box."""
    length, width, height = (max(sides) for sides in zip(*kinds, strict=True))
    return length, width, height
