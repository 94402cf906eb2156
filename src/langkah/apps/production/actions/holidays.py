"""A holiday confirmed, moved to the day of the decree, or worked, with the plan around it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from langkah.apps.production.actions.rest import (
    RestAnswer,
    around,
    around_more,
    put_around,
    put_back,
)
from langkah.apps.production.committed import committed
from langkah.apps.production.errors import NotFound, moved_meanwhile
from langkah.apps.production.models import PlanMove
from langkah.apps.workshop.actions.floor import forget_holiday, set_holiday
from langkah.apps.workshop.floor_rows import on_days
from langkah.apps.workshop.models import User, Workshop
from langkah.apps.workshop.queries.floor import HolidayRow, holiday_rows, work_calendar
from langkah.domain.reason import Refusal, because

FURTHEST = 183


@dataclass(frozen=True, slots=True, kw_only=True)
class Decreed:
    """A holiday of our list, and the day on which it falls (None: it is worked)."""

    holiday: date
    falls_on: date | None


def the_holiday(workshop: Workshop, day: date) -> HolidayRow:
    """The holiday that our list has on this day. Raises NotFound."""
    for one in holiday_rows(workshop, day, 1):
        if one.holiday == day:
            return one
    raise NotFound


def decree_consequences(workshop: Workshop, asked: Decreed, now: datetime) -> RestAnswer:
    """What it would do; reads only. Raises NotFound, Refusal."""
    known = the_holiday(workshop, asked.holiday)
    if asked.falls_on and abs((asked.falls_on - asked.holiday).days) > FURTHEST:
        raise Refusal(
            because(
                "{name} is expected on {day}. Write a day within half a year of it.",
                name=known.name,
                day=asked.holiday,
            )
        )
    plan = committed(workshop, now)
    then = work_calendar(workshop, plan.now.date(), {asked.holiday: asked.falls_on})
    look = around_more if asked.falls_on is None else around
    return look(plan, on_days(plan.shop, then))


@transaction.atomic
def decree(*, workshop: Workshop, asked: Decreed, shown: str, by: User, now: datetime) -> int:
    """Write down where the holiday falls, and the plan around it, as it was `shown`.

    Gives the id to undo it. A promise may break: the day was shown, and a person decided. Raises
    NotFound, Refusal.
    """
    Workshop.objects.select_for_update().get(pk=workshop.pk)
    found = decree_consequences(workshop, asked, now)
    if found.sign != shown:
        raise moved_meanwhile()
    name = the_holiday(workshop, asked.holiday).name
    set_holiday(workshop=workshop, holiday=asked.holiday, falls_on=asked.falls_on, by=by, now=now)
    done = PlanMove.objects.create(
        workshop=workshop, title=name[:160], at=now, by=by, kind="holiday"
    )
    put_around(done, found)
    return done.pk


@transaction.atomic
def undo_decree(
    *, workshop: Workshop, move: int, holiday: date, before: Decreed | None, by: User, now: datetime
) -> None:
    """What was written about the holiday `before` (None: nothing), and the plan as it was.

    Raises NotFound, Refusal.
    """
    if before is None:
        forget_holiday(workshop=workshop, holiday=holiday, by=by)
    else:
        day = before.falls_on
        set_holiday(workshop=workshop, holiday=holiday, falls_on=day, by=by, now=now)
    put_back(workshop, move, "holiday", by, now)
