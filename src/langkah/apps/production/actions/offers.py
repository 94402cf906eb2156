"""A quote leaves with its capacity, comes back accepted, or gives the capacity back."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime

from django.db import transaction
from django.db.models import QuerySet

from langkah.apps.production import certificates, chances, floor, jobs
from langkah.apps.production.actions.orders import release, take_over
from langkah.apps.production.actions.room import (
    leave_room,
    move_others,
    stand_on,
    stands_on,
)
from langkah.apps.production.errors import DateMoved, NotFound, unproven
from langkah.apps.production.models import Booking, Hold
from langkah.apps.production.promises import SHAKES, as_sure, promise_for, question, stands
from langkah.apps.production.room import for_quote
from langkah.apps.sales import actions as sales
from langkah.apps.sales.actions.dates import Promised
from langkah.apps.sales.models import CancelledOrder, QuoteVersion
from langkah.apps.workshop.models import User, Workshop
from langkah.domain.capacity.likely import LikelyAnswer, LikelyCase, likely
from langkah.domain.reason import Refusal, because


@transaction.atomic
def date_quote(*, workshop: Workshop, version: int, by: User, now: datetime) -> None:
    """Write into a draft the day to offer now: as sure as the workshop wants it. What binds it too.

    A draft that stands on days of others goes on standing on them as long as that gains something.
    It is priced by the carriers and the law of that day; no day hangs on the carrier that is taken.
    Raises Refusal naming each step that cannot be planned.
    """
    if stands_on(workshop, version):
        with suppress(Refusal):
            found = for_quote(workshop, version, now)
            if found.days > 0:
                stand_on(workshop=workshop, version=version, found=found, by=by, now=now)
                return
    leave_room(workshop, version)
    answer = promise_for(workshop, version, now)
    sales.promise(
        workshop=workshop,
        version=version,
        promised=Promised(
            ready=answer.offered,
            binds=answer.binds,
            earlier=tuple(
                because(
                    "With {what} the plan ends on {day} instead of {planned}.",
                    what=lever.what,
                    day=lever.ready,
                    planned=answer.ready,
                )
                for lever in answer.earlier
            ),
        ),
        by=by,
        now=now,
    )
    chances.keep(workshop, version, planned=answer.ready, half=answer.p50, offered=answer.offered)


@transaction.atomic
def drop_room(*, workshop: Workshop, version: int, by: User, now: datetime) -> None:
    """A draft goes back to the day with nobody moved. Raises Frozen once it is sent."""
    leave_room(workshop, version)
    date_quote(workshop=workshop, version=version, by=by, now=now)


@transaction.atomic
def offer(
    *, workshop: Workshop, version: int, by: User, now: datetime, rate_seen: date | None = None
) -> datetime:
    """Send a version with the proof of its day; gives the moment at which it ends.

    Its capacity is kept until then, unless its date is subject to prior sale. Raises DateMoved when
    the floor can no longer keep the day shown, and whatever sales refuses.
    """
    Workshop.objects.select_for_update().get(pk=workshop.pk)  # one promise at a time
    shown = QuoteVersion.objects.filter(workshop=workshop, pk=version).first()
    if shown is None:
        raise NotFound
    for hold in _standing(workshop, shown.quote_id).exclude(version=version):
        release(workshop, hold.version_id, now, "replaced")
    case, answer = _answered(workshop, version, by, now)
    if not stands(case, answer.bookings):
        raise unproven()
    if shown.promise_day and answer.offered > shown.promise_day:
        raise DateMoved(shown.promise_day, likely(as_sure(workshop, case)).offered)
    until = sales.freeze(workshop=workshop, version=version, by=by, now=now, rate_seen=rate_seen)
    certificates.keep(workshop, version, case, answer, now)
    offered = shown.promise_day or answer.offered
    chances.keep(workshop, version, planned=answer.ready, half=answer.p50, offered=offered)
    if shown.date_held:
        Hold.objects.create(
            workshop=workshop, version_id=version, until=until, made_at=now, made_by=by
        )
        lines = {line.name: line.id for line in jobs.of_version(workshop, version)}
        Booking.objects.bulk_create(floor.rows(workshop, answer.bookings, quote_lines=lines))
    return until


def _answered(
    workshop: Workshop, version: int, by: User, now: datetime
) -> tuple[LikelyCase, LikelyAnswer]:
    """The day of this version now, nearly as sure as wanted; others make room if it needs it."""
    if stands_on(workshop, version):
        return move_others(workshop=workshop, version=version, by=by, now=now, less=SHAKES)
    case = as_sure(workshop, replace(question(workshop, version, now), explain=False), less=SHAKES)
    return case, likely(case)


def _standing(workshop: Workshop, quote: int) -> QuerySet[Hold]:
    return Hold.objects.filter(workshop=workshop, version__quote=quote, released_at=None)


@transaction.atomic
def accept(
    *,
    workshop: Workshop,
    version: int,
    name: str,
    now: datetime,
    by: User | None = None,
    agreed: date | None = None,
) -> int:
    """The buyer says yes: one order with its place in the plan; gives the order's id.

    A second yes gives the same order. `agreed` is a later day she accepts after being told that
    hers is gone. Raises DateMoved where the promised day holds no more, and what sales refuses;
    nothing is ordered then.
    """
    Workshop.objects.select_for_update().get(pk=workshop.pk)
    order = sales.accept(
        workshop=workshop, version=version, name=name, now=now, by=by, agreed=agreed
    )
    placed = Booking.objects.filter(workshop=workshop, order_line__order=order)
    gone = CancelledOrder.objects.filter(workshop=workshop, order=order)
    if not placed.exists() and not gone.exists():
        take_over(workshop=workshop, version=version, order=order, now=now, by=by, agreed=agreed)
    return order


@transaction.atomic
def withdraw(
    *, workshop: Workshop, version: int, by: User, now: datetime, reason: str = ""
) -> None:
    """Take an open version back and give its capacity free."""
    sales.withdraw(workshop=workshop, version=version, by=by, now=now, reason=reason)
    release(workshop, version, now, "withdrawn")


@transaction.atomic
def release_expired(now: datetime) -> int:
    """End every version whose last day is over and give its capacity free; gives how many."""
    ended = sales.expire(now)
    for hold in Hold.objects.filter(version__in=ended, released_at=None).select_related("workshop"):
        release(hold.workshop, hold.version_id, now, "expired")
    return len(ended)
