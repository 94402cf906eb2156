"""A price as steps: what people read, and that the steps are the price."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from langkah.domain.money import Money, total
from langkah.domain.price import PriceCase
from langkah.domain.quote import (
    Bearer,
    Head,
    Spent,
    absorbed,
    attempt,
    of_line,
    spent_of,
    waterfall,
)
from langkah.domain.quote.shown import landed_shown, price_shown
from langkah.reference import currencies
from tests.domain.borders import asked, read
from tests.domain.desk import D, eur, line, quote_case

HEADS = ("pickup", "export", "freight", "insurance", "delivery", "duty", "extra_duty", "tax")
CURRENCIES = {code: currencies.digits(code) for code in ("EUR", "IDR", "JPY", "USD", "KWD")}


def amount_in(currency: str) -> st.SearchStrategy[Money]:
    step = CURRENCIES[currency]
    return st.integers(0, 10**9).map(lambda units: Money(Decimal(units).scaleb(-step), currency))


@st.composite
def offers(draw: st.DrawFn) -> tuple[list[Money], list[Head], list[Spent]]:
    """Goods of one to four lines, some heads of the way, and what the lines cost."""
    currency = draw(st.sampled_from(sorted(CURRENCIES)))
    lines = draw(st.integers(1, 4))
    goods = [draw(amount_in(currency)) for _ in range(lines)]
    known = amount_in(currency)
    reach = draw(st.integers(0, len(HEADS)))
    heads = [Head(head="goods", amount=total(goods, currency), bearer=Bearer.SELLER)]
    for place, head in enumerate(HEADS):
        if draw(st.booleans()):
            bearer = Bearer.SELLER if place < reach else Bearer.BUYER
            heads.append(Head(head=head, amount=draw(known), bearer=bearer))
    odd = st.decimals(0, 10**6, places=7).map(lambda value: Money(value, currency))
    spent = [
        Spent(whole=draw(odd), materials=draw(st.none() | odd), works=draw(odd))
        for _ in range(lines)
    ]
    return goods, heads, spent


def test_what_a_buyer_pays_to_unload_is_said_and_counts_once_it_is_known():
    sold = Head(head="goods", amount=eur(100), bearer=Bearer.SELLER)
    unknown = waterfall("EUR", [sold, Head(head="unloading", amount=None)], ())
    assert (unknown.price, unknown.door) == (eur(100), eur(100))
    assert str(unknown.steps[-1].why).startswith("The buyer unloads. What that costs is not known")
    ours = Head(head="unloading", amount=None, bearer=Bearer.SELLER)
    assert waterfall("EUR", [sold, ours], ()).price is None
    assert waterfall("EUR", [sold, Head(head="unloading", amount=eur(9))], ()).door == eur(109)


@settings(max_examples=150)
@given(offers())
def test_the_steps_are_the_door_price_to_the_last_digit(offer):
    _, heads, spent = offer
    currency = heads[0].amount.currency
    found = waterfall(currency, heads, spent)
    assert total([one.amount for one in found.steps], currency) == found.door
    assert found.door == total([one.amount for one in heads], currency)
    assert all(one.amount == one.amount.rounded() for one in found.steps)


@settings(max_examples=150)
@given(offers())
def test_the_lines_are_the_whole(offer):
    goods, heads, _ = offer
    currency = heads[0].amount.currency
    parts = [waterfall(currency, of_line(place, goods, heads), ()) for place in range(len(goods))]
    whole = waterfall(currency, heads, ())
    assert total([one.door for one in parts], currency) == whole.door
    assert total([one.price for one in parts], currency) == whole.price


@settings(max_examples=60)
@given(offers(), st.data())
def test_an_unknown_step_is_a_gap_with_a_sentence(offer, data):
    _, heads, spent = offer
    currency = heads[0].amount.currency
    place = data.draw(st.integers(0, len(heads) - 1))
    heads[place] = replace(heads[place], amount=None)
    found = waterfall(currency, heads, spent)
    gaps = [one for one in found.steps if one.amount is None]
    assert gaps
    assert all(one.why is not None for one in gaps)
    assert found.door is None


def test_a_quote_is_taken_apart():
    figures = attempt(quote_case(line("loafer", pairs=24)))
    for offer in figures.offers:
        rate = figures.rate.rate if figures.rate else D(1)
        spent = [spent_of(one, rate, figures.currency) for one in figures.lines]
        heads = [Head(head=one.head, amount=one.amount, bearer=one.bearer) for one in offer.lines]
        found = waterfall(figures.currency, heads, spent)
        assert found.door == offer.at_door
        if offer.price is not None:
            assert found.price == offer.price
        names = [one.name for one in found.steps]
        assert names[:2] == ["materials", "works"]
        assert "margin" in names


def test_without_a_cost_the_goods_stay_whole_and_say_why():
    found = waterfall("EUR", [Head(head="goods", amount=eur(100))], [Spent()])
    (goods,) = found.steps
    assert goods.name == "goods"
    assert "cost card" in str(goods.why)
    assert found.door == eur(100)


def test_paying_the_duty_herself():
    heads = [
        Head(head="goods", amount=eur(1000), bearer=Bearer.SELLER),
        Head(head="freight", amount=eur(100), bearer=Bearer.SELLER),
        Head(head="duty", amount=eur(88)),
        Head(head="tax", amount=eur(250)),
    ]
    steps = waterfall("EUR", heads, [Spent(whole=eur(700), materials=eur(400), works=eur(200))])
    duty, both = (absorbed(steps, tax=tax) for tax in (False, True))
    assert (duty.margin, duty.cost, duty.left) == (eur(300), eur(88), eur(212))
    assert duty.share == D("0.1927")
    assert duty.keeps == eur(1188)
    assert (both.left, both.loses) == (eur(-38), True)


def test_paying_an_unknown_duty_is_not_worked_out():
    heads = [
        Head(head="goods", amount=eur(1000), bearer=Bearer.SELLER),
        Head(head="duty", amount=None),
    ]
    found = absorbed(waterfall("EUR", heads, [Spent(whole=eur(700))]), tax=False)
    assert (found.cost, found.left, found.keeps) == (None, None, None)
    assert found.why


def test_every_border_is_told_in_steps():
    """The golden cases: where the sum is known, the steps are it, the carrier's fees once."""
    for golden in read():
        for extra in (None, Money(D(7), golden.money)):
            found = landed_shown(replace(asked(golden), extra=extra))
            assert found.waterfall.door == found.landed


def test_a_price_is_told_in_steps():
    rule = quote_case(line("loafer", pairs=24)).rule
    found = price_shown(PriceCase(cost_per_pair=eur("31.337"), pairs=7, rule=rule, currency="EUR"))
    assert [one.name for one in found.waterfall.steps] == ["made", "margin"]
    assert found.waterfall.price == found.total
