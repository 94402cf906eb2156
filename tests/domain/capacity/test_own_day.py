"""The day of one person: her own hours, and why she is away."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest

from langkah.domain.calendar import ClosedDay, DayHours, Span, WorkCalendar
from langkah.domain.capacity.own_day import OwnDay, own_days
from langkah.domain.capacity.shop import Partner, Person, Shop

MONDAY = date(2026, 11, 23)


def at(hour: int, minute: int = 0, day: int = 0) -> datetime:
    return datetime.combine(MONDAY + timedelta(days=day), time(hour, minute))


def days_of(*weekdays: int) -> WorkCalendar:
    """From 8 to 16 with an hour of break at noon."""
    hours = (
        DayHours(weekday=day, opens=time(8), minutes=420, break_after=240, break_minutes=60)
        for day in weekdays
    )
    return WorkCalendar(hours=tuple(hours))


USUAL = days_of(0, 1, 2, 3, 4, 5)


def monday(calendar: WorkCalendar = USUAL, **person: object) -> OwnDay:
    shop = Shop(people=(), calendar=calendar)
    return own_days(shop, Person(id=1, name="Siti", skills=(), **person), MONDAY, 1)[0]


def off(start: datetime, end: datetime, reason: str = "") -> tuple[Span, ...]:
    return (Span(start=start, end=end, reason=reason),)


@pytest.mark.parametrize(
    ("person", "found"),
    [
        ({}, OwnDay(works=((at(8), at(16)),), own=False)),
        ({"away": off(at(0), at(0, day=1), "ill")}, OwnDay(works=(), own=True, reason="ill")),
        ({"away": off(at(0), at(12))}, OwnDay(works=((at(13), at(16)),), own=True)),
        (
            {"away": off(at(9), at(10), "school")},
            OwnDay(works=((at(8), at(9)), (at(10), at(16))), own=True, reason="school"),
        ),
        ({"overtime": off(at(16), at(19))}, OwnDay(works=((at(8), at(19)),), own=True)),
        # In the break nobody works anyway.
        (
            {"away": off(at(12), at(13), "lunch")},
            OwnDay(works=((at(8), at(12)), (at(13), at(16))), own=False),
        ),
    ],
    ids=["usual", "leave", "afternoon only", "an hour off", "overtime", "off in the break"],
)
def test_the_monday_of_one_person(person, found):
    assert monday(**person) == found


def test_a_partner_has_days_of_her_own():
    sunday = Partner(calendar=days_of(6))
    found = own_days(
        Shop(people=(), calendar=USUAL),
        Person(id=1, name="Bengkel Jaya", skills=(), partner=sunday),
        MONDAY,
        7,
    )
    assert [bool(one.works) for one in found] == [False] * 6 + [True]
    assert not any(one.own for one in found)


def test_on_a_holiday_nobody_has_a_leave():
    closed = WorkCalendar(hours=USUAL.hours, closed=(ClosedDay(day=MONDAY),))
    away = off(at(0), at(0, day=2), "ill")
    assert monday(closed, away=away) == OwnDay(works=(), own=False)


def test_without_working_hours_there_is_nothing_to_tell():
    shop = Shop(people=(), calendar=WorkCalendar(hours=()))
    assert own_days(shop, Person(id=1, name="Siti", skills=()), MONDAY, 7) == ()
