"""An order takes its place in the plan."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from django.db import transaction

from langkah.apps.production import certificates, floor, jobs
from langkah.apps.production.actions.room import give_back
from langkah.apps.production.errors import DateMoved, NotFound, sold_before, unproven
from langkah.apps.production.models import Booking, Hold
from langkah.apps.production.promises import SHAKES, case_of, stands, sure_day
from langkah.apps.sales.models import CancelledOrder, Order
from langkah.apps.workshop import audit
from langkah.apps.workshop.models import User, Workshop
from langkah.domain.capacity import Booking as Booked
from langkah.domain.capacity import PromiseCase, promise
from langkah.domain.capacity.ready import Ready
from langkah.domain.reason import Refusal, because

ACCEPTED = "accepted"


@transaction.atomic
def book_order(*, workshop: Workshop, order: int, now: datetime, by: User | None = None) -> None:
    """Place an order that has no capacity yet into the gaps of the plan; once is enough.

    Raises NotFound, or Refusal naming each step that cannot be planned.
    """
    Workshop.objects.select_for_update().get(pk=workshop.pk)  # one promise at a time
    lines = jobs.of_order(workshop, order)
    if not lines:
        raise NotFound
    if CancelledOrder.objects.filter(workshop=workshop, order=order).exists():
        raise Refusal(because("This order is cancelled. Bring it back before it is planned."))
    if Booking.objects.filter(workshop=workshop, order_line__order=order).exists():
        return
    case = case_of(workshop, lines, now)
    found = promise(case).bookings
    if not stands(case, found):
        raise unproven()
    _write(workshop, order, lines, found, by=by)


@transaction.atomic
def take_over(
    *,
    workshop: Workshop,
    version: int,
    order: int,
    now: datetime,
    by: User | None = None,
    agreed: date | None = None,
) -> None:
    """The order of an accepted version takes its place: the one that was proved, or an earlier one.

    That capacity lies after the buyer's last day; whoever answers sooner is planned sooner where
    the floor has room. Every plan is checked anew. A held date stays as long as a plan keeps it;
    one subject to prior sale as long as it holds as surely as it was given. Otherwise DateMoved,
    until the buyer `agreed` to a day that does; Refusal where no day is left at all. A yes to a
    held date counts also when the floor has no plan for it: the order then waits to be planned.
    """
    lines = jobs.of_order(workshop, order)
    proved = _held(workshop, version, lines) or certificates.plan(workshop, version, lines)
    release(workshop, version, now, ACCEPTED)
    case = case_of(workshop, lines, now)
    plans = [plan for plan in (_soonest(case), proved) if plan and stands(case, plan)]
    best = min(plans, key=_ready, default=())
    _keep_or_tell(workshop, _sized(workshop, case, lines), best, order, agreed)
    if best:
        _write(workshop, order, lines, best, by=by)


def _keep_or_tell(
    workshop: Workshop,
    case: PromiseCase,
    best: tuple[Booked, ...],
    order: int,
    agreed: date | None,
) -> None:
    """A day that still holds stays; else the one that does is told, and kept once agreed to.

    Of a date subject to prior sale the plan alone says nothing about that: what others took
    meanwhile was the day's buffer.
    """
    row = Order.objects.select_related("accepted__version").get(workshop=workshop, pk=order)
    held, day = row.accepted is None or row.accepted.version.date_held, row.promise_day
    if held and not best:
        return
    if not held and not (best and stands(case, best)):
        raise sold_before()
    if day is None:
        return
    if held:
        if max(Ready(case.shop, case.jobs).days(best).values()) <= day:
            return
        day = max(day, agreed or day)
    if sure_day(workshop, case, best, less=SHAKES) > day:
        raise DateMoved(day, sure_day(workshop, case, best), held=held)
    if day != row.promise_day:
        row.promise_day = day
        row.save(update_fields=["promise_day"])


def _sized(workshop: Workshop, case: PromiseCase, lines: tuple[jobs.Line, ...]) -> PromiseCase:
    """The question with the sizes asked for: of one there may be no last any more."""
    asked = jobs.sizes_asked(workshop, lines)
    return replace(case, jobs=tuple(replace(job, sizes=asked.get(job.id, ())) for job in case.jobs))


def _ready(plan: tuple[Booked, ...]) -> date:
    return max(one.end for one in plan).date()


def release(workshop: Workshop, version: int, now: datetime, why: str) -> None:
    """Give back what a version holds, if it still holds anything, and the room made for it.

    An accepted one keeps its room: its order stands there now.
    """
    Booking.objects.filter(workshop=workshop, quote_line__version=version).delete()
    if why != ACCEPTED:
        give_back(workshop, version, now)
    Hold.objects.filter(workshop=workshop, version=version, released_at=None).update(
        released_at=now, released_why=why
    )


def _held(workshop: Workshop, version: int, lines: tuple[jobs.Line, ...]) -> tuple[Booked, ...]:
    """What the version holds, under the names of the ordered lines in the same places."""
    quoted = jobs.of_version(workshop, version)
    names = {old.name: new.name for old, new in zip(quoted, lines, strict=True)}
    rows = Booking.objects.filter(workshop=workshop, quote_line__version=version)
    return tuple(replace(one, job=names[one.job]) for one in floor.read(workshop, rows))


def _soonest(case: PromiseCase) -> tuple[Booked, ...]:
    try:
        return promise(case).bookings
    except Refusal:
        return ()


def _write(
    workshop: Workshop,
    order: int,
    lines: tuple[jobs.Line, ...],
    bookings: tuple[Booked, ...],
    *,
    by: User | None,
) -> None:
    names = {line.name: line.id for line in lines}
    Booking.objects.bulk_create(floor.rows(workshop, bookings, order_lines=names))
    audit.record(
        workshop=workshop,
        by=by,
        verb="order.planned",
        target=Order.objects.get(workshop=workshop, pk=order),
        new={"ready": _ready(bookings)},
    )
