"""A week person by person: pieces of work inside opening hours, and how much time is taken."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest

from langkah.apps.production.queries import plan_days
from langkah.apps.production.week import MakerWeek, week
from langkah.apps.workshop.models import ClosedDay, Maker
from tests.apps.production.conftest import NOW

pytestmark = pytest.mark.django_db
MONDAY = date(2026, 11, 23)


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime.combine(MONDAY + timedelta(days=day), time(hour, minute))


def karno(workshop) -> MakerWeek:
    found = week(workshop, plan_days(workshop, MONDAY))
    assert found is not None
    return next(one for one in found.makers if one.name == "Pak Karno")


def test_a_task_over_night_is_cut_at_closing_time(ask, send, say_yes, floor):
    """600 minutes from Tuesday morning on: eight hours, then two on Wednesday."""
    say_yes(send(ask(24)))
    mine = karno(floor)
    assert [(piece.start, piece.end) for piece in mine.pieces] == [
        (at(1, 8), at(1, 16)),
        (at(2, 8), at(2, 10)),
    ]
    assert (mine.taken, mine.minutes) == (600, 6 * 480)


def test_a_closed_day_has_no_work_and_no_hours(ask, send, say_yes, floor):
    ClosedDay.objects.create(workshop=floor, day=MONDAY + timedelta(days=2), reason="Hajatan")
    say_yes(send(ask(24)))
    mine = karno(floor)
    assert [piece.start for piece in mine.pieces] == [at(1, 8), at(3, 8)]
    assert mine.minutes == 5 * 480


def test_who_is_free_stands_there_too(floor):
    Maker.objects.create(workshop=floor, name="Bu Tin")
    Maker.objects.create(workshop=floor, name="Mas Pergi", active=False)
    found = week(floor, plan_days(floor, MONDAY))
    assert found is not None
    assert [(one.name, one.taken) for one in found.makers] == [("Bu Tin", 0), ("Pak Karno", 0)]
    assert found.hours[0] == (at(0, 8), at(0, 16))
    assert found.hours[6] is None


def test_work_that_began_before_counts_only_what_is_left(ask, send, say_yes, floor):
    say_yes(send(ask(24)))
    found = week(floor, plan_days(floor, MONDAY + timedelta(days=2)))
    assert found is not None
    assert [(one.taken, len(one.pieces)) for one in found.makers] == [(120, 1)]


def test_without_people_there_is_nothing_to_draw(desk):
    assert week(desk, plan_days(desk, MONDAY)) is None


def test_a_week_asks_six_queries(ask, send, floor, django_assert_num_queries):
    send(ask(24))
    days = plan_days(floor, NOW.date())
    with django_assert_num_queries(6):
        week(floor, days)
