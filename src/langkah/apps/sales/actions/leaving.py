"""An order left the workshop, or was said to by mistake."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction

from langkah.apps.sales.errors import Incomplete, NotFound
from langkah.apps.sales.models import CancelledOrder, Departure, Order
from langkah.apps.workshop import audit
from langkah.apps.workshop.models import User, Workshop
from langkah.domain.reason import Reason, because

LONGEST = 60


@transaction.atomic
def note_departure(
    *, workshop: Workshop, order: int, day: date | None, tracking: str, by: User, now: datetime
) -> date:
    """Write down on which day an order left, with the carrier's number if any; gives the day.

    Said again it changes nothing; said otherwise, what was said before is taken back. Raises
    NotFound, and Incomplete for a day that cannot be right.
    """
    row, zone = _locked(workshop, order), ZoneInfo(workshop.time_zone)
    if CancelledOrder.objects.filter(order=row).exists():
        raise Incomplete(because("This order is cancelled. Bring it back before it leaves."))
    number = tracking.strip()
    # One from before Langkah was used may have left before it was entered here.
    placed = row.placed_at.astimezone(zone).date() if row.accepted_id else date.min
    wrong = list(_problems(day, placed, now.astimezone(zone).date(), number))
    if day is None or wrong:
        raise Incomplete(*wrong)
    before = _standing(row)
    if before is not None:
        if (before.day, before.tracking) == (day, number):
            return day
        _withdraw(before, by, now)
    Departure.objects.create(
        workshop=workshop,
        order=row,
        day=day,
        tracking=number,
        arrives_by=_arrives(row, day),
        at=now,
        by=by,
    )
    audit.record(
        workshop=workshop,
        by=by,
        verb="order.departed",
        target=row,
        old=_told(before) if before else {},
        new={"left_on": day, "tracking": number},
    )
    return day


@transaction.atomic
def take_back_departure(*, workshop: Workshop, order: int, by: User, now: datetime) -> None:
    """It was said by mistake: the goods are still here. Raises NotFound."""
    row = _locked(workshop, order)
    before = _standing(row)
    if before is None:
        return
    _withdraw(before, by, now)
    audit.record(workshop=workshop, by=by, verb="order.still_here", target=row, old=_told(before))


def _locked(workshop: Workshop, order: int) -> Order:
    row = Order.objects.select_for_update().filter(workshop=workshop, pk=order).first()
    if row is None:
        raise NotFound
    return row


def _standing(row: Order) -> Departure | None:
    return Departure.objects.filter(order=row, withdrawn_at=None).first()


def _withdraw(row: Departure, by: User, now: datetime) -> None:
    row.withdrawn_at, row.withdrawn_by = now, by
    row.save(update_fields=["withdrawn_at", "withdrawn_by"])


def _told(row: Departure) -> dict[str, object]:
    return {"left_on": row.day, "tracking": row.tracking}


def _arrives(row: Order, day: date) -> date | None:
    """The last day on which the goods are expected at the buyer's, as the quote counted the way."""
    version = row.accepted.version if row.accepted else None
    if version is None or version.days_max is None:
        return None
    return day + timedelta(days=version.days_max)


def _problems(day: date | None, placed: date, today: date, number: str) -> Iterator[Reason]:
    if day is None:
        yield because("Write the day on which the order left.")
    elif day > today:
        yield because("The date {day} has not come yet. Correct it.", day=day)
    elif day < placed:
        yield because(
            "The order was placed on {placed}; it cannot have left on {day}. Correct the day.",
            placed=placed,
            day=day,
        )
    if len(number) > LONGEST:
        yield because(
            "The tracking number is too long: write at most {count} letters.", count=LONGEST
        )
