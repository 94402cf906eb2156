"""A rate card as a table: zones by postcode, steps, rounding, surcharges, editions, by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import ROUND_CEILING
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from langkah.domain import weighing as weigh
from langkah.domain.freight import (
    Area,
    Break,
    FreightOption,
    Part,
    Per,
    RateCard,
    Shipment,
    Surcharge,
    SurchargePer,
    Zone,
    compare,
    doubts,
    faults,
    freight,
    located,
)
from langkah.reference.carriers import DivisorUnit, Limits, Mode, Weighing, WeightStep
from tests.domain.desk import TODAY, D, eur, express, idr
from tests.domain.test_freight import ask, card, only, piece, why

# 0.5 kg steps to 30 kg, whole kilograms above; 5,000 cm3 to the kg
WEIGHING = Weighing(
    divisor=5000, steps=(WeightStep(up_to_kg=D(30), step_kg=D("0.5")), WeightStep(step_kg=D(1)))
)
# The first half kilogram 300, each further one 90 up to 10 kg; then 150 a kg; above 30 kg 120 a kg
TABLE = (
    Break(over_kg=D(0), up_to_kg=D("0.5"), price=D(300)),
    Break(over_kg=D("0.5"), up_to_kg=D(10), price=D(90), per=Per.STEP, step_kg=D("0.5")),
    Break(over_kg=D(10), up_to_kg=D(30), price=D(201), per=Per.KG),
    Break(over_kg=D(30), price=D(210), per=Per.KG),
)
SPAIN = Zone(name="Spain", countries=("ES",), days_min=4, days_max=7, breaks=TABLE)
ISLANDS = Zone(
    name="Islands",
    areas=(Area(country="ES", first="35"), Area(country="ES", first="38000", last="38999")),
    days_min=7,
    days_max=12,
    breaks=(Break(price=D(5000)),),
)
REMOTE = Surcharge(
    name="Remote area",
    per=SurchargePer.KG,
    amount=D(8),
    minimum=D(100),
    areas=(Area(country="ES", first="44100", last="44199"),),
)


def table(**changes: object) -> RateCard:
    return replace(card(*TABLE, weighing=WEIGHING), **changes)


@pytest.mark.parametrize(
    ("alone", "price"),
    [
        # 15.2 and 15.6 kg count as 15.5 and 16: each at 201 a kg, or the 31.5 together at 210
        (True, "6332"),
        (False, "6615"),
    ],
)
def test_each_carton_is_rounded_by_its_own_weight(alone: bool, price: str) -> None:
    two = (piece(kg="15.2"), piece(kg="15.6"))
    option = only(ask(table(per_piece=alone), pieces=two))
    assert (option.chargeable_kg, option.price) == (D("31.5"), idr(price))


@pytest.mark.parametrize(
    ("kg", "price"),
    [
        ("0.001", "300"),
        ("0.5", "300"),
        ("0.501", "390"),
        ("1", "390"),
        ("1.001", "480"),
        # 19 steps above the first half kilogram
        ("9.5", "1920"),
        ("9.999", "2010"),
        ("10", "2010"),
        ("10.001", "2110.5"),
        ("10.5", "2110.5"),
        ("29.5", "5929.5"),
        ("29.501", "6030"),
        ("30", "6030"),
        # From here whole kilograms, and the next price
        ("30.001", "6510"),
        ("31", "6510"),
        ("31.001", "6720"),
    ],
)
def test_every_break_and_every_rounding_step(kg: str, price: str) -> None:
    option = only(ask(table(), pieces=(piece(kg),)))
    assert option.price == idr(price).rounded()


@pytest.mark.parametrize(
    ("volume_cm3", "unit", "divisor", "grams"),
    [
        (5000, DivisorUnit.CM3_KG, 5000, 1000),
        (6001, DivisorUnit.CM3_KG, 6000, 1001),
        # 139 in3 are 2,277.801896 cm3 and count as 453.59237 g
        (2277, DivisorUnit.IN3_LB, 139, 454),
        (2278, DivisorUnit.IN3_LB, 139, 454),
        # 139 million cubic inches at 16.387064 cm3 each weigh a million pounds, exactly
        (2_277_801_896, DivisorUnit.IN3_LB, 139, 453_592_370),
        (2_277_801_897, DivisorUnit.IN3_LB, 139, 453_592_371),
        (166_000 * 16_387_064, DivisorUnit.IN3_LB, 166_000, 453_592_370),
    ],
)
def test_divisors_in_both_systems(
    volume_cm3: int, unit: DivisorUnit, divisor: int, grams: int
) -> None:
    scales = weigh.scales(Weighing(divisor=divisor, divisor_unit=unit))
    assert scales.volumetric(volume_cm3) == grams


@given(volume=st.integers(1, 5_000_000))
def test_inches_and_pounds_are_converted_exactly(volume: int) -> None:
    scales = weigh.scales(Weighing(divisor=139, divisor_unit=DivisorUnit.IN3_LB))
    inches = Fraction(volume) / Fraction("16.387064")
    exact = inches / 139 * Fraction("453.59237")
    assert 0 <= scales.volumetric(volume) - exact < 1


@pytest.mark.parametrize(
    ("postcode", "zone", "price"),
    [
        ("28001", "Spain", 390),
        ("35001", "Islands", 5000),
        ("35", "Islands", 5000),
        ("38000", "Islands", 5000),
        ("38999", "Islands", 5000),
        ("37999", "Spain", 390),
        ("39000", "Spain", 390),
        ("E-38 500", "Islands", 5000),
    ],
)
def test_a_zone_by_postcode_comes_before_the_country(postcode: str, zone: str, price: int) -> None:
    case = replace(ask(table(zones=(SPAIN, ISLANDS)), country="ES"), postcode=postcode)
    option = only(case)
    assert (option.zone, option.price, option.notes) == (zone, idr(price), ())


def test_without_a_postcode_the_country_counts_and_that_is_said() -> None:
    both = only(ask(table(zones=(SPAIN, ISLANDS)), country="ES"))
    assert both.zone == "Spain"
    assert [str(one) for one in both.notes] == [
        "The price of Kilat, Express to Spain hangs on the postcode. Write the postcode."
    ]
    assert why(ask(table(zones=(ISLANDS,)), country="ES")) == [
        "The price of Kilat, Express to Spain hangs on the postcode. Write the postcode."
    ]
    elsewhere = replace(ask(table(zones=(ISLANDS,)), country="ES"), postcode="28001")
    assert "has no zone for Spain" in why(elsewhere)[0]


@pytest.mark.parametrize(
    ("country", "postcode", "sentence"),
    [
        (
            "ES",
            "abc",
            "The postcode “abc” is not understood: in Spain it has 5 digits. "
            "Write all of them, zeros in front as well.",
        ),
        (
            "DE",
            "1067",
            "The postcode “1067” is not understood: in Germany it has 5 digits. "
            "Write all of them, zeros in front as well.",
        ),
        (
            "GB",
            "abc",
            "The postcode “abc” in United Kingdom is not understood, and the price hangs on it. "
            "Write the whole postcode.",
        ),
    ],
)
def test_a_postcode_that_is_none_is_said(country: str, postcode: str, sentence: str) -> None:
    areas = tuple(Area(country=one, first=first) for one, first in OWN_PARTS.items())
    whole = replace(SPAIN, countries=tuple(OWN_PARTS))
    case = replace(
        ask(table(zones=(whole, replace(ISLANDS, areas=areas))), country=country),
        postcode=postcode,
    )
    assert [str(one) for one in only(case).notes] == [sentence]
    priced = table(surcharges=(replace(REMOTE, areas=areas),), zones=(whole,))
    (note,) = only(replace(case, cards=(priced,))).notes
    assert str(note) == (
        f"Whether “Remote area” is due is not known, and it is not in the price. {sentence}"
    )


OWN_PARTS = {"ES": "35", "DE": "01", "GB": "IV"}


def test_a_postcode_with_its_zero_lies_where_it_lies() -> None:
    saxony = replace(ISLANDS, areas=(Area(country="DE", first="01"),))
    case = replace(ask(table(zones=(saxony,)), country="DE"), postcode="01067")
    assert only(case).zone == "Islands"


@pytest.mark.parametrize(
    ("area", "postcode", "inside"),
    [
        (Area(country="GB", first="IV1", last="IV9"), "IV1 1AA", True),
        (Area(country="GB", first="IV1", last="IV9"), "IV9", True),
        (Area(country="GB", first="IV1", last="IV9"), "IV10 8AA", False),
        (Area(country="GB", first="IV1", last="IV28"), "iv28 3xx", True),
        (Area(country="GB", first="AB30", last="AB38"), "AB3 1AA", False),
        (Area(country="GB", first="B"), "B1 1AA", True),
        (Area(country="GB", first="B"), "BT1 1AA", False),
        (Area(country="NL", first="1790", last="1799"), "1791 AB", True),
        (Area(country="NL", first="1790", last="1799"), "1800 AB", False),
        (Area(country="CA", first="X0A"), "X0A 0H0", True),
        (Area(country="DE", first="18565"), "D-18565", True),
        (Area(country="DE", first="18565"), "185", None),
        (Area(country="DE"), "", True),
        (Area(country="DE", first="1"), "", None),
        (Area(country="DE", first="1"), "20095", False),
    ],
)
def test_places_by_postcode(area: Area, postcode: str, *, inside: bool | None) -> None:
    zone = replace(ISLANDS, areas=(area,))
    case = replace(ask(table(zones=(zone,)), country=area.country), postcode=postcode)
    said = str(freight(case).not_offered[0].reasons[0]) if not freight(case).options else ""
    assert ("hangs on" in said, not said) == (inside is None, inside is True)


@pytest.mark.parametrize(
    ("kg", "postcode", "due"),
    [
        # 8 a kg, at least 100: 12.5 kg are exactly the minimum
        ("1", "44100", 100),
        ("12", "44150", 100),
        ("12.5", "44199", 100),
        ("12.501", "44199", 104),
        ("13", "44199", 104),
        ("13", "44099", None),
        ("13", "44200", None),
    ],
)
def test_a_remote_area_has_its_minimum(kg: str, postcode: str, due: int | None) -> None:
    case = ask(table(zones=(SPAIN,), surcharges=(REMOTE,)), pieces=(piece(kg),), country="ES")
    lines = only(replace(case, postcode=postcode)).lines[1:]
    assert [(str(one.name), one.amount) for one in lines] == (
        [("Remote area", idr(due))] if due else []
    )


def test_a_surcharge_that_may_be_due_is_said_and_not_counted() -> None:
    home = Surcharge(name="Home", per=SurchargePer.SHIPMENT, amount=D(60), home=True)
    priced = table(zones=(SPAIN,), surcharges=(REMOTE, home))
    option = only(ask(priced, country="ES"))
    assert len(option.lines) == 1
    assert [str(one) for one in option.notes] == [
        "Whether “Remote area” is due hangs on the postcode. It is not in the price; write the "
        "postcode.",
        "“Home” is due where somebody lives. It is not in the price; say whether the goods go to a "
        "home.",
    ]
    told = replace(ask(priced, country="ES"), postcode="44150")
    assert only(replace(told, home=True)).price == idr(390 + 100 + 60)
    assert only(replace(told, home=False)).notes == ()
    assert only(replace(ask(priced, country="ES"), home=False)).notes != ()


@pytest.mark.parametrize(
    ("sides", "pieces"),
    [
        (("100", "20", "20"), 0),
        (("100.1", "20", "20"), 1),
        (("100", "50", "40"), 0),  # 100 + 2 x 90 = 280
        (("100", "50", "41"), 1),
    ],
)
def test_oversize_looks_at_side_and_girth(sides: tuple[str, str, str], pieces: int) -> None:
    big = Surcharge(
        name="Oversize",
        per=SurchargePer.PIECE,
        amount=D(700),
        above_side_cm=D(100),
        above_girth_cm=D(280),
    )
    option = only(ask(table(surcharges=(big,)), pieces=(piece("1", sides=sides),)))
    assert [one.amount for one in option.lines[1:]] == [idr(700 * pieces)] * pieces


@pytest.mark.parametrize(
    ("leaves", "due"),
    [
        (date(2026, 11, 30), 0),
        (date(2026, 12, 1), 1),
        (date(2026, 12, 31), 1),
        (date(2027, 1, 1), 0),
    ],
)
def test_a_peak_has_its_days(leaves: date, due: int) -> None:
    peak = Surcharge(
        name="Peak",
        per=SurchargePer.KG,
        amount=D(4),
        valid_from=date(2026, 12, 1),
        valid_until=date(2026, 12, 31),
    )
    case = replace(ask(table(surcharges=(peak,)), pieces=(piece("3"),)), leaves=leaves)
    assert [one.amount for one in only(case).lines[1:]] == [idr(12)] * due


def edition(name: str, begins: date, price: int, **changes: object) -> RateCard:
    made = card(Break(price=D(price)), name=name, valid_from=begins)
    return replace(made, **changes)


OLD = edition("old", date(2026, 1, 1), 100, valid_until=date(2026, 12, 31))
NEW = edition("new", date(2027, 1, 1), 120)


@pytest.mark.parametrize(
    ("leaves", "used"), [(date(2026, 12, 31), "old"), (date(2027, 1, 1), "new"), (TODAY, "old")]
)
def test_the_card_of_the_day_the_goods_leave_counts(leaves: date, used: str) -> None:
    answer = freight(replace(ask(OLD, NEW), leaves=leaves))
    assert [one.card for one in answer.options] == [used]
    assert [str(one) for no in answer.not_offered for one in no.reasons] == [
        f"Another card of Kilat, Express counts on {leaves}, when the goods leave."
    ]


def test_without_newer_rates_todays_count_and_that_is_said() -> None:
    option = only(replace(ask(OLD), leaves=date(2027, 2, 1)))
    assert [str(one) for one in option.notes] == [
        "The rates of Kilat, Express end on 2026-12-31, before the goods leave on 2027-02-01."
    ]
    assert why(replace(ask(OLD), day=date(2027, 1, 2), leaves=date(2027, 2, 1))) == [
        "Kilat, Express does not hold on 2027-02-01. Enter the newer rates."
    ]
    assert why(ask(NEW)) == ["Kilat, Express does not hold on 2026-11-23. Enter the newer rates."]


@pytest.mark.parametrize(
    ("day", "offered"), [(date(2026, 12, 31), True), (date(2027, 1, 1), False)]
)
def test_the_first_day_on_which_it_holds_no_more(day: date, *, offered: bool) -> None:
    ends = replace(OLD, valid_until=None, valid_to=date(2027, 1, 1))
    assert bool(freight(replace(ask(ends), day=day)).options) is offered
    both = replace(ends, valid_until=date(2026, 12, 30))
    assert "These disagree" in str(faults(both)[0])
    assert faults(replace(ends, valid_until=date(2026, 12, 31))) == ()


def test_what_is_included_is_said() -> None:
    found = compare(ask(table(includes="collection, tracking")))
    assert str(found.included["card"][-1]) == "collection, tracking"


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        (
            table(zones=(SPAIN, replace(ISLANDS, countries=("XX",)))),
            "Kilat, Express, zone Islands: “XX” is no country code. Use two letters such as NL.",
        ),
        (
            table(
                zones=(replace(ISLANDS, areas=(Area(country="ES", first="38999", last="38000"),)),)
            ),
            "Kilat, Express, zone Islands: ES 38999-38000: a range of postcodes runs from the "
            "lower to the higher, both of the same length and with the same letters in front, such "
            "as 35000-38999.",
        ),
        (
            table(zones=(ISLANDS, replace(ISLANDS, name="Las Palmas"))),
            "Kilat, Express: ES 35 of zone Islands and ES 35 of zone Las Palmas share postcodes. "
            "Leave each in one.",
        ),
        (
            table(zones=(replace(ISLANDS, areas=(*ISLANDS.areas, Area(country="ES", first="3"))),)),
            "Kilat, Express, zone Islands: ES 35 and ES 3 share postcodes. Leave one of them out.",
        ),
        (
            table(zones=(replace(SPAIN, countries=()),)),
            "Kilat, Express, zone Spain: There is no country. Enter at least one.",
        ),
        (
            card(Break(price=D(9), per=Per.STEP)),
            "Kilat, Express, zone Europe: A price of a step needs how many kilograms a step is, "
            "such as 0.5.",
        ),
        (
            table(surcharges=(replace(REMOTE, amount=D(-1)),)),
            "Kilat, Express, Remote area: the amount is below zero. Correct it.",
        ),
        (
            table(surcharges=(replace(REMOTE, name=" "),)),
            "Kilat, Express: a surcharge has no name. Write what it is for.",
        ),
        (
            table(surcharges=(replace(REMOTE, areas=(Area(country="Spain"),)),)),
            "Kilat, Express, Remote area: “Spain” is no country code. Use two letters such as NL.",
        ),
        (
            table(surcharges=(replace(REMOTE, valid_from=TODAY, valid_until=date(2026, 1, 1)),)),
            "Kilat, Express, Remote area: it ends before it starts.",
        ),
        (
            table(weighing=replace(WEIGHING, divisor=0)),
            "Kilat, Express: how much counts as a kilogram must be above zero.",
        ),
        (
            table(weighing=replace(WEIGHING, steps=WEIGHING.steps[::-1])),
            "Kilat, Express: the weights of the rounding steps must rise from row to row, and only "
            "the last row may be without end.",
        ),
        (
            table(weighing=Weighing(steps=(WeightStep(step_kg=D(0)),))),
            "Kilat, Express: a rounding step must be above zero.",
        ),
        (
            table(weighing=replace(WEIGHING, divisor=139)),
            "Kilat, Express: No carrier counts 139 cm3 as a kilogram. If it is cubic inches a "
            "pound, write the unit in3/lb with the divisor.",
        ),
        (
            table(weighing=replace(WEIGHING, divisor_unit=DivisorUnit.IN3_LB)),
            "Kilat, Express: No carrier counts 5000 cubic inches as a pound. If it is cm3 a "
            "kilogram, write the unit cm3/kg with the divisor.",
        ),
        # 305 and 366 are 5000 and 6000 printed in cubic inches a kilogram.
        (
            table(weighing=replace(WEIGHING, divisor=366, divisor_unit=DivisorUnit.IN3_LB)),
            "Kilat, Express: The divisor 366 looks like cubic inches a kilogram. Write about 6000 "
            "with the unit cm3/kg, or about 166 with in3/lb, as your carrier prints it.",
        ),
        (
            table(weighing=replace(WEIGHING, divisor=305)),
            "Kilat, Express: The divisor 305 looks like cubic inches a kilogram. Write about 5000 "
            "with the unit cm3/kg, or about 138 with in3/lb, as your carrier prints it.",
        ),
        (
            card(Break(price=D(9), per=Per.KG), mode=Mode.SEA_FCL),
            "Kilat, Express, zone Europe: a whole container has one price. Write “parcel” here, "
            "with the price of the container; prices by weight or by the cubic metre are for a "
            "part of a container.",
        ),
        (
            table(weighing=replace(WEIGHING, divisor=50_000)),
            "Kilat, Express: The divisor 50000 cannot be right. Carriers print about 5000 or 6000 "
            "in cm3/kg, or about 139 or 166 in in3/lb.",
        ),
        (
            table(weighing=replace(WEIGHING, kg_per_m3=D(167))),
            "Kilat, Express: A divisor and the kilograms of a cubic metre (kg_per_m3) both say how "
            "size counts. Leave one of them out.",
        ),
        (
            table(surcharges=(replace(REMOTE, per=SurchargePer.PERCENT, amount=D("500.1")),)),
            "Kilat, Express, Remote area: 500.1 percent of the freight cannot be right. "
            "Write at most 500, such as 14.5.",
        ),
        (table(minimum=D(-1)), "Kilat, Express: the least freight is below zero. Correct it."),
        (
            table(zones=(replace(SPAIN, name="???"),)),
            "Kilat, Express, zone ???: this is no name. Write one.",
        ),
        (
            table(zones=(replace(SPAIN, days_max=9_999_999),)),
            "Kilat, Express, zone Spain: 9999999 days on the way cannot be right. Write at most "
            "366.",
        ),
        (
            table(zones=(replace(SPAIN, countries=("???",)),)),
            "Kilat, Express, zone Spain: “???” is no country code. Use two letters such as NL.",
        ),
    ],
)
def test_a_wrong_table_is_told_and_not_used(wrong: RateCard, sentence: str) -> None:
    assert sentence in [str(one) for one in faults(wrong)]
    assert sentence in why(ask(wrong, country="ES"))


@pytest.mark.parametrize(
    ("divisor", "unit"),
    [
        *((one, DivisorUnit.CM3_KG) for one in (3000, 4000, 5000, 6000, 7000, 8000)),
        *((one, DivisorUnit.IN3_LB) for one in (139, 166, 194, 225)),
    ],
)
def test_divisors_that_carriers_print_are_taken(divisor: int, unit: DivisorUnit) -> None:
    weighing = replace(WEIGHING, divisor=divisor, divisor_unit=unit)
    assert faults(table(weighing=weighing)) == ()


def test_a_price_that_falls_is_a_doubt_and_no_fault() -> None:
    falling = card(
        Break(up_to_kg=D(10), price=D(900)), Break(price=D(80), per=Per.KG), weighing=WEIGHING
    )
    assert faults(falling) == ()
    assert [str(one) for one in doubts(falling)] == [
        "Zone Europe: 10.5 kg cost IDR 840, less than 10 kg with IDR 900. "
        "Look whether both prices are right."
    ]
    assert list(doubts(table())) == []


def test_a_percentage_below_one_is_a_doubt_and_no_fault() -> None:
    """Eighteen percent is 0.18 where a spreadsheet keeps it."""
    share = replace(REMOTE, per=SurchargePer.PERCENT, amount=D("0.18"), name="Fuel")
    assert faults(table(surcharges=(share,))) == ()
    assert [str(one) for one in doubts(table(surcharges=(share,)))] == [
        "Fuel: 0.18 percent of the freight is less than one. Look whether 18 percent is meant."
    ]


def test_a_fault_is_found_where_it_stands() -> None:
    """By part, field and row, so that a spreadsheet can name the cell."""
    wrong = replace(
        table(valid_until=date(2020, 1, 1), surcharges=(replace(REMOTE, amount=D(-1)),)),
        zones=(
            ISLANDS,
            replace(SPAIN, breaks=(*TABLE[:1], replace(TABLE[1], per=Per.PARCEL), *TABLE[2:])),
        ),
    )
    assert [(one.part, one.field, one.place) for one in located(wrong)] == [
        (Part.CARD, "valid_until", ()),
        (Part.PRICES, "per", (1, 1)),
        (Part.SURCHARGES, "amount", (0,)),
    ]
    assert faults(wrong) == tuple(one.reason for one in located(wrong))


@pytest.mark.parametrize(
    ("kg", "charged", "price"),
    [
        # 1.5 m3 of three cartons: 1,500 kg are the same, a gram more is more
        ("499.999", "1500", "1500"),
        ("500", "1500", "1500"),
        ("500.001", "1500.003", "1500"),
        ("800", "2400", "2400"),
    ],
)
def test_weight_or_measure_whichever_is_greater(kg: str, charged: str, price: str) -> None:
    sea = card(Break(price=D(1000), per=Per.M3), mode=Mode.SEA_LCL, limits=Limits())
    pieces = (piece(kg, sides=("100", "100", "50")),) * 3
    option = only(ask(sea, pieces=pieces))
    assert option.chargeable_kg == D(charged)
    assert option.lines[0].amount == idr(price)


# --- what must always hold -------------------------------------------------------------------

KILOS = st.decimals("0.001", 60, places=3)
MODES = st.sampled_from(list(Mode))


@st.composite
def rising(draw: st.DrawFn) -> RateCard:
    """A card whose prices rise from row to row, with surcharges that ask for something."""
    weights = sorted(draw(st.sets(st.integers(1, 400), min_size=1, max_size=6)))
    price, before, breaks = D(0), D(0), []
    for tenth in weights:
        up_to = D(tenth) / 10
        if draw(st.booleans()):
            price += draw(st.integers(0, 500))
            breaks.append(Break(over_kg=before, up_to_kg=up_to, price=price))
        else:
            a_step = D(draw(st.integers(0, 90)))
            size = draw(st.sampled_from([D("0.1"), D("0.5"), D(1)]))
            breaks.append(Break(up_to_kg=up_to, price=a_step, per=Per.STEP, step_kg=size))
            price += a_step * ((up_to - before) / size).to_integral_value(ROUND_CEILING)
        before = up_to
    breaks.append(Break(price=price / before + draw(st.integers(0, 50)), per=Per.KG))
    steps = draw(st.sampled_from([(), WEIGHING.steps, (WeightStep(step_kg=D("0.1")),)]))
    return card(
        *breaks,
        mode=draw(st.sampled_from([Mode.COURIER, Mode.POST])),
        limits=Limits(),
        weighing=Weighing(divisor=draw(st.sampled_from([None, 5000, 6000])), steps=steps),
        minimum=draw(st.sampled_from([None, D(200)])),
        surcharges=tuple(draw(st.lists(SURCHARGES, max_size=3))),
    )


SURCHARGES = st.builds(
    Surcharge,
    name=st.just("More"),
    per=st.sampled_from(list(SurchargePer)),
    amount=st.decimals(0, 90, places=2),
    minimum=st.sampled_from([None, D(50)]),
    above_kg=st.sampled_from([None, D(10), D(25)]),
    above_side_cm=st.sampled_from([None, D(20)]),
    home=st.booleans(),
)


def price(made: RateCard, kg: D) -> FreightOption:
    return only(replace(ask(made, pieces=(piece(str(kg)),)), home=True))


def by_hand(made: RateCard, kg: Fraction) -> Fraction:
    """The freight of a weight, worked out row by row from zero, without the code under test."""
    assert made.weighing is not None
    if made.weighing.divisor:
        # A litre; any begun gram counts.
        kg = max(kg, Fraction(-(-1000 * 1000 // made.weighing.divisor), 1000))
    for step in made.weighing.steps:
        size = Fraction(step.step_kg)
        if step.up_to_kg is None or kg <= Fraction(step.up_to_kg):
            kg = -(-kg // size) * size
            break
    paid, begins = Fraction(0), Fraction(0)
    for row in made.zones[0].breaks:
        ends = None if row.up_to_kg is None else Fraction(row.up_to_kg)
        here = kg if ends is None else min(kg, ends)
        if row.per is Per.PARCEL:
            paid = Fraction(row.price)
        elif row.per is Per.KG:
            paid = Fraction(row.price) * here
        else:
            paid += -(-(here - begins) // Fraction(row.step_kg or 1)) * Fraction(row.price)
        if here == kg:
            return paid
        begins = here
    raise AssertionError("the last row has no end")


@given(made=rising(), kg=KILOS, near=st.sampled_from(["-0.001", "0", "0.001"]), edge=st.integers(0))
def test_the_freight_is_the_one_worked_out_by_hand(
    made: RateCard, kg: D, near: str, edge: int
) -> None:
    """At any weight, and at, just below and just above every break and rounding step."""
    bare = replace(made, surcharges=(), minimum=None)
    ends = [row.up_to_kg for row in made.zones[0].breaks if row.up_to_kg is not None]
    edges = [*ends, D("0.5"), D(30), D(31)]
    at = max(D("0.001"), edges[edge % len(edges)] + D(near))
    for weight in (kg, at):
        paid = price(bare, weight).lines[0].amount.amount
        exact = by_hand(bare, Fraction(weight))
        # A line is told in whole rupiah.
        assert abs(Fraction(paid) - exact) <= Fraction(1, 2)


@given(made=rising(), one=KILOS, other=KILOS)
def test_a_price_never_falls_when_the_weight_grows(made: RateCard, one: D, other: D) -> None:
    light, heavy = sorted((one, other))
    assert price(made, light).price.amount <= price(made, heavy).price.amount


@given(made=rising())
def test_rising_prices_raise_no_doubt(made: RateCard) -> None:
    assert list(doubts(replace(made, surcharges=()))) == []


@given(made=rising(), more=SURCHARGES, kg=KILOS)
def test_another_surcharge_never_lowers_the_price(made: RateCard, more: Surcharge, kg: D) -> None:
    dearer = replace(made, surcharges=(*made.surcharges, more))
    assert price(made, kg).price.amount <= price(dearer, kg).price.amount


@given(
    kg=KILOS,
    sides=st.tuples(*[st.decimals("0.1", 119, places=1)] * 3),
    mode=MODES,
    divisor=st.sampled_from([None, 5000, 6000, 139]),
)
def test_chargeable_weight_is_never_below_the_scales(
    kg: D, sides: tuple[D, D, D], mode: Mode, divisor: int | None
) -> None:
    unit = DivisorUnit.IN3_LB if divisor == 139 else DivisorUnit.CM3_KG
    steps = WEIGHING.steps
    plain = replace(card(Break(price=D(1))), mode=mode)
    weighed = replace(plain, weighing=Weighing(divisor=divisor, divisor_unit=unit, steps=steps))
    longest, second, third = map(str, sides)
    for made in (plain, weighed):
        for option in freight(
            ask(made, pieces=(piece(str(kg), sides=(longest, second, third)),))
        ).options:
            assert option.chargeable_kg >= option.actual_kg >= kg


def test_a_table_in_other_money_is_shown_in_the_one_asked() -> None:
    euro = table(currency="EUR", zones=(replace(SPAIN, breaks=(Break(price=D("12.50")),)),))
    case = replace(ask(euro, express(countries=("ES",)), country="ES"), currency="EUR")
    assert [one.price for one in freight(case).options] == [eur("12.50"), eur("110.00")]


def test_a_wait_is_priced_by_the_card_of_the_day_it_ends() -> None:
    """Goods that wait for others leave by the newer prices."""
    other = Shipment(name="Q2", pieces=(piece("1"),), ready=date(2027, 1, 5))
    case = replace(ask(OLD, NEW), name="Q1", leaves=TODAY + timedelta(days=3), others=(other,))
    found = compare(case).together
    assert found is not None
    assert (found.card, found.together) == ("new", idr(120))
