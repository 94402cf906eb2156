"""Days of rest, leave and overtime: written down together with the plan that goes around them."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from functools import cached_property
from zoneinfo import ZoneInfo

from django.db import transaction

from langkah.apps.production.actions.moves import put, remember_broken, take_move_back, the_move
from langkah.apps.production.committed import Committed, committed
from langkah.apps.production.errors import NotFound, moved_meanwhile
from langkah.apps.production.models import MovedBooking, PlanMove
from langkah.apps.production.moving import sign
from langkah.apps.workshop import audit
from langkah.apps.workshop.actions.floor import close_days
from langkah.apps.workshop.floor_rows import on_days
from langkah.apps.workshop.models import ClosedDay, Maker, OwnHours, User, Workshop
from langkah.domain.calendar import Span
from langkah.domain.capacity import Shop
from langkah.domain.capacity.anew import Anew, begun_anew
from langkah.domain.capacity.what_if import (
    Manner,
    WhatIfAnswer,
    WhatIfCase,
    what_if,
    with_leave,
    with_longer,
    with_rest,
    with_rest_hours,
)
from langkah.domain.reason import Reason, Refusal, because

# A rest, a leave or overtime
REST = "rest"
LONGEST = timedelta(days=92)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rest:
    """What changes: without `maker` the workshop rests; with one, `kind` is away or overtime.

    `opens` and `closes` are the hours of each day that are meant; None: from its beginning, until
    its end.
    """

    first: date
    last: date
    maker: int | None = None
    kind: str = OwnHours.Kind.AWAY
    opens: time | None = None
    closes: time | None = None
    reason: str = ""

    @property
    def hours(self) -> tuple[time, time] | None:
        """The hours in which the whole workshop rests; None for whole days, or for one person."""
        if self.maker is not None or not (self.opens or self.closes):
            return None
        return self.opens or time.min, self.closes or time.max.replace(microsecond=0)

    @property
    def longer(self) -> bool:
        """Whether somebody works more hours by it."""
        return self.maker is not None and self.kind == OwnHours.Kind.OVERTIME

    def spans(self) -> tuple[Span, ...]:
        """The hours of each day."""
        days = (self.first + timedelta(days=at) for at in range((self.last - self.first).days + 1))
        return tuple(
            Span(
                start=datetime.combine(day, self.opens or time.min),
                end=datetime.combine(day, self.closes)
                if self.closes
                else datetime.combine(day + timedelta(days=1), time.min),
                reason=self.reason,
            )
            for day in days
        )


@dataclass(frozen=True, kw_only=True)
class RestAnswer:
    """The floor around a rest, what it does to every order, and the sign of that plan."""

    floor: Committed
    answer: WhatIfAnswer

    @property
    def sign(self) -> str:
        """The same for the same plan only."""
        return sign(self.answer.plan)

    @cached_property
    def anew(self) -> tuple[Anew, ...]:
        """Steps under way that are begun anew by it, with the hours of work that are lost."""
        plan = self.floor
        then = self.answer.plan
        return tuple(begun_anew(plan.shop, plan.commitments, plan.booked, then, plan.now))


def consequences(workshop: Workshop, rest: Rest, now: datetime) -> RestAnswer:
    """What a rest would do; reads only. Raises Refusal."""
    problems = tuple(_problems(rest, now.astimezone(ZoneInfo(workshop.time_zone)).date()))
    if problems:
        raise Refusal(*problems)
    plan = committed(workshop, now)
    changed = _changed(plan.shop, rest)
    return around_more(plan, changed) if rest.longer else around(plan, changed)


def around(plan: Committed, changed: Shop) -> RestAnswer:
    """The plan on a floor with fewer hours, its own days told. Raises Refusal.

    What can stay stays; only where a promise would break by it, others make room, and the plan is
    taken that breaks fewer. What would save a promise is told of the order in which others make
    room; it is of use where the day missed is the same in the plan that is taken.
    """
    answer = _answer(plan, changed, Manner.KEEP)
    if answer.broken:
        with suppress(Refusal):
            mended = _answer(plan, changed, Manner.MEND)
            least = min(answer, mended, key=lambda one: len(one.broken))
            answer = replace(least, told=mended.told)
    return RestAnswer(floor=plan, answer=answer)


def around_more(plan: Committed, changed: Shop) -> RestAnswer:
    """The plan on a floor with more hours: whoever can comes forward, nobody becomes later.

    Where that cannot be, everything stays, and the hours are free for what comes. Raises Refusal.
    """
    try:
        answer = _answer(plan, changed, Manner.FORWARD)
    except Refusal:
        answer = _answer(plan, changed, Manner.KEEP)
    return RestAnswer(floor=plan, answer=answer)


def _answer(plan: Committed, changed: Shop, manner: Manner) -> WhatIfAnswer:
    """Where nothing is planned nothing changes, even before anybody wrote down working hours."""
    if not plan.commitments:
        return WhatIfAnswer(days=(), plan=plan.booked)
    return what_if(
        WhatIfCase(
            shop=plan.shop,
            changed=changed,
            commitments=plan.commitments,
            booked=plan.booked,
            now=plan.now,
            manner=manner,
        )
    )


def _problems(rest: Rest, today: date) -> list[Reason]:
    found = []
    if rest.kind == OwnHours.Kind.OVERTIME and rest.maker is None:
        found.append(
            because(
                "Overtime is of one person. Choose who works longer, or change the working hours "
                "of everybody in the settings."
            )
        )
    if max(rest.first, rest.last) < today:
        found.append(because("These days are over. Choose days from today on."))
    if rest.last < rest.first:
        found.append(because("The last day lies before the first."))
    elif rest.last - rest.first > LONGEST:
        found.append(because("At most three months at once."))
    if rest.opens and rest.closes and rest.closes <= rest.opens:
        found.append(because("The hours end before they begin. Check both times."))
    if rest.longer and not (rest.opens and rest.closes):
        found.append(because("Write from when to when she works longer."))
    return found


def _changed(floor: Shop, rest: Rest) -> Shop:
    if rest.maker is None:
        if rest.hours:
            closed = with_rest_hours(floor, rest.spans())
        else:
            closed = with_rest(floor, rest.first, rest.last, rest.reason)
        return on_days(closed, closed.calendar)
    change = with_longer if rest.kind == OwnHours.Kind.OVERTIME else with_leave
    return change(floor, rest.maker, rest.spans())


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """A rest that was written down: the id of the plan's change, and of the rows it consists of."""

    move: int
    days: tuple[int, ...] = ()
    own: tuple[int, ...] = ()


