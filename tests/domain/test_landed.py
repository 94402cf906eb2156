"""What is due at the door: worked by hand for each market, and what must hold everywhere."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from langkah.domain.charges import Goods
from langkah.domain.exchange import Rate
from langkah.domain.landed import Audience, LandedAnswer, LandedCase, landed
from langkah.domain.money import Money
from langkah.domain.reason import Refusal
from langkah.reference import countries
from langkah.reference.rules import Rule, RuleKind, rules
from langkah.reference.source import Grade
from tests.domain.borders import AUTUMN, GOLDEN, LEATHER, SPRING, D, Golden, asked


@pytest.mark.parametrize("golden", GOLDEN, ids=lambda golden: golden.name)
def test_worked_by_hand(golden: Golden) -> None:
    answer = landed(asked(golden))
    sums = (answer.duty, answer.tax, answer.fees, answer.landed)
    hand = (golden.duty, golden.tax, golden.fees, golden.whole)
    assert sums == tuple(Money(D(amount), golden.money) for amount in hand)
    assert answer.ddp
    assert answer.why_not == ()


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
    )


def said(answer: LandedAnswer) -> str:
    return " ".join(str(reason) for reason in answer.why_not)


@pytest.mark.parametrize(
    ("country", "what"),
    [
        ("MY", "Malaysia: the duty on 640399 is not known"),
        ("SA", "Saudi Arabia: the duty on 640399 is not known"),
        ("TW", "Taiwan: the duty on 640399 is not known"),
        ("CA", "Canada: the import tax is not known"),
        ("US", "United States: the further duty on 64039960 (Section 122 or what followed it)"),
        ("BR", "Brazil: the value that customs counts is not known"),
    ],
)
def test_what_is_not_known_stops_the_duty_paid_price_and_names_whom_to_ask(
    country: str, what: str
) -> None:
    answer = landed(shoes(country, hs="64039960" if country == "US" else LEATHER))
    assert (answer.landed, answer.ddp) == (None, False)
    assert what in said(answer)
    assert any(str(one).startswith("Ask a customs broker for ") for one in answer.ask)


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
    assert "Romania: the Handling fee is not known" in said(answer)


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
        "The preference EU GSP of today ends on 2027-01-01, before the goods arrive on 2027-01-04.",
        "Duty, tax and fees: EUR 290.90 if they arrived today, EUR 337.48 on that day.",
    ]
    assert landed(replace(case, entry_date=date(2026, 12, 31))).changes == ()


def test_what_begins_before_the_goods_arrive_is_said_too() -> None:
    case = replace(
        shoes("US", hs="64039960"), quote_date=date(2026, 7, 1), entry_date=date(2026, 8, 1)
    )
    told = [str(one) for one in landed(case).changes]
    assert told == [
        "The further duty Section 122 of today ends on 2026-07-24, "
        "before the goods arrive on 2026-08-01.",
        "The further duty Section 122 or what followed it begins on 2026-07-24, "
        "before the goods arrive on 2026-08-01.",
        "Duty, tax and fees: USD 218.58 if they arrived today, not known on that day.",
    ]


def test_rules_that_nobody_checked_are_named() -> None:
    case = shoes("NL", money="EUR")
    assert landed(case).to_verify == ("eu-mfn-6403", "eu-vat-nl", "eu-valuation")
    assert landed(replace(case, verified=("eu-vat-nl",))).to_verify == (
        "eu-mfn-6403",
        "eu-valuation",
    )


def test_an_old_rule_loses_trust_until_it_is_reviewed() -> None:
    case = replace(shoes("CH", money="CHF"), quote_date=date(2027, 7, 1))
    answer = landed(replace(case, entry_date=date(2027, 7, 1)))
    # The Swiss tax is grade C today; past its review it is unknown.
    assert answer.ddp is False
    assert {charge.grade for charge in answer.charges} == {Grade.B, Grade.U}


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
            "lines.0.hs: “64” is too short or no number. Write at least six digits. "
            "lines.0.pairs: write at least one pair. "
            "lines.0.value: the amount is below zero. Correct it.",
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
    preferences=st.sampled_from([(), ("EU GSP",), ("ATIGA", "IA-CEPA")]),
)


@settings(max_examples=300, deadline=None)
@given(case=cases)
def test_nothing_is_negative_and_the_whole_is_the_sum_or_unknown_with_a_reason(
    case: LandedCase,
) -> None:
    answer = landed(case)
    amounts = [charge.amount for charge in answer.charges]
    assert all(amount is None or amount.amount >= 0 for amount in amounts)
    assert answer.ddp == (answer.landed is not None)
    if answer.landed is None:
        assert answer.why_not
        return
    assert answer.why_not == ()
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


@settings(max_examples=150, deadline=None)
@given(case=cases, more=goods)
def test_one_more_line_never_lowers_the_duty(case: LandedCase, more: Goods) -> None:
    """With no way to share and no flat duty; with them the law itself can turn it round."""
    free = Money.zero("USD")
    case = replace(case, audience=Audience.B2B, freight=free, insurance=free, rates=WORLD)
    before, after = landed(case), landed(replace(case, lines=(*case.lines, more)))
    if before.duty is not None and after.duty is not None:
        assert before.duty <= after.duty


@pytest.mark.parametrize("country", MARKETS)
def test_every_market_answers_in_whole_sentences(country: str) -> None:
    for audience in Audience:
        answer = landed(replace(shoes(country), audience=audience))
        for reason in (*answer.why_not, *answer.ask, *answer.changes):
            text = str(reason)
            assert text[0].isupper()
            assert text.endswith((".", "?"))
            assert "  " not in text
        assert countries.name(country) != country
