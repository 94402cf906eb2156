"""What is booked on the floor, between the tables and the domain."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from zoneinfo import ZoneInfo

from django.db.models import Q

from langkah.apps.production.models import Booking
from langkah.apps.workshop.models import Workshop
from langkah.domain.capacity import Booking as Booked

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
