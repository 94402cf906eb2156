"""What stays on a floor and what may move, by a plan drawn up by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from langkah.domain.capacity import Booking, Commitment, Job, PlanCase, plan
from langkah.domain.capacity.standing import Standing
from tests.domain.capacity.shops import MORNING, a_person, a_shop, a_step

SHOP = a_shop(a_person(1, "cut"), a_person(2, "sew"))
# 24 pairs: cut on Monday 08-10, sewn from 10 on Monday until 11 on Tuesday; the next lot behind it
JOB = Job(id="a", pairs=48, routing=(a_step("cut", 5), a_step("sew", 20)))
BOOKED = plan(PlanCase(shop=SHOP, jobs=(JOB,), now=MORNING, effort=0)).bookings
NOON = MORNING + timedelta(hours=4)


def standing(job: Job = JOB, booked: tuple[Booking, ...] = BOOKED, **more: object) -> Standing:
    now = more.pop("now", NOON)
    assert isinstance(now, datetime)
    return Standing(SHOP, [Commitment(job=job)], booked, now, **more)  # type: ignore[arg-type]


def free(floor: Standing) -> list[tuple[int, int]]:
    """Lots that may move, and from which step on."""
    return [(lot.number, lot.steps[0].number) for lot in floor.loose]


def test_what_has_begun_stays_and_the_rest_may_move() -> None:
    assert free(standing()) == [(2, 2)]
    assert free(standing(now=MORNING)) == [(1, 1), (2, 1)]


def test_what_began_yesterday_stays() -> None:
    tuesday = MORNING + timedelta(days=1)
    assert free(standing(now=tuesday)) == [(2, 2)]
    begun = tuple(one for one in BOOKED if one.end > tuesday)
    assert [(one.lot, one.step) for one in begun] == [(1, 2), (2, 2)]
    assert free(standing(booked=begun, now=tuesday)) == [(2, 2)]


def test_only_what_is_let_go_moves_with_what_follows() -> None:
    assert free(standing(now=MORNING, let_go={("a", 2, 1)})) == [(2, 1)]
    assert free(standing(now=MORNING, let_go={("a", 1, 2)})) == [(1, 2)]


def test_a_lot_that_is_made_otherwise_by_now_stays_as_it_is() -> None:
    packed = replace(JOB, routing=(*JOB.routing, a_step("pack", 1)))
    cut = replace(JOB, routing=JOB.routing[:1])
    assert free(standing(packed, now=MORNING)) == free(standing(cut, now=MORNING)) == []
