"""Reads of production."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Exists, OuterRef

from langkah.apps.production import floor
from langkah.apps.production.errors import NotFound
from langkah.apps.production.models import Booking, Hold, StepDone
from langkah.apps.production.promises import promise_for
from langkah.apps.production.ready import readies, ready_at, with_drying
from langkah.apps.sales.models import Order
from langkah.apps.sales.models.departure import has_left
from langkah.apps.workshop.models import PartnerWorkshop, Workshop
from langkah.apps.workshop.queries import work_calendar

__all__ = [
    "late_orders",
    "order_plan",
    "over_unnoted",
    "plan_days",
    "planned_orders",
    "planned_until",
    "promise_for",
    "standing_holds",
]

DAYS = 7
MOST = 1000
LATELY = timedelta(days=14)


@dataclass(frozen=True, slots=True, kw_only=True)
class Elsewhere:
    """Work at a partner workshop: when the lot leaves here at the latest, and when it is back."""

    leaves: datetime
    back: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One step of one lot as the floor reads it; times are the workshop's own.

    `elsewhere` tells the way of a lot that a partner workshop works on; `dries` is told of the last
    step in the plan of an order.
    """

    operation: str
    title: str
    pairs: int
    lot: int
    maker: str
    station: str
    start: datetime
    end: datetime
    order: int | None
    order_number: int | None
    quote: int | None
    quote_number: int | None
    booking: int = 0
    maker_id: int = 0
    line: int = 0
    step: int = 0
    elsewhere: Elsewhere | None = None
    dries: timedelta = timedelta()

    @property
    def ready(self) -> datetime:
        """When its pairs are here after it: back from a partner, and dry after the last step."""
        return (self.elsewhere.back if self.elsewhere else self.end) + self.dries

    @property
    def held(self) -> bool:
        """Whether a quote holds it and no order yet."""
        return self.order is None

    def takes(self, day: date) -> bool:
        """Whether it lasts on this day, open or not."""
        return self.start.date() <= day <= self.end.date()

    def touches(self, day: date) -> bool:
        """Whether somebody surely works on it on this day: it begins or ends there."""
        return day in (self.start.date(), self.end.date())


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """One day of the plan; `closed` says why nobody works."""

    day: date
    closed: str
    tasks: tuple[Task, ...]


_PLACES = ("maker__partner", "order_line__order", "quote_line__version__quote")


def plan_days(workshop: Workshop, first: date, days: int = DAYS) -> tuple[Day, ...]:
    """The plan day by day from `first` on; a task stands on every open day it takes.

    On a day off stands what begins or ends there: overtime, or work at a partner's. Three queries.
    """
    zone = ZoneInfo(workshop.time_zone)
    begin = datetime.combine(first, time.min, zone)
    rows = Booking.objects.filter(
        workshop=workshop, end__gt=begin, start__lt=begin + timedelta(days=days)
    )
    ordered = rows.select_related(*_PLACES).order_by("start", "id")
    tasks = [_task(row, zone) for row in ordered]
    off = _days_off(workshop, first, days)
    return tuple(
        Day(
            day=day,
            closed=off.get(day, ""),
            tasks=tuple(
                task for task in tasks if (task.touches if day in off else task.takes)(day)
            ),
        )
        for day in (first + timedelta(days=count) for count in range(days))
    )


def _days_off(workshop: Workshop, first: date, days: int) -> dict[date, str]:
    calendar = work_calendar(workshop, first)
    found = {one.day: one.reason for one in calendar.closed}
    works = {hours.weekday for hours in calendar.hours}
    for count in range(days):
        day = first + timedelta(days=count)
        if works and day.weekday() not in works:
            found.setdefault(day, "-")
    return found


def order_plan(workshop: Workshop, order: int) -> tuple[Task, ...]:
    """Every step of an order, in the order of time. One query; empty for another workshop."""
    zone = ZoneInfo(workshop.time_zone)
    mine = Booking.objects.filter(workshop=workshop, order_line__order=order)
    rows = with_drying(mine, "order_line").select_related(*_PLACES).order_by("start", "id")
    return tuple(replace(_task(row, zone), dries=_dries(row)) for row in rows)


def _dries(row: Any) -> timedelta:  # noqa: ANN401 - a row with what was asked beside it
    return timedelta(hours=float(row.dries or 0) if row.step == row.steps else 0)


def over_unnoted(
    workshop: Workshop, now: datetime, order: int | None = None, limit: int = 10
) -> tuple[Task, ...]:
    """Of each lot the last step that is over by the clock and that nobody noted; the newest first.

    Of orders that stand and have not left, in the last two weeks. One query.
    """
    same = {"order_line": OuterRef("order_line"), "lot": OuterRef("lot")}
    noted = StepDone.objects.filter(**same, step__gte=OuterRef("step"), undone_at=None)
    later = Booking.objects.filter(**same, step__gt=OuterRef("step"), end__lte=now)
    rows = Booking.objects.filter(
        ~Exists(noted),
        ~Exists(later),
        ~Exists(Order.objects.filter(has_left(), pk=OuterRef("order_line__order"))),
        workshop=workshop,
        order_line__isnull=False,
        order_line__order__cancelled=None,
        end__lte=now,
        end__gt=now - LATELY,
    )
    if order is not None:
        rows = rows.filter(order_line__order=order)
    zone = ZoneInfo(workshop.time_zone)
    found = rows.select_related(*_PLACES).order_by("-end", "id")[:limit]
    return tuple(_task(row, zone) for row in found)


