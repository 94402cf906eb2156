# ruff: noqa: F811 - fixtures of the production tests are used by name
"""A broken machine: what it does is shown, then written, then it works again.

Pak Karno lasts 24 pairs on Tuesday and for two hours of Wednesday, on the only machine there is.
"""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from langkah.apps.catalogue import actions as catalogue
from langkah.apps.catalogue.models import RoutingStep
from langkah.apps.insight.items import Subject
from langkah.apps.insight.today import today
from langkah.apps.production.committed import committed
from langkah.apps.production.models import Booking, PlanMove
from langkah.apps.production.promises import promise_for
from langkah.apps.workshop.models import Change, Station, StationOut
from langkah.domain.capacity.change import PlanChange, violations
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
OUT = "/production/machines/"


@pytest.fixture(autouse=True)
def tuesday_morning(monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: NOW + timedelta(hours=20))


@pytest.fixture
def press(floor, loafer, bu_sari) -> Station:
    catalogue.change_row(
        workshop=floor,
        product=loafer,
        section="routing",
        row=RoutingStep.objects.get(workshop=floor).pk,
        values={"station": "Toe laster"},
        by=bu_sari,
    )
    return Station.objects.get(name="Toe laster")


@pytest.fixture
def order(press, ask, send, say_yes) -> int:
    return say_yes(send(ask(24)))


def places():
    return list(Booking.objects.order_by("pk").values_list("maker", "start", "end"))


def written(client, path, asked) -> str:
    """Shown, then written down; gives the page after it."""
    page = client.get(path, asked).content.decode()
    shown = re.search(r'name="shown" value="(\w+)"', page)
    seen = re.search(r'name="at" value="([^"]+)"', page)
    assert shown and seen, page
    values = {**asked, "shown": shown[1], "at": seen[1]}
    return client.post(path, values, follow=True).content.decode()


def asked_of(press) -> dict[str, object]:
    return {"station": press.pk, "count": 1, "first": "2026-11-24"}


def undo_of(page) -> str:
    found = re.search(r'action="(/production/machines/[^"]+)"', page)
    assert found, page
    return found[1].replace("&amp;", "&")


def test_a_broken_machine_moves_the_plan_and_comes_back(order, press, pak_budi, english):
    client, before = english(pak_budi), places()
    asked = {"station": press.pk, "count": 1, "first": "2026-11-24", "last": "2026-11-25"}
    page = client.get(OUT, asked).content.decode()
    assert "Toe laster: 1 out of order from" in page
    assert "O1 Marieke de Vries" in page
    assert "2 days later" in page
    assert places() == before
    assert not StationOut.objects.exists()
    told = written(client, OUT, asked)
    assert "Machines out of order" in told
    assert "Toe laster × 1" in told
    assert places() != before
    assert Change.objects.filter(verb="station.out").count() == 1
    client.post(undo_of(told))
    assert places() == before
    assert not StationOut.objects.exists()


def test_what_was_under_way_goes_back_at_once(order, press, pak_budi, floor, english, monkeypatch):
    """Lasting has begun this morning; undone a minute later it goes on as if nothing was."""
    monkeypatch.setattr(timezone, "now", lambda: NOW + timedelta(hours=26))
    client, before = english(pak_budi), places()
    assert before[0][1] < timezone.now() < before[0][2]
    page = client.get(OUT, asked_of(press) | {"last": "2026-11-26"}).content.decode()
    assert re.search(r"is begun anew: [\d.]+ hours of work are lost", page)
    told = written(client, OUT, asked_of(press) | {"last": "2026-11-26"})
    assert places() != before
    monkeypatch.setattr(timezone, "now", lambda: NOW + timedelta(hours=26, minutes=1))
    said = client.post(undo_of(told), follow=True).content.decode()
    assert "The machine counts as working" in said
    assert places() == before
    assert not broken_rules(floor)


