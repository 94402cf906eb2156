"""A step that is done takes its place on the plan, and what waited for it follows."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction

from langkah.apps.catalogue.errors import NotFound as Gone
from langkah.apps.production import floor
from langkah.apps.production.actions.moves import (
    PLACE,
    WRITTEN,
    beyond,
    is_there,
    put,
    ready_of,
    remember_broken,
    the_move,
)
from langkah.apps.production.committed import Committed, committed
from langkah.apps.production.errors import NotFound, moved_meanwhile, not_undone
from langkah.apps.production.following import following
from langkah.apps.production.in_the_way import in_the_way
from langkah.apps.production.models import Booking, MovedBooking, PlanMove, StepDone
from langkah.apps.workshop import audit
from langkah.apps.workshop.models import User, Workshop
from langkah.domain.capacity import Job
from langkah.domain.reason import Refusal


def take_place(done: StepDone, now: datetime) -> bool:
    """Book a step as it happened; what changes nobody's day follows at once.

    Gives whether something of the plan is left to be decided. Steps in front of it that lie ahead
    are over by then too.
    """
    workshop = done.workshop
    title = f"{done.order_line.order} · {done.operation}"[:160]
    done.move = PlanMove.objects.create(
        workshop=workshop, title=title, at=now, by=done.by, kind="done"
    )
    done.save(update_fields=["move"])
    try:
        plan = committed(workshop, now)
    except (Refusal, Gone):
        # How another order is made is gone: the plan cannot follow, but this is done all the same.
        plan = None
    _lock(done, done.move, plan, now)
    return plan is not None and follow_at_once(done.move, done.order_line.order_id, now)


def _lock(done: StepDone, move: PlanMove, plan: Committed | None, now: datetime) -> None:
    rows = {
        row.step: row
        for row in Booking.objects.filter(
            workshop=done.workshop,
            order_line=done.order_line_id,
            lot=done.lot,
            step__lte=done.step,
        )
    }
    job = floor.job_of(None, done.order_line_id)
    before = {step: place(row) for step, row in rows.items()}
    _as_it_happened(rows, done, now)
    for one in plan.commitments if plan else ():
        if one.job.id == job:
            hold_lasts(rows, done.step, one.job)
    keep(move, rows, before)


def place(row: Booking) -> dict[str, object]:
    """Where a step is booked."""
    return {name: getattr(row, name) for name in PLACE}


def _as_it_happened(rows: dict[int, Booking], done: StepDone, now: datetime) -> None:
    this = rows[done.step]
    this.maker_id = done.maker_id
    this.start = done.begun.replace(second=0, microsecond=0)
    this.end = max(done.ended.replace(second=0, microsecond=0), this.start + timedelta(minutes=1))
    limit = this.start
    for step in range(done.step - 1, 0, -1):
        row = rows.get(step)
        if row is None or row.end <= now:
            break
        row.start, row.end = limit - (row.end - row.start), limit
        limit = row.start


def hold_lasts(rows: dict[int, Booking], step: int, made: Job) -> None:
    """The lot keeps its lasts at least until this step, and no longer than it is through."""
    held = [number for number, step in enumerate(made.routing, 1) if step.holds_last]
    holder = rows.get(held[0]) if held else None
    if holder is None or holder.last_until is None:
        return
    through = rows.get(held[-1])
    if through is None:
        holder.last_until = max(holder.last_until, rows[step].end)
    else:
        drying = made.routing[held[-1] - 1].drying_hours
        holder.last_until = through.end + timedelta(hours=float(drying))


def keep(move: PlanMove, rows: dict[int, Booking], before: dict[int, dict[str, object]]) -> None:
    """Write the steps of a lot down, and where they were `before`, as a part of this move."""
    changed = [row for step, row in rows.items() if place(row) != before[step]]
    Booking.objects.bulk_update(changed, WRITTEN)
    MovedBooking.objects.bulk_create(
        MovedBooking(
            workshop=move.workshop,
            move=move,
            booking=row,
            **{f"old_{name}": value for name, value in before[row.step].items()},
            **{f"new_{name}": value for name, value in place(row).items()},
        )
        for row in changed
    )


def follow_at_once(move: PlanMove, order: int, now: datetime) -> bool:
    """Let follow what changes nobody's day; gives whether something is left to be decided."""
    try:
        found = following(move.workshop, order, now, whole=False)
    except NotFound:
        return False
    except Refusal:
        return True
    if not found.answer.quiet:
        return True
    remember_broken(move, found.floor)
    put(move.workshop, move, found.answer.old, found.answer.new)
    return any(one.owed.order == found.order for one in found.waits) and not found.answer.new


