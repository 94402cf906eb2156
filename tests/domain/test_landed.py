"""What is due at the door: worked by hand for each market, and what must hold everywhere."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from langkah.domain.exchange import Rate
from langkah.domain.landed import Audience, Goods, LandedAnswer, LandedCase, landed
from langkah.domain.money import Money
from langkah.domain.origin import Input
from langkah.domain.reason import Refusal
from langkah.reference import countries
from langkah.reference.rules import Rule, RuleKind, rules
from langkah.reference.source import Grade, Source
from tests.domain.borders import (
    AUTUMN,
    GOLDEN,
    LEATHER,
    SPRING,
    UNKNOWN,
    D,
    Golden,
    asked,
    expected,
    worked,
)
from tests.domain.desk import CHECKED


@pytest.mark.parametrize("golden", GOLDEN, ids=lambda golden: golden.name)
def test_worked_by_hand(golden: Golden) -> None:
    answer = landed(asked(golden))
    sums = (answer.duty, answer.tax, answer.fees)
    hand = tuple(expected(one) for one in (golden.duty, golden.tax, golden.fees))
    assert tuple(one.amount if one else None for one in sums) == hand
    whole = None if golden.landed == UNKNOWN else Money(D(golden.landed), golden.money)
    assert answer.landed == whole
    assert {charge.rule for charge in answer.charges} == set(golden.rules)
    assert answer.ddp == (whole is not None)
    assert (answer.why_not == ()) == answer.ddp


@pytest.mark.parametrize("golden", GOLDEN, ids=lambda golden: golden.name)
def test_the_hand_has_counted_well(golden: Golden) -> None:
    """The table against a calculator that knows no rule: each working, and the whole."""
    due = D(0)
    for workings in (golden.duty, golden.tax, golden.fees):
        for line in workings if workings != UNKNOWN else ():
            counted, told = worked(line)
            assert counted == told, line
            due += told
    if golden.landed != UNKNOWN:
        goods = sum((D(value) for _, _, value in golden.lines), D(0))
        assert goods + D(golden.freight) + D(golden.insurance) + due == D(golden.landed)


def test_the_table_is_wide_enough() -> None:
    assert len(GOLDEN) >= 60
    assert len({"EU" if one.country in countries.EU else one.country for one in GOLDEN}) >= 12
    assert {one.consumer for one in GOLDEN} == {True, False}


@pytest.mark.parametrize(
    "golden", [one for one in GOLDEN if one.verify], ids=lambda golden: golden.name
)
def test_what_must_be_checked_before_a_duty_paid_price(golden: Golden) -> None:
    answer = landed(replace(asked(golden), verified=()))
    assert sorted(answer.to_verify) == sorted(golden.verify)
    assert not answer.ddp


def shoes(
    country: str, *, hs: str = LEATHER, value: str = "1000", money: str = "USD"
) -> LandedCase:
    return LandedCase(
        country=country,
        lines=(Goods(hs=hs, pairs=10, value=Money(D(value), money)),),
        entry_date=AUTUMN,
        quote_date=AUTUMN,
        freight=Money(D(100), money),
        insurance=Money(D(0), money),
        verified=CHECKED,
    )


def said(answer: LandedAnswer) -> str:
    return " ".join(str(reason) for reason in answer.why_not)


@pytest.mark.parametrize(
    ("country", "what"),
    [
        ("MY", "Malaysia: the duty on 640399 cannot be told"),
        ("SA", "Saudi Arabia: the duty on 640399 cannot be told"),
        ("TW", "Taiwan: the duty on 640399 cannot be told"),
        ("CA", "Canada: the import tax cannot be told"),
        ("US", "United States: the further duty on 64039960 (Section 122 or what followed it)"),
        ("BR", "Brazil: the value that customs counts cannot be told"),
    ],
)
def test_what_is_not_known_stops_the_duty_paid_price_and_names_whom_to_ask(
    country: str, what: str
) -> None:
    answer = landed(shoes(country, hs="64039960" if country == "US" else LEATHER))
    assert (answer.landed, answer.ddp) == (None, False)
    assert what in said(answer)
    asked_whom = ("Ask a customs broker for ", "Ask the buyer in Canada: who is the importer")
    assert any(str(one).startswith(asked_whom) for one in answer.ask)


def test_america_asks_for_the_whole_tariff_code() -> None:
    answer = landed(replace(shoes("US"), entry_date=SPRING, quote_date=SPRING))
    assert answer.duty is None
    assert "depends on more digits of the tariff code than 640399" in said(answer)


def test_a_limit_without_an_exchange_rate_neither_frees_nor_taxes() -> None:
    small = shoes("GB", value="100", money="EUR")
    answer = landed(small)
    assert (answer.duty, answer.tax, answer.landed) == (None, None, None)
    assert said(answer) == "There is no exchange rate from GBP to EUR. Enter it in the settings."
    pound = Rate(base="GBP", quote="EUR", rate=D("1.15"))
    known = landed(replace(small, rates=(pound,)))
    assert known.duty == Money(D(0), "EUR")


def test_goods_in_money_without_a_rate_are_refused_at_the_rates() -> None:
    case = shoes("NL", money="EUR")
    dollars = replace(case.lines[0], value=Money(D(90), "USD"))
    with pytest.raises(Refusal) as refused:
        landed(replace(case, lines=(case.lines[0], dollars, dollars)))
    assert str(refused.value) == (
        "rates: There is no exchange rate from USD to EUR. Enter it in the settings."
    )


@pytest.mark.parametrize("country", ["NL", "IT", "JP", "KR"])
def test_every_limit_in_foreign_money_needs_its_rate(country: str) -> None:
    case = replace(shoes(country, value="100", money="SGD"), audience=Audience.B2C)
    answer = landed(case)
    assert (answer.duty, answer.landed) == (None, None)
    assert "no exchange rate" in said(answer)


def test_an_amount_a_pair_needs_its_rate() -> None:
    answer = landed(shoes("JP", hs="640399", money="EUR"))
    assert answer.duty is None
    assert "no exchange rate from JPY to EUR" in said(answer)


def test_a_fee_that_is_known_to_exist_but_not_how_much_is_no_zero() -> None:
    answer = landed(replace(shoes("RO", money="EUR"), audience=Audience.B2C))
    assert (answer.fees, answer.landed) == (None, None)
    assert "Romania: the Handling fee cannot be told" in said(answer)


def test_unknown_freight_leaves_duty_unknown_where_it_counts() -> None:
    europe = landed(replace(shoes("NL", money="EUR"), freight=None))
    assert (europe.duty, europe.tax, europe.landed) == (None, None, None)
    assert said(europe) == "The freight is not known. Choose a rate card or enter the amount."
    australia = landed(replace(shoes("AU", value="2000", money="AUD"), insurance=None))
    assert australia.duty == Money(D("100.00"), "AUD")
    assert (australia.tax, australia.landed) == (None, None)


def test_the_carrier_is_paid_too() -> None:
    case = shoes("CH", money="CHF")
    with_fee = landed(replace(case, extra=Money(D(15), "CHF")))
    without = landed(case)
    assert with_fee.landed is not None
    assert without.landed is not None
    assert with_fee.landed - without.landed == Money(D(15), "CHF")


def test_goods_worth_nothing_still_carry_their_freight() -> None:
    answer = landed(shoes("AE", value="0", money="AED"))
    # 5 % of 100, then 5 % of 105
    assert (answer.duty, answer.tax) == (Money(D("5.00"), "AED"), Money(D("5.25"), "AED"))


def test_a_preference_is_only_for_goods_made_here() -> None:
    case = replace(shoes("AU", value="2000", money="AUD"), preferences=("IA-CEPA",))
    foreign = tuple(replace(line, origin="CN") for line in case.lines)
    assert landed(case).duty == Money(D(0), "AUD")
    assert landed(replace(case, lines=foreign)).duty == Money(D(100), "AUD")


def test_what_ends_before_the_goods_arrive_is_said_with_both_outcomes() -> None:
    case = replace(shoes("NL", money="EUR"), preferences=("EU GSP",), entry_date=date(2027, 1, 4))
    # 4.5 % of 1,100 = 49.50 and 21 % of 1,149.50; then 8 % = 88.00 and 21 % of 1,188.00
    assert [str(one) for one in landed(case).changes] == [
        "The preference EU GSP of today holds until 2026-12-31 only; "
        "the goods arrive on 2027-01-04.",
        "Duty, tax and fees: EUR 290.90 if they arrived today, EUR 337.48 on that day.",
    ]
    assert landed(replace(case, entry_date=date(2026, 12, 31))).changes == ()


def test_what_begins_before_the_goods_arrive_is_said_too() -> None:
    case = replace(
        shoes("US", hs="64039960"), quote_date=date(2026, 7, 1), entry_date=date(2026, 8, 1)
    )
    told = [str(one) for one in landed(case).changes]
    assert told == [
        "The further duty Section 122 of today holds until 2026-07-23 only; "
        "the goods arrive on 2026-08-01.",
        "The further duty Section 122 or what followed it begins on 2026-07-24; "
        "the goods arrive on 2026-08-01.",
        "Duty, tax and fees: USD 187.69 if they arrived today, not known on that day.",
    ]


def test_rules_that_nobody_checked_hold_the_duty_paid_price_back() -> None:
    case = replace(shoes("NL", money="EUR"), verified=())
    answer = landed(case)
    assert set(answer.to_verify) == {"eu-mfn-6403", "eu-vat-nl", "eu-valuation"}
    assert (answer.ddp, answer.landed) == (False, Money(D("1437.48"), "EUR"))
    assert said(answer) == (
        "Netherlands: the value that customs counts (the goods with freight and insurance (CIF)) "
        "rests on experience only (grade C) and nobody has checked it. Have it checked and write "
        "down who did, before a duty-paid price leaves. "
        "Netherlands: the duty (8 %) rests on one source (grade B) and nobody has checked it. "
        "Have it checked and write down who did, before a duty-paid price leaves. "
        "Netherlands: the import tax (21 % of the goods with freight and insurance (CIF) and duty) "
        "rests on experience only (grade C) and nobody has checked it. Have it checked and write "
        "down who did, before a duty-paid price leaves."
    )
    one = landed(replace(case, verified=("eu-vat-nl", "eu-valuation")))
    assert (one.to_verify, one.ddp) == (("eu-mfn-6403",), False)
    all_three = landed(replace(case, verified=("eu-vat-nl", "eu-mfn-6403", "eu-valuation")))
    assert (all_three.to_verify, all_three.ddp) == ((), True)


def test_rules_that_two_sources_tell_need_no_check() -> None:
    case = replace(shoes("HK", money="HKD"), verified=())
    grade_a = tuple(replace(rule, source=replace(rule.source, grade=Grade.A)) for rule in rules())
    assert landed(replace(case, rules=grade_a)).ddp


def test_a_rule_past_its_review_gives_no_duty_paid_price() -> None:
    by = date(2027, 6, 30)
    case = replace(shoes("CH", money="CHF"), entry_date=by, quote_date=by)
    assert landed(case).ddp
    late = landed(replace(case, entry_date=date(2027, 7, 1), quote_date=date(2027, 7, 1)))
    assert (late.ddp, late.landed, late.duty) == (False, None, None)
    assert {charge.grade for charge in late.charges} == {Grade.U}
    assert "Switzerland: the duty on 640399 should have been checked again by 2027-06-30" in said(
        late
    )
    assert any("what holds for the duty on 640399" in str(one) for one in late.ask)


def test_checked_or_not_a_late_rule_is_late() -> None:
    day = date(2027, 7, 1)
    case = replace(shoes("HK", money="HKD"), entry_date=day, quote_date=day)
    assert landed(case).ddp is False


# --- claims ------------------------------------------------------------------------------------


def notes(answer: LandedAnswer) -> str:
    return " ".join(str(reason) for reason in answer.notes)


@pytest.mark.parametrize(
    ("country", "claimed", "sentence"),
    [
        ("GB", "DCTS", "it is not known whether the preference DCTS holds for 640399"),
        ("NL", "IEU-CEPA", "withholds the preference IEU-CEPA for 640399"),
        ("US", "US GSP", "withholds the preference US GSP for 64039960"),
        ("CA", "GPT", "withholds the preference GPT for 640399"),
        ("CA", "Canada-Indonesia CEPA", "no preference “Canada-Indonesia CEPA” is known"),
        ("AE", "IUAE-CEPA", "no preference “IUAE-CEPA” is known"),
        ("JP", "IJEPA", "no preference “IJEPA” is known"),
        ("AU", "Hopeful", "no preference “Hopeful” is known"),
    ],
)
def test_a_claim_that_does_not_count_falls_back_in_words(
    country: str, claimed: str, sentence: str
) -> None:
    case = shoes(country, hs="64039960" if country == "US" else LEATHER, value="2000")
    case = replace(case, rates=WORLD)
    answer = landed(replace(case, preferences=(claimed,)))
    assert answer.duty == landed(case).duty
    assert sentence in notes(answer)
    assert "The ordinary duty counts" in notes(answer)


def test_a_doubtful_preference_shows_both_outcomes_and_asks() -> None:
    case = replace(shoes("GB", value="1000", money="GBP"), preferences=("DCTS standard",))
    answer = landed(case)
    # 8 % of 1,100 and 20 % of 1,188; with the preference 4.5 % and 20 % of 1,149.50
    assert answer.duty == Money(D("88.00"), "GBP")
    (holds,) = answer.scenarios
    assert str(holds.when) == "If the preference DCTS standard holds on 2026-11-23"
    assert (holds.duty, holds.landed) == (Money(D("49.50"), "GBP"), Money(D("1379.40"), "GBP"))
    assert any("does the preference DCTS standard hold for 640399" in str(q) for q in answer.ask)


def test_a_claim_is_judged_by_the_materials_where_they_are_told() -> None:
    upper = Input(name="Stitched upper", origin="CN", hs="640610")
    calf = Input(name="Calf", origin="IT", hs="4107")
    case = replace(shoes("NL", money="EUR"), preferences=("EU GSP",))

    def with_inputs(*inputs: Input) -> LandedAnswer:
        return landed(
            replace(case, lines=tuple(replace(line, inputs=inputs) for line in case.lines))
        )

    assert with_inputs(calf).duty == Money(D("49.50"), "EUR")
    assert with_inputs(calf, upper).duty == Money(D("88.00"), "EUR")
    assert "Stitched upper comes from abroad" in notes(with_inputs(calf, upper))
    assert with_inputs(calf, Input(name="Thread")).duty == Money(D("88.00"), "EUR")


def test_a_claim_that_counts_names_its_proof() -> None:
    answer = landed(replace(shoes("NL", money="EUR"), preferences=("GSP",)))
    assert notes(answer) == (
        "The preference EU GSP counts only when this proof of origin goes with the goods: "
        "REX statement on origin."
    )


# --- small things that cost money ----------------------------------------------------------------


def test_the_harbour_fee_is_told_where_the_way_is_not_known() -> None:
    case = replace(shoes("US", hs="64039960"), entry_date=SPRING, quote_date=SPRING)
    assert notes(landed(case)) == "By sea the Harbour maintenance fee comes on top."
    assert notes(landed(replace(case, sea=False))) == ""


def test_japan_tells_what_could_make_it_cheaper() -> None:
    shop = replace(shoes("JP"), rates=WORLD)
    assert notes(landed(shop)).startswith("An importer in Japan who holds a quota certificate")
    assert "60 percent" not in notes(landed(shop))
    assert "60 percent of the retail price" in notes(landed(replace(shop, audience=Audience.B2C)))
    assert notes(landed(replace(shoes("JP", hs="420221"), rates=WORLD))) == ""


def test_canada_says_why_there_is_no_duty_paid_price() -> None:
    answer = landed(shoes("CA", money="CAD"))
    assert (answer.duty, answer.ddp) == (Money(D("180.00"), "CAD"), False)
    assert "Canada: the import tax cannot be told for certain" in said(answer)
    assert [str(one) for one in answer.ask] == [
        "Ask the buyer in Canada: who is the importer, and in which province? Then ask a customs "
        "broker there: is 5 percent GST asked at the border on 2026-11-23, or the 13 to 15 "
        "percent HST of that province?"
    ]
    known = tuple(
        replace(rule, rate=D("0.05"), source=replace(rule.source, grade=Grade.B))
        if rule.id == "ca-gst"
        else rule
        for rule in rules()
    )
    assert landed(replace(shoes("CA", money="CAD"), rules=known)).ddp
    assert not landed(replace(shoes("CA", money="CAD"), rules=known, verified=())).ddp


def test_of_one_programme_the_longest_code_counts() -> None:
    free = replace(
        next(rule for rule in rules() if rule.id == "us-add-s122-10"),
        id="exempt",
        hs="6403",
        rate=D(0),
    )
    case = replace(shoes("US", hs="64039960"), entry_date=SPRING, quote_date=SPRING)
    assert landed(case).duty == Money(D("185.00"), "USD")
    assert landed(replace(case, rules=(*rules(), free))).duty == Money(D("85.00"), "USD")


def test_codes_may_be_written_with_dots() -> None:
    case = shoes("NL", money="EUR", hs="6403.99 96")
    assert landed(case).duty == Money(D("88.00"), "EUR")


# --- both ways -----------------------------------------------------------------------------------


def test_a_change_between_quote_and_entry_is_told_in_figures_both_ways() -> None:
    case = replace(shoes("NL", money="EUR"), preferences=("EU GSP",), entry_date=date(2027, 1, 4))
    found = [
        (str(one.when), str(one.duty), str(one.tax), str(one.landed))
        for one in landed(case).scenarios
    ]
    assert found == [
        ("If the goods arrive on 2026-11-23", "EUR 49.50", "EUR 241.40", "EUR 1390.90"),
        ("If the goods arrive on 2027-01-04", "EUR 88.00", "EUR 249.48", "EUR 1437.48"),
        ("If the preference EU GSP holds on 2027-01-04", "EUR 49.50", "EUR 241.40", "EUR 1390.90"),
    ]


def test_a_rule_without_a_day_is_told_in_figures_both_ways() -> None:
    tax = next(rule for rule in rules() if rule.id == "eu-vat-nl")
    more = replace(tax, id="nl-vat-to-come", rate=D("0.22"))
    case = replace(shoes("NL", money="EUR"), pending=(more,))
    found = [(str(one.when), str(one.tax)) for one in landed(case).scenarios]
    assert found == [
        ("If the decided import tax does not hold yet on 2026-11-23", "EUR 249.48"),
        ("If the decided import tax already holds on 2026-11-23", "EUR 261.36"),
    ]
    elsewhere = replace(more, market="DE")
    assert landed(replace(case, pending=(elsewhere,))).scenarios == ()


@pytest.mark.parametrize(
    ("country", "hs", "says"),
    [
        # 8.5 % of 1,000, and 0 or 19 %
        (
            "US",
            "64039960",
            [
                ("If the further duty Section 122 or what followed it is 0 % on 2026-11-23", 85, 0),
                (
                    "If the further duty Section 122 or what followed it is 19 % on 2026-11-23",
                    275,
                    0,
                ),
            ],
        ),
        # 18 % of 1,000; 5, 13 and 15 % of 1,180
        (
            "CA",
            LEATHER,
            [
                (f"If the import tax is {rate} % of the goods at the border of departure (FOB) and "
                 "duty on 2026-11-23", 180, tax)
                for rate, tax in ((5, 59), (13, D("153.40")), (15, 177))
            ],
        ),
        # 5 or 15 % of 1,100; 15 % of 1,155 and of 1,265
        (
            "SA",
            LEATHER,
            [
                ("If the duty is 5 % on 2026-11-23", 55, D("173.25")),
                ("If the duty is 15 % on 2026-11-23", 165, D("189.75")),
            ],
        ),
    ],
)  # fmt: skip
def test_what_may_stand_in_the_place_of_an_unknown_rule_is_told_in_figures(
    country: str, hs: str, says: list[tuple[str, D, D]]
) -> None:
    answer = landed(replace(shoes(country, hs=hs), rates=WORLD))
    found = [(str(one.when), one.duty, one.tax) for one in answer.scenarios]
    hand = [(when, Money(D(duty), "USD"), Money(D(tax), "USD")) for when, duty, tax in says]
    assert found == hand
    assert (answer.ddp, answer.landed) == (False, None)


@pytest.mark.parametrize(
    ("country", "money", "last", "most", "above"),
    [
        ("US", "USD", date(2025, 8, 28), "800", "800.01"),
        ("TH", "THB", date(2025, 12, 31), "1500", "1500.01"),
        ("VN", "VND", date(2025, 2, 17), "1000000", "1000001"),
    ],
)
def test_a_small_consignment_was_free_until_the_relief_ended(
    country: str, money: str, last: date, most: str, above: str
) -> None:
    def due(value: str, day: date) -> Money | None:
        case = shoes(country, hs="64039960", value=value, money=money)
        return landed(replace(case, entry_date=day, audience=Audience.B2C)).duty

    assert due(most, last) == Money(D(0), money).rounded()
    assert due(str(D(most) / 10), last) == Money(D(0), money).rounded()
    for taxed in (due(above, last), due(most, last + timedelta(days=1))):
        assert taxed is not None
        assert taxed.amount > 0


def test_vietnam_asked_no_tax_of_little_before_2025_02_18() -> None:
    case = replace(shoes("VN", value="900000", money="VND"), entry_date=date(2025, 2, 17))
    assert landed(case).tax == Money(D(0), "VND")
    assert landed(replace(case, entry_date=date(2025, 2, 18))).tax != Money(D(0), "VND")


def test_a_childrens_pair_takes_no_flat_duty_from_a_taxed_one() -> None:
    """Ireland taxes the grown-ups' pair on its own EUR 3, whatever else lies in the parcel."""
    alone = replace(
        shoes("IE", value="10", money="EUR"),
        audience=Audience.B2C,
        freight=Money(D(0), "EUR"),
        entry_date=date(2026, 12, 20),
    )
    child = Goods(hs="640419", pairs=1, value=Money(D(140), "EUR"), children=True)
    both = landed(replace(alone, lines=(*alone.lines, child)))
    assert landed(alone).tax == both.tax == Money(D("2.99"), "EUR")


