"""Reads of orders."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import OuterRef, Subquery

from langkah.apps.sales.errors import NotFound
from langkah.apps.sales.models import Offer, Order
from langkah.apps.workshop.models import Workshop
from langkah.domain.money import Money
from langkah.reference import countries

PAGE = 25


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderRow:
    """An order on a list; `total` is the price of the accepted Incoterm."""

    id: int
    number: int
    buyer: str
    country: str
    pairs: int
    total: Money
    promise_day: date | None
    placed_at: datetime
    cancelled: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderPage:
    """Orders with the highest number first; `before` asks for the next page, None is the end."""

    rows: tuple[OrderRow, ...]
    before: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderLineView:
    """One product of an order."""

    id: int
    product: int
    title: str
    pairs: int
    unit_price: Money | None
    sizes: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CancelledView:
    """Why an order was called off, when and by whom."""

    reason: str
    at: datetime
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderView:
    """An order with everything that was agreed.

    `place` is the named place of its term; empty where none was named.
    """

    id: int
    number: int
    buyer: int
    buyer_name: str
    quote: int | None
    quote_number: int | None
    version: int | None
    accepted_by: str
    incoterm: str
    place: str
    country: str
    pairs: int
    total: Money
    deposit: Money
    promise_day: date | None
    placed_at: datetime
    lines: tuple[OrderLineView, ...]
    cancelled: CancelledView | None = None


def orders(workshop: Workshop, before: int | None = None, limit: int = PAGE) -> OrderPage:
    """Orders below number `before`, newest first. One query, however many orders there are."""
    mine = Order.objects.filter(workshop=workshop)
    if before is not None:
        mine = mine.filter(number__lt=before)
    fields = (
        *("id", "number", "buyer__company", "buyer__name", "country", "pairs"),
        *("total", "currency", "promise_day", "placed_at", "cancelled"),
    )
    found = list(mine.order_by("-number").values_list(*fields)[: limit + 1])
    rows = tuple(
        OrderRow(
            id=pk,
            number=number,
            buyer=company or name,
            country=country,
            pairs=pairs,
            total=Money(total, currency),
            promise_day=promise,
            placed_at=placed,
            cancelled=off is not None,
        )
        for pk, number, company, name, country, pairs, total, currency, promise, placed, off in (
            found[:limit]
        )
    )
    return OrderPage(rows=rows, before=rows[-1].number if len(found) > limit else None)


def order(workshop: Workshop, order: int) -> OrderView:
    """One order; raises NotFound for an order of another workshop. Three queries."""
    agreed = Offer.objects.filter(
        version=OuterRef("accepted__version"), incoterm=OuterRef("incoterm")
    )
    row = (
        Order.objects.filter(workshop=workshop, pk=order)
        .annotate(place=Subquery(agreed.values("place")[:1]))
        .select_related("buyer", "accepted__quote", "cancelled__by")
        .prefetch_related("lines__sizes")
        .first()
    )
    if row is None:
        raise NotFound
    yes = row.accepted
    return OrderView(
        id=row.pk,
        number=row.number,
        buyer=row.buyer_id,
        buyer_name=str(row.buyer),
        quote=yes.quote_id if yes else None,
        quote_number=yes.quote.number if yes else None,
        version=yes.version_id if yes else None,
        accepted_by=yes.name if yes else "",
        incoterm=row.incoterm,
        place=_named(row.place, row.country),
        country=row.country,
        pairs=row.pairs,
        total=Money(row.total, row.currency),
        deposit=Money(row.deposit, row.currency),
        promise_day=row.promise_day,
        placed_at=row.placed_at,
        lines=tuple(
            OrderLineView(
                id=line.pk,
                product=line.product_id,
                title=line.title,
                pairs=line.pairs,
                unit_price=Money(line.unit_price, row.currency)
                if line.unit_price is not None
                else None,
                sizes=tuple((cell.size, cell.pairs) for cell in line.sizes.all()),
            )
            for line in sorted(row.lines.all(), key=lambda line: line.position)
        ),
        cancelled=_cancelled(row),
    )


def _cancelled(row: Order) -> CancelledView | None:
    off = getattr(row, "cancelled", None)
    return (
        CancelledView(reason=off.reason, at=off.at, by=off.by.name if off.by else "")
        if off
        else None
    )


def _named(place: str | None, country: str) -> str:
    """The place as it was named; offers of long ago may name the country alone, which is none."""
    return place if place and place != countries.name(country) else ""