def ordered_task(workshop: Workshop, booking: int) -> Task:
    """One step of an order as it is planned. Raises NotFound."""
    rows = Booking.objects.filter(
        workshop=workshop, order_line__isnull=False, order_line__order__cancelled=None, pk=booking
    )
    row = rows.select_related(*_PLACES).first()
    if row is None:
        raise NotFound
    return _task(row, ZoneInfo(workshop.time_zone))


def _task(row: Booking, zone: ZoneInfo) -> Task:
    ordered, quoted = row.order_line, row.quote_line
    line = ordered or quoted
    return Task(
        operation=row.operation,
        title=line.title if line else "",
        pairs=row.pairs,
        lot=row.lot,
        maker=row.maker.name,
        station=row.station,
        start=floor.local(row.start, zone),
        end=floor.local(row.end, zone),
        order=ordered.order.pk if ordered else None,
        order_number=ordered.order.number if ordered else None,
        quote=quoted.version.quote.pk if quoted else None,
        quote_number=quoted.version.quote.number if quoted else None,
        booking=row.pk,
        maker_id=row.maker_id,
        line=line.pk if line else 0,
        step=row.step,
        elsewhere=_elsewhere(row, zone),
    )


def _elsewhere(row: Booking, zone: ZoneInfo) -> Elsewhere | None:
    partner: PartnerWorkshop | None = getattr(row.maker, "partner", None)
    if partner is None:
        return None
    there, back = (
        timedelta(hours=float(hours)) for hours in (partner.there_hours, partner.back_hours)
    )
    return Elsewhere(
        leaves=floor.local(row.start, zone) - there, back=floor.local(row.end, zone) + back
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldQuote:
    """Capacity kept for a quote that is not answered yet."""

    quote: int
    number: int
    buyer: str
    until: datetime


def standing_holds(workshop: Workshop, limit: int = 50) -> tuple[HeldQuote, ...]:
    """Holds that stand, the first to end first. One query."""
    rows = Hold.objects.filter(workshop=workshop, released_at=None).order_by("until")
    found = rows.select_related("version__quote__buyer")[:limit]
    return tuple(
        HeldQuote(
            quote=row.version.quote_id,
            number=row.version.quote.number,
            buyer=str(row.version.quote.buyer),
            until=row.until,
        )
        for row in found
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedOrder:
    """An order on the plan: when it begins and is ready, and the day it was promised for.

    Ready is back from partners, and dry: the same day as that of a promise.
    """

    order: int
    number: int
    buyer: str
    start: datetime
    end: datetime
    promised: date | None

    def with_more(self, other: PlannedOrder) -> PlannedOrder:
        """The same order with its other steps."""
        return replace(self, start=min(self.start, other.start), end=max(self.end, other.end))

    @property
    def late_days(self) -> int:
        """Days that the plan ends after the promise; zero when it is kept."""
        return max(0, -self.slack) if self.promised else 0

    @property
    def slack(self) -> int:
        """Days that the plan ends before the promise; zero without one."""
        return (self.promised - self.end.date()).days if self.promised else 0


def planned_orders(
    workshop: Workshop, now: datetime, limit: int = MOST
) -> tuple[PlannedOrder, ...]:
    """Orders with work still ahead, by the day on which they are ready. One query."""
    zone = ZoneInfo(workshop.time_zone)
    order = "order_line__order"
    mine = Booking.objects.filter(workshop=workshop, order_line__isnull=False)
    rows = readies(
        mine.filter(order_line__order__in=mine.filter(end__gt=now).values(order)),
        "order_line",
        order,
        f"{order}__number",
        f"{order}__buyer__company",
        f"{order}__buyer__name",
        f"{order}__promise_day",
    )
    found: dict[int, PlannedOrder] = {}
    for (pk, number, company, name, promised), first, ready in rows:
        one = PlannedOrder(
            order=pk,
            number=number,
            buyer=company or name,
            promised=promised,
            start=floor.local(first, zone),
            end=floor.local(ready, zone),
        )
        found[pk] = one.with_more(found[pk]) if pk in found else one
    return tuple(sorted(found.values(), key=lambda one: one.end)[:limit])


def planned_until(workshop: Workshop, order: int) -> date | None:
    """The day on which an order is ready by the plan. One query."""
    mine = Booking.objects.filter(workshop=workshop, order_line__order=order)
    last = ready_at(mine, "order_line", "order_line__order").get(order)
    return floor.local(last, ZoneInfo(workshop.time_zone)).date() if last else None


def late_orders(workshop: Workshop, now: datetime) -> tuple[PlannedOrder, ...]:
    """Orders whose plan ends after their promise, the latest first."""
    found = [one for one in planned_orders(workshop, now) if one.late_days]
    return tuple(sorted(found, key=lambda one: -one.late_days))
