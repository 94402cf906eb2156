"""From boxes of pairs to master cartons: few chargeable kilograms, within the carrier's limits.

All boxes are put in one row, alike beside alike; the cheapest way to cut the row into cartons is
found exactly. A carton is a block of equal places, each as big as the biggest box in it, cut to
size; its chargeable weight is the carrier's own, rounding included.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal
from functools import lru_cache
from itertools import accumulate

from langkah.domain import weighing as weigh
from langkah.domain.product import Box
from langkah.domain.reason import Reason, Refusal, because
from langkah.domain.weighing import Bounds, Scales
from langkah.reference import carriers
from langkah.reference.carriers import Limits, Mode, Weighing


@dataclass(frozen=True, slots=True, kw_only=True)
class BoxedPairs:
    """Pairs of one product and size in equal boxes; no box means that nobody measured it."""

    product: str
    size: str = ""
    pairs: int
    box: Box | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CartonCase:
    """What is to be packed. Without limits and weighing, those usual for couriers count.

    A carton is never heavier than one person lifts (25 kg) unless `max_lift_kg` says otherwise.
    """

    boxes: tuple[BoxedPairs, ...]
    limits: Limits | None = None
    weighing: Weighing | None = None
    max_lift_kg: Decimal = Decimal(25)


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """Pairs of one product and size in one carton."""

    product: str
    size: str
    pairs: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Carton:
    """One master carton, outer sides in cm as it is measured (whole cm, rounded up).

    Boxes stand `along` x `across` x `layers`. `net_kg` is the pairs in their boxes, `gross_kg`
    with the carton; `chargeable_kg` is rounded as the carrier does.
    """

    number: int
    length_cm: Decimal
    width_cm: Decimal
    height_cm: Decimal
    gross_kg: Decimal
    net_kg: Decimal
    chargeable_kg: Decimal
    along: int
    across: int
    layers: int
    contents: tuple[Content, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CartonPlan:
    """All cartons of an order; the contents agree with the order to the pair."""

    cartons: tuple[Carton, ...]
    pairs: int
    gross_kg: Decimal
    net_kg: Decimal
    volume_m3: Decimal
    chargeable_kg: Decimal


def cartons(case: CartonCase) -> CartonPlan:
    """The cartons of an order. Raises Refusal naming every box unknown or too big."""
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


# --- the row of boxes, in whole millimetres and grams ---------------------------------------

Sides = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class _Pair:
    """The box of one pair in the row."""

    product: str
    size: str
    sides: Sides
    grams: int


@dataclass(frozen=True, slots=True)
class _Rules:
    """What every carton of this case must keep to."""

    bounds: Bounds
    scales: Scales
    wall_mm: int
    board_mg_per_cm2: int
    # Blocks of a place by number of boxes; the same for every order, so kept once worked out.
    shelves: dict[Sides, list[_Block | None]]


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


def _rules(case: CartonCase) -> _Rules:
    usual = carriers.habit(Mode.COURIER)
    return _made_rules(
        case.limits or usual.limits, case.weighing or usual.weighing, case.max_lift_kg
    )


@lru_cache(maxsize=64)
def _made_rules(limits: Limits, weighing: Weighing, lift_kg: Decimal) -> _Rules:
    board = carriers.board()
    heaviest = lift_kg if limits.max_kg is None else min(lift_kg, limits.max_kg)
    return _Rules(
        bounds=weigh.bounds(
            Limits(max_kg=heaviest, sides_cm=limits.sides_cm, girth_cm=limits.girth_cm)
        ),
        scales=weigh.scales(weighing),
        wall_mm=_mm(board.wall_cm),
        board_mg_per_cm2=int(board.kg_per_m2 * 100),
        shelves={},
    )


def _mm(cm: Decimal) -> int:
    return int((cm * 10).to_integral_value(ROUND_CEILING))


def _row(boxes: tuple[BoxedPairs, ...]) -> list[_Pair]:
    """Every pair, big boxes first, alike beside alike, otherwise in the order they were given."""
    row = []
    for one in boxes:
        if one.box:
            first, second = _mm(one.box.length_cm), _mm(one.box.width_cm)
            sides = (max(first, second), min(first, second), _mm(one.box.height_cm))
            row += [_Pair(one.product, one.size, sides, weigh.grams(one.box.weight_kg))] * one.pairs
    row.sort(key=lambda pair: (-pair.sides[0] * pair.sides[1] * pair.sides[2], pair.sides))
    return row


def _too_big(row: list[_Pair], rules: _Rules) -> Iterator[Reason]:
    for pair in dict.fromkeys(row):
        block = _block(pair.sides, 1, rules)
        if block is None or pair.grams + block.tare_g > rules.bounds.max_g:
            yield because(
                "{product}, size {size}: one box alone is too big or too heavy for this carrier.",
                product=pair.product,
                size=pair.size or "?",
            )


# --- one carton ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Block:
    """Places for so many boxes in the smallest carton: how they stand, and what it measures."""

    counts: Sides
    sides_cm: Sides
    volume_cm3: int
    tare_g: int
    # Charged for its size alone, rounded; it stays so while the scales show no more.
    charged_g: int


def _block(place: Sides, boxes: int, rules: _Rules) -> _Block | None:
    """The smallest carton with `boxes` places of `place` mm that is within the sides allowed."""
    if place not in rules.shelves:
        if len(rules.shelves) > _MOST_SHELVES:
            rules.shelves.clear()
        rules.shelves[place] = [None]
    shelf = rules.shelves[place]
    while len(shelf) <= boxes:
        # One more box never fits where fewer did not.
        full = len(shelf) > 1 and shelf[-1] is None
        shelf.append(None if full else _smallest(place, len(shelf), rules))
    return shelf[boxes]


_MOST_SHELVES = 1000


def _smallest(place: Sides, boxes: int, rules: _Rules) -> _Block | None:
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
    return _Block(counts, (length, width, height), volume, tare, charged)


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


def _carton(number: int, pairs: list[_Pair], rules: _Rules) -> Carton:
    block = _block(_place({pair.sides for pair in pairs}), len(pairs), rules)
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


def _place(kinds: set[Sides]) -> Sides:
    """The place that takes every kind of box."""
    length, width, height = (max(sides) for sides in zip(*kinds, strict=True))
    return length, width, height


# --- cutting the row -------------------------------------------------------------------------

# One whole number that compares kilograms first, then cartons, then volume.
_CARTON = 1 << 40
_GRAM = 1 << 64


def _cut(row: list[_Pair], rules: _Rules) -> list[tuple[int, int]]:
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
    kinds: list[Sides], weights: list[int], best: list[int], end: int, rules: _Rules
) -> tuple[int, int]:
    """The least the row up to `end` costs, and where its last carton starts."""
    least, before = -1, end - 1
    place: Sides = (0, 0, 0)
    for start in range(end - 1, -1, -1):
        if kinds[start] != place:
            place = _place({kinds[start], place})
        block = _block(place, end - start, rules)
        net = weights[end] - weights[start]
        if block is None or net >= rules.bounds.max_g:
            break
        gross = net + block.tare_g
        if gross > rules.bounds.max_g:
            continue
        charged = block.charged_g
        if gross > charged:
            charged = rules.scales.charged(block.volume_cm3, gross)
        whole = best[start] + charged * _GRAM + _CARTON + block.volume_cm3
        if least < 0 or whole < least:
            least, before = whole, start
    return least, before
