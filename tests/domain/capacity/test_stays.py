"""What stays on a floor can be done there: no answer to a disruption fails its own check.

How something began is history. What lies ahead is done again elsewhere where it no longer can be
where it is, and what nobody may move is named by its field.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal

import pytest

from langkah.domain.capacity import (
    Booking,
    Commitment,
    Job,
    LastSets,
    Partner,
    PlanCase,
    RepairCase,
    Stations,
    VerifyCase,
    plan,
    repair,
    verify,
)
from langkah.domain.capacity.spots import spot
from langkah.domain.reason import Refusal
from tests.domain.capacity.shops import MORNING, a_person, a_shop, a_step

HOUR, SECOND = timedelta(hours=1), timedelta(seconds=1)
CUT, SEW, LAST = a_step("cut", 5), a_step("sew", 10), a_step("last", 5, holds_last=True)
SHOP = a_shop(a_person(1, "cut"), a_person(2, "sew"), lasts=(LastSets(family="derby", count=2),))
SEWN = Job(id="a", pairs=24, routing=(CUT, SEW))
ON_LASTS = Job(
    id="a",
    pairs=72,
    routing=(CUT, replace(SEW, holds_last=True, drying_hours=Decimal(20))),
    last_family="derby",
)
LASTED = Job(id="a", pairs=72, routing=(CUT, SEW, LAST), last_family="derby")
LASTING = replace(SHOP, people=(*SHOP.people, a_person(3, "last")))


def a_case(job: Job, now: datetime, shop=SHOP, **more: object) -> RepairCase:
    """One order in the plan of Monday morning: cut 8 to 10, sewn from then on."""
    booked = plan(PlanCase(shop=shop, jobs=(job,), now=MORNING, effort=0)).bookings
    told = (Commitment(job=job),)
    case = RepairCase(shop=shop, commitments=told, booked=booked, now=now, effort=50)
    return replace(case, **more)  # type: ignore[arg-type]


def made(case: RepairCase, change: Callable[[Job], Job]) -> RepairCase:
    """The same plan of an order that is made in another way by now."""
    told = tuple(replace(one, job=change(one.job)) for one in case.commitments)
    return replace(case, commitments=told)


def step(number: int, **more: object) -> Callable[[Job], Job]:
    """Another step of this number."""

    def changed(job: Job) -> Job:
        steps = list(job.routing)
        steps[number - 1] = replace(steps[number - 1], **more)  # type: ignore[arg-type]
        return replace(job, routing=tuple(steps))

    return changed


def booked(case: RepairCase, change: Callable[[Booking], Booking]) -> RepairCase:
    return replace(case, booked=tuple(map(change, case.booked)))


def to_a_partner(hours: int) -> RepairCase:
    """Sewn by a partner, to whom it takes so many hours by now instead of two."""
    far = a_shop(SHOP.people[0], replace(SHOP.people[1], partner=Partner(there_hours=Decimal(2))))
    way = Partner(there_hours=Decimal(hours))
    people = SHOP.people[0], replace(SHOP.people[1], partner=way)
    return replace(a_case(SEWN, MORNING + HOUR, far), shop=replace(far, people=people))


DRY = step(1, drying_hours=Decimal(3))
BENCH = replace(SHOP, stations=(Stations(name="bench", count=1),))
FEWER = replace(SHOP, lasts=(LastSets(family="derby", count=1),))


@pytest.mark.parametrize(
    ("case", "moves"),
    [
        # The clock has passed it, nobody noted it, and it is not dry when the next begins.
        (made(a_case(SEWN, MORNING + 2 * HOUR), DRY), {2}),
        (made(a_case(SEWN, MORNING), DRY), {2}),
        # What began all the same goes on: people were there, the plan was not.
        (made(a_case(SEWN, MORNING + 3 * HOUR), DRY), set()),
        (to_a_partner(5), {2}),
        (made(a_case(SEWN, MORNING, BENCH), step(2, station="bench")), {2}),
        # Seconds: a plan has whole minutes, whatever somebody brings.
        (
            booked(
                a_case(SEWN, MORNING - HOUR),
                lambda one: replace(one, start=one.start - 2 * SECOND, end=one.end - SECOND),
            ),
            {1, 2},
        ),
        (
            booked(
                a_case(SEWN, MORNING + HOUR),
                lambda one: replace(one, start=one.start + 40 * SECOND, end=one.end + 20 * SECOND),
            ),
            {1, 2},
        ),
        # Booked in the evening, for longer than it takes: nobody is there when it begins.
        (
            booked(
                a_case(SEWN, MORNING, frozen_shifts=0),
                lambda one: (
                    replace(one, start=one.start + 8 * HOUR, end=one.end + 24 * HOUR)
                    if one.step == 2
                    else one
                ),
            ),
            {2},
        ),
        # A set of lasts broke while lots are on both: who comes next waits for both of them.
        (replace(a_case(ON_LASTS, MORNING + 8 * HOUR), shop=FEWER), {2}),
        # It takes its lasts a step earlier than it was planned.
        (made(a_case(LASTED, MORNING - 24 * HOUR, LASTING), step(2, holds_last=True)), {2, 3}),
    ],
)  # fmt: skip
def test_what_cannot_stay_moves_and_what_began_goes_on(case: RepairCase, moves: set[int]) -> None:
    changed = {spot(one): one for one in repair(case).bookings}
    rows = tuple(changed.get(spot(one), one) for one in case.booked)
    jobs = tuple(one.job for one in case.commitments)
    look = VerifyCase(
        shop=case.shop,
        jobs=jobs,
        bookings=rows,
        now=case.now,
        kept=tuple(one for one in rows if one.start < case.now),
        begun=tuple(job.id for job in jobs),
    )
    assert verify(look) == ()
    assert {one.step for one in rows if one not in case.booked} == moves


def test_what_nobody_may_move_is_named_by_its_place() -> None:
    """Two lots of somebody else's order on one set of lasts, on Wednesday."""
    case = replace(a_case(ON_LASTS, MORNING), shop=FEWER)
    others = replace(case, commitments=(Commitment(job=replace(SEWN, id="mine")),))
    with pytest.raises(Refusal, match=r"booked\.\d+: .*no set of lasts is free any more"):
        repair(others)
