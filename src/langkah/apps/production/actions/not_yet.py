"""A step that should be over is not: it takes longer, or has not begun, and the plan follows.

By the clock alone a step is over when its time has passed. Where somebody says that it is not, its
booking is told as it really is, and what comes behind waits for it.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction

from langkah.apps.catalogue.errors import NotFound as Gone
from langkah.apps.production import floor, jobs
from langkah.apps.production.actions.following import follow_at_once, hold_lasts, keep, place
from langkah.apps.production.errors import NotFound
from langkah.apps.production.models import Booking, PlanMove, StepDone
from langkah.apps.workshop import audit
from langkah.apps.workshop.models import User, Workshop
from langkah.apps.workshop.queries import shop
from langkah.domain.capacity.load import line_of
from langkah.domain.reason import Reason, Refusal, because

MINUTE = timedelta(minutes=1)
LONGEST = 200 * 60


@dataclass(frozen=True, slots=True, kw_only=True)
class NotYet:
    """A booked step with so many working minutes left; or it has not `begun`, and takes so many."""

    booking: int
    minutes: int
    begun: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """What was told: the id to undo it, its order, and whether the plan `asks` about the rest."""

    move: int
    order: int
    asks: bool


@transaction.atomic
def not_yet(*, workshop: Workshop, told: NotYet, by: User, now: datetime) -> Waiting:
    """Book a step as long as it really takes; what changes nobody's day follows at once.

    Raises NotFound, Refusal.
    """
    Workshop.objects.select_for_update().get(pk=workshop.pk)  # one plan at a time
    mine = Booking.objects.filter(workshop=workshop, order_line__isnull=False)
    this = mine.filter(pk=told.booking).select_related("order_line__order", "maker").first()
    if this is None or this.order_line is None:
        raise NotFound
    found = _problems(told, this, now)
    if found:
        raise Refusal(*found)
    rows = {row.step: row for row in mine.filter(order_line=this.order_line_id, lot=this.lot)}
    before = {step: place(row) for step, row in rows.items()}
    _longer(rows[this.step], told, now)
    _keep_lasts(workshop, this, {step: row for step, row in rows.items() if step <= this.step})
    title = f"{this.order_line.order} · {this.operation}"[:160]
    move = PlanMove.objects.create(workshop=workshop, title=title, at=now, by=by, kind="follow")
    keep(move, rows, before)
    audit.record(
        workshop=workshop,
        by=by,
        verb="step.not_yet",
        target=move,
        new={"name": f"{this.operation} · {this.maker.name}", "minutes": told.minutes},
    )
    order = this.order_line.order_id
    return Waiting(move=move.pk, order=order, asks=follow_at_once(move, order, now))


def _problems(told: NotYet, this: Booking, now: datetime) -> list[Reason]:
    found = []
    if this.start > now:
        found.append(because("This step begins later by the plan: move it on the plan board."))
    if not 1 <= told.minutes <= LONGEST:
        found.append(
            because("Write how long it still takes: more than nothing, at most 200 hours.")
        )
    noted = StepDone.objects.filter(
        order_line=this.order_line_id, lot=this.lot, step__gte=this.step, undone_at=None
    )
    if noted.exists():
        found.append(
            because("This step, or a later one of its lot, is noted as done. Take that back first.")
        )
    return found


def _longer(this: Booking, told: NotYet, now: datetime) -> None:
    """The step until it is done: by the hours of whoever has it, or by the clock if she left."""
    zone = ZoneInfo(this.workshop.time_zone)
    clock = floor.local(now, zone).replace(second=0, microsecond=0)
    place = shop(this.workshop, clock.date())
    who = next((one for one in place.people if one.id == this.maker_id), None)
    if who is None:
        begins, ends = clock, clock + told.minutes * MINUTE
    else:
        line = line_of(place, who, clock.date())
        first = line.at(clock)
        begins, ends = line.begin(first), line.finish(first + told.minutes)
    if not told.begun:
        this.start = begins.replace(tzinfo=zone)
    this.end = ends.replace(tzinfo=zone)


def _keep_lasts(workshop: Workshop, this: Booking, rows: dict[int, Booking]) -> None:
    """The lot keeps its lasts until this step is through, where it has them."""
    if this.order_line is None:
        return
    mine = floor.job_of(None, this.order_line_id)
    lines = tuple(
        one for one in jobs.of_order(workshop, this.order_line.order_id) if one.name == mine
    )
    with suppress(Gone, Refusal):
        (made,) = jobs.planned(workshop, lines, this.start.date())
        hold_lasts(rows, this.step, made)
