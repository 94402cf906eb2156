"""Hours that were to be free are worked after all, or overtime falls away, with the plan around it.

A row of the calendar is a day of rest of the workshop, or the hours of one maker.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction

from langkah.apps.production.actions.rest import (
    Rest,
    RestAnswer,
    around,
    around_more,
    put_around,
    put_back,
    write_rest,
)
from langkah.apps.production.committed import committed
from langkah.apps.production.errors import NotFound, moved_meanwhile
from langkah.apps.production.models import PlanMove
from langkah.apps.workshop import audit
from langkah.apps.workshop.actions.floor import open_day
from langkah.apps.workshop.floor_rows import on_days
from langkah.apps.workshop.models import ClosedDay, OwnHours, User, Workshop
from langkah.apps.workshop.queries import work_calendar
from langkah.domain.calendar import Span
from langkah.domain.capacity import Person, Shop


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A row of the calendar that may be taken away: a day of rest, or hours of one maker's own."""

    day: int | None = None
    own: int | None = None


def entry_rest(workshop: Workshop, entry: Entry) -> Rest:
    """What stands in the calendar there. Raises NotFound."""
    if entry.day is not None:
        day = ClosedDay.objects.filter(workshop=workshop, pk=entry.day).first()
        if day is None:
            raise NotFound
        return Rest(
            first=day.day,
            last=day.day,
            opens=day.rest_from,
            closes=day.rest_until,
            reason=day.reason,
        )
    own = OwnHours.objects.filter(workshop=workshop, pk=entry.own or 0).first()
    if own is None:
        raise NotFound
    zone = ZoneInfo(workshop.time_zone)
    start, end = own.start.astimezone(zone), own.end.astimezone(zone)
    whole = end.time() == time.min
    return Rest(
        first=start.date(),
        last=(end - timedelta(days=1)).date() if whole else end.date(),
        maker=own.maker_id,
        kind=own.kind,
        opens=start.time() if start.time() != time.min else None,
        closes=None if whole else end.time(),
        reason=own.reason,
    )


def without(workshop: Workshop, entry: Entry, now: datetime) -> RestAnswer:
    """What taking it away would do; reads only. Raises NotFound, Refusal."""
    rest = entry_rest(workshop, entry)
    plan = committed(workshop, now)
    if entry.day is not None:
        then = work_calendar(workshop, plan.now.date(), without=entry.day)
        return around_more(plan, on_days(plan.shop, then))
    changed = _without_own(plan.shop, rest)
    return around(plan, changed) if rest.longer else around_more(plan, changed)


def _without_own(shop: Shop, rest: Rest) -> Shop:
    spans = {(one.start, one.end) for one in rest.spans()}

    def kept(rows: tuple[Span, ...]) -> tuple[Span, ...]:
        return tuple(one for one in rows if (one.start, one.end) not in spans)

    def left(person: Person) -> Person:
        if rest.longer:
            return replace(person, overtime=kept(person.overtime))
        return replace(person, away=kept(person.away))

    return replace(
        shop, people=tuple(left(one) if one.id == rest.maker else one for one in shop.people)
    )


@transaction.atomic
def take_away(
    *, workshop: Workshop, entry: Entry, shown: str, by: User, now: datetime
) -> tuple[int, Rest]:
    """Take the row away, with the plan as it was `shown`; gives what undoing needs.

    Raises NotFound, Refusal.
    """
    Workshop.objects.select_for_update().get(pk=workshop.pk)
    rest, found = entry_rest(workshop, entry), without(workshop, entry, now)
    if found.sign != shown:
        raise moved_meanwhile()
    if entry.day is not None:
        open_day(workshop=workshop, closed_day=entry.day, by=by)
    else:
        _end_own(workshop, entry.own or 0, by)
    title = (rest.reason or f"{rest.first} - {rest.last}")[:160]
    done = PlanMove.objects.create(workshop=workshop, title=title, at=now, by=by)
    put_around(done, found)
    return done.pk, rest


def _end_own(workshop: Workshop, own: int, by: User) -> None:
    row = OwnHours.objects.select_related("maker").get(workshop=workshop, pk=own)
    audit.record(
        workshop=workshop,
        by=by,
        verb=f"maker.{row.kind}_ended",
        target=row.maker,
        old={"days": str(row.start.date()), "reason": row.reason},
    )
    row.delete()


@transaction.atomic
def undo_take_away(*, workshop: Workshop, move: int, rest: Rest, by: User, now: datetime) -> None:
    """Write the row down again and put the plan back. Raises NotFound, Refusal."""
    write_rest(workshop, rest, by)
    put_back(workshop, move, by, now)
