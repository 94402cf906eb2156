"""An order in front of others: as early as it can be, and every promise that breaks by name."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from hypothesis import given

from langkah.domain.capacity import (
    Commitment,
    EarlierCase,
    Job,
    PlanCase,
    Shop,
    VerifyCase,
    earlier,
    plan,
    verify,
)
from langkah.domain.capacity.in_front import in_front
from langkah.domain.capacity.ready import Ready
from tests.domain.capacity.shops import MONDAY, MORNING, a_person, a_shop, a_step
from tests.domain.capacity.test_laws import jobs, law, order_books, shops

SEW = a_step("sew", 10)
# 48 pairs are eight hours, a day of seven holds 42 pairs.
FIRST = Job(id="order 1", title="O1", pairs=48, routing=(SEW,))
SECOND = Job(id="order 2", title="O2", pairs=48, routing=(SEW,))
SHOP = a_shop(a_person(1, "sew"))
CASE = EarlierCase(
    shop=SHOP,
    jobs=(Job(id="rush", title="rush", pairs=48, routing=(SEW,)),),
    now=MORNING,
    commitments=(
        Commitment(job=FIRST, promised=MONDAY + timedelta(days=1)),
        Commitment(job=SECOND, promised=MONDAY + timedelta(days=2)),
    ),
    booked=plan(PlanCase(shop=SHOP, jobs=(FIRST, SECOND), now=MORNING, effort=0)).bookings,
    effort=500,
)


def test_it_goes_first_and_says_whose_promise_breaks() -> None:
    answer = in_front(CASE)
    assert answer.ready == MONDAY + timedelta(days=1)
    assert earlier(CASE).ready == MONDAY + timedelta(days=3)
    assert {one.job for one in answer.broken} <= {"order 1", "order 2"}
    assert answer.broken


def test_what_has_begun_stays() -> None:
    now = MORNING + timedelta(hours=1)
    answer = in_front(replace(CASE, now=now))
    begun = [one for one in CASE.booked if one.start < now]
    assert begun
    assert set(begun) <= set(answer.plan)


@law
@given(shop=shops(), book=order_books, rush=jobs("rush"))
def test_every_answer_is_a_verified_plan(shop: Shop, book: tuple[Job, ...], rush: Job) -> None:
    booked = plan(PlanCase(shop=shop, jobs=book, now=MORNING, effort=100)).bookings if book else ()
    days = Ready(shop, book).days(booked)
    case = EarlierCase(
        shop=shop,
        jobs=(rush,),
        now=MORNING,
        commitments=tuple(Commitment(job=job, promised=days[job.id]) for job in book),
        booked=booked,
        effort=200,
    )
    answer = in_front(case)
    whole = VerifyCase(shop=shop, jobs=(*book, rush), bookings=answer.plan, now=MORNING)
    assert verify(whole) == ()
    after = Ready(shop, (*book, rush)).days(answer.plan)
    assert answer.ready == after["rush"]
    assert {one.job for one in answer.broken} == {
        job.id for job in book if after[job.id] > days[job.id]
    }
