"""Can it be earlier? Others are put in another order inside the slack they were given.

Nobody's promise is touched: an earlier day is given only with a whole plan in which every promise
still holds, and which the verifier finds nothing wrong with.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from langkah.domain.capacity.decoder import Placed
from langkah.domain.capacity.lots import Lot
from langkah.domain.capacity.problems import check
from langkah.domain.capacity.promise import PromiseCase, promise
from langkah.domain.capacity.search import Cost, Search
from langkah.domain.capacity.shop import Booking, Job, Shop
from langkah.domain.capacity.standing import Commitment, Standing
from langkah.domain.capacity.verify import PromisedDay

# A broken promise outweighs whatever else a plan could gain.
BROKEN = 1e9
# Places in the order at which the new jobs are tried before the search begins
TRIED = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierCase:
    """One inquiry beside what is promised, asked at `now` (naive local time).

    `booked` is the whole plan; bookings of no commitment, and what begins before `frozen_until`,
    stay. A commitment without a promised day is kept at the day it is planned for. `effort` counts
    lots placed (some 20,000 to 40,000 a second); the same seed and effort give the same answer.
    """

    shop: Shop
    jobs: tuple[Job, ...]
    now: datetime
    commitments: tuple[Commitment, ...]
    booked: tuple[Booking, ...]
    answer_by: datetime | None = None
    frozen_until: datetime | None = None
    effort: int = 30_000
    seed: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Slack:
    """How many days an order may still slip, before and after; `ready` is its new day."""

    job: str
    promised: date
    ready: date
    before: int
    after: int


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierAnswer:
    """The day with others moved inside their slack, beside the day with nobody moved.

    `bookings` are those of the new jobs and of all commitments that may move; without a gain only
    those of the new jobs. `slack` lists the orders whose day changed.
    """

    ready: date
    instant: date
    days: int
    bookings: tuple[Booking, ...]
    moved: tuple[str, ...]
    slack: tuple[Slack, ...]


def earlier(case: EarlierCase) -> EarlierAnswer:
    """The earliest day found inside the slack of others. Raises Refusal as a promise does."""
    check(case.shop, case.jobs, case.now, case.booked)
    at_once = promise(
        PromiseCase(
            shop=case.shop,
            jobs=case.jobs,
            now=case.now,
            booked=case.booked,
            answer_by=case.answer_by,
            explain=False,
        )
    )
    instant = max(one.ready for one in at_once.finishes)
    floor = Standing(case.shop, case.commitments, case.booked, case.now, case.frozen_until)
    search, lots = _searched(case, floor)
    placed = search.placed()
    ready = _ready(floor, lots, placed)
    if search.best_cost < BROKEN and ready < instant:
        found = floor.bookings(case.jobs, placed)
        if not floor.broken(case.jobs, found, _days(floor)):
            return _answer(case, floor, found, ready, instant)
    return EarlierAnswer(
        ready=instant.date(),
        instant=instant.date(),
        days=0,
        bookings=at_once.bookings,
        moved=(),
        slack=(),
    )


def _searched(case: EarlierCase, floor: Standing) -> tuple[Search, Sequence[Lot]]:
    first = len(floor.jobs)
    new = [
        lot
        for at, job in enumerate(case.jobs, first)
        for lot in floor.prepare.fresh(at, job, case.answer_by)
    ]
    lots = [*floor.lots, *new]
    costs = [*(_kept(floor, one) for one in floor.commitments), *(_soon for _ in case.jobs)]
    ends = [*floor.ends, *(0 for _ in case.jobs)]
    search = Search(floor.load, lots, costs, seed=case.seed, ends=ends)
    standing, fresh = len(floor.lots), list(range(len(floor.lots), len(lots)))
    rows = [list(range(standing)), _by_promise(floor)]
    for row in rows:
        search.try_order([*row, *fresh])
        for count in range(TRIED):
            cut = standing * count // TRIED
            search.try_order([*row[:cut], *fresh, *row[cut:]])
    search.improve(max(0, case.effort - search.effort))
    return search, new


def _soon(end: int) -> float:
    return float(end)


def _kept(floor: Standing, one: Commitment) -> Cost:
    """Nothing until its last day, and more than anything else after it."""
    limit = _limit(floor, one)
    return lambda end: 0.0 if end <= limit else BROKEN + (end - limit) * 1e3


def _limit(floor: Standing, one: Commitment) -> int:
    limit = floor.limit(one)
    planned = floor.planned(one.job.id)
    if limit is None:
        limit = floor.limit(Commitment(job=one.job, promised=planned.date())) if planned else 0
    return limit or 0


def _by_promise(floor: Standing) -> list[int]:
    limits = [_limit(floor, one) for one in floor.commitments]
    return sorted(range(len(floor.lots)), key=lambda at: limits[floor.lots[at].job])


def _ready(floor: Standing, new: Sequence[Lot], placed: Sequence[Placed]) -> datetime:
    names = {lot.job for lot in new}
    return floor.load.line.moment(max(one.end for one in placed if one.lot.job in names))


def _days(floor: Standing) -> list[PromisedDay]:
    """The day until which each commitment must be packed; its planned day where none is given."""
    days = []
    for one in floor.commitments:
        planned = floor.planned(one.job.id)
        if one.promised:
            days.append(PromisedDay(job=one.job.id, day=one.promised))
        elif planned:
            days.append(PromisedDay(job=one.job.id, day=planned.date()))
    return days


def _answer(
    case: EarlierCase,
    floor: Standing,
    found: Sequence[Booking],
    ready: datetime,
    instant: datetime,
) -> EarlierAnswer:
    ends: dict[str, datetime] = {}
    for one in (*floor.others, *found):
        ends[one.job] = max(ends.get(one.job, one.end), one.end)
    old = {(one.job, one.lot, one.step): one for one in case.booked}
    new = {job.id for job in case.jobs}
    moved = (
        one.job
        for one in found
        if one.job not in new and old.get((one.job, one.lot, one.step)) != one
    )
    return EarlierAnswer(
        ready=ready.date(),
        instant=instant.date(),
        days=(instant.date() - ready.date()).days,
        bookings=tuple(found),
        moved=tuple(dict.fromkeys(moved)),
        slack=tuple(_slack(floor, ends)),
    )


def _slack(floor: Standing, ends: dict[str, datetime]) -> list[Slack]:
    found = []
    for one in floor.commitments:
        planned = floor.planned(one.job.id)
        if one.promised is None or planned is None or one.job.id not in ends:
            continue
        ready = ends[one.job.id].date()
        if ready != planned.date():
            found.append(
                Slack(
                    job=one.job.id,
                    promised=one.promised,
                    ready=ready,
                    before=(one.promised - planned.date()).days,
                    after=(one.promised - ready).days,
                )
            )
    return found