AU_FINER = Rule(
    id="au-64035990",
    market="AU",
    hs="64035990",
    kind=RuleKind.DUTY,
    rate=D("0.25"),
    source=Source("a broker", date(2026, 11, 1), Grade.A),
)


@pytest.mark.parametrize("kind", [RuleKind.DUTY, RuleKind.ADDITIONAL])
def test_a_code_too_short_for_a_finer_rule_has_no_duty_paid_price(kind: RuleKind) -> None:
    finer = replace(AU_FINER, kind=kind, programme="Dumping" if kind != "duty" else "")
    case = replace(shoes("AU", hs="640359", value="2000", money="AUD"), rules=(*rules(), finer))
    answer = landed(case)
    assert (answer.duty, answer.ddp) == (None, False)
    assert "the duty depends on more digits of the tariff code than 640359" in said(answer)
    line = replace(case.lines[0], hs="64035990")
    assert landed(replace(case, lines=(line,))).duty is not None


def test_a_finer_rule_that_asks_the_same_splits_nothing() -> None:
    case = shoes("AU", hs="640359", value="2000", money="AUD")
    same = replace(AU_FINER, rate=D("0.05"))
    assert landed(replace(case, rules=(*rules(), same))).duty == landed(case).duty
    over = replace(AU_FINER, valid_until=date(2026, 11, 2))
    assert landed(replace(case, rules=(*rules(), over))).duty == landed(case).duty


