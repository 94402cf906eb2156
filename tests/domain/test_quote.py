"""A whole quote worked out on paper, and what must hold for every quote."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import ROUND_CEILING
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from syrupy.assertion import SnapshotAssertion

from langkah.domain.cost import Material, Step
from langkah.domain.exchange import Rate
from langkah.domain.freight import Area, RateCard, Surcharge, SurchargePer
from langkah.domain.money import Money
from langkah.domain.origin_rules import Input
from langkah.domain.price import Tier
from langkah.domain.product import SizeBox, SizePairs
from langkah.domain.quote import (
    Bearer,
    ExportCosts,
    Offer,
    QuoteCase,
    QuoteFigures,
    attempt,
    compose,
    difference,
    drift,
    seen,
)
from langkah.domain.reason import Refusal
from langkah.reference.carriers import Mode
from langkah.reference.rules import Rule, RuleKind, rules
from langkah.reference.source import Grade, Source
from tests.domain.desk import (
    EURO,
    TODAY,
    WOMEN,
    D,
    demo_cards,
    eur,
    express,
    idr,
    line,
    quote_case,
    sea,
)


def offer(figures: QuoteFigures, code: str) -> Offer:
    return next(one for one in figures.offers if one.incoterm == code)


def amounts(one: Offer, bearer: Bearer) -> dict[str, Money | None]:
    return {row.head: row.amount for row in one.lines if row.bearer is bearer}


def said(one: Offer) -> list[str]:
    return [str(reason) for reason in one.reasons]


def test_a_quote_to_rotterdam_by_hand() -> None:
    figures = compose(quote_case())
    # 700,000 / 0.70 = 1,000,000 rupiah = 50 euro; 24 pairs
    (row,) = figures.lines
    assert (row.unit, row.total) == (eur("50.00"), eur("1200.00"))
    assert figures.goods == eur("1200.00")
    assert [one.incoterm for one in figures.offers] == ["FCA", "CIP", "DAP", "DDP"]
    ddp = offer(figures, "DDP")
    assert amounts(ddp, Bearer.BUYER) == {}
    assert amounts(ddp, Bearer.SELLER) == {
        "goods": eur("1200.00"),
        "pickup": eur("5.00"),
        "export": eur("10.00"),
        # 2,000,000 rupiah and 10 percent for fuel
        "freight": eur("110.00"),
        # (1,215 + 110) x 0.0055 / 0.9945 = 7.3278
        "insurance": eur("7.33"),
        # 8 percent of 1,332.33
        "duty": eur("106.59"),
        # 21 percent of 1,438.92
        "tax": eur("302.17"),
        # 2.5 percent of 408.76 are 10.22, at least 15
        "handling": eur("15.00"),
    }
    assert [one.price for one in figures.offers] == [
        eur("1215.00"),
        eur("1332.33"),
        eur("1332.33"),
        eur("1756.09"),
    ]
    assert {one.at_door for one in figures.offers} == {eur("1756.09")}


def test_the_owner_sees_what_is_kept() -> None:
    figures = compose(quote_case())
    assert figures.cost == idr(16_800_000)
    assert figures.margin == idr(7_200_000)
    assert figures.margin_share == D("0.3000")
    # The same 360 euro are less of a bigger price: 360 / 1,756.09
    assert offer(figures, "DDP").margin == idr(7_200_000)
    assert offer(figures, "DDP").margin_share == D("0.2050")


def test_dates_deposit_and_rate_are_told() -> None:
    figures = compose(replace(quote_case(), valid_days=10, deposit_share=D("0.4")))
    assert figures.valid_until == date(2026, 12, 3)
    # leaves on 10 December, at most eight days on the way
    assert figures.entry_date == date(2026, 12, 18)
    assert offer(figures, "FCA").deposit == eur("486.00")
    assert figures.rate is not None
    assert (figures.rate.source, figures.rate.day) == ("test", TODAY)


def test_cartons_agree_with_the_lines() -> None:
    figures = compose(quote_case(line("Oxford", pairs=7), line("Derby", pairs=5)))
    assert figures.cartons is not None
    assert figures.cartons.pairs == figures.pairs == 12
    packed = {one.product for carton in figures.cartons.cartons for one in carton.contents}
    assert packed == {"Oxford", "Derby"}


def test_the_tier_is_that_of_the_whole_order() -> None:
    rule = replace(quote_case().rule, tiers=(Tier(pairs=40, discount=D("0.10")),))
    small = compose(replace(quote_case(line(pairs=24)), rule=rule))
    big = compose(replace(quote_case(line(pairs=24), line("Derby", pairs=24)), rule=rule))
    assert small.lines[0].unit == eur("50.00")
    assert big.lines[0].unit == eur("45.00")


def test_a_private_buyer_and_a_shop_get_different_duties() -> None:
    # Three pairs are worth less than 150 euro: 3 euro a tariff line instead of 8 percent.
    case = replace(quote_case(line(pairs=2)), insured=False, cards=(express(price=100_000),))
    private = offer(compose(replace(case, consumer=True)), "DDP")
    shop = offer(compose(case), "DDP")
    assert amounts(private, Bearer.SELLER)["duty"] == eur("3.00")
    # FCA value 115.00 and freight 5.50: 8 percent
    assert amounts(shop, Bearer.SELLER)["duty"] == eur("9.64")


def test_sea_has_its_own_terms_and_a_port() -> None:
    case = replace(quote_case(), cards=(sea(),), port="Port of Rotterdam")
    figures = compose(case)
    assert [(one.incoterm, one.place) for one in figures.offers] == [
        ("FCA", "Mojokerto"),
        ("CIF", "Port of Rotterdam"),
        ("DAP", "Rotterdam"),
        ("DDP", "Rotterdam"),
    ]
    assert offer(figures, "DAP").price is None
    assert said(offer(figures, "DAP")) == [
        "Jala, Shared container ends at a port or airport. Enter what the way from there "
        "to the door costs, or choose a service to the door."
    ]
    assert offer(figures, "CIF").at_door is None
    known = compose(replace(case, delivery=eur(80)))
    assert amounts(offer(known, "DAP"), Bearer.SELLER)["delivery"] == eur("80.00")
    assert offer(known, "CIF").at_door == offer(known, "DDP").price
    uninsured = compose(replace(case, insured=False))
    assert uninsured.offers[1].incoterm == "CFR"


def test_the_united_states_get_no_duty_paid_price_and_a_question_to_ask() -> None:
    figures = compose(replace(quote_case(), country="US", city="Portland"))
    ddp = offer(figures, "DDP")
    assert ddp.price is None
    assert any("cannot be told for certain" in one for one in said(ddp))
    assert offer(figures, "DAP").price is not None
    assert offer(figures, "DAP").at_door is None
    assert figures.ask
    whole = compose(replace(quote_case(line(hs="64039960")), country="US", city="Portland"))
    # 8.5 percent of 1,215 are 103.28; 19 percent 230.85 more
    assert remarks(whole, "If the further duty Section 122 or what followed it is") == [
        "If the further duty Section 122 or what followed it is 0 % on 2026-12-18: "
        "duty EUR 103.28, tax EUR 0.00, fees not known.",
        "If the further duty Section 122 or what followed it is 19 % on 2026-12-18: "
        "duty EUR 334.13, tax EUR 0.00, fees not known.",
    ]


def test_a_rule_without_a_day_is_told_both_ways_in_the_quote() -> None:
    tax = next(one for one in rules() if one.id == "eu-vat-nl")
    case = replace(quote_case(), pending=(replace(tax, id="to-come", rate=D("0.22")),))
    # 106.59 and 22 percent of 1,438.92
    assert remarks(compose(case), "If the decided") == [
        "If the decided import tax already holds on 2026-12-18: duty EUR 106.59, "
        "tax EUR 316.56, fees EUR 0.00."
    ]


def test_a_rule_that_nobody_checked_holds_back_the_duty_paid_price_and_nothing_else() -> None:
    checked, unchecked = compose(quote_case()), compose(replace(quote_case(), verified=()))
    held = offer(unchecked, "DDP")
    assert (held.price, held.margin) == (None, None)
    assert held.at_door == offer(checked, "DDP").price
    assert said(held)[1] == (
        "Netherlands: the duty (8 %) rests on one source (grade B) and nobody has checked it. "
        "Have it checked and write down who did, before a duty-paid price leaves."
    )
    assert offer(unchecked, "DAP") == offer(checked, "DAP")


CALF = Input(name="Calf", origin="ID", hs="4107")
UPPER = Input(name="Stitched upper", origin="CN", hs="640610", assembled=True)


def remarks(figures: QuoteFigures, about: str) -> list[str]:
    return [str(one) for one in figures.warnings if about in str(one)]


@pytest.mark.parametrize(
    ("inputs", "ships", "says"),
    [
        # 8 less 4.5 percent of 1,332.33 are 46.63
        (
            (CALF,),
            date(2026, 12, 10),
            "by EUR 46.63. It takes this proof of origin: REX statement on origin, from the "
            "exporter herself, on the invoice; days: 0.",
        ),
        ((), date(2026, 12, 10), "by EUR 46.63, but: The country of origin of a material is not"),
        ((UPPER,), date(2026, 12, 10), "by EUR 46.63, but: Stitched upper comes from abroad"),
        ((CALF,), date(2026, 12, 28), "by EUR 46.63, but: It is not known whether EU GSP holds"),
    ],
)
def test_a_preference_nobody_claimed_is_told_with_what_it_saves_and_takes(
    inputs: tuple[Input, ...], ships: date, says: str
) -> None:
    case = replace(quote_case(replace(line(), inputs=inputs)), ship_date=ships)
    (said_once,) = remarks(compose(case), "The preference EU GSP would lower the duty")
    assert says in said_once


def test_a_claim_counts_in_a_quote_unless_the_materials_speak_against_it() -> None:
    case = replace(quote_case(replace(line(), inputs=(CALF,))), preferences=("EU GSP",))
    # 4.5 percent of 1,332.33
    assert amounts(offer(compose(case), "DDP"), Bearer.SELLER)["duty"] == eur("59.95")
    foreign = compose(replace(case, lines=(replace(line(), inputs=(UPPER,)),)))
    assert amounts(offer(foreign, "DDP"), Bearer.SELLER)["duty"] == eur("106.59")
    assert remarks(foreign, "is not claimed") == [
        "The preference EU GSP is not claimed: Stitched upper comes from abroad as an upper "
        "that is fixed to an insole or another part of the sole. Fix it here."
    ]


def test_without_an_hs_code_there_is_no_duty_paid_price() -> None:
    figures = compose(quote_case(line(hs="")))
    assert said(offer(figures, "DDP")) == [
        "Oxford has no HS code. Answer its questions on the product page."
    ]
    assert offer(figures, "DAP").price == eur("1332.33")
    assert offer(figures, "DAP").at_door is None


def test_without_export_costs_only_ex_works_is_left() -> None:
    figures = compose(replace(quote_case(), export=ExportCosts()))
    assert [(one.incoterm, one.price) for one in figures.offers] == [
        ("EXW", eur("1200.00")),
        ("CIP", None),
        ("DAP", None),
        ("DDP", None),
    ]
    assert said(figures.offers[1]) == [
        "It is not known what pickup and export papers cost. Enter both beside the freight "
        "rates, or 0."
    ]


def test_a_chosen_card_gives_way_to_its_newer_edition_on_the_day_of_leaving() -> None:
    old = replace(express(), valid_until=date(2026, 11, 30))
    new = replace(express(price=3_000_000), name="newer", valid_from=date(2026, 12, 1))
    case = replace(quote_case(), cards=(old, new), card="express")
    figures = compose(case)
    assert figures.chosen is not None
    assert (figures.chosen.card, figures.chosen.price) == ("newer", eur("165.00"))
    alone = compose(replace(case, cards=(old,)))
    assert alone.chosen is not None
    assert alone.chosen.card == "express"
    assert [str(one) for one in alone.warnings if "before the goods leave" in str(one)] == [
        "The rates of Kilat, Express end on 2026-11-30, before the goods leave on 2026-12-10."
    ]


def test_a_postcode_and_a_home_count_in_the_freight_and_unknown_ones_are_told() -> None:
    remote = Surcharge(
        name="Remote",
        per=SurchargePer.SHIPMENT,
        amount=D(400_000),
        areas=(Area(country="NL", first="1790", last="1799"),),
    )
    home = Surcharge(name="Home", per=SurchargePer.SHIPMENT, amount=D(200_000), home=True)
    case = replace(quote_case(), cards=(replace(express(), surcharges=(remote, home)),))
    told = {
        (postcode, consumer): compose(replace(case, postcode=postcode, consumer=consumer))
        for postcode in ("", "1791 AB", "3011 AA")
        for consumer in (False, True)
    }
    prices = {key: one.chosen.price for key, one in told.items() if one.chosen}
    assert prices["1791 AB", False] == eur("120.00")
    assert prices["1791 AB", True] == eur("130.00")
    assert prices["3011 AA", False] == prices["", False] == eur("100.00")
    assert [key for key, one in told.items() if "hangs on the postcode" in str(one.warnings)] == [
        ("", False),
        ("", True),
    ]


def test_post_does_not_pay_duty() -> None:
    post = replace(express(), name="post", carrier="Pos", service="Parcel", mode=Mode.POST)
    figures = compose(replace(quote_case(), cards=(post,)))
    assert said(offer(figures, "DDP")) == [
        "Pos, Parcel does not pay duty for the sender. Choose another service."
    ]
    # The buyer still learns what she will pay in all, the post's own fee of 10 euro included.
    assert amounts(offer(figures, "DAP"), Bearer.BUYER)["handling"] == eur("10.00")
    assert offer(figures, "DAP").at_door is not None


def test_the_usual_choice_can_deliver_duty_paid_and_says_what_is_cheaper() -> None:
    cheap = replace(
        express(price=500_000), name="post", carrier="Pos", service="Parcel", mode=Mode.POST
    )
    case = replace(quote_case(), cards=(cheap, express()))
    figures = compose(case)
    assert figures.chosen is not None
    assert figures.chosen.card == "express"
    assert "Pos, Parcel is EUR" in " ".join(str(one) for one in figures.warnings)
    chosen = compose(replace(case, card="post")).chosen
    assert chosen is not None
    assert chosen.card == "post"


def test_the_cheapest_is_that_for_the_chosen_term() -> None:
    cheap = replace(
        express(price=500_000), name="post", carrier="Pos", service="Parcel", mode=Mode.POST
    )
    case = replace(quote_case(), cards=(cheap, express()))
    figures = {term: compose(replace(case, term=term)) for term in ("DAP", "CIP", "DDP")}
    assert {term: one.chosen and one.chosen.card for term, one in figures.items()} == {
        "DAP": "post",
        "CIP": "post",
        "DDP": "express",
    }
    (why,) = said(offer(figures["DAP"], "DDP"))
    assert why.startswith(
        "Pos, Parcel is the cheapest for DAP, but does not pay duty for the sender. "
    )
    assert why.endswith(": choose DDP or that carrier.")
    assert offer(figures["DDP"], "DDP").price


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        (
            {"cards": ()},
            "There is no rate card. Enter what one carrier asks, then freight is known.",
        ),
        (
            {"card": "gone"},
            "The chosen rate card is not there any more. Choose another.",
        ),
        (
            {"country": "JP"},
            "Kilat, Express has no zone for Japan. Add the country to a zone, or choose another.",
        ),
    ],
)
def test_without_freight_only_the_first_term_has_a_price(
    changes: dict[str, object], sentence: str
) -> None:
    figures = compose(replace(quote_case(), **changes))
    assert [one.price is None for one in figures.offers] == [False, True, True, True]
    assert sentence in said(figures.offers[1])
    assert figures.cartons is not None


def test_an_unmeasured_box_is_named_once_and_stops_the_freight() -> None:
    bare = replace(line(), boxes=())
    figures = compose(replace(quote_case(bare), cards=(express(), sea())))
    assert figures.cartons is None
    assert said(figures.offers[1]) == [
        "Oxford, size 42: the box is not measured. Enter its sides and weight on the product page."
    ]


def test_a_size_that_is_not_made_blocks_the_quote() -> None:
    small = replace(line(), boxes=(SizeBox(size="36", box=WOMEN), SizeBox(size="37", box=WOMEN)))
    sentence = "Oxford is not made in size 42. Choose another size, or add it on the product page."
    figures = attempt(quote_case(small))
    assert [str(one) for one in figures.blocks] == [sentence]
    assert sentence in said(figures.offers[1])


def test_a_size_still_to_be_agreed_takes_the_biggest_box() -> None:
    open_size = line()
    sized = replace(
        open_size,
        cost=replace(open_size.cost, sizes=(SizePairs(pairs=24),)),
        boxes=(*open_size.boxes, SizeBox(size="36", box=WOMEN)),
    )
    assert compose(quote_case(sized)).chosen == compose(quote_case()).chosen


def test_a_missing_cost_blocks_the_quote_and_every_gap_is_said_at_once() -> None:
    first, second = line(), line("Derby")
    broken = quote_case(
        replace(first, cost=replace(first.cost, materials=(Material(name="Calf"),))),
        replace(second, cost=replace(second.cost, steps=(Step(name="Lasting"),))),
    )
    with pytest.raises(Refusal) as refused:
        compose(broken)
    assert [str(one) for one in refused.value.reasons] == [
        "Calf has no price. Enter what you pay.",
        "It is not known how much Calf a pair takes. Enter it on the product page.",
        "Lasting has no minutes a pair. Enter them on the product page.",
        "Lasting has no pay. Enter what the work costs.",
    ]
    partly = attempt(broken)
    assert partly.goods is None
    assert partly.offers == ()
    assert partly.margin is None
    assert len(partly.blocks) == 4


def test_a_rate_that_nobody_told_blocks_the_quote() -> None:
    with pytest.raises(Refusal, match="no exchange rate from IDR to EUR"):
        compose(replace(quote_case(), rates=()))


def test_a_question_that_makes_no_sense_is_refused_with_everything_wrong() -> None:
    empty = replace(line(), cost=replace(line().cost, sizes=()))
    with pytest.raises(Refusal) as refused:
        attempt(replace(quote_case(empty), country="Holland", valid_days=0, deposit_share=D(40)))
    assert [str(one) for one in refused.value.reasons] == [
        "country: “Holland” is not a country code. Use two letters such as NL.",
        "valid_days: A quote is valid for 1 to 365 days, not 0.",
        "deposit_share: The deposit must be a share from 0 to 1, not 40.",
        "Oxford has no pairs. Enter how many pairs of each size.",
    ]


LIGHT = replace(WOMEN, width_cm=D(0), weight_kg=D("-0.85"))


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (
            {"export": ExportCosts(terminal=idr(-9_400_000))},
            "export.terminal: the amount is below zero. Correct it.",
        ),
        (
            {"export": ExportCosts(pickup=idr(-1), aboard=idr(-1))},
            "export.pickup: the amount is below zero. Correct it. "
            "export.aboard: the amount is below zero. Correct it.",
        ),
        ({"delivery": idr(-1)}, "delivery: the amount is below zero. Correct it."),
        ({"unloading": idr(-1)}, "unloading: the amount is below zero. Correct it."),
        (
            {"unloading": Money(D(4), "ABC")},
            "unloading: “ABC” is not a currency Langkah knows. Use a code such as EUR.",
        ),
        (
            {"term": "XXX"},
            "term: “XXX” is no term of Incoterms 2020. Choose one of: EXW, FCA, CPT, CIP, DAP, DPU,"
            " DDP, FAS, FOB, CFR, CIF.",
        ),
        ({"lines": ()}, "lines: The quote has no lines. Add at least one product."),
        (
            {"rule": replace(quote_case().rule, margin=D(1))},
            "rule.margin: The margin must be a share from 0 to below 1, not 1.",
        ),
        (
            {"lines": (line(), replace(line(), own_price=eur(-1)))},
            "lines.1.own_price: The amount is below zero. Correct it.",
        ),
        (
            {"lines": (line(hs="6403"), line(hs="6403.99.60"), line(hs=""), line(hs="shoe"))},
            "lines.0.hs_code: “6403” is no tariff code. Write 6 to 12 digits, such as 640399. "
            "lines.3.hs_code: “shoe” is no tariff code. Write 6 to 12 digits, such as 640399.",
        ),
        (
            {"lines": (line(), replace(line(), boxes=(SizeBox(size="42", box=LIGHT),)))},
            "lines.1.boxes.0.box.width_cm: Oxford, size 42: sides and weight must be above zero. "
            "lines.1.boxes.0.box.weight_kg: Oxford, size 42: sides and weight must be above zero.",
        ),
        (
            {"lines": (replace(line(), boxes=(SizeBox(size="40", box=WOMEN),)),)},
            "lines.0.cost.sizes.0.size: Oxford is not made in size 42. Choose another size, or add "
            "it on the product page.",
        ),
        (
            {"lines": (replace(line(), cost=replace(line().cost, steps=(Step(name="Sew"),))),)},
            "lines.0.cost.steps.0: Sew has no minutes a pair. Enter them on the product page. "
            "lines.0.cost.steps.0: Sew has no pay. Enter what the work costs.",
        ),
        (
            {"ship_date": date(2026, 12, 10), "entry_date": date(2026, 12, 1)},
            "entry_date: the goods enter on 2026-12-01, before they leave on 2026-12-10. Correct "
            "one of the days.",
        ),
        (
            {"city": "???", "export": ExportCosts(port="-")},
            "city: “???” names no place. Write the name of the town or port. "
            "export.port: “-” names no place. Write the name of the town or port.",
        ),
        (
            {"city": "Nederland", "term": "DAP"},
            "city: DAP needs the buyer's city: a country alone is no place to deliver to. Enter it "
            "under City.",
        ),
        (
            {"origin_city": "", "term": "FCA"},
            "origin_city: FCA needs the town of your workshop. Enter it under City in the "
            "settings.",
        ),
        (
            {"cards": (sea(),), "term": "CIF"},
            "port: CIF needs the port where the ship arrives. Enter it under Port.",
        ),
    ],
)
def test_a_field_that_cannot_be_worked_with_is_refused_by_name(
    change: dict[str, Any], sentence: str
) -> None:
    with pytest.raises(Refusal) as refused:
        compose(replace(quote_case(), **change))
    assert str(refused.value) == sentence


def test_without_a_wish_no_term_has_a_price_and_no_place() -> None:
    figures = compose(replace(quote_case(), city=""))
    assert {one.incoterm: bool(one.price) for one in figures.offers} == {
        "FCA": True,
        **dict.fromkeys(("CIP", "DAP", "DDP"), False),
    }
    assert "DDP needs the buyer's city" in said(offer(figures, "DDP"))[0]


@pytest.mark.parametrize(
    ("wish", "instead"), [("FAS", "FCA"), ("fob", "FCA"), ("CFR", "CPT"), ("CIF", "CIP")]
)
def test_a_term_for_ships_is_none_by_courier_and_the_one_to_use_is_told(
    wish: str, instead: str
) -> None:
    figures = compose(replace(quote_case(), cards=(express(),), term=wish))
    assert str(figures.warnings[0]) == (
        f"{wish.upper()} is for ships only, but the goods go by courier. Offer {instead} instead."
    )
    assert wish.upper() not in [one.incoterm for one in figures.offers]


def test_a_term_in_small_letters_is_the_same_term() -> None:
    case = replace(quote_case(), cards=(express(),))
    assert compose(replace(case, term=" dpu")) == compose(replace(case, term="DPU"))


def test_rates_that_end_before_the_goods_leave_are_told() -> None:
    ending = replace(express(), valid_until=date(2026, 11, 30), is_example=True)
    warnings = [str(one) for one in compose(replace(quote_case(), cards=(ending,))).warnings]
    assert warnings[0] == ("The freight comes from an example rate card. Enter your carrier's own.")
    assert warnings[1] == (
        "The rates of Kilat, Express end on 2026-11-30, before the goods leave on 2026-12-10."
    )
    past = replace(quote_case(), cards=(express(),), ship_date=date(2026, 9, 30))
    assert str(compose(past).warnings[0]) == (
        "The rates of Kilat, Express begin on 2026-10-01, after the goods leave on 2026-09-30."
    )


# --- versions and drift ----------------------------------------------------------------------


def test_the_same_quote_has_not_drifted() -> None:
    frozen = seen(compose(quote_case()))
    assert difference(frozen, frozen) == ()
    assert drift(frozen, frozen) == ()


def test_a_weaker_rupiah_moves_every_price_and_the_worst_comes_first() -> None:
    before = seen(compose(quote_case()))
    weaker = (replace(EURO, rate=D(25_000)), Rate(base="EUR", quote="USD", rate=D("1.1")))
    moved = drift(before, seen(compose(replace(quote_case(), rates=weaker))))
    sizes = [abs(one.change.amount) for one in moved if one.change]
    assert sizes == sorted(sizes, reverse=True)
    by_name = {str(one.what): one.change for one in moved}
    assert by_name["Price DDP"] == moved[0].change
    assert by_name["Price of a pair of Oxford"] == eur("-10.00")
    assert by_name["Price FCA"] == eur("-243.00")
    assert "Pairs of Oxford" not in by_name


def test_versions_side_by_side_show_what_was_added_and_taken_away() -> None:
    before = seen(compose(quote_case()))
    after = seen(compose(quote_case(line(pairs=20), line("Derby", pairs=4))))
    rows = {str(one.what): (one.before, one.after) for one in difference(before, after)}
    assert rows["Pairs of Oxford"] == (24, 20)
    assert rows["Pairs of Derby"] == (None, 4)
    assert rows["Price of a pair of Derby"] == (None, eur("50.00"))
    assert "Price FCA" not in rows


# --- what must hold for every quote ----------------------------------------------------------

quotes = st.builds(
    lambda pairs, country, insured, consumer, hs, price: replace(
        quote_case(line(pairs=pairs, hs=hs), line("Derby", pairs=3, hs="640299")),
        country=country,
        insured=insured,
        consumer=consumer,
        cards=(express(price=price, countries=(country,)), *demo_cards()),
    ),
    pairs=st.integers(1, 80),
    country=st.sampled_from(["NL", "DE", "FR", "GB", "US", "AU", "JP", "SG", "CH", "AE"]),
    insured=st.booleans(),
    consumer=st.booleans(),
    hs=st.sampled_from(["640399", "640359", "640520", "640419"]),
    price=st.integers(0, 30_000_000),
)


@settings(max_examples=60)
@given(case=quotes)
def test_offers_rise_step_by_step_and_add_up_to_the_cent(case: QuoteCase) -> None:
    figures = attempt(case)
    assert figures.goods == Money(
        sum((row.total.amount for row in figures.lines if row.total), D(0)), "EUR"
    )
    prices = [one.price.amount for one in figures.offers if one.price]
    assert prices == sorted(prices)
    for one in figures.offers:
        ours = [row.amount for row in one.lines if row.bearer is Bearer.SELLER]
        every = [row.amount for row in one.lines]
        if one.price:
            assert one.price.amount == sum(row.amount for row in ours if row)
            assert one.price == one.price.rounded()
        else:
            assert one.reasons
        if None in every:
            assert one.at_door is None
        else:
            assert one.at_door == Money(sum(row.amount for row in every if row), "EUR")
            assert one.price is None or one.price <= one.at_door
    if offer(figures, "DDP").price:
        assert figures.landed is not None
        assert figures.landed.ddp
    assert figures.cartons is not None
    assert figures.cartons.pairs == figures.pairs


@settings(max_examples=25)
@given(case=quotes)
def test_customs_sees_exactly_what_is_sold(case: QuoteCase) -> None:
    figures = attempt(case)
    if figures.landed:
        assert figures.landed.goods == figures.offers[0].price


@settings(max_examples=25)
@given(first=st.integers(1, 60), second=st.integers(1, 60))
def test_more_pairs_are_never_cheaper_in_all(first: int, second: int) -> None:
    few, many = sorted((first, second))
    small, big = (compose(quote_case(line(pairs=pairs))) for pairs in (few, many))
    for less, more in zip(small.offers, big.offers, strict=True):
        assert less.price is not None
        assert more.price is not None
        assert less.price <= more.price


# --- read by people --------------------------------------------------------------------------


def readable(figures: QuoteFigures) -> str:
    """The quote as the owner reads it, a line a figure."""
    rows = [f"goods {figures.goods}, kept {figures.margin} ({figures.margin_share})"]
    for one in figures.offers:
        rows.append(f"{one.incoterm} {one.place}: {one.price}, at the door {one.at_door}")
        rows += [
            f"  {row.bearer} {row.head}: {row.amount}"
            + (f" ({row.why})" if row.why else "")
            + (f" [{row.grade} {row.rule or row.source}]" if row.grade else "")
            for row in one.lines
        ]
        rows += [f"  ! {reason}" for reason in one.reasons]
    rows += [f"* {warning}" for warning in figures.warnings]
    rows += [f"? {ask}" for ask in figures.ask]
    return "\n".join(rows)


def rule(kind: RuleKind, market: str, **facts: object) -> Rule:
    """A rule of a small book of our own, so that this page does not change with the world's."""
    grade = facts.pop("grade", Grade.A)
    source = Source("test book", date(2026, 6, 1), Grade(grade))
    name = " ".join((market, kind.value, str(facts.get("hs", ""))))
    return Rule(id=name.strip(), market=market, kind=kind, source=source, **facts)


