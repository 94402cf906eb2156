"""A book of orders as a workshop of mixed footwear gets them; the same for the same seed."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from math import exp, log

from langkah.domain.cartons import BoxedPairs
from langkah.domain.product import Box

SEED = 3
MOST_PAIRS = 60
KINDS = {
    "Men": (("33", "21", "12", "1.15"), ("40", "41", "42", "43", "44", "45")),
    "Women": (("29", "18", "11", "0.85"), ("36", "37", "38", "39", "40", "41")),
    "Kids": (("24", "16", "9.5", "0.55"), ("28", "30", "32", "34")),
    "Boots": (("36", "30", "12", "1.7"), ("40", "41", "42", "43")),
}


def book(orders: int) -> Iterator[tuple[BoxedPairs, ...]]:
    """Orders of 1 to 60 pairs, most of them small, of one to three kinds in several sizes."""
    dice = random.Random(SEED)
    for _ in range(orders):
        pairs = round(exp(dice.uniform(0, log(MOST_PAIRS))))
        kinds = dice.sample(list(KINDS), dice.choice((1, 1, 2, 2, 3)))
        run: Counter[tuple[str, str]] = Counter()
        for _ in range(pairs):
            kind = dice.choice(kinds)
            run[kind, dice.choice(KINDS[kind][1])] += 1
        yield tuple(
            BoxedPairs(product=kind, size=size, pairs=count, box=_box(kind))
            for (kind, size), count in run.items()
        )


def _box(kind: str) -> Box:
    length, width, height, weight = map(Decimal, KINDS[kind][0])
    return Box(length_cm=length, width_cm=width, height_cm=height, weight_kg=weight)
