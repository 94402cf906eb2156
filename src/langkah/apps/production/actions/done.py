"""A step of a lot is done, and who did it from when to when; or it was noted by mistake."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from django.db import IntegrityError, transaction

from langkah.apps.catalogue import actions as catalogue
from langkah.apps.production import floor
from langkah.apps.production.actions.following import may_go_back, restored, take_place
from langkah.apps.production.actuals import proposal, proposed_speed
from langkah.apps.production.errors import NotFound, moved_meanwhile
from langkah.apps.production.models import Booking, StepDone
from langkah.apps.workshop import audit
from langkah.apps.workshop.actions.floor import set_speed
from langkah.apps.workshop.models import Maker, User, Workshop
from langkah.apps.workshop.queries import shop
from langkah.domain.capacity.load import line_of
from langkah.domain.reason import Reason, Refusal, because


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """How a booked step really went; moments are aware."""

    booking: int
    maker: int
    pairs: int
    begun: datetime
    ended: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Noted:
    """A step that was noted: its id, and whether the plan `asks` what is to become of the rest."""

    done: int
    asks: bool


@transaction.atomic
def note_step(*, workshop: Workshop, done: Done, by: User, now: datetime) -> Noted:
    """Write down that a step of an order is done, and book it as it happened.

    What waited for it follows at once where no day changes by it. Raises NotFound, Refusal.
    """
    Workshop.objects.select_for_update().get(pk=workshop.pk)  # one plan at a time
    rows = Booking.objects.filter(
        workshop=workshop, order_line__isnull=False, order_line__order__cancelled=None
    )
    row = rows.filter(pk=done.booking).first()
    maker = Maker.objects.filter(workshop=workshop, pk=done.maker).first()
    if row is None or row.order_line_id is None or maker is None:
        raise NotFound
    found = _problems(done, row, now)
    if found:
        raise Refusal(*found)
    try:
        with transaction.atomic():
            kept = StepDone.objects.create(
                workshop=workshop,
                order_line_id=row.order_line_id,
                lot=row.lot,
                step=row.step,
                operation=row.operation,
                pairs=done.pairs,
                maker=maker,
                begun=done.begun,
                ended=done.ended,
                minutes=_minutes(workshop, done),
                at=now,
                by=by,
            )
    except IntegrityError as twice:
        raise Refusal(because("This step of the lot is noted as done already.")) from twice
    audit.record(
        workshop=workshop,
        by=by,
        verb="step.done",
        target=kept,
        new={"name": f"{row.operation} · {maker.name}", "count": done.pairs},
    )
    return Noted(done=kept.pk, asks=take_place(kept, now))


def _problems(done: Done, row: Booking, now: datetime) -> list[Reason]:
    found = []
    if done.ended <= done.begun:
        found.append(because("The step ends before it begins. Check both times."))
    if done.ended > now:
        found.append(because("The step ends in the future. Note it when it is done."))
    if not 1 <= done.pairs <= row.pairs:
        found.append(because("pairs: write 1 to {most}, as many as the lot has.", most=row.pairs))
    return found


def _minutes(workshop: Workshop, done: Done) -> int:
    """Working minutes between the two moments; at least one."""
    zone = ZoneInfo(workshop.time_zone)
    begun, ended = floor.local(done.begun, zone), floor.local(done.ended, zone)
    place = shop(workshop, begun.date())
    who = next((one for one in place.people if one.id == done.maker), None)
    if who is None:
        return max(1, int((ended - begun).total_seconds()) // 60)
    line = line_of(place, who, begun.date())
    return max(1, line.at(ended) - line.at(begun))


@dataclass(frozen=True, slots=True, kw_only=True)
class Unnoted:
    """A step that is not done after all: its order, and whether the plan is as it was before."""

    order: int
    restored: bool


@transaction.atomic
def undo_step(*, workshop: Workshop, done: int, by: User, now: datetime) -> Unnoted:
    """It was not done after all. Raises NotFound.

    The plan goes back to what it was, unless others have taken that place meanwhile.
    """
    Workshop.objects.select_for_update().get(pk=workshop.pk)
    row = (
        StepDone.objects.filter(workshop=workshop, pk=done, undone_at=None)
        .select_related("order_line", "move__workshop")
        .first()
    )
    if row is None:
        raise NotFound
    row.undone_at = now
    row.save(update_fields=["undone_at"])
    audit.record(workshop=workshop, by=by, verb="step.undone", target=row)
    as_before = True
    if row.move is not None and row.move.undone_at is None:
        moved = [one for one in row.move.rows.select_related("booking") if may_go_back(one, now)]
        as_before = restored(row.move, moved, now)
    return Unnoted(order=row.order_line.order_id, restored=as_before)


@transaction.atomic
def accept_times(*, workshop: Workshop, step: int, shown: str, by: User) -> int:
    """Take over the proposed standard time of a step of a product; gives the product.

    It is saved like any change of the product, and undone there. Raises NotFound, and Refusal where
    the proposal is not the one that was `shown`.
    """
    found = proposal(workshop, step)
    if found is None or found.minutes is None:
        raise NotFound
    if found.sign != shown:
        raise moved_meanwhile()
    values = {"minutes_per_pair": found.minutes, "minutes_per_batch": found.batch}
    catalogue.change_row(
        workshop=workshop, product=found.product, section="routing", row=step, values=values, by=by
    )
    return found.product


@transaction.atomic
def accept_speed(*, workshop: Workshop, maker: int, shown: str, by: User) -> Decimal:
    """Count with the time a maker was measured to need; gives the one counted with before.

    Raises NotFound, and Refusal where the proposal is not the one that was `shown`.
    """
    found = proposed_speed(workshop, maker)
    if found is None or found.proposed is None:
        raise NotFound
    if found.sign != shown:
        raise moved_meanwhile()
    set_speed(workshop=workshop, maker=maker, speed=found.proposed, by=by)
    return found.speed
