"""A person moves a step of a lot, and takes it back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction

from langkah.apps.production import floor
from langkah.apps.production.committed import Committed, Owed, committed
from langkah.apps.production.errors import NotFound, moved_meanwhile, not_undone
from langkah.apps.production.in_the_way import broken, in_the_way, missed
from langkah.apps.production.models import Booking, MovedBooking, PlanMove, StepDone
from langkah.apps.production.moving import consequences, spot
from langkah.apps.workshop import audit
from langkah.apps.workshop.models import User, Workshop
from langkah.domain.capacity import Booking as Booked
from langkah.domain.capacity import Rule
from langkah.domain.capacity.change import PlanChange, effects, problems
from langkah.domain.capacity.verify import Violation
from langkah.domain.reason import Refusal

PLACE = ("maker_id", "station", "start", "end", "last_until")
# Within this time of a move nothing of weight was made at a new place.
AT_ONCE = timedelta(minutes=30)
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
    done = PlanMove.objects.create(workshop=workshop, title=title, at=now, by=by, kind="step")
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


def remember_broken(done: PlanMove, plan: Committed) -> None:
    """Keep what the plan before this move broke already: by that nobody is kept from undoing it."""
    found = broken(plan) | {Violation(Rule.PROMISE, job, 0, 0) for job in missed(plan)}
    done.broke = [[one.rule.name, one.job, one.lot, one.step] for one in found]
    done.save(update_fields=["broke"])


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
def undo_move(*, workshop: Workshop, move: int, by: User, now: datetime) -> None:
    """Put back what a move changed, if that is still where the move left it.

    Raises NotFound; Refusal where work has begun, others have moved, or it would break a promise.
    """
    Workshop.objects.select_for_update().get(pk=workshop.pk)
    take_move_back(the_move(workshop, move, "step"), by, now)


def the_move(workshop: Workshop, move: int, kind: str) -> PlanMove:
    """A move of this kind that was not taken back. Raises NotFound."""
    mine = PlanMove.objects.filter(workshop=workshop, pk=move, undone_at=None)
    done = mine.filter(kind__in=(kind, "")).select_related("workshop").first()
    if done is None:
        raise NotFound
    return done


def take_move_back(done: PlanMove, by: User | None, now: datetime) -> None:
    """Put back what this move changed. Raises Refusal as `undo_move` does."""
    workshop = done.workshop
    rows = list(done.rows.select_related("booking"))
    before = committed(workshop, now)
    # Nobody asks for it where a quote ended: whoever has begun since goes on
    if not all_free(done, rows, now) or (by is None and _begun_since(rows, now)):
        raise not_undone()
    for row in rows:
        for name in PLACE:
            setattr(row.booking, name, getattr(row, f"old_{name}"))
    if not rows:
        raise not_undone()
    Booking.objects.bulk_update([row.booking for row in rows], WRITTEN)
    _check(done, before, committed(workshop, now))
    done.undone_at = now
    done.save(update_fields=["undone_at"])
    audit.record(workshop=workshop, by=by, verb="plan.restored", target=done)


def all_free(done: PlanMove, rows: Iterable[MovedBooking], now: datetime) -> bool:
    """Whether everything may go back to where it was before this move.

    It is where the move put it, and nothing of it was noted as done. What was under way goes on
    there, as long as it would be under way still. Within half an hour of the move what would have
    begun meanwhile goes back, too; later on whatever has begun at its new place stays there.
    """
    rows = list(rows)
    moved = [row for row in rows if _elsewhere(row)]
    at_once = now - done.at <= AT_ONCE
    return (
        all(is_there(row) for row in rows)
        and not _noted_since(done, moved)
        and all(_may_return(row, done.at, now, at_once=at_once) for row in moved)
    )


def _may_return(row: MovedBooking, at: datetime, now: datetime, *, at_once: bool) -> bool:
    ahead = row.old_start >= now
    under_way = row.old_end > now and (at_once or row.old_start < at)
    return (ahead or under_way) and (at_once or row.new_start >= now)


def _begun_since(rows: Iterable[MovedBooking], now: datetime) -> bool:
    return any(_elsewhere(row) and min(row.old_start, row.new_start) < now for row in rows)


def _elsewhere(row: MovedBooking) -> bool:
    return (row.old_start, row.old_maker_id) != (row.new_start, row.new_maker_id)


def is_there(row: MovedBooking) -> bool:
    """Whether it is where the move put it."""
    return all(getattr(row.booking, name) == getattr(row, f"new_{name}") for name in PLACE)


def _noted_since(done: PlanMove, rows: Iterable[MovedBooking]) -> bool:
    """Whether somebody noted one of these as done after the move. At most one query."""
    mine = {(one.order_line_id, one.lot, one.step) for one in (row.booking for row in rows)}
    lines = {line for line, _, _ in mine if line is not None}
    noted = StepDone.objects.filter(
        workshop=done.workshop_id, order_line__in=lines, undone_at=None, at__gte=done.at
    )
    return any(one in mine for one in noted.values_list("order_line", "lot", "step"))


def _check(done: PlanMove, before: Committed, after: Committed) -> None:
    """The former plan is looked at like a new one, except for what it broke already then."""
    change = PlanChange(
        shop=after.shop,
        commitments=after.commitments,
        before=before.booked,
        after=after.booked,
        now=after.now,
    )
    late = {job for rule, job, *_ in done.broke if rule == Rule.PROMISE.name}
    if any(one.breaks and one.job not in late for one in effects(change)):
        raise Refusal(*problems(change))
    new = beyond(done, before, after)
    if new:
        raise Refusal(*in_the_way(after, new))


def beyond(done: PlanMove, before: Committed, after: Committed) -> set[Violation]:
    """What the plan put back breaks, and neither the one there is nor the one there was."""
    known = {Violation(Rule[one[0]], *one[1:]) for one in done.broke}
    return broken(after) - broken(before) - known
