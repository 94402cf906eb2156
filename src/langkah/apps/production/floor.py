"""What is booked on the floor, between the tables and the domain."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
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
    clock = _Clock(ZoneInfo(workshop.time_zone))
    as_text = rows.annotate(
        began=Cast("start", CharField()),
        ended=Cast("end", CharField()),
        freed=Cast("last_until", CharField()),
    )
    return tuple(
        Booked(
            job=job_of(quote_line, order_line),
            lot=lot,
            step=step,
            operation=operation,
            pairs=pairs,
            person=maker,
            start=clock.at(began),
            end=clock.at(ended),
            station=station,
            last_family=family,
            last_until=clock.at(freed) if freed else None,
        )
        for (
            quote_line,
            order_line,
            lot,
            step,
            operation,
            pairs,
            maker,
            began,
            ended,
            station,
            family,
            freed,
        ) in as_text.values_list(*FIELDS)
    )


class _Clock:
    """Moments as the database writes them (UTC), read on the workshop's clock.

    The whole floor is read for every promise, and Django's own way to 11,000 moments takes longer
    than everything else in it.
    """

    def __init__(self, zone: ZoneInfo) -> None:
        self._zone = zone
        self._offsets: dict[str, timedelta] = {}

    def at(self, text: str) -> datetime:
        """Bookings begin and end with whole minutes; what follows the seconds is left out."""
        moment = datetime.fromisoformat(text[:19])
        # Zones change their clocks at full hours.
        about = text[:13]
        if about not in self._offsets:
            there = moment.replace(tzinfo=UTC).astimezone(self._zone)
            self._offsets[about] = there.replace(tzinfo=None) - moment
        return moment + self._offsets[about]


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