def test_what_would_be_over_by_then_does_not_go_back(
    order, press, pak_budi, floor, english, monkeypatch
):
    """Three days later nobody went on with it: the clock would take it for done."""
    monkeypatch.setattr(timezone, "now", lambda: NOW + timedelta(hours=26))
    client = english(pak_budi)
    told = written(client, OUT, asked_of(press) | {"last": "2026-11-28"})
    there = places()
    monkeypatch.setattr(timezone, "now", lambda: NOW + timedelta(days=3, hours=26))
    said = client.post(undo_of(told), follow=True).content.decode()
    assert "This cannot be taken back any more" in said
    assert places() == there
    assert StationOut.objects.exists()


def test_the_wrong_order_is_refused_with_what_stands_in_the_way(
    order, press, pak_budi, floor, english
):
    """Meanwhile its maker went on leave where the work was before the machine broke."""
    client = english(pak_budi)
    told = written(client, OUT, asked_of(press) | {"last": "2026-11-26"})
    undo, there = undo_of(told), places()
    maker = floor.makers.get()
    away = {"maker": maker.pk, "kind": "away", "first": "2026-11-24", "last": "2026-11-25"}
    page = client.get("/production/calendar/change/", away).content.decode()
    shown = re.search(r'name="shown" value="(\w+)"', page)[1]
    leave = client.post("/production/calendar/change/", {**away, "shown": shown}, follow=True)
    said = client.post(undo, follow=True).content.decode()
    assert "Take back the leave of Pak Karno first; then this." in said
    assert places() == there
    assert StationOut.objects.exists()
    assert not broken_rules(floor)
    found = re.search(r'action="(/production/calendar/undo/[^"]+)"', leave.content.decode())
    client.post(found[1])
    assert "The machine counts as working" in client.post(undo, follow=True).content.decode()
    assert places() != there
    assert not broken_rules(floor)


def test_another_kind_of_undo_takes_nothing_back(order, press, pak_budi, english):
    client = english(pak_budi)
    written(client, OUT, asked_of(press) | {"last": "2026-11-26"})
    there, move = places(), PlanMove.objects.get().pk
    for path in (
        f"/production/follow/{move}/undo/",
        f"/production/calendar/undo/{move}/",
        f"/production/board/moves/{move}/undo/",
        f"/production/earlier/{move}/undo/",
    ):
        assert client.post(path).status_code == 404
    assert places() == there
    assert StationOut.objects.exists()


def broken_rules(floor):
    """What the verifier says of the plan as it stands."""
    plan = committed(floor, timezone.now())
    return violations(
        PlanChange(
            shop=plan.shop,
            commitments=plan.commitments,
            before=plan.booked,
            after=plan.booked,
            now=plan.now,
        )
    )


def test_everybody_counts_with_it(order, press, pak_budi, floor, ask, english):
    """The verifier, the standing plan, and a promise for somebody new."""
    version = ask(24)
    was = promise_for(floor, version, timezone.now()).ready
    asked = {"station": press.pk, "count": 1, "first": "2026-11-24", "last": "2026-12-12"}
    before = committed(floor, timezone.now()).booked
    written(english(pak_budi), OUT, asked)
    plan = committed(floor, timezone.now())
    (kind,) = plan.shop.stations
    assert len(kind.out) == 1

    def wrong(booked):
        change = PlanChange(
            shop=plan.shop,
            commitments=plan.commitments,
            before=booked,
            after=booked,
            now=plan.now,
        )
        return violations(change)

    assert not wrong(plan.booked)
    assert wrong(before), "the old plan has work on a broken machine"
    assert promise_for(floor, version, timezone.now()).ready > was


def test_it_works_again_sooner(order, press, pak_budi, english, monkeypatch):
    client = english(pak_budi)
    asked = {
        "station": press.pk,
        "count": 1,
        "first": "2026-11-25",
        "last": "2026-11-27",
        "guess": "on",
        "reason": "Motor",
    }
    told = written(client, OUT, asked)
    assert "a guess" in told
    assert "Motor" in told
    late = places()
    monkeypatch.setattr(timezone, "now", lambda: NOW + timedelta(days=1, hours=20))
    row = StationOut.objects.get()
    path = f"{OUT}{row.pk}/works/"
    assert "earlier" in client.get(path).content.decode()
    told = written(client, path, {})
    assert "The machine works again" in told
    assert max(one[2] for one in places()) < max(one[2] for one in late)
    row.refresh_from_db()
    assert not row.estimated
    client.post(undo_of(told))
    assert places() == late
    assert StationOut.objects.get().estimated