@transaction.atomic
def follow_plan(
    *, workshop: Workshop, order: int | None, shown: str, by: User, now: datetime
) -> int:
    """Plan again what waits or no longer fits, as it was `shown`; gives the id to undo it.

    A promise may break: the day was shown, and a person decided. Raises NotFound, Refusal.
    """
    Workshop.objects.select_for_update().get(pk=workshop.pk)
    found = following(workshop, order, now)
    if not found.answer.new:
        raise NotFound
    if found.sign != shown:
        raise moved_meanwhile()
    owed = found.floor.owed[found.answer.new[0].job]
    done = PlanMove.objects.create(
        workshop=workshop, title=str(owed)[:160], at=now, by=by, kind="follow"
    )
    remember_broken(done, found.floor)
    put(workshop, done, found.answer.old, found.answer.new)
    audit.record(
        workshop=workshop,
        by=by,
        verb="plan.followed",
        target=done,
        old={ready_of(one): each.before for one, each in found.effects},
        new={ready_of(one): each.after for one, each in found.effects},
    )
    return done.pk


@transaction.atomic
def undo_follow(*, workshop: Workshop, move: int, by: User, now: datetime) -> None:
    """Put back what followed. Raises NotFound; Refusal where the plan went on from there."""
    Workshop.objects.select_for_update().get(pk=workshop.pk)
    done = the_move(workshop, move, "follow")
    rows = list(done.rows.select_related("booking"))
    if not rows or not all(_waits_still(row, now) for row in rows):
        raise not_undone()
    restore(done, rows, now)
    audit.record(workshop=workshop, by=by, verb="plan.restored", target=done)


def restore(done: PlanMove, rows: Iterable[MovedBooking], now: datetime) -> None:
    """Put these back where they were.

    Raises Refusal with what stands in the way where the verifier has more against that plan than
    against the one there is and the one there was; a promise may be broken as it was before.
    """
    rows = list(rows)
    before = committed(done.workshop, now)
    for row in rows:
        for name in PLACE:
            setattr(row.booking, name, getattr(row, f"old_{name}"))
    with transaction.atomic():
        Booking.objects.bulk_update([row.booking for row in rows], WRITTEN)
        plan = committed(done.workshop, now)
        new = beyond(done, before, plan)
        if new:
            raise Refusal(*in_the_way(plan, new))
    done.undone_at = now
    done.save(update_fields=["undone_at"])


def restored(done: PlanMove, rows: Iterable[MovedBooking], now: datetime) -> bool:
    """Put these back where they were, if that can be; otherwise nothing happens."""
    try:
        restore(done, rows, now)
    except Refusal:
        return False
    return True


def may_go_back(row: MovedBooking, now: datetime) -> bool:
    """Whether it is over where it was put, or has not begun there."""
    return is_there(row) and (row.new_end <= now or row.new_start >= now)


def _waits_still(row: MovedBooking, now: datetime) -> bool:
    """Whether it is where it was put, and has not begun there."""
    moved = (row.old_start, row.old_maker_id) != (row.new_start, row.new_maker_id)
    return is_there(row) and (not moved or row.new_start >= now)