@transaction.atomic
def take_rest(*, workshop: Workshop, rest: Rest, shown: str, by: User, now: datetime) -> Taken:
    """Write down the rest and the plan around it, as it was `shown`.

    A promise may break: the day was shown, and a person decided. Raises Refusal, NotFound.
    """
    Workshop.objects.select_for_update().get(pk=workshop.pk)
    found = consequences(workshop, rest, now)
    if found.sign != shown:
        raise moved_meanwhile()
    days, own = write_rest(workshop, rest, by)
    title = (rest.reason or f"{rest.first} - {rest.last}")[:160]
    wrote = {"days": days, "own": own}
    done = PlanMove.objects.create(
        workshop=workshop, title=title, at=now, by=by, kind=REST, wrote=wrote
    )
    put_around(done, found)
    return Taken(move=done.pk, days=days, own=own)


def write_rest(workshop: Workshop, rest: Rest, by: User) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The rows of a rest, days of the workshop and hours of one maker; the plan stays."""
    if rest.maker is not None:
        return (), write_own(workshop, rest.maker, rest.kind, rest.spans(), by)
    days = close_days(
        workshop=workshop,
        first=rest.first,
        last=rest.last,
        reason=rest.reason,
        by=by,
        hours=rest.hours,
    )
    return days, ()


def put_around(done: PlanMove, found: RestAnswer) -> None:
    """Write the plan around a rest into the tables, as a part of this move."""
    remember_broken(done, found.floor)
    old = {(one.job, one.lot, one.step): one for one in found.floor.booked}
    new = {(one.job, one.lot, one.step): one for one in found.answer.plan}
    changed = [spot for spot in old if new.get(spot, old[spot]) != old[spot]]
    put(done.workshop, done, [old[spot] for spot in changed], [new[spot] for spot in changed])


def write_own(
    workshop: Workshop, maker: int, kind: str, spans: tuple[Span, ...], by: User
) -> tuple[int, ...]:
    """The hours of one maker in which she is away or works longer. Raises NotFound."""
    row = Maker.objects.filter(workshop=workshop, pk=maker).first()
    if row is None or not spans:
        raise NotFound
    zone = ZoneInfo(workshop.time_zone)
    made = OwnHours.objects.bulk_create(
        OwnHours(
            workshop=workshop,
            maker=row,
            kind=kind,
            start=one.start.replace(tzinfo=zone),
            end=one.end.replace(tzinfo=zone),
            reason=one.reason,
        )
        for one in spans
    )
    audit.record(
        workshop=workshop,
        by=by,
        verb=f"maker.{kind}",
        target=row,
        new={
            "days": f"{spans[0].start.date()} - {spans[-1].start.date()}",
            "reason": spans[0].reason,
        },
    )
    return tuple(one.pk for one in made)


@transaction.atomic
def undo_rest(*, workshop: Workshop, move: int, by: User, now: datetime) -> None:
    """Take away what a rest wrote, nothing older, and put the plan back.

    Raises NotFound, Refusal as undoing does.
    """
    Workshop.objects.select_for_update().get(pk=workshop.pk)
    done = the_move(workshop, move, REST)
    _open_again(workshop, done.wrote.get("days", ()), by)
    _end_own(workshop, done.wrote.get("own", ()), by)
    put_back(workshop, move, REST, by, now)


def _open_again(workshop: Workshop, ids: Sequence[int], by: User) -> None:
    rows = ClosedDay.objects.filter(workshop=workshop, pk__in=ids).order_by("day")
    days = [one.day for one in rows]
    if days:
        old = {"days": f"{days[0]} - {days[-1]}"}
        audit.record(workshop=workshop, by=by, verb="days.taken_back", target=workshop, old=old)
    rows.delete()


def _end_own(workshop: Workshop, ids: Sequence[int], by: User) -> None:
    mine = OwnHours.objects.filter(workshop=workshop, pk__in=ids)
    rows = list(mine.select_related("maker").order_by("start"))
    if rows:
        zone = ZoneInfo(workshop.time_zone)
        first, last = (one.start.astimezone(zone).date() for one in (rows[0], rows[-1]))
        audit.record(
            workshop=workshop,
            by=by,
            verb=f"maker.{rows[0].kind}_ended",
            target=rows[0].maker,
            old={"days": f"{first} - {last}", "reason": rows[0].reason},
        )
    mine.delete()


def put_back(workshop: Workshop, move: int, kind: str, by: User, now: datetime) -> None:
    """Put back what a move has moved, if anything. Raises NotFound, Refusal as undoing does."""
    done = the_move(workshop, move, kind)
    if MovedBooking.objects.filter(workshop=workshop, move=move).exists():
        take_move_back(done, by, now)
    else:
        done.undone_at = now
        done.save(update_fields=["undone_at"])
