"""Orders whose plan does not keep their promise, or that have no plan."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Exists, OuterRef

from langkah.apps.insight.items import EACH, Subject, TodayItem, Urgency, hours
from langkah.apps.production import queries as production
from langkah.apps.production.models import Booking
from langkah.apps.sales.models import Order
from langkah.apps.workshop.models import Workshop
from langkah.domain.reason import because

# An order that has no plan after two months was made before Langkah, or not at all.
NEW = timedelta(days=60)


def late(workshop: Workshop, now: datetime) -> Iterator[TodayItem]:
    """Orders that the plan finishes after the promised day, the latest first."""
    for order in production.late_orders(workshop, now)[:EACH]:
        yield TodayItem(
            urgency=Urgency.BAD,
            title=because(
                "Order {number} for {name} will be late.",
                number=str(order.number),
                name=order.buyer,
            ),
            detail=because(
                "Promised for {promised}, planned until {day}. Tell the buyer before she asks.",
                promised=order.promised or order.end.date(),
                day=order.end.date(),
            ),
            subject=Subject.ORDER,
            id=order.order,
            hours=order.late_days * 24,
        )


def unplanned(workshop: Workshop, now: datetime) -> Iterator[TodayItem]:
    """Orders still to be made of which nobody has planned a step."""
    today = now.astimezone(ZoneInfo(workshop.time_zone)).date()
    planned = Booking.objects.filter(workshop=workshop, order_line__order=OuterRef("pk"))
    rows = (
        Order.objects.filter(
            ~Exists(planned), workshop=workshop, placed_at__gt=now - NEW, promise_day__gte=today
        )
        .select_related("buyer")
        .order_by("promise_day")[:EACH]
    )
    for row in rows:
        yield TodayItem(
            urgency=Urgency.BAD,
            title=because(
                "Order {number} for {name} is not on the plan.",
                number=str(row.number),
                name=str(row.buyer),
            ),
            detail=because("Promised for {day}. Plan it now.", day=row.promise_day or today),
            subject=Subject.ORDER,
            id=row.pk,
            hours=hours(row.placed_at, now),
        )
