"""Every rule of the floor broken somewhere in a plan that keeps them all.

Each breach takes a good plan and a die and gives the same plan with one thing wrong, or None where
the plan has nothing of the kind. The rule it breaks stands beside it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, time, timedelta
from decimal import Decimal
from random import Random

from langkah.domain.calendar import ClosedDay, Span
from langkah.domain.capacity import Booking, Job, Person, PromisedDay, Rule, VerifyCase
from langkah.domain.product import SizePairs

MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
Breach = Callable[[VerifyCase, Random], VerifyCase | None]


def _one(
    case: VerifyCase, dice: Random, fits: Callable[[Booking], bool] = lambda _: True
) -> Booking | None:
    """Some booking of a job whose steps are known."""
    known = {job.id for job in case.jobs}
    rows = [one for one in case.bookings if one.job in known and fits(one)]
    return dice.choice(rows) if rows else None


def _with(case: VerifyCase, old: Booking, *new: Booking) -> VerifyCase:
    rows = tuple(one for one in case.bookings if one is not old)
    return replace(case, bookings=(*rows, *new), kept=())


def _here(case: VerifyCase) -> dict[int, Person]:
    """Those who work on the floor, by its hours."""
    return {one.id: one for one in case.shop.people if not one.partner}


def _of_shop(case: VerifyCase, **more: object) -> VerifyCase:
    return replace(case, shop=replace(case.shop, **more), kept=())  # type: ignore[arg-type]


def _of_person(case: VerifyCase, number: int, **more: object) -> VerifyCase:
    people = tuple(
        replace(one, **more) if one.id == number else one  # type: ignore[arg-type]
        for one in case.shop.people
    )
    return _of_shop(case, people=people)


def _of_job(case: VerifyCase, name: str, change: Callable[[Job], Job]) -> VerifyCase:
    return replace(case, jobs=tuple(change(one) if one.id == name else one for one in case.jobs))


def _before(case: VerifyCase, one: Booking) -> Booking:
    return next(
        row for row in case.bookings
        if (row.job, row.lot, row.step) == (one.job, one.lot, one.step - 1)
    )  # fmt: skip


def somebody_without_the_skill(case: VerifyCase, dice: Random) -> VerifyCase | None:
    one = _one(case, dice)
    skills = {job.id: [step.skill for step in job.routing] for job in case.jobs}
    unfit = [
        person.id
        for person in case.shop.people
        if one and skills[one.job][one.step - 1] not in person.skills
    ]
    return _with(case, one, replace(one, person=dice.choice(unfit))) if one and unfit else None


def nobody(case: VerifyCase, dice: Random) -> VerifyCase | None:
    one = _one(case, dice)
    return one and _with(case, one, replace(one, person=999))


def a_minute_short(case: VerifyCase, dice: Random) -> VerifyCase | None:
    one = _one(case, dice)
    return one and _with(case, one, replace(one, end=one.end - MINUTE))


def backwards(case: VerifyCase, dice: Random) -> VerifyCase | None:
    one = _one(case, dice)
    return one and _with(case, one, replace(one, start=one.end, end=one.start))


def slower(case: VerifyCase, dice: Random) -> VerifyCase | None:
    one = _one(case, dice)
    return one and _of_person(case, one.person, speed=Decimal(9), speeds=())


def away(case: VerifyCase, dice: Random) -> VerifyCase | None:
    one = _one(case, dice)
    return one and _of_person(case, one.person, away=(Span(start=one.start, end=one.end),))


def on_a_holiday(case: VerifyCase, dice: Random) -> VerifyCase | None:
    here = _here(case)
    one = _one(case, dice, lambda row: row.person in here and not here[row.person].overtime)
    if one is None:
        return None
    closed = (*case.shop.calendar.closed, ClosedDay(day=one.start.date()))
    return _of_shop(case, calendar=replace(case.shop.calendar, closed=closed))


def in_the_half_day(case: VerifyCase, dice: Random) -> VerifyCase | None:
    here = _here(case)
    one = _one(case, dice, lambda row: row.person in here and not here[row.person].overtime)
    rest = (Span(start=one.start, end=one.start + MINUTE),) if one else ()
    return _of_shop(case, calendar=replace(case.shop.calendar, rest=rest)) if one else None


def at_night(case: VerifyCase, dice: Random) -> VerifyCase | None:
    here = _here(case)
    one = _one(case, dice, lambda row: row.person in here and not here[row.person].overtime)
    night = datetime.combine(one.start.date(), time(2)) if one else None
    return _with(case, one, replace(one, start=night)) if one and night else None


def at_no_machine(case: VerifyCase, dice: Random) -> VerifyCase | None:
    one = _one(case, dice, lambda row: row.station != "")
    return one and _with(case, one, replace(one, station=""))


def at_a_broken_machine(case: VerifyCase, dice: Random) -> VerifyCase | None:
    one = _one(case, dice, lambda row: row.station != "")
    if one is None:
        return None
    stations = tuple(
        replace(kind, out=(Span(start=one.start, end=one.end),) * kind.count)
        if kind.name == one.station
        else kind
        for kind in case.shop.stations
    )
    return _of_shop(case, stations=stations)


def at_a_machine_that_was_sold(case: VerifyCase, dice: Random) -> VerifyCase | None:
    one = _one(case, dice, lambda row: row.station != "")
    return one and _of_shop(
        case, stations=tuple(kind for kind in case.shop.stations if kind.name != one.station)
    )


def one_machine_too_few(case: VerifyCase, dice: Random) -> VerifyCase | None:
    one = _one(case, dice, lambda row: row.station != "")
    kind = next((kind for kind in case.shop.stations if one and kind.name == one.station), None)
    if one is None or kind is None:
        return None
    beside = tuple(
        replace(one, job=f"other {count}", person=900 + count) for count in range(kind.count)
    )
    return replace(case, bookings=(*case.bookings, *beside))


def at_two_places(case: VerifyCase, dice: Random) -> VerifyCase | None:
    one = _one(case, dice)
    return one and replace(case, bookings=(*case.bookings, replace(one, job="elsewhere")))


def too_few_for_the_partner(case: VerifyCase, dice: Random) -> VerifyCase | None:
    partners = {one.id: one.partner for one in case.shop.people if one.partner}
    one = _one(case, dice, lambda row: row.person in partners)
    partner = partners[one.person] if one else None
    if one is None or partner is None:
        return None
    return _of_person(case, one.person, partner=replace(partner, least_pairs=one.pairs + 1))


def further_away(case: VerifyCase, dice: Random) -> VerifyCase | None:
    partners = {one.id: one.partner for one in case.shop.people if one.partner}
    one = _one(case, dice, lambda row: row.person in partners and row.step > 1)
    partner = partners[one.person] if one else None
    if one is None or partner is None:
        return None
    wait = Decimal((one.start - _before(case, one).end) // MINUTE + 1) / 60
    return _of_person(case, one.person, partner=replace(partner, there_hours=wait))


def later_back(case: VerifyCase, dice: Random) -> VerifyCase | None:
    partners = {one.id: one.partner for one in case.shop.people if one.partner}
    one = _one(case, dice, lambda row: row.step > 1 and _before(case, row).person in partners)
    if one is None:
        return None
    before = _before(case, one)
    partner, wait = partners[before.person], one.start - before.end + MINUTE
    assert partner is not None
    hours = Decimal(wait // MINUTE) / 60
    return _of_person(case, before.person, partner=replace(partner, back_hours=hours))


def two_lots_on_one_set(case: VerifyCase, dice: Random) -> VerifyCase | None:
    one = _one(case, dice, lambda row: row.last_until is not None)
    kind = next((kind for kind in case.shop.lasts if one and kind.family == one.last_family), None)
    if one is None or kind is None:
        return None
    beside = tuple(
        replace(one, job=f"other {count}", person=900 + count) for count in range(kind.count)
    )
    return replace(case, bookings=(*case.bookings, *beside))


def on_lasts_nobody_owns(case: VerifyCase, dice: Random) -> VerifyCase | None:
    one = _one(case, dice, lambda row: row.last_until is not None)
    return one and _of_shop(
        case, lasts=tuple(kind for kind in case.shop.lasts if kind.family != one.last_family)
    )


def in_a_size_nobody_owns(case: VerifyCase, dice: Random) -> VerifyCase | None:
    one = _one(case, dice, lambda row: row.last_until is not None)
    if one is None:
        return None
    counted = (SizePairs(size="39", pairs=1), SizePairs(size="50", pairs=0))
    lasts = tuple(replace(kind, sizes=counted) for kind in case.shop.lasts)
    asked = _of_job(
        case, one.job, lambda job: replace(job, sizes=("39", dice.choice(("50", "51"))))
    )
    return _of_shop(asked, lasts=lasts)


def let_go_too_early(case: VerifyCase, dice: Random) -> VerifyCase | None:
    one = _one(case, dice, lambda row: row.last_until is not None)
    return one and _with(case, one, replace(one, last_until=(one.last_until or one.end) - MINUTE))


def without_a_last(case: VerifyCase, dice: Random) -> VerifyCase | None:
    one = _one(case, dice, lambda row: row.last_until is not None)
    return one and _with(case, one, replace(one, last_family="", last_until=None))


def before_the_step_before(case: VerifyCase, dice: Random) -> VerifyCase | None:
    one = _one(case, dice, lambda row: row.step > 1)
    return one and _with(case, one, replace(one, start=_before(case, one).start))


def before_it_is_dry(case: VerifyCase, dice: Random) -> VerifyCase | None:
    one = _one(case, dice, lambda row: row.step > 1)
    if one is None:
        return None
    wait = one.start - _before(case, one).end
    hours = Decimal(wait // MINUTE + 1) / 60

    def wet(job: Job) -> Job:
        steps = list(job.routing)
        steps[one.step - 2] = replace(steps[one.step - 2], drying_hours=hours)
        return replace(job, routing=tuple(steps))

    return _of_job(case, one.job, wet)


def a_step_left_out(case: VerifyCase, dice: Random) -> VerifyCase | None:
    one = _one(case, dice)
    return one and _with(case, one)


def a_step_nobody_knows(case: VerifyCase, dice: Random) -> VerifyCase | None:
    one = _one(case, dice)
    return one and _with(case, one, replace(one, step=99))


def a_step_twice(case: VerifyCase, dice: Random) -> VerifyCase | None:
    """Half of the lot now, and half of it when the lot has gone on already."""
    one = _one(case, dice, lambda row: row.pairs > 1)
    if one is None:
        return None
    half = one.pairs // 2
    late = timedelta(days=365)
    rest = replace(one, pairs=one.pairs - half, start=one.start + late, end=one.end + late)
    return _with(case, one, replace(one, pairs=half), rest)


def another_size_on_the_way(case: VerifyCase, dice: Random) -> VerifyCase | None:
    """Two lots that swap their pairs in the middle."""
    one = _one(case, dice, lambda row: row.step > 1 and row.pairs < case.shop.lot_pairs)
    twin = next(
        (
            row
            for row in case.bookings
            if one
            and (row.job, row.step) == (one.job, one.step)
            and row.lot != one.lot
            and row.pairs > 1
        ),
        None,
    )
    if one is None or twin is None:
        return None
    more = _with(case, one, replace(one, pairs=one.pairs + 1))
    return _with(more, twin, replace(twin, pairs=twin.pairs - 1))


def a_lot_forgotten(case: VerifyCase, dice: Random) -> VerifyCase | None:
    one = _one(case, dice)
    return one and replace(
        case,
        bookings=tuple(row for row in case.bookings if (row.job, row.lot) != (one.job, one.lot)),
        kept=(),
    )


def a_lot_too_large(case: VerifyCase, dice: Random) -> VerifyCase | None:
    one = _one(case, dice, lambda row: row.pairs > 1)
    return one and _of_shop(case, lot_pairs=one.pairs - 1)


def before_the_material(case: VerifyCase, dice: Random) -> VerifyCase | None:
    one = _one(case, dice)
    return one and _of_job(
        case, one.job, lambda job: replace(job, material_ready=one.start + MINUTE)
    )


def before_it_is_ordered(case: VerifyCase, dice: Random) -> VerifyCase | None:
    one = _one(case, dice)
    return one and _of_job(case, one.job, lambda job: replace(job, not_before=one.start + MINUTE))


def before_today(case: VerifyCase, dice: Random) -> VerifyCase | None:
    one = _one(case, dice)
    return one and replace(case, now=one.start + MINUTE)


def what_had_to_stay(case: VerifyCase, dice: Random) -> VerifyCase | None:
    one = _one(case, dice)
    return one and replace(case, kept=(replace(one, start=one.start - DAY),))


def a_promise_broken(case: VerifyCase, dice: Random) -> VerifyCase | None:
    one = _one(case, dice)
    if one is None:
        return None
    ready = max(row.end for row in case.bookings if row.job == one.job)
    return replace(case, promised=(PromisedDay(job=one.job, day=ready.date() - DAY),))


def a_promise_forgotten(case: VerifyCase, dice: Random) -> VerifyCase | None:
    day = dice.choice(case.bookings).end.date() + 99 * DAY
    return replace(case, promised=(PromisedDay(job="gone", day=day),))


BREACHES: dict[Breach, Rule] = {
    somebody_without_the_skill: Rule.SKILL,
    nobody: Rule.SKILL,
    a_minute_short: Rule.TIME,
    backwards: Rule.TIME,
    slower: Rule.TIME,
    away: Rule.TIME,
    on_a_holiday: Rule.CLOSED,
    in_the_half_day: Rule.CLOSED,
    at_night: Rule.CLOSED,
    at_no_machine: Rule.STATION,
    at_a_broken_machine: Rule.STATIONS,
    at_a_machine_that_was_sold: Rule.STATIONS,
    one_machine_too_few: Rule.STATIONS,
    at_two_places: Rule.TWO_PLACES,
    too_few_for_the_partner: Rule.FEW,
    further_away: Rule.ORDER,
    later_back: Rule.ORDER,
    two_lots_on_one_set: Rule.LASTS,
    on_lasts_nobody_owns: Rule.LASTS,
    in_a_size_nobody_owns: Rule.SIZE,
    let_go_too_early: Rule.LET_GO,
    without_a_last: Rule.LET_GO,
    before_the_step_before: Rule.ORDER,
    before_it_is_dry: Rule.ORDER,
    a_step_left_out: Rule.PAIRS,
    a_step_nobody_knows: Rule.UNKNOWN,
    a_step_twice: Rule.PAIRS,
    another_size_on_the_way: Rule.PAIRS,
    a_lot_forgotten: Rule.PAIRS,
    a_lot_too_large: Rule.LOT,
    before_the_material: Rule.EARLY,
    before_it_is_ordered: Rule.UNORDERED,
    before_today: Rule.EARLY,
    what_had_to_stay: Rule.MOVED,
    a_promise_broken: Rule.PROMISE,
    a_promise_forgotten: Rule.PROMISE,
}


def planted(case: VerifyCase, dice: Random) -> Iterator[tuple[str, VerifyCase, Rule]]:
    """Every breach this plan has room for."""
    for breach, rule in BREACHES.items():
        broken = breach(case, dice)
        if broken is not None:
            yield breach.__name__, broken, rule