def test_a_guess_that_is_over_is_asked_about(order, press, pak_budi, floor, english, monkeypatch):
    client = english(pak_budi)
    written(
        client,
        OUT,
        {
            "station": press.pk,
            "count": 1,
            "first": "2026-11-24",
            "last": "2026-11-24",
            "guess": "on",
        },
    )
    assert not [one for one in today(floor, timezone.now()) if one.subject is Subject.MACHINE]
    monkeypatch.setattr(timezone, "now", lambda: NOW + timedelta(days=2, hours=20))
    (item,) = (one for one in today(floor, timezone.now()) if one.subject is Subject.MACHINE)
    assert str(item.title) == "Does Toe laster work again?"
    assert "Does it work again?" in client.get("/production/calendar/").content.decode()
    written(client, f"{OUT}{StationOut.objects.get().pk}/works/", {})
    assert not [one for one in today(floor, timezone.now()) if one.subject is Subject.MACHINE]
    assert "Toe laster × 1" not in client.get("/production/calendar/").content.decode()


def test_pages_ask_few_queries(order, press, pak_budi, english, django_assert_max_num_queries):
    client = english(pak_budi)
    asked = {"station": press.pk, "count": 1, "first": "2026-11-24", "last": "2026-11-25"}
    written(client, OUT, asked)
    row = StationOut.objects.get()
    for path, more, most in (
        (OUT, {}, 6),
        (OUT, asked, 32),
        (f"{OUT}{row.pk}/works/", {}, 32),
        ("/production/calendar/", {}, 12),
    ):
        with django_assert_max_num_queries(most):
            client.get(path, more)


def test_a_minute_later_the_shown_plan_still_counts(order, press, pak_budi, english, monkeypatch):
    client = english(pak_budi)
    monkeypatch.setattr(timezone, "now", lambda: NOW + timedelta(hours=26, minutes=10))
    asked = {"station": press.pk, "count": 1, "first": "2026-11-24"}
    page = client.get(OUT, asked).content.decode()
    values = {
        name: re.search(rf'name="{name}" value="([^"]+)"', page)[1] for name in ("shown", "at")
    }
    monkeypatch.setattr(timezone, "now", lambda: NOW + timedelta(hours=26, minutes=14))
    told = client.post(OUT, {**asked, **values}, follow=True).content.decode()
    assert "The broken machine is written down" in told


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"count": 2}, "How many are broken: write 1 to 1, so many of Toe laster there are."),
        ({"guess": "on"}, "Write the day you reckon with."),
        ({"last": "2026-11-20"}, "The repair ends before it begins."),
        ({"first": "2026-11-20"}, "These hours are over."),
        ({"last": "2027-11-20"}, "At most three months at once."),
    ],
)
def test_what_is_typed_wrongly_is_said(more, said, order, press, pak_budi, english):
    asked = {"station": press.pk, "count": 1, "first": "2026-11-24", **more}
    page = english(pak_budi).get(OUT, asked).content.decode()
    assert said in page
    assert 'name="shown"' not in page


def test_without_machines_it_says_where_to_write_them_down(floor, pak_budi, english):
    Station.objects.all().delete()
    assert "No machine is written down yet" in english(pak_budi).get(OUT).content.decode()


@pytest.mark.parametrize("who", ["rina", "viewer"])
def test_who_may_not_change_the_floor_changes_nothing(who, request, order, press, english):
    client = english(request.getfixturevalue(who))
    assert "Machine broken" not in client.get("/production/calendar/").content.decode()
    asked = {"station": press.pk, "count": 1, "first": "2026-11-24"}
    assert client.get(OUT, asked).status_code == 404
    assert client.post(OUT, asked).status_code == 404
    assert not StationOut.objects.exists()
