"""What proves a promised day, and what it says later about what moved (V08)."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from langkah.domain.capacity import (
    Certificate,
    Ground,
    Job,
    PlanCase,
    PromiseCase,
    certify,
    moved,
    plan,
    promise,
)
from tests.domain.capacity.shops import MORNING, a_person, a_shop, a_step

SEW = a_step("sew", 10)
JOB = Job(id="quote 7", pairs=48, routing=(SEW,), title="Oxford")
SHOP = a_shop(a_person(1, "sew"), a_person(2, "sew"))
OTHERS = plan(
    PlanCase(shop=SHOP, jobs=(Job(id="other", pairs=72, routing=(SEW,)),), now=MORNING)
).bookings
CASE = PromiseCase(shop=SHOP, jobs=(JOB,), now=MORNING, booked=OTHERS)


def proof(case: PromiseCase = CASE) -> Certificate:
    return certify(case, promise(case).bookings)


def test_the_same_question_has_the_same_proof() -> None:
    assert proof() == proof()
    assert len(proof().digest) == 64


def test_neither_the_name_of_the_job_nor_the_order_of_bookings_counts() -> None:
    """A quote's line becomes an order's line; a table gives its rows in any order."""
    renamed = replace(JOB, id="order 3")
    turned = replace(CASE, jobs=(renamed,), booked=OTHERS[::-1])
    assert proof(turned) == proof()


@pytest.mark.parametrize(
    ("change", "grounds"),
    [
        ({"shop": a_shop(a_person(1, "sew"), a_person(3, "sew"))}, {Ground.SHOP, Ground.PLAN}),
        ({"jobs": (replace(JOB, pairs=47),)}, {Ground.JOBS, Ground.PLAN}),
        ({"booked": OTHERS[:-1]}, {Ground.FLOOR, Ground.PLAN}),
        (
            {"jobs": (replace(JOB, routing=(replace(SEW, drying_hours=Decimal(1)),)),)},
            {Ground.JOBS},
        ),
    ],
)
def test_each_ground_shows_when_it_moves(change: dict[str, object], grounds: set[Ground]) -> None:
    assert set(moved(proof(), proof(replace(CASE, **change)))) == grounds  # type: ignore[arg-type]


def test_a_booking_moved_by_a_minute_shows_in_the_plan_alone() -> None:
    bookings = promise(CASE).bookings
    later = replace(bookings[0], end=bookings[0].end + timedelta(minutes=1))
    then, now = certify(CASE, bookings), certify(CASE, (later, *bookings[1:]))
    assert moved(then, now) == (Ground.PLAN,)
    assert then.digest != now.digest