def test_a_preference_that_asks_more_is_left_aside() -> None:
    """Nobody has to claim one: the ordinary duty is the most that is due."""
    case = replace(shoes("NL", money="EUR", value="1000"), preferences=("Own deal",))
    dear = Rule(
        id="nl-own-deal",
        market="EU",
        hs="6403",
        kind=RuleKind.PREFERENCE,
        programme="Own deal",
        rate=D("0.20"),
        source=Source("a treaty", date(2026, 11, 1), Grade.A),
    )
    answer = landed(replace(case, rules=(*rules(), dear)))
    assert answer.duty == landed(replace(case, preferences=())).duty
    assert any("asks more than the ordinary duty" in str(note) for note in answer.notes)


def test_a_free_pair_is_taxed_on_its_flat_duty() -> None:
    case = replace(shoes("NL", value="50", money="EUR"), freight=Money(D(0), "EUR"))
    free = Goods(hs="640419", pairs=1, value=Money(D(0), "EUR"))
    both = landed(replace(case, audience=Audience.B2C, lines=(*case.lines, free)))
    assert [one.base for one in both.charges if one.head == "tax"] == [
        Money(D("53.00"), "EUR"),
        Money(D("3.00"), "EUR"),
    ]


def test_a_country_of_which_nothing_is_known_asks_no_fees_of_zero() -> None:
    answer = landed(shoes("KW", value="100"))
    assert (answer.duty, answer.tax, answer.fees, answer.landed) == (None, None, None, None)
    assert "Kuwait: the fees at the border" in said(answer)


