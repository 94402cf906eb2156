"""Others make room: for a quote when it is sent, for an order at once; and go back again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import NamedTuple

from django.db import transaction

from langkah.apps.production import chances
from langkah.apps.production.actions.following import restore
from langkah.apps.production.actions.moves import (
    all_free,
    put,
    ready_of,
    remember_broken,
    take_move_back,
)
from langkah.apps.production.committed import Committed, Owed
from langkah.apps.production.errors import NotFound, moved_meanwhile, not_undone
from langkah.apps.production.models import GivenDays, MadeRoom, PlanMove
from langkah.apps.production.promises import as_sure, question, sure
from langkah.apps.production.room import ForQuote, for_order, for_quote
from langkah.apps.sales import actions as sales
from langkah.apps.sales.actions.dates import Promised
from langkah.apps.sales.models import Order, QuoteVersion
from langkah.apps.workshop import audit
from langkah.apps.workshop.models import User, Workshop
from langkah.domain.capacity import Booking
from langkah.domain.capacity.likely import LikelyAnswer, LikelyCase, likely
from langkah.domain.capacity.spots import spot
from langkah.domain.reason import Refusal, because


class Day(NamedTuple):
    """Whose day changes: planned before and after."""

    owed: Owed
    before: date
    after: date


class Plan(NamedTuple):
    """A plan to be written down over the one of the `floor`, for whom, and whose day changes."""

    title: str
    floor: Committed
    booked: Sequence[Booking]
    days: Sequence[Day]


# --- a draft, and the quote it becomes -----------------------------------------------------------


@transaction.atomic
def take_room(*, workshop: Workshop, version: int, shown: str, by: User, now: datetime) -> None:
    """A draft stands on days that others can spare, as it was `shown`.

    Nobody moves before it is sent. Raises NotFound, Refusal.
    """
    Workshop.objects.select_for_update().get(pk=workshop.pk)
    found = for_quote(workshop, version, now)
    if found.days <= 0 or found.sign != shown:
        raise moved_meanwhile()
    stand_on(workshop=workshop, version=version, found=found, by=by, now=now)


def stand_on(*, workshop: Workshop, version: int, found: ForQuote, by: User, now: datetime) -> None:
    """Write into a draft the day with others moved, and who gives days for it."""
    plan = found.sooner.found
    told = because(
        "Other orders give days they can spare; without that the plan would end on {day}.",
        day=plan.instant,
    )
    sales.promise(
        workshop=workshop,
        version=version,
        promised=Promised(ready=found.offered, binds=(told,)),
        by=by,
        now=now,
    )
    chances.keep(workshop, version, planned=plan.ready, half=found.half, offered=found.offered)
    leave_room(workshop, version)
    room = MadeRoom.objects.create(
        workshop=workshop,
        version_id=version,
        instant=plan.instant,
        ready=plan.ready,
        at=now,
        by=by,
    )
    _write(room, _days(found))


def leave_room(workshop: Workshop, version: int) -> None:
    """A draft stands on nobody's days any more."""
    MadeRoom.objects.filter(workshop=workshop, version=version).delete()


def stands_on(workshop: Workshop, version: int) -> bool:
    """Whether a version stands on days that others give."""
    return MadeRoom.objects.filter(workshop=workshop, version=version).exists()


def move_others(
    *, workshop: Workshop, version: int, by: User, now: datetime, less: int
) -> tuple[LikelyCase, LikelyAnswer]:
    """Others make room for a draft that is being sent; gives the question and its answer then.

    The day is as sure as the workshop wants it, or `less` percent so. What is moved, and who gives
    what, is worked out anew, and every promise holds in it. Where nothing is gained any more nobody
    moves, and the answer is the one with nobody moved.
    """
    found = for_quote(workshop, version, now)
    plan, mine = found.sooner.found, found.sooner.mine
    if plan.days <= 0:
        case = as_sure(workshop, replace(question(workshop, version, now), explain=False), less)
        return case, likely(case)
    row = QuoteVersion.objects.select_related("quote__buyer").get(workshop=workshop, pk=version)
    title = f"{row.quote} {row.quote.buyer}"
    there = Plan(title, found.sooner.floor, found.sooner.booked, _days(found))
    move = _moved(workshop, there, by, now)
    MadeRoom.objects.filter(workshop=workshop, version=version).update(
        instant=plan.instant, ready=plan.ready, at=now, by=by, move=move
    )
    _write(MadeRoom.objects.get(workshop=workshop, version=version), _days(found))
    case = as_sure(workshop, replace(question(workshop, version, now), explain=False), less)
    then = sure(workshop, case, mine, less)
    answer = replace(
        found.at_once,
        ready=plan.ready,
        bookings=mine,
        p50=then.half,
        offered=then.offered,
        buffer_days=(then.offered - plan.ready).days,
    )
    return case, answer


