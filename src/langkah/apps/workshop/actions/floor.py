"""The floor as people describe it: makers, skills, stations, lasts, hours, closed days."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any, TypeVar

from django.db import models, transaction
from django.utils.translation import gettext as _

from langkah.apps.workshop import audit
from langkah.apps.workshop.errors import NotFound, NotSaved
from langkah.apps.workshop.models import (
    ClosedDay,
    HolidayDay,
    LastSet,
    Maker,
    MakerSkill,
    Skill,
    Station,
    User,
    WorkHours,
    Workshop,
)

Row = TypeVar("Row", Maker, Skill, Station, LastSet)
Values = Mapping[str, object]
LONGEST_CLOSED = timedelta(days=92)
# Nobody takes no time, and nobody takes ten times as long.
QUICKEST, SLOWEST = Decimal("0.2"), Decimal(5)


@dataclass(frozen=True, slots=True, kw_only=True)
class MakerValues:
    """A maker as typed; `speed` multiplies standard minutes, `skills` are ids."""

    name: str
    speed: Decimal = Decimal(1)
    active: bool = True
    skills: tuple[int, ...] = ()


@transaction.atomic
def save_maker(
    *, workshop: Workshop, values: MakerValues, by: User, maker: int | None = None
) -> int:
    """Add or change a maker and what she can do; gives the id. Raises NotSaved, NotFound."""
    row = _named(Maker, workshop, maker, values.name)
    old = _maker_values(row)
    row.speed, row.active = values.speed, values.active
    row.save()
    row.maker_skills.all().delete()
    own = Skill.objects.filter(workshop=workshop, pk__in=values.skills)
    MakerSkill.objects.bulk_create(
        MakerSkill(workshop=workshop, maker=row, skill=skill) for skill in own
    )
    audit.record(
        workshop=workshop,
        by=by,
        verb="maker.saved",
        target=row,
        old=old,
        new=_maker_values(row),
    )
    return row.pk


@transaction.atomic
def set_speed(*, workshop: Workshop, maker: int, speed: Decimal, by: User) -> None:
    """What multiplies standard minutes for one maker. Raises NotFound, NotSaved."""
    row = _own(Maker, workshop, maker)
    if not QUICKEST <= speed <= SLOWEST:
        raise NotSaved(("speed", _("Write a number from 0.2 to 5.")))
    old = _maker_values(row)
    row.speed = speed.quantize(Decimal("0.01"))
    row.save(update_fields=["speed"])
    audit.record(
        workshop=workshop,
        by=by,
        verb="maker.saved",
        target=row,
        old=old,
        new=_maker_values(row),
    )


def _maker_values(row: Maker) -> Values:
    if row.pk is None:
        return {}
    kept = Maker.objects.get(pk=row.pk)
    skills = ", ".join(row.skills.order_by("name").values_list("name", flat=True))
    return {
        "name": kept.name,
        "speed": kept.speed.normalize(),
        "active": kept.active,
        "skills": skills,
    }


@transaction.atomic
def save_skill(*, workshop: Workshop, name: str, by: User, skill: int | None = None) -> int:
    """Add or rename a skill. Raises NotSaved, NotFound."""
    return _simple(Skill, workshop, skill, {"name": name}, by)


@transaction.atomic
def save_station(
    *, workshop: Workshop, name: str, count: int, by: User, station: int | None = None
) -> int:
    """Add or change a kind of machine or bench. Raises NotSaved, NotFound."""
    return _simple(Station, workshop, station, {"name": name, "count": count}, by)


@transaction.atomic
def save_last_set(
    *, workshop: Workshop, family: str, count: int, by: User, last_set: int | None = None
) -> int:
    """Add or change how many sets of a last there are. Raises NotSaved, NotFound."""
    return _simple(LastSet, workshop, last_set, {"family": family, "count": count}, by)


def _simple(model: type[Row], workshop: Workshop, pk: int | None, values: Values, by: User) -> int:
    named = "family" if model is LastSet else "name"
    kept = _own(model, workshop, pk) if pk is not None else None
    old = {name: getattr(kept, name) for name in values} if kept else {}
    row = _named(model, workshop, pk, str(values[named]), field=named)
    for name, value in values.items():
        if name != named:
            setattr(row, name, value)
    row.save()
    audit.record(
        workshop=workshop,
        by=by,
        verb=f"{model._meta.model_name}.saved",
        target=row,
        old=old,
        new={name: getattr(row, name) for name in values},
    )
    return row.pk


def _named(
    model: type[Row], workshop: Workshop, pk: int | None, name: str, *, field: str = "name"
) -> Row:
    """The row, or a new one, under a name that no other row of the workshop has."""
    bare = " ".join(name.split())
    if not bare:
        raise NotSaved((field, _("Write a name.")))
    others = model.objects.filter(workshop=workshop, **{f"{field}__iexact": bare})
    if others.exclude(pk=pk or 0).exists():
        raise NotSaved((field, _("“{name}” is there already.").format(name=bare)))
    row = model(workshop=workshop) if pk is None else _own(model, workshop, pk)
    setattr(row, field, bare)
    return row


def _own(model: type[Row], workshop: Workshop, pk: int) -> Row:
    row = model.objects.filter(workshop=workshop, pk=pk).first()
    if row is None:
        raise NotFound
    return row


def remove_maker(*, workshop: Workshop, maker: int, by: User) -> None:
    """A maker who never worked on an order; for others `active` is switched off."""
    _remove(Maker, workshop, maker, by)


def remove_skill(*, workshop: Workshop, skill: int, by: User) -> None:
    """A skill that no step asks for. Raises NotSaved, NotFound."""
    _remove(Skill, workshop, skill, by)


def remove_station(*, workshop: Workshop, station: int, by: User) -> None:
    """A station that no step stands at. Raises NotSaved, NotFound."""
    _remove(Station, workshop, station, by)


def remove_last_set(*, workshop: Workshop, last_set: int, by: User) -> None:
    """A last that is gone. Raises NotFound."""
    _remove(LastSet, workshop, last_set, by)


@transaction.atomic
def _remove(model: type[Row], workshop: Workshop, pk: int, by: User) -> None:
    row = _own(model, workshop, pk)
    verb = f"{model._meta.model_name}.removed"
    audit.record(workshop=workshop, by=by, verb=verb, target=row, old={"name": str(row)})
    try:
        row.delete()
    except (models.ProtectedError, models.RestrictedError) as error:
        sentence = _("“{name}” is in use and cannot be removed.").format(name=row)
        raise NotSaved(("", sentence)) from error


@dataclass(frozen=True, slots=True, kw_only=True)
class DayValues:
    """A working day on the workshop's clock; without `opens` the day is free."""

    opens: time | None = None
    closes: time | None = None
    break_from: time | None = None
    break_minutes: int = 0


