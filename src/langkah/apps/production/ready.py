"""When orders and quotes are ready by the plan: back from whoever did the last step, and dry.

The domain tells it of bookings (`domain.capacity.ready`); lists of a thousand orders ask the
database, in one query.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, Max, Min, OuterRef, QuerySet, Subquery

from langkah.apps.catalogue.models import RoutingStep
from langkah.apps.production.models import Booking


def with_drying(rows: QuerySet[Booking], line: str) -> QuerySet[Booking]:
    """Bookings with the number of `steps` of their product, and the hours the last one dries."""
    return rows.annotate(**_last_step(line))


def _last_step(line: str) -> dict[str, Subquery]:
    mine = RoutingStep.objects.filter(product=OuterRef(f"{line}__product"))
    count = mine.order_by().values("product").annotate(count=Count("pk")).values("count")
    return {
        "steps": Subquery(count),
        "dries": Subquery(mine.order_by("-position", "-pk").values("drying_hours")[:1]),
    }


def readies(
    rows: QuerySet[Booking], line: str, *fields: str
) -> Iterator[tuple[tuple[Any, ...], datetime, datetime]]:
    """For each of these `fields` when work begins and when pairs are ready, in one row or more.

    `line` is the kind of line the bookings are for. The latest of the rows counts: in each, what is
    done last is a last step, or its lot is in another row and ready later. One query.
    """
    grouped = rows.values_list(*fields, f"{line}__product", "maker__partner__back_hours").annotate(
        first=Min("start"), last=Max("end"), top=Max("step"), **_last_step(line)
    )
    for *told, _product, back, first, last, top, steps, dries in grouped:
        dry = dries if top == steps else 0
        yield tuple(told), first, last + timedelta(hours=float(back or 0) + float(dry or 0))


def ready_at(rows: QuerySet[Booking], line: str, field: str) -> dict[int, datetime]:
    """When all that is booked for each value of a field is ready. One query."""
    found: dict[int, datetime] = {}
    for (key,), _, ready in readies(rows, line, field):
        found[key] = max(found.get(key, ready), ready)
    return found