BOOK = (
    rule(RuleKind.VALUE_BASIS, "EU", basis="CIF"),
    rule(RuleKind.DUTY, "EU", hs="6403", rate=D("0.08")),
    rule(RuleKind.DUTY, "EU", hs="640520", rate=D("0.04"), grade=Grade.C),
    rule(RuleKind.TAX, "NL", rate=D("0.21"), basis="CIF"),
    rule(RuleKind.VALUE_BASIS, "US", basis="FOB"),
    rule(RuleKind.DUTY, "US", hs="64", rate=D("0.085"), grade=Grade.U),
    rule(RuleKind.TAX, "US", rate=D(0), basis="FOB"),
)


@pytest.mark.parametrize("country", ["NL", "US"])
def test_a_quote_reads_well(country: str, snapshot: SnapshotAssertion) -> None:
    case = replace(
        quote_case(line(pairs=30), line("Espadrille", pairs=12, hs="640520")),
        country=country,
        city="",
        cards=demo_cards(),
        rules=BOOK,
        verified=tuple(one.id for one in BOOK),
    )
    assert readable(attempt(case)) == snapshot


DAYS = st.integers(0, 60)


@st.composite
def ways(draw: st.DrawFn) -> tuple[RateCard, ...]:
    """Cards of any price that begin and end on any day around the ship date."""
    made = []
    for place in range(draw(st.integers(0, 4))):
        card = express(price=draw(st.integers(100_000, 3_000_000)))
        begins = date(2026, 10, 1) + timedelta(days=draw(st.integers(0, 120)))
        ends = draw(st.none() | DAYS.map(lambda days, day=begins: day + timedelta(days=days)))
        first = draw(st.none() | DAYS)
        last = None if first is None else first + draw(DAYS)
        (zone,) = card.zones
        made.append(
            replace(
                card,
                name=str(place),
                service=str(place),
                valid_from=begins,
                valid_until=ends,
                zones=(replace(zone, days_min=first, days_max=last),),
            )
        )
    return tuple(made)


