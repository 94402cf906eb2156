"""The floor changed under a standing plan: every step that no longer fits is found, and mended."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, time, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from langkah.domain.calendar import DayHours
from langkah.domain.capacity import (
    Booking,
    Commitment,
    Job,
    LastSets,
    PlanCase,
    Rule,
    Shop,
    Stations,
    VerifyCase,
    plan,
    verify,
)
from langkah.domain.capacity.follow import FollowCase, follow
from langkah.domain.capacity.spots import spot
from langkah.domain.capacity.unfit import unfit
from tests.domain.capacity.shops import MONDAY, a_person, a_shop, a_step

MORNING = datetime.combine(MONDAY, time(8))
CUT = replace(a_step("cut", 10), station="bench")
SEW = replace(a_step("sew", 10), holds_last=True)
SHOP = replace(
    a_shop(
        a_person(1, "cut"),
        a_person(2, "cut", "sew"),
        a_person(3, "sew"),
        lasts=(LastSets(family="derby", count=2),),
    ),
    stations=(Stations(name="bench", count=2),),
)
JOBS = tuple(
    Job(id=f"j{at}", pairs=24, routing=(CUT, SEW), title=f"Order {at}", last_family="derby")
    for at in range(6)
)
BOOKED = plan(PlanCase(shop=SHOP, jobs=JOBS, now=MORNING, effort=0)).bookings
COMMITMENTS = tuple(Commitment(job=job) for job in JOBS)


def without(shop: Shop, person: int) -> Shop:
    return replace(shop, people=tuple(one for one in shop.people if one.id != person))


def unlearned(shop: Shop) -> Shop:
    people = tuple(replace(one, skills=("cut",)) if one.id == 2 else one for one in shop.people)
    return replace(shop, people=people)


def shorter(shop: Shop) -> Shop:
    hours = tuple(
        DayHours(weekday=one.weekday, opens=time(9), minutes=300) for one in shop.calendar.hours
    )
    return replace(shop, calendar=replace(shop.calendar, hours=hours))


CHANGES: dict[str, tuple[Callable[[Shop], Shop], Rule]] = {
    "she left": (lambda shop: without(shop, 3), Rule.SKILL),
    "she unlearned it": (unlearned, Rule.SKILL),
    "a machine less": (
        lambda shop: replace(shop, stations=(Stations(name="bench", count=1),)),
        Rule.STATIONS,
    ),
    "a set of lasts less": (
        lambda shop: replace(shop, lasts=(LastSets(family="derby", count=1),)),
        Rule.LASTS,
    ),
    "shorter hours": (shorter, Rule.TIME),
}


def mended(shop: Shop, commitments, booked, now) -> tuple[Booking, ...]:
    found = unfit(shop, commitments, booked, now)
    answer = follow(
        FollowCase(
            shop=shop,
            commitments=commitments,
            booked=booked,
            now=now,
            unfit=frozenset(spot(one.step) for one in found),
        )
    )
    return answer.plan


def against(shop: Shop, jobs, booked, now):
    kept = tuple(one for one in booked if one.start < now)
    begun = tuple({one.job for one in kept})
    return verify(
        VerifyCase(shop=shop, jobs=jobs, bookings=booked, now=now, kept=kept, begun=begun)
    )


def test_a_plan_that_holds_has_none():
    assert unfit(SHOP, COMMITMENTS, BOOKED, MORNING) == ()


@pytest.mark.parametrize("change", CHANGES)
def test_what_no_longer_fits_is_found_and_mended(change):
    """The independent look finds nothing against the plan that follows."""
    changed, rule = CHANGES[change]
    shop = changed(SHOP)
    found = unfit(shop, COMMITMENTS, BOOKED, MORNING)
    assert rule in {one.rule for one in found}
    assert len({spot(one.step) for one in found}) == len(found), "each step once"
    plan = mended(shop, COMMITMENTS, BOOKED, MORNING)
    assert against(shop, JOBS, plan, MORNING) == ()
    assert unfit(shop, COMMITMENTS, plan, MORNING) == ()


def test_who_is_not_touched_stays():
    shop = without(SHOP, 3)
    touched = {one.job for one in BOOKED if one.person == 3}
    plan = mended(shop, COMMITMENTS, BOOKED, MORNING)
    assert {one for one in BOOKED if one.job not in touched} <= set(plan)
    assert touched != {job.id for job in JOBS}


def test_longer_steps_need_more_time():
    jobs = tuple(
        replace(job, routing=(CUT, replace(SEW, minutes_per_pair=Decimal(20)))) for job in JOBS
    )
    commitments = tuple(Commitment(job=job) for job in jobs)
    found = unfit(SHOP, commitments, BOOKED, MORNING)
    assert {one.rule for one in found} == {Rule.TIME}
    assert len(found) == len(jobs)
    plan = mended(SHOP, commitments, BOOKED, MORNING)
    assert against(SHOP, jobs, plan, MORNING) == ()


def test_other_steps_than_planned_are_told_and_left():
    """Which pairs are how far nobody can say: the order is told, the plan stays."""
    jobs = tuple(replace(job, routing=(CUT, SEW, a_step("pack", 5))) for job in JOBS[:1])
    commitments = tuple(Commitment(job=job) for job in jobs)
    booked = tuple(one for one in BOOKED if one.job == "j0")
    found = unfit(SHOP, commitments, booked, MORNING)
    assert [one.step.job for one in found] == ["j0"]
    assert "was changed since it was planned" in str(found[0].why({}))
    assert mended(SHOP, commitments, booked, MORNING) == booked


def test_a_product_that_lost_all_its_steps_is_told():
    job = Job(id="j0", pairs=24, routing=(), title="Order 0")
    booked = tuple(one for one in BOOKED if one.job == "j0")
    found = unfit(SHOP, (Commitment(job=job),), booked, MORNING)
    assert {one.rule for one in found} == {Rule.UNKNOWN}
    assert mended(SHOP, (Commitment(job=job),), booked, MORNING) == booked


def test_who_left_is_named():
    shop = without(SHOP, 3)
    found = unfit(shop, COMMITMENTS, BOOKED, MORNING)
    day = found[0].step.start.date()
    assert str(found[0].why({3: "Bu Ida"})) == (
        f"“sew” on {day}: Bu Ida left, or it is not her work any more."
    )


def test_what_nobody_can_do_any_more_stays_and_the_rest_is_mended():
    shop = unlearned(without(SHOP, 3))
    other = Job(id="cut", pairs=24, routing=(CUT,), title="Soles")
    alone = Booking(
        job="cut", lot=1, step=1, operation="cut", pairs=24, person=9, station="bench",
        start=MORNING + timedelta(days=9), end=MORNING + timedelta(days=9, hours=4),
    )  # fmt: skip
    commitments = (*COMMITMENTS, Commitment(job=other))
    plan = mended(shop, commitments, (*BOOKED, alone), MORNING)
    assert {one.step.operation for one in unfit(shop, commitments, plan, MORNING)} == {"sew"}
    assert next(one for one in plan if one.job == "cut").person in (1, 2)


def test_what_is_over_is_history():
    shop, later = without(SHOP, 3), MORNING + timedelta(days=30)
    assert unfit(shop, COMMITMENTS, BOOKED, later) == ()


@settings(max_examples=40)
@given(
    changes=st.lists(st.sampled_from(sorted(CHANGES)), min_size=1, max_size=3, unique=True),
    hours=st.integers(0, 60),
)
def test_whatever_changes_at_whatever_hour_is_mended(changes, hours):
    """Nothing is left that begins from now on, and nothing that was in order breaks."""
    shop, now = SHOP, MORNING + timedelta(hours=hours)
    for one in changes:
        shop = CHANGES[one][0](shop)
    nobody_sews = not any("sew" in one.skills for one in shop.people)
    plan = mended(shop, COMMITMENTS, BOOKED, now)
    left = [one for one in unfit(shop, COMMITMENTS, plan, now) if one.step.start >= now]
    # A lot that nobody can end stays as a whole.
    assert nobody_sews or left == []
