"""What was to be over by now: machines that were to work again, material that was to come."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from langkah.apps.insight.items import EACH, Subject, TodayItem, Urgency, hours
from langkah.apps.production.models import LateMaterial
from langkah.apps.workshop.models import StationOut, Workshop
from langkah.apps.workshop.queries.machines import ASKED_FOR
from langkah.domain.reason import because

# Whoever noted nothing for so long has long gone on with it.
WAITED = timedelta(days=30)


def machines(workshop: Workshop, now: datetime) -> Iterator[TodayItem]:
    """Machines whose guessed day is over while nobody said that they work. One query."""
    zone = ZoneInfo(workshop.time_zone)
    rows = StationOut.objects.filter(
        workshop=workshop, estimated=True, end__lte=now, end__gt=now - ASKED_FOR
    ).select_related("station")
    for row in rows.order_by("end")[:EACH]:
        yield TodayItem(
            urgency=Urgency.WAIT,
            title=because("Does {machine} work again?", machine=row.station.name),
            detail=because(
                "We guessed that it is out of order until {day}. The plan uses it since then.",
                day=(row.end - timedelta(minutes=1)).astimezone(zone).date(),
            ),
            subject=Subject.MACHINE,
            hours=hours(row.end, now),
        )


def materials(workshop: Workshop, now: datetime) -> Iterator[TodayItem]:
    """Late material whose day has come while nobody said that it is here. One query."""
    zone = ZoneInfo(workshop.time_zone)
    today = now.astimezone(zone).date()
    rows = LateMaterial.objects.filter(
        workshop=workshop,
        came=None,
        arrives__lte=today,
        arrives__gt=today - WAITED,
        order_line__order__cancelled=None,
    ).select_related("order_line__order__buyer")
    for row in rows.order_by("arrives", "pk")[:EACH]:
        order = row.order_line.order
        yield TodayItem(
            urgency=Urgency.WAIT,
            title=because(
                "Is the material of order {number} for {name} here?",
                number=str(order.number),
                name=str(order.buyer),
            ),
            detail=because(
                "{product} waits for it; it was to come on {day}.",
                product=row.order_line.title,
                day=row.arrives,
            ),
            subject=Subject.MATERIAL,
            id=order.pk,
            hours=hours(datetime.combine(row.arrives, time(), zone), now),
        )
