"""Cartons: to the pair, within every limit, and proved the cheapest for small orders."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from decimal import Decimal
from functools import cache
from itertools import permutations, product
from math import ceil

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from langkah.domain.cartons import (
    BoxedPairs,
    Carton,
    CartonCase,
    CartonPlan,
    PiecePrice,
    cartons,
)
from langkah.domain.money import Money
from langkah.domain.product import Box
from langkah.domain.reason import Refusal
from langkah.reference import carriers
from langkah.reference.carriers import Limits, Mode, StockCarton, Weighing, WeightStep
from tests.domain.desk import BOOTS, MEN, WOMEN, D
from tests.domain.order_book import book

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
    plan = pack(men(3))
    (carton,) = plan.cartons
    assert sorted((carton.length_cm, carton.width_cm, carton.height_cm)) == [22, 34, 37]
    assert sum(layer.pairs for layer in carton.layers) == 3
    assert plan.proved
    # 3 x 8,316 cm3 of 27,676
    assert carton.fill == D("0.901")
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


@settings(max_examples=60)
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
    assert carton.fill <= 1
    _check_layers(carton)
    volume = long * second * third
    size_kg = volume / weighing.divisor if weighing.divisor else D(0)
    if weighing.kg_per_m3:
        size_kg = volume / 1_000_000 * weighing.kg_per_m3
    assert carton.chargeable_kg >= max(size_kg, carton.gross_kg)


def _check_layers(carton: Carton) -> None:
    """Every layer lies inside the walls, and holds what the contents say."""
    inside: Counter[tuple[str, str]] = Counter()
    for layer in carton.layers:
        assert 0 < layer.pairs <= layer.along * layer.across
        assert layer.pairs == sum(one.pairs for one in layer.contents)
        assert layer.along * layer.length_cm + 1 <= carton.length_cm
        assert layer.across * layer.width_cm + 1 <= carton.width_cm
        for one in layer.contents:
            inside[one.product, one.size] += one.pairs
    assert sum(layer.height_cm for layer in carton.layers) + 1 <= carton.height_cm
    assert inside == {(one.product, one.size): one.pairs for one in carton.contents}


@settings(max_examples=60)
@given(box=boxes, pairs=st.integers(1, 30))
def test_every_box_stands_as_it_is(box: Box, pairs: int) -> None:
    sides = sorted((box.length_cm, box.width_cm, box.height_cm))
    for carton in pack(BoxedPairs(product="Oxford", pairs=pairs, box=box)).cartons:
        for layer in carton.layers:
            assert sorted((layer.length_cm, layer.width_cm, layer.height_cm)) == sides


@settings(max_examples=40)
@given(box=boxes, pairs=st.integers(1, 24))
def test_one_pair_more_never_weighs_less(box: Box, pairs: int) -> None:
    few = pack(BoxedPairs(product="Oxford", pairs=pairs, box=box))
    many = pack(BoxedPairs(product="Oxford", pairs=pairs + 1, box=box))
    assert few.chargeable_kg <= many.chargeable_kg


# --- ready-made cartons ------------------------------------------------------------------------

TEN = StockCarton(name="ten", length_cm=D(62), width_cm=D(44), height_cm=D(36))
FIVE_PAIRS = StockCarton(name="five", length_cm=D(45), width_cm=D(35), height_cm=D(35))


def test_what_the_choice_saves_is_told_in_kilograms_and_money() -> None:
    # Ten pairs fill the big one, 19.64 kg by volume, charged 20; 24 pairs need three: 60 kg.
    # Four pairs fit the small one (55,125 cm3, 11.03, charged 11.5), more do not.
    plan = cartons(
        CartonCase(boxes=(men(24),), stock=(TEN, FIVE_PAIRS), price_per_kg=Money(D("8.50"), "EUR"))
    )
    cut, stock, one = plan.choices
    assert (cut.name, stock.name, one.name, one.stock) == ("cut", "stock", "one", "ten")
    assert (stock.cartons, stock.chargeable_kg) == (3, D("51.5"))
    assert (one.cartons, one.chargeable_kg) == (3, 60)
    assert cut.chargeable_kg == plan.chargeable_kg
    assert plan.saved_kg == D("51.5") - plan.chargeable_kg
    assert plan.saved == Money(D("8.50") * plan.saved_kg, "EUR").rounded()


def test_a_workshop_that_cuts_nothing_packs_into_its_own_cartons() -> None:
    plan = cartons(CartonCase(boxes=(men(24),), stock=(TEN, FIVE_PAIRS), only_stock=True))
    assert [(one.stock, sum(c.pairs for c in one.contents)) for one in plan.cartons] == [
        ("ten", 10),
        ("ten", 10),
        ("five", 4),
    ]
    assert {
        tuple(sorted((one.length_cm, one.width_cm, one.height_cm))) for one in plan.cartons
    } == {(36, 44, 62), (35, 35, 45)}
    assert [one.name for one in plan.choices] == ["stock", "one"]


def test_boxes_too_big_for_ready_made_cartons_are_said_or_not_compared() -> None:
    boots = BoxedPairs(product="Boot", size="43", pairs=2, box=BOOTS)
    small = StockCarton(name="small", length_cm=D(30), width_cm=D(20), height_cm=D(20))
    plan = cartons(CartonCase(boxes=(boots,), stock=(small,)))
    assert [(one.name, one.chargeable_kg) for one in plan.choices][1:] == [("stock", None)]
    assert plan.saved_kg is None
    with pytest.raises(Refusal, match="too big or too heavy for every stock carton"):
        cartons(CartonCase(boxes=(boots,), stock=(small,), only_stock=True))


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (
            {"weighing": Weighing(divisor=0)},
            "weighing.divisor: write a number above zero, not 0, or leave it out.",
        ),
        (
            {"weighing": Weighing(divisor=-1)},
            "weighing.divisor: write a number above zero, not -1, or leave it out.",
        ),
        (
            {"max_lift_kg": D(0)},
            "max_lift_kg: write a number above zero, not 0, or leave it out.",
        ),
        (
            {"price_per_kg": Money(D(-8), "EUR")},
            "price_per_kg: the amount is below zero. Correct it.",
        ),
        (
            {"weighing": Weighing(divisor=5000, steps=(WeightStep(step_kg=D(0)),))},
            "weighing.steps.0: write a number above zero, not 0, or leave it out.",
        ),
        (
            {"weighing": Weighing(divisor=5000, steps=HALF[::-1])},
            "weighing.steps: up_to_kg must rise from row to row; only the last may be without.",
        ),
        (
            {"prices": (PiecePrice(up_to_kg=D(5), fixed=D(-1)), PiecePrice(per_kg=D(-2)))},
            "prices.0.fixed: the amount is below zero. Correct it. "
            "prices.1.per_kg: the amount is below zero. Correct it.",
        ),
        (
            {"limits": Limits(sides_cm=(D(100), D(-80)))},
            "limits.sides_cm.1: write a number above zero, not -80, or leave it out.",
        ),
        (
            {"boxes": (men(3), replace(men(0), box=replace(MEN, width_cm=D(0))))},
            "boxes.1.pairs: Oxford, size 42: pairs must be at least 1. "
            "boxes.1.box.width_cm: Oxford, size 42: sides and weight must be above zero.",
        ),
        (
            {"weighing": Weighing(divisor=139)},
            "weighing: No carrier counts 139 cm3 as a kilogram. If it is cubic inches a pound, "
            "write the unit in3/lb with the divisor.",
        ),
    ],
)
def test_a_figure_that_cannot_be_is_refused_by_field(
    change: dict[str, object], sentence: str
) -> None:
    with pytest.raises(Refusal) as refused:
        cartons(replace(CartonCase(boxes=(men(3),)), **change))  # type: ignore[arg-type]
    assert str(refused.value) == sentence


def test_a_ready_made_carton_without_a_side_is_refused() -> None:
    flat = replace(TEN, height_cm=D(0))
    with pytest.raises(Refusal, match="stock, ten: sides must be above zero"):
        cartons(CartonCase(boxes=(men(1),), stock=(flat,)))


# --- a workshop's own cartons: measured inside, weighed empty, strong to a weight ----------------

# Ten men's pairs (33 x 21 x 12): 2 along, 5 across, 12 high
OWN = StockCarton(
    name="own",
    length_cm=D(67),
    width_cm=D("61.5"),
    height_cm=D("22.4"),
    inner_cm=(D(66), D("60.5"), D("21.4")),
    empty_kg=D("0.9"),
    max_kg=D(15),
)


def own(**changes: object) -> StockCarton:
    return replace(OWN, **changes)  # type: ignore[arg-type]


def in_own(pairs: int, *stock: StockCarton) -> list[tuple[str, int, D]]:
    case = CartonCase(boxes=(men(pairs),), stock=stock or (OWN,), only_stock=True)
    return [
        (one.stock, sum(c.pairs for c in one.contents), one.gross_kg)
        for one in cartons(case).cartons
    ]


def test_what_an_own_carton_weighs_empty_is_what_was_told() -> None:
    """By hand: ten pairs of 1.15 kg and 0.9 kg of board are 12.4 kg."""
    assert in_own(10) == [("own", 10, D("12.4"))]


def test_an_own_carton_is_as_big_inside_as_it_was_measured() -> None:
    """One millimetre less, and the fifth row (5 x 12 = 60 cm) does not go in."""
    assert len(in_own(10)) == 1
    assert len(in_own(10, own(inner_cm=(D(66), D("59.9"), D("21.4"))))) == 2


def test_an_own_carton_is_never_filled_beyond_its_strength() -> None:
    """By hand: 0.9 + 9 x 1.15 = 11.25 kg is within 12 kg, ten pairs are not."""
    assert [pairs for _, pairs, _ in in_own(10, own(max_kg=D(12)))] in ([9, 1], [5, 5])
    assert max(gross for *_, gross in in_own(40, own(max_kg=D(12)))) <= 12
    with pytest.raises(Refusal, match="too heavy for every stock carton"):
        in_own(1, own(max_kg=D(1)))


def test_the_stronger_of_two_alike_takes_more() -> None:
    weak, strong = own(name="weak", max_kg=D(6)), own(name="strong", max_kg=D(20))
    assert in_own(10, weak, strong) == [("strong", 10, D("12.4"))]


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"inner_cm": (D(0), D(1), D(1))}, "sides must be above zero"),
        ({"inner_cm": (D(68), D(1), D(1))}, "cannot be more than the outer side"),
        ({"empty_kg": D(0)}, "weights must be above zero"),
        ({"max_kg": D(-1)}, "weights must be above zero"),
    ],
)
def test_an_impossible_own_carton_is_refused(changes: dict[str, object], sentence: str) -> None:
    with pytest.raises(Refusal, match=f"stock, own: .*{sentence}"):
        in_own(1, own(**changes))


@settings(max_examples=25)
@given(order=orders, most=st.integers(8, 25))
def test_own_cartons_hold_the_order_within_their_strength(
    order: list[BoxedPairs], most: int
) -> None:
    big = StockCarton(name="big", length_cm=D(80), width_cm=D(65), height_cm=D(65), max_kg=D(most))
    plan = cartons(CartonCase(boxes=tuple(order), stock=(OWN, big), only_stock=True))
    wanted: Counter[tuple[str, str]] = Counter()
    for one in order:
        wanted[one.product, one.size] += one.pairs
    assert counted(plan) == wanted
    for carton in plan.cartons:
        assert carton.gross_kg <= (15 if carton.stock == "own" else most)
        _check_layers(carton)


@settings(max_examples=25)
@given(order=orders)
def test_ready_made_cartons_hold_the_order_to_the_pair(order: list[BoxedPairs]) -> None:
    big = StockCarton(name="big", length_cm=D(80), width_cm=D(65), height_cm=D(65))
    plan = cartons(CartonCase(boxes=tuple(order), stock=(TEN, big), only_stock=True))
    wanted: Counter[tuple[str, str]] = Counter()
    for one in order:
        wanted[one.product, one.size] += one.pairs
    assert counted(plan) == wanted
    for carton in plan.cartons:
        assert carton.stock in {"ten", "big"}
        _check_layers(carton)


def test_an_order_of_three_kinds_is_packed_full() -> None:
    plan = pack(
        men(8), BoxedPairs(product="Pump", size="37", pairs=8, box=WOMEN),
        BoxedPairs(product="Boot", size="43", pairs=4, box=BOOTS),
    )  # fmt: skip
    boxes = 8 * 33 * 21 * 12 + 8 * 29 * 18 * 11 + 4 * 36 * 30 * 12
    assert boxes / (plan.volume_m3 * 1_000_000) >= D("0.85")


# --- a carrier's limits, at each of them --------------------------------------------------------


@pytest.mark.parametrize(
    ("mode", "sides", "taken"),
    [
        # Half a centimetre of board on each side
        (Mode.COURIER, ("119", "79", "79"), True),
        (Mode.COURIER, ("119.1", "10", "10"), False),
        (Mode.COURIER, ("119", "79.1", "10"), False),
        (Mode.COURIER, ("119", "79", "79.1"), False),
        (Mode.POST, ("149", "39", "34"), True),
        (Mode.POST, ("149.1", "5", "5"), False),
        (Mode.POST, ("149", "39", "34.1"), False),
        (Mode.SEA_LCL, ("119", "79", "79"), True),
        (Mode.AIR, ("119", "79", "79.1"), False),
    ],
)
def test_one_box_exactly_at_a_limit(mode: Mode, sides: tuple[str, ...], *, taken: bool) -> None:
    length, width, height = map(D, sides)
    box = Box(length_cm=length, width_cm=width, height_cm=height, weight_kg=D(5))
    order = BoxedPairs(product="Wader", pairs=1, box=box)
    if taken:
        assert len(pack(order, mode=mode).cartons) == 1
    else:
        with pytest.raises(Refusal):
            pack(order, mode=mode)


@pytest.mark.parametrize(
    ("kg", "charged"),
    # 21 x 21 x 21 cm with 186 g of board: 1.85 kg by volume
    [
        ("1.6", "2"),
        ("1.814", "2"),
        ("1.815", "2.5"),
        ("19.314", "19.5"),
        ("19.315", "20"),
        ("19.814", "20"),
        ("19.815", "21"),
        ("20.814", "21"),
        ("20.815", "22"),
        ("24.814", "25"),
    ],
)
def test_a_gram_more_is_the_next_step(kg: str, charged: str) -> None:
    box = Box(length_cm=D(20), width_cm=D(20), height_cm=D(20), weight_kg=D(kg))
    plan = pack(BoxedPairs(product="Anvil", pairs=1, box=box))
    assert plan.chargeable_kg == D(charged)


# --- proved by trying everything ----------------------------------------------------------------


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
        assert plan.proved
        assert plan.chargeable_kg <= least(pairs)


def _layered(counts: dict[int, int], boxes: tuple[Box, ...]) -> Decimal | None:
    """The least one carton of layers is charged, by trying every floor and every stack of layers.

    Written anew from the definition, in decimals and without remembering anything between floors.
    """
    best = None
    for kind, count in counts.items():
        sides = (boxes[kind].length_cm, boxes[kind].width_cm, boxes[kind].height_cm)
        for one, other in permutations(sides, 2):
            for along, across in product(range(1, count + 1), repeat=2):
                if along * across <= count:
                    charged = _on_floor(along * one, across * other, counts, boxes)
                    if charged is not None and (best is None or charged < best):
                        best = charged
    return best


def _on_floor(
    long: Decimal, wide: Decimal, counts: dict[int, int], boxes: tuple[Box, ...]
) -> Decimal | None:
    high = D(0)
    for kind, count in counts.items():
        sides = (boxes[kind].length_cm, boxes[kind].width_cm, boxes[kind].height_cm)
        layers = [
            (int(long // one) * int(wide // other), up)
            for one, other, up in permutations(sides)
            if long >= one and wide >= other
        ]
        stack = _stack(count, layers)
        if stack is None:
            return None
        high += stack
    sizes = [ceil(side + 1) for side in (long, wide, high)]
    longest, second, third = sorted(sizes, reverse=True)
    board = 2 * (sizes[0] * sizes[1] + sizes[1] * sizes[2] + sizes[0] * sizes[2])
    net = sum(boxes[kind].weight_kg * count for kind, count in counts.items())
    gross = net + D(ceil(board * D("0.07"))) / 1000
    if longest > 120 or second > 80 or third > 80 or gross > 25:
        return None
    weight = max(gross, D(sizes[0] * sizes[1] * sizes[2]) / 5000)
    step = D("0.5") if weight <= 20 else D(1)
    return ceil(weight / step) * step


def _stack(count: int, layers: list[tuple[int, Decimal]]) -> Decimal | None:
    """The lowest stack of so many boxes: any number of layers of each way of standing."""
    lowest = [D(0)]
    for left in range(1, count + 1):
        options = [high + lowest[max(0, left - places)] for places, high in layers]
        if not options:
            return None
        lowest.append(min(options))
    return lowest[count]


KIDS = Box(length_cm=D(24), width_cm=D(16), height_cm=D("9.5"), weight_kg=D("0.55"))


@pytest.mark.parametrize(
    ("boxes", "counts"),
    [
        ((MEN, WOMEN), (1, 1)),
        ((MEN, WOMEN), (5, 3)),
        ((MEN, BOOTS), (7, 5)),
        ((WOMEN, KIDS), (6, 6)),
        ((MEN, WOMEN, BOOTS), (2, 3, 1)),
        ((MEN, WOMEN, BOOTS), (4, 4, 4)),
        ((MEN, WOMEN, KIDS), (3, 5, 4)),
        ((MEN, WOMEN, BOOTS, KIDS), (2, 2, 2, 2)),
    ],
)
def test_no_way_of_dividing_up_to_twelve_mixed_pairs_is_cheaper(
    boxes: tuple[Box, ...], counts: tuple[int, ...]
) -> None:
    alone: dict[tuple[int, ...], Decimal | None] = {
        held: _layered({kind: count for kind, count in enumerate(held) if count}, boxes)
        for held in product(*(range(count + 1) for count in counts))
        if any(held)
    }

    @cache
    def least(left: tuple[int, ...]) -> Decimal:
        if not any(left):
            return D(0)
        return min(
            charged + least(tuple(a - b for a, b in zip(left, held, strict=True)))
            for held in product(*(range(count + 1) for count in left))
            if any(held) and (charged := alone[held]) is not None
        )

    order = tuple(
        BoxedPairs(product=f"Kind {kind}", pairs=count, box=box)
        for kind, (count, box) in enumerate(zip(counts, boxes, strict=True))
    )
    plan = cartons(CartonCase(boxes=order, weighing=FIVE))
    assert plan.proved
    assert plan.chargeable_kg == least(counts)


def _size_run(pairs: int, kinds: int) -> tuple[BoxedPairs, ...]:
    """Pairs of one style whose box grows with the size, so that each size has a box of its own."""
    return tuple(
        BoxedPairs(
            product="Oxford",
            size=str(place),
            pairs=pairs // kinds + (place < pairs % kinds),
            box=Box(
                length_cm=D("29.5") + place * D("0.7"),
                width_cm=D("19.5") + place * D("0.3"),
                height_cm=D("11.2") + place * D("0.2"),
                weight_kg=D("0.95") + place * D("0.05"),
            ),
        )
        for place in range(kinds)
    )


@pytest.mark.parametrize(
    ("pairs", "kinds", "proved"), [(12, 6, True), (12, 9, True), (16, 7, False), (18, 12, False)]
)
def test_many_sizes_are_proved_as_far_as_that_takes_no_time(
    pairs: int, kinds: int, *, proved: bool
) -> None:
    """Up to twelve pairs always; of sixteen in seven boxes there are 3,887 cartons to work out."""
    plan = cartons(CartonCase(boxes=_size_run(pairs, kinds), weighing=FIVE))
    assert plan.proved is proved
    assert plan.pairs == pairs


# --- priced carton by carton ---------------------------------------------------------------------

PARCELS = (
    PiecePrice(up_to_kg=D(5), fixed=D(20)),
    PiecePrice(up_to_kg=D(10), fixed=D(28)),
    PiecePrice(up_to_kg=D(20), fixed=D(30), per_kg=D("0.5")),
)


def _price(charged: Decimal) -> Decimal | None:
    if charged > 20:
        return None
    return D(20) if charged <= 5 else D(28) if charged <= 10 else 30 + charged / 2


@pytest.mark.parametrize("pairs", range(1, 13))
def test_parcels_priced_alone_are_divided_at_the_least_price(pairs: int) -> None:
    one = {
        count: price
        for count in range(1, pairs + 1)
        if (charged := _layered({0: count}, (MEN,))) is not None
        and (price := _price(charged)) is not None
    }

    @cache
    def least(left: int) -> Decimal:
        return min(
            price + (least(left - count) if left > count else 0)
            for count, price in one.items()
            if count <= left
        )

    order = (BoxedPairs(product="Oxford", pairs=pairs, box=MEN),)
    plan = cartons(CartonCase(boxes=order, weighing=FIVE, prices=PARCELS))
    prices = [_price(carton.chargeable_kg) for carton in plan.cartons]
    assert None not in prices
    assert sum(price or 0 for price in prices) == least(pairs)


def test_no_parcel_is_made_that_has_no_price() -> None:
    plan = cartons(CartonCase(boxes=(men(60),), prices=PARCELS))
    assert max(one.chargeable_kg for one in plan.cartons) <= 20
    wader = Box(length_cm=D(100), width_cm=D(70), height_cm=D(70), weight_kg=D(5))
    with pytest.raises(Refusal, match="too big or too heavy"):
        cartons(CartonCase(boxes=(BoxedPairs(product="W", pairs=1, box=wader),), prices=PARCELS))


@pytest.mark.parametrize("ends", [(D(0),), (D(5), D(5)), (None, D(5)), (D(10), D(5))])
def test_prices_that_do_not_rise_are_refused(ends: tuple[Decimal | None, ...]) -> None:
    rows = tuple(PiecePrice(up_to_kg=end, fixed=D(1)) for end in ends)
    with pytest.raises(Refusal, match="prices: up_to_kg must rise"):
        cartons(CartonCase(boxes=(men(1),), prices=rows))


# --- an order book ------------------------------------------------------------------------------


def test_cut_cartons_are_charged_a_quarter_less_than_six_ready_made_ones() -> None:
    """The first sixty orders of the book of `bin/bench cartons`, with the six of the trade."""
    cut = stock = D(0)
    for order in book(60):
        cut += cartons(CartonCase(boxes=order, compare=False)).chargeable_kg
        ready = CartonCase(boxes=order, compare=False, only_stock=True)
        stock += cartons(ready).chargeable_kg
    assert cut <= D("0.75") * stock
