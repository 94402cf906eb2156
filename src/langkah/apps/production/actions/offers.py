"""A quote leaves with its capacity, comes back accepted, or gives the capacity back."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from langkah.apps.production import floor, jobs
from langkah.apps.production.actions.orders import book_order
from langkah.apps.production.errors import DateMoved
from langkah.apps.production.models import Booking, Hold
from langkah.apps.production.promises import promise_for
from langkah.apps.sales import actions as sales
from langkah.apps.sales.actions.drafts import Promised
from langkah.apps.sales.models import OrderLine, QuoteLine, QuoteVersion
from langkah.apps.workshop import audit
from langkah.apps.workshop.models import User, Workshop
from langkah.domain.reason import because


@transaction.atomic
def date_quote(*, workshop: Workshop, version: int, by: User, now: datetime) -> None:
    """Write into a draft the day the floor can promise now, with what binds it.

    Raises Refusal naming each step that cannot be planned.
    """
    answer = promise_for(workshop, version, now)
    sales.promise(
        workshop=workshop,
        version=version,
        promised=Promised(
            ready=answer.ready,
            binds=answer.binds,
            earlier=tuple(
                because("{what}: {days} days earlier.", what=lever.what, days=lever.days)
                for lever in answer.earlier
            ),
        ),
        by=by,
    )


@transaction.atomic
def offer(*, workshop: Workshop, version: int, by: User, now: datetime) -> datetime:
    """Send a version and keep its capacity until it ends; gives that moment.

    Raises DateMoved when the floor can no longer keep the day shown, and whatever sales refuses.
    """
    Workshop.objects.select_for_update().get(pk=workshop.pk)  # one promise at a time
    _replace_earlier(workshop, version, now)
    answer = promise_for(workshop, version, now, explain=False)
    shown = QuoteVersion.objects.filter(workshop=workshop, pk=version).first()
    if shown is not None and shown.promise_day and answer.ready > shown.promise_day:
        raise DateMoved(
            because(
                "Other orders came in between: the day moved from {old} to {new}. "
                "Look at the new day, then send.",
                old=shown.promise_day,
                new=answer.ready,
            )
        )
    until = sales.freeze(workshop=workshop, version=version, by=by, now=now)
    Hold.objects.create(workshop=workshop, version_id=version, until=until, made_at=now, made_by=by)
    lines = {line.name: line.id for line in jobs.of_version(workshop, version)}
    Booking.objects.bulk_create(floor.rows(workshop, answer.bookings, quote_lines=lines))
    return until


def _replace_earlier(workshop: Workshop, version: int, now: datetime) -> None:
    """An earlier version of the same quote must not stand in the way of its successor."""
    quote = QuoteVersion.objects.filter(workshop=workshop, pk=version).values("quote")
    for hold in Hold.objects.filter(
        workshop=workshop, version__quote__in=quote, released_at=None
    ).exclude(version=version):
        _release(hold, now, "replaced")


def _release(hold: Hold, now: datetime, why: str) -> None:
    Booking.objects.filter(quote_line__version=hold.version_id).delete()
    Hold.objects.filter(pk=hold.pk).update(released_at=now, released_why=why)


@transaction.atomic
def accept(
    *, workshop: Workshop, version: int, name: str, now: datetime, by: User | None = None
) -> int:
    """The buyer says yes: one order, and the held capacity becomes the order's; gives its id.

    A second yes gives the same order. If the capacity was let go meanwhile, the order is planned
    anew and the audit trail says so. Raises what sales refuses.
    """
    Workshop.objects.select_for_update().get(pk=workshop.pk)
    order = sales.accept(workshop=workshop, version=version, name=name, now=now, by=by)
    if Booking.objects.filter(workshop=workshop, order_line__order=order).exists():
        return order
    hold = Hold.objects.filter(workshop=workshop, version=version, released_at=None).first()
    if hold is None:
        book_order(workshop=workshop, order=order, now=now)
        audit.record(workshop=workshop, by=by, verb="order.planned_anew", target=None)
        return order
    _hand_over(workshop, version, order)
    _release(hold, now, "accepted")
    return order


def _hand_over(workshop: Workshop, version: int, order: int) -> None:
    """The bookings of each quoted line become those of the ordered line in its place."""
    ordered = dict(
        OrderLine.objects.filter(workshop=workshop, order=order).values_list("position", "id")
    )
    for place, line in QuoteLine.objects.filter(workshop=workshop, version=version).values_list(
        "position", "id"
    ):
        Booking.objects.filter(workshop=workshop, quote_line=line).update(
            quote_line=None, order_line=ordered[place]
        )


@transaction.atomic
def withdraw(
    *, workshop: Workshop, version: int, by: User, now: datetime, reason: str = ""
) -> None:
    """Take an open version back and give its capacity free."""
    sales.withdraw(workshop=workshop, version=version, by=by, now=now, reason=reason)
    for hold in Hold.objects.filter(workshop=workshop, version=version, released_at=None):
        _release(hold, now, "withdrawn")


@transaction.atomic
def release_expired(now: datetime) -> int:
    """End every version whose last day is over and give its capacity free; gives how many."""
    ended = sales.expire(now)
    holds = Hold.objects.filter(version__in=ended, released_at=None)
    for hold in holds:
        _release(hold, now, "expired")
    return len(ended)