def test_india_asked_a_tenth_of_the_basic_duty_on_top_until_2025_02_01() -> None:
    """35 % and 3.5 % of 110,000; from the next day 20 % and 18.5 %, which is as much."""
    rupees = asked(next(one for one in GOLDEN if one.name.startswith("India: pairs of INR 5,000")))
    for day in (date(2025, 2, 1), date(2025, 2, 2)):
        answer = landed(replace(rupees, entry_date=day))
        assert answer.duty == Money(D("42350.00"), "INR")
        assert answer.tax is None


def test_the_flat_duty_of_south_africa_is_not_known_and_no_figure() -> None:
    case = replace(shoes("ZA", value="400", money="ZAR"), entry_date=date(2024, 10, 15))
    answer = landed(case)
    assert (answer.duty, answer.tax, answer.landed, answer.ddp) == (None, None, None, False)
    dearer = landed(replace(shoes("ZA", value="501", money="ZAR"), entry_date=date(2024, 10, 15)))
    assert dearer.duty == Money(D("150.30"), "ZAR")
    after = landed(replace(case, entry_date=date(2024, 11, 1)))
    assert after.duty == Money(D("120.00"), "ZAR")


@pytest.mark.parametrize("value", ["1000", "3000"])
def test_the_fee_of_america_before_its_first_known_year_is_not_zero(value: str) -> None:
    case = replace(shoes("US", hs="64039960", value=value), entry_date=date(2025, 9, 30))
    answer = landed(case)
    assert (answer.fees, answer.landed) == (None, None)
    assert "United States: the Merchandise processing fee" in said(answer)
    assert landed(replace(case, entry_date=date(2025, 10, 1))).fees is not None


