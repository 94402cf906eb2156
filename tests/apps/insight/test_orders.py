"""Orders that the plan lets down, and rules that move under open quotes (O08, V08)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from langkah.apps.catalogue.models import Product
from langkah.apps.insight.items import Subject, TodayItem
from langkah.apps.insight.queries import today as everything
from langkah.apps.production.models import Booking
from langkah.apps.rules import actions as rules
from langkah.apps.rules.models import DatedRule
from langkah.apps.sales import actions
from langkah.apps.sales.models import AcceptedQuote, Offer, OfferLine, Order, OrderLine
from langkah.apps.workshop import words
from langkah.apps.workshop.models import Maker
from tests.apps.insight.conftest import NOW, TODAY

pytestmark = pytest.mark.django_db


def today(workshop, now) -> tuple[TodayItem, ...]:
    """Without a word on the plan itself: these bookings are written by hand, without any steps."""
    return tuple(one for one in everything(workshop, now) if one.subject is not Subject.PLAN)


def told(workshop) -> list[str]:
    return [str(item.title) for item in today(workshop, NOW)]


@pytest.fixture
def order(kenzi, anna):
    oxford = Product.objects.create(workshop=kenzi, code="O", name="Oxford")
    made = Order.objects.create(
        workshop=kenzi, number=7, buyer=anna, incoterm="DAP", country="NL", pairs=24,
        currency="EUR", total=1, deposit=0, promise_day=date(2026, 12, 1),
        placed_at=NOW - timedelta(days=3),
    )  # fmt: skip
    OrderLine.objects.create(
        workshop=kenzi, order=made, position=1, product=oxford, title="Oxford", pairs=24,
        unit_price=1,
    )  # fmt: skip
    return made


def book(order: Order, end) -> None:
    maker = Maker.objects.create(workshop=order.workshop, name="Cak Man")
    Booking.objects.create(
        workshop=order.workshop, order_line=order.lines.get(), lot=1, step=1, operation="Packing",
        pairs=24, maker=maker, start=end - timedelta(hours=2), end=end,
    )  # fmt: skip


def test_an_order_without_a_plan_is_told(kenzi, order):
    assert told(kenzi) == ["Order 7 for Anna is not on the plan."]


@pytest.mark.parametrize(
    ("days", "late"),
    [
        (5, []),
        (8, ["Orders with fewer than 3 days to spare: 1."]),
        (9, ["Order 7 for Anna will be late."]),
        (-1, []),
    ],
)
def test_a_plan_that_ends_after_the_promise_is_late(kenzi, order, days, late):
    book(order, NOW + timedelta(days=days))
    assert told(kenzi) == late


def tell(order, by, days):
    day = TODAY + timedelta(days=days)
    return actions.tell_new_day(
        workshop=order.workshop, order=order.pk, by=by, now=NOW,
        told=actions.Told(
            planned=day, day=day, reason="", language="en", text=words.day(day, "en")
        ),
    )  # fmt: skip


def test_a_late_order_is_told_until_its_buyer_knows_and_agreed(kenzi, order, bu_sari):
    book(order, NOW + timedelta(days=9))
    (item,) = today(kenzi, NOW)
    assert "The buyer is not told yet" in str(item.detail)
    word = tell(order, bu_sari, 10)
    (item,) = today(kenzi, NOW)
    assert str(item.title) == "Does Anna agree to the new day of order 7?"
    assert str(item.detail) == "Promised for 2026-12-01, told 2026-12-03. Note it when she agrees."
    actions.agree_to_new_day(
        workshop=kenzi, order=order.pk, told=word, on=TODAY, by=bu_sari, now=NOW
    )
    assert told(kenzi) == ["Orders with fewer than 3 days to spare: 1."]
    actions.take_back_agreement(workshop=kenzi, order=order.pk, told=word, by=bu_sari)
    actions.take_back_new_day(workshop=kenzi, order=order.pk, told=word, by=bu_sari, now=NOW)
    assert told(kenzi) == ["Order 7 for Anna will be late."]


def test_a_plan_that_moved_behind_the_day_told_is_told_again(kenzi, order, bu_sari):
    tell(order, bu_sari, 9)
    book(order, NOW + timedelta(days=12))
    (item,) = today(kenzi, NOW)
    assert str(item.detail) == (
        "The buyer was told 2026-12-02, but it is planned until 2026-12-05. Tell her again."
    )


def overdue(order):
    book(order, NOW - timedelta(days=1))
    Order.objects.update(promise_day=TODAY - timedelta(days=1))
    return ["Has order 7 for Anna left?"]


def leave(order, by):
    actions.note_departure(
        workshop=order.workshop, order=order.pk, day=TODAY, tracking="", by=by, now=NOW
    )


def test_an_order_whose_day_to_leave_is_over_is_asked_about_until_it_left(kenzi, order, bu_sari):
    asked = overdue(order)
    assert told(kenzi) == asked
    leave(order, bu_sari)
    assert told(kenzi) == []
    actions.take_back_departure(workshop=kenzi, order=order.pk, by=bu_sari, now=NOW)
    assert told(kenzi) == asked


@pytest.mark.parametrize(
    ("promised", "ends", "asked"), [(0, -1, False), (-1, -1, True), (-1, 1, False)]
)
def test_who_is_still_being_made_or_not_due_is_not_asked_about(kenzi, order, promised, ends, asked):
    book(order, NOW + timedelta(days=ends))
    Order.objects.update(promise_day=TODAY + timedelta(days=promised))
    assert ("Has order 7 for Anna left?" in told(kenzi)) == asked


def test_orders_from_before_langkah_are_not_asked_about(kenzi, order):
    Order.objects.update(promise_day=TODAY - timedelta(days=300))
    assert told(kenzi) == []


def test_what_has_left_is_neither_late_nor_without_a_plan(kenzi, order, bu_sari):
    leave(order, bu_sari)
    assert told(kenzi) == []
    book(order, NOW + timedelta(days=9))
    assert told(kenzi) == []


@pytest.mark.parametrize(
    ("ago", "deposit", "detail"),
    [
        (1, "30", "Thank the buyer, ask for the deposit of EUR 30.00, and order the material."),
        (47, "0", "Thank the buyer and order the material."),
        (49, "30", None),
    ],
)
def test_a_buyers_yes_is_news_for_two_days(kenzi, order, quote, ago, deposit, detail):
    book(order, NOW + timedelta(days=1))
    made = quote(sent=60)
    order.accepted = AcceptedQuote.objects.create(
        workshop=kenzi, quote=made, version=made.versions.get(), name="Anna",
        at=NOW - timedelta(hours=ago),
    )  # fmt: skip
    order.deposit = deposit
    order.save()
    news = [(str(one.title), str(one.detail)) for one in today(kenzi, NOW)]
    assert news == ([("Anna accepted quote 1: it is order 7 now.", detail)] if detail else [])


@pytest.fixture
def rule(kenzi):
    """A rule of the workshop's book, with other dates."""
    rules.adopt(workshop=kenzi, now=NOW)

    def dated(**dates) -> str:
        plain = {"valid_until": None, "review_by": None}
        DatedRule.objects.filter(code="eu-vat-nl").update(**plain | dates)
        return "eu-vat-nl"

    return dated


