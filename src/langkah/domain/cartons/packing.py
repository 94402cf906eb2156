"""All boxes in one row, alike beside alike; the cheapest way to cut the row is found exactly."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from itertools import accumulate

from langkah.domain import weighing as weigh
from langkah.domain.cartons import blocks
from langkah.domain.cartons.blocks import Block, Rules, Sides
from langkah.domain.cartons.case import BoxedPairs, Carton, CartonCase, CartonPlan, Content
from langkah.domain.product import Box
from langkah.domain.reason import Reason, Refusal, because
from langkah.reference import carriers
from langkah.reference.carriers import Mode


def cartons(case: CartonCase) -> CartonPlan:
    """The cartons of an order. Raises Refusal naming every box unknown or too big."""
    return _packed(case)


# A draft is priced anew at every change, and most changes leave the boxes as they are.
@lru_cache(maxsize=64)
def _packed(case: CartonCase) -> CartonPlan:
    problems = list(_problems(case))
    if problems:
        raise Refusal(*problems)
    row = _row(case.boxes)
    rules = _rules(case)
    problems = list(_too_big(row, rules))
    if problems:
        raise Refusal(*problems)
    cuts = _cut(row, rules)
    made = tuple(
        _carton(number, row[start:end], rules) for number, (start, end) in enumerate(cuts, start=1)
    )
    volume = sum(one.length_cm * one.width_cm * one.height_cm for one in made)
    return CartonPlan(
        cartons=made,
        pairs=len(row),
        gross_kg=sum((one.gross_kg for one in made), Decimal(0)),
        net_kg=sum((one.net_kg for one in made), Decimal(0)),
        volume_m3=Decimal(volume) / weigh.CM3_IN_M3,
        chargeable_kg=sum((one.chargeable_kg for one in made), Decimal(0)),
    )


# About two full containers; beyond that an order is shipped in parts.
MOST_PAIRS = 20_000


@dataclass(frozen=True, slots=True)
class _Pair:
    """The box of one pair in the row."""

    product: str
    size: str
    sides: Sides
    grams: int


def _problems(case: CartonCase) -> Iterator[Reason]:
    if not case.boxes:
        yield because("There is nothing to pack. Enter pairs and their boxes.")
    for one in case.boxes:
        where = {"product": one.product, "size": one.size or "?"}
        if one.pairs < 1:
            yield because("{product}, size {size}: pairs must be at least 1.", **where)
        if one.box and min(_measures(one.box)) <= 0:
            yield because("{product}, size {size}: sides and weight must be above zero.", **where)

    yield from unmeasured(case.boxes)
    pairs = sum(one.pairs for one in case.boxes)
    if pairs > MOST_PAIRS:
        yield because(
            "{pairs} pairs are more than one shipment; at most {most} are packed at once. "
            "Divide the order.",
            pairs=pairs,
            most=MOST_PAIRS,
        )


def unmeasured(boxes: tuple[BoxedPairs, ...]) -> Iterator[Reason]:
    """A sentence for every box that nobody measured."""
    for one in boxes:
        if one.box is None:
            yield because(
                "{product}, size {size}: the box is not measured. "
                "Enter its sides and weight on the product page.",
                product=one.product,
                size=one.size or "?",
            )


def _measures(box: Box) -> tuple[Decimal, ...]:
    return (box.length_cm, box.width_cm, box.height_cm, box.weight_kg)


def _rules(case: CartonCase) -> Rules:
    usual = carriers.habit(Mode.COURIER)
    lift = case.max_lift_kg or carriers.handling().limits.max_kg
    return blocks.rules(case.limits or usual.limits, case.weighing or usual.weighing, lift)


def _row(boxes: tuple[BoxedPairs, ...]) -> list[_Pair]:
    """Every pair, big boxes first, alike beside alike, otherwise in the order they were given."""
    row = []
    for one in boxes:
        if one.box:
            first, second = blocks.whole_mm(one.box.length_cm), blocks.whole_mm(one.box.width_cm)
            sides = (max(first, second), min(first, second), blocks.whole_mm(one.box.height_cm))
            row += [_Pair(one.product, one.size, sides, weigh.grams(one.box.weight_kg))] * one.pairs
    row.sort(key=lambda pair: (-pair.sides[0] * pair.sides[1] * pair.sides[2], pair.sides))
    return row


def _too_big(row: list[_Pair], rules: Rules) -> Iterator[Reason]:
    for pair in dict.fromkeys(row):
        block = blocks.shelf(pair.sides, 1, rules)[1]
        if block is None or pair.grams + block.tare_g > rules.bounds.max_g:
            yield because(
                "{product}, size {size}: one box alone is too big or too heavy for this carrier.",
                product=pair.product,
                size=pair.size or "?",
            )


def _carton(number: int, pairs: list[_Pair], rules: Rules) -> Carton:
    block = blocks.shelf(blocks.place_for({pair.sides for pair in pairs}), len(pairs), rules)[
        len(pairs)
    ]
    if block is None:
        raise AssertionError("a cut that does not fit is never chosen")
    net = sum(pair.grams for pair in pairs)
    gross = net + block.tare_g
    counted: dict[tuple[str, str], int] = {}
    for pair in pairs:
        counted[pair.product, pair.size] = counted.get((pair.product, pair.size), 0) + 1
    length, width, height = map(Decimal, block.sides_cm)
    return Carton(
        number=number,
        length_cm=length,
        width_cm=width,
        height_cm=height,
        gross_kg=weigh.kilograms(gross),
        net_kg=weigh.kilograms(net),
        chargeable_kg=weigh.kilograms(rules.scales.charged(block.volume_cm3, gross)),
        along=block.counts[0],
        across=block.counts[1],
        layers=block.counts[2],
        contents=tuple(
            Content(product=product, size=size, pairs=count)
            for (product, size), count in counted.items()
        ),
    )


def _cut(row: list[_Pair], rules: Rules) -> list[tuple[int, int]]:
    """Where the row is cut so that the chargeable weight of all cartons is least (exact)."""
    weights = [0, *accumulate(pair.grams for pair in row)]
    kinds = [pair.sides for pair in row]
    best = [0]
    cut_before = [0]
    for end in range(1, len(row) + 1):
        least, before = _last_carton(kinds, weights, best, end, rules)
        best.append(least)
        cut_before.append(before)
    cuts = []
    end = len(row)
    while end:
        cuts.append((cut_before[end], end))
        end = cut_before[end]
    return cuts[::-1]


def _last_carton(
    kinds: list[Sides], weights: list[int], best: list[int], end: int, rules: Rules
) -> tuple[int, int]:
    """The least the row up to `end` costs, and where its last carton starts."""
    least, before = -1, end - 1
    heaviest, whole_weight = rules.bounds.max_g, weights[end]
    place: Sides = (0, 0, 0)
    shelf: list[Block | None] = []
    for start in range(end - 1, -1, -1):
        if kinds[start] != place:
            place = blocks.place_for({kinds[start], place})
            shelf = rules.shelves.get(place, [])
        boxes = end - start
        if boxes >= len(shelf):
            shelf = blocks.shelf(place, boxes, rules)
        block = shelf[boxes]
        net = whole_weight - weights[start]
        if block is None or net >= heaviest:
            break
        gross = net + block.tare_g
        if gross > heaviest:
            continue
        if gross <= block.charged_g:
            whole = best[start] + block.worth
        else:
            charged = rules.scales.charged(block.volume_cm3, gross)
            whole = best[start] + blocks.worth(charged, block.volume_cm3)
        if least < 0 or whole < least:
            least, before = whole, start
    return least, before
