"""Cartons: to the pair, within every limit, and proved the cheapest for small orders."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from functools import cache
from itertools import product
from math import ceil

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from langkah.domain.cartons import BoxedPairs, Carton, CartonCase, CartonPlan, cartons
from langkah.domain.product import Box
from langkah.domain.reason import Refusal
from langkah.reference import carriers
from langkah.reference.carriers import Limits, Mode, Weighing, WeightStep
from tests.domain.desk import BOOTS, MEN, WOMEN, D

HALF = (WeightStep(up_to_kg=D(20), step_kg=D("0.5")), WeightStep(step_kg=D(1)))
FIVE = Weighing(divisor=5000, steps=HALF)


def pack(*boxes: BoxedPairs, mode: Mode = Mode.COURIER) -> CartonPlan:
    usual = carriers.habit(mode)
    return cartons(CartonCase(boxes=boxes, limits=usual.limits, weighing=usual.weighing))


def men(pairs: int, size: str = "42") -> BoxedPairs:
    return BoxedPairs(product="Oxford", size=size, pairs=pairs, box=MEN)


def counted(plan: CartonPlan) -> Counter[tuple[str, str]]:
    sums: Counter[tuple[str, str]] = Counter()
    for carton in plan.cartons:
        for one in carton.contents:
            sums[one.product, one.size] += one.pairs
    return sums


def test_three_pairs_worked_out_by_hand() -> None:
    # Three boxes of 33 x 21 x 12 stacked: 34 x 22 x 37 with 5 mm of board around.
    # Board: 2 x (34x22 + 22x37 + 34x37) = 5,640 cm2, at 0.7 kg a m2 395 g.
    # Volume 27,676 cm3 / 5,000 = 5.54 kg, charged 6.
    (carton,) = pack(men(3)).cartons
    assert (carton.length_cm, carton.width_cm, carton.height_cm) == (34, 22, 37)
    assert (carton.along, carton.across, carton.layers) == (1, 1, 3)
    assert carton.net_kg == D("3.45")
    assert carton.gross_kg == D("3.845")
    assert carton.chargeable_kg == 6


def test_a_packing_list_of_a_size_run_reads_in_order() -> None:
    plan = pack(*(men(4, str(size)) for size in range(40, 46)))
    assert [
        (carton.number, [(one.size, one.pairs) for one in carton.contents])
        for carton in plan.cartons
    ] == [
        (1, [("40", 4), ("41", 4), ("42", 4), ("43", 4), ("44", 2)]),
        (2, [("44", 2), ("45", 4)]),
    ]
    assert plan.pairs == 24


def test_mixed_styles_are_counted_each() -> None:
    plan = pack(
        men(7),
        BoxedPairs(product="Boot", size="43", pairs=5, box=BOOTS),
        BoxedPairs(product="Pump", size="37", pairs=9, box=WOMEN),
    )
    assert counted(plan) == {("Oxford", "42"): 7, ("Boot", "43"): 5, ("Pump", "37"): 9}
    # 21 pairs on their own weights: what the carriers' pages call the volume trap
    assert plan.chargeable_kg > plan.gross_kg


def test_cut_to_size_beats_one_stock_carton_by_a_quarter() -> None:
    # 24 men's pairs in 62 x 44 x 36 cm cartons of ten: three cartons of 19.64, charged 20 kg.
    plan = pack(men(24))
    assert plan.chargeable_kg <= D("0.75") * 3 * 20


@pytest.mark.parametrize(
    ("boxes", "sentence"),
    [
        ((), "There is nothing to pack. Enter pairs and their boxes."),
        (
            (men(20_001),),
            "20001 pairs are more than one shipment; at most 20000 are packed at once. "
            "Divide the order.",
        ),
        ((men(0),), "Oxford, size 42: pairs must be at least 1."),
        (
            (BoxedPairs(product="Oxford", pairs=1),),
            "Oxford, size ?: the box is not measured. "
            "Enter its sides and weight on the product page.",
        ),
        (
            (
                BoxedPairs(
                    product="Oxford",
                    size="42",
                    pairs=1,
                    box=Box(length_cm=D(0), width_cm=D(1), height_cm=D(1), weight_kg=D(1)),
                ),
            ),
            "Oxford, size 42: sides and weight must be above zero.",
        ),
        (
            (
                BoxedPairs(
                    product="Wader",
                    size="45",
                    pairs=1,
                    box=Box(length_cm=D(125), width_cm=D(30), height_cm=D(20), weight_kg=D(4)),
                ),
            ),
            "Wader, size 45: one box alone is too big or too heavy for this carrier.",
        ),
    ],
)
def test_what_cannot_be_packed_is_said(boxes: tuple[BoxedPairs, ...], sentence: str) -> None:
    with pytest.raises(Refusal) as refused:
        pack(*boxes)
    assert [str(one) for one in refused.value.reasons] == [sentence]


def test_a_carton_may_weigh_exactly_the_limit() -> None:
    heavy = Box(length_cm=D(20), width_cm=D(20), height_cm=D(20), weight_kg=D("24.815"))
    # 21 x 21 x 21 cm: 2,646 cm2 of board weigh 185.22 g, counted 186 with the begun gram.
    with pytest.raises(Refusal):
        pack(BoxedPairs(product="Anvil", pairs=1, box=heavy))
    light = Box(length_cm=D(20), width_cm=D(20), height_cm=D(20), weight_kg=D("24.814"))
    assert pack(BoxedPairs(product="Anvil", pairs=1, box=light)).gross_kg == 25


def test_two_people_may_lift_more() -> None:
    alone = pack(men(24))
    together = cartons(CartonCase(boxes=(men(24),), max_lift_kg=D(40)))
    assert max(one.gross_kg for one in alone.cartons) <= 25
    assert max(one.gross_kg for one in together.cartons) > 25


def test_sixty_pairs_of_five_styles_stay_together_with_their_kind() -> None:
    run = [
        BoxedPairs(product=f"Style {style}", size=str(size), pairs=3, box=box)
        for style, box in enumerate((MEN, WOMEN, BOOTS, MEN, WOMEN))
        for size in range(40, 44)
    ]
    plan = pack(*run)
    assert counted(plan) == {(one.product, one.size): 3 for one in run}
    assert len(plan.cartons) <= 6


# --- what must hold for any order ------------------------------------------------------------

sides = st.decimals(5, 60, places=1)
boxes = st.builds(
    Box,
    length_cm=sides,
    width_cm=sides,
    height_cm=sides,
    weight_kg=st.decimals("0.2", 5, places=3),
)
orders = st.lists(
    st.builds(
        BoxedPairs,
        product=st.sampled_from(["Oxford", "Boot", "Pump"]),
        size=st.sampled_from(["38", "40", "42"]),
        pairs=st.integers(1, 12),
        box=boxes,
    ),
    min_size=1,
    max_size=6,
)


@settings(max_examples=120, deadline=None)
@given(order=orders, mode=st.sampled_from([Mode.COURIER, Mode.POST, Mode.AIR, Mode.SEA_LCL]))
def test_any_order_is_packed_to_the_pair_within_every_limit(
    order: list[BoxedPairs], mode: Mode
) -> None:
    usual = carriers.habit(mode)
    plan = pack(*order, mode=mode)
    wanted: Counter[tuple[str, str]] = Counter()
    for one in order:
        wanted[one.product, one.size] += one.pairs
    assert counted(plan) == wanted
    assert plan.pairs == sum(wanted.values())
    by_kind = {(one.product, one.size) for one in order}
    for carton in plan.cartons:
        assert {(one.product, one.size) for one in carton.contents} <= by_kind
        _check(carton, usual.limits, usual.weighing)
    net = sum(one.pairs * one.box.weight_kg for one in order if one.box)
    assert plan.net_kg == net


def _check(carton: Carton, limits: Limits, weighing: Weighing) -> None:
    """An independent look at one carton, in decimals."""
    long, second, third = sorted(
        (carton.length_cm, carton.width_cm, carton.height_cm), reverse=True
    )
    for side, limit in zip((long, second, third), limits.sides_cm, strict=False):
        assert side <= limit
    if limits.girth_cm:
        assert long + 2 * (second + third) <= limits.girth_cm
    assert carton.net_kg < carton.gross_kg <= min(D(25), limits.max_kg or D(25))
    assert carton.along * carton.across * carton.layers >= sum(one.pairs for one in carton.contents)
    volume = long * second * third
    size_kg = volume / weighing.divisor if weighing.divisor else D(0)
    if weighing.kg_per_m3:
        size_kg = volume / 1_000_000 * weighing.kg_per_m3
    assert carton.chargeable_kg >= max(size_kg, carton.gross_kg)


@settings(max_examples=60, deadline=None)
@given(box=boxes, pairs=st.integers(1, 30))
def test_every_box_has_its_place(box: Box, pairs: int) -> None:
    for carton in pack(BoxedPairs(product="Oxford", pairs=pairs, box=box)).cartons:
        long, wide = sorted((box.length_cm, box.width_cm), reverse=True)
        assert carton.along * long < carton.length_cm
        assert carton.across * wide < carton.width_cm
        assert carton.layers * box.height_cm < carton.height_cm


@settings(max_examples=40, deadline=None)
@given(box=boxes, pairs=st.integers(1, 24))
def test_one_pair_more_never_weighs_less(box: Box, pairs: int) -> None:
    few = pack(BoxedPairs(product="Oxford", pairs=pairs, box=box))
    many = pack(BoxedPairs(product="Oxford", pairs=pairs + 1, box=box))
    assert few.chargeable_kg <= many.chargeable_kg


# --- proved by trying everything -------------------------------------------------------------


def _alone(pairs: int, box: Box) -> Decimal | None:
    """The least a single carton of equal boxes can be charged, by trying every block."""
    best = None
    for along, across, layers in product(range(1, pairs + 1), repeat=3):
        if along * across * layers < pairs:
            continue
        length, width, height = (
            ceil(count * side + 1)
            for count, side in zip(
                (along, across, layers), (box.length_cm, box.width_cm, box.height_cm), strict=True
            )
        )
        long, second, third = sorted((length, width, height), reverse=True)
        board = 2 * (length * width + width * height + length * height)
        gross = pairs * box.weight_kg + D(ceil(board * D("0.07"))) / 1000
        if long > 120 or second > 80 or third > 80 or gross > 25:
            continue
        weight = max(gross, D(length * width * height) / 5000)
        step = D("0.5") if weight <= 20 else D(1)
        charged = ceil(weight / step) * step
        best = charged if best is None else min(best, charged)
    return best


@pytest.mark.parametrize("box", [MEN, WOMEN, BOOTS], ids=["men", "women", "boots"])
def test_no_way_of_packing_up_to_twelve_equal_pairs_is_cheaper(box: Box) -> None:
    one = {pairs: _alone(pairs, box) for pairs in range(1, 13)}

    @cache
    def least(pairs: int) -> Decimal:
        options = [
            charged + (least(pairs - first) if pairs > first else 0)
            for first in range(1, pairs + 1)
            if (charged := one[first]) is not None
        ]
        return min(options)

    for pairs in range(1, 13):
        plan = cartons(
            CartonCase(boxes=(BoxedPairs(product="Oxford", pairs=pairs, box=box),), weighing=FIVE)
        )
        assert plan.chargeable_kg == least(pairs)
