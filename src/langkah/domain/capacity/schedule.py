"""The whole plan: lots in the row of the best rule of the floor, then moved in passes.

Whatever is booked already is never moved, so a date found here can be kept if the plan is kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from langkah.domain.capacity import proof, rules
from langkah.domain.capacity.decoder import Placed, place_all, written
from langkah.domain.capacity.load import Load
from langkah.domain.capacity.lots import Lot, Preparer
from langkah.domain.capacity.passes import FAR, Aim, Passes
from langkah.domain.capacity.problems import check
from langkah.domain.capacity.shop import Booking, Job, Shop, closes

# Of more lots than these only one rule is tried, and beyond that nothing is moved any more, so that
# a plan of many thousands answers in some ten seconds.
MOST_RULED, MOST_PASSED = 4_000, 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanCase:
    """Jobs to be placed from `now` (naive local time) on, around what is booked.

    `effort` counts lots that may be placed (some 10,000 take a second); the same `seed` and effort
    give the same plan. The search ends when nothing is later than it would be alone on the floor.
    `optimizer`: go on with OR-Tools, which must be installed, for so many `optimizer_seconds` of
    its own clock.
    """

    shop: Shop
    jobs: tuple[Job, ...]
    now: datetime
    booked: tuple[Booking, ...] = ()
    effort: int = 100_000
    seed: int = 1
    optimizer: bool = False
    optimizer_seconds: float = 10.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Finish:
    """When a job is packed; `start` is when the first person begins."""

    job: str
    start: datetime
    ready: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleResult:
    """What one rule of the floor would give: weighted working minutes too late."""

    rule: str
    late: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanAnswer:
    """Who does what when, and when each job is done.

    `late` is the sum over jobs of weight times working minutes after due; `rules` tell what nine
    rules would give, the best first; of more than 4,000 lots only the earliest due date. No plan
    can be less late than `bound`; None: nobody looked.
    """

    bookings: tuple[Booking, ...]
    finishes: tuple[Finish, ...]
    late: Decimal = Decimal(0)
    rules: tuple[RuleResult, ...] = ()
    bound: Decimal | None = None


def plan(case: PlanCase) -> PlanAnswer:
    """Place the jobs so that little is late. Raises Refusal naming every step it cannot place."""
    check(case.shop, case.jobs, case.now, case.booked)
    load = loaded(case.shop, case.now, case.booked)
    prepare = Preparer(load, case.now)
    lots = [lot for at, job in enumerate(case.jobs) for lot in prepare.fresh(at, job)]
    aims = [aim(load, job) for job in case.jobs]
    tried, seats = _tried(case.jobs, load, lots, aims)
    passes = Passes(load, seats, aims, case.seed)
    if len(case.jobs) > 1 and len(lots) <= MOST_PASSED:  # one alone has nobody to change with
        passes.improve(case.effort, _alone(load, lots, aims))
    placed, late, bound = passes.seats, passes.cost, None
    if case.optimizer:
        ask = proof.Question(
            load, case.jobs, lots, case.now, case.booked, case.optimizer_seconds, case.seed
        )
        placed, late, bound = proof.least_late(ask, placed, [one.cost for one in aims])
    return PlanAnswer(
        bookings=tuple(written(load, case.jobs, placed)),
        finishes=finishes(load, case.jobs, placed),
        late=Decimal(str(late)),
        rules=tuple(
            RuleResult(rule=name, late=Decimal(str(late)))
            for late, name in sorted(tried, key=lambda one: one[0])
        ),
        bound=None if bound is None else Decimal(str(bound)),
    )


def loaded(shop: Shop, now: datetime, taken: Iterable[Booking]) -> Load:
    """The floor from today on, with everything booked that is not over yet."""
    return Load(shop, now.date(), under_way(now, taken))


def under_way(now: datetime, taken: Iterable[Booking]) -> list[Booking]:
    """What is not over yet, or keeps its lasts."""
    return [one for one in taken if (one.last_until or one.end) > now]


def aim(load: Load, job: Job) -> Aim:
    """To be done when it is due; weighted working minutes after that are what it costs."""
    weight = float(job.weight)
    if job.due is None:
        return Aim(FAR, weight, lambda end: 0.0)
    since, due = load.line.since, load.line.at(closes(job.due))
    return Aim(
        load.line.clock(closes(job.due)), weight, lambda end: weight * max(0, since(end) - due)
    )


def _tried(
    jobs: Sequence[Job], load: Load, lots: Sequence[Lot], aims: Sequence[Aim]
) -> tuple[list[tuple[float, str]], list[Placed]]:
    """Cost and name of each rule, and the seats of the best; among equals of the first."""
    work = [0] * len(jobs)
    mine: list[list[Lot]] = [[] for _ in jobs]
    for lot in lots:
        work[lot.job] += sum(step.crews[0].hands[0][1] for step in lot.steps)
        mine[lot.job].append(lot)
    line = load.line
    facts = [
        rules.Facts(
            due=line.at(closes(job.due)) if job.due else line.end,
            work=minutes,
            weight=max(float(job.weight), 1e-9),
        )
        for job, minutes in zip(jobs, work, strict=True)
    ]
    rows = (
        rules.rows(facts, _rate(load, lots, sum(work)))
        if len(lots) <= MOST_RULED
        else {rules.EARLIEST_DUE: sorted(range(len(jobs)), key=lambda one: facts[one].due)}
    )
    known: dict[tuple[int, ...], float] = {}
    best: list[Placed] = []
    for row in map(tuple, rows.values()):
        if row in known:
            continue
        seats = _placed(load, (lot for job in row for lot in mine[job]))
        cost = _cost(seats, aims)
        if all(cost < other for other in known.values()):
            best = seats
        known[row] = cost
    return [(known[tuple(row)], name) for name, row in rows.items()], best


def _rate(load: Load, lots: Iterable[Lot], work: int) -> float:
    """Minutes of work that the floor does in a minute when orders come as they come."""
    last = max(one.end for one in _placed(load, lots))
    return work / max(1, load.line.since(last))


def _placed(load: Load, lots: Iterable[Lot]) -> list[Placed]:
    return place_all(load.copy(), lots)


def _cost(seats: Iterable[Placed], aims: Sequence[Aim]) -> float:
    ends: dict[int, int] = {}
    for one in seats:
        ends[one.lot.job] = max(ends.get(one.lot.job, 0), one.end)
    return sum(aims[job].cost(end) for job, end in ends.items())


def _alone(load: Load, lots: Iterable[Lot], aims: Sequence[Aim]) -> float:
    """What it costs if every job has what is free to itself."""
    mine: list[list[Lot]] = [[] for _ in aims]
    for lot in lots:
        mine[lot.job].append(lot)
    return sum(_cost(_placed(load, rows), aims) for rows in mine)


def finishes(load: Load, jobs: Sequence[Job], placed: Iterable[Placed]) -> tuple[Finish, ...]:
    """First start and last end of each job that has lots."""
    begins: dict[int, int] = {}
    ends: dict[int, int] = {}
    for one in placed:
        job = one.lot.job
        begins[job] = min(begins.get(job, one.slots[0].begin), one.slots[0].begin)
        ends[job] = max(ends.get(job, 0), one.end)
    moment = load.line.moment
    return tuple(
        Finish(job=job.id, start=moment(begins[at]), ready=moment(ends[at]))
        for at, job in enumerate(jobs)
        if at in ends
    )
