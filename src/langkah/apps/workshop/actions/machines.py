"""Machines break and work again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.db import transaction

from langkah.apps.workshop import audit
from langkah.apps.workshop.errors import NotFound
from langkah.apps.workshop.models import Station, StationOut, User, Workshop


@dataclass(frozen=True, slots=True, kw_only=True)
class Outage:
    """`count` machines of a kind from `start` until `end`, on the workshop's clock.

    `estimated` says that the end is a guess.
    """

    station: int
    count: int
    start: datetime
    end: datetime
    estimated: bool = False
    reason: str = ""


@transaction.atomic
def break_station(*, workshop: Workshop, outage: Outage, by: User) -> int:
    """Write down that machines are out of order; gives the row. Raises NotFound."""
    kind = Station.objects.filter(workshop=workshop, pk=outage.station).first()
    if kind is None:
        raise NotFound
    zone = ZoneInfo(workshop.time_zone)
    row = StationOut.objects.create(
        workshop=workshop,
        station=kind,
        count=outage.count,
        start=outage.start.replace(tzinfo=zone),
        end=outage.end.replace(tzinfo=zone),
        estimated=outage.estimated,
        reason=outage.reason,
    )
    audit.record(
        workshop=workshop, by=by, verb="station.out", target=kind, new=_told(row, workshop)
    )
    return row.pk


@transaction.atomic
def mend_station(*, workshop: Workshop, out: int, at: datetime, by: User) -> None:
    """They work again since `at` (aware); what was to break later does not. Raises NotFound."""
    row = _row(workshop, out)
    before = _told(row, workshop)
    if row.start < at:
        row.end, row.estimated = min(row.end, at), False
        row.save(update_fields=["end", "estimated"])
    else:
        row.delete()
    audit.record(
        workshop=workshop, by=by, verb="station.works_again", target=row.station, old=before
    )


@transaction.atomic
def forget_outage(*, workshop: Workshop, out: int, by: User) -> None:
    """It was written down by mistake. Raises NotFound."""
    row = _row(workshop, out)
    audit.record(
        workshop=workshop,
        by=by,
        verb="station.taken_back",
        target=row.station,
        old=_told(row, workshop),
    )
    row.delete()


def _row(workshop: Workshop, out: int) -> StationOut:
    row = StationOut.objects.filter(workshop=workshop, pk=out).select_related("station").first()
    if row is None:
        raise NotFound
    return row


def _told(row: StationOut, workshop: Workshop) -> dict[str, object]:
    zone = ZoneInfo(workshop.time_zone)
    return {
        "count": row.count,
        "start": f"{row.start.astimezone(zone):%Y-%m-%d %H.%M}",
        "end": f"{row.end.astimezone(zone):%Y-%m-%d %H.%M}",
        "reason": row.reason,
    }