@pytest.mark.parametrize(
    ("dates", "title"),
    [
        ({"valid_until": TODAY + timedelta(days=30)}, "A rule under quote 1 ends on 2026-12-23."),
        ({"valid_until": TODAY + timedelta(days=31)}, None),
        (
            {"review_by": TODAY},
            "A rule under quote 1 should have been checked again by 2026-11-23.",
        ),
        ({"review_by": TODAY + timedelta(days=1)}, None),
    ],
)
def test_a_rule_that_moves_flags_the_open_quotes_under_it(kenzi, quote, rule, dates, title):
    version = quote(sent=2).versions.get()
    offer = Offer.objects.create(workshop=kenzi, version=version, position=1, incoterm="DDP")
    for place in (1, 2):
        OfferLine.objects.create(
            workshop=kenzi, offer=offer, position=place, head="duty", bearer="seller",
            rule=rule(**dates),
        )  # fmt: skip
    assert told(kenzi) == ([title] if title else [])


def test_a_draft_is_not_flagged_since_it_is_priced_anew(kenzi, quote, rule):
    version = quote(hours=1).versions.get()
    offer = Offer.objects.create(workshop=kenzi, version=version, position=1, incoterm="DDP")
    OfferLine.objects.create(
        workshop=kenzi, offer=offer, position=1, head="duty", bearer="seller",
        rule=rule(valid_until=TODAY),
    )  # fmt: skip
    assert told(kenzi) == ["Quote 1 for Anna is not sent yet."]
