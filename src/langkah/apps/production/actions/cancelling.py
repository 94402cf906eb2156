"""An accepted order is cancelled: its place on the plan goes, and others come forward."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q

from langkah.apps.production import floor
from langkah.apps.production.actions.rest import RestAnswer, around_more, put_around
from langkah.apps.production.committed import committed
from langkah.apps.production.errors import NotFound, moved_meanwhile
from langkah.apps.production.models import Booking, LetGo, PlanMove
from langkah.apps.sales.actions import cancelling as sales
from langkah.apps.sales.models import Order, OrderLine
from langkah.apps.workshop.models import User, Workshop
from langkah.domain.capacity.what_if import WhatIfAnswer
from langkah.domain.reason import Refusal


@dataclass(frozen=True, slots=True, kw_only=True)
class Cancel:
    """An order that falls away, and why."""

    order: int
    reason: str


def without_order(workshop: Workshop, asked: Cancel, now: datetime) -> RestAnswer:
    """What happens to the others; reads only. Raises NotFound, Refusal.

    Whoever can comes forward, nobody becomes later. Where the others cannot be planned as they are
    made now, they stay where they are.
    """
    row = Order.objects.filter(workshop=workshop, pk=asked.order, cancelled=None).first()
    if row is None:
        raise NotFound
    wrong = tuple(sales.problems(row, asked.reason.strip()))
    if wrong:
        raise Refusal(*wrong)
    plan, mine = committed(workshop, now), _jobs(row)
    left = replace(
        plan,
        commitments=tuple(one for one in plan.commitments if one.job.id not in mine),
        booked=tuple(one for one in plan.booked if one.job not in mine),
    )
    try:
        found = around_more(left, left.shop).answer
    except Refusal:
        found = WhatIfAnswer(days=(), plan=left.booked)
    return RestAnswer(floor=plan, answer=found)


def _jobs(order: Order) -> set[str]:
    lines = OrderLine.objects.filter(order=order).values_list("pk", flat=True)
    return {floor.job_of(None, line) for line in lines}


@transaction.atomic
def cancel(*, workshop: Workshop, asked: Cancel, shown: str, by: User, now: datetime) -> None:
    """Cancel an order, and let others come forward as it was `shown`. Raises NotFound, Refusal."""
    Workshop.objects.select_for_update().get(pk=workshop.pk)
    found = without_order(workshop, asked, now)
    if found.sign != shown:
        raise moved_meanwhile()
    sales.cancel_order(workshop=workshop, order=asked.order, reason=asked.reason, by=by, now=now)
    order = Order.objects.select_related("buyer").get(workshop=workshop, pk=asked.order)
    done = PlanMove.objects.create(
        workshop=workshop, title=f"{order} {order.buyer}"[:160], at=now, by=by
    )
    _let_go(order, done, now)
    put_around(done, found)


def _let_go(order: Order, done: PlanMove, now: datetime) -> None:
    """Take away what is not over, and the lasts from what is."""
    mine = Booking.objects.filter(workshop=order.workshop, order_line__order=order)
    rows = list(mine.filter(Q(end__gt=now) | Q(last_until__gt=now)).order_by("pk"))
    LetGo.objects.create(
        workshop=order.workshop, order=order, move=done, bookings=[_kept(one) for one in rows]
    )
    over = [one for one in rows if one.end <= now]
    for one in over:
        one.last_until = max(one.end, now.replace(second=0, microsecond=0))
    Booking.objects.bulk_update(over, ["last_until"])
    mine.filter(end__gt=now).delete()


FIELDS = (
    "order_line_id",
    "lot",
    "step",
    "operation",
    "pairs",
    "maker_id",
    "station",
    "last_family",
)
MOMENTS = ("start", "end", "last_until")


def _kept(row: Booking) -> dict[str, Any]:
    moments = {name: getattr(row, name) for name in MOMENTS}
    return {name: getattr(row, name) for name in FIELDS} | {
        name: moment.isoformat() if moment else None for name, moment in moments.items()
    }
