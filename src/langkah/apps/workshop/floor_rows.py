"""Rows of the floor as people read them and as a plan counts them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from langkah.apps.workshop.models import Maker, PartnerHours, PartnerWorkshop, WorkHours
from langkah.domain.calendar import DayHours, WorkCalendar
from langkah.domain.capacity.shop import Partner, Shop


@dataclass(frozen=True, slots=True)
class MakerRow:
    """A maker with what she can do; `partner` tells a partner workshop from those of the floor."""

    id: int
    name: str
    speed: Decimal
    active: bool
    skills: tuple[str, ...]
    skill_ids: tuple[int, ...]
    partner: bool = False


@dataclass(frozen=True, slots=True)
class DayRow:
    """A weekday (0 is Monday); a free day has no `opens`."""

    weekday: int
    opens: time | None = None
    closes: time | None = None
    break_from: time | None = None
    break_minutes: int = 0
    minutes: int = 0


def maker_of(row: Maker) -> MakerRow:
    """A row with its skills."""
    skills = sorted(row.skills.all(), key=lambda skill: skill.pk)
    return MakerRow(
        row.pk,
        row.name,
        row.speed,
        row.active,
        tuple(skill.name for skill in skills),
        tuple(skill.pk for skill in skills),
        hasattr(row, "partner"),
    )


def day_of(row: WorkHours | PartnerHours) -> DayRow:
    """A row with its end and its break on the clock."""
    length = row.minutes + row.break_minutes
    return DayRow(
        row.weekday,
        row.opens,
        _later(row.opens, length),
        _later(row.opens, row.break_after) if row.break_minutes else None,
        row.break_minutes,
        row.minutes,
    )


def _later(start: time, minutes: int) -> time:
    return (datetime.combine(date(2000, 1, 1), start) + timedelta(minutes=minutes)).time()


def hours_of(rows: Iterable[WorkHours | PartnerHours]) -> tuple[DayHours, ...]:
    """Rows as the domain counts them."""
    return tuple(
        DayHours(
            weekday=row.weekday,
            opens=row.opens,
            minutes=row.minutes,
            break_after=row.break_after,
            break_minutes=row.break_minutes,
        )
        for row in rows
    )


def partner_of(row: Maker, days: WorkCalendar) -> Partner | None:
    """What sets a partner workshop apart; None for a maker of the floor.

    It rests on the days of rest of the floor: nobody is here then who brings or takes.
    """
    partner: PartnerWorkshop | None = getattr(row, "partner", None)
    if partner is None:
        return None
    hours = hours_of(sorted(partner.hours.all(), key=lambda day: day.weekday))
    return Partner(
        there_hours=partner.there_hours,
        back_hours=partner.back_hours,
        least_pairs=partner.least_pairs,
        calendar=replace(days, hours=hours) if hours else None,
    )


def on_days(shop: Shop, days: WorkCalendar) -> Shop:
    """The floor on another calendar; partners with hours of their own rest on the same days."""
    return replace(
        shop,
        calendar=days,
        people=tuple(
            replace(
                one,
                partner=replace(
                    one.partner, calendar=replace(days, hours=one.partner.calendar.hours)
                ),
            )
            if one.partner and one.partner.calendar
            else one
            for one in shop.people
        ),
    )
