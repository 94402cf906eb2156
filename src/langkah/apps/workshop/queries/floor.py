"""The floor as the settings show it and as a plan sees it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from django.db.models import Max, QuerySet

from langkah.apps.workshop.errors import NotFound
from langkah.apps.workshop.floor_rows import (
    DayRow,
    MakerRow,
    day_of,
    hours_of,
    maker_of,
    partner_of,
)
from langkah.apps.workshop.models import (
    ClosedDay,
    HolidayDay,
    LastSet,
    Maker,
    OwnHours,
    Skill,
    Station,
    WorkHours,
    Workshop,
)
from langkah.apps.workshop.queries.machines import OutRow, machines_out
from langkah.domain import calendar
from langkah.domain.capacity.shop import LastSets, Person, Shop, Stations
from langkah.domain.product import SizePairs, by_size
from langkah.domain.work_line import YEARS_AHEAD
from langkah.reference import holidays


@dataclass(frozen=True, slots=True)
class Counted:
    """A station or a last, and how many there are; of a last also pairs by size, if counted."""

    id: int
    name: str
    count: int
    sizes: tuple[SizePairs, ...] = ()

    @property
    def lacking(self) -> tuple[str, ...]:
        """Sizes that were counted and are not there."""
        return tuple(one.size for one in self.sizes if not one.pairs)


@dataclass(frozen=True, slots=True)
class SkillRow:
    """A skill and who has it."""

    id: int
    name: str
    makers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ClosedRow:
    """A day of rest of the workshop's own, or some hours of it."""

    id: int
    day: date
    reason: str
    rest_from: time | None = None
    rest_until: time | None = None


@dataclass(frozen=True, slots=True)
class HolidayRow:
    """A holiday of the list: its day there and its name, and what was written down about it.

    `falls_on` is the day of rest, None if it is worked. Without `at` nobody confirmed anything.
    """

    holiday: date
    name: str
    estimated: bool
    falls_on: date | None
    by: str = ""
    at: datetime | None = None


def makers(workshop: Workshop) -> tuple[MakerRow, ...]:
    """All makers, those who work here first, partner workshops among them. Two queries."""
    return tuple(maker_of(row) for row in _makers(workshop).order_by("-active", "name"))


def _makers(workshop: Workshop) -> QuerySet[Maker]:
    rows = Maker.objects.filter(workshop=workshop).select_related("partner")
    return rows.prefetch_related("skills")


def maker_names(workshop: Workshop) -> dict[int, str]:
    """The name of everybody who works here or did. One query."""
    return dict(Maker.objects.filter(workshop=workshop).values_list("pk", "name"))


def maker(workshop: Workshop, maker: int) -> MakerRow:
    """One maker of the floor. Raises NotFound."""
    row = _makers(workshop).filter(pk=maker, partner=None).first()
    if row is None:
        raise NotFound
    return maker_of(row)


def skills(workshop: Workshop) -> tuple[SkillRow, ...]:
    """All skills with the active makers who have them. Two queries."""
    rows = Skill.objects.filter(workshop=workshop).prefetch_related("makers").order_by("id")
    return tuple(
        SkillRow(
            row.pk,
            row.name,
            tuple(sorted(one.name for one in row.makers.all() if one.active)),
        )
        for row in rows
    )


def skill(workshop: Workshop, skill: int) -> SkillRow:
    """One skill. Raises NotFound."""
    found = next((row for row in skills(workshop) if row.id == skill), None)
    if found is None:
        raise NotFound
    return found


def stations(workshop: Workshop) -> tuple[Counted, ...]:
    """All kinds of machines and benches."""
    rows = Station.objects.filter(workshop=workshop).order_by("id")
    return tuple(Counted(row.pk, row.name, row.count) for row in rows)


def station(workshop: Workshop, station: int) -> Counted:
    """One station. Raises NotFound."""
    return _one(stations(workshop), station)


def last_sets(workshop: Workshop) -> tuple[Counted, ...]:
    """All lasts with the sizes that were counted. Two queries at most."""
    rows = LastSet.objects.filter(workshop=workshop).prefetch_related("sizes").order_by("id")
    return tuple(
        Counted(
            row.pk,
            row.family,
            row.count,
            tuple(
                SizePairs(size=one.size, pairs=one.pairs)
                for one in sorted(row.sizes.all(), key=lambda one: by_size(one.size))
            ),
        )
        for row in rows
    )


def last_set(workshop: Workshop, last_set: int) -> Counted:
    """One last. Raises NotFound."""
    return _one(last_sets(workshop), last_set)


def _one(rows: Iterable[Counted], pk: int) -> Counted:
    found = next((row for row in rows if row.id == pk), None)
    if found is None:
        raise NotFound
    return found


def week(workshop: Workshop) -> tuple[DayRow, ...]:
    """Seven days from Monday on."""
    rows = {row.weekday: row for row in WorkHours.objects.filter(workshop=workshop)}
    return tuple(day_of(rows[day]) if day in rows else DayRow(day) for day in range(7))


def closed_days(workshop: Workshop, since: date) -> tuple[ClosedRow, ...]:
    """The workshop's own days and hours of rest from `since` on."""
    rows = ClosedDay.objects.filter(workshop=workshop, day__gte=since)
    return tuple(
        ClosedRow(row.pk, row.day, row.reason, row.rest_from, row.rest_until)
        for row in rows.order_by("day", "rest_from")
    )


