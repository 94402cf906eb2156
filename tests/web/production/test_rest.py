# ruff: noqa: F811 - fixtures of the production tests are used by name
"""The calendar: what a rest, a leave or overtime does is shown, then written, then taken back.

Pak Karno alone lasts 25 minutes a pair, 480 minutes a day; 24 pairs are Tuesday and two hours.
"""

from __future__ import annotations

import re
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from langkah.apps.production.models import Booking
from langkah.apps.sales.models import Order
from langkah.apps.workshop.models import Change, ClosedDay, Maker, OwnHours
from tests.apps.production.conftest import (  # noqa: F401 - fixtures
    NOW,
    ask,
    desk,
    floor,
    loafer,
    say_yes,
    send,
)
from tests.web.production.reading import main_text

pytestmark = pytest.mark.django_db
CALENDAR, CHANGE = "/production/calendar/", "/production/calendar/change/"


@pytest.fixture(autouse=True)
def tuesday_morning(monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: NOW + timedelta(hours=20))


@pytest.fixture
def order(ask, send, say_yes) -> int:
    return say_yes(send(ask(24)))


def taken_away(client, path) -> str:
    """Shown, then taken out of the calendar; gives the path that writes it again."""
    before = places()
    page = client.get(path).content.decode()
    shown = re.search(r'name="shown" value="(\w+)"', page)
    assert shown, page
    assert places() == before
    told = client.post(path, {"shown": shown[1]}, follow=True).content.decode()
    assert "The calendar and the plan are changed." in told
    undo = re.search(r'action="(/production/calendar/opened/[^"]+)"', told)
    assert undo
    return undo[1].replace("&amp;", "&")


def confirmed(client, asked) -> str:
    """Shown, then written down; gives the path that takes it back."""
    page = client.get(CHANGE, asked).content.decode()
    shown = re.search(r'name="shown" value="(\w+)"', page)
    assert shown, page
    told = client.post(CHANGE, {**asked, "shown": shown[1]}, follow=True).content.decode()
    assert "The calendar and the plan are changed." in told
    undo = re.search(r'action="(/production/calendar/undo/[^"]+)"', told)
    assert undo
    return undo[1].replace("&amp;", "&")


def places():
    return list(Booking.objects.order_by("pk").values_list("maker", "start", "end"))


@pytest.mark.parametrize("who", ["bu_sari", "rina", "pak_budi", "viewer"])
def test_every_member_reads_the_calendar(who, request, floor, english):
    text = english(request.getfixturevalue(who)).get(CALENDAR).content.decode()
    assert "estimated: the decree may move it" in text
    assert ("Rest, leave or overtime" in text) == (who in ("bu_sari", "pak_budi"))


def test_who_may_not_change_the_floor_changes_nothing(floor, viewer, english):
    client = english(viewer)
    assert client.get(CHANGE).status_code == 404
    assert client.post(CHANGE, {"first": "2026-11-25"}).status_code == 404


def test_a_rest_moves_the_plan_and_comes_back(order, pak_budi, english):
    client = english(pak_budi)
    before = places()
    asked = {"first": "2026-11-24", "last": "2026-11-25", "reason": "Wedding"}
    page = client.get(CHANGE, asked).content.decode()
    assert "O1 Marieke de Vries" in page
    assert "2 days later" in page
    assert places() == before
    undo = confirmed(client, asked)
    assert ClosedDay.objects.count() == 2
    assert Booking.objects.earliest("start").start.date().isoformat() == "2026-11-26"
    told = client.post(undo, follow=True).content.decode()
    assert "The calendar is as it was before." in told
    assert not ClosedDay.objects.exists()
    assert places() == before


def test_half_a_day_of_the_whole_workshop(order, pak_budi, english):
    """On Tuesday he works until twelve, so the last two hours of it are on Wednesday."""
    client = english(pak_budi)
    before = places()
    asked = {"first": "2026-11-24", "opens": "12:00", "closes": "18:00", "reason": "Prayer"}
    page = client.get(CHANGE, asked).content.decode()
    assert places() == before
    assert "O1 Marieke de Vries" in page or "Nobody waits longer" in page
    undo = confirmed(client, asked)
    row = ClosedDay.objects.get()
    assert (row.rest_from.hour, row.rest_until.hour) == (12, 18)
    text = client.get(CALENDAR).content.decode()
    assert "Half days of the whole workshop" in text
    assert "12.00–18.00" in text
    assert places() != before
    assert not any(
        local(start) < "2026-11-24 18" and local(end) > "2026-11-24 12:00"
        for _, start, end in places()
        if local(start)[:10] == "2026-11-24" and local(start) >= "2026-11-24 12"
    )
    client.post(undo)
    assert not ClosedDay.objects.exists()
    assert places() == before