@transaction.atomic
def set_hours(*, workshop: Workshop, weekdays: Iterable[int], values: DayValues, by: User) -> None:
    """The same hours for these weekdays (0 is Monday). Raises NotSaved."""
    days = sorted(set(weekdays))
    row = hours_row(values)
    old = _spoken_hours(workshop)
    WorkHours.objects.filter(workshop=workshop, weekday__in=days).delete()
    if row:
        WorkHours.objects.bulk_create(
            WorkHours(workshop=workshop, weekday=day, **row) for day in days
        )
    audit.record(
        workshop=workshop,
        by=by,
        verb="hours.saved",
        target=workshop,
        old=old,
        new=_spoken_hours(workshop),
    )


def _spoken_hours(workshop: Workshop) -> dict[str, object]:
    rows = WorkHours.objects.filter(workshop=workshop)
    return {f"weekday {row.weekday}": f"{row.opens:%H:%M} + {row.minutes} min" for row in rows}


def hours_row(values: DayValues) -> dict[str, Any]:
    """The hours of a day as they are kept; empty for a free day. Raises NotSaved."""
    if values.opens is None or values.closes is None:
        return {}
    length = _minutes(values.opens, values.closes)
    rest = values.break_minutes if values.break_from else 0
    before = _minutes(values.opens, values.break_from) if values.break_from else 0
    if length <= rest:
        raise NotSaved(("closes", _("The day ends before it begins. Check both times.")))
    if values.break_from and not 0 < before <= length - rest:
        raise NotSaved(("break_from", _("The break lies outside the working day.")))
    return {
        "opens": values.opens,
        "minutes": length - rest,
        "break_after": before if rest else 0,
        "break_minutes": rest,
    }


