"""Reads of what buyers were told about later days."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from langkah.apps.sales.models import NewDay
from langkah.apps.workshop.models import Workshop


@dataclass(frozen=True, slots=True, kw_only=True)
class NewDayView:
    """A later day a buyer was told; `agreed_on` is None until she agreed to it."""

    id: int
    order: int
    promised: date
    day: date
    reason: str
    language: str
    text: str
    at: datetime
    by: str
    agreed_on: date | None
    agreed_by: str

    @property
    def agreed(self) -> bool:
        """Whether the order is held to this day, or was until she agreed to another."""
        return self.agreed_on is not None


def new_days(workshop: Workshop, order: int) -> tuple[NewDayView, ...]:
    """Every later day the buyer of an order was told, the newest first. One query."""
    rows = NewDay.objects.filter(workshop=workshop, order=order, withdrawn_at=None)
    return tuple(map(_view, rows.select_related("by", "agreed_by").order_by("-at", "-pk")))


def newest_days(workshop: Workshop, orders: Iterable[int]) -> dict[int, NewDayView]:
    """Of each of these orders the later day its buyer was told last. One query."""
    rows = NewDay.objects.filter(workshop=workshop, order__in=tuple(orders), withdrawn_at=None)
    found = rows.select_related("by", "agreed_by").order_by("at", "pk")
    return {row.order_id: _view(row) for row in found}


def _view(row: NewDay) -> NewDayView:
    return NewDayView(
        id=row.pk,
        order=row.order_id,
        promised=row.promised,
        day=row.day,
        reason=row.reason,
        language=row.language,
        text=row.text,
        at=row.at,
        by=row.by.name if row.by else "",
        agreed_on=row.agreed_on,
        agreed_by=row.agreed_by.name if row.agreed_by else "",
    )
