"""The workshop's own cartons, as the settings show them and as the planner is told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db.models import Q, QuerySet

from langkah.apps.workshop.errors import NotFound
from langkah.apps.workshop.models import OwnCarton, PackingChoice, Workshop
from langkah.apps.workshop.statements import Statement
from langkah.domain.money import Money
from langkah.reference import carriers
from langkah.reference.carriers import StockCarton


@dataclass(frozen=True, slots=True, kw_only=True)
class CartonRow:
    """An own carton: inner sides in mm; None is not known. `price` is for who may see costs."""

    id: int
    name: str
    length_mm: int
    width_mm: int
    height_mm: int
    empty_g: int | None
    max_kg: Decimal | None
    price: Money | None
    stocked: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnStock:
    """What lies in stock at a moment, and whether nothing else is used; no carton is no choice."""

    cartons: tuple[StockCarton, ...] = ()
    only: bool = False


def own_cartons(workshop: Workshop) -> tuple[CartonRow, ...]:
    """Every carton that is kept, by name. One query."""
    rows = OwnCarton.objects.filter(workshop=workshop, ended_at=None).order_by("name", "pk")
    return tuple(_row(row) for row in rows)


def own_carton(workshop: Workshop, carton: int) -> CartonRow:
    """One of them. Raises NotFound."""
    row = OwnCarton.objects.filter(workshop=workshop, ended_at=None, pk=carton).first()
    if row is None:
        raise NotFound
    return _row(row)


def only_own(workshop: Workshop) -> bool:
    """Whether new quotes count with own cartons alone. One query."""
    newest = PackingChoice.objects.filter(workshop=workshop).order_by("-at", "-pk")
    return bool(newest.values_list("only_own", flat=True).first())


def own_stock(workshop: Workshop, at: datetime) -> OwnStock:
    """What the planner was told at a moment. Two queries, none while no own carton was kept yet."""
    rows = _in_stock(workshop=workshop.pk, at=at) if workshop.keeps_cartons else []
    if not rows:
        return OwnStock()
    chosen = _choices(workshop=workshop.pk, at=at)
    return OwnStock(
        cartons=tuple(_stock(*row) for row in rows), only=bool(chosen and chosen[-1][0])
    )


def differ(workshop: Workshop, at: datetime, now: datetime) -> bool:
    """Whether the planner is told other own cartons now than at a moment before.

    What was put back as before is the same. Four queries, none while no own carton was kept yet.
    """
    return own_stock(workshop, at) != own_stock(workshop, now)


@Statement
def _in_stock(workshop: Any, at: Any) -> QuerySet[Any, Any]:  # noqa: ANN401 - places
    standing = Q(ended_at__isnull=True) | Q(ended_at__gt=at)
    found = OwnCarton.objects.filter(standing, workshop=workshop, stocked=True, added_at__lte=at)
    return found.order_by("name", "pk").values_list(
        *("name", "length_mm", "width_mm", "height_mm", "empty_g", "max_kg", "price", "currency")
    )


@Statement
def _choices(workshop: Any, at: Any) -> QuerySet[Any, Any]:  # noqa: ANN401 - places
    found = PackingChoice.objects.filter(workshop=workshop, at__lte=at)
    return found.order_by("at", "pk").values_list("only_own")


def _stock(
    name: str,
    length: int,
    width: int,
    height: int,
    empty_g: int | None,
    max_kg: Decimal | None,
    *money: Any,  # noqa: ANN401 - price and currency
) -> StockCarton:
    """Outside it is two usual walls larger than inside."""
    price, currency = money
    walls = 2 * carriers.board().wall_cm
    long, wide, high = (Decimal(side) / 10 for side in (length, width, height))
    return StockCarton(
        name=name,
        length_cm=long + walls,
        width_cm=wide + walls,
        height_cm=high + walls,
        inner_cm=(long, wide, high),
        empty_kg=None if empty_g is None else Decimal(empty_g) / 1000,
        max_kg=max_kg,
        price=price,
        currency=currency,
    )


def _row(row: OwnCarton) -> CartonRow:
    return CartonRow(
        id=row.pk,
        name=row.name,
        length_mm=row.length_mm,
        width_mm=row.width_mm,
        height_mm=row.height_mm,
        empty_g=row.empty_g,
        max_kg=row.max_kg,
        price=None if row.price is None else Money(row.price, row.currency),
        stocked=row.stocked,
    )
