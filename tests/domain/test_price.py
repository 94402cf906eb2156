"""Prices worked out by hand from the workshop's rule, and what no rule may break."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from langkah.domain.exchange import Rate
from langkah.domain.money import Money
from langkah.domain.price import B2C, PriceCase, PriceRule, Rounding, Tier, price, rounded_up
from langkah.domain.reason import Refusal
from tests.domain.desk import EURO, D, eur, idr

RULE = PriceRule(
    margin=D("0.35"),
    minimum=idr(180_000),
    tiers=(Tier(pairs=50, discount=D("0.04")), Tier(pairs=120, discount=D("0.07"))),
    roundings=(Rounding(currency="IDR", step=D(1000)),),
)
PRIVATE = PriceRule(
    name=B2C,
    margin=D("0.60"),
    minimum=idr(320_000),
    roundings=(Rounding(currency="IDR", step=D(5000)),),
)


def ask(**changes: object) -> PriceCase:
    case = PriceCase(cost_per_pair=idr(130_000), rule=RULE, currency="IDR", rates=(EURO,))
    return replace(case, **changes)


@pytest.mark.parametrize(
    ("cost", "pairs", "rule", "unit"),
    [
        # 130,000 / 0.65 = 200,000 exactly
        (130_000, 1, RULE, 200_000),
        # 130,001 / 0.65 = 200,001.54: up to the next thousand
        (130_001, 1, RULE, 201_000),
        (130_000, 49, RULE, 200_000),
        # 4 percent off from 50 pairs on
        (130_000, 50, RULE, 192_000),
        (130_000, 119, RULE, 192_000),
        (130_000, 120, RULE, 186_000),
        # 100,000 / 0.65 = 153,846.15 is below the minimum
        (100_000, 1, RULE, 180_000),
        # 130,000 / 0.40 = 325,000: the same shoe for a private buyer
        (130_000, 1, PRIVATE, 325_000),
        (120_000, 1, PRIVATE, 320_000),
    ],
)
def test_prices_by_hand(cost: int, pairs: int, rule: PriceRule, unit: int) -> None:
    answer = price(ask(cost_per_pair=idr(cost), pairs=pairs, rule=rule))
    assert answer.unit == idr(unit)
    assert answer.total == idr(unit * pairs)


@pytest.mark.parametrize(
    ("amount", "step", "ending", "up"),
    [
        ("10.00", "1", "0", "10"),
        ("10.01", "1", "0", "11"),
        ("12.95", "1", "0.95", "12.95"),
        ("12.96", "1", "0.95", "13.95"),
        ("0.10", "1", "0.95", "0.95"),
        ("99.90", "5", "0", "100"),
        ("99.99", "0.05", "0", "100.00"),
    ],
)
def test_prices_go_up_to_the_next_allowed_one(amount: str, step: str, ending: str, up: str) -> None:
    rule = Rounding(currency="EUR", step=D(step), ending=D(ending))
    assert rounded_up(eur(amount), (rule,)) == eur(up)


def test_without_a_rounding_rule_the_cent_is_the_step() -> None:
    assert rounded_up(eur("9.9183"), ()) == eur("9.92")
    assert rounded_up(idr("181505.38"), ()) == idr(181_506)


def test_what_a_division_leaves_over_does_not_push_a_price_up() -> None:
    # 1,000,000 rupiah at 1/20,000 is 50 euro, not 50.01
    answer = price(ask(cost_per_pair=idr(650_000), currency="EUR"))
    assert answer.unit == eur("50.00")
    assert answer.rate is not None
    assert answer.rate.source == "test"


def test_the_steps_tell_how_the_price_was_reached() -> None:
    answer = price(ask(pairs=50, currency="EUR"))
    assert [(str(step.reason), str(step.amount)) for step in answer.steps] == [
        ("Cost of a pair", "IDR 130000"),
        ("With a margin of 35 percent of the price", "IDR 200000"),
        ("Less 4 percent from 50 pairs on", "IDR 192000"),
        ("Converted to EUR at the rate of test", "EUR 9.60"),
        ("Rounded up", "EUR 9.60"),
    ]


def test_what_is_kept_is_told_in_the_currency_of_the_cost() -> None:
    answer = price(ask(pairs=10))
    assert answer.margin == idr(700_000)
    assert answer.margin_share == D("0.3500")


def test_tiers_look_at_the_whole_order() -> None:
    assert price(ask(pairs=10, tier_pairs=60)).unit == idr(192_000)


def test_a_person_may_set_a_price_and_is_told_what_it_means() -> None:
    answer = price(ask(own_price=eur(6), currency="EUR", pairs=2))
    assert answer.unit == eur("6.00")
    assert answer.margin == idr(-20_000)
    assert [str(one) for one in answer.warnings] == [
        "This price is below the cost of IDR 130000 a pair.",
        "This price is below your minimum of IDR 180000.",
    ]


def test_everything_wrong_is_said_at_once() -> None:
    rule = PriceRule(
        margin=D(1),
        tiers=(Tier(pairs=5, discount=D(1)),),
        roundings=(Rounding(currency="EUR", step=D(0)),),
    )
    with pytest.raises(Refusal) as refused:
        price(ask(pairs=0, cost_per_pair=idr(-1), rule=rule, currency="JPY"))
    assert str(refused.value) == (
        "pairs: write 1 or more, not 0. "
        "cost_per_pair: The amount is below zero. Correct it. "
        "rule.margin: The margin must be a share from 0 to below 1, not 1. "
        "rule.tiers.0.discount: The discount from 5 pairs must be from 0 to below 1, not 1. "
        "rule.roundings.0.step: The rounding step of EUR must be above zero. "
        "rates: There is no exchange rate from IDR to JPY. Enter it in the settings."
    )


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"own_price": idr(-3)}, "own_price: The amount is below zero. Correct it."),
        (
            {"rule": PriceRule(margin=D("0.3"), minimum=idr(-5))},
            "rule.minimum: The amount is below zero. Correct it.",
        ),
        (
            {"rule": PriceRule(margin=D("0.3"), tiers=(Tier(pairs=-50, discount=D("0.1")),))},
            "rule.tiers.0.pairs: A discount begins at 1 pair or more, not at -50 pairs.",
        ),
    ],
)
def test_a_price_below_zero_is_refused_by_field(change: dict[str, object], sentence: str) -> None:
    with pytest.raises(Refusal) as refused:
        price(ask(**change))
    assert str(refused.value) == sentence


@given(
    cost=st.decimals(0, 5_000_000, places=2),
    margin=st.decimals(0, "0.95", places=2),
    minimum=st.decimals(0, 2_000_000, places=0),
    discount=st.decimals(0, "0.9", places=2),
    rate=st.decimals("0.5", 30_000, places=4),
    form=st.sampled_from([("0.01", "0"), ("0.05", "0"), ("1", "0.95"), ("5", "0")]),
)
def test_no_price_is_below_the_minimum_or_below_the_rule(
    cost: Decimal,
    margin: Decimal,
    minimum: Decimal,
    discount: Decimal,
    rate: Decimal,
    form: tuple[str, str],
) -> None:
    step, ending = form
    told = Rate(base="EUR", quote="IDR", rate=rate)
    rule = PriceRule(
        margin=margin,
        minimum=Money(minimum, "IDR"),
        tiers=(Tier(pairs=1, discount=discount),),
        roundings=(Rounding(currency="EUR", step=D(step), ending=D(ending)),),
    )
    answer = price(ask(cost_per_pair=Money(cost, "IDR"), rule=rule, currency="EUR", rates=(told,)))
    floor = max(minimum, cost / (1 - margin) * (1 - discount))
    assert answer.unit.amount * rate >= floor - D("0.00000001") * rate
    assert (answer.unit.amount - D(ending)) % D(step) == 0


@given(first=st.integers(1, 400), second=st.integers(1, 400))
def test_more_pairs_never_cost_more_a_pair(first: int, second: int) -> None:
    few, many = sorted((first, second))
    assert price(ask(pairs=many)).unit <= price(ask(pairs=few)).unit


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"tier_pairs": 0}, "tier_pairs: write 1 or more, not 0."),
        ({"currency": "ABC"}, "currency: “ABC” is not a currency Langkah knows; use"),
        ({"currency": ""}, "currency: “” is not a currency Langkah knows; use"),
        ({"own_price": Money(D(4), "XYZ")}, "own_price: “XYZ” is not a currency"),
        (
            {"tiers": (Tier(pairs=24, discount=D("0.1")), Tier(pairs=24, discount=D("0.2")))},
            "rule.tiers: two discounts begin at 24 pairs. Leave one of them.",
        ),
        (
            {"roundings": (Rounding(currency="EUR", step=D("0.5"), ending=D("0.9")),)},
            "rule.roundings.0.ending: The ending of EUR must be from 0 to below the step 0.5, not "
            "0.9.",
        ),
        (
            {"roundings": (Rounding(currency="EUR", step=D("0.5"), ending=D("-0.1")),)},
            "rule.roundings.0.ending: The ending of EUR must be from 0",
        ),
        (
            {"roundings": (Rounding(currency="EUR", step=D("0.001")),)},
            "rule.roundings.0.step: EUR has no coin below 0.01. Round to whole coins.",
        ),
        (
            {"roundings": (Rounding(currency="JPY", step=D("0.5")),)},
            "rule.roundings.0.step: JPY has no coin below 1. Round to whole coins.",
        ),
        (
            {
                "roundings": (
                    Rounding(currency="EUR", step=D(1)),
                    Rounding(currency="EUR", step=D(2)),
                )
            },
            "rule.roundings: two steps are told for EUR. Leave one of them.",
        ),
    ],
)
def test_what_contradicts_itself_is_refused_by_field(
    changes: dict[str, Any], sentence: str
) -> None:
    in_rule = {name: changes.pop(name) for name in ("tiers", "roundings") if name in changes}
    with pytest.raises(Refusal, match=re.escape(sentence)):
        price(ask(rule=PriceRule(margin=D("0.3"), **in_rule), **changes))


def test_of_a_price_of_nothing_there_is_no_share() -> None:
    answer = price(ask(own_price=eur(0), currency="EUR"))
    assert answer.margin_share is None
    assert answer.margin.amount < 0
