# ruff: noqa: F811 - fixtures of the production tests are used by name
"""The room Production: who may read it, what it says of orders and of held quotes, what it costs.

Pak Karno alone lasts 25 minutes a pair, 480 minutes a day from Monday to Saturday. It is Monday
23 November 2026, 10:00.
"""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from syrupy.assertion import SnapshotAssertion

from langkah.apps.production.models import Booking
from langkah.apps.sales.models import Order
from langkah.apps.workshop.models import ClosedDay, Maker, Membership, Share
from tests.apps.production.conftest import (  # noqa: F401 - fixtures
    NOW,
    ask,
    bold,
    desk,
    floor,
    loafer,
    say_yes,
    send,
)
from tests.web.production.reading import main_text

pytestmark = pytest.mark.django_db
HOME = "/production/"


@pytest.fixture(autouse=True)
def tuesday(monkeypatch):
    """A day after the buyer's yes, whatever the real clock says."""
    monkeypatch.setattr(timezone, "now", lambda: NOW + timedelta(days=1))


@pytest.fixture
def order(bold, ask, send, say_yes) -> int:
    return say_yes(send(ask(24)))


@pytest.fixture
def signed_in(client_of, bu_sari):
    return client_of(bu_sari)


@pytest.fixture
def read(client_of, bu_sari):
    """The page as text, in English, without tags."""

    def text(path: str = HOME, user=bu_sari) -> str:
        client = client_of(user)
        client.cookies["django_language"] = "en"
        return main_text(client.get(path))

    return text


def test_nobody_is_sent_to_sign_in(client, order):
    for path in (HOME, f"/production/orders/{order}/"):
        assert "/sign-in/" in client.get(path)["Location"]
    assert "/sign-in/" in client.post(f"/production/orders/{order}/plan/")["Location"]


@pytest.mark.parametrize("who", ["bu_sari", "rina", "pak_budi", "viewer"])
def test_every_member_reads_the_plan(who, request, order, read):
    user = request.getfixturevalue(who)
    assert "Order 1 · Marieke de Vries" in read(user=user)
    assert "Lasting" in read(f"/production/orders/{order}/", user=user)


def test_another_workshop_sees_nothing(order, rival_owner, client_of, read):
    client = client_of(rival_owner)
    assert client.get(f"/production/orders/{order}/").status_code == 404
    assert client.post(f"/production/orders/{order}/plan/").status_code == 404
    assert "Marieke" not in read(user=rival_owner)


def test_an_adviser_reads_it_when_it_is_shared(order, adviser, client_of):
    client = client_of(adviser)
    assert client.get(HOME).status_code == 404
    place = Membership.objects.get(user=adviser)
    Share.objects.create(workshop=place.workshop, membership=place, room="production")
    assert client.get(HOME).status_code == 200
    assert client.get(f"/production/orders/{order}/").status_code == 200
    assert client.post(f"/production/orders/{order}/plan/").status_code == 404


def test_an_empty_plan_teaches_the_next_step(floor, read):
    text = read()
    assert "Nothing on the plan yet" in text
    assert "When a buyer accepts a quote" in text
    assert "Nothing is planned on this day. There is room for an order." in text


def test_the_plan_reads_well(ask, send, order, read, snapshot: SnapshotAssertion):
    send(ask(12))
    assert read() == snapshot
    assert read(f"/production/orders/{order}/") == snapshot


def test_a_step_of_two_days_stands_on_both(order, read):
    """600 minutes from Tuesday 08:00 on end on Wednesday at 10:00."""
    assert "from 08.00 Lasting" in read(f"{HOME}?day=2026-11-24")
    assert "until 10.00 Lasting" in read(f"{HOME}?day=2026-11-25")
    assert "Nothing is planned on this day" in read(f"{HOME}?day=2026-11-26")


def test_what_a_quote_holds_is_not_shown_as_an_order(ask, send, order, read):
    send(ask(24))
    held = read(f"{HOME}?day=2026-12-08")
    assert "Held" in held
    assert "Held for open quotes" in held
    ordered = read(f"{HOME}?day=2026-11-24").split("Held for open quotes")[0]
    assert "Held" not in ordered


def test_a_closed_day_says_why(floor, read):
    ClosedDay.objects.create(workshop=floor, day="2026-11-26", reason="Family feast")
    assert "Closed on this day: Family feast." in read(f"{HOME}?day=2026-11-26")
    assert "Closed on this day." in read(f"{HOME}?day=2026-11-29")


@pytest.mark.parametrize("day", ["9999-12-31", "0001-01-01", "soon", "2026-13-40", "2031-01-01"])
def test_a_day_nobody_plans_shows_today(day, order, read):
    assert read(f"{HOME}?day={day}") == read()


def test_an_order_that_will_be_late_is_said_first(order, read):
    Booking.objects.update(end=NOW + timedelta(days=20))
    text = read()
    assert "1 order will be late" in text
    promised = Order.objects.get(pk=order).promise_day
    days = ((NOW + timedelta(days=20)).date() - promised).days
    assert f"Order 1 for Marieke de Vries: {days} days after the promise" in text
    assert "Later than promised" in read(f"/production/orders/{order}/")


@pytest.fixture
def unplanned(ask, send, say_yes) -> int:
    """The buyer said yes when nobody was left who could make it."""
    version = send(ask(24))
    Maker.objects.update(active=False)
    return say_yes(version)


def test_an_order_without_a_plan_can_be_planned(unplanned, client_of, pak_budi, read):
    order = unplanned
    page, deed = f"/production/orders/{order}/", f"/production/orders/{order}/plan/"
    assert "Plan it now" in read(page, user=pak_budi)
    client = client_of(pak_budi)
    client.cookies["django_language"] = "en"
    told = client.post(deed, follow=True).content.decode()
    assert "Nobody can do “Lasting”" in told
    assert not Booking.objects.exists()
    Maker.objects.update(active=True)
    assert client.get(deed).status_code == 405
    assert client.post(deed).status_code == 302
    assert "This order is not on the plan" not in read(page)
    count = Booking.objects.count()
    client.post(deed)
    assert Booking.objects.count() == count


def test_who_may_not_change_the_floor_is_not_asked_to_plan(order, viewer, read, client_of):
    Booking.objects.all().delete()
    assert "Plan it now" not in read(f"/production/orders/{order}/", user=viewer)
    assert client_of(viewer).post(f"/production/orders/{order}/plan/").status_code == 404


def test_pages_ask_few_queries(ask, send, say_yes, signed_in, django_assert_max_num_queries):
    orders = [say_yes(send(ask(pairs))) for pairs in (6, 12, 30)]
    for path in (HOME, f"/production/orders/{orders[-1]}/"):
        signed_in.get(path)
        with django_assert_max_num_queries(15):
            signed_in.get(path)