def test_a_whole_day_beside_half_of_it(order, pak_budi, english):
    client = english(pak_budi)
    half = {"first": "2026-11-25", "opens": "12:00", "reason": "Prayer"}
    whole = {"first": "2026-11-25", "reason": "Wedding"}
    first, second = confirmed(client, half), confirmed(client, whole)
    assert ClosedDay.objects.count() == 2
    client.post(second)
    client.post(first)
    assert not ClosedDay.objects.exists()


def local(moment) -> str:
    return str(moment.astimezone(ZoneInfo("Asia/Jakarta")))


def test_a_leave_and_half_a_day(order, floor, pak_budi, english):
    client = english(pak_budi)
    maker = floor.makers.get().pk
    half = {"first": "2026-11-24", "opens": "12:00", "closes": "17:00"}
    asked = {"maker": maker, "kind": "away", **half}
    confirmed(client, asked)
    row = OwnHours.objects.get()
    assert (row.kind, row.end - row.start) == ("away", timedelta(hours=5))
    assert "Pak Karno: away" in main_text(client.get(CALENDAR))
    plan = places()
    undo = taken_away(client, f"{CALENDAR}own/{row.pk}/end/")
    assert not OwnHours.objects.exists()
    client.post(undo)
    again = OwnHours.objects.get()
    assert (again.kind, again.start, again.end) == (row.kind, row.start, row.end)
    assert places() == plan


def test_it_is_said_which_half_is_worked(order, floor, pak_budi, english):
    client, maker = english(pak_budi), floor.makers.get().pk
    for hours, said in (
        ({"opens": "12:00"}, "Pak Karno works on 24 Nov 2026 until 12.00, then no more."),
        ({"closes": "12:00"}, "Pak Karno begins on 24 Nov 2026 at 12.00 only."),
        (
            {"opens": "12:00", "closes": "14:00"},
            "Pak Karno does not work on 24 Nov 2026 from 12.00 to 14.00. The other hours",
        ),
        ({}, "Pak Karno does not work on 24 Nov 2026."),
        (
            {"kind": "overtime", "opens": "17:00", "closes": "20:00"},
            "Pak Karno works longer on 24 Nov 2026: from 17.00 to 20.00.",
        ),
    ):
        asked = {"maker": maker, "kind": "away", "first": "2026-11-24", **hours}
        assert said in client.get(CHANGE, asked).content.decode()


def test_overtime_of_everybody_and_days_gone_by_are_refused(order, pak_budi, english):
    """Read as a rest of the whole workshop, it would have stopped the work it was to help."""
    client = english(pak_budi)
    hours = {"kind": "overtime", "opens": "17:00", "closes": "20:00", "first": "2026-11-24"}
    page = client.get(CHANGE, hours).content.decode()
    assert "Overtime is of one person. Choose who works longer" in page
    assert "Write it down" not in page
    assert "These days are over." in client.get(CHANGE, {"first": "2025-01-01"}).content.decode()


def test_a_day_of_rest_is_worked_after_all_and_comes_back(order, pak_budi, english):
    """Shown first: the order comes forward; taken back, the rest and the plan stand again."""
    client = english(pak_budi)
    confirmed(client, {"first": "2026-11-24", "last": "2026-11-25", "reason": "Wedding"})
    plan, day = places(), ClosedDay.objects.earliest("day")
    path = f"{CALENDAR}days/{day.pk}/open/"
    assert path in client.get(CALENDAR).content.decode()
    page = client.get(path).content.decode()
    assert "The whole workshop works on 24 Nov 2026 after all." in page
    assert "1 day earlier" in page
    undo = taken_away(client, path)
    assert not ClosedDay.objects.filter(day="2026-11-24").exists()
    assert local(Booking.objects.earliest("start").start)[:10] == "2026-11-24"
    client.post(undo)
    again = ClosedDay.objects.earliest("day")
    assert (again.day, again.reason, again.rest_from) == (day.day, day.reason, None)
    assert places() == plan
    assert client.post(undo).status_code == 404, "once"