def test_a_past_day_comes_out_as_it_was_whatever_was_entered_since() -> None:
    """The caller filters what the book knew; a rule entered later moves only later answers."""
    case = replace(shoes("NL", money="EUR"), rules=rules())
    new = replace(
        next(rule for rule in rules() if rule.id == "eu-vat-nl"),
        id="eu-vat-nl-2027",
        rate=D("0.23"),
        valid_from=date(2027, 1, 1),
    )
    ended = tuple(
        replace(rule, valid_until=date(2027, 1, 1)) if rule.id == "eu-vat-nl" else rule
        for rule in rules()
    )
    later = replace(case, rules=(*ended, new))
    assert landed(later).landed == landed(case).landed
    moved = replace(later, entry_date=date(2027, 1, 1))
    assert landed(moved).tax == Money(D("273.24"), "EUR")  # 23 % of 1,188


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"lines": ()}, "lines: there are no goods. Add at least one line."),
        (
            {"country": "XX"},
            "country: “XX” is not a country code. Use two letters such as NL.",
        ),
        (
            {"currency": "QQQ"},
            "currency: “QQQ” is not a currency Langkah knows. Use a code such as EUR.",
        ),
        (
            {"freight": Money(D(-1), "EUR")},
            "freight: the amount is below zero. Correct it.",
        ),
        (
            {"insurance": Money(D("NaN"), "EUR")},
            "insurance: the amount is no usable number. Correct it.",
        ),
        (
            {"lines": (Goods(hs="64", pairs=0, value=Money(D(-5), "EUR")),)},
            "lines.0.hs: “64” is no tariff code. Write 6 to 12 digits, such as 640399. "
            "lines.0.pairs: write at least one pair. "
            "lines.0.value: the amount is below zero. Correct it.",
        ),
        (
            {"rules": (*rules(), replace(rules()[0], id="twin"))},
            "rules: ae-mfn-4202 and twin both say what the duty is, from the "
            "beginning. End the first before the second begins.",
        ),
        (
            {"lines": (Goods(hs=LEATHER, pairs=1, value=Money(D(5), "XYZ")),)},
            "lines.0.value: “XYZ” is not a currency Langkah knows. Use a code such as EUR.",
        ),
    ],
)
def test_a_bad_case_is_refused_by_field(change: dict[str, Any], sentence: str) -> None:
    with pytest.raises(Refusal) as refused:
        landed(replace(shoes("NL", money="EUR"), **change))
    assert str(refused.value) == sentence


