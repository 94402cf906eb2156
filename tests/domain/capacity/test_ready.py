"""The day an order is ready: back from whoever did the last step, and dry; everywhere the same."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest

from langkah.domain.calendar import Span
from langkah.domain.capacity import (
    Commitment,
    EarlierCase,
    Job,
    Operation,
    Partner,
    PlanCase,
    PromiseCase,
    PromisedDay,
    RepairCase,
    Rule,
    VerifyCase,
    earlier,
    plan,
    promise,
    repair,
    verify,
)
from langkah.domain.capacity.chance import ChanceCase, chance
from langkah.domain.capacity.explained import Phase, explain
from langkah.domain.capacity.likely import LikelyCase, likely
from langkah.domain.capacity.risk import risks
from langkah.domain.capacity.spread import Spread
from tests.domain.capacity.shops import MONDAY, MORNING, a_person, a_shop, a_step

CUT, SEW = a_step("cut", 5), a_step("sew", 10)
FAR = replace(a_person(2, "sew"), partner=Partner(there_hours=Decimal(24), back_hours=Decimal(72)))
AWAY = a_shop(a_person(1, "cut"), FAR)
HERE = a_shop(a_person(1, "cut", "sew"))
SURE = Spread(time=Decimal(0), absence=Decimal(0), rework=Decimal(0), late_material=Decimal(0))
DAY = timedelta(days=1)
DRIES = replace(SEW, drying_hours=Decimal(48))


def a_job(last: Operation = SEW) -> Job:
    return Job(id="a", pairs=6, routing=(CUT, last))


@pytest.mark.parametrize(
    ("shop", "job", "ready"),
    [
        # Cut on Monday until 08:30, there on Tuesday, sewn until 09:30, back three days later.
        (AWAY, a_job(), date(2027, 3, 5)),
        (HERE, a_job(DRIES), date(2027, 3, 3)),
        (AWAY, a_job(DRIES), date(2027, 3, 7)),
        (HERE, a_job(), MONDAY),
    ],
)
def test_every_answer_tells_the_same_day(shop: object, job: Job, ready: date) -> None:
    case = PlanCase(shop=shop, jobs=(job,), now=MORNING)  # type: ignore[arg-type]
    booked = plan(case).bookings
    told = (Commitment(job=job, promised=ready),)
    assert plan(case).finishes[0].ready.date() == ready
    given = promise(PromiseCase(shop=case.shop, jobs=(job,), now=MORNING, transit_days=2))
    assert (given.ready, given.arrives) == (ready, ready + 2 * DAY)
    assert [one.day for one in given.parts] == [ready]
    asked = LikelyCase(shop=case.shop, jobs=(job,), now=MORNING, spread=SURE)
    assert (likely(asked).p50, likely(asked).offered) == (ready, ready)
    lived = ChanceCase(shop=case.shop, bookings=booked, now=MORNING, jobs=(job,), spread=SURE)
    (one,) = chance(lived).likely
    assert (one.planned, one.p90) == (ready, ready)
    (risk,) = risks(case.shop, told, booked, MORNING)
    assert risk.ready == ready
    mended = repair(RepairCase(shop=case.shop, commitments=told, booked=booked, now=MORNING))
    assert (mended.broken, mended.moved) == ((), ())
    alone = EarlierCase(shop=case.shop, jobs=(job,), now=MORNING, commitments=(), booked=())
    assert earlier(alone).ready == ready
    judged = VerifyCase(
        shop=case.shop,
        jobs=(job,),
        bookings=booked,
        now=MORNING,
        promised=(PromisedDay(job="a", day=ready),),
    )
    assert verify(judged) == ()
    early = replace(judged, promised=(PromisedDay(job="a", day=ready - DAY),))
    assert {one.rule for one in verify(early)} == {Rule.PROMISE}


def test_a_promise_breaks_by_the_days_on_the_way_back() -> None:
    booked = plan(PlanCase(shop=AWAY, jobs=(a_job(),), now=MORNING)).bookings
    told = (Commitment(job=a_job(), promised=date(2027, 3, 4)),)
    (one,) = repair(RepairCase(shop=AWAY, commitments=told, booked=booked, now=MORNING)).broken
    assert (one.ready, one.days) == (date(2027, 3, 5), 1)


def test_what_dries_at_the_end_is_told() -> None:
    job = a_job(DRIES)
    booked = plan(PlanCase(shop=HERE, jobs=(job,), now=MORNING)).bookings
    found = explain(job, booked, MORNING)
    assert found is not None
    last = found.stretches[-1]
    assert (last.phase, last.end) == (Phase.DRYING, booked[-1].end + 2 * DAY)


def test_who_gives_way_to_a_partner_far_away_still_keeps_the_day() -> None:
    """Going backwards a lot leaves the time it needs to come back."""
    jobs = tuple(Job(id=str(count), pairs=6, routing=(CUT, SEW)) for count in range(3))
    shop = replace(AWAY, people=(*AWAY.people, a_person(3, "sew")))
    booked = plan(PlanCase(shop=shop, jobs=jobs, now=MORNING)).bookings
    told = tuple(Commitment(job=job, promised=MONDAY + 5 * DAY) for job in jobs)
    until = datetime.combine(MONDAY + 6 * DAY, MORNING.time())
    gone = replace(shop.people[2], away=(Span(start=MORNING, end=until),))
    case = RepairCase(
        shop=replace(shop, people=(*AWAY.people, gone)),
        commitments=told,
        booked=booked,
        now=MORNING,
        frozen_shifts=0,
    )
    answer = repair(case)
    assert answer.broken == ()
    assert all(one.after <= MONDAY + 5 * DAY for one in answer.moved)
