# ruff: noqa: F811 - fixtures of the production tests are used by name
"""A step that the clock takes for done is not: said with one press, and the plan follows.

Pak Karno lasts 24 pairs on Tuesday and Wednesday until ten, Bu Ida packs them until noon.
"""

from __future__ import annotations

import re

import pytest
from django.utils import timezone

from langkah.apps.production.committed import committed
from langkah.apps.production.models import Booking, StepDone
from langkah.apps.workshop.models import Change
from langkah.domain.capacity.unfit import unfit
from tests.apps.production.conftest import (  # noqa: F401 - fixtures
    ask,
    at,
    desk,
    floor,
    loafer,
    packing,
    say_yes,
    send,
    step,
)
from tests.web.production.reading import main_text

pytestmark = pytest.mark.django_db
THURSDAY = at(26, 9)


@pytest.fixture(autouse=True)
def thursday(monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: THURSDAY)


@pytest.fixture
def order(packing, ask, send, say_yes) -> int:
    return say_yes(send(ask(24)))


def places():
    return list(Booking.objects.order_by("pk").values_list("maker", "start", "end", "last_until"))


def test_by_the_clock_it_is_done_and_there_is_a_way_to_say_no(order, pak_budi, english):
    client = english(pak_budi)
    row = step(order, 1).pk
    path = f"/production/steps/{row}/not-yet/"
    assert path in client.get(f"/production/orders/{order}/").content.decode()
    assert path in client.get(f"/production/steps/{row}/done/").content.decode()
    last = f"/production/steps/{step(order, 2).pk}/not-yet/"
    assert last in client.get("/production/follow/").content.decode()
    assert "Say how long it still takes" in main_text(client.get(path))


def test_five_hours_more_and_what_waits_is_shown_planned_and_taken_back(
    order, floor, pak_budi, english
):
    """Lasting ends on Thursday at two instead of Wednesday at ten; packing waits for it."""
    client = english(pak_budi)
    before = places()
    path = f"/production/steps/{step(order, 1).pk}/not-yet/"
    told = client.post(path, {"begun": "yes", "hours": "5"}, follow=True)
    html = told.content.decode()
    assert "Noted: Lasting is not done yet." in html
    row = step(order, 1)
    assert (row.start, row.end) == (at(24, 8), at(26, 14))
    assert not StepDone.objects.exists()
    trail = Change.objects.latest("id")
    assert trail.verb == "step.not_yet"
    assert {one.field: one.after for one in trail.fields.all()} == {
        "name": "Lasting · Pak Karno",
        "minutes": "300",
    }
    assert "The plan no longer fits" in main_text(client.get("/production/"))
    asked = client.get(f"/production/orders/{order}/follow/")
    assert "1 day later" in main_text(asked)
    assert "“Lasting” of lot 1 will be done on\n26 Nov 2026\nat 14.00 only." in main_text(asked)
    shown = re.search(r'name="shown" value="(\w+)"', asked.content.decode())[1]
    client.post(f"/production/orders/{order}/follow/", {"shown": shown})
    assert step(order, 2).start == at(26, 14)
    plan = committed(floor, THURSDAY)
    assert unfit(plan.shop, plan.commitments, plan.booked, plan.now) == ()
    places_then = places()
    assert places_then != before
    undo = re.search(r'action="(/production/follow/\d+/undo/)"', html)[1]
    client.post(undo)
    assert step(order, 1).end == at(25, 10)


def test_not_begun_takes_its_whole_time_from_now_on(order, pak_budi, english):
    client = english(pak_budi)
    path = f"/production/steps/{step(order, 1).pk}/not-yet/"
    client.post(path, {"begun": "no", "hours": "10"})
    row = step(order, 1)
    assert (row.start, row.end) == (at(26, 9), at(27, 11))


def test_the_last_step_keeps_the_order_on_the_plan(order, pak_budi, english):
    client = english(pak_budi)
    assert f"/production/orders/{order}/" not in client.get("/production/").content.decode()
    path = f"/production/steps/{step(order, 2).pk}/not-yet/"
    answer = client.post(path, {"begun": "yes", "hours": "1,5"})
    assert answer.url == f"/production/orders/{order}/"
    assert step(order, 2).end == at(26, 10, 30)
    assert f"/production/orders/{order}/" in client.get("/production/").content.decode()


@pytest.mark.parametrize("hours", ["", "0", "-1", "201", "x"])
def test_how_long_is_a_time(hours, order, pak_budi, english):
    path = f"/production/steps/{step(order, 1).pk}/not-yet/"
    assert english(pak_budi).post(path, {"begun": "yes", "hours": hours}).status_code == 422
    assert step(order, 1).end == at(25, 10)


def test_what_is_done_or_to_come_is_refused(order, pak_budi, english, monkeypatch):
    client = english(pak_budi)
    typed = {
        "maker": step(order, 2).maker_id, "pairs": 24, "begun_day": "2026-11-25",
        "begun_time": "10:00", "ended_day": "2026-11-25", "ended_time": "12:00",
    }  # fmt: skip
    client.post(f"/production/steps/{step(order, 2).pk}/done/", typed)
    path = f"/production/steps/{step(order, 1).pk}/not-yet/"
    said = client.post(path, {"begun": "yes", "hours": "2"}).content.decode()
    assert "is noted as done. Take that back first." in said
    monkeypatch.setattr(timezone, "now", lambda: at(23, 9))
    said = client.post(path, {"begun": "yes", "hours": "2"}).content.decode()
    assert "This step begins later by the plan" in said


@pytest.mark.parametrize("who", ["rina", "viewer", "rival_owner"])
def test_others_say_nothing_about_it(who, request, order, english):
    client = english(request.getfixturevalue(who))
    path = f"/production/steps/{step(order, 1).pk}/not-yet/"
    assert client.get(path).status_code == 404
    assert client.post(path, {"begun": "yes", "hours": "2"}).status_code == 404
    assert step(order, 1).end == at(25, 10)