# --- what must hold everywhere ---------------------------------------------------------------

MARKETS = sorted({rule.market for rule in rules()} - {"EU"})
WORLD = tuple(
    Rate(base="USD", quote=quote, rate=D(rate))
    for quote, rate in {
        "EUR": "0.9", "GBP": "0.8", "JPY": "150", "AUD": "1.5", "NZD": "1.6", "CAD": "1.4",
        "NOK": "10", "THB": "35", "PHP": "56", "VND": "25000", "RON": "4.5",
    }.items()
)  # fmt: skip
goods = st.builds(
    Goods,
    hs=st.sampled_from(["640399", "640359", "640419", "640520", "64035960", "64039960", "640510"]),
    pairs=st.integers(1, 300),
    value=st.builds(Money, st.decimals(0, 20_000, places=2), st.just("USD")),
)
cases = st.builds(
    LandedCase,
    country=st.sampled_from(MARKETS),
    lines=st.lists(goods, min_size=1, max_size=4).map(tuple),
    entry_date=st.dates(date(2026, 1, 1), date(2027, 6, 1)),
    quote_date=st.none() | st.dates(date(2026, 1, 1), date(2027, 6, 1)),
    audience=st.sampled_from(Audience),
    freight=st.none() | st.builds(Money, st.decimals(0, 3_000, places=2), st.just("USD")),
    insurance=st.none() | st.builds(Money, st.decimals(0, 100, places=2), st.just("USD")),
    rates=st.sampled_from([(), WORLD]),
    preferences=st.sampled_from([(), ("EU GSP",), ("ATIGA", "IA-CEPA"), ("DCTS", "RCEP")]),
    verified=st.sampled_from([(), CHECKED]),
    sea=st.sampled_from([None, True, False]),
)