def test_hours_of_rest_are_worked_after_all_and_come_back(order, pak_budi, english):
    client = english(pak_budi)
    confirmed(client, {"first": "2026-11-24", "opens": "12:00", "reason": "Prayer"})
    row = ClosedDay.objects.get()
    undo = taken_away(client, f"{CALENDAR}days/{row.pk}/open/")
    assert not ClosedDay.objects.exists()
    client.post(undo)
    again = ClosedDay.objects.get()
    assert (again.day, again.rest_from, again.rest_until) == (
        row.day, row.rest_from, row.rest_until,
    )  # fmt: skip


def test_what_was_not_shown_is_not_taken_away(order, pak_budi, english):
    client = english(pak_budi)
    confirmed(client, {"first": "2026-11-24", "reason": "Wedding"})
    path = f"{CALENDAR}days/{ClosedDay.objects.get().pk}/open/"
    said = client.post(path, {"shown": "else"}).content.decode()
    assert "The plan has changed since this was shown" in said
    assert ClosedDay.objects.exists()


@pytest.mark.parametrize("who", ["rina", "viewer", "rival_owner"])
def test_others_take_nothing_away(who, request, order, pak_budi, english):
    confirmed(english(pak_budi), {"first": "2026-11-24", "reason": "Wedding"})
    client = english(request.getfixturevalue(who))
    path = f"{CALENDAR}days/{ClosedDay.objects.get().pk}/open/"
    assert client.get(path).status_code == 404
    assert client.post(path, {"shown": ""}).status_code == 404
    assert path not in client.get(CALENDAR).content.decode()
    assert ClosedDay.objects.exists()


@pytest.mark.parametrize("kind", ["rest", "leave"])
def test_what_was_under_way_goes_back_at_once(kind, order, floor, pak_budi, english, monkeypatch):
    """Lasting has begun this morning; undone a minute later it goes on as if nothing was."""
    monkeypatch.setattr(timezone, "now", lambda: NOW + timedelta(hours=26))
    client, before = english(pak_budi), places()
    assert before[0][1] < timezone.now() < before[0][2]
    asked = {"first": "2026-11-24", "last": "2026-11-26"}
    if kind == "leave":
        asked |= {"maker": str(floor.makers.get().pk), "kind": "away"}
    undo = confirmed(client, asked)
    assert places() != before
    monkeypatch.setattr(timezone, "now", lambda: NOW + timedelta(hours=26, minutes=1))
    client.post(undo)
    assert places() == before


def test_undoing_is_in_the_trail_and_takes_its_own_rows_only(order, floor, pak_budi, english):
    """Whatever ids a browser names."""
    client = english(pak_budi)
    away = {"maker": str(floor.makers.get().pk), "kind": "away"}
    confirmed(client, {**away, "first": "2026-12-10"})
    first = OwnHours.objects.get().pk
    undo = confirmed(client, {**away, "first": "2026-12-14"})
    client.post(f"{undo}?days=&own={first}")
    assert OwnHours.objects.get().pk == first
    assert Change.objects.filter(verb="maker.away_ended").count() == 1
    assert client.post(undo).status_code == 404, "once"
    client.post(confirmed(client, {"first": "2026-12-10"}))
    assert Change.objects.filter(verb="days.taken_back").count() == 1


@pytest.mark.parametrize("kind", ["rest", "leave"])
def test_undoing_takes_nothing_older_away(kind, order, floor, pak_budi, english):
    """The same rest stood there before: only what this one wrote goes."""
    client = english(pak_budi)
    asked = {"first": "2026-11-24", "last": "2026-11-24", "reason": "Wedding"}
    if kind == "leave":
        asked |= {"maker": str(floor.makers.get().pk), "kind": "away"}
    confirmed(client, asked)
    rows = OwnHours if kind == "leave" else ClosedDay
    older = rows.objects.get().pk
    undo = confirmed(client, {**asked, "last": "2026-11-25"})
    assert rows.objects.count() == (3 if kind == "leave" else 2)
    client.post(undo)
    assert rows.objects.get().pk == older


