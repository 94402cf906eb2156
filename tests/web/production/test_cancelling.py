# ruff: noqa: F811 - fixtures of the production tests are used by name
"""A cancelled order: others come forward, nobody becomes later, and it can come back."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from langkah.apps.insight.today import today
from langkah.apps.production.models import Booking, LetGo
from langkah.apps.production.queries import over_unnoted
from langkah.apps.sales.models import CancelledOrder, Order
from langkah.apps.sales.queries import quote as quote_view
from langkah.apps.sales.state import State
from langkah.apps.workshop.models import Change
from tests.apps.production.conftest import (  # noqa: F401 - fixtures
    NOW,
    ask,
    desk,
    floor,
    loafer,
    say_yes,
    send,
)

pytestmark = pytest.mark.django_db
WHY = "The shop closed"


@pytest.fixture(autouse=True)
def tuesday_morning(monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: NOW + timedelta(hours=20))


@pytest.fixture
def orders(ask, send, say_yes) -> list[int]:
    return [say_yes(send(ask(24))) for _ in range(3)]


def places(*orders):
    rows = Booking.objects.filter(order_line__order__in=orders).order_by("order_line", "step")
    return list(rows.values_list("order_line", "lot", "step", "maker", "start", "end"))


def ends(order):
    return max(row[-1] for row in places(order))


def cancelled(client, order, why=WHY) -> str:
    page = client.get(f"/production/orders/{order}/cancel/", {"reason": why}).content.decode()
    shown = re.search(r'name="shown" value="(\w+)"', page)
    assert shown, page
    return client.post(
        f"/production/orders/{order}/cancel/", {"reason": why, "shown": shown[1]}, follow=True
    ).content.decode()


def test_first_the_consequences_then_the_deed(orders, rina, english):
    first, second, third = orders
    client, before = english(rina), places(*orders)
    was = ends(second), ends(third)
    page = client.get(f"/production/orders/{first}/cancel/", {"reason": WHY}).content.decode()
    assert "O2 Marieke de Vries" in page
    assert "earlier" in page
    assert "later" not in page.partition('id="answer"')[2]
    assert places(*orders) == before
    assert not CancelledOrder.objects.exists()
    told = cancelled(client, first)
    assert "The order is cancelled" in told
    assert WHY in told
    assert not places(first)
    assert ends(second) < was[0]
    assert ends(third) < was[1]
    assert Change.objects.filter(verb="order.cancelled").count() == 1


def test_taken_back_everything_is_as_it_was(orders, bu_sari, english):
    client, before = english(bu_sari), places(*orders)
    told = cancelled(client, orders[0])
    undo = re.search(r'action="(/production/orders/\d+/cancel/undo/)"', told)
    assert undo
    told = client.post(undo[1], follow=True).content.decode()
    assert "The order stands again" in told
    assert places(*orders) == before
    assert not CancelledOrder.objects.exists()
    assert not LetGo.objects.exists()


def test_brought_back_days_later_it_takes_the_first_gaps(orders, bu_sari, english, monkeypatch):
    client = english(bu_sari)
    first, second, third = orders
    cancelled(client, first)
    others = places(second, third)
    monkeypatch.setattr(timezone, "now", lambda: NOW + timedelta(days=2, hours=20))
    path = f"/production/orders/{first}/bring-back/"
    page = client.get(path).content.decode()
    shown = re.search(r'name="shown" value="(\w+)"', page)
    assert shown, page
    assert "later" in page.partition('id="answer"')[2]
    assert not places(first)
    client.post(path, {"shown": shown[1]})
    assert places(second, third) == others
    assert len(places(first)) == 1
    assert ends(first) > ends(third)


def test_a_lot_under_way_stops_and_leaves_its_lasts(orders, bu_sari, english, monkeypatch):
    client, before = english(bu_sari), places(*orders)
    moment = before[0][4] + timedelta(minutes=30)
    monkeypatch.setattr(timezone, "now", lambda: moment)
    cancelled(client, orders[0])
    assert not places(orders[0])
    client.post(f"/production/orders/{orders[0]}/cancel/undo/")
    assert places(*orders) == before


def test_everybody_reads_that_it_is_cancelled(orders, desk, bu_sari, viewer, english):
    version = Order.objects.get(pk=orders[0]).accepted.version
    cancelled(english(bu_sari), orders[0])
    client = english(viewer)
    for path in (f"/sales/orders/{orders[0]}/", f"/production/orders/{orders[0]}/"):
        page = client.get(path).content.decode()
        assert "This order is cancelled" in page
        assert WHY in page
        assert "Bring the order back" not in page
    assert "cancelled" in client.get("/sales/orders/").content.decode()
    assert (
        "The order is cancelled"
        in client.get(f"/sales/quotes/{version.quote_id}/").content.decode()
    )
    view = quote_view(desk, version.quote_id, timezone.now())
    assert view.version.standing.state is State.CANCELLED
    named = [str(one.title) for one in today(desk, timezone.now())]
    assert not any("order 1 " in one.lower() or "order 1." in one.lower() for one in named), named


def test_pages_ask_few_queries(orders, bu_sari, english, django_assert_max_num_queries):
    client = english(bu_sari)
    path = f"/production/orders/{orders[0]}/"
    for asks, most in (({}, 8), ({"reason": WHY}, 32)):
        with django_assert_max_num_queries(most):
            client.get(f"{path}cancel/", asks)
    cancelled(client, orders[0])
    with django_assert_max_num_queries(34):
        client.get(f"{path}bring-back/")


def test_a_reason_is_asked_for(orders, bu_sari, english):
    page = english(bu_sari).get(f"/production/orders/{orders[0]}/cancel/", {"reason": " "})
    assert "Write why the order is cancelled." in page.content.decode()
    assert 'name="shown"' not in page.content.decode()


def test_what_has_left_is_not_cancelled(orders, bu_sari, english):
    client = english(bu_sari)
    client.post(f"/sales/orders/{orders[0]}/left/", {"today": "1"})
    page = client.get(f"/production/orders/{orders[0]}/cancel/", {"reason": WHY}).content.decode()
    assert "it can no longer be cancelled" in page


def test_a_cancelled_order_does_not_leave_and_is_not_planned(orders, bu_sari, english):
    client = english(bu_sari)
    cancelled(client, orders[0])
    told = client.post(f"/sales/orders/{orders[0]}/left/", {"today": "1"}, follow=True)
    assert "This order is cancelled." in told.content.decode()
    told = client.post(f"/production/orders/{orders[0]}/plan/", follow=True)
    assert "This order is cancelled." in told.content.decode()
    assert not places(orders[0])


@pytest.mark.parametrize("who", ["pak_budi", "viewer"])
def test_only_who_sells_cancels(who, request, orders, english):
    client = english(request.getfixturevalue(who))
    path = f"/production/orders/{orders[0]}/"
    assert "Cancel the order" not in client.get(path).content.decode()
    for name in ("cancel/", "cancel/undo/", "bring-back/"):
        assert client.post(path + name, {"reason": WHY}).status_code == 404
    assert client.get(f"{path}cancel/").status_code == 404
    assert not CancelledOrder.objects.exists()


def test_nobody_is_asked_what_was_done_of_it(orders, desk, bu_sari, english, monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: NOW + timedelta(days=2, hours=20))
    now = timezone.now()
    assert orders[0] in {one.order for one in over_unnoted(desk, now)}
    cancelled(english(bu_sari), orders[0])
    assert orders[0] not in {one.order for one in over_unnoted(desk, now)}
    assert len(places(orders[0])) == 1, "what was made stays on record"


def test_a_second_yes_does_not_bring_it_back(orders, bu_sari, english, say_yes):
    version = Order.objects.get(pk=orders[0]).accepted.version_id
    cancelled(english(bu_sari), orders[0])
    assert say_yes(version) == orders[0]
    assert not places(orders[0])
