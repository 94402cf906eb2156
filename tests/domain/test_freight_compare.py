"""Services side by side, and orders that go together."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from langkah.domain.freight import Break, Per, RateCard, Shipment, compare, freight
from langkah.domain.reason import Refusal
from langkah.reference.carriers import Mode
from tests.domain.desk import TODAY, D, idr
from tests.domain.test_freight import ask, card, piece


def service(name: str, price: int, days: tuple[int | None, int | None], mode: Mode) -> RateCard:
    made = card(Break(price=D(price), per=Per.KG), mode=mode)
    zone = replace(made.zones[0], days_min=days[0], days_max=days[1])
    return replace(made, name=name, service=name, zones=(zone,))


POST = service("post", 50, (14, 40), Mode.POST)
COURIER = service("courier", 100, (4, 7), Mode.COURIER)
SLOWER = service("slower", 70, (8, 12), Mode.COURIER)
SILENT = service("silent", 90, (None, None), Mode.COURIER)
AIR = service("air", 20, (1, 2), Mode.AIR)
ALL = (POST, COURIER, SLOWER, SILENT, AIR)


@pytest.mark.parametrize(
    ("wish", "best"), [(60, "post"), (40, "post"), (39, "slower"), (12, "slower"), (11, "courier")]
)
def test_the_best_is_the_cheapest_that_is_there_even_on_a_slow_way(wish: int, best: str) -> None:
    found = compare(replace(ask(*ALL), wish=TODAY + timedelta(days=wish))).choice
    assert (found.cheapest, found.fastest, found.best) == ("post", "courier", best)
    assert "is the cheapest that is there by" in str(found.why)


def test_a_way_that_ends_at_an_airport_is_compared_only_where_no_other_goes_to_the_door() -> None:
    wish = TODAY + timedelta(days=60)
    found = compare(replace(ask(*ALL), wish=wish)).choice
    assert "air" not in (found.cheapest, found.fastest, found.best)
    alone = compare(replace(ask(AIR), wish=wish)).choice
    assert (alone.cheapest, alone.fastest, alone.best) == ("air", "air", "air")


def test_where_nobody_is_in_time_the_fastest_is_named_with_its_lateness() -> None:
    found = compare(replace(ask(*ALL), wish=TODAY + timedelta(days=3), leaves=TODAY)).choice
    assert found.best == "courier"
    assert "4 days late" in str(found.why)


def test_unknown_days_are_neither_fast_nor_in_time() -> None:
    found = compare(replace(ask(SILENT), wish=TODAY + timedelta(days=300))).choice
    assert (found.cheapest, found.fastest, found.best) == ("silent", None, None)
    assert "Ask them" in str(found.why)
    assert compare(ask(SILENT)).choice.why is None


def test_what_is_in_the_price_is_said() -> None:
    said = {k: [str(one) for one in v] for k, v in compare(ask(*ALL)).included.items()}
    assert said["courier"][0] == "Goes to the buyer's door."
    assert said["air"][0].startswith("Ends at the port or airport")


def test_comparing_prices_as_freight_does() -> None:
    case = ask(*ALL)
    assert compare(case).options == freight(case).options
    with pytest.raises(Refusal, match="not a country code"):
        compare(replace(case, country="XX"))


def test_two_orders_in_one_parcel() -> None:
    """By hand: up to 20 kg 900, above 50 a kg; two of 12 kg are 900 + 900, together 24 x 50."""
    other = Shipment(
        name="Q2", pieces=(piece("12"),), ready=TODAY + timedelta(days=5), wish=date(2030, 1, 1)
    )
    dated = replace(card().zones[0], days_min=4, days_max=7)
    case = replace(
        ask(replace(card(), zones=(dated,)), pieces=(piece("12"),)),
        name="Q1",
        leaves=TODAY,
        wish=TODAY + timedelta(days=10),
        others=(other,),
        hand_over=idr(100),
    )
    found = compare(case).together
    assert found is not None
    assert (found.apart, found.together, found.saving) == (idr(2000), idr(1300), idr(700))
    assert found.leaves == other.ready
    first, second = found.waits
    assert (first.name, first.days, first.waits_for, first.late) == ("Q1", 5, "Q2", True)
    assert (second.days, second.waits_for, second.late) == (0, "", False)


def test_a_saving_that_is_not_known_is_not_zero() -> None:
    heavy = Shipment(name="Q2", pieces=(piece("500"),), ready=TODAY)
    small = replace(card(Break(up_to_kg=D(20), price=D(900))), name="small")
    found = compare(replace(ask(small), others=(heavy,))).together
    assert found is not None
    assert (found.apart, found.together, found.saving) == (None, None, None)


@given(
    weights=st.lists(st.decimals("0.1", 60, places=1), min_size=1, max_size=5),
    days=st.lists(st.integers(0, 30), min_size=5, max_size=5),
)
def test_nobody_waits_less_than_nothing_and_the_last_waits_for_nobody(
    weights: list[D], days: list[int]
) -> None:
    others = tuple(
        Shipment(name=str(place), pieces=(piece(str(kg)),), ready=TODAY + timedelta(days=wait))
        for place, (kg, wait) in enumerate(zip(weights, days, strict=False))
    )
    found = compare(replace(ask(COURIER), others=others)).together
    assert found is not None
    assert min(one.days for one in found.waits) == 0
    assert all(bool(one.days) == bool(one.waits_for) for one in found.waits)
    # One price a kilogram and no steps below it: what goes together never costs more.
    assert found.saving is not None
    assert found.saving.amount >= 0