def test_overtime_brings_it_forward(order, floor, pak_budi, english):
    maker = floor.makers.get().pk
    evening = {"first": "2026-11-24", "opens": "17:00", "closes": "20:00"}
    asked = {"maker": maker, "kind": "overtime", **evening}
    client = english(pak_budi)
    assert "1 day earlier" in client.get(CHANGE, asked).content.decode()
    undo = confirmed(client, asked)
    assert OwnHours.objects.get().kind == "overtime"
    client.post(undo)
    assert not OwnHours.objects.exists()


def test_a_promise_that_would_break_is_named_first(order, pak_budi, english):
    Order.objects.update(promise_day="2026-11-26")
    page = english(pak_budi).get(CHANGE, {"first": "2026-11-24", "last": "2026-11-28"})
    text = page.content.decode()
    assert "1 promise would break" in text
    assert "would break" in text


def test_a_promise_that_would_break_says_what_would_help(
    order, ask, send, say_yes, pak_budi, english
):
    """The second order waits for the only maker; one more person brings its day forward."""
    say_yes(send(ask(48)))
    Order.objects.update(promise_day="2026-11-26")
    asked = {"first": "2026-11-24", "last": "2026-11-28"}
    text = english(pak_budi).get(CHANGE, asked).content.decode()
    assert "promises would break" in text
    assert "What would help:" in text
    assert "Word to the buyer" in text
    assert "one more person" in text


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"first": "2026-11-25", "last": "2026-11-24"}, "The last day lies before the first."),
        ({"first": "2026-11-25", "last": "2027-11-24"}, "At most three months at once."),
        ({"first": "2026-11-25", "kind": "overtime", "maker": "M"}, "Write from when to when"),
    ],
)
def test_nonsense_is_told(asked, said, floor, pak_budi, english):
    maker = str(floor.makers.get().pk)
    asked = {name: maker if value == "M" else value for name, value in asked.items()}
    assert said in english(pak_budi).get(CHANGE, asked).content.decode()


def test_another_workshop_changes_nothing(order, floor, pak_budi, rival_owner, english):
    maker = floor.makers.get().pk
    confirmed(english(pak_budi), {"maker": maker, "kind": "away", "first": "2026-11-24"})
    row = OwnHours.objects.get()
    client = english(rival_owner)
    assert client.get(f"{CALENDAR}own/{row.pk}/end/").status_code == 404
    assert client.post(f"{CALENDAR}own/{row.pk}/end/").status_code == 404
    assert "Pak Karno" not in client.get(CALENDAR).content.decode()
    answer = client.get(CHANGE, {"maker": maker, "first": "2026-11-25"})
    assert 'name="shown"' not in answer.content.decode()


def test_pages_ask_few_queries(order, floor, bu_sari, english, django_assert_max_num_queries):
    client = english(bu_sari)
    confirmed(client, {"first": "2026-11-26", "reason": "Wedding"})
    opened = f"{CALENDAR}days/{ClosedDay.objects.get().pk}/open/"
    for path, most in ((CALENDAR, 12), (f"{CHANGE}?first=2026-11-24", 28), (opened, 32)):
        client.get(path)
        with django_assert_max_num_queries(most):
            client.get(path)


def test_a_leave_of_many_days_is_one_row_and_ends_early(order, floor, pak_budi, english):
    """Sunday included; what she comes back for is shown first, and written again with one press."""
    client = english(pak_budi)
    maker = floor.makers.get().pk
    asked = {"maker": maker, "kind": "away", "reason": "Wedding"}
    confirmed(client, {**asked, "first": "2026-11-25", "last": "2026-12-06"})
    assert OwnHours.objects.count() == 12
    assert main_text(client.get(CALENDAR)).count("Pak Karno: away") == 1
    first = OwnHours.objects.earliest("start")
    path = f"{CALENDAR}own/{first.pk}/end/"
    back = OwnHours.objects.order_by("start")[3]
    page = client.get(path, {"on": back.pk, "until": "2026-12-06"}).content.decode()
    assert "Pak Karno works on 28 Nov 2026 – 6 Dec 2026 after all." in page
    plan, shown = places(), re.search(r'name="shown" value="(\w+)"', page)[1]
    typed = {"on": back.pk, "until": "2026-12-06", "shown": shown}
    told = client.post(path, typed, follow=True).content.decode()
    assert OwnHours.objects.count() == 3
    undo = re.search(r'action="(/production/calendar/opened/[^"]+)"', told)[1]
    client.post(undo.replace("&amp;", "&"))
    assert OwnHours.objects.count() == 12
    assert places() == plan


