"""What no plan can beat, proved by OR-Tools; and its better plan, once the verifier has seen it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime, time
from math import ceil
from typing import NamedTuple

from langkah.domain.capacity.decoder import Placed, place, written
from langkah.domain.capacity.exact import FloorModel, check, line_of_all
from langkah.domain.capacity.load import Load
from langkah.domain.capacity.lots import Lot
from langkah.domain.capacity.passes import Cost
from langkah.domain.capacity.seats import sit
from langkah.domain.capacity.shop import Booking, Job, closes
from langkah.domain.capacity.verify import VerifyCase, verify
from langkah.domain.optimizer import Term

# Weights count in thousandths
FINE = 1000
# The share of the work that goes into each job alone, and what a solver's figure may be off
ALONE, SMALL = 0.3, 1e-6


class Question(NamedTuple):
    """A floor before anything is placed, the jobs with their lots, and what is booked there."""

    load: Load
    jobs: Sequence[Job]
    lots: Sequence[Lot]
    now: datetime
    booked: Sequence[Booking]
    seconds: float
    seed: int


class Day(NamedTuple):
    """An earlier plan if there is one; `proved`: none is packed on a day before it."""

    placed: list[Placed]
    proved: bool


class Lateness(NamedTuple):
    """A plan at least as good, what it costs, and what no plan can cost less than."""

    placed: list[Placed]
    cost: float
    bound: float


def earliest_day(ask: Question, placed: list[Placed]) -> Day:
    """Whether all of it can be packed on an earlier day. Raises Refusal without OR-Tools."""
    check(ask.load, ask.lots, ask.seconds)
    if _waits(placed) or not _known(ask, placed):
        return Day(placed, proved=False)
    while True:
        limit = _until(ask, max(one.end for one in placed))
        if limit <= 0:
            return Day(placed, proved=True)
        model = FloorModel(ask.load, ask.lots, [limit] * len(ask.lots))
        found = model.solve(ask.seconds, ask.seed)
        if not found.values:
            return Day(placed, proved=found.cannot)
        better = model.placed(found.values)
        if not _sound(ask, better):
            return Day(placed, proved=False)
        placed = better


def least_late(ask: Question, placed: list[Placed], costs: Sequence[Cost]) -> Lateness:
    """A plan that is less late, if there is one. Raises Refusal without OR-Tools.

    Jobs without a due day cost nothing: the bound is that without them, and in a better plan they
    take the gaps the others leave.
    """
    check(ask.load, ask.lots, ask.seconds)
    ours, due = _cost(placed, costs), [one for one in placed if ask.jobs[one.lot.job].due]
    if ours <= 0 or _waits(due) or not _known(ask, due):
        return Lateness(placed, ours, 0.0)
    lots = [one.lot for one in due]
    model = FloorModel(ask.load, lots, [_limit(ask, lot, ours) for lot in lots])
    model.hint(due)
    model.model.minimize(_weighed(ask, model, _alone(ask, due)))
    found = model.solve(ask.seconds, ask.seed)
    bound = min(ours, max(0.0, found.bound / FINE))
    if found.values:
        better = _filled(ask, model.placed(found.values))
        cost = _cost(better, costs)
        if cost < ours and _sound(ask, better):
            return Lateness(better, cost, min(cost, bound))
    return Lateness(placed, ours, bound)


def _waits(placed: Iterable[Placed]) -> bool:
    """Whether pairs dry after their last step: the model ends with the work, and proves nothing."""
    return any(one.end > one.slots[-1].end for one in placed)


def _until(ask: Question, end: int) -> int:
    """The minute of the model before which all must be done to be packed a day earlier."""
    day = datetime.combine(ask.load.line.moment(end).date(), time.min)
    return line_of_all(ask.load).since(ask.load.line.clock(day))


def _known(ask: Question, placed: Sequence[Placed]) -> bool:
    """Whether our plan is a solution of the model: a model without it would prove nothing."""
    line = line_of_all(ask.load)
    latest = max(line.since(one.end) for one in placed)
    model = FloorModel(ask.load, [one.lot for one in placed], [latest] * len(placed))
    model.fix(placed)
    return bool(model.solve(ask.seconds, ask.seed).values)


def _over(ask: Question) -> int:
    """Minutes of overtime that the model counts and lateness does not."""
    return line_of_all(ask.load).end - ask.load.line.end


def _due(ask: Question, job: int) -> int:
    return ask.load.line.at(closes(ask.jobs[job].due or ask.now))


def _limit(ask: Question, lot: Lot, ours: float) -> int:
    """The last minute of a lot in a plan that costs no more than ours."""
    return _due(ask, lot.job) + int(ours / float(ask.jobs[lot.job].weight)) + _over(ask) + 1


def _alone(ask: Question, placed: Sequence[Placed]) -> dict[int, int]:
    """The minute before which no job can be done, even with the floor to itself."""
    jobs: dict[int, list[Placed]] = defaultdict(list)
    for one in placed:
        jobs[one.lot.job].append(one)
    since, found = line_of_all(ask.load).since, {}
    for job, mine in jobs.items():
        last = max(since(one.end) for one in mine)
        model = FloorModel(ask.load, [one.lot for one in mine], [last] * len(mine))
        end = model.model.new_int_var(0, last, "end")
        for one in model.ends:
            model.model.add(end >= one)
        model.hint(mine)
        model.model.minimize(end)
        bound = model.solve(ask.seconds * ALONE / len(jobs), ask.seed).bound
        found[job] = max(0, ceil(bound - SMALL)) if bound > 0 else 0
    return found


def _weighed(ask: Question, model: FloorModel, alone: dict[int, int]) -> Term:
    """Weighted minutes after due, never more than what a plan costs."""
    late: dict[int, Term] = {}
    for lot, end, limit in zip(model.lots, model.ends, model.limits, strict=True):
        if lot.job not in late:
            least = max(0, alone[lot.job] - _over(ask) - _due(ask, lot.job))
            late[lot.job] = model.model.new_int_var(least, limit, "late")
        model.model.add(late[lot.job] >= end - _over(ask) - _due(ask, lot.job))
    return sum(int(ask.jobs[job].weight * FINE) * one for job, one in late.items())


def _filled(ask: Question, placed: list[Placed]) -> list[Placed]:
    """The plan with the lots that are due no day, in the gaps."""
    load, seen = ask.load.copy(), {(one.lot.job, one.lot.number) for one in placed}
    for one in placed:
        sit(load, one)
    rest = [lot for lot in ask.lots if (lot.job, lot.number) not in seen]
    return [*placed, *(place(load, lot) for lot in rest)]


def _cost(placed: Iterable[Placed], costs: Sequence[Cost]) -> float:
    ends = [0] * len(costs)
    for one in placed:
        ends[one.lot.job] = max(ends[one.lot.job], one.end)
    return sum(cost(end) for cost, end in zip(costs, ends, strict=True))


def _sound(ask: Question, placed: Sequence[Placed]) -> bool:
    """Whether the verifier finds nothing wrong with this plan beside what is booked."""
    bookings = (*ask.booked, *written(ask.load, ask.jobs, placed))
    return not verify(
        VerifyCase(
            shop=ask.load.shop,
            jobs=tuple(ask.jobs),
            bookings=bookings,
            now=ask.now,
            kept=tuple(ask.booked),
        )
    )