def holiday_rows(workshop: Workshop, since: date, years: int) -> tuple[HolidayRow, ...]:
    """The holidays of our list from the year of `since` on, as they were confirmed. One query."""
    written = {
        row.holiday: row
        for row in HolidayDay.objects.filter(
            workshop=workshop, holiday__year__gte=since.year
        ).select_related("by")
    }
    return tuple(
        HolidayRow(
            holiday=one.day,
            name=one.name,
            estimated=one.estimated and one.day not in written,
            falls_on=row.falls_on if row else one.day,
            by=str(row.by) if row and row.by else "",
            at=row.at if row else None,
        )
        for year in range(since.year, since.year + years)
        for one in holidays.of_year(year)
        for row in [written.get(one.day)]
    )


def holidays_end(workshop: Workshop, day: date) -> int | None:
    """The last year of which holidays are known, where a day lies after it; None: they are.

    Known are those of a decree, and those that the workshop wrote down itself. Two queries, and
    none for a day in a year that is decreed.
    """
    if holidays.decreed(day.year):
        return None
    before = range(day.year, day.year - YEARS_AHEAD - 1, -1)
    found = [year for year in before if holidays.decreed(year)][:1]
    own = ClosedDay.objects.filter(workshop=workshop).aggregate(last=Max("day"))["last"]
    told = HolidayDay.objects.filter(workshop=workshop).aggregate(last=Max("holiday"))["last"]
    last = max([*found, *(one.year for one in (own, told) if one)], default=day.year - 1)
    return last if last < day.year else None


def shop(workshop: Workshop, since: date) -> Shop:
    """The floor as a plan that begins on `since` sees it. Nine queries, ten with partners.

    Closed are the workshop's own days, and Indonesia's holidays for as long as a plan can reach.
    """
    broken = machines_out(workshop, since)
    return replace(
        crew(workshop, since),
        stations=tuple(
            Stations(name=row.name, count=row.count, out=_out(broken, row.id))
            for row in stations(workshop)
        ),
        lasts=tuple(
            LastSets(family=row.name, count=row.count, sizes=row.sizes)
            for row in last_sets(workshop)
        ),
    )


def _out(rows: Iterable[OutRow], station: int) -> tuple[calendar.Span, ...]:
    """A span for each machine of this kind that is broken."""
    return tuple(
        row.span for row in rows if row.station == station for _machine in range(row.count)
    )


def crew(workshop: Workshop, since: date) -> Shop:
    """The floor without its stations and lasts: who works when. Three queries fewer."""
    own = own_hours(workshop, since)
    days = work_calendar(workshop, since)
    working = _makers(workshop).filter(active=True).prefetch_related("partner__hours")
    return Shop(
        people=tuple(
            Person(
                id=row.pk,
                name=row.name,
                skills=maker_of(row).skills,
                speed=row.speed,
                away=_spans(own, row.pk, OwnHours.Kind.AWAY),
                overtime=_spans(own, row.pk, OwnHours.Kind.OVERTIME),
                partner=partner_of(row, days),
            )
            for row in working.order_by("name")
        ),
        calendar=days,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnRow:
    """A leave or overtime of one maker, on the workshop's clock."""

    id: int
    maker: int
    name: str
    kind: str
    start: datetime
    end: datetime
    reason: str


def own_hours(workshop: Workshop, since: date) -> tuple[OwnRow, ...]:
    """Leave and overtime that is not over on `since`. One query."""
    zone = ZoneInfo(workshop.time_zone)
    begin = datetime.combine(since, time.min, zone)
    rows = OwnHours.objects.filter(workshop=workshop, end__gt=begin).select_related("maker")
    return tuple(
        OwnRow(
            id=row.pk,
            maker=row.maker_id,
            name=row.maker.name,
            kind=row.kind,
            start=row.start.astimezone(zone).replace(tzinfo=None),
            end=row.end.astimezone(zone).replace(tzinfo=None),
            reason=row.reason,
        )
        for row in rows.order_by("start", "id")
    )


def _spans(rows: Iterable[OwnRow], maker: int, kind: str) -> tuple[calendar.Span, ...]:
    return tuple(
        calendar.Span(start=row.start, end=row.end, reason=row.reason)
        for row in rows
        if row.maker == maker and row.kind == kind
    )


def work_calendar(
    workshop: Workshop,
    since: date,
    moved: Mapping[date, date | None] | None = None,
    *,
    without: int | None = None,
) -> calendar.WorkCalendar:
    """Hours and days of rest from `since` on, holidays included. Three queries.

    `moved` asks what if a holiday fell on another day, or were worked (None); `without`, what if
    this row of the workshop's own rest were not there.
    """
    own = tuple(one for one in closed_days(workshop, since) if one.id != without)
    free = [
        (one, (moved or {}).get(one.holiday, one.falls_on))
        for one in holiday_rows(workshop, since, YEARS_AHEAD + 1)
    ]
    closed = {
        day: calendar.ClosedDay(day=day, reason=one.name, estimated=one.estimated)
        for one, day in free
        if day and day >= since
    } | {
        one.day: calendar.ClosedDay(day=one.day, reason=one.reason)
        for one in own
        if one.rest_from is None
    }
    hours = WorkHours.objects.filter(workshop=workshop).order_by("weekday")
    return calendar.WorkCalendar(
        hours=hours_of(hours),
        closed=tuple(one for _, one in sorted(closed.items())),
        rest=tuple(
            calendar.Span(
                start=datetime.combine(one.day, one.rest_from),
                end=datetime.combine(one.day, one.rest_until),
                reason=one.reason,
            )
            for one in own
            if one.rest_from and one.rest_until
        ),
    )