def test_the_whole_leave_is_taken_out_at_once(order, floor, pak_budi, english):
    client = english(pak_budi)
    asked = {"maker": floor.makers.get().pk, "kind": "away", "first": "2026-11-25"}
    confirmed(client, {**asked, "last": "2026-11-29"})
    plan = places()
    undo = taken_away(client, f"{CALENDAR}own/{OwnHours.objects.earliest('start').pk}/end/")
    assert not OwnHours.objects.exists()
    client.post(undo)
    assert OwnHours.objects.count() == 5
    assert places() == plan


def test_one_day_in_the_middle_is_worked(order, floor, pak_budi, english):
    client = english(pak_budi)
    asked = {"maker": floor.makers.get().pk, "kind": "away", "first": "2026-11-25"}
    confirmed(client, {**asked, "last": "2026-11-28"})
    first, second, *_ = OwnHours.objects.order_by("start")
    path = f"{CALENDAR}own/{first.pk}/end/"
    chosen = {"on": second.pk, "until": "2026-11-26"}
    shown = re.search(r'"shown" value="(\w+)"', client.get(path, chosen).content.decode())[1]
    client.post(path, {**chosen, "shown": shown})
    assert [local(one.start)[8:10] for one in OwnHours.objects.order_by("start")] == [
        "25", "27", "28",
    ]  # fmt: skip
    assert main_text(client.get(CALENDAR)).count("Pak Karno: away") == 2


def test_days_that_are_none_of_it_are_refused(order, floor, pak_budi, english):
    client = english(pak_budi)
    asked = {"maker": floor.makers.get().pk, "kind": "away", "first": "2026-11-25"}
    confirmed(client, {**asked, "last": "2026-11-28"})
    first, *_, last = OwnHours.objects.order_by("start")
    path = f"{CALENDAR}own/{first.pk}/end/"
    back = client.get(path, {"on": last.pk, "until": "2026-11-25"}).content.decode()
    assert "The last day lies before the first." in back
    assert client.get(path, {"on": "x", "until": "y"}).status_code == 200
    assert client.post(path, {"on": "x", "until": "y", "shown": "z"}).status_code == 200
    assert OwnHours.objects.count() == 4


def test_the_last_changes_can_be_taken_back_later(order, floor, pak_budi, viewer, english):
    client = english(pak_budi)
    before = places()
    confirmed(client, {"first": "2026-11-24", "reason": "Wedding"})
    text = client.get(CALENDAR).content.decode()
    assert "Changed lately" in text
    undo = re.search(r'action="(/production/calendar/undo/[^"]+)"', text)[1]
    assert "Changed lately" not in english(viewer).get(CALENDAR).content.decode()
    client.post(undo.replace("&amp;", "&"))
    assert places() == before
    assert "Changed lately" not in client.get(CALENDAR).content.decode()


def test_what_was_shown_is_written_also_minutes_later(order, pak_budi, english, monkeypatch):
    """Work that comes forward begins with the next minute; looked at, it keeps that minute."""
    client = english(pak_budi)
    confirmed(client, {"maker": Maker.objects.get().pk, "kind": "away", "first": "2026-11-24"})
    path = f"/production/calendar/own/{OwnHours.objects.get().pk}/end/"
    at_ten = NOW + timedelta(hours=26, minutes=10)
    monkeypatch.setattr(timezone, "now", lambda: at_ten)
    page = client.get(path).content.decode()
    values = {
        name: re.search(rf'name="{name}" value="([^"]+)"', page)[1] for name in ("shown", "at")
    }
    monkeypatch.setattr(timezone, "now", lambda: at_ten + timedelta(minutes=4))
    told = client.post(path, values, follow=True).content.decode()
    assert "The calendar and the plan are changed." in told
