"""Work of a held quote begins only when its buyer can answer no more, however the plan is made anew
(V08): nobody makes pairs that nobody has ordered.

An hour of work is six pairs; 24 pairs of the quote are planned from Thursday on, behind an order.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from langkah.domain.capacity import Booking, Job, PlanCase, PromiseCase, Shop, plan, promise
from langkah.domain.capacity.disruption import RepairCase, Rush
from langkah.domain.capacity.earlier import EarlierCase, earlier
from langkah.domain.capacity.follow import FollowCase, follow
from langkah.domain.capacity.move import MoveCase, move
from langkah.domain.capacity.repair import repair
from langkah.domain.capacity.spots import spot
from langkah.domain.capacity.standing import Commitment
from langkah.domain.capacity.verify import Rule, VerifyCase, verify
from langkah.domain.capacity.what_if import Manner, WhatIfCase, hired, what_if, with_rest
from langkah.domain.reason import Refusal
from tests.domain.capacity.shops import MONDAY, MORNING, a_person, a_shop, a_step
from tests.domain.capacity.test_laws import jobs, law, shops

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
ANSWER_BY = MORNING + 2 * DAY + 16 * HOUR - timedelta(seconds=1)
SEW = a_step("sew", 10)
ORDER = Job(id="order", pairs=96, routing=(SEW,))
QUOTE = Job(id="quote", pairs=24, routing=(SEW,))
SHOP = a_shop(a_person(1, "sew"), a_person(2, "sew"))
BEFORE = plan(PlanCase(shop=SHOP, jobs=(ORDER,), now=MORNING, effort=0)).bookings
HELD = promise(
    PromiseCase(shop=SHOP, jobs=(QUOTE,), now=MORNING, booked=BEFORE, answer_by=ANSWER_BY)
).bookings
BOOKED = (*BEFORE, *HELD)
PROMISED = max(one.end for one in HELD).date()
STANDING = (
    Commitment(job=ORDER, promised=MONDAY + 9 * DAY),
    Commitment(job=replace(QUOTE, not_before=ANSWER_BY), promised=PROMISED),
)
WIDE = hired(SHOP, "sew")


def with_changes(found: Iterable[Booking]) -> tuple[Booking, ...]:
    changed = {spot(one): one for one in found}
    new = (one for at, one in changed.items() if at not in {spot(old) for old in BOOKED})
    return (*(changed.get(spot(one), one) for one in BOOKED), *new)


def what(manner: Manner) -> Callable[[], tuple[Booking, ...]]:
    def made() -> tuple[Booking, ...]:
        changed = WIDE if manner is not Manner.MEND else with_rest(SHOP, MONDAY, MONDAY)
        return what_if(
            WhatIfCase(
                shop=SHOP,
                changed=changed,
                commitments=STANDING,
                booked=BOOKED,
                now=MORNING,
                manner=manner,
            )
        ).plan

    return made


def repaired(**more: object) -> tuple[Booking, ...]:
    case = RepairCase(shop=WIDE, commitments=STANDING, booked=BOOKED, now=MORNING, frozen_shifts=0)
    return with_changes(repair(replace(case, **more)).bookings)  # type: ignore[arg-type]


def rushed() -> tuple[Booking, ...]:
    rush = Job(id="rush", pairs=24, routing=(SEW,))
    return repaired(rush=(Rush(job=rush, wish=MONDAY),))


def earlier_for_another() -> tuple[Booking, ...]:
    new = Job(id="new", pairs=48, routing=(SEW,))
    case = EarlierCase(
        shop=SHOP, jobs=(new,), now=MORNING, commitments=STANDING, booked=BOOKED, effort=300
    )
    return with_changes(earlier(case).bookings)


def followed() -> tuple[Booking, ...]:
    lots = frozenset((one.job, one.lot) for one in HELD)
    return follow(
        FollowCase(shop=WIDE, commitments=STANDING, booked=BOOKED, now=MORNING, forward=lots)
    ).plan


REPLANNED = {
    "kept": what(Manner.KEEP),
    "mended": what(Manner.MEND),
    "come forward": what(Manner.FORWARD),
    "repaired": repaired,
    "freed": lambda: repaired(freed=True),
    "cancelled": lambda: repaired(cancelled=("order",)),
    "rushed": rushed,
    "earlier": earlier_for_another,
    "followed": followed,
    "planned": lambda: (
        plan(
            PlanCase(shop=WIDE, jobs=tuple(one.job for one in STANDING), now=MORNING, effort=50)
        ).bookings
    ),
}


@pytest.mark.parametrize("replan", REPLANNED.values(), ids=REPLANNED)
def test_no_new_plan_begins_before_the_answer(replan: Callable[[], tuple[Booking, ...]]) -> None:
    starts = [one.start for one in replan() if one.job == "quote"]
    assert starts
    assert min(starts) >= ANSWER_BY


def test_a_rest_leaves_the_promised_day() -> None:
    found = what_if(
        WhatIfCase(
            shop=SHOP,
            changed=with_rest(SHOP, MONDAY, MONDAY),
            commitments=STANDING,
            booked=BOOKED,
            now=MORNING,
            manner=Manner.KEEP,
        )
    )
    assert not found.broken


def test_a_plan_that_begins_before_the_answer_is_mended() -> None:
    """As a calendar of an earlier version left it: even what the clock says is under way."""
    early = tuple(
        replace(one, start=one.start - 3 * DAY, end=one.end - 3 * DAY, person=2) for one in HELD
    )
    free = tuple(one for one in BEFORE if one.person == 1)
    standing = (Commitment(job=replace(ORDER, pairs=sum(one.pairs for one in free))), STANDING[1])
    for now in (MORNING, MORNING + HOUR, MORNING + DAY):
        case = RepairCase(shop=SHOP, commitments=standing, booked=(*free, *early), now=now)
        starts = [one.start for one in repair(case).bookings if one.job == "quote"]
        assert starts
        assert min(starts) >= ANSWER_BY


def test_a_step_is_not_put_before_the_answer() -> None:
    case = MoveCase(
        shop=SHOP,
        commitments=STANDING,
        booked=BOOKED,
        now=MORNING,
        job="quote",
        lot=1,
        step=1,
        person=2,
        day=MONDAY + DAY,
    )
    with pytest.raises(Refusal, match="the buyer may say yes until"):
        move(case)
    assert move(replace(case, day=HELD[0].start.date())).allowed


def test_what_had_to_stay_does_not_excuse_it() -> None:
    job = replace(QUOTE, not_before=HELD[0].start + timedelta(minutes=1))
    case = VerifyCase(
        shop=SHOP, jobs=(job,), bookings=BOOKED, now=MORNING, kept=BOOKED, begun=("quote",)
    )
    assert {one.rule for one in verify(case)} == {Rule.UNORDERED}


@law
@given(shop=shops(), job=jobs("new"), minutes=st.integers(0, 20_000))
def test_a_plan_waits_for_the_answer_like_a_promise(shop: Shop, job: Job, minutes: int) -> None:
    """Written on the job or asked with the question: the same plan, and the verifier agrees."""
    until: datetime = MORNING + timedelta(minutes=minutes, seconds=30)
    held = replace(job, not_before=until)
    by_job = promise(PromiseCase(shop=shop, jobs=(held,), now=MORNING, explain=False)).bookings
    asked = PromiseCase(shop=shop, jobs=(job,), now=MORNING, answer_by=until, explain=False)
    assert by_job == promise(asked).bookings
    assert not verify(VerifyCase(shop=shop, jobs=(held,), bookings=by_job, now=MORNING))
