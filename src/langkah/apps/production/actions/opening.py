"""Hours that were to be free are worked after all, or overtime falls away, with the plan around it.

A row of the calendar is a day of rest of the workshop, or the hours of one maker.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, time
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
from langkah.apps.workshop.models import ClosedDay, Maker, OwnHours, User, Workshop
from langkah.apps.workshop.own_spans import OwnSpan, own_spans
from langkah.apps.workshop.queries import work_calendar
from langkah.apps.workshop.queries.floor import own_hours
from langkah.domain.calendar import Span
from langkah.domain.capacity import Person, Shop
from langkah.domain.reason import Refusal, because


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What may be taken out of the calendar: a day of rest, or days in a row of one maker.

    `own` is the row of the first of these days, `until` the last of them (None: to the end).
    """

    day: int | None = None
    own: int | None = None
    until: date | None = None


def entry_rest(workshop: Workshop, entry: Entry) -> Rest:
    """What stands in the calendar there. Raises NotFound, Refusal."""
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
    span = _until(span_from(workshop, entry.own or 0), entry.until)
    one = span.one
    whole = one.end.time() == time.min
    return Rest(
        first=span.first,
        last=span.last,
        maker=one.maker,
        kind=one.kind,
        opens=one.start.time() if one.start.time() != time.min else None,
        closes=None if whole else one.end.time(),
        reason=one.reason,
    )


def span_from(workshop: Workshop, own: int) -> OwnSpan:
    """The days in a row from this one of a maker's own on. Two queries. Raises NotFound."""
    row = OwnHours.objects.filter(workshop=workshop, pk=own).first()
    if row is None:
        raise NotFound
    since = row.start.astimezone(ZoneInfo(workshop.time_zone)).date()
    spans = own_spans(own_hours(workshop, since))
    found = (one.since(own) for one in spans)
    return next(one for one in found if one is not None)


def _until(span: OwnSpan, last: date | None) -> OwnSpan:
    rows = tuple(one for one in span.rows if last is None or one.start.date() <= last)
    if not rows:
        raise Refusal(because("The last day lies before the first."))
    return OwnSpan(rows)


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
    """Take it away, with the plan as it was `shown`; gives what undoing needs.

    Raises NotFound, Refusal.
    """
    Workshop.objects.select_for_update().get(pk=workshop.pk)
    rest, found = entry_rest(workshop, entry), without(workshop, entry, now)
    if found.sign != shown:
        raise moved_meanwhile()
    if entry.day is not None:
        open_day(workshop=workshop, closed_day=entry.day, by=by)
    else:
        _end_own(workshop, _until(span_from(workshop, entry.own or 0), entry.until), by)
    title = (rest.reason or f"{rest.first} - {rest.last}")[:160]
    done = PlanMove.objects.create(workshop=workshop, title=title, at=now, by=by, kind="opening")
    put_around(done, found)
    return done.pk, rest


def _end_own(workshop: Workshop, span: OwnSpan, by: User) -> None:
    one = span.one
    audit.record(
        workshop=workshop,
        by=by,
        verb=f"maker.{one.kind}_ended",
        target=Maker.objects.get(workshop=workshop, pk=one.maker),
        old={"days": f"{span.first} - {span.last}", "reason": one.reason},
    )
    OwnHours.objects.filter(workshop=workshop, pk__in=[row.id for row in span.rows]).delete()


@transaction.atomic
def undo_take_away(*, workshop: Workshop, move: int, rest: Rest, by: User, now: datetime) -> None:
    """Write it down again and put the plan back. Raises NotFound, Refusal."""
    write_rest(workshop, rest, by)
    put_back(workshop, move, "opening", by, now)
