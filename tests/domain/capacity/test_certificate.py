"""What proves a promised day, and what it says later about what moved (V08)."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from hashlib import sha256

import pytest

from langkah.domain.capacity import (
    Certificate,
    Ground,
    Job,
    LastSets,
    PlanCase,
    PromiseCase,
    certify,
    moved,
    plan,
    promise,
)
from langkah.domain.product import SizePairs
from tests.domain.capacity.shops import MONDAY, MORNING, a_person, a_shop, a_step

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
        # After the day on which it begins the plan is another one too.
        ({"jobs": (replace(JOB, material_ready=MONDAY + timedelta(days=-1)),)}, {Ground.JOBS}),
        (
            {"jobs": (replace(JOB, material_ready=MONDAY + timedelta(days=9)),)},
            {Ground.JOBS, Ground.PLAN},
        ),
        ({"jobs": (replace(JOB, last_family="derby"),)}, {Ground.JOBS}),
        ({"jobs": (replace(JOB, not_before=MORNING),)}, {Ground.JOBS}),
        ({"answer_by": MORNING + timedelta(days=9)}, {Ground.JOBS, Ground.PLAN}),
        ({"now": MORNING - timedelta(minutes=1)}, set()),
    ],
)
def test_each_ground_shows_when_it_moves(change: dict[str, object], grounds: set[Ground]) -> None:
    assert set(moved(proof(), proof(replace(CASE, **change)))) == grounds  # type: ignore[arg-type]


def test_the_moment_of_the_question_is_part_of_the_proof() -> None:
    earlier = proof(replace(CASE, now=MORNING - timedelta(minutes=1)))
    assert earlier.digest != proof().digest


def test_waiting_for_the_answer_is_the_same_by_job_and_by_question() -> None:
    until = MORNING + timedelta(days=3)
    by_job = replace(CASE, jobs=(replace(JOB, not_before=until),))
    assert proof(by_job) == proof(replace(CASE, answer_by=until))


def test_a_proof_of_an_older_engine_reads_as_it_was_written() -> None:
    """Engine 3 covered of each job its pairs and steps, and not when it was asked."""

    def of(*lines: str) -> str:
        return sha256("\n".join(lines).encode()).hexdigest()

    then = certify(CASE, promise(CASE).bookings, "3")
    assert then.asked == ""
    assert then.jobs == of(repr((0, JOB.pairs, JOB.routing)))
    assert then.digest == of("3", then.shop, then.jobs, then.floor, then.plan)
    late = replace(CASE, jobs=(replace(JOB, material_ready=MONDAY + timedelta(days=9)),))
    assert moved(then, certify(late, promise(CASE).bookings, "3")) == ()


def test_a_booking_moved_by_a_minute_shows_in_the_plan_alone() -> None:
    bookings = promise(CASE).bookings
    later = replace(bookings[0], end=bookings[0].end + timedelta(minutes=1))
    then, now = certify(CASE, bookings), certify(CASE, (later, *bookings[1:]))
    assert moved(then, now) == (Ground.PLAN,)
    assert then.digest != now.digest


def test_counted_lasts_are_in_the_proof_and_uncounted_ones_change_no_older_proof() -> None:
    plain = replace(CASE, shop=replace(CASE.shop, lasts=(LastSets(family="derby", count=1),)))
    pairs = (SizePairs(size="39", pairs=2),)
    lasts = (LastSets(family="derby", count=1, sizes=pairs),)
    counted = replace(CASE, shop=replace(CASE.shop, lasts=lasts))
    assert "sizes" not in repr(plain.shop.lasts)
    assert moved(certify(plain, ()), certify(counted, ())) == (Ground.SHOP,)
