"""Earlier for a new order by putting others in another order: nobody's promise is touched."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time, timedelta
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from langkah.domain.capacity import (
    Booking,
    Commitment,
    EarlierAnswer,
    EarlierCase,
    Job,
    LastSets,
    PlanCase,
    PromisedDay,
    Shop,
    VerifyCase,
    earlier,
    plan,
    verify,
)
from tests.domain.capacity.shops import MONDAY, MORNING, Published, a_person, a_shop, a_step
from tests.shared import shared

SHOP = a_shop(a_person(1, "cut", "sew"), a_person(2, "sew"))
ROUTING = (a_step("cut", 5), a_step("sew", 20, drying_hours=Decimal(4)))


def a_job(name: str, pairs: int) -> Job:
    return Job(id=name, pairs=pairs, routing=ROUTING)


def planned(shop: Shop, jobs: tuple[Job, ...]) -> tuple[Booking, ...]:
    return plan(PlanCase(shop=shop, jobs=jobs, now=MORNING, effort=0)).bookings


def a_case(slack: int, **more: object) -> EarlierCase:
    """Four orders on the floor, each promised so many days after its plan; six pairs are asked."""
    jobs = tuple(a_job(f"order {count}", 48) for count in range(4))
    booked = planned(SHOP, jobs)
    commitments = tuple(
        Commitment(job=job, promised=last_day(booked, job.id) + timedelta(days=slack))
        for job in jobs
    )
    return EarlierCase(
        shop=SHOP,
        jobs=(a_job("new", 6),),
        now=MORNING,
        commitments=commitments,
        booked=booked,
        effort=2_000,
        **more,  # type: ignore[arg-type]
    )


def last_day(bookings: tuple[Booking, ...], job: str) -> datetime:
    return max(one.end for one in bookings if one.job == job).date()  # type: ignore[return-value]


def whole(case: EarlierCase, answer: EarlierAnswer) -> VerifyCase:
    """The plan that would stand if the answer were taken."""
    new = {(one.job, one.lot, one.step) for one in answer.bookings}
    left = tuple(one for one in case.booked if (one.job, one.lot, one.step) not in new)
    return VerifyCase(
        shop=case.shop,
        jobs=(*(one.job for one in case.commitments), *case.jobs),
        bookings=(*left, *answer.bookings),
        now=case.now,
        promised=tuple(
            PromisedDay(job=one.job.id, day=one.promised)
            for one in case.commitments
            if one.promised
        ),
    )


def test_slack_that_was_given_away_brings_a_small_order_forward() -> None:
    case = a_case(slack=5)
    answer = earlier(case)
    assert answer.days > 0
    assert answer.moved
    assert verify(whole(case, answer)) == ()
    assert {one.job for one in answer.slack} <= {one.job.id for one in case.commitments}
    assert all(one.after >= 0 for one in answer.slack)
    assert all(one.after == (one.promised - one.ready).days for one in answer.slack)


def test_without_a_gain_nobody_is_moved() -> None:
    """An empty floor: the first answer is the best one, and it is given as it is."""
    case = replace(a_case(slack=5), commitments=(), booked=())
    answer = earlier(case)
    assert (answer.days, answer.moved, answer.slack) == (0, (), ())
    assert {one.job for one in answer.bookings} == {"new"}


def test_what_begins_soon_is_left_alone() -> None:
    case = a_case(slack=5, frozen_until=datetime.combine(MONDAY + timedelta(days=2), time(0)))
    answer = earlier(case)
    soon = [one for one in case.booked if one.start < (case.frozen_until or case.now)]
    changed = {(one.job, one.lot, one.step) for one in answer.bookings}
    assert soon
    assert not changed & {(one.job, one.lot, one.step) for one in soon}
    assert verify(replace(whole(case, answer), kept=tuple(soon))) == ()


def test_the_same_seed_gives_the_same_answer() -> None:
    assert earlier(a_case(slack=5)) == earlier(a_case(slack=5))


@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(
    slack=st.lists(st.integers(0, 6), min_size=3, max_size=3),
    pairs=st.lists(st.integers(1, 60), min_size=4, max_size=4),
)
def test_no_promise_is_ever_broken(slack: list[int], pairs: list[int]) -> None:
    jobs = tuple(a_job(f"order {at}", count) for at, count in enumerate(pairs[:3]))
    booked = planned(SHOP, jobs)
    case = EarlierCase(
        shop=SHOP,
        jobs=(a_job("new", pairs[3]),),
        now=MORNING,
        commitments=tuple(
            Commitment(job=job, promised=last_day(booked, job.id) + timedelta(days=more))
            for job, more in zip(jobs, slack, strict=True)
        ),
        booked=booked,
        effort=300,
    )
    answer = earlier(case)
    assert verify(whole(case, answer)) == ()
    assert answer.ready <= answer.instant


@pytest.mark.reference
@pytest.mark.parametrize("orders", [40, 200])
def test_open_orders_with_ten_days_of_slack(orders: int) -> None:
    """The shops of the research folder: a pair of dozen is ready in days instead of months."""
    folder = shared("data/planning")
    shop = Published(folder / f"shop-{orders}.json", folder / "shop-40.json")
    jobs = shop.exact_jobs()
    booked = plan(PlanCase(shop=shop.shop, jobs=jobs, now=shop.now, effort=10_000)).bookings
    case = EarlierCase(
        shop=shop.shop,
        jobs=(replace(jobs[3], id="new", pairs=24, material_ready=None),),
        now=shop.now,
        commitments=tuple(
            Commitment(job=job, promised=last_day(booked, job.id) + timedelta(days=10))
            for job in jobs
        ),
        booked=booked,
        effort=2_000,
    )
    answer = earlier(case)
    assert verify(whole(case, answer)) == ()
    assert (answer.ready - shop.now.date()).days * 10 < (answer.instant - shop.now.date()).days


def test_a_promise_that_is_missed_already_is_missed_by_no_more() -> None:
    case = a_case(slack=5)
    first = case.commitments[0].job
    ready = last_day(case.booked, first.id)
    missed = Commitment(job=first, promised=ready - timedelta(days=3))
    case = replace(case, commitments=(missed, *case.commitments[1:]))
    answer = earlier(case)
    assert answer.days > 0
    rows = (*(one for one in case.booked if one.job not in answer.moved), *answer.bookings)
    assert last_day(rows, first.id) <= ready


def test_a_plan_that_cannot_be_carried_out_is_left_to_be_repaired_first() -> None:
    """Two lots on one person at the same hour: the answer moves nobody."""
    case = a_case(slack=5)
    twice = replace(case.booked[0], lot=2)
    rows = (*(one for one in case.booked if (one.lot, one.step) != (2, 1)), twice)
    answer = earlier(replace(case, booked=rows))
    assert (answer.days, answer.moved) == (0, ())


def test_the_slack_that_is_used_is_told() -> None:
    answer = earlier(a_case(slack=5))
    assert answer.slack_before == 20
    left = 20 - sum(one.before - one.after for one in answer.slack)
    assert answer.slack_after == left


def test_a_lot_on_its_lasts_is_no_reason_for_the_instant_day() -> None:
    """It is being lasted and soled a day later than it could be; its set is held until then."""
    last = a_step("last", 5, holds_last=True)
    sole = a_step("sole", 10, drying_hours=Decimal(20), holds_last=True)
    shop = a_shop(
        a_person(1, "last", "sole"), a_person(2, "cut"), lasts=(LastSets(family="derby", count=1),)
    )
    on_lasts = Job(id="boot", pairs=24, routing=(last, sole), last_family="derby")
    jobs = (on_lasts, *(Job(id=name, pairs=96, routing=(a_step("cut", 5),)) for name in "abc"))
    later = timedelta(days=1)
    booked = tuple(
        replace(
            one,
            start=one.start + later * (one.operation == "sole"),
            end=one.end + later * (one.operation == "sole"),
            last_until=one.last_until and one.last_until + later,
        )
        for one in planned(shop, jobs)
    )
    case = EarlierCase(
        shop=shop,
        jobs=(replace(jobs[1], id="new", pairs=6),),
        now=MORNING + timedelta(hours=1),
        commitments=tuple(
            Commitment(job=job, promised=last_day(booked, job.id) + timedelta(days=5))
            for job in jobs
        ),
        booked=booked,
        effort=500,
    )
    assert earlier(case).days > 0
