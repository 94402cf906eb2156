"""Material of an order comes late, or is here: written down with the plan that goes around it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction

from langkah.apps.production import floor, jobs
from langkah.apps.production.actions.putting_back import put_back_as_it_was
from langkah.apps.production.actions.rest import RestAnswer, around, around_more, put_around
from langkah.apps.production.committed import Committed, committed
from langkah.apps.production.errors import NotFound, moved_meanwhile
from langkah.apps.production.models import LateMaterial, PlanMove
from langkah.apps.sales.models import Order, OrderLine
from langkah.apps.workshop import audit
from langkah.apps.workshop.models import User, Workshop
from langkah.domain.capacity.shop import opens
from langkah.domain.reason import Reason, Refusal, because

LONGEST = timedelta(days=366)


@dataclass(frozen=True, slots=True, kw_only=True)
class Late:
    """The material of an order, or of one of its lines, comes on a later day."""

    order: int
    arrives: date
    line: int | None = None
    reason: str = ""


def with_late(workshop: Workshop, asked: Late, now: datetime) -> RestAnswer:
    """What it does to every order; reads only. Raises NotFound, Refusal."""
    plan = committed(workshop, now)
    lines = _lines(workshop, asked, plan)
    wrong = tuple(_problems(workshop, asked, lines, plan.now.date()))
    if wrong:
        raise Refusal(*wrong)
    return _around(plan, {floor.job_of(None, one.pk): asked.arrives for one in lines})


def _lines(workshop: Workshop, asked: Late, plan: Committed) -> list[OrderLine]:
    """The lines meant that still have work ahead."""
    order = Order.objects.filter(workshop=workshop, pk=asked.order, cancelled=None).first()
    if order is None:
        raise NotFound
    rows = OrderLine.objects.filter(order=order).prefetch_related("options").order_by("position")
    found = [one for one in rows if asked.line in (None, one.pk)]
    if not found:
        raise NotFound
    left = [one for one in found if floor.job_of(None, one.pk) in plan.owed]
    if not left:
        raise Refusal(
            because("Nothing of this is planned ahead: it waits for no material any more.")
        )
    return left


def _problems(
    workshop: Workshop, asked: Late, lines: list[OrderLine], today: date
) -> Iterator[Reason]:
    if asked.arrives < today:
        yield because("The material comes on: this day is over. Write a day from today on.")
        return
    if asked.arrives - today > LONGEST:
        yield because("The material comes on: write a day within a year.")
        return
    zone = ZoneInfo(workshop.time_zone)
    for one in lines:
        placed = floor.local(one.order.placed_at, zone).date()
        line = jobs.line_of(floor.job_of(None, one.pk), one)
        was = jobs.planned_arrival(workshop, line, placed)
        if was and asked.arrives <= was:
            yield because(
                "The material of {product} was to come on {day} anyway. Write a later day.",
                product=one.title,
                day=was,
            )


def _around(plan: Committed, days: dict[str, date]) -> RestAnswer:
    """The plan where the material of these jobs comes on these days."""
    later = any(
        one.job.id in days and opens(days[one.job.id]) > opens(one.job.material_ready or date.min)
        for one in plan.commitments
    )
    changed = replace(
        plan,
        commitments=tuple(
            replace(one, job=replace(one.job, material_ready=days[one.job.id]))
            if one.job.id in days
            else one
            for one in plan.commitments
        ),
    )
    return (around if later else around_more)(changed, changed.shop)


@dataclass(frozen=True, slots=True, kw_only=True)
class Before:
    """What was written about the material of a line: the day, and whether it had come."""

    line: int
    arrives: date | None = None
    reason: str = ""


@transaction.atomic
def note_late(
    *, workshop: Workshop, asked: Late, shown: str, by: User, now: datetime
) -> tuple[int, tuple[Before, ...]]:
    """Write it down with the plan around it, as it was `shown`; gives what undoing needs.

    A promise may break: the day was shown, and a person decided. Raises NotFound, Refusal.
    """
    Workshop.objects.select_for_update().get(pk=workshop.pk)
    found = with_late(workshop, asked, now)
    if found.sign != shown:
        raise moved_meanwhile()
    before = []
    for line in _lines(workshop, asked, found.floor):
        row = LateMaterial.objects.filter(workshop=workshop, order_line=line).first()
        before.append(
            Before(line=line.pk, arrives=row.arrives, reason=row.reason)
            if row and row.came is None
            else Before(line=line.pk)
        )
        _write(workshop, line, asked.arrives, asked.reason, by, now)
    return _moved(workshop, asked.order, found, by, now), tuple(before)


def _write(
    workshop: Workshop, line: OrderLine, arrives: date, reason: str, by: User, now: datetime
) -> None:
    row = LateMaterial.objects.filter(workshop=workshop, order_line=line).first()
    old = {"arrives": row.arrives} if row else {}
    LateMaterial.objects.update_or_create(
        workshop=workshop,
        order_line=line,
        defaults={"arrives": arrives, "came": None, "reason": reason, "at": now, "by": by},
    )
    audit.record(
        workshop=workshop,
        by=by,
        verb="order.material_late",
        target=line.order,
        old=old,
        new={"arrives": arrives, "reason": reason},
    )


def _moved(workshop: Workshop, order: int, found: RestAnswer, by: User, now: datetime) -> int:
    row = Order.objects.select_related("buyer").get(workshop=workshop, pk=order)
    title = f"{row} {row.buyer}"[:160]
    done = PlanMove.objects.create(workshop=workshop, title=title, at=now, by=by, kind="material")
    put_around(done, found)
    return done.pk


@transaction.atomic
def undo_late(
    *, workshop: Workshop, move: int, before: tuple[Before, ...], by: User, now: datetime
) -> None:
    """It was written by mistake, and the plan goes back. Raises NotFound, Refusal."""
    if not before:
        raise NotFound
    for one in before:
        line = OrderLine.objects.filter(workshop=workshop, pk=one.line).first()
        row = LateMaterial.objects.filter(workshop=workshop, order_line=one.line).first()
        if line is None or row is None:
            raise NotFound
        if one.arrives is not None:
            _write(workshop, line, one.arrives, one.reason, by, now)
            continue
        audit.record(
            workshop=workshop,
            by=by,
            verb="order.material_restored",
            target=line.order,
            old={"arrives": row.arrives},
        )
        row.delete()
    put_back_as_it_was(workshop, move, "material", by, now)


def with_arrived(workshop: Workshop, row: int, now: datetime) -> RestAnswer:
    """What happens when the material is here today; reads only. Raises NotFound, Refusal."""
    late = _waited(workshop, row)
    plan = committed(workshop, now)
    return _around(plan, {floor.job_of(None, late.order_line_id): plan.now.date()})


def _waited(workshop: Workshop, row: int) -> LateMaterial:
    found = LateMaterial.objects.filter(workshop=workshop, pk=row, came=None)
    late = found.select_related("order_line__order").first()
    if late is None:
        raise NotFound
    return late


def order_of(workshop: Workshop, row: int) -> int:
    """The order that waits for this material. Raises NotFound."""
    return _waited(workshop, row).order_line.order_id


@transaction.atomic
def arrived(
    *, workshop: Workshop, row: int, shown: str, by: User, now: datetime
) -> tuple[int, date]:
    """The material is here; gives the plan's change and the day it was to come, to undo it.

    Raises NotFound, Refusal.
    """
    Workshop.objects.select_for_update().get(pk=workshop.pk)
    late, found = _waited(workshop, row), with_arrived(workshop, row, now)
    if found.sign != shown:
        raise moved_meanwhile()
    was = late.arrives
    late.came = late.arrives = found.floor.now.date()
    late.save(update_fields=["came", "arrives"])
    audit.record(
        workshop=workshop,
        by=by,
        verb="order.material_here",
        target=late.order_line.order,
        old={"arrives": was},
        new={"arrives": late.came},
    )
    return _moved(workshop, late.order_line.order_id, found, by, now), was


@transaction.atomic
def undo_arrived(
    *, workshop: Workshop, move: int, row: int, arrives: date, by: User, now: datetime
) -> int:
    """It is not here after all, and the plan goes back; gives the order.

    Raises NotFound, Refusal.
    """
    late = LateMaterial.objects.filter(workshop=workshop, pk=row).first()
    if late is None or late.came is None:
        raise NotFound
    _write(workshop, late.order_line, arrives, late.reason, by, now)
    put_back_as_it_was(workshop, move, "material", by, now)
    return late.order_line.order_id
