"""Can it be earlier? Others are put in another order inside the slack they were given.

Nobody's promise is touched: an earlier day is given only with a whole plan in which every promise
still holds, and which the verifier finds nothing wrong with.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from langkah.domain.capacity.decoder import Placed, written
from langkah.domain.capacity.floor_problems import twice
from langkah.domain.capacity.problems import check, of_days, of_moment
from langkah.domain.capacity.promise import PromiseCase, promise
from langkah.domain.capacity.room import Room
from langkah.domain.capacity.seats import is_free, read, sit
from langkah.domain.capacity.shop import Booking, Job, Shop, closes
from langkah.domain.capacity.standing import Commitment, Standing
from langkah.domain.capacity.verify import PromisedDay
from langkah.domain.reason import Refusal, placed


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierCase:
    """One inquiry beside what is promised, asked at `now` (naive local time).

    `booked` is the whole plan; bookings of no commitment, and what begins before `frozen_until`,
    stay. A commitment without a promised day is kept at the day it is planned for, and one that is
    late already at that day too. `effort` counts lots placed (some 4,000 to 8,000 a second); the
    same seed and effort give the same answer.
    """

    shop: Shop
    jobs: tuple[Job, ...]
    now: datetime
    commitments: tuple[Commitment, ...]
    booked: tuple[Booking, ...]
    answer_by: datetime | None = None
    frozen_until: datetime | None = None
    effort: int = 10_000
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
    those of the new jobs. `slack` lists the orders whose day changed. `slack_before` and
    `slack_after` sum the days that all promised orders may still slip, what is late counted as 0.
    """

    ready: date
    instant: date
    days: int
    bookings: tuple[Booking, ...]
    moved: tuple[str, ...]
    slack: tuple[Slack, ...]
    slack_before: int
    slack_after: int


def earlier(case: EarlierCase) -> EarlierAnswer:
    """The earliest day found inside the slack of others. Raises Refusal as a promise does."""
    _refuse(case)
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
    seats, new = _room(case, floor, floor.load.line.clock(instant))
    if new:
        ready = floor.load.line.moment(max(one.end for one in new))
        found = written(floor.load, [*floor.jobs, *case.jobs], [*seats, *new])
        stay = floor.held_on(seats)
        wrong = floor.broken(case.jobs, found, _days(floor), stay)
        if ready.date() < instant.date() and not wrong:
            return _answer(case, floor, found, ready, instant)
    return _answer(case, floor, at_once.bookings, instant, instant)


def _refuse(case: EarlierCase) -> None:
    """Raise Refusal naming what is asked wrongly."""
    jobs = (*(one.job for one in case.commitments), *case.jobs)
    found = list(of_moment("frozen_until", case.frozen_until)) if case.frozen_until else []
    found += [
        placed(f"commitments.{place}.job", reason)
        for place, one in enumerate(case.commitments)
        for reason in of_days(one.job)
    ]
    found += twice("jobs", [job.id for job in jobs])
    if found:
        raise Refusal(*found)


def _room(case: EarlierCase, floor: Standing, until: int) -> tuple[list[Placed], list[Placed]]:
    """Seats of all that stands and of the new lots; empty without a gain."""
    first = len(floor.jobs)
    new = [
        lot
        for at, job in enumerate(case.jobs, first)
        for lot in floor.prepare.fresh(at, job, case.answer_by)
    ]
    rows: dict[tuple[str, int], list[Booking]] = defaultdict(list)
    for one in case.booked:
        rows[one.job, one.lot].append(one)
    last = {one.job: floor.load.line.clock(closes(one.day)) - 1 for one in _days(floor)}
    load, moving, stay = floor.bare.copy(), [], []
    trial = load.copy()
    for lot in floor.loose:
        seat = read(load, lot, rows[floor.jobs[lot.job].id, lot.number])
        if seat is None or not is_free(trial, seat):
            return [], []
        sit(trial, seat)
        if lot.held_since is None:
            moving.append(seat)
        else:
            stay.append(seat)
            sit(load, seat)
    room = Room(load, moving, [last[floor.jobs[one.lot.job].id] for one in moving], case.seed)
    seats, mine = room.best(new, until, case.effort)
    return [*stay, *seats], mine


def _days(floor: Standing) -> list[PromisedDay]:
    """The day until which each commitment must be packed.

    That is its planned day where none is promised, or where the promise is missed already.
    """
    days = []
    for one in floor.commitments:
        planned = floor.planned(one.job.id)
        known = [day for day in (one.promised, planned and planned.date()) if day]
        if known:
            days.append(PromisedDay(job=one.job.id, day=max(known)))
    return days


def _answer(
    case: EarlierCase,
    floor: Standing,
    found: Sequence[Booking],
    ready: datetime,
    instant: datetime,
) -> EarlierAnswer:
    old = {(one.job, one.lot, one.step): one for one in case.booked}
    whole = old | {(one.job, one.lot, one.step): one for one in found}
    new = {job.id for job in case.jobs}
    moved = (
        one.job
        for one in found
        if one.job not in new and old.get((one.job, one.lot, one.step)) != one
    )
    slack = _slack(floor, whole.values())
    return EarlierAnswer(
        ready=ready.date(),
        instant=instant.date(),
        days=(instant.date() - ready.date()).days,
        bookings=tuple(found),
        moved=tuple(dict.fromkeys(moved)),
        slack=tuple(one for one in slack if one.before != one.after),
        slack_before=sum(max(0, one.before) for one in slack),
        slack_after=sum(max(0, one.after) for one in slack),
    )


def _slack(floor: Standing, whole: Iterable[Booking]) -> list[Slack]:
    """The slack of every promised order in this plan."""
    ends = floor.ready.moments(whole)
    found = []
    for commitment in floor.commitments:
        name, promised = commitment.job.id, commitment.promised
        planned = floor.planned(name)
        if promised and planned:
            ready = ends[name]
            found.append(
                Slack(
                    job=name,
                    promised=promised,
                    ready=ready.date(),
                    before=(promised - planned.date()).days,
                    after=(promised - ready.date()).days,
                )
            )
    return found