@settings(deadline=None, max_examples=60)
@given(cards=ways(), ships=st.none() | st.dates(TODAY, date(2027, 2, 1)))
def test_arrival_entry_freight_and_price_are_of_one_carriage(
    cards: tuple[RateCard, ...], ships: date | None
) -> None:
    figures = attempt(replace(quote_case(), cards=cards, ship_date=ships))
    way = figures.chosen
    leaves = ships or TODAY
    if way is None:
        assert (figures.arrives, figures.entry_date) == (None, leaves)
        return
    assert figures.entry_date == leaves + timedelta(days=way.days_max or 0)
    if ships is None or way.days_min is None or way.days_max is None:
        assert figures.arrives is None
    else:
        first, last = (ships + timedelta(days=days) for days in (way.days_min, way.days_max))
        assert figures.arrives == (first, last)
    asked = figures.asked
    assert asked is not None
    assert (asked.entry_date, asked.freight) == (figures.entry_date, way.price)
    assert amounts(offer(figures, "DAP"), Bearer.SELLER)["freight"] == way.price


def test_a_sum_that_a_law_names_in_other_money_rests_on_a_rate_too() -> None:
    """Japan asks at least 4,300 yen a pair: an old rate of the yen is said as any other."""
    yen = Rate(base="EUR", quote="JPY", rate=D(160), source="test", day=TODAY - timedelta(days=29))
    case = replace(
        quote_case(), country="JP", cards=(express(countries=("JP",)),), rates=(EURO, yen)
    )
    figures = attempt(case)
    assert yen in [replace(one, base="EUR", quote="JPY", rate=D(160)) for one in figures.rates_used]
    assert any("29 days old" in str(one) for one in figures.warnings)


@settings(deadline=None, max_examples=60)
@given(pairs=st.integers(1, 400), freight=st.integers(50_000, 9_000_000))
def test_the_formula_of_the_insurance_gives_its_figure(pairs: int, freight: int) -> None:
    figures = attempt(replace(quote_case(line(pairs=pairs)), cards=(express(price=freight),)))
    (row,) = [one for one in offer(figures, "DAP").lines if one.head == "insurance"]
    assert row.amount is not None
    assert row.why is not None
    told = dict(row.why.params)
    insured = told["insured"]
    assert isinstance(insured, Money)
    exact = insured.amount * D(str(told["share"])) / 100 * D(str(told["cover"])) / 100
    assert row.amount.amount == exact.quantize(D("0.01"), rounding=ROUND_CEILING)
