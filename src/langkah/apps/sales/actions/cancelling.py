"""An order is called off, or stands again. Its place on the plan is production's part."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.db import transaction

from langkah.apps.sales.errors import Incomplete, NotFound
from langkah.apps.sales.models import CancelledOrder, Departure, Order
from langkah.apps.workshop import audit
from langkah.apps.workshop.models import User, Workshop
from langkah.domain.reason import Reason, because

LONGEST = 200


@transaction.atomic
def cancel_order(*, workshop: Workshop, order: int, reason: str, by: User, now: datetime) -> None:
    """Call an order off, once. Raises NotFound, and Incomplete where it has left or says no why."""
    row = _locked(workshop, order)
    why = reason.strip()
    if CancelledOrder.objects.filter(order=row).exists():
        return
    wrong = tuple(problems(row, why))
    if wrong:
        raise Incomplete(*wrong)
    CancelledOrder.objects.create(workshop=workshop, order=row, reason=why, at=now, by=by)
    audit.record(workshop=workshop, by=by, verb="order.cancelled", target=row, new={"reason": why})


def problems(order: Order, reason: str) -> Iterator[Reason]:
    """Why it cannot be called off."""
    if not reason:
        yield because("Write why the order is cancelled.")
    if len(reason) > LONGEST:
        yield because("Why: write at most {count} letters.", count=LONGEST)
    if Departure.objects.filter(order=order, withdrawn_at=None).exists():
        yield because("This order has left us; it can no longer be cancelled.")


@transaction.atomic
def restore_order(*, workshop: Workshop, order: int, by: User) -> None:
    """The order stands again. Raises NotFound."""
    row = _locked(workshop, order)
    gone = CancelledOrder.objects.filter(order=row).first()
    if gone is None:
        return
    gone.delete()
    audit.record(
        workshop=workshop, by=by, verb="order.restored", target=row, old={"reason": gone.reason}
    )


def _locked(workshop: Workshop, order: int) -> Order:
    row = Order.objects.select_for_update().filter(workshop=workshop, pk=order).first()
    if row is None:
        raise NotFound
    return row
