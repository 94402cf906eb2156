"""Reads of what has left the workshop."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from langkah.apps.sales.models import Departure
from langkah.apps.workshop.models import Workshop


@dataclass(frozen=True, slots=True, kw_only=True)
class DepartureView:
    """An order that left on `day`; `arrives_by` is None where nobody knows how long it takes."""

    day: date
    tracking: str
    arrives_by: date | None
    at: datetime
    by: str


def departure(workshop: Workshop, order: int) -> DepartureView | None:
    """When an order left; None while it is still here. One query."""
    row = (
        Departure.objects.filter(workshop=workshop, order=order, withdrawn_at=None)
        .select_related("by")
        .first()
    )
    if row is None:
        return None
    return DepartureView(
        day=row.day,
        tracking=row.tracking,
        arrives_by=row.arrives_by,
        at=row.at,
        by=row.by.name if row.by else "",
    )
