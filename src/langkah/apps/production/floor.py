"""The floor as the domain sees it: makers, stations, lasts, calendar, and what is booked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db.models import Q

from langkah.apps.production.models import Booking
from langkah.apps.workshop.models import (
    ClosedDay,
    LastSet,
    Maker,
    MakerSkill,
    Station,
    WorkHours,
    Workshop,
)
from langkah.domain import calendar
from langkah.domain.capacity import Booking as Booked
from langkah.domain.capacity import LastSets, Person, Shop, Stations
from langkah.reference import holidays

YEARS_AHEAD = 4


def shop(workshop: Workshop, today: date) -> Shop:
    """Everything on the floor that can be short. Six queries."""
    skills: dict[int, list[str]] = defaultdict(list)
    pairs = MakerSkill.objects.filter(workshop=workshop).values_list("maker", "skill__name")
    for maker, skill in pairs.order_by("skill__name"):
        skills[maker].append(skill)
    makers = Maker.objects.filter(workshop=workshop, active=True).order_by("id")
    stations = Station.objects.filter(workshop=workshop).order_by("id")
    lasts = LastSet.objects.filter(workshop=workshop).order_by("id")
    return Shop(
        people=tuple(
            Person(id=row.pk, name=row.name, skills=tuple(skills[row.pk]), speed=row.speed)
            for row in makers
        ),
        calendar=work_calendar(workshop, today),
        stations=tuple(Stations(name=row.name, count=row.count) for row in stations),
        lasts=tuple(LastSets(family=row.family, count=row.count) for row in lasts),
    )


def work_calendar(workshop: Workshop, today: date) -> calendar.WorkCalendar:
    """The week's hours, the workshop's own closed days and Indonesia's days off. Two queries."""
    own = dict(ClosedDay.objects.filter(workshop=workshop).values_list("day", "reason"))
    public = {
        one.day: one.name
        for year in range(today.year, today.year + YEARS_AHEAD)
        for one in holidays.of_year(year)
    }
    closed = public | own
    return calendar.WorkCalendar(
        hours=tuple(
            calendar.DayHours(
                weekday=row.weekday,
                opens=row.opens,
                minutes=row.minutes,
                break_after=row.break_after,
                break_minutes=row.break_minutes,
            )
            for row in WorkHours.objects.filter(workshop=workshop).order_by("weekday")
        ),
        closed=tuple(
            calendar.ClosedDay(day=day, reason=why) for day, why in sorted(closed.items())
        ),
    )


FIELDS = (
    *("quote_line", "order_line", "lot", "step", "operation", "pairs", "maker"),
    *("start", "end", "station", "last_family", "last_until"),
)


def booked(workshop: Workshop, now: datetime) -> tuple[Booked, ...]:
    """What is taken from `now` on, in the workshop's own time. One query."""
    zone = ZoneInfo(workshop.time_zone)
    rows = Booking.objects.filter(workshop=workshop).filter(Q(end__gt=now) | Q(last_until__gt=now))
    return tuple(
        Booked(
            job=job_of(quote_line, order_line),
            lot=lot,
            step=step,
            operation=operation,
            pairs=pairs,
            person=maker,
            start=local(start, zone),
            end=local(end, zone),
            station=station,
            last_family=family,
            last_until=local(until, zone) if until else None,
        )
        for (
            quote_line,
            order_line,
            lot,
            step,
            operation,
            pairs,
            maker,
            start,
            end,
            station,
            family,
            until,
        ) in rows.values_list(*FIELDS)
    )


def job_of(quote_line: int | None, order_line: int | None) -> str:
    """The name of a line in a plan."""
    return f"order {order_line}" if order_line else f"quote {quote_line}"


def local(moment: datetime, zone: ZoneInfo) -> datetime:
    """The workshop's clock, without the zone: the way the domain counts."""
    return moment.astimezone(zone).replace(tzinfo=None)


def rows(
    workshop: Workshop,
    bookings: Iterable[Booked],
    *,
    quote_lines: dict[str, int] | None = None,
    order_lines: dict[str, int] | None = None,
) -> list[Booking]:
    """Rows for bookings of the domain; the job's name tells the line."""
    zone = ZoneInfo(workshop.time_zone)
    return [
        Booking(
            workshop=workshop,
            quote_line_id=(quote_lines or {}).get(one.job),
            order_line_id=(order_lines or {}).get(one.job),
            lot=one.lot,
            step=one.step,
            operation=one.operation,
            pairs=one.pairs,
            maker_id=one.person,
            station=one.station,
            start=one.start.replace(tzinfo=zone),
            end=one.end.replace(tzinfo=zone),
            last_family=one.last_family,
            last_until=one.last_until.replace(tzinfo=zone) if one.last_until else None,
        )
        for one in bookings
    ]