@settings(max_examples=300)
@given(case=cases)
def test_nothing_is_negative_and_the_whole_is_the_sum_or_unknown_with_a_reason(
    case: LandedCase,
) -> None:
    answer = landed(case)
    amounts = [charge.amount for charge in answer.charges]
    assert all(amount is None or amount.amount >= 0 for amount in amounts)
    assert answer.ddp == (answer.landed is not None and not answer.to_verify)
    assert answer.ddp == (answer.why_not == ())
    if answer.landed is None:
        return
    assert None not in amounts
    carried = [amount for amount in (case.freight, case.insurance) if amount]
    parts = [answer.goods, *carried, *(amount for amount in amounts if amount)]
    assert answer.landed.amount == sum(part.amount for part in parts)


@pytest.mark.parametrize("golden", GOLDEN, ids=lambda golden: golden.name)
def test_a_figure_taken_from_any_rule_in_use_leaves_no_total(golden: Golden) -> None:
    case = replace(asked(golden), rules=rules())
    used = {charge.rule for charge in landed(case).charges}
    preferences = {rule.id for rule in rules() if rule.kind is RuleKind.PREFERENCE}
    for chosen in used - preferences:
        blank = tuple(without_figures(rule) if rule.id == chosen else rule for rule in rules())
        answer = landed(replace(case, rules=blank))
        assert answer.landed is None, chosen
        assert answer.why_not, chosen


def without_figures(rule: Rule) -> Rule:
    return replace(rule, rate=None, amount=None, threshold=None, limit=None)


@pytest.mark.parametrize("golden", GOLDEN, ids=lambda golden: golden.name)
def test_a_rule_that_is_missing_is_not_a_rate_of_zero(golden: Golden) -> None:
    case = asked(golden)
    kinds = {rule.id: rule.kind for rule in rules()}
    used = {kinds[charge.rule] for charge in landed(case).charges}
    needed = {RuleKind.VALUE_BASIS, *used} & {RuleKind.VALUE_BASIS, RuleKind.DUTY, RuleKind.TAX}
    for kind in needed:
        fewer = tuple(rule for rule in rules() if rule.kind is not kind)
        answer = landed(replace(case, rules=fewer))
        assert (answer.landed, answer.ddp) == (None, False), kind
        assert answer.ask, kind


@settings(max_examples=150)
@given(case=cases, more=goods)
def test_one_more_line_never_lowers_the_duty(case: LandedCase, more: Goods) -> None:
    """With no way to share and no flat duty; with them the law itself can turn it round."""
    free = Money.zero("USD")
    case = replace(case, audience=Audience.B2B, freight=free, insurance=free, rates=WORLD)
    before, after = landed(case), landed(replace(case, lines=(*case.lines, more)))
    if before.duty is not None and after.duty is not None:
        assert before.duty <= after.duty


@settings(max_examples=200)
@given(case=cases)
def test_a_line_told_in_two_halves_pays_the_same_but_for_cents(case: LandedCase) -> None:
    """Values, shares of the way, amounts a pair and EUR 3 a subheading are all of the whole."""
    first, *rest = case.lines
    half = replace(first, value=Money(first.value.amount / 2, "USD"))
    even = replace(first, pairs=2 * first.pairs)
    whole = landed(replace(case, lines=(even, *rest)))
    halves = landed(replace(case, lines=(half, half, *rest)))
    for one, other in ((whole.duty, halves.duty), (whole.tax, halves.tax)):
        assert (one is None) == (other is None)
        if one and other:
            assert abs(one.amount - other.amount) <= D("0.03")
    assert whole.fees == halves.fees
    assert whole.to_verify == halves.to_verify


@settings(max_examples=200)
@given(case=cases)
def test_a_dearer_way_never_lowers_what_is_due(case: LandedCase) -> None:
    if case.freight is None:
        return
    cheap, dear = landed(case), landed(replace(case, freight=case.freight * 2))
    for one, other in ((cheap.duty, dear.duty), (cheap.tax, dear.tax), (cheap.fees, dear.fees)):
        assert (one is None) == (other is None)
        assert one is None or other is None or one <= other


