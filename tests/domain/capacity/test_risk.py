"""Which promise is nearest to breaking, and why."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest

from langkah.domain.capacity import Booking, Job, PlanCase, plan
from langkah.domain.capacity.narrow import narrows
from langkah.domain.capacity.risk import risks
from langkah.domain.capacity.standing import Commitment
from langkah.domain.capacity.what_if import WhatIfCase
from tests.domain.capacity.shops import MONDAY, MORNING, a_person, a_shop, a_step

JOB = Job(id="order 1", pairs=24, routing=(a_step("sew", 10), a_step("pack", 2)))
SHOP = a_shop(a_person(1, "sew"), a_person(2, "pack"))


def day(count: int) -> date:
    return MONDAY + timedelta(days=count)


def at(count: int, hour: int) -> datetime:
    return datetime.combine(day(count), time(hour))


def row(step: int, start: datetime, job: str = "order 1") -> Booking:
    return Booking(
        job=job, lot=1, step=step, operation=("sew", "pack")[step - 1], pairs=24, person=step,
        start=start, end=start + timedelta(hours=1),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("starts", "job", "said"),
    [
        ((at(0, 8), at(0, 9)), JOB, "“pack” with Maker 2 is the last step."),
        (
            (at(0, 8), at(3, 9)),
            JOB,
            "“pack” with Maker 2 is the last step.",
        ),
        (
            (at(3, 8), at(3, 9)),
            JOB,
            "The last lot begins on 2027-03-04 with Maker 1; others come before it.",
        ),
        (
            (at(3, 8), at(3, 9)),
            replace(JOB, material_ready=day(3)),
            "The material comes on 2027-03-04; nothing starts before.",
        ),
    ],
)
def test_why(starts: tuple[datetime, datetime], job: Job, said: str) -> None:
    booked = (row(1, starts[0]), row(2, starts[1]))
    (risk,) = risks(SHOP, (Commitment(job=job, promised=day(9)),), booked, MORNING)
    assert str(risk.why) == said


def test_what_is_waited_for_is_what_more_of_it_would_help() -> None:
    """Planned with the packer on Thursday, but it is the one who sews that everybody waits for."""
    book = tuple(Job(id=f"order {count}", pairs=96, routing=JOB.routing) for count in range(3))
    booked = plan(PlanCase(shop=SHOP, jobs=book, now=MORNING, effort=50)).bookings
    told = tuple(Commitment(job=job, promised=day(9)) for job in book)
    first, *_ = narrows(
        WhatIfCase(shop=SHOP, changed=SHOP, commitments=told, booked=booked, now=MORNING)
    )
    assert str(first.more) == "one more person for sew"
    assert first.told in [one.why for one in risks(SHOP, told, booked, MORNING)]


def test_the_worst_first_and_none_without_a_promise() -> None:
    names = ("late", "tight", "calm", "free")
    jobs = [replace(JOB, id=name) for name in names]
    promised = (day(0), day(3), day(20), None)
    booked = [one for name in names for one in (row(1, at(1, 8), name), row(2, at(1, 9), name))]
    found = risks(
        SHOP,
        [Commitment(job=job, promised=on) for job, on in zip(jobs, promised, strict=True)],
        booked,
        MORNING,
    )
    assert [(one.job, one.slack, one.late_days, one.tight) for one in found] == [
        ("late", -1, 1, False),
        ("tight", 2, 0, True),
        ("calm", 19, 0, False),
    ]
