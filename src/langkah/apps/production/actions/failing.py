"""Pairs fail their check and are made again from a step on: what that does to every order."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db.models import Max

from langkah.apps.production import floor, jobs
from langkah.apps.production.actions.rest import RestAnswer, around_more
from langkah.apps.production.committed import Committed, committed
from langkah.apps.production.errors import NotFound, unproven
from langkah.apps.production.models import Booking, MadeAgain, StepDone
from langkah.apps.sales.models import CancelledOrder, OrderLine
from langkah.apps.workshop.models import Workshop
from langkah.domain.capacity import Booking as Booked
from langkah.domain.capacity import Commitment, Job, PromiseCase, Rule, promise
from langkah.domain.capacity.change import PlanChange, effects, violations
from langkah.domain.capacity.spots import spot
from langkah.domain.capacity.what_if import Manner, WhatIfAnswer, WhatIfCase, what_if
from langkah.domain.reason import Reason, Refusal, because

NAME = "again"


@dataclass(frozen=True, slots=True, kw_only=True)
class Again:
    """So many pairs of an ordered line are made again from a step (counted from 1) on."""

    order: int
    line: int
    pairs: int
    step: int
    reason: str = ""


def steps_again(workshop: Workshop, order: int) -> tuple[tuple[jobs.Line, int, str], ...]:
    """From where each line of an order can be made again: the line, the step, its name.

    Not while it is on its lasts: whoever lasts again begins where the lot takes them.
    """
    lines = jobs.of_order(workshop, order)
    made = jobs.dated(workshop, [(one, date.min) for one in lines])
    return tuple(
        (line, step, job.routing[step - 1].name)
        for line, job in zip(lines, made, strict=True)
        for step in _beginnings(job)
    )


def _beginnings(job: Job) -> Iterator[int]:
    held = [number for number, step in enumerate(job.routing, 1) if step.holds_last]
    for number in range(1, len(job.routing) + 1):
        if not held or not held[0] < number <= held[-1]:
            yield number


def with_again(workshop: Workshop, asked: Again, now: datetime) -> RestAnswer:
    """What it does to every order; reads only. Raises NotFound, Refusal.

    The pairs take the first gaps. Where a promise would break by that, others make room, and the
    plan is taken that breaks fewer.
    """
    line = line_of(workshop, asked)
    plan = committed(workshop, now, also=(line.pk,))
    name = floor.job_of(None, line.pk)
    mine = next(one for one in plan.commitments if one.job.id == name)
    wrong = tuple(_problems(asked, line, mine, plan))
    if wrong:
        raise Refusal(*wrong)
    rows = _placed(plan, mine, asked, lots_of(workshop, line))
    wider = replace(mine, job=replace(mine.job, pairs=mine.job.pairs + asked.pairs))
    changed = replace(
        plan,
        commitments=tuple(wider if one is mine else one for one in plan.commitments),
        booked=(*plan.booked, *rows),
    )
    return RestAnswer(floor=changed, answer=_best(plan, changed))


def line_of(workshop: Workshop, asked: Again) -> OrderLine:
    """The ordered line that is meant. Raises NotFound."""
    row = (
        OrderLine.objects.filter(
            workshop=workshop, order=asked.order, pk=asked.line, order__cancelled=None
        )
        .select_related("order__buyer")
        .first()
    )
    if row is None:
        raise NotFound
    return row


def _problems(asked: Again, line: OrderLine, mine: Commitment, plan: Committed) -> Iterator[Reason]:
    if not 1 <= asked.pairs <= line.pairs:
        yield because("How many pairs: write 1 to {most}, so many are ordered.", most=line.pairs)
    if asked.step not in _beginnings(mine.job):
        yield because("From which step: choose one of the list.")
    if not any(one.job == mine.job.id and one.start < plan.now for one in plan.booked):
        yield because("Nothing of it has been made yet: there is nothing that could fail.")


def lots_of(workshop: Workshop, line: OrderLine) -> int:
    """How many lots of a line there are already."""
    rows = Booking.objects.filter(workshop=workshop, order_line=line)
    done = StepDone.objects.filter(workshop=workshop, order_line=line)
    return max(one.aggregate(last=Max("lot"))["last"] or 0 for one in (rows, done))


def _placed(plan: Committed, mine: Commitment, asked: Again, lots: int) -> tuple[Booked, ...]:
    """The first gaps for these pairs, as lots of the line behind those there are."""
    tail = replace(
        mine.job,
        id=NAME,
        pairs=asked.pairs,
        routing=mine.job.routing[asked.step - 1 :],
        material_ready=None,
    )
    found = promise(
        PromiseCase(shop=plan.shop, jobs=(tail,), now=plan.now, booked=plan.booked, explain=False)
    )
    return tuple(
        replace(one, job=mine.job.id, lot=one.lot + lots, step=one.step + asked.step - 1)
        for one in found.bookings
    )


def _best(plan: Committed, changed: Committed) -> WhatIfAnswer:
    known = set(_wrong(plan, plan.booked))
    if any(one not in known for one in _wrong(changed, changed.booked)):
        raise unproven()
    answer = _told(plan, changed, changed.booked)
    if not answer.broken:
        return answer
    with suppress(Refusal):
        mended = what_if(
            WhatIfCase(
                shop=changed.shop,
                changed=changed.shop,
                commitments=changed.commitments,
                booked=changed.booked,
                now=changed.now,
                manner=Manner.MEND,
            )
        )
        roomy = _told(plan, changed, mended.plan)
        best = min(answer, roomy, key=lambda one: len(one.broken))
        return replace(best, told=mended.told)
    return answer


def _wrong(changed: Committed, rows: tuple[Booked, ...]) -> Iterator[object]:
    found = violations(_change(changed, rows, rows))
    return (one for one in found if one.rule is not Rule.PROMISE)


def _told(plan: Committed, changed: Committed, then: tuple[Booked, ...]) -> WhatIfAnswer:
    return WhatIfAnswer(days=effects(_change(changed, plan.booked, then)), plan=then)


def _change(
    changed: Committed, before: tuple[Booked, ...], after: tuple[Booked, ...]
) -> PlanChange:
    return PlanChange(
        shop=changed.shop,
        commitments=changed.commitments,
        before=before,
        after=after,
        now=changed.now,
    )


def again_row(workshop: Workshop, again: int) -> MadeAgain:
    """Pairs that are made again. Raises NotFound."""
    rows = MadeAgain.objects.filter(workshop=workshop, pk=again)
    row = rows.select_related("order_line__order__buyer").first()
    if row is None:
        raise NotFound
    return row


def refuse_cancelled(row: MadeAgain) -> None:
    """A cancelled order comes back whole. Raises Refusal for pairs of one."""
    if CancelledOrder.objects.filter(workshop=row.workshop, order=row.order_line.order_id).exists():
        raise Refusal(because("The order is cancelled. Bring it back first, then decide."))


def without_again(workshop: Workshop, again: int, now: datetime) -> RestAnswer:
    """What happens when they need not be made again; reads only. Raises NotFound, Refusal."""
    row = again_row(workshop, again)
    refuse_cancelled(row)
    plan = committed(workshop, now)
    name = floor.job_of(None, row.order_line_id)
    mine = {spot(one) for one in plan.booked if one.job == name and row.has(one.lot)}
    if any(one.start < plan.now for one in plan.booked if spot(one) in mine):
        raise Refusal(because("Work on these pairs has begun: they are made again."))
    left = replace(
        plan,
        commitments=tuple(
            replace(one, job=replace(one.job, pairs=one.job.pairs - row.pairs))
            if one.job.id == name
            else one
            for one in plan.commitments
        ),
        booked=tuple(one for one in plan.booked if spot(one) not in mine),
    )
    then = around_more(left, left.shop).answer.plan
    return RestAnswer(floor=left, answer=_told(plan, left, then))
