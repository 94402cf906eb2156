"""What is booked on the floor, between the tables and the domain."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import CharField, Q, QuerySet
from django.db.models.functions import Cast

from langkah.apps.production.models import Booking
from langkah.apps.workshop.models import Workshop
from langkah.domain.capacity import Booking as Booked

FIELDS = (
    *("quote_line", "order_line", "lot", "step", "operation", "pairs", "maker"),
    *("began", "ended", "station", "last_family", "freed"),
)


def booked(
    workshop: Workshop, now: datetime, *, without_quote: int | None = None
) -> tuple[Booked, ...]:
    """What is taken from `now` on, in the workshop's own time. One query."""
    rows = Booking.objects.filter(workshop=workshop).filter(Q(end__gt=now) | Q(last_until__gt=now))
    if without_quote is not None:
        rows = rows.exclude(quote_line__version__quote=without_quote)
    return read(workshop, rows)


def read(workshop: Workshop, rows: QuerySet[Booking]) -> tuple[Booked, ...]:
    """Rows as the domain knows them."""
    as_text = rows.annotate(
        began=Cast("start", CharField()),
        ended=Cast("end", CharField()),
        freed=Cast("last_until", CharField()),
    )
    zone = workshop.time_zone
    return tuple(_booked(row, zone) for row in as_text.values_list(*FIELDS))


# The whole floor is read for every promise, and is nearly what it was at the last one. Booked is a
# row for the same reason that it was: because it says the same, word for word.
@lru_cache(maxsize=1 << 14)
def _booked(row: tuple[Any, ...], zone: str) -> Booked:
    quote_line, order_line, lot, step, operation, pairs, maker = row[:7]
    began, ended, station, family, freed = row[7:]
    return Booked(
        job=job_of(quote_line, order_line),
        lot=lot,
        step=step,
        operation=operation,
        pairs=pairs,
        person=maker,
        start=_at(began, zone),
        end=_at(ended, zone),
        station=station,
        last_family=family,
        last_until=_at(freed, zone) if freed else None,
    )


def _at(text: str, zone: str) -> datetime:
    """A moment as the database writes it (UTC), on the workshop's clock.

    Django's own way to 11,000 moments takes longer than everything else in a promise. Bookings
    begin and end with whole minutes; what follows the seconds is left out.
    """
    # Zones change their clocks at full hours.
    return datetime.fromisoformat(text[:19]) + _offset(text[:13], zone)


@lru_cache(maxsize=1 << 13)
def _offset(hour: str, zone: str) -> timedelta:
    moment = datetime.fromisoformat(hour)
    there = moment.replace(tzinfo=UTC).astimezone(ZoneInfo(zone))
    return there.replace(tzinfo=None) - moment


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
    quote_lines: Mapping[str, int] | None = None,
    order_lines: Mapping[str, int] | None = None,
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
