"""Freight by hand from small cards, at every weight break; and what a wrong card says."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from langkah.domain.freight import (
    Break,
    FreightCase,
    FreightOption,
    Per,
    Piece,
    RateCard,
    Surcharge,
    SurchargePer,
    Zone,
    carton_limits,
    faults,
    freight,
)
from langkah.domain.reason import Refusal
from langkah.reference.carriers import Limits, Mode
from tests.domain.desk import EURO, TODAY, D, demo_cards, eur, express, idr, sea

STEPS = (
    Break(up_to_kg=D("0.5"), price=D(100)),
    Break(up_to_kg=D(1), price=D(150)),
    Break(up_to_kg=D(20), price=D(900)),
    Break(price=D(50), per=Per.KG),
)


def card(*breaks: Break, mode: Mode = Mode.COURIER, **changes: object) -> RateCard:
    zone = Zone(name="Europe", countries=("NL", "DE"), breaks=breaks or STEPS)
    made = replace(express(), name="card", mode=mode, zones=(zone,), surcharges=())
    return replace(made, **changes)


def piece(kg: str, *, sides: tuple[str, str, str] = ("10", "10", "10")) -> Piece:
    length, width, height = map(D, sides)
    return Piece(length_cm=length, width_cm=width, height_cm=height, weight_kg=D(kg))


def ask(
    *cards: RateCard, pieces: tuple[Piece, ...] = (piece("1"),), country: str = "NL"
) -> FreightCase:
    return FreightCase(pieces=pieces, country=country, day=TODAY, cards=cards, rates=(EURO,))


def only(case: FreightCase) -> FreightOption:
    (option,) = freight(case).options
    return option


def why(case: FreightCase) -> list[str]:
    answer = freight(case)
    assert not answer.options
    return [str(reason) for one in answer.not_offered for reason in one.reasons]


@pytest.mark.parametrize(
    ("kg", "price"),
    [
        ("0.5", 100),
        ("0.501", 150),
        ("1", 150),
        ("1.001", 900),
        ("20", 900),
        # From 20 kg on whole kilograms: 20.001 kg count as 21
        ("20.001", 21 * 50),
        ("21", 21 * 50),
        ("21.001", 22 * 50),
        ("70", 70 * 50),
    ],
)
def test_every_weight_break(kg: str, price: int) -> None:
    assert only(ask(card(), pieces=(piece(kg),))).price == idr(price)


def test_the_greater_of_scales_and_size_is_charged() -> None:
    option = only(ask(card(), pieces=(piece("1", sides=("50", "40", "30")),)))
    assert option.actual_kg == 1
    assert option.chargeable_kg == 12
    assert option.price == idr(900)


def test_a_shipment_is_weighed_together_but_post_piece_by_piece() -> None:
    two = (piece("0.9"), piece("0.9"))
    assert only(ask(card(), pieces=two)).price == idr(900)
    assert only(ask(card(mode=Mode.POST), pieces=two)).price == idr(2 * 150)
    assert only(ask(card(per_piece=True), pieces=two)).price == idr(2 * 150)


def test_air_may_be_declared_as_heavy_as_the_next_break() -> None:
    breaks = (Break(up_to_kg=D(45), price=D(100), per=Per.KG), Break(price=D(60), per=Per.KG))
    air = card(*breaks, mode=Mode.AIR)
    assert only(ask(air, pieces=(piece("20"),))).price == idr(2_000)
    # 40 kg at 100 are 4,000, but 45 kg at 60 are 2,700
    assert only(ask(air, pieces=(piece("40"),))).price == idr(2_700)
    assert only(ask(card(*breaks), pieces=(piece("40"),))).price == idr(4_000)


@pytest.mark.parametrize(
    ("cartons", "kg", "price"),
    [
        # 0.216 m3 a carton; at least one cubic metre is charged
        (1, "10", "2000000.00"),
        (4, "10", "2000000.00"),
        (5, "10", "2160000.00"),
        # 5 x 240 kg are more than 1.08 m3
        (5, "240", "2400000.00"),
    ],
)
def test_sea_charges_weight_or_measure_at_least_one(cartons: int, kg: str, price: str) -> None:
    pieces = (piece(kg, sides=("60", "60", "60")),) * cartons
    strong = replace(sea(), limits=Limits())
    assert only(ask(strong, pieces=pieces)).price == idr(price).rounded()


@pytest.mark.parametrize("mode", [Mode.SEA_LCL, Mode.SEA_FCL])
@pytest.mark.parametrize(
    ("kg", "sides"),
    [
        ("400", ("120", "100", "165")),
        ("60", ("60", "40", "40")),
        ("1800", ("100", "100", "100")),
    ],
)
def test_sea_takes_whole_pallets_but_cartons_are_packed_by_hand(
    mode: Mode, kg: str, sides: tuple[str, str, str]
) -> None:
    ship = sea()
    if mode is Mode.SEA_FCL:
        whole = tuple(replace(zone, breaks=(Break(price=D(900)),)) for zone in ship.zones)
        ship = replace(ship, mode=mode, zones=whole)
    assert only(ask(ship, pieces=(piece(kg, sides=sides),))).chargeable_kg >= D(kg)
    assert carton_limits(ship).sides_cm == (120, 80, 80)


def test_sea_takes_nothing_that_does_not_go_through_the_door_of_a_container() -> None:
    assert why(ask(sea(), pieces=(piece("400", sides=("240", "240", "100")),))) == [
        "Jala, Shared container does not take carton 1: 240 x 240 x 100 cm, 400 kg."
    ]


def test_minimum_fuel_and_fees_are_lines() -> None:
    priced = card(
        minimum=D(500),
        surcharges=(
            Surcharge(name="Fuel", per=SurchargePer.PERCENT, amount=D("14.5")),
            Surcharge(name="Papers", per=SurchargePer.SHIPMENT, amount=D(25)),
            Surcharge(name="Heavy", per=SurchargePer.PIECE, amount=D(80), above_kg=D(25)),
            Surcharge(name="Risk", per=SurchargePer.KG, amount=D(2)),
            Surcharge(name="Strike", per=SurchargePer.SHIPMENT, amount=D(9), countries=("DE",)),
        ),
    )
    light = only(ask(priced, pieces=(piece("0.4"),)))
    assert [(str(one.name), one.amount) for one in light.lines] == [
        ("Minimum freight", idr(500)),
        ("Fuel", idr(73)),  # 72.5 in whole rupiah
        ("Papers", idr(25)),
        ("Risk", idr(1)),
    ]
    assert light.price == idr(599)  # the sum of its lines
    heavy = only(ask(priced, pieces=(piece("25"), piece("25.001"))))
    assert ("Heavy", idr(80)) in [(str(one.name), one.amount) for one in heavy.lines]


def test_a_surcharge_a_kg_at_sea_counts_weight_or_measure_of_the_whole_shipment() -> None:
    thc = Surcharge(name="THC", per=SurchargePer.KG, amount=D(100))
    ship = replace(sea(), surcharges=(thc,))
    # 1.001 m3 and 1,100 kg together; piece by piece it would be 1,000 kg twice
    bulky, dense = piece("100", sides=("100", "100", "100")), piece("1000")
    priced = only(ask(ship, pieces=(bulky, dense)))
    assert priced.chargeable_kg == 1100
    assert [one.amount for one in priced.lines if str(one.name) == "THC"] == [idr(110_000)]
    heavy = replace(ship, surcharges=(replace(thc, above_kg=D(1000)),))
    assert "THC" not in [str(one.name) for one in only(ask(heavy, pieces=(bulky, dense))).lines]


def test_prices_are_shown_in_the_currency_asked() -> None:
    assert only(replace(ask(express()), currency="EUR")).price == eur("110.00")
    assert why(replace(ask(express()), currency="USD")) == [
        "There is no exchange rate from IDR to USD. Enter it in the settings."
    ]


def test_cheapest_first_then_fastest() -> None:
    slow = replace(express(), name="slow", zones=(replace(express().zones[0], days_max=20),))
    unknown = replace(express(), name="unknown", zones=(replace(slow.zones[0], days_max=None),))
    cheap = express(price=1)
    answer = freight(ask(unknown, slow, express(), replace(cheap, name="cheap")))
    assert [one.card for one in answer.options] == ["cheap", "express", "slow", "unknown"]


@pytest.mark.parametrize(
    ("day", "offered"),
    [
        (date(2026, 9, 30), False),
        (date(2026, 10, 1), True),
        (date(2026, 12, 31), True),
        (date(2027, 1, 1), False),
    ],
)
def test_a_card_holds_on_its_first_and_last_day(day: date, *, offered: bool) -> None:
    dated = card(valid_until=date(2026, 12, 31))
    assert bool(freight(replace(ask(dated), day=day)).options) is offered


@pytest.mark.parametrize(
    ("case", "sentence"),
    [
        (
            ask(card(), country="JP"),
            "Kilat, Express has no zone for Japan. Add the country to a zone, or choose another.",
        ),
        (
            ask(card(*STEPS[:3]), pieces=(piece("20.5"),)),
            "Kilat, Express, zone Europe: there is no price for 21 kg. Enter one, or pack smaller.",
        ),
        (
            ask(card(), pieces=(piece("70.001"),)),
            "Kilat, Express does not take carton 1: 10 x 10 x 10 cm, 70.001 kg.",
        ),
        (
            ask(card(), pieces=(piece("1", sides=("120.1", "10", "10")),)),
            "Kilat, Express does not take carton 1: 120.1 x 10 x 10 cm, 1 kg.",
        ),
        (
            ask(card(valid_until=date(2026, 10, 31))),
            "Kilat, Express does not hold on 2026-11-23. Enter the newer rates.",
        ),
    ],
)
def test_a_card_that_cannot_be_used_says_why(case: FreightCase, sentence: str) -> None:
    assert why(case) == [sentence]


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        (
            card(Break(up_to_kg=D(1), price=D(1)), Break(over_kg=D(2), up_to_kg=D(5), price=D(9))),
            "Kilat, Express, zone Europe: Between 1 kg and 2 kg there is a hole. "
            "Let this row begin at 1 kg, or add a row between.",
        ),
        (
            card(Break(up_to_kg=D(3), price=D(1)), Break(over_kg=D(2), up_to_kg=D(5), price=D(9))),
            "Kilat, Express, zone Europe: Between 2 kg and 3 kg there is an overlap: two prices "
            "for one weight. Let this row begin at 3 kg.",
        ),
        (
            card(Break(up_to_kg=D(-2), price=D(1))),
            "Kilat, Express, zone Europe: A weight is below zero. Write kilograms above zero.",
        ),
        (
            card(Break(up_to_kg=D(5), price=D(1)), Break(up_to_kg=D(5), price=D(9))),
            "Kilat, Express, zone Europe: Up to 5 kg: weights must rise from row to row, "
            "and only the last row may be without end.",
        ),
        (
            card(Break(price=D(1)), Break(up_to_kg=D(5), price=D(9))),
            "Kilat, Express, zone Europe: Up to 5 kg: weights must rise from row to row, "
            "and only the last row may be without end.",
        ),
        (
            card(Break(price=D(-1))),
            "Kilat, Express, zone Europe: Up to ∞ kg the price is below zero. Correct it.",
        ),
        (
            card(Break(price=D(1), per=Per.M3)),
            "Kilat, Express, zone Europe: a price a cubic metre needs the kilograms "
            "that count as one.",
        ),
        (
            replace(express(), zones=(replace(express().zones[0], days_min=-4),)),
            "Kilat, Express, zone World: the days on the way are below zero.",
        ),
        (
            replace(express(), zones=(replace(express().zones[0], days_min=None, days_max=-1),)),
            "Kilat, Express, zone World: the days on the way are below zero.",
        ),
        (card(zones=()), "Kilat, Express: there are no zones. Enter at least one."),
        (
            card(valid_until=date(2026, 9, 1)),
            "Kilat, Express: the card ends before it starts.",
        ),
        (card(currency="RP"), "Kilat, Express: “RP” is no currency."),
        (
            replace(express(), zones=(express().zones[0], Zone(name="B", countries=("NL",)))),
            "Kilat, Express, zone B: there are no prices.",
        ),
    ],
)
def test_a_wrong_card_is_told_by_zone_and_weight(wrong: RateCard, sentence: str) -> None:
    assert sentence in [str(one) for one in faults(wrong)]


def test_a_country_in_two_zones_is_a_fault() -> None:
    zone = express().zones[0]
    twice = replace(express(), zones=(zone, replace(zone, name="Again")))
    assert [str(one) for one in faults(twice)] == [
        f"Kilat, Express: {country} stands in zone World and in zone Again. Leave it in one."
        for country in ("NL", "US")
    ]


def test_a_hole_stops_the_card_also_when_it_was_stored() -> None:
    broken = card(Break(up_to_kg=D(1), price=D(1)), Break(over_kg=D(2), up_to_kg=D(5), price=D(9)))
    assert "there is a hole" in why(ask(broken))[0]


def test_impossible_pieces_are_refused_all_at_once() -> None:
    with pytest.raises(Refusal) as refused:
        freight(ask(card(), pieces=(piece("-1"), piece("1", sides=("0", "1", "1"))), country="XX"))
    assert [str(one) for one in refused.value.reasons] == [
        "Carton 1: sides and weight must be above zero.",
        "Carton 2: sides and weight must be above zero.",
        "country: “XX” is not a country code. Use two letters such as NL.",
    ]


@pytest.mark.parametrize("demo", demo_cards(), ids=lambda one: one.name)
def test_the_demo_cards_have_no_faults_and_price_a_carton_everywhere(demo: RateCard) -> None:
    assert faults(demo) == ()
    for zone in demo.zones:
        for country in zone.countries:
            option = only(
                ask(demo, pieces=(piece("18", sides=("59", "37", "56")),), country=country)
            )
            assert option.price.amount > 0
            assert option.zone == zone.name


@given(kilos=st.lists(st.decimals("0.1", 60, places=2), min_size=1, max_size=6))
def test_the_price_is_the_sum_of_its_lines(kilos: list[D]) -> None:
    for demo in demo_cards():
        answer = freight(ask(demo, pieces=tuple(piece(str(kg)) for kg in kilos)))
        for option in answer.options:
            whole = sum((line.amount.amount for line in option.lines), D(0))
            assert option.price == idr(whole).rounded()
            assert option.chargeable_kg >= option.actual_kg


def test_lines_and_price_have_the_digits_of_their_currency() -> None:
    made = replace(
        card(
            Break(price=D("9.975"), per=Per.KG),
            surcharges=(Surcharge(name="Fuel", per=SurchargePer.PERCENT, amount=D("18.5")),),
        ),
        currency="EUR",
    )
    asked = replace(ask(made, pieces=(piece("1.1"),)), currency="EUR")
    (option,) = freight(asked).options
    assert all(one.amount == one.amount.rounded() for one in option.lines)
    assert str(option.price.amount) == str(sum(one.amount.amount for one in option.lines))
    assert option.price.amount.as_tuple().exponent == -2


@pytest.mark.parametrize("code", ["-5", "", "Rp", "eur"])
def test_an_answer_in_no_currency_is_refused_by_field(code: str) -> None:
    with pytest.raises(Refusal) as refused:
        freight(replace(ask(express()), currency=code))
    assert str(refused.value.reasons[0]) == (
        f"currency: “{code}” is not a currency Langkah knows; use a code such as EUR."
    )


@pytest.mark.parametrize(
    ("cartons", "said"),
    [
        # 60 x 40 x 40 cm are 0.096 m3: 28.8 m3 in 300 of them, 480 m3 in 5,000
        (20, None),
        (300, "These goods need a container of 40 feet."),
        (1000, "these goods need at least 2"),
        (5000, "these goods need at least 7"),
    ],
)
def test_a_price_of_a_container_is_for_one(cartons: int, said: str | None) -> None:
    sea = card(Break(price=D(24_000_000)), mode=Mode.SEA_FCL)
    answer = freight(ask(sea, pieces=(piece("10", sides=("60", "40", "40")),) * cartons))
    if answer.options:
        (option,) = answer.options
        assert option.price == idr(24_000_000)
        assert [said in str(one) for one in option.notes] == ([True] if said else [])
    else:
        (refused,) = answer.not_offered
        assert said
        assert said in str(refused.reasons[0])
