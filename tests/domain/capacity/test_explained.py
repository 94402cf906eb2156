"""A day told as stretches that follow one another without a gap, and in one sentence."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from hypothesis import given

from langkah.domain.capacity import Job, PlanCase, PromiseCase, Shop, plan, promise
from langkah.domain.capacity.explained import Phase, explain, joined
from tests.domain.capacity.shops import MONDAY, MORNING, a_person, a_shop, a_step
from tests.domain.capacity.test_laws import jobs, law, order_books, shops

SOLE = a_step("sole", 10, drying_hours=Decimal(20))
JOB = Job(id="new", pairs=24, routing=(SOLE, a_step("pack", 2)), title="Oxford")
SHOP = a_shop(a_person(1, "sole"), a_person(2, "pack"))
DAY = timedelta(days=1)


def told(job: Job = JOB, waits: int = 0, **more: object) -> tuple[list[tuple[str, int]], str]:
    """Phases with their hours, and the sentence."""
    other = Job(id="other", pairs=42 * waits, routing=(a_step("sole", 10),))
    booked = plan(PlanCase(shop=SHOP, jobs=(other,), now=MORNING)).bookings if waits else ()
    answer_by = more.get("answer_by")
    answer = promise(
        PromiseCase(shop=SHOP, jobs=(job,), now=MORNING, booked=booked, answer_by=answer_by)  # type: ignore[arg-type]
    )
    found = explain(job, answer.bookings, MORNING, **more)  # type: ignore[arg-type]
    assert found
    hours = [
        (one.phase.value, (one.end - one.start) // timedelta(hours=1)) for one in found.stretches
    ]
    return hours, str(found.sentence)


def test_made_at_once() -> None:
    """Four hours of soling until noon, dry on Tuesday at 08:00."""
    assert told() == (
        [("making", 4), ("drying", 20), ("making", 0)],
        "By the plan ready on 2027-03-02: most of the time until then is drying.",
    )


def test_way_and_buffer_come_after_the_work() -> None:
    hours, _ = told(promised=MONDAY + 3 * DAY, transit_days=5)
    assert hours[-2:] == [("buffer", 63), ("transit", 120)]


@pytest.mark.parametrize(
    ("job", "more", "said"),
    [
        (replace(JOB, material_ready=MONDAY + 9 * DAY), {}, "is waiting for the material."),
        (
            JOB,
            {"waits": 5},
            "waiting: for lots that come first, of this order or others, and for days off.",
        ),
        (
            JOB,
            {"answer_by": MORNING + 7 * DAY},
            "kept for the buyer, who has not said yes yet.",
        ),
    ],
)
def test_the_longest_part_is_named(job: Job, more: dict[str, object], said: str) -> None:
    assert told(job, **more)[1].endswith(said)  # type: ignore[arg-type]


def test_short_pauses_belong_to_the_work() -> None:
    job = Job(id="new", pairs=12, routing=(a_step("sole", 10), a_step("pack", 2)))
    answer = promise(PromiseCase(shop=SHOP, jobs=(job,), now=MORNING))
    found = explain(job, answer.bookings, MORNING)
    assert found
    assert [(one.phase, one.what) for one in joined(found.stretches)] == [
        (Phase.MAKING, "sole – pack")
    ]


def test_nothing_planned_nothing_told() -> None:
    assert explain(JOB, (), MORNING) is None


@law
@given(shop=shops(), book=order_books, new=jobs("new"))
def test_stretches_follow_one_another(shop: Shop, book: tuple[Job, ...], new: Job) -> None:
    booked = plan(PlanCase(shop=shop, jobs=book, now=MORNING, effort=0)).bookings if book else ()
    answer = promise(PromiseCase(shop=shop, jobs=(new,), now=MORNING, booked=booked, explain=False))
    found = explain(new, answer.bookings, MORNING, transit_days=3)
    assert found
    assert found.stretches[-1].phase is Phase.TRANSIT
    assert joined(found.stretches)[-1] == found.stretches[-1]
    at = MORNING
    for one in found.stretches:
        assert at <= one.start <= one.end
        at = one.end
