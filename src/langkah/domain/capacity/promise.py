"""The day one more order can be ready, what binds it, and what would make it earlier.

The answer is a set of bookings in the gaps of what is promised already; nothing booked moves. What
binds is read off the lot that is finished last; what would be earlier is found by asking again with
one more of each thing it waited for.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from decimal import Decimal

from langkah.domain.capacity import binding, proof
from langkah.domain.capacity.decoder import Placed, place_all, written
from langkah.domain.capacity.fewer_hands import fewer_hands
from langkah.domain.capacity.load import Load
from langkah.domain.capacity.lots import Preparer
from langkah.domain.capacity.problems import check, of_moment
from langkah.domain.capacity.schedule import Finish, finishes, loaded, under_way
from langkah.domain.capacity.seats import rise
from langkah.domain.capacity.shifting import for_anybody
from langkah.domain.capacity.shop import Booking, Job, Shop, opens
from langkah.domain.product import plain
from langkah.domain.reason import Reason, Refusal, because


@dataclass(frozen=True, slots=True, kw_only=True)
class PromiseCase:
    """The jobs of one inquiry, asked at `now` (naive local time), around what is booked.

    `answer_by`: the buyer may say yes until then, so nothing is planned before, and the day holds
    for the last possible yes. `transit_days` lead from the workshop's door to the buyer's. `wish`
    is the day the buyer wants it there, or ready when the way is not known. Without `explain` only
    the day and the bookings are worked out. `optimizer`: OR-Tools, which must be installed, looks
    for an earlier day with nobody moved, `optimizer_seconds` of its own clock for each.
    """

    shop: Shop
    jobs: tuple[Job, ...]
    now: datetime
    booked: tuple[Booking, ...] = ()
    answer_by: datetime | None = None
    transit_days: int | None = None
    wish: date | None = None
    explain: bool = True
    optimizer: bool = False
    optimizer_seconds: float = 10.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Lever:
    """One thing more, and the day it would make possible."""

    what: Reason
    ready: date
    days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PartReady:
    """So many pairs are packed on this day: what could leave first."""

    day: date
    pairs: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PromiseAnswer:
    """The day on which everything is packed, and the bookings that make it true.

    `arrives` is None while the way is not known. `binds` says what the day waits for; `earlier`
    what would bring it forward, the most useful first. `keeps_wish` is None without a wish.
    `parts` count what is packed until each day. `proved`: with nobody moved no plan is packed on an
    earlier day; False: that was not settled; None: nobody looked.
    """

    ready: date
    arrives: date | None
    first_start: datetime
    bookings: tuple[Booking, ...]
    finishes: tuple[Finish, ...]
    binds: tuple[Reason, ...]
    earlier: tuple[Lever, ...]
    keeps_wish: bool | None
    parts: tuple[PartReady, ...] = ()
    proved: bool | None = None


# Explaining asks again; beyond this many steps of lots the answer alone takes long enough.
MOST_EXPLAINED = 2000
NAMED = 3
# How often lots are tried in other hands: less often many of them, or among more that is booked.
MOST_AGAIN, MOST_LOTS_AGAIN, MOST_BOOKED = 8, 48, 1500
LONGEST_WAY = 365


def promise(case: PromiseCase) -> PromiseAnswer:
    """The earliest day that can be kept. Raises Refusal naming every step it cannot place."""
    _check(case)
    load = loaded(case.shop, case.now, case.booked)
    placed, proved = _proved(case, load, _placed(case, load.copy()))
    bookings = written(load, case.jobs, placed)
    done = finishes(load, case.jobs, placed)
    ready = max(one.ready for one in done).date()
    levers: tuple[Lever, ...] = ()
    if case.explain and len(bookings) <= MOST_EXPLAINED:
        levers = _levers(case, load, placed, ready)
    there = ready + timedelta(days=case.transit_days or 0)
    return PromiseAnswer(
        ready=ready,
        arrives=None if case.transit_days is None else there,
        first_start=min(one.start for one in done),
        bookings=tuple(bookings),
        finishes=done,
        binds=(
            *wished(case.wish, there),
            *_binds(case, load, placed, ready),
            *_beyond_days_off(case, ready),
        )
        if case.explain
        else (),
        earlier=levers,
        keeps_wish=None if case.wish is None else there <= case.wish,
        parts=_parts(load, placed),
        proved=proved,
    )


def _check(case: PromiseCase) -> None:
    check(case.shop, case.jobs, case.now, case.booked)
    found = list(of_moment("answer_by", case.answer_by)) if case.answer_by else []
    if not 0 <= (case.transit_days or 0) <= LONGEST_WAY:
        found.append(
            because(
                "transit_days: write 0 to {most}, not {days}.",
                most=LONGEST_WAY,
                days=case.transit_days or 0,
            )
        )
    if found:
        raise Refusal(*found)


def _earliest(case: PromiseCase) -> datetime:
    return max(case.now, case.answer_by or case.now)


def _placed(case: PromiseCase, load: Load) -> list[Placed]:
    """The lots of all jobs; the load is there to be tried on."""
    prepare, begin = Preparer(load, case.now), _earliest(case)
    lots = [lot for at, job in enumerate(case.jobs) for lot in prepare.fresh(at, job, begin)]
    return _sooner(case, load, place_all(load, lots))


def _sooner(case: PromiseCase, load: Load, placed: list[Placed]) -> list[Placed]:
    """The same lots in other hands, where that is packed on an earlier day; nobody is moved."""
    lots, found, best, booked = [one.lot for one in placed], placed, placed, len(case.booked)
    if len(lots) > MOST_LOTS_AGAIN or booked > MOST_BOOKED:
        return placed
    more = min(MOST_AGAIN, MOST_LOTS_AGAIN // len(lots), MOST_BOOKED // (1 + booked) - 1)
    for fewer in fewer_hands(lots, more):
        for one in found:
            rise(load, one)
        found = place_all(load, fewer)
        if _ready(load, found) < _ready(load, best):
            best = [for_anybody(one, lot) for one, lot in zip(found, lots, strict=True)]
    return best


def _proved(
    case: PromiseCase, load: Load, placed: list[Placed]
) -> tuple[list[Placed], bool | None]:
    """An earlier plan if OR-Tools was asked and found one, and whether there is none before it."""
    if not case.optimizer:
        return placed, None
    lots = [one.lot for one in placed]
    return proof.earliest_day(
        proof.Question(
            load, case.jobs, lots, case.now, case.booked, case.optimizer_seconds, seed=1
        ),
        placed,
    )


def _ready(load: Load, placed: list[Placed]) -> date:
    return load.line.moment(max(one.end for one in placed)).date()


def _parts(load: Load, placed: list[Placed]) -> tuple[PartReady, ...]:
    packed: dict[date, int] = {}
    pairs = 0
    for one in sorted(placed, key=lambda one: one.end):
        pairs += one.lot.pairs
        packed[load.line.moment(one.end).date()] = pairs
    return tuple(PartReady(day=day, pairs=count) for day, count in packed.items())


def _latest(placed: list[Placed]) -> Placed:
    """The lot that is ready last."""
    return max(placed, key=lambda one: one.end)


def _levers(case: PromiseCase, load: Load, placed: list[Placed], ready: date) -> tuple[Lever, ...]:
    found = []
    for what, changed, floor in _relaxed(case, load, placed, ready):
        then = _ready(floor, _placed(changed, floor))
        if then < ready:
            found.append(Lever(what=what, ready=then, days=(ready - then).days))
    return tuple(sorted(found, key=lambda lever: -lever.days))


def _relaxed(
    case: PromiseCase, load: Load, placed: list[Placed], ready: date
) -> Iterator[tuple[Reason, PromiseCase, Load]]:
    """The same question with one thing more of each kind that was waited for, and its floor."""
    seen = set()
    last = _latest(placed)
    taken = under_way(case.now, case.booked)
    for wait in binding.waits(load, case.jobs[last.lot.job], last):
        if (wait.what, wait.name) in seen:
            continue
        seen.add((wait.what, wait.name))
        what, shop = binding.one_more(wait, case.shop)
        yield what, replace(case, shop=shop), load.with_shop(shop, taken)
        if wait.what is binding.Scarce.PEOPLE:
            what, shop = binding.overtime(wait, case.shop, _earliest(case).date(), ready)
            yield what, replace(case, shop=shop), load.with_shop(shop, taken)
    if any(_late_material(case, job) for job in case.jobs):
        jobs = tuple(replace(job, material_ready=None) for job in case.jobs)
        yield because("the material in the house today"), replace(case, jobs=jobs), load.copy()
    if _earliest(case) > case.now:
        yield because("a yes from the buyer today"), replace(case, answer_by=None), load.copy()


def _late_material(case: PromiseCase, job: Job) -> bool:
    return job.material_ready is not None and opens(job.material_ready) > _earliest(case)


def _told(case: PromiseCase, load: Load, placed: list[Placed], there: date) -> tuple[Reason, ...]:
    return (*wished(case.wish, there), *_binds(case, load, placed, _ready(load, placed)))


def wished(wish: date | None, there: date) -> Iterator[Reason]:
    """A sentence where the wish cannot be kept."""
    if wish is not None and there > wish:
        yield because(
            "The buyer wishes it by {wish}; the earliest day that holds is {day}.",
            wish=wish,
            day=there,
        )


def _beyond_days_off(case: PromiseCase, ready: date) -> Iterator[Reason]:
    """A sentence where the day lies in a year of which no day off is told."""
    last = max((one.day.year for one in case.shop.calendar.closed), default=ready.year)
    if ready.year > last:
        yield because(
            "Holidays after {year} are not known yet, so the day may still move.", year=last
        )


def _binds(case: PromiseCase, load: Load, placed: list[Placed], ready: date) -> tuple[Reason, ...]:
    last = _latest(placed)
    job = case.jobs[last.lot.job]
    found = [binding.told(wait, case.shop) for wait in binding.waits(load, job, last)[:NAMED]]
    if found:
        found.extend(_queue(case, ready))
    if _late_material(case, job) and job.material_ready is not None:
        found.append(
            because(
                "The material of {product} comes on {day}; nothing starts before.",
                product=job.title or job.id,
                day=opens(job.material_ready).date(),
            )
        )
    if case.answer_by is not None and case.answer_by > case.now:
        found.append(
            because(
                "The buyer may say yes until {day}; the work is planned from then on.",
                day=case.answer_by.date(),
            )
        )
    found.append(_own_time(job, last, load))
    found.extend(_days_off(case, ready))
    return tuple(found)


def _queue(case: PromiseCase, ready: date) -> Iterator[Reason]:
    """What is promised to others, and the day on an empty floor."""
    empty = loaded(case.shop, case.now, ())
    alone = _ready(empty, _placed(case, empty))
    if alone < ready:
        yield because(
            "What is promised already stays where it is; on an empty floor it would be {day}.",
            day=alone,
        )


def _own_time(job: Job, last: Placed, load: Load) -> Reason:
    """How long the last lot takes by itself."""
    moment = load.line.moment
    begins, ends = moment(last.slots[0].begin).date(), moment(last.end).date()
    drying = sum(step.drying_hours for step in job.routing)
    if not drying:
        return because(
            "The last lot is on the floor from {first} to {last}.", first=begins, last=ends
        )
    return because(
        "The last lot is on the floor from {first} to {last}, {hours} hours of it drying.",
        first=begins,
        last=ends,
        hours=plain(Decimal(drying)),
    )


def _days_off(case: PromiseCase, ready: date) -> Iterator[Reason]:
    weekdays = {hours.weekday for hours in case.shop.calendar.hours if hours.minutes > 0}
    between = [
        one
        for one in case.shop.calendar.closed
        if _earliest(case).date() <= one.day <= ready and one.day.weekday() in weekdays
    ]
    if len(between) == 1:
        yield because(
            "{day} is closed: {reason}.", day=between[0].day, reason=between[0].reason or "-"
        )
    elif between:
        names = list(dict.fromkeys(one.reason for one in between if one.reason))
        shown = ", ".join(names[:NAMED]) + (" …" if len(names) > NAMED else "")
        yield because(
            "{count} days in between are closed: {reasons}.",
            count=len(between),
            reasons=shown or "-",
        )
    guessed = [one for one in between if one.estimated]
    if guessed:
        yield because(
            "{reason} on {day} is an estimate; the decree may move it.",
            reason=guessed[0].reason or "-",
            day=guessed[0].day,
        )
