"""What went otherwise with an order and still stands: told on its page, and ended there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Exists, OuterRef

from langkah.apps.production.models import Booking, LateMaterial, MadeAgain
from langkah.apps.workshop.models import Workshop


@dataclass(frozen=True, slots=True, kw_only=True)
class LateRow:
    """Material that was said to come later and is not here yet."""

    id: int
    title: str
    arrives: date
    reason: str
    by: str


def late_materials(workshop: Workshop, order: int) -> tuple[LateRow, ...]:
    """What an order waits for. One query."""
    rows = LateMaterial.objects.filter(workshop=workshop, order_line__order=order, came=None)
    return tuple(
        LateRow(
            id=row.pk,
            title=row.order_line.title,
            arrives=row.arrives,
            reason=row.reason,
            by=row.by.name if row.by else "",
        )
        for row in rows.select_related("order_line", "by").order_by("arrives", "pk")
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class AgainRow:
    """Pairs that failed a check and are still to be made again, from the step `operation` on."""

    id: int
    title: str
    pairs: int
    operation: str
    reason: str
    by: str


def made_again(workshop: Workshop, order: int, now: datetime) -> tuple[AgainRow, ...]:
    """What of an order is made a second time. One query."""
    ahead = Booking.objects.filter(
        order_line=OuterRef("order_line"),
        lot__gte=OuterRef("first_lot"),
        lot__lte=OuterRef("last_lot"),
        end__gt=now,
    )
    rows = MadeAgain.objects.filter(Exists(ahead), workshop=workshop, order_line__order=order)
    return tuple(
        AgainRow(
            id=row.pk,
            title=row.order_line.title,
            pairs=row.pairs,
            operation=row.operation,
            reason=row.reason,
            by=row.by.name if row.by else "",
        )
        for row in rows.select_related("order_line", "by").order_by("pk")
    )
