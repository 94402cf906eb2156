"""Pairs that failed their check are made again, or need not be after all."""

from __future__ import annotations

from datetime import datetime
from operator import attrgetter

from django.db import transaction
from django.db.models import QuerySet

from langkah.apps.production import floor
from langkah.apps.production.actions.failing import (
    Again,
    again_row,
    line_of,
    lots_of,
    refuse_cancelled,
    with_again,
    without_again,
)
from langkah.apps.production.actions.moves import put, remember_broken, the_move
from langkah.apps.production.actions.putting_back import put_back_as_it_was
from langkah.apps.production.actions.rest import put_around
from langkah.apps.production.errors import NotFound, moved_meanwhile, not_undone
from langkah.apps.production.models import Booking, MadeAgain, PlanMove, StepDone
from langkah.apps.workshop import audit
from langkah.apps.workshop.models import User, Workshop
from langkah.domain.capacity.spots import spot


@transaction.atomic
def make_again(
    *, workshop: Workshop, asked: Again, shown: str, by: User, now: datetime
) -> tuple[int, int]:
    """Write it down with its place on the plan, as it was `shown`.

    Gives the plan's change and the row, to undo them. A promise may break: the day was shown, and
    a person decided. Raises NotFound, Refusal.
    """
    Workshop.objects.select_for_update().get(pk=workshop.pk)
    found = with_again(workshop, asked, now)
    if found.sign != shown:
        raise moved_meanwhile()
    line = line_of(workshop, asked)
    name, lots = floor.job_of(None, line.pk), lots_of(workshop, line)
    new = [one for one in found.answer.plan if one.job == name and one.lot > lots]
    Booking.objects.bulk_create(floor.rows(workshop, new, order_lines={name: line.pk}))
    operation = min(new, key=attrgetter("step")).operation
    row = MadeAgain.objects.create(
        workshop=workshop,
        order_line=line,
        pairs=asked.pairs,
        operation=operation,
        first_lot=lots + 1,
        last_lot=max(one.lot for one in new),
        reason=asked.reason,
        at=now,
        by=by,
    )
    title = f"{line.order} {line.order.buyer}"[:160]
    done = PlanMove.objects.create(
        workshop=workshop, title=title, at=now, by=by, kind="again", wrote={"again": [row.pk]}
    )
    remember_broken(done, found.floor)
    then = {spot(one): one for one in found.answer.plan}
    old = [one for one in found.floor.booked if one.job != name or one.lot <= lots]
    moved = [one for one in old if then[spot(one)] != one]
    put(workshop, done, moved, [then[spot(one)] for one in moved])
    audit.record(
        workshop=workshop,
        by=by,
        verb="order.failed_check",
        target=line.order,
        new={"pairs": asked.pairs, "step": operation, "reason": asked.reason},
    )
    return done.pk, row.pk


@transaction.atomic
def undo_again(*, workshop: Workshop, move: int, again: int, by: User, now: datetime) -> None:
    """It was written by mistake, and the plan goes back. Raises NotFound, Refusal."""
    Workshop.objects.select_for_update().get(pk=workshop.pk)
    row = again_row(workshop, again)
    refuse_cancelled(row)
    if the_move(workshop, move, "again").wrote.get("again", [again]) != [again]:
        raise NotFound
    mine = _bookings(row)
    if mine.filter(start__lt=now).exists() or _done(row).exists():
        raise not_undone()
    _forget(row, by)
    put_back_as_it_was(workshop, move, "again", by, now)


def _bookings(row: MadeAgain) -> QuerySet[Booking]:
    return Booking.objects.filter(
        workshop=row.workshop_id,
        order_line=row.order_line_id,
        lot__range=(row.first_lot, row.last_lot),
    )


def _done(row: MadeAgain) -> QuerySet[StepDone]:
    return StepDone.objects.filter(
        workshop=row.workshop_id,
        order_line=row.order_line_id,
        lot__range=(row.first_lot, row.last_lot),
        undone_at=None,
    )


def _forget(row: MadeAgain, by: User) -> None:
    _bookings(row).delete()
    audit.record(
        workshop=row.workshop,
        by=by,
        verb="order.not_made_again",
        target=row.order_line.order,
        old={"pairs": row.pairs, "step": row.operation, "reason": row.reason},
    )
    row.delete()


@transaction.atomic
def not_again(*, workshop: Workshop, again: int, shown: str, by: User, now: datetime) -> int:
    """They need not be made again; gives the order. Raises NotFound, Refusal."""
    Workshop.objects.select_for_update().get(pk=workshop.pk)
    row, found = again_row(workshop, again), without_again(workshop, again, now)
    if found.sign != shown:
        raise moved_meanwhile()
    order = row.order_line.order
    done = PlanMove.objects.create(
        workshop=workshop, title=f"{order} {order.buyer}"[:160], at=now, by=by
    )
    _forget(row, by)
    put_around(done, found)
    return order.pk
