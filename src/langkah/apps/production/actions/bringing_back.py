"""A cancelled order stands again: where it was, or in the first gaps there are now."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db import transaction

from langkah.apps.production import floor
from langkah.apps.production.actions.cancelling import MOMENTS
from langkah.apps.production.actions.following import may_go_back
from langkah.apps.production.actions.moves import PLACE, WRITTEN, put
from langkah.apps.production.actions.rest import RestAnswer, around_more
from langkah.apps.production.committed import Committed, committed
from langkah.apps.production.errors import NotFound, moved_meanwhile, unproven
from langkah.apps.production.models import Booking, LetGo, MovedBooking, PlanMove
from langkah.apps.sales.actions import cancelling as sales
from langkah.apps.sales.models import CancelledOrder, OrderLine
from langkah.apps.workshop.models import Maker, User, Workshop
from langkah.domain.capacity import Booking as Booked
from langkah.domain.capacity import Rule
from langkah.domain.capacity.change import PlanChange, effects, violations
from langkah.domain.capacity.spots import Spot, spot
from langkah.domain.capacity.what_if import WhatIfAnswer

WEEK = timedelta(days=7)


def _booked(row: dict[str, Any], zone: ZoneInfo) -> Booked:
    start, end, until = (
        floor.local(datetime.fromisoformat(row[name]), zone) if row[name] else None
        for name in MOMENTS
    )
    assert start is not None and end is not None  # noqa: S101 - every booking takes time
    return Booked(
        job=floor.job_of(None, row["order_line_id"]),
        lot=row["lot"],
        step=row["step"],
        operation=row["operation"],
        pairs=row["pairs"],
        person=row["maker_id"],
        start=start,
        end=end,
        station=row["station"],
        last_family=row["last_family"],
        last_until=until,
    )


def with_order(workshop: Workshop, order: int, now: datetime) -> RestAnswer:
    """What happens when a cancelled order stands again; reads only. Raises NotFound, Refusal.

    Everything goes back to where it was, if that is still free; otherwise the order takes the first
    gaps, and nobody becomes later.
    """
    gone = LetGo.objects.filter(workshop=workshop, order=order).select_related("move").first()
    off = CancelledOrder.objects.filter(workshop=workshop, order=order).first()
    if gone is None or off is None:
        raise NotFound
    zone = ZoneInfo(workshop.time_zone)
    lines = OrderLine.objects.filter(workshop=workshop, order=order).values_list("pk", flat=True)
    plan = committed(workshop, now, also=lines)
    back = tuple(_booked(row, zone) for row in gone.bookings)
    return _Back(plan, back, floor.local(off.at, zone)).answer(gone.move, now)


class _Back:
    """The rows of an order among the others again."""

    def __init__(self, plan: Committed, back: tuple[Booked, ...], since: datetime) -> None:
        self.plan, self.back, self.since = plan, back, since
        self.old = {spot(one): one for one in plan.booked} | {spot(one): one for one in back}

    def answer(self, move: PlanMove, now: datetime) -> RestAnswer:
        """The former plan, or a new one."""
        if not self.back:
            return self._told(self.plan.booked)
        former = self._former(move, now)
        if former is not None and self._stands(former):
            return self._told(former)
        anew = self._anew()
        if self._miscounts(anew):
            raise unproven()
        return self._told(anew)

    def _told(self, then: tuple[Booked, ...]) -> RestAnswer:
        before = tuple(self.old.values())
        days = effects(self._change(before, then))
        floor_ = replace(self.plan, booked=before)
        return RestAnswer(floor=floor_, answer=WhatIfAnswer(days=days, plan=then))

    def _change(self, before: tuple[Booked, ...], after: tuple[Booked, ...]) -> PlanChange:
        return PlanChange(
            shop=self.plan.shop,
            commitments=self.plan.commitments,
            before=before,
            after=after,
            now=self.plan.now,
        )

    def _former(self, move: PlanMove, now: datetime) -> tuple[Booked, ...] | None:
        """Everything where it was; None where days went by, or others were moved since."""
        if any(self.since <= one.start < self.plan.now for one in self.back):
            return None
        rows = list(move.rows.select_related("booking"))
        if not all(may_go_back(row, now) for row in rows):
            return None
        home = dict(_homes(rows, ZoneInfo(move.workshop.time_zone)))
        return tuple(
            replace(one, **home[place]) if place in home else one for place, one in self.old.items()
        )

    def _stands(self, then: tuple[Booked, ...]) -> bool:
        """Whether no rule is broken by it; a promise may be, as it was before."""
        known = set(violations(self._change(self.plan.booked, self.plan.booked)))
        found = violations(self._change(then, then))
        return not self._miscounts(then) and all(
            one in known or one.rule is Rule.PROMISE for one in found
        )

    def _miscounts(self, then: tuple[Booked, ...]) -> bool:
        """Whether more or fewer pairs of the order pass a step than it has."""
        mine = {one.job for one in self.back}
        found = violations(self._change(then, then))
        return any(one.rule is Rule.PAIRS and one.job in mine for one in found)

    def _anew(self) -> tuple[Booked, ...]:
        """What was not over when it was cancelled comes forward from behind all others."""
        loose = {spot(one) for one in self.back if one.end > self.since}
        last = max((one.end for one in self.old.values()), default=self.plan.now)
        first = min((self.old[one].start for one in loose), default=last)
        weeks = max(1, -(-(max(last, self.plan.now) - first) // WEEK))
        behind = tuple(
            _later(one, weeks * WEEK) if place in loose else one for place, one in self.old.items()
        )
        return around_more(replace(self.plan, booked=behind), self.plan.shop).answer.plan


def _later(one: Booked, by: timedelta) -> Booked:
    until = one.last_until + by if one.last_until else None
    return replace(one, start=one.start + by, end=one.end + by, last_until=until)


def _homes(rows: Iterable[MovedBooking], zone: ZoneInfo) -> Iterable[tuple[Spot, dict[str, Any]]]:
    for row in rows:
        at = row.booking
        until = floor.local(row.old_last_until, zone) if row.old_last_until else None
        yield (
            (floor.job_of(at.quote_line_id, at.order_line_id), at.lot, at.step),
            {
                "person": row.old_maker_id,
                "station": row.old_station,
                "start": floor.local(row.old_start, zone),
                "end": floor.local(row.old_end, zone),
                "last_until": until,
            },
        )


@transaction.atomic
def bring_back(
    *, workshop: Workshop, order: int, by: User, now: datetime, shown: str | None = None
) -> None:
    """The order stands again and takes its place, as it was `shown` (None: nobody looked).

    Raises NotFound, Refusal.
    """
    Workshop.objects.select_for_update().get(pk=workshop.pk)
    found = with_order(workshop, order, now)
    if shown is not None and found.sign != shown:
        raise moved_meanwhile()
    gone = LetGo.objects.select_related("move").get(workshop=workshop, order=order)
    sales.restore_order(workshop=workshop, order=order, by=by)
    then = {spot(one): one for one in found.answer.plan}
    mine = {spot(_booked(row, ZoneInfo(workshop.time_zone))) for row in gone.bookings}
    _write(workshop, gone, [then[one] for one in mine])
    done = PlanMove.objects.create(workshop=workshop, title=gone.move.title, at=now, by=by)
    old = {spot(one): one for one in found.floor.booked}
    moved = [one for one in old if one not in mine and then[one] != old[one]]
    put(workshop, done, [old[one] for one in moved], [then[one] for one in moved])
    gone.move.undone_at = now
    gone.move.save(update_fields=["undone_at"])
    gone.delete()


def _write(workshop: Workshop, gone: LetGo, rows: list[Booked]) -> None:
    """The rows of the order: new ones, and its lasts on those that stayed."""
    there = {
        (floor.job_of(None, one.order_line_id), one.lot, one.step): one
        for one in Booking.objects.filter(workshop=workshop, order_line__order=gone.order_id)
    }
    lines = {
        floor.job_of(None, row["order_line_id"]): row["order_line_id"] for row in gone.bookings
    }
    made = floor.rows(workshop, rows, order_lines=lines)
    makers = set(Maker.objects.filter(workshop=workshop).values_list("pk", flat=True))
    if any(one.maker_id not in makers for one in made):
        raise NotFound
    new = [one for one, row in zip(made, rows, strict=True) if spot(row) not in there]
    for one, row in zip(made, rows, strict=True):
        if spot(row) in there:
            for name in PLACE:
                setattr(there[spot(row)], name, getattr(one, name))
            there[spot(row)].save(update_fields=WRITTEN)
    Booking.objects.bulk_create(new)
