"""The proof of origin of an order is here, or was ticked by mistake."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db import transaction

from langkah.apps.sales.errors import Incomplete, NotFound
from langkah.apps.sales.models import ClaimedPreference, Departure, ObtainedProof, Order
from langkah.apps.workshop import audit
from langkah.apps.workshop.models import User, Workshop
from langkah.domain.proofs import PEB_DAYS, first_day
from langkah.domain.reason import Reason, because


@transaction.atomic
def obtain_proof(
    *, workshop: Workshop, claim: int, number: str, day: date | None, by: User, now: datetime
) -> None:
    """Write down the number and the day of a proof. Once is enough: twice changes nothing.

    Raises NotFound for a claim that no order of the workshop counts with, Incomplete for a missing
    word.
    """
    row, order = _of_order(workshop, claim)
    wrong = list(_problems(number, day, now.astimezone(ZoneInfo(workshop.time_zone)).date()))
    wrong += _too_early(row, order, day)
    if day is None or wrong:
        raise Incomplete(*wrong)
    if row.obtained.filter(withdrawn_at=None).exists():
        return
    ObtainedProof.objects.create(
        workshop=workshop, claim=row, number=number.strip()[:60], day=day, at=now, by=by
    )
    told = {"programme": row.programme, "number": number.strip()[:60], "day": day}
    audit.record(workshop=workshop, by=by, verb="order.proof_obtained", target=order, new=told)


@transaction.atomic
def take_back_proof(*, workshop: Workshop, claim: int, by: User, now: datetime) -> None:
    """It was ticked by mistake: the proof is still to come. Raises NotFound."""
    row, order = _of_order(workshop, claim)
    found = row.obtained.filter(withdrawn_at=None).first()
    if found is None:
        return
    found.withdrawn_at, found.withdrawn_by = now, by
    found.save(update_fields=["withdrawn_at", "withdrawn_by"])
    told = {"programme": row.programme, "number": found.number, "day": found.day}
    audit.record(workshop=workshop, by=by, verb="order.proof_taken_back", target=order, old=told)


def _of_order(workshop: Workshop, claim: int) -> tuple[ClaimedPreference, Order]:
    """The claim, locked, and the order that counts with it."""
    rows = ClaimedPreference.objects.select_for_update()
    row = rows.filter(workshop=workshop, pk=claim, withdrawn_at=None).first()
    if row is None:
        raise NotFound
    order = Order.objects.filter(workshop=workshop, accepted__version=row.version_id).first()
    if order is None:
        raise NotFound
    return row, order


def _too_early(row: ClaimedPreference, order: Order, day: date | None) -> Iterator[Reason]:
    """A certificate is given on the PEB, which nobody files long before the goods leave."""
    left = Departure.objects.filter(order=order, withdrawn_at=None).first()
    leaves = left.day if left else order.promise_day
    first = first_day(row.proof, leaves) if leaves else None
    if day and first and leaves and day < first:
        yield because(
            "This proof is given on the PEB, and a PEB is filed {days} days before the goods leave "
            "at the earliest. They leave on {leaves}, so the proof cannot be of {day}, before "
            "{first}. Correct the day, or note that the goods left earlier.",
            days=PEB_DAYS,
            leaves=leaves,
            day=day,
            first=first,
        )


def _problems(number: str, day: date | None, today: date) -> Iterator[Reason]:
    if not number.strip():
        yield because("Write the number that stands on the proof of origin.")
    if day is None:
        yield because("Write the day that stands on the proof of origin.")
    elif day > today:
        yield because("The date {day} has not come yet. Correct it.", day=day)
