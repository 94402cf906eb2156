"""A machine breaks, or works again: written down together with the plan that goes around it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction

from langkah.apps.production.actions.moves import the_move
from langkah.apps.production.actions.putting_back import put_back_as_it_was
from langkah.apps.production.actions.rest import (
    LONGEST,
    RestAnswer,
    around,
    around_more,
    put_around,
)
from langkah.apps.production.committed import committed
from langkah.apps.production.errors import NotFound, moved_meanwhile
from langkah.apps.production.floor import local
from langkah.apps.production.models import PlanMove
from langkah.apps.workshop.actions.machines import (
    Outage,
    break_station,
    forget_outage,
    mend_station,
)
from langkah.apps.workshop.errors import NotFound as Gone
from langkah.apps.workshop.models import StationOut, User, Workshop
from langkah.apps.workshop.queries.floor import Counted, station
from langkah.apps.workshop.queries.machines import OutRow, machine_out
from langkah.domain.calendar import Span
from langkah.domain.capacity.machines import with_broken, with_working
from langkah.domain.reason import Reason, Refusal, because


def with_outage(workshop: Workshop, outage: Outage, now: datetime) -> RestAnswer:
    """What broken machines do to every order; reads only. Raises NotFound, Refusal."""
    kind = _kind(workshop, outage.station)
    wrong = tuple(_problems(kind, outage, local(now, ZoneInfo(workshop.time_zone))))
    if wrong:
        raise Refusal(*wrong)
    plan = committed(workshop, now)
    span = Span(start=outage.start, end=outage.end, reason=outage.reason)
    return around(plan, with_broken(plan.shop, kind.name, outage.count, span))


def _kind(workshop: Workshop, pk: int) -> Counted:
    try:
        return station(workshop, pk)
    except Gone as gone:
        raise NotFound from gone


def _problems(kind: Counted, outage: Outage, now: datetime) -> Iterator[Reason]:
    if not 1 <= outage.count <= kind.count:
        yield because(
            "How many are broken: write 1 to {most}, so many of {name} there are.",
            most=kind.count,
            name=kind.name,
        )
    if outage.end <= outage.start:
        yield because("The repair ends before it begins. Check the days and the times.")
    elif outage.end <= now:
        yield because("These hours are over. Write until when the machine is still out of order.")
    elif outage.end - outage.start > LONGEST + timedelta(days=1):
        yield because("At most three months at once.")


@transaction.atomic
def note_outage(
    *, workshop: Workshop, outage: Outage, shown: str, by: User, now: datetime
) -> tuple[int, int]:
    """Write down broken machines and the plan around them, as it was `shown`.

    Gives the plan's change and the row, to undo them. A promise may break: the day was shown, and
    a person decided. Raises NotFound, Refusal.
    """
    Workshop.objects.select_for_update().get(pk=workshop.pk)
    found = with_outage(workshop, outage, now)
    if found.sign != shown:
        raise moved_meanwhile()
    row = break_station(workshop=workshop, outage=outage, by=by)
    title = _kind(workshop, outage.station).name[:160]
    done = PlanMove.objects.create(
        workshop=workshop, title=title, at=now, by=by, kind="out", wrote={"out": [row]}
    )
    put_around(done, found)
    return done.pk, row


@transaction.atomic
def undo_outage(*, workshop: Workshop, move: int, out: int, by: User, now: datetime) -> None:
    """It was not broken after all, and the plan goes back. Raises NotFound, Refusal."""
    Workshop.objects.select_for_update().get(pk=workshop.pk)
    _wrote(workshop, move, "out", out)
    if not StationOut.objects.filter(workshop=workshop, pk=out).exists():
        raise NotFound
    forget_outage(workshop=workshop, out=out, by=by)
    put_back_as_it_was(workshop, move, "out", by, now)


def _wrote(workshop: Workshop, move: int, kind: str, out: int) -> None:
    """Raises NotFound where this row does not belong to this move."""
    if the_move(workshop, move, kind).wrote.get("out", [out]) != [out]:
        raise NotFound


def outage_of(workshop: Workshop, out: int) -> OutRow:
    """Machines that are out of order. Raises NotFound."""
    try:
        return machine_out(workshop, out)
    except Gone as gone:
        raise NotFound from gone


def with_repair(workshop: Workshop, out: int, now: datetime) -> RestAnswer:
    """What happens when they work again now; reads only. Raises NotFound, Refusal."""
    row = outage_of(workshop, out)
    plan = committed(workshop, now)
    return around_more(plan, with_working(plan.shop, row.name, row.count, row.span, plan.now))


@transaction.atomic
def works_again(*, workshop: Workshop, out: int, shown: str, by: User, now: datetime) -> int:
    """They work again; gives the plan's change, to undo it. Raises NotFound, Refusal."""
    Workshop.objects.select_for_update().get(pk=workshop.pk)
    row, found = outage_of(workshop, out), with_repair(workshop, out, now)
    if found.sign != shown:
        raise moved_meanwhile()
    mend_station(workshop=workshop, out=out, at=now.replace(second=0, microsecond=0), by=by)
    done = PlanMove.objects.create(
        workshop=workshop, title=row.name[:160], at=now, by=by, kind="works", wrote={"out": [out]}
    )
    put_around(done, found)
    return done.pk


@transaction.atomic
def undo_works_again(
    *, workshop: Workshop, move: int, out: int, outage: Outage, by: User, now: datetime
) -> None:
    """They are still broken, and the plan goes back. Raises NotFound, Refusal."""
    Workshop.objects.select_for_update().get(pk=workshop.pk)
    _wrote(workshop, move, "works", out)
    if StationOut.objects.filter(workshop=workshop, pk=out).exists():
        forget_outage(workshop=workshop, out=out, by=by)
    break_station(workshop=workshop, outage=outage, by=by)
    put_back_as_it_was(workshop, move, "works", by, now)
