# ruff: noqa: F811 - fixtures of the sales tests are used by name
"""The order page says whether it has left; one tap notes it, there and on Today."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from langkah.apps.sales import actions
from langkah.apps.sales.models import Departure, Order
from tests.apps.sales.conftest import (  # noqa: F401 - fixtures
    NOW,
    desk,
    drafted,
    inquiry,
    loafer,
    sent,
)

pytestmark = pytest.mark.django_db
ENGLISH = {"accept-language": "en"}


@pytest.fixture(autouse=True)
def _that_day():
    with time_machine.travel(datetime(2027, 1, 28, 4, 0, tzinfo=UTC)):
        yield


@pytest.fixture
def order(desk, sent):
    actions.accept(workshop=desk, version=sent.pk, name="Marieke", now=NOW)
    return Order.objects.get()


def page(client, order, language="en"):
    place = reverse("sales:order", args=[order.pk])
    return text(client.get(place, headers={"accept-language": language}))


def text(answer):
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split()).replace(" .", ".")


def leave(client, order, **told):
    return client.post(reverse("sales:leave", args=[order.pk]), told, headers=ENGLISH)


def test_one_tap_notes_that_it_left_today_and_undo_takes_it_back(order, bu_sari, client_of):
    client = client_of(bu_sari)
    assert "It was to leave on" in page(client, order)
    assert leave(client, order, today="1").status_code == 302
    assert Departure.objects.get().day == date(2027, 1, 28)
    shown = page(client, order)
    assert "Noted: it has left us on 28 Jan 2027." in shown
    assert "It has left us on 28 Jan 2027." in shown
    client.post(reverse("sales:take_back_leaving", args=[order.pk]))
    assert "has left us on" not in page(client, order)


def test_another_day_and_the_carriers_number(order, bu_sari, client_of):
    client = client_of(bu_sari)
    leave(client, order, day="2027-01-20", tracking="JNE 77")
    shown = page(client, order)
    assert "It has left us on 20 Jan 2027." in shown
    assert "JNE 77" in shown
    assert "Sudah berangkat dari kami pada 20 Jan 2027." in page(client, order, "id")


@pytest.mark.parametrize("day", ["", "soon", "2027-01-29", "2026-11-01"])
def test_a_day_that_cannot_be_right_is_said_and_nothing_is_stored(order, bu_sari, client_of, day):
    client = client_of(bu_sari)
    leave(client, order, day=day)
    assert not Departure.objects.exists()
    assert re.search("Write the day|has not come|cannot have left", page(client, order))


def test_who_packs_sees_the_button_and_where_it_goes(order, pak_budi, viewer, client_of):
    shown = page(client_of(pak_budi), order)
    assert "It has left us today" in shown
    assert "DAP Rotterdam · Netherlands" in shown
    assert "Note the carrier's invoice" not in shown
    assert "It has left us today" not in page(client_of(viewer), order)


def test_today_asks_and_one_tap_answers(order, bu_sari, pak_budi, viewer, client_of):
    client = client_of(bu_sari)
    ask = f"Has order {order.number} for"
    place = reverse("sales:leave", args=[order.pk])
    for who, may in ((client, True), (client_of(pak_budi), True), (client_of(viewer), False)):
        answer = who.get("/", headers=ENGLISH)
        assert ask in text(answer)
        assert (place in answer.content.decode()) == may
    assert leave(client, order, today="1", **{"from": "today"})["Location"] == "/"
    after = text(client.get("/", headers=ENGLISH))
    assert ask not in after
    assert "Noted: it has left us on" in after


@pytest.mark.parametrize(
    ("who", "may"),
    [
        *[("bu_sari", True), ("rina", True), ("pak_budi", True)],
        *[("viewer", False), ("adviser", False), ("rival_owner", False)],
    ],
)
def test_who_may_note_it(order, request, client_of, who, may):
    client = client_of(request.getfixturevalue(who))
    status = 302 if may else 404
    assert leave(client, order, today="1").status_code == status
    assert Departure.objects.exists() == may
    taken = client.post(reverse("sales:take_back_leaving", args=[order.pk]))
    assert taken.status_code == status
    assert client.get(reverse("sales:leave", args=[order.pk])).status_code in (404, 405)


def test_the_page_asks_little_and_writes_nothing(order, bu_sari, client_of):
    client = client_of(bu_sari)
    leave(client, order, today="1")
    page(client, order)
    with CaptureQueriesContext(connection) as seen:
        page(client, order)
    assert len(seen) <= 10
    assert all(one["sql"].startswith("SELECT") for one in seen)
