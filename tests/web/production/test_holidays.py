# ruff: noqa: F811 - fixtures of the production tests are used by name
"""A holiday is an estimate until somebody confirms it: who and when is kept, and it can be undone.

In 2027 Idul Fitri is expected on 10 and 11 March, between days of joint leave.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from django.utils import timezone

from langkah.apps.production.models import Booking
from langkah.apps.workshop.models import Change, HolidayDay
from langkah.apps.workshop.queries import shop, work_calendar
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
CALENDAR, FITRI = "/production/calendar/", "/production/calendar/holidays/2027-03-10/"
TODAY = date(2026, 11, 24)


@pytest.fixture(autouse=True)
def tuesday_morning(monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: NOW + timedelta(hours=20))


def closed(workshop) -> dict[date, tuple[str, bool]]:
    found = work_calendar(workshop, TODAY).closed
    return {one.day: (one.reason, one.estimated) for one in found}


def written(client, asked, path=FITRI) -> str:
    """Shown, then written down; gives the path that takes it back."""
    page = client.get(path, asked).content.decode()
    shown = re.search(r'name="shown" value="(\w+)"', page)
    assert shown, page
    told = client.post(path, {**asked, "shown": shown[1]}, follow=True).content.decode()
    assert "The calendar and the plan are changed." in told
    undo = re.search(r'action="(/production/calendar/holidays/[^"]+)"', told)
    assert undo
    return undo[1].replace("&amp;", "&")


def test_an_estimate_is_confirmed_by_name_and_taken_back(floor, kenzi, pak_budi, english):
    client = english(pak_budi)
    assert closed(kenzi)[date(2027, 3, 10)] == ("Hari Raya Idul Fitri", True)
    undo = written(client, {"what": "stays"})
    assert closed(kenzi)[date(2027, 3, 10)] == ("Hari Raya Idul Fitri", False)
    text = client.get(CALENDAR).content.decode()
    assert "confirmed by Pak Budi" in text
    deed = Change.objects.latest("pk")
    assert (deed.verb, str(deed.by), deed.at is not None) == ("holiday.confirmed", "Pak Budi", True)
    client.post(undo)
    assert closed(kenzi)[date(2027, 3, 10)] == ("Hari Raya Idul Fitri", True)
    assert Change.objects.latest("pk").verb == "holiday.taken_back"


def test_an_estimate_below_the_workshops_own_rest_is_still_confirmed(floor, pak_budi, english):
    client = english(pak_budi)
    asked = {"first": "2027-03-08", "last": "2027-03-20", "reason": "Lebaran"}
    page = client.get("/production/calendar/change/", asked).content.decode()
    shown = re.search(r'name="shown" value="(\w+)"', page)
    client.post("/production/calendar/change/", {**asked, "shown": shown[1]})
    text = client.get(CALENDAR).content.decode()
    assert f'href="{FITRI}"' in text
    assert "own day of rest" in text


def test_the_decree_moves_it(floor, kenzi, pak_budi, english):
    client = english(pak_budi)
    written(client, {"what": "moved", "day": "2027-03-13"})
    days = closed(kenzi)
    assert date(2027, 3, 10) not in days
    assert days[date(2027, 3, 13)] == ("Hari Raya Idul Fitri", False)
    again = written(client, {"what": "worked"})
    assert date(2027, 3, 13) not in closed(kenzi)
    assert "Holidays on which you work" in client.get(CALENDAR).content.decode()
    client.post(again)
    assert HolidayDay.objects.get().falls_on == date(2027, 3, 13)


def test_a_holiday_that_comes_earlier_moves_the_plan_and_comes_back(
    floor, ask, send, say_yes, pak_budi, english
):
    """Christmas is on the list for 25 December; written down for Wednesday it makes him rest."""
    say_yes(send(ask(24)))
    client, path = english(pak_budi), "/production/calendar/holidays/2026-12-25/"
    before = list(Booking.objects.order_by("pk").values_list("start", "end"))
    asked = {"what": "moved", "day": "2026-11-25"}
    assert "later" in client.get(path, asked).content.decode()
    undo = written(client, asked, path)
    after = list(Booking.objects.order_by("pk").values_list("start", "end"))
    assert after != before
    client.post(undo)
    assert list(Booking.objects.order_by("pk").values_list("start", "end")) == before
    assert not HolidayDay.objects.exists()


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"what": "moved"}, "Write the day on which it falls."),
        ({"what": "moved", "day": "2031-01-01"}, "within half a year"),
        ({"what": "moved", "day": "soon"}, "date"),
        ({"what": "never"}, "never"),
    ],
)
def test_nonsense_is_told(asked, said, floor, pak_budi, english):
    page = english(pak_budi).get(FITRI, asked).content.decode()
    assert said in page
    assert 'name="shown"' not in page


@pytest.mark.parametrize("day", ["2027-03-09T00", "2027-02-30", "2027-03-17", "holiday"])
def test_a_day_that_is_no_holiday_is_not_found(day, floor, pak_budi, english):
    client = english(pak_budi)
    assert client.get(f"/production/calendar/holidays/{day}/").status_code == 404
    path = f"/production/calendar/holidays/{day}/undo/1/"
    assert client.post(path).status_code == 404


def test_who_may_not_change_the_floor_changes_nothing(floor, viewer, english):
    client = english(viewer)
    assert client.get(FITRI).status_code == 404
    assert client.post(FITRI, {"what": "worked"}).status_code == 404
    assert client.post(f"{FITRI}undo/1/").status_code == 404
    assert "Confirm or change" not in client.get(CALENDAR).content.decode()


def test_another_workshop_keeps_its_own_holidays(floor, kenzi, rival, pak_budi, english):
    written(english(pak_budi), {"what": "worked"})
    assert date(2027, 3, 10) not in closed(kenzi)
    assert closed(rival)[date(2027, 3, 10)] == ("Hari Raya Idul Fitri", True)


def test_joint_leave_public_holidays_and_the_short_saturday_are_kept(floor, kenzi):
    """Both lists of the state: the day itself and the joint leave around it."""
    days = closed(kenzi)
    assert days[date(2027, 3, 9)][0].startswith("Cuti Bersama")
    assert days[date(2027, 3, 8)][0] == "Hari Suci Nyepi"
    assert {hours.weekday for hours in shop(kenzi, TODAY).calendar.hours} >= {0, 1, 2, 3, 4, 5}


def test_the_page_asks_few_queries(floor, pak_budi, english, django_assert_max_num_queries):
    client = english(pak_budi)
    for path in (FITRI, f"{FITRI}?what=worked"):
        client.get(path)
        with django_assert_max_num_queries(28):
            client.get(path)