def give_back(workshop: Workshop, version: int, now: datetime) -> None:
    """Who made room for a quote that has ended goes back, if all of that is still free.

    Otherwise everybody stays: every promise holds there, too.
    """
    room = MadeRoom.objects.filter(
        workshop=workshop, version=version, move__isnull=False, move__undone_at=None
    ).first()
    if room is None or room.move is None:
        return
    try:
        with transaction.atomic():
            take_move_back(room.move, None, now)
    except Refusal:
        return


# --- an order on the plan ------------------------------------------------------------------------


@transaction.atomic
def bring_forward(
    *, workshop: Workshop, order: int, shown: str, by: User, now: datetime, front: bool = False
) -> int:
    """An order is ready earlier, as it was `shown`; gives the id by which it is undone.

    Every promise is kept; in `front` of others promises may break: their names were shown, and a
    person decided. Raises NotFound, Refusal.
    """
    Workshop.objects.select_for_update().get(pk=workshop.pk)
    found = for_order(workshop, order, now)
    chosen = found.in_front if front else found.kept
    if chosen is None or chosen.sign != shown:
        raise moved_meanwhile()
    row = Order.objects.select_related("buyer").get(workshop=workshop, pk=order)
    days = [Day(owed, one.before, one.after) for owed, one in chosen.effects]
    there = Plan(f"{row} {row.buyer}", found.floor, chosen.plan, days)
    move = _moved(workshop, there, by, now)
    room = MadeRoom.objects.create(
        workshop=workshop,
        order=row,
        instant=found.planned,
        ready=chosen.ready,
        at=now,
        by=by,
        move=move,
    )
    _write(room, [one for one in days if one.owed.order != order])
    return move.pk


@transaction.atomic
def undo_forward(*, workshop: Workshop, move: int, by: User, now: datetime) -> int:
    """Everybody goes back to where they were; gives the order it was about.

    Raises NotFound; Refusal where work has begun, or the plan went on from there.
    """
    Workshop.objects.select_for_update().get(pk=workshop.pk)
    room = MadeRoom.objects.filter(
        workshop=workshop, order__isnull=False, move=move, move__undone_at=None
    ).first()
    if room is None or room.move is None or room.order_id is None:
        raise NotFound
    rows = list(room.move.rows.select_related("booking"))
    if not rows or not all_free(room.move, rows, now):
        raise not_undone()
    restore(room.move, rows, now)
    audit.record(workshop=workshop, by=by, verb="plan.restored", target=room.move)
    return room.order_id


def _moved(workshop: Workshop, to: Plan, by: User, now: datetime) -> PlanMove:
    """Write the new places of what is booked. Raises Refusal where lots are cut otherwise now."""
    old, new = {spot(one): one for one in to.floor.booked}, {spot(one): one for one in to.booked}
    if set(old) != set(new):
        raise Refusal(
            because(
                "The lots of this order would be cut otherwise today than they are on the plan, so "
                "it cannot be moved as a whole. Move it step by step on the plan board."
            )
        )
    changed = [at for at in old if old[at] != new[at]]
    move = PlanMove.objects.create(
        workshop=workshop, title=to.title[:160], at=now, by=by, kind="room"
    )
    remember_broken(move, to.floor)
    put(workshop, move, [old[at] for at in changed], [new[at] for at in changed])
    audit.record(
        workshop=workshop,
        by=by,
        verb="plan.made_room",
        target=move,
        old={ready_of(one.owed): one.before for one in to.days},
        new={ready_of(one.owed): one.after for one in to.days},
    )
    return move


def _days(found: ForQuote) -> list[Day]:
    return [
        Day(
            one.owed,
            one.slack.promised - timedelta(days=one.slack.before),
            one.slack.ready,
        )
        for one in found.sooner.moved
    ]


def _write(room: MadeRoom, days: Iterable[Day]) -> None:
    room.given.all().delete()
    GivenDays.objects.bulk_create(
        GivenDays(
            workshop=room.workshop,
            room=room,
            order_id=one.owed.order,
            title=str(one.owed)[:160],
            promised=one.owed.promised,
            before=one.before,
            after=one.after,
        )
        for one in days
    )
