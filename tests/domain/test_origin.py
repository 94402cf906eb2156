"""Preferences: what each saves, the proof it asks for, and when origin is not given away."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from langkah.domain.exchange import Rate
from langkah.domain.money import Money
from langkah.domain.origin import Input, OriginCase, origin, origin_asked
from langkah.domain.reason import Refusal

LEATHER = Input(name="Calf", origin="IT", hs="4107")
SOLE = Input(name="Sole", origin="ID", hs="6406")
SHOES = OriginCase(
    country="NL",
    hs="640399",
    value=Money(Decimal(10_000), "EUR"),
    entry_date=date(2026, 11, 23),
    inputs=(LEATHER, SOLE),
)


def test_what_europe_gives() -> None:
    (only,) = origin(SHOES).preferences
    # 8 % less 4.5 % of 10,000
    assert (only.programme, only.saving) == ("EU GSP", Money(Decimal("350.00"), "EUR"))
    assert (only.proof, only.met) == ("REX statement on origin", True)
    assert "before they leave" in str(origin(SHOES).note)


def test_the_european_preference_is_in_doubt_from_2027() -> None:
    (last,) = origin(replace(SHOES, entry_date=date(2026, 12, 31))).preferences
    assert (last.open, last.met) == (True, True)
    (later,) = origin(replace(SHOES, entry_date=date(2027, 1, 1))).preferences
    assert (later.open, later.counts) == (None, False)
    assert str(later.why) == (
        "It is not known whether EU GSP holds for these goods on 2027-01-01. Ask before you count "
        "on it."
    )


def test_the_british_preference_is_in_doubt_since_its_graduation() -> None:
    (dcts,) = origin(replace(SHOES, country="GB")).preferences
    assert (dcts.programme, dcts.open, dcts.counts) == ("DCTS standard", None, False)
    assert dcts.saving == Money(Decimal("350.00"), "EUR")


# --- the proof and its days ----------------------------------------------------------------------

ASKED = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("value", "ships", "lead", "ready", "in_time"),
    [
        # Up to EUR 6,000 her own statement will do, on the day.
        ("6000", date(2026, 11, 23), 0, date(2026, 11, 23), True),
        # Above it she needs a REX number: 14 days.
        ("6000.01", date(2026, 12, 6), 14, date(2026, 12, 7), False),
        ("6000.01", date(2026, 12, 7), 14, date(2026, 12, 7), True),
    ],
)
def test_a_preference_counts_only_with_its_proof_in_time(
    value: str, ships: date, lead: int, ready: date, in_time: bool
) -> None:
    case = replace(SHOES, value=Money(Decimal(value), "EUR"), asked_on=ASKED, ship_date=ships)
    (gsp,) = origin(case).preferences
    assert (gsp.lead_days, gsp.ready_on, gsp.in_time) == (lead, ready, in_time)
    assert gsp.counts is in_time
    if not in_time:
        assert str(gsp.why) == (
            "REX statement on origin takes 14 days and is there on 2026-12-07, after the goods "
            "leave on 2026-12-06. Ask for it earlier, or let the goods leave later."
        )


def test_a_certificate_comes_from_the_office() -> None:
    case = replace(
        SHOES,
        country="TH",
        asked_on=ASKED,
        ship_date=date(2026, 12, 1),
        entry_date=date(2026, 12, 9),
    )
    (atiga,) = origin(case).preferences
    assert (atiga.ready_on, atiga.needed_by) == (date(2026, 12, 4), date(2026, 12, 9))
    (unknown,) = origin(replace(case, ship_date=None)).preferences
    assert (unknown.ready_on, unknown.in_time) == (None, None)
    (late,) = origin(replace(case, entry_date=date(2026, 12, 3))).preferences
    assert late.in_time is False
    assert "is there on 2026-12-04, after they arrive on 2026-12-03" in str(late.why)
    assert (atiga.proof[:6], atiga.lead_days, atiga.counts) == ("Form D", 3, True)
    assert "IPSKA" in str(atiga.issuer)
    # 30 % less 0 % of 10,000
    assert atiga.saving == Money(Decimal("3000.00"), "EUR")


def test_without_days_nothing_counts_yet() -> None:
    (gsp,) = origin(SHOES).preferences
    assert (gsp.met, gsp.open, gsp.in_time, gsp.counts) == (True, True, None, False)


# --- another heading, or 40 percent from here ----------------------------------------------------


def share(cost: int, *, hs: str = "6403") -> Input:
    return Input(name="Shoe parts", origin="CN", hs=hs, cost=Money(Decimal(cost), "EUR"))


@pytest.mark.parametrize(
    ("inputs", "met", "why"),
    [
        ((LEATHER, SOLE), True, "Made in Indonesia"),
        ((Input(name="Upper", origin="CN", hs="640610"),), True, "Made in Indonesia"),
        # 10,000 less 6,000: exactly 40 percent
        ((share(6000),), True, "40.00 percent of the value"),
        ((share(6001),), False, "39.99 percent of the value is from here; the rule asks for 40"),
        (
            (Input(name="Boots", origin="CN", hs="6403"),),
            None,
            "cost of every foreign material",
        ),
        ((Input(name="Thread"),), None, "Enter it at the materials"),
        ((share(6001, hs="6404"),), False, "39.99 percent of the value is from here"),
    ],
)
def test_asean_asks_for_another_heading_or_forty_percent(
    inputs: tuple[Input, ...], met: bool | None, why: str
) -> None:
    (atiga,) = origin(replace(SHOES, country="VN", inputs=inputs)).preferences
    assert atiga.met is met
    assert why in str(atiga.why)


@pytest.mark.parametrize(
    ("told", "met", "why"),
    [
        ({"hs": "640610", "assembled": True}, False, "as an upper that is fixed to an insole"),
        ({"hs": "6406101010", "assembled": True}, False, "Fix it here."),
        # A cut or stitched upper alone is a material like any other.
        ({"hs": "640610", "assembled": False}, True, "Made in Indonesia"),
        ({"hs": "640610"}, None, "Ask who made it which of them it is."),
        ({"hs": "6406"}, None, "may be an upper or a sole. Enter six digits"),
        ({"hs": "640620"}, True, "Made in Indonesia"),
        ({"hs": "6403"}, False, "as a finished shoe. Finishing or packing it does not"),
        ({"hs": "64041990"}, False, "as a finished shoe."),
        ({"hs": ""}, None, "it is not known what it is"),
    ],
)
def test_what_may_come_from_abroad_under_the_european_rule(
    told: dict[str, Any], met: bool | None, why: str
) -> None:
    part = Input(name="Part", origin="CN", **told)
    (only,) = origin(replace(SHOES, inputs=(LEATHER, part))).preferences
    assert only.met is met
    assert why in str(only.why)
    (home,) = origin(replace(SHOES, inputs=(LEATHER, replace(part, origin="ID")))).preferences
    assert home.met is True


def test_costs_in_other_money_count_where_the_rate_is_told() -> None:
    part = Input(name="Parts", origin="CN", hs="6403", cost=Money(Decimal(6_600), "USD"))
    case = replace(SHOES, country="VN", inputs=(part,))
    (unknown,) = origin(case).preferences
    assert unknown.met is None
    rate = Rate(base="EUR", quote="USD", rate=Decimal("1.1"))
    (told,) = origin(replace(case, rates=(rate,))).preferences
    assert (told.met, "40.00 percent" in str(told.why)) == (True, True)


@pytest.mark.parametrize("inputs", [(), (LEATHER, Input(name="Thread"))])
def test_without_the_origin_of_every_material_nothing_is_claimed(inputs: tuple[Input, ...]) -> None:
    (only,) = origin(replace(SHOES, inputs=inputs)).preferences
    assert only.met is None
    assert "Enter it at the materials" in str(only.why)


def test_a_programme_whose_rule_is_not_known_is_not_claimed() -> None:
    (only,) = origin(replace(SHOES, country="AU")).preferences
    assert (only.programme, only.met) == ("IA-CEPA", None)
    assert "origin rule of IA-CEPA" in str(only.why)
    # 5 % less 0 %
    assert only.saving == Money(Decimal("500.00"), "EUR")


def test_japan_gives_leather_shoes_nothing_and_malaysia_an_unknown_saving() -> None:
    assert origin(replace(SHOES, country="JP")).preferences == ()
    (malaysia,) = origin(replace(SHOES, country="MY")).preferences
    assert (malaysia.programme, malaysia.saving) == ("ATIGA", None)


def test_a_wrong_country_is_refused() -> None:
    with pytest.raises(Refusal, match="“Holland” is not a country code"):
        origin(replace(SHOES, country="Holland"))


def test_a_short_code_and_a_value_below_zero_are_refused_by_field() -> None:
    with pytest.raises(Refusal) as refused:
        origin(replace(SHOES, hs="6403", value=Money(Decimal(-1), "EUR")))
    assert [str(one) for one in refused.value.reasons] == [
        "hs: “6403” is no tariff code. Write 6 to 12 digits, such as 640399.",
        "value: the amount is below zero. Correct it.",
    ]


# --- what is asked from outside ------------------------------------------------------------------

SEA = replace(SHOES, ship_date=date(2026, 12, 1), entry_date=date(2027, 1, 9))


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"origin": "QQ"}, "inputs.1.origin"),
        ({"origin": "China"}, "inputs.1.origin"),
        ({"hs": "abc"}, "inputs.1.hs"),
        ({"hs": "6"}, "inputs.1.hs"),
        ({"hs": "64"}, "inputs.1.hs"),
        ({"hs": "٦٤٠٦"}, "inputs.1.hs"),
        ({"cost": Money(Decimal(-3), "EUR")}, "inputs.1.cost"),
        ({"cost": Money(Decimal(10_001), "EUR")}, "inputs.1.cost"),
        ({"cost": Money(Decimal("NaN"), "EUR")}, "inputs.1.cost"),
        ({"cost": Money(Decimal(3), "QQQ")}, "inputs.1.cost"),
    ],
)
def test_a_material_that_cannot_be_right_names_its_field(
    change: dict[str, object], field: str
) -> None:
    wrong = replace(SOLE, **change)  # type: ignore[arg-type]
    with pytest.raises(Refusal) as caught:
        origin_asked(replace(SEA, inputs=(LEATHER, wrong)))
    assert [str(one).split(":")[0] for one in caught.value.reasons] == [field]


def test_goods_do_not_enter_before_they_leave() -> None:
    with pytest.raises(Refusal, match="entry_date: the goods enter on 2026-11-25, before"):
        origin_asked(replace(SEA, entry_date=date(2026, 11, 25)))
    assert origin_asked(replace(SEA, entry_date=date(2026, 12, 1))).preferences


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        (
            {"asked_on": date(2027, 1, 10)},
            "asked_on: the question is of 2027-01-10, after the goods",
        ),
        ({"consignment": Money(Decimal(-1), "EUR")}, "consignment: all goods of the consignment"),
        ({"consignment": Money(Decimal(9_999), "EUR")}, "less than these goods alone, EUR 10000"),
        ({"consignment": Money(Decimal(9_999), "QQQ")}, "consignment: “QQQ” is not a currency"),
        ({"value": Money(Decimal(5), "QQQ")}, "value: “QQQ” is not a currency"),
    ],
)
def test_days_and_amounts_that_contradict_each_other_are_refused(
    changes: dict[str, object], sentence: str
) -> None:
    with pytest.raises(Refusal, match=sentence):
        origin_asked(replace(SEA, **changes))  # type: ignore[arg-type]


@pytest.mark.parametrize(("hs", "origin"), [("6406.10", "CN"), ("6406 10", "cn")])
def test_codes_are_read_as_people_write_them(hs: str, origin: str) -> None:
    upper = Input(name="Stitched upper", origin=origin, hs=hs, assembled=True)
    (only,) = origin_asked(
        replace(SHOES, hs="6403.99", inputs=(upper, replace(SOLE, origin="id")))
    ).preferences
    assert only.met is False
