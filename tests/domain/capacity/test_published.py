"""The shops of the research folder: 40 and 200 open orders, against the figures published there."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from langkah.domain.capacity import (
    Job,
    PlanAnswer,
    PlanCase,
    PromiseCase,
    VerifyCase,
    plan,
    promise,
    verify,
)
from langkah.domain.capacity.shop import closes
from langkah.domain.work_line import work_line
from tests.domain.capacity.shops import Published
from tests.shared import shared

pytestmark = pytest.mark.reference

# Open orders -> tasks
KNOWN = {40: 1120, 200: 5488}


def the_shop(orders: int) -> Published:
    folder = shared("data/planning")
    return Published(folder / f"shop-{orders}.json", folder / "shop-40.json")


def planned(shop: Published) -> PlanAnswer:
    return plan(PlanCase(shop=shop.shop, jobs=shop.jobs(), now=shop.now, effort=0))


@pytest.mark.parametrize("orders", KNOWN)
def test_the_whole_plan_breaks_no_rule(orders: int) -> None:
    shop = the_shop(orders)
    answer = planned(shop)
    assert len(answer.bookings) == KNOWN[orders]
    case = VerifyCase(shop=shop.shop, jobs=shop.jobs(), bookings=answer.bookings, now=shop.now)
    assert verify(case) == ()


# Open orders -> the weighted tardiness (work-days) published for the best of nine rules
BEST_RULE = {40: 68, 200: 350}


@pytest.mark.parametrize("orders", KNOWN)
def test_the_search_beats_the_published_rules_and_its_own(orders: int) -> None:
    """The published bars (0.55 and 0.60 of the best rule) with a small part of the effort."""
    shop = the_shop(orders)
    case = PlanCase(shop=shop.shop, jobs=shop.exact_jobs(), now=shop.now, effort=10_000)
    answer = plan(case)
    rules = {one.rule: one.late for one in answer.rules}
    assert len(rules) == 9
    assert answer.late <= min(rules.values()) <= rules["earliest due"]
    assert answer.late / 420 <= Decimal("0.60") * BEST_RULE[orders]
    done = {one.job: one.ready for one in answer.finishes}
    line = work_line(shop.shop.calendar, shop.now.date())
    late = sum(
        job.weight * max(0, line.at(done[job.id]) - line.at(closes(job.due)))
        for job in case.jobs
        if job.due
    )
    assert late == answer.late


def test_the_same_seed_and_effort_give_the_same_plan() -> None:
    shop = the_shop(40)
    case = PlanCase(shop=shop.shop, jobs=shop.exact_jobs(), now=shop.now, effort=5_000)
    assert plan(case) == plan(case)
    assert plan(replace(case, seed=2)).bookings != plan(case).bookings


def test_a_promise_with_200_open_orders_is_true() -> None:
    shop = the_shop(200)
    answer = planned(shop)
    for pairs in (1, 24, 60, 150, 300):
        job = replace(new_order(shop), pairs=pairs)
        case = PromiseCase(shop=shop.shop, jobs=(job,), now=shop.now, booked=answer.bookings)
        found = promise(case)
        everything = (*answer.bookings, *found.bookings)
        whole = VerifyCase(
            shop=shop.shop,
            jobs=(*shop.jobs(), job),
            bookings=everything,
            now=shop.now,
            kept=answer.bookings,
        )
        assert verify(whole) == ()
        assert found.binds
        assert found.parts[-1].pairs == pairs


def new_order(shop: Published) -> Job:
    return replace(shop.jobs()[3], id="new", material_ready=None, last_family="1")


def test_gaps_are_used() -> None:
    """A pair finds its place among 40 orders within days, though the plan is full for months."""
    shop = the_shop(40)
    answer = planned(shop)
    last = work_line(shop.shop.calendar, shop.now.date()).at(
        max(one.ready for one in answer.finishes)
    )
    job = replace(new_order(shop), pairs=1)
    found = promise(PromiseCase(shop=shop.shop, jobs=(job,), now=shop.now, booked=answer.bookings))
    line = work_line(shop.shop.calendar, shop.now.date())
    assert line.at(found.finishes[0].ready) < last / 3
