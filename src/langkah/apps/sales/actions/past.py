"""Orders agreed before Langkah was used: a workshop does not begin with an empty history."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction

from langkah.apps.buyers.models import Buyer
from langkah.apps.catalogue.models import Product
from langkah.apps.sales import numbers
from langkah.apps.sales.errors import Incomplete, NotFound
from langkah.apps.sales.models import Order, OrderLine, OrderLineSize
from langkah.apps.workshop import audit
from langkah.apps.workshop.models import User, Workshop
from langkah.domain.reason import because


@dataclass(frozen=True, slots=True, kw_only=True)
class PastLine:
    """One product as it was sold; `sizes` are (size, pairs), `unit_price` is a pair's."""

    product: int
    unit_price: Decimal
    sizes: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PastOrder:
    """An order as the workshop remembers it; amounts in `currency`."""

    buyer: int
    country: str
    incoterm: str
    currency: str
    promise_day: date | None
    lines: tuple[PastLine, ...]


@transaction.atomic
def record_order(*, workshop: Workshop, order: PastOrder, by: User | None, now: datetime) -> int:
    """Keep an order placed at `now` without a quote; gives its id. It takes no capacity."""
    lines = [(line, sum(pairs for _, pairs in line.sizes)) for line in order.lines]
    if not lines or any(pairs < 1 for _, pairs in lines):
        raise Incomplete(because("An order needs a product with at least one pair."))
    buyer = Buyer.objects.filter(workshop=workshop, pk=order.buyer).first()
    names = dict(
        Product.objects.filter(
            workshop=workshop, pk__in=[line.product for line in order.lines]
        ).values_list("pk", "name")
    )
    if buyer is None or any(line.product not in names for line in order.lines):
        raise NotFound
    total = sum((line.unit_price * pairs for line, pairs in lines), Decimal(0))
    row = Order.objects.create(
        workshop=workshop,
        number=numbers.next_of(Order, workshop),
        buyer=buyer,
        incoterm=order.incoterm,
        country=order.country,
        pairs=sum(pairs for _, pairs in lines),
        currency=order.currency,
        total=total,
        deposit=Decimal(0),
        promise_day=order.promise_day,
        placed_at=now,
    )
    made = OrderLine.objects.bulk_create(
        OrderLine(
            workshop=workshop,
            order=row,
            position=place,
            product_id=line.product,
            title=names[line.product],
            pairs=pairs,
            unit_price=line.unit_price,
        )
        for place, (line, pairs) in enumerate(lines)
    )
    OrderLineSize.objects.bulk_create(
        OrderLineSize(workshop=workshop, line=kept, size=size, pairs=pairs)
        for kept, (line, _) in zip(made, lines, strict=True)
        for size, pairs in line.sizes
    )
    audit.record(workshop=workshop, by=by, verb="order.recorded", target=row)
    return row.pk
