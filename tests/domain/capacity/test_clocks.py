"""A moment with a time zone is refused by its field, whoever is asked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC

import pytest

from langkah.domain.capacity import (
    Commitment,
    EarlierCase,
    Job,
    PlanCase,
    PromiseCase,
    RepairCase,
    earlier,
    plan,
    promise,
    repair,
)
from langkah.domain.capacity.chance import ChanceCase, chance
from langkah.domain.reason import Refusal
from tests.domain.capacity.shops import MORNING, a_person, a_shop, a_step

SHOP = a_shop(a_person(1, "sew"))
JOB = Job(id="a", pairs=6, routing=(a_step("sew", 10),))
THERE = MORNING.replace(tzinfo=UTC)
LATE, DUE = replace(JOB, material_ready=THERE), replace(JOB, due=THERE)
TOLD = (Commitment(job=replace(JOB, id="b", material_ready=THERE)),)
NEW = EarlierCase(shop=SHOP, now=MORNING, jobs=(JOB,), commitments=(), booked=())


@pytest.mark.parametrize(
    ("ask", "words"),
    [
        (lambda: plan(PlanCase(shop=SHOP, now=MORNING, jobs=(LATE,))), "a: write material_ready"),
        (lambda: plan(PlanCase(shop=SHOP, now=MORNING, jobs=(DUE,))), "a: write due"),
        (lambda: promise(PromiseCase(shop=SHOP, now=MORNING, jobs=(LATE,))), "material_ready"),
        (
            lambda: repair(RepairCase(shop=SHOP, now=MORNING, commitments=TOLD, booked=())),
            "b: write material_ready",
        ),
        (lambda: earlier(replace(NEW, jobs=(LATE,))), "a: write material_ready"),
        (lambda: earlier(replace(NEW, commitments=TOLD)), "b: write material_ready"),
        (lambda: earlier(replace(NEW, frozen_until=THERE)), "frozen_until: write"),
        (lambda: earlier(replace(NEW, commitments=(Commitment(job=JOB),))), "jobs: “a” is written"),
        (lambda: chance(ChanceCase(shop=SHOP, now=THERE, bookings=())), "now: write"),
        (lambda: chance(ChanceCase(shop=SHOP, now=MORNING, bookings=(), jobs=(LATE,))), "a: write"),
    ],
)
def test_a_time_zone_is_named_by_its_field(ask: Callable[[], object], words: str) -> None:
    with pytest.raises(Refusal) as refused:
        ask()
    assert any(words in str(one) for one in refused.value.reasons)