def _minutes(first: time, last: time) -> int:
    day = date(2000, 1, 1)
    return int((datetime.combine(day, last) - datetime.combine(day, first)).total_seconds() // 60)


@transaction.atomic
def close_days(
    *,
    workshop: Workshop,
    first: date,
    last: date,
    reason: str,
    by: User,
    hours: tuple[time, time] | None = None,
) -> tuple[int, ...]:
    """Rest from `first` to `last`, both included; gives the ids of what was added. Raises NotSaved.

    With `hours` the workshop rests from then to then on each of the days.
    """
    if last < first:
        raise NotSaved(("last", _("The last day lies before the first.")))
    if last - first > LONGEST_CLOSED:
        raise NotSaved(("last", _("At most three months at once.")))
    rest_from, rest_until = hours or (None, None)
    known = set(
        ClosedDay.objects.filter(
            workshop=workshop, day__range=(first, last), rest_from=rest_from
        ).values_list("day", flat=True)
    )
    days = [first + timedelta(days=count) for count in range((last - first).days + 1)]
    new = [day for day in days if day not in known]
    made = ClosedDay.objects.bulk_create(
        ClosedDay(
            workshop=workshop,
            day=day,
            reason=reason.strip(),
            rest_from=rest_from,
            rest_until=rest_until,
        )
        for day in new
    )
    between = f", {rest_from:%H:%M} - {rest_until:%H:%M}" if rest_from and rest_until else ""
    audit.record(
        workshop=workshop,
        by=by,
        verb="days.closed",
        target=workshop,
        new={"days": f"{first} - {last}{between}", "reason": reason.strip()},
    )
    return tuple(one.pk for one in made)


@transaction.atomic
def set_holiday(
    *, workshop: Workshop, holiday: date, falls_on: date | None, by: User, now: datetime
) -> None:
    """Write down on which day a holiday of our list falls (None: it is worked)."""
    row = HolidayDay.objects.filter(workshop=workshop, holiday=holiday).first()
    before = {"falls_on": row.falls_on or "-"} if row else {}
    row = row or HolidayDay(workshop=workshop, holiday=holiday)
    row.falls_on, row.at, row.by = falls_on, now, by
    row.save()
    audit.record(
        workshop=workshop,
        by=by,
        verb="holiday.confirmed",
        target=row,
        old=before,
        new={"falls_on": falls_on or "-"},
    )


@transaction.atomic
def forget_holiday(*, workshop: Workshop, holiday: date, by: User) -> None:
    """The holiday is again as it stands in our list."""
    row = HolidayDay.objects.filter(workshop=workshop, holiday=holiday).first()
    if row is not None:
        audit.record(
            workshop=workshop,
            by=by,
            verb="holiday.taken_back",
            target=row,
            old={"falls_on": row.falls_on or "-"},
        )
        row.delete()


@transaction.atomic
def open_day(*, workshop: Workshop, closed_day: int, by: User) -> None:
    """Work on this day after all. Raises NotFound."""
    row = ClosedDay.objects.filter(workshop=workshop, pk=closed_day).first()
    if row is None:
        raise NotFound
    audit.record(workshop=workshop, by=by, verb="day.opened", target=row, old={"day": row.day})
    row.delete()
