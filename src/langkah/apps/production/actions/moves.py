"""A person moves a step of a lot, and takes it back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db import transaction

from langkah.apps.production import floor
from langkah.apps.production.committed import Committed, Owed, committed
from langkah.apps.production.errors import NotFound, moved_meanwhile, not_undone
from langkah.apps.production.models import Booking, MovedBooking, PlanMove
from langkah.apps.production.moving import consequences, spot
from langkah.apps.workshop import audit
from langkah.apps.workshop.models import User, Workshop
from langkah.domain.capacity import Booking as Booked
from langkah.domain.capacity.change import PlanChange, problems
from langkah.domain.reason import Refusal

PLACE = ("maker_id", "station", "start", "end", "last_until")
WRITTEN = ("maker", "station", "start", "end", "last_until")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Where a step goes; `shown` is the sign of the consequences that were seen."""

    booking: int
    maker: int
    day: date
    shown: str


@transaction.atomic
def move_step(*, workshop: Workshop, to: Wanted, by: User, now: datetime) -> int:
    """Write down a move whose consequences were shown; gives the id by which it is undone.

    Raises NotFound, and Refusal where a promise would break, a rule of the floor would, or the plan
    has changed since it was shown.
    """
    Workshop.objects.select_for_update().get(pk=workshop.pk)  # one plan at a time
    where, plan = spot(workshop, to.booking, now)
    found = consequences(plan, where.row, to.maker, to.day)
    if not found.answer.allowed:
        raise Refusal(*found.answer.problems)
    if found.sign != to.shown:
        raise moved_meanwhile()
    title = f"{where.owed} · {where.row.operation}"[:160]
    done = PlanMove.objects.create(workshop=workshop, title=title, at=now, by=by)
    put(workshop, done, found.answer.old, found.answer.new)
    people = {one.id: one.name for one in plan.shop.people}
    audit.record(
        workshop=workshop,
        by=by,
        verb="plan.moved",
        target=done,
        old=_told(where.row, people) | {ready_of(one): each.before for one, each in found.effects},
        new=_told(next(one for one in found.answer.new if _spot(one) == _spot(where.row)), people)
        | {ready_of(one): each.after for one, each in found.effects},
    )
    return done.pk


def _told(row: Booked, people: dict[int, str]) -> dict[str, object]:
    return {"maker": people.get(row.person, ""), "start": f"{row.start:%Y-%m-%d %H.%M}"}


def ready_of(one: Owed) -> str:
    """The field under which the trail keeps the day of an order, as long as a name may be."""
    return f"ready {one}"[:60]


def _spot(row: Booked) -> tuple[str, int, int]:
    return row.job, row.lot, row.step


def put(workshop: Workshop, done: PlanMove, old: Iterable[Booked], new: Iterable[Booked]) -> None:
    """Write the new places over the old ones, and keep both."""
    wanted = {_spot(one): one for one in new}
    places = {_spot(one): one for one in old}
    if not wanted:
        return
    kept, rows = [], []
    zone = ZoneInfo(workshop.time_zone)
    lines = {int(job.split()[1]) for job, _, _ in wanted}
    mine = Booking.objects.filter(workshop=workshop)
    for row in (*mine.filter(order_line__in=lines), *mine.filter(quote_line__in=lines)):
        where = floor.job_of(row.quote_line_id, row.order_line_id), row.lot, row.step
        if where not in places or where not in wanted:
            continue
        before = {f"old_{name}": getattr(row, name) for name in PLACE}
        there = wanted[where]
        row.maker_id, row.station = there.person, there.station
        row.start, row.end = there.start.replace(tzinfo=zone), there.end.replace(tzinfo=zone)
        row.last_until = there.last_until.replace(tzinfo=zone) if there.last_until else None
        after = {f"new_{name}": getattr(row, name) for name in PLACE}
        rows.append(row)
        kept.append(MovedBooking(workshop=workshop, move=done, booking=row, **before, **after))
    Booking.objects.bulk_update(rows, WRITTEN)
    MovedBooking.objects.bulk_create(kept)


@transaction.atomic
def undo_move(*, workshop: Workshop, move: int, by: User | None, now: datetime) -> None:
    """Put back what a move changed, if that is still where the move left it.

    Raises NotFound; Refusal where work has begun, others have moved, or it would break a promise.
    """
    Workshop.objects.select_for_update().get(pk=workshop.pk)
    done = PlanMove.objects.filter(workshop=workshop, pk=move, undone_at=None).first()
    if done is None:
        raise NotFound
    rows = list(done.rows.select_related("booking"))
    before = committed(workshop, now)
    for row in rows:
        if not is_free(row, now):
            raise not_undone()
        for name in PLACE:
            setattr(row.booking, name, getattr(row, f"old_{name}"))
    if not rows:
        raise not_undone()
    Booking.objects.bulk_update([row.booking for row in rows], WRITTEN)
    _check(before, committed(workshop, now))
    done.undone_at = now
    done.save(update_fields=["undone_at"])
    audit.record(workshop=workshop, by=by, verb="plan.restored", target=done)


def is_free(row: MovedBooking, now: datetime) -> bool:
    """Whether it is where the move put it, and has begun neither there nor where it was."""
    if any(getattr(row.booking, name) != getattr(row, f"new_{name}") for name in PLACE):
        return False
    moved = (row.old_start, row.old_maker_id) != (row.new_start, row.new_maker_id)
    return not moved or min(row.old_start, row.new_start) >= now


def _check(before: Committed, after: Committed) -> None:
    """The former plan is looked at like a new one."""
    change = PlanChange(
        shop=after.shop,
        commitments=after.commitments,
        before=before.booked,
        after=after.booked,
        now=after.now,
    )
    found = problems(change)
    if found:
        raise Refusal(*found)
