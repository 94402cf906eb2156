"""The shops of the research folder: 40 and 200 open orders, against the figures published there."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest

from langkah.domain.calendar import work_line
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
from langkah.domain.capacity.schedule import loaded, place
from tests.domain.capacity.shops import Published
from tests.shared import shared

pytestmark = pytest.mark.reference

# Open orders -> tasks, and the weighted tardiness (work-days) published for earliest due date first
KNOWN = {40: (1120, 164), 200: (5488, 422)}


def the_shop(orders: int) -> Published:
    folder = shared("data/planning")
    return Published(folder / f"shop-{orders}.json", folder / "shop-40.json")


def planned(shop: Published) -> PlanAnswer:
    return plan(PlanCase(shop=shop.shop, jobs=shop.jobs(), now=shop.now))


@pytest.mark.parametrize("orders", KNOWN)
def test_the_whole_plan_breaks_no_rule(orders: int) -> None:
    shop = the_shop(orders)
    answer = planned(shop)
    assert len(answer.bookings) == KNOWN[orders][0]
    case = VerifyCase(shop=shop.shop, jobs=shop.jobs(), bookings=answer.bookings, now=shop.now)
    assert verify(case) == ()


@pytest.mark.parametrize("orders", KNOWN)
def test_earliest_due_date_first_is_no_worse_than_published(orders: int) -> None:
    shop = the_shop(orders)
    load = loaded(shop.shop, shop.now, ())
    late = 0
    for order in sorted(shop.orders, key=lambda one: one["due"]):
        end = max(slot.end for slot in place(load, shop.job(order), order["release"]))
        late += order["weight"] * max(0, end - order["due"])
    assert late / 420 <= KNOWN[orders][1]


def test_a_promise_with_200_open_orders_is_quick_and_true() -> None:
    """20 ms of CPU time with all 5,488 bookings read in; room is left for a busy machine."""
    shop = the_shop(200)
    answer = planned(shop)
    spent = []
    for pairs in (1, 24, 60, 150, 300):
        job = replace(new_order(shop), pairs=pairs)
        case = PromiseCase(shop=shop.shop, jobs=(job,), now=shop.now, booked=answer.bookings)
        begin = time.process_time()
        found = promise(case)
        spent.append(time.process_time() - begin)
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
    assert sorted(spent)[len(spent) // 2] <= 0.060


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
