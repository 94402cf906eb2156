# ruff: noqa: F811 - fixtures of the production tests are used by name
"""Can it be earlier: who may ask, what is said before the button, what is written, and undo."""

from __future__ import annotations

import re

import pytest
from django.utils import timezone
from syrupy.assertion import SnapshotAssertion

from langkah.apps.production.models import Booking, MadeRoom
from langkah.apps.sales.models import Order, QuoteVersion
from tests.apps.production.conftest import (  # noqa: F401 - fixtures
    NOW,
    ask,
    desk,
    floor,
    loafer,
    say_yes,
    send,
)
from tests.apps.production.test_room import (  # noqa: F401 - fixtures
    draft,
    orders,
    places,
    ready,
    short,
)
from tests.web.production.reading import main_text

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def now(monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: NOW)


def shown(text: str, way: str = "") -> str:
    """The sign of the plan a form would write."""
    forms = re.findall(r"<form.*?</form>", text, re.DOTALL)
    fits = [one for one in forms if 'name="shown"' in one and (way in one if way else True)]
    found = re.search(r'name="shown" value="([^"]+)"', fits[0])
    assert found
    return found[1]


def undo_of(text: str) -> str:
    found = re.search(r'action="(/production/[^"]+(?:undo|drop)/)"', text)
    assert found
    return found[1]


def test_the_draft_leads_there_and_the_answer_reads_well(
    draft, bu_sari, english, snapshot: SnapshotAssertion
):
    client = english(bu_sari)
    quote = QuoteVersion.objects.get(pk=draft).quote_id
    page = client.get(f"/sales/quotes/{quote}/").content.decode()
    assert f"/production/quotes/{draft}/earlier/" in page
    assert main_text(client.get(f"/production/quotes/{draft}/earlier/")) == snapshot


def test_the_day_is_taken_and_given_back(draft, bu_sari, english):
    client, before = english(bu_sari), places()
    path = f"/production/quotes/{draft}/earlier/"
    own = QuoteVersion.objects.get(pk=draft).promise_day
    sign = shown(client.get(path).content.decode())
    told = client.post(path, {"shown": sign}, follow=True).content.decode()
    assert "The quote has the earlier day." in told
    assert "Others give days when this is sent" in told
    assert QuoteVersion.objects.get(pk=draft).promise_day < own
    told = client.post(undo_of(told), follow=True).content.decode()
    assert "The quote has its own day again." in told
    assert QuoteVersion.objects.get(pk=draft).promise_day == own
    assert places() == before


def test_sent_the_quote_and_the_orders_say_who_gave(draft, bu_sari, english):
    client = english(bu_sari)
    path = f"/production/quotes/{draft}/earlier/"
    client.post(path, {"shown": shown(client.get(path).content.decode())})
    told = client.post(f"/sales/versions/{draft}/send/", follow=True).content.decode()
    assert "Others gave days for this quote" in told
    giver = MadeRoom.objects.get().given.exclude(order=None).first()
    assert giver
    page = client.get(f"/production/orders/{giver.order_id}/").content.decode()
    assert "This order gave days it can spare" in page


def test_prior_sale_is_told(draft, bu_sari, english):
    QuoteVersion.objects.filter(pk=draft).update(date_held=False)
    text = english(bu_sari).get(f"/production/quotes/{draft}/earlier/").content.decode()
    assert "nobody makes room for a date that is not kept" in text


def test_a_sent_version_leads_back_to_its_quote(draft, send, bu_sari, english):
    send(draft)
    answer = english(bu_sari).get(f"/production/quotes/{draft}/earlier/")
    assert answer.status_code == 302


def test_an_order_comes_forward_and_goes_back(
    orders, pak_budi, english, snapshot: SnapshotAssertion
):
    client, before = english(pak_budi), places()
    path = f"/production/orders/{orders[-1]}/earlier/"
    assert path in client.get(f"/production/orders/{orders[-1]}/").content.decode()
    page = client.get(path)
    assert main_text(page) == snapshot
    sign = shown(page.content.decode())
    told = client.post(path, {"shown": sign}, follow=True).content.decode()
    assert "The order is planned earlier" in told
    assert places() != before
    told = client.post(undo_of(told), follow=True).content.decode()
    assert "The plan is as it was before." in told
    assert places() == before


def test_in_front_names_come_before_the_button(
    orders, floor, pak_budi, english, snapshot: SnapshotAssertion
):
    for order in Order.objects.filter(pk__in=orders):
        day = ready(floor)[f"order {order.lines.get().pk}"]
        Order.objects.filter(pk=order.pk).update(promise_day=day)
    client, path = english(pak_budi), f"/production/orders/{orders[-1]}/earlier/"
    page = client.get(path)
    assert main_text(page) == snapshot
    sign = shown(page.content.decode(), 'value="front"')
    told = client.post(path, {"shown": sign, "way": "front"}, follow=True).content.decode()
    assert "The order is planned earlier" in told
    assert ready(floor)[f"order {Order.objects.get(pk=orders[-1]).lines.get().pk}"] < day


def test_another_plan_is_not_written(orders, draft, bu_sari, english):
    client, before = english(bu_sari), places()
    for path in (
        f"/production/orders/{orders[0]}/earlier/",
        f"/production/quotes/{draft}/earlier/",
    ):
        told = client.post(path, {"shown": "another"}, follow=True).content.decode()
        assert "The plan has changed since this was shown." in told
    assert places() == before


def test_who_may(orders, draft, rina, viewer, rival_owner, pak_budi, english):
    of_quote = f"/production/quotes/{draft}/earlier/"
    of_order = f"/production/orders/{orders[0]}/earlier/"
    allowed = {(rina, of_quote), (pak_budi, of_order)}
    for user in (rina, pak_budi, viewer, rival_owner):
        for path in (of_quote, of_order):
            answer = english(user).get(path)
            assert answer.status_code == (200 if (user, path) in allowed else 404)
            if (user, path) not in allowed:
                assert english(user).post(path).status_code == 404
    assert Booking.objects.exists()


def test_pages_ask_few_queries(orders, draft, bu_sari, english, django_assert_max_num_queries):
    client = english(bu_sari)
    for path, most in (
        (f"/production/quotes/{draft}/earlier/", 56),
        (f"/production/orders/{orders[-1]}/earlier/", 34),
    ):
        client.get(path)
        with django_assert_max_num_queries(most):
            client.get(path)
