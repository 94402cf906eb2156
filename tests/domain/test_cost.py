"""Cost cards worked out by hand, and what must hold for any card."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from langkah.domain.cost import (
    Basis,
    CostCase,
    CostKind,
    Extra,
    Material,
    Option,
    SizeUse,
    Step,
    cost,
)
from langkah.domain.exchange import Rate
from langkah.domain.money import Money
from langkah.domain.product import SizePairs
from langkah.domain.reason import Refusal
from tests.domain.desk import D, cost_case, idr

LASTING = Step(
    name="Lasting",
    minutes_per_pair=D(9),
    minutes_per_batch=D(8),
    batch_pairs=24,
    per_minute=idr(420),
)


def card(**changes: object) -> CostCase:
    return replace(cost_case(pairs=10), **changes)


def test_a_card_of_round_figures_adds_up() -> None:
    answer = cost(cost_case(pairs=24))
    assert answer.per_pair == idr("700000.0000")
    assert answer.per_order == idr(16_800_000)
    assert [(one.kind, one.per_order) for one in answer.kinds] == [
        (CostKind.MATERIALS, idr(14_400_000)),
        (CostKind.LABOUR, idr(1_440_000)),
        (CostKind.OVERHEAD, idr(960_000)),
    ]
    assert answer.minutes == 240


@pytest.mark.parametrize(
    ("pairs", "minutes"),
    [
        (1, 9 + 8),
        (24, 24 * 9 + 8),
        (25, 25 * 9 + 2 * 8),  # the last pair begins a second batch
        (48, 48 * 9 + 2 * 8),
        (49, 49 * 9 + 3 * 8),
    ],
)
def test_every_begun_batch_is_set_up(pairs: int, minutes: int) -> None:
    answer = cost(card(sizes=(SizePairs(pairs=pairs),), steps=(LASTING,)))
    assert answer.minutes == minutes
    assert answer.lines[1].per_order == idr(420 * minutes)


def test_scrap_is_a_share_of_what_is_bought() -> None:
    leather = Material(
        name="Calf", unit="sqft", per_pair=D("2.2"), price=idr(1000), scrap=D("0.12")
    )
    answer = cost(card(materials=(leather,)))
    # 22 sqft are used, 25 are bought: 12 percent of 25 is cut away.
    assert answer.lines[0].per_order == idr(25_000)
    assert str(answer.lines[0].how) == ("25 sqft of Calf at IDR 1000, scrap of 12 percent included")


def test_a_size_of_its_own_counts_instead_of_the_usual() -> None:
    leather = Material(
        name="Calf",
        per_pair=D(2),
        by_size=(SizeUse(size="46", per_pair=D(3)),),
        price=idr(1000),
    )
    sizes = (SizePairs(size="42", pairs=5), SizePairs(size="46", pairs=5))
    answer = cost(card(materials=(leather,), sizes=sizes))
    assert answer.lines[0].per_order == idr(5 * 2 * 1000 + 5 * 3 * 1000)


def test_shares_are_taken_of_the_right_lines() -> None:
    answer = cost(
        card(
            extras=(
                Extra(name="House", basis=Basis.SHARE_OF_LABOUR, share=D("0.2")),
                Extra(name="Risk", basis=Basis.SHARE, share=D("0.1")),
                Extra(name="Papers", basis=Basis.ORDER, amount=idr(50_000)),
            )
        )
    )
    by_name = {one.name: one.per_order for one in answer.lines}
    assert by_name["House"] == idr(600_000 // 5)
    assert by_name["Risk"] == idr((6_000_000 + 600_000) // 10)
    assert by_name["Papers"] == idr(50_000)


def test_an_option_costs_its_amount_and_its_minutes() -> None:
    patina = Option(name="Patina", cost=idr(28_000), minutes=D(12), step="Lasting")
    answer = cost(card(steps=(LASTING,), options=(patina,)))
    assert answer.lines[-2].name == "Patina"
    assert answer.lines[-2].per_order == idr(10 * (28_000 + 12 * 420))
    assert answer.minutes == 10 * 9 + 8 + 10 * 12


def test_other_currencies_are_converted_with_the_told_rate() -> None:
    sole = Material(name="Sole", per_pair=D(1), price=Money(D(2), "USD"))
    rate = Rate(base="USD", quote="IDR", rate=D(16_000))
    assert cost(card(materials=(sole,), rates=(rate,))).lines[0].per_order == idr(320_000)
    unknown = cost(card(materials=(sole,)))
    assert unknown.per_order is None
    assert [str(gap.reason) for gap in unknown.missing] == [
        "There is no exchange rate from USD to IDR. Enter it in the settings."
    ]


@pytest.mark.parametrize(
    ("changes", "where", "sentence"),
    [
        (
            {"materials": (Material(name="Calf", per_pair=D(2)),)},
            "Calf",
            "Calf has no price. Enter what you pay.",
        ),
        (
            {"materials": (Material(name="Calf", price=idr(1)),)},
            "Calf",
            "It is not known how much Calf a pair takes. Enter it on the product page.",
        ),
        (
            {"materials": (Material(name="Calf", price=idr(1), per_pair=D(1), scrap=None),)},
            "Calf",
            "Calf has no scrap. Enter how much is cut away, or 0.",
        ),
        (
            {"steps": (Step(name="Lasting", per_minute=idr(420)),)},
            "Lasting",
            "Lasting has no minutes a pair. Enter them on the product page.",
        ),
        (
            {"steps": (Step(name="Lasting", minutes_per_pair=D(9)),)},
            "Lasting",
            "Lasting has no pay. Enter what the work costs.",
        ),
        (
            {"steps": (replace(LASTING, batch_pairs=None),)},
            "Lasting",
            "Lasting has no batch size. Enter pairs in a batch.",
        ),
        (
            {"extras": (Extra(name="Rent"),)},
            "Rent",
            "Rent has no amount. Enter it, or 0.",
        ),
        (
            {"extras": (Extra(name="Rent", basis=Basis.SHARE),)},
            "Rent",
            "Rent has no share. Enter the percentage, or 0.",
        ),
        (
            {"options": (Option(name="Patina"),)},
            "Patina",
            "Patina has no cost. Enter it, or 0.",
        ),
        (
            {"options": (Option(name="Patina", cost=idr(1), minutes=D(2)),)},
            "Patina",
            "Patina takes extra minutes, but at no known step. Choose the step.",
        ),
        (
            {"materials": ()},
            "materials",
            "Oxford has no materials. Enter what a pair is made of.",
        ),
        ({"steps": ()}, "steps", "Oxford has no work. Enter the steps and their minutes."),
    ],
)
def test_what_is_missing_is_named_and_never_counts_as_zero(
    changes: dict[str, object], where: str, sentence: str
) -> None:
    answer = cost(card(**changes))
    assert [(gap.where, str(gap.reason)) for gap in answer.missing] == [(where, sentence)]
    assert answer.per_pair is None
    assert answer.per_order is None


def test_everything_missing_is_said_at_once() -> None:
    answer = cost(
        card(materials=(Material(name="Calf"),), steps=(Step(name="Cut"), Step(name="Last")))
    )
    assert [gap.where for gap in answer.missing] == ["Calf", "Calf", "Cut", "Cut", "Last", "Last"]


def test_a_real_zero_is_not_missing() -> None:
    free = Material(name="Thread", per_pair=D(1), price=idr(0))
    assert cost(card(materials=(free,))).missing == ()


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"sizes": ()}, "sizes: Oxford has no pairs. Enter how many pairs of each size."),
        (
            {"sizes": (SizePairs(size="42", pairs=0),)},
            "sizes.0.pairs: Size 42 of Oxford has 0 pairs. Enter at least one pair or leave it "
            "out.",
        ),
        (
            {"materials": (Material(name="Calf", per_pair=D(-1), price=idr(1)),)},
            "materials.0.per_pair: Calf has an amount below zero. Enter zero or more.",
        ),
        (
            {"materials": (Material(name="Calf", per_pair=D(1), price=idr(1), scrap=D(1)),)},
            "materials.0.scrap: The scrap of Calf must be from 0 to below 100 percent.",
        ),
        (
            {"currency": "ABC"},
            "currency: “ABC” is not a currency Langkah knows; use a code such as EUR.",
        ),
        (
            {
                "materials": (
                    Material(
                        name="Calf",
                        per_pair=D(1),
                        price=idr(1),
                        by_size=(
                            SizeUse(size="42", per_pair=D(1)),
                            SizeUse(size="42", per_pair=D(2)),
                        ),
                    ),
                )
            },
            "materials.0.by_size: Calf has two amounts for size 42. Leave one of them.",
        ),
    ],
)
def test_a_wrong_card_is_refused_with_a_sentence(changes: dict[str, object], sentence: str) -> None:
    with pytest.raises(Refusal) as refused:
        cost(card(**changes))
    assert str(refused.value) == sentence


amounts = st.decimals(0, 1_000_000, places=2)


@given(
    pairs=st.integers(1, 500),
    prices=st.lists(amounts, min_size=1, max_size=8),
    uses=st.decimals(0, 20, places=3),
    scrap=st.decimals(0, "0.9", places=2),
    minutes=st.decimals(0, 90, places=1),
)
def test_the_lines_add_up_to_the_total_to_the_rupiah(
    pairs: int, prices: list[Decimal], uses: Decimal, scrap: Decimal, minutes: Decimal
) -> None:
    answer = cost(
        card(
            sizes=(SizePairs(pairs=pairs),),
            materials=tuple(
                Material(name=f"M{place}", per_pair=uses, price=Money(price, "IDR"), scrap=scrap)
                for place, price in enumerate(prices)
            ),
            steps=(replace(LASTING, minutes_per_pair=minutes),),
        )
    )
    parts = [one.per_order.amount for one in answer.lines if one.per_order]
    assert answer.per_order == Money(sum(parts, D(0)), "IDR")
    kinds = [one.per_order.amount for one in answer.kinds if one.per_order]
    assert sum(kinds, D(0)) == sum(parts, D(0))
    assert all(part == part.to_integral_value() for part in parts)


@given(pairs=st.integers(1, 300), hole=st.sampled_from(["per_pair", "price", "scrap"]))
def test_one_unknown_leaves_no_total(pairs: int, hole: str) -> None:
    known = Material(name="Calf", per_pair=D(1), price=idr(5))
    answer = cost(
        card(
            sizes=(SizePairs(pairs=pairs),),
            materials=(known, replace(known, name="Sole", **{hole: None})),
        )
    )
    assert answer.per_order is None
    assert {gap.where for gap in answer.missing} == {"Sole"}
