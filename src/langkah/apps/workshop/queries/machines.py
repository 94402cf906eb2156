"""Machines that are out of order, as pages show them and as a plan sees them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Q

from langkah.apps.workshop.errors import NotFound
from langkah.apps.workshop.models import StationOut, Workshop
from langkah.domain.calendar import Span

# For so long it is asked whether a machine works again whose day was a guess.
ASKED_FOR = timedelta(days=7)


@dataclass(frozen=True, slots=True, kw_only=True)
class OutRow:
    """`count` machines of a kind that do not work in `span`, on the workshop's clock."""

    id: int
    station: int
    name: str
    count: int
    start: datetime
    end: datetime
    estimated: bool
    reason: str

    @property
    def span(self) -> Span:
        """From when until when."""
        return Span(start=self.start, end=self.end, reason=self.reason)


def machines_out(workshop: Workshop, since: date) -> tuple[OutRow, ...]:
    """Machines that are not repaired on `since`, the first to break first. One query."""
    begin = datetime.combine(since, time.min, ZoneInfo(workshop.time_zone))
    rows = StationOut.objects.filter(workshop=workshop, end__gt=begin).select_related("station")
    return tuple(_row(row, workshop) for row in rows.order_by("start", "id"))


def machines_told(workshop: Workshop, since: date) -> tuple[OutRow, ...]:
    """The same, and those whose guessed day is over while nobody said they work. One query."""
    begin = datetime.combine(since, time.min, ZoneInfo(workshop.time_zone))
    rows = StationOut.objects.filter(
        Q(end__gt=begin) | Q(estimated=True, end__gt=begin - ASKED_FOR), workshop=workshop
    )
    found = rows.select_related("station").order_by("start", "id")
    return tuple(_row(row, workshop) for row in found)


def machine_out(workshop: Workshop, out: int) -> OutRow:
    """One of them. Raises NotFound."""
    row = StationOut.objects.filter(workshop=workshop, pk=out).select_related("station").first()
    if row is None:
        raise NotFound
    return _row(row, workshop)


def _row(row: StationOut, workshop: Workshop) -> OutRow:
    zone = ZoneInfo(workshop.time_zone)
    return OutRow(
        id=row.pk,
        station=row.station_id,
        name=row.station.name,
        count=row.count,
        start=row.start.astimezone(zone).replace(tzinfo=None),
        end=row.end.astimezone(zone).replace(tzinfo=None),
        estimated=row.estimated,
        reason=row.reason,
    )
