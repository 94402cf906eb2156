# ruff: noqa: F811 - fixtures of the production tests are used by name
"""Noting a step, and the page of measured times: who may, what is said, how often it asks."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from langkah.apps.catalogue.models import RoutingStep
from langkah.apps.production.models import Booking, StepDone
from langkah.apps.workshop.models import Maker, Terms
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
TIMES = "/production/times/"


@pytest.fixture(autouse=True)
def later(monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: NOW + timedelta(days=60))


@pytest.fixture
def orders(ask, send, say_yes) -> list[int]:
    return [say_yes(send(ask(6))) for _ in range(5)]


@pytest.fixture
def sari(client_of, bu_sari):
    client = client_of(bu_sari)
    client.cookies["django_language"] = "en"
    return client


def typed(booking: Booking, **more: object) -> dict[str, object]:
    zone = timedelta(hours=7)
    return {
        "maker": booking.maker_id,
        "pairs": booking.pairs,
        "begun_day": f"{booking.start + zone:%Y-%m-%d}",
        "begun_time": f"{booking.start + zone:%H:%M}",
        "ended_day": f"{booking.end + zone:%Y-%m-%d}",
        "ended_time": f"{booking.end + zone:%H:%M}",
        **more,
    }


def test_a_step_is_noted_from_the_order_and_taken_back(orders, sari):
    page = f"/production/orders/{orders[0]}/"
    booking = Booking.objects.get(order_line__order=orders[0])
    assert f"/production/steps/{booking.pk}/done/" in sari.get(page).content.decode()
    form = sari.get(f"/production/steps/{booking.pk}/done/").content.decode()
    assert f'value="{booking.start + timedelta(hours=7):%Y-%m-%d}"' in form
    answer = sari.post(f"/production/steps/{booking.pk}/done/", typed(booking), follow=True)
    assert "is done" in answer.content.decode()
    row = StepDone.objects.get()
    assert row.minutes == 150
    sari.post(f"/production/done/{row.pk}/undo/")
    assert not StepDone.objects.filter(undone_at=None).exists()


def test_a_step_done_before_its_time_ended_just_now(orders, sari, monkeypatch):
    """The form as it stands can be sent."""
    booking = Booking.objects.order_by("start").first()
    now = booking.start - timedelta(minutes=30)
    monkeypatch.setattr(timezone, "now", lambda: now)
    form = sari.get(f"/production/steps/{booking.pk}/done/").content.decode()
    assert f'value="{now + timedelta(hours=7):%H:%M}"' in form
    assert f'value="{booking.end + timedelta(hours=7):%H:%M}"' not in form


def test_from_an_order_one_comes_to_its_plan(orders, sari):
    page = sari.get(f"/sales/orders/{orders[0]}/").content.decode()
    assert f'href="/production/orders/{orders[0]}/"' in page


def test_a_wrong_time_is_said_on_the_form(orders, sari):
    booking = Booking.objects.first()
    wrong = typed(booking, ended_day="2026-01-01")
    answer = sari.post(f"/production/steps/{booking.pk}/done/", wrong)
    assert answer.status_code == 422
    assert "ends before it begins" in answer.content.decode()
    assert not StepDone.objects.exists()


def test_an_empty_page_teaches(orders, sari):
    said = sari.get(TIMES).content.decode()
    assert "Nothing is measured yet" in said
    assert "90 of 100 are to be kept" in said


def test_a_proposal_is_taken_over_by_the_owner(orders, sari, loafer):
    for booking in Booking.objects.all():
        sari.post(f"/production/steps/{booking.pk}/done/", typed(booking))
    StepDone.objects.update(minutes=225)
    said = sari.get(TIMES).content.decode()
    assert "37.5" in said and "31.25" in said
    assert "5 of 5 finished orders" in said
    shown = said.split('name="shown" value="')[1].split('"')[0]
    step = said.split("/production/times/")[1].split("/")[0]
    answer = sari.post(f"{TIMES}{step}/accept/", {"shown": shown}, follow=True)
    assert "Taken over" in answer.content.decode()
    assert "31.25" in answer.content.decode()


@pytest.mark.parametrize(("who", "notes"), [("bu_sari", True), ("pak_budi", True), ("rina", False)])
def test_the_floor_notes_and_everybody_reads(who, notes, request, orders, client_of):
    client = client_of(request.getfixturevalue(who))
    booking = Booking.objects.first()
    assert client.get(TIMES).status_code == 200
    note = client.get(f"/production/steps/{booking.pk}/done/").status_code
    assert note == (200 if notes else 404)
    kept = client.post(f"/production/steps/{booking.pk}/done/", typed(booking)).status_code
    assert kept == (302 if notes else 404)
    assert StepDone.objects.exists() is notes


def test_standards_are_the_owners(orders, sari, client_of, pak_budi):
    for booking in Booking.objects.all():
        sari.post(f"/production/steps/{booking.pk}/done/", typed(booking))
    StepDone.objects.update(minutes=225)
    row = RoutingStep.objects.get(name=booking.operation)
    budi = client_of(pak_budi)
    assert "Take it over" not in budi.get(TIMES).content.decode()
    shown = sari.get(TIMES).content.decode().split('name="shown" value="')[1].split('"')[0]
    assert budi.post(f"{TIMES}{row.pk}/accept/", {"shown": shown}).status_code == 404
    assert RoutingStep.objects.get(pk=row.pk).minutes_per_pair == row.minutes_per_pair


@pytest.fixture
def slow(orders, sari) -> Maker:
    """Pak Karno took 180 minutes where somebody else takes 120, five times each."""
    for booking in Booking.objects.all():
        sari.post(f"/production/steps/{booking.pk}/done/", typed(booking))
    karno = Maker.objects.get()
    other = Maker.objects.create(workshop=karno.workshop, name="Pak Agus")
    for row in list(StepDone.objects.all()):
        row.pk, row.lot, row.maker, row.move = None, row.lot + 1, other, None
        row.save()
    StepDone.objects.filter(maker=karno).update(minutes=180)
    StepDone.objects.filter(maker=other).update(minutes=120)
    return karno


def test_a_measured_speed_is_taken_over_with_one_press_and_back(slow, client_of, pak_budi):
    client = client_of(pak_budi)
    client.cookies["django_language"] = "en"
    page = client.get(TIMES).content.decode()
    assert "10 % longer than the standard" in page
    assert "10 % quicker than the standard" in page
    form = page.split(f"{TIMES}makers/{slow.pk}/accept/")[1]
    shown = form.split('name="shown" value="')[1].split('"')[0]
    told = client.post(f"{TIMES}makers/{slow.pk}/accept/", {"shown": shown}, follow=True)
    assert "Taken over" in told.content.decode()
    assert str(Maker.objects.get(pk=slow.pk).speed) == "1.10"
    undo = re.search(r'action="(/production/times/makers/[^"]+)"', told.content.decode())
    told = client.post(undo[1], follow=True).content.decode()
    assert "counts with the time from before again" in told
    assert Maker.objects.get(pk=slow.pk).speed == 1


@pytest.mark.parametrize("who", ["rina", "rival_owner"])
def test_others_change_nobodys_speed(who, request, slow, client_of):
    client = client_of(request.getfixturevalue(who))
    for deed in ("accept/", "undo/"):
        assert client.post(f"{TIMES}makers/{slow.pk}/{deed}").status_code == 404
    assert Maker.objects.get(pk=slow.pk).speed == 1


def test_strangers_and_rivals_see_nothing(orders, client, client_of, rival_owner):
    booking = Booking.objects.first()
    assert "/sign-in/" in client.get(TIMES)["Location"]
    rival = client_of(rival_owner)
    assert rival.get(f"/production/steps/{booking.pk}/done/").status_code == 404
    assert booking.operation not in rival.get(TIMES).content.decode()


def test_the_pages_ask_a_bounded_number_of_times(orders, sari, django_assert_max_num_queries):
    for booking in Booking.objects.all():
        sari.post(f"/production/steps/{booking.pk}/done/", typed(booking))
    sari.get(TIMES)
    with django_assert_max_num_queries(28):
        sari.get(TIMES)
    booking = Booking.objects.first()
    with django_assert_max_num_queries(10):
        sari.get(f"/production/steps/{booking.pk}/done/")


def test_the_owner_chooses_how_sure_a_date_is(orders, sari, client_of, pak_budi):
    page = "/settings/prices/sureness/"
    said = sari.get(page).content.decode()
    assert "80 of 100: of 5 orders 1 may be late" in said
    assert "90 of 100: of 10 orders 1 may be late" in said
    assert "95 of 100: of 20 orders 1 may be late" in said
    assert sari.post(page, {"percent": "80"}).status_code == 302
    assert Terms.objects.get().sure_percent == 80
    assert "80 of 100" in sari.get("/settings/prices/").content.decode()
    assert sari.post(page, {"percent": "70"}).status_code == 422
    assert client_of(pak_budi).get(page).status_code == 404
    with_plan = sari.get(page).content.decode()
    assert "80 of 100" in with_plan