@settings(max_examples=100)
@given(case=cases, data=st.data())
def test_the_order_of_the_lines_does_not_matter(case: LandedCase, data: st.DataObject) -> None:
    mixed = replace(case, lines=tuple(data.draw(st.permutations(case.lines))))
    one, other = landed(case), landed(mixed)
    assert (one.duty, one.tax, one.fees, one.landed, one.ddp) == (
        other.duty,
        other.tax,
        other.fees,
        other.landed,
        other.ddp,
    )


@settings(max_examples=100)
@given(case=cases)
def test_the_money_of_the_answer_does_not_change_what_is_due(case: LandedCase) -> None:
    """Asked in euro it is the same, but for a cent each charge and each amount converted."""
    euro = next(one.rate for one in WORLD if one.quote == "EUR")
    crossed = (replace(one, base="EUR", rate=one.rate / euro) for one in WORLD)
    case = replace(case, rates=(*WORLD, *(one for one in crossed if one.quote != "EUR")))
    dollars, euros = landed(case), landed(replace(case, currency="EUR"))
    for mine, theirs in ((dollars.duty, euros.duty), (dollars.tax, euros.tax)):
        assert (mine is None) == (theirs is None)
        if mine and theirs:
            assert abs(mine.amount * euro - theirs.amount) <= D("0.02") * len(dollars.charges)
    assert dollars.ddp == euros.ddp


@settings(max_examples=100)
@given(case=cases, day=st.integers(1, 400))
def test_what_begins_after_entry_moves_nothing(case: LandedCase, day: int) -> None:
    later = case.entry_date + timedelta(days=day)
    come = tuple(
        replace(rule, id=f"{rule.id}-later", rate=D("0.99"), valid_from=later, valid_until=None)
        for rule in rules()
        if rule.rate is not None and rule.valid_until is None
        if rule.valid_from is None or rule.valid_from < later
    )
    ended = {one.id.removesuffix("-later") for one in come}
    rest = (replace(one, valid_until=later) if one.id in ended else one for one in rules())
    assert outcome(landed(replace(case, rules=(*rest, *come)))) == outcome(landed(case))


def outcome(answer: LandedAnswer) -> tuple[object, ...]:
    return (answer.duty, answer.tax, answer.fees, answer.landed, answer.ddp, answer.to_verify)


@settings(max_examples=100)
@given(case=cases)
def test_money_is_never_a_float(case: LandedCase) -> None:
    answer = landed(case)
    told = [charge.amount for charge in answer.charges]
    told += [answer.goods, answer.duty, answer.tax, answer.fees, answer.landed]
    told += [amount for one in answer.scenarios for amount in (one.duty, one.tax, one.landed)]
    for amount in told:
        if amount is not None:
            assert isinstance(amount.amount, D)
            assert amount == amount.rounded()


@pytest.mark.parametrize("country", MARKETS)
def test_every_market_answers_in_whole_sentences(country: str) -> None:
    for audience in Audience:
        answer = landed(replace(shoes(country), audience=audience))
        for reason in (*answer.why_not, *answer.ask, *answer.changes, *answer.notes):
            text = str(reason)
            assert text[0].isupper()
            assert text.endswith((".", "?"))
            assert "  " not in text
        assert countries.name(country) != country


# --- where the goods were made --------------------------------------------------------------------

AMERICA = LandedCase(
    country="US",
    lines=(Goods(hs="64039960", pairs=30, value=Money(D(10_000), "USD")),),
    entry_date=date(2026, 2, 1),
    freight=Money(D(0), "USD"),
    insurance=Money(D(0), "USD"),
)


def made_in(origin: str) -> LandedAnswer:
    return landed(replace(AMERICA, lines=(replace(AMERICA.lines[0], origin=origin),)))


def test_an_origin_in_small_letters_is_the_same_country() -> None:
    assert made_in("id") == made_in("ID")
    assert made_in("ID").duty == Money(D("2750.00"), "USD")


@pytest.mark.parametrize("origin", ["XX", "China", ""])
def test_an_origin_that_is_no_country_is_refused(origin: str) -> None:
    with pytest.raises(Refusal, match=re.escape("lines.0.origin")):
        made_in(origin)


def test_further_duties_known_for_indonesia_alone_are_not_known_for_others() -> None:
    answer = made_in("CN")
    assert (answer.duty, answer.landed, answer.ddp) == (None, None, False)
    assert "for goods from Indonesia, not for 64039960 from China" in str(answer.why_not[0])
    assert "made in China pay" in str(answer.ask[0])


@pytest.mark.parametrize("hs", ["٦٤٠٣٩٩", "64039²"])
def test_digits_of_another_script_are_no_tariff_code(hs: str) -> None:
    with pytest.raises(Refusal, match=re.escape("lines.0.hs")):
        landed(replace(AMERICA, lines=(replace(AMERICA.lines[0], hs=hs),)))


def test_materials_of_a_line_are_looked_at() -> None:
    line = replace(AMERICA.lines[0], inputs=(Input(name="Upper", origin="QQ", hs="41"),))
    with pytest.raises(Refusal, match=re.escape("lines.0.inputs.0.origin")):
        landed(replace(AMERICA, lines=(line,)))
