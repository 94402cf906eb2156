"""The journey counts records, in a fixed number of queries, and never those of a rival."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest

from langkah.apps.buyers.models import Buyer
from langkah.apps.catalogue.models import BomLine, Material, Product, RoutingStep
from langkah.apps.insight.queries import first_steps, journey
from langkah.apps.partners.models import Carrier, RateCard
from langkah.apps.sales.models import Order, OrderLine
from langkah.apps.workshop.models import Skill
from tests.apps.insight.conftest import NOW, TODAY

pytestmark = pytest.mark.django_db


def items(workshop):
    answer = journey(workshop, NOW)
    return {item.id: item for stage in answer.stages for item in stage.items}


def product(workshop, code: str, **more) -> Product:
    given = {"name": code, "status": "active"}
    return Product.objects.create(workshop=workshop, code=code, **{**given, **more})


def test_an_empty_workshop_is_not_yet_told_anywhere(kenzi):
    assert {item.level for item in items(kenzi).values()} == {None}


def test_styles_count_when_materials_steps_and_costs_are_known(kenzi):
    skill = Skill.objects.create(workshop=kenzi, name="Stitching")
    leather = Material.objects.create(workshop=kenzi, name="Leather", price=Decimal(90))
    whole, half, _ = (product(kenzi, code) for code in "ABC")
    for one, minutes, pay in ((whole, 30, 5000), (half, None, None)):
        BomLine.objects.create(
            workshop=kenzi, product=one, material=leather, per_pair=Decimal("0.2")
        )
        RoutingStep.objects.create(
            workshop=kenzi, product=one, position=1, name="Stitching", skill=skill,
            minutes_per_pair=minutes, pay=pay,
        )  # fmt: skip
    product(kenzi, "D", status="draft")
    found = items(kenzi)
    assert found["1.3"].value == Decimal(1) / 3
    assert found["1.10"].value == Decimal(1) / 3
    assert found["2.1"].value == 0
    assert found["1.8"].value == Decimal("0.5")
    assert (found["1.3"].cases, found["1.8"].cases) == (3, 2)


def test_reply_time_counts_those_who_still_wait(kenzi, inquiry, quote):
    for hours in range(10):
        asked = inquiry(100 + hours)
        quote(inquiry=asked, hours=90, sent=90)
    assert items(kenzi)["2.6"].value == Decimal("18.0")
    inquiry(200)
    inquiry(300)
    # twelve buyers: the eleventh has waited 200 hours
    assert items(kenzi)["2.6"].value == Decimal("200.0")


def place(workshop, buyer: Buyer, number: int, country: str = "NL", days: int = 1) -> Order:
    order = Order.objects.create(
        workshop=workshop, number=number, buyer=buyer, incoterm="DAP", country=country, pairs=10,
        currency="EUR", total=100, deposit=30, placed_at=NOW - timedelta(days=days),
    )  # fmt: skip
    old = Product.objects.filter(workshop=workshop).first() or product(workshop, "OLD")
    OrderLine.objects.create(
        workshop=workshop, order=order, position=1, product=old, title="Shoe", pairs=10,
        unit_price=10,
    )  # fmt: skip
    return order


def test_markets_and_loyalty_come_from_orders(kenzi, anna):
    buyers = [
        Buyer.objects.create(workshop=kenzi, name=f"Buyer {n}", phone="+31" if n else "")
        for n in range(9)
    ]
    for number, buyer in enumerate([anna, *buyers, anna], start=1):
        place(
            kenzi,
            buyer,
            number,
            country="NL" if number > 4 else "DE",
            days=200 if number == 1 else 1,
        )
    found = items(kenzi)
    assert found["5.2"].value == Decimal(70) / 110
    assert found["5.3"].value == Decimal(1) / 10
    # buyers are an outside party, so that this stands on more than our own word
    assert found["5.3"].level == 2
    assert found["2.8"].value == Decimal(9) / 10


def test_carriers_with_valid_rates_are_counted(kenzi):
    for name, until in (("Post", None), ("Air", TODAY), ("Old", TODAY - timedelta(days=1))):
        carrier = Carrier.objects.create(workshop=kenzi, name=name)
        RateCard.objects.create(
            workshop=kenzi,
            carrier=carrier,
            service="x",
            valid_from=TODAY - timedelta(days=30),
            valid_until=until,
        )
    item = items(kenzi)["4.1"]
    assert (item.value, item.shown, item.level) == (2, 2, 1)


def test_a_rival_sees_none_of_it(kenzi, rival, anna, quote):
    place(kenzi, anna, 1)
    quote(sent=3)
    assert {item.cases for item in items(rival).values()} == {0}


def test_the_journey_asks_a_fixed_number_of_queries(kenzi, django_assert_num_queries):
    with django_assert_num_queries(11):
        journey(kenzi, NOW)


def test_the_start_ends_with_the_first_sent_quote(kenzi, quote):
    assert [step.done for step in first_steps(kenzi)] == [False, False, False, False]
    product(kenzi, "A")
    assert [step.done for step in first_steps(kenzi)] == [False, True, False, False]
    quote(sent=1)
    assert first_steps(kenzi) == ()
