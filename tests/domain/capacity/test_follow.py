"""A step was done early or late: what waited for it follows, and who pays for it is told."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from langkah.domain.capacity import (
    Booking,
    Commitment,
    Job,
    LastSets,
    PlanCase,
    VerifyCase,
    plan,
    verify,
)
from langkah.domain.capacity.follow import FollowCase, follow
from langkah.domain.capacity.ready import Ready
from langkah.domain.capacity.risk import risks
from langkah.domain.capacity.waiting import waiting
from tests.domain.capacity.shops import MONDAY, a_person, a_shop, a_step

MORNING = datetime.combine(MONDAY, time(8))
SHOP = a_shop(a_person(1, "cut"), a_person(2, "sew"), lasts=(LastSets(family="derby", count=1),))
CUT, SEW = a_step("cut", 5), a_step("sew", 10)


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime.combine(MONDAY + timedelta(days=day), time(hour, minute))


def a_plan(*jobs: Job, shop=SHOP) -> tuple[Booking, ...]:
    return plan(PlanCase(shop=shop, jobs=jobs, now=MORNING, effort=0)).bookings


def done(booked, job: str, step: int, start: datetime, end: datetime, lot: int = 1):
    """The plan with this step booked as it happened."""
    return tuple(
        replace(one, start=start, end=end) if (one.job, one.lot, one.step) == (job, lot, step)
        else one
        for one in booked
    )  # fmt: skip


A = Job(id="a", pairs=24, routing=(CUT, SEW), title="Order a")
B = Job(id="b", pairs=24, routing=(CUT, SEW), title="Order b")
NOTED = frozenset({(1, 1)})


def a_case(now: datetime, booked, promised: date | None = None, **more: object) -> FollowCase:
    told = more.pop(
        "commitments",
        (Commitment(job=A, promised=promised, noted=NOTED), Commitment(job=B, promised=promised)),
    )
    return FollowCase(shop=SHOP, commitments=told, booked=booked, now=now, **more)  # type: ignore[arg-type]


def places(plan, job: str) -> list[tuple[int, datetime]]:
    return [(one.step, one.start) for one in sorted(plan, key=lambda one: one.step)
            if one.job == job]  # fmt: skip


def test_a_step_done_two_days_late_moves_what_waited_for_it():
    """Cut on Monday by plan, on Wednesday really: sewing begins on Wednesday, behind the other."""
    booked = done(a_plan(A, B), "a", 1, at(2, 8), at(2, 10))
    case = a_case(at(2, 10), booked)
    assert [(one.job, one.step) for _, one in waiting(case.commitments, booked, case.now)] == [
        ("a", 2)
    ]
    found = follow(case)
    assert places(found.plan, "a")[1] == (2, at(2, 10))
    assert places(found.plan, "b") == places(booked, "b"), "nobody else moves"
    assert not list(waiting(case.commitments, found.plan, case.now))
    assert [(one.job, one.days) for one in found.effects] == [("a", 2)]
    assert not found.broken
    assert not found.quiet


def test_on_time_nothing_changes():
    booked = a_plan(A, B)
    found = follow(a_case(at(0, 10), booked))
    assert found.plan == booked
    assert found.quiet
    assert not found.new


def test_an_hour_late_is_quiet_where_no_day_changes():
    booked = done(a_plan(A), "a", 1, at(0, 9), at(0, 11))
    found = follow(a_case(at(0, 11), booked, commitments=(Commitment(job=A, noted=NOTED),)))
    assert places(found.plan, "a")[1] == (2, at(0, 11))
    assert found.quiet is not bool(found.effects)
    assert len(found.new) == 1


def test_done_early_it_may_come_forward_and_nobody_becomes_later():
    """Booked from Wednesday on, cut on Monday: sewing takes the gap on Tuesday."""
    booked = tuple(
        replace(one, start=one.start + timedelta(days=2), end=one.end + timedelta(days=2))
        for one in a_plan(A)
    )
    booked = done(booked, "a", 1, at(0, 8), at(0, 10))
    told = (Commitment(job=A, noted=NOTED),)
    case = a_case(at(0, 10), booked, commitments=told)
    assert follow(case).plan == booked, "it stays unless it is asked to come forward"
    found = follow(replace(case, forward=frozenset({("a", 1)})))
    assert places(found.plan, "a")[1] == (2, at(0, 10))
    assert [one.days for one in found.effects] == [-2]


def test_a_promise_that_would_break_is_saved_by_moving_others():
    """Two pairs of hands sew; the late order goes first, the other has days to spare."""
    booked = done(a_plan(A, B), "a", 1, at(1, 8), at(1, 10))
    told = (
        Commitment(job=A, promised=MONDAY + timedelta(days=1), noted=NOTED),
        Commitment(job=B, promised=MONDAY + timedelta(days=4)),
    )
    found = follow(a_case(at(1, 10), booked, commitments=told))
    assert Ready(SHOP, ()).days(found.plan)["b"] <= MONDAY + timedelta(days=4)
    assert sum(one.breaks for one in found.effects) == len(found.broken)


def test_what_breaks_all_the_same_is_named_with_its_days():
    booked = done(a_plan(A, B), "a", 1, at(3, 8), at(3, 10))
    told = (
        Commitment(job=A, promised=MONDAY + timedelta(days=1), noted=NOTED),
        Commitment(job=B, promised=MONDAY + timedelta(days=4)),
    )
    found = follow(a_case(at(3, 10), booked, commitments=told))
    (broken,) = found.broken
    assert broken.job == "a"
    assert broken.days == (Ready(SHOP, ()).days(found.plan)["a"] - MONDAY).days - 1 > 0
    assert broken.title == "Order a"


def test_whoever_was_at_another_step_did_not_begin_the_next():
    """Maker 2 sewed order a until the floor closed: order b begins on the next morning."""
    booked = a_plan(A, B)
    other = next(one for one in booked if (one.job, one.step) == ("b", 2))
    now = other.start + timedelta(hours=1)
    booked = done(booked, "a", 2, at(0, 10), now)
    told = (Commitment(job=A, noted=NOTED | {(1, 2)}), Commitment(job=B))
    ((kept_by, waits),) = waiting(told, booked, now)
    assert (kept_by.job, waits.job) == ("a", "b")
    (risk,) = risks(SHOP, (told[0], replace(told[1], promised=MONDAY)), booked, now)
    assert "Maker 2 was at other work" in str(risk.why)
    found = follow(a_case(now, booked, commitments=told))
    assert places(found.plan, "b")[1] == (2, at(1, 8))


def test_lasts_stay_with_the_lot_until_it_is_through():
    """It came to its lasts two days late: it keeps the only set until it is dry."""
    lasting = a_step("cut", 5, holds_last=True), a_step("sew", 10, holds_last=True)
    dry = replace(lasting[1], drying_hours=Decimal(12))
    job = Job(id="a", pairs=24, routing=(lasting[0], dry), last_family="derby")
    booked = done(a_plan(job), "a", 1, at(2, 8), at(2, 10))
    found = follow(a_case(at(2, 10), booked, commitments=(Commitment(job=job, noted=NOTED),)))
    first, second = sorted(found.plan, key=lambda one: one.step)
    assert first.last_until == second.end + timedelta(hours=12)


def test_the_risk_says_that_the_plan_waits():
    booked = done(a_plan(A, B), "a", 1, at(2, 8), at(2, 10))
    told = (
        Commitment(job=A, promised=MONDAY + timedelta(days=9), noted=NOTED),
        Commitment(job=B, promised=MONDAY + timedelta(days=5)),
    )
    found = risks(SHOP, told, booked, at(2, 10))
    assert [one.job for one in found] == ["a", "b"], "what no longer holds comes first"
    assert found[0].waits
    assert "“sew” is planned for 2027-03-01" in str(found[0].why)
    assert not found[1].waits


@settings(max_examples=60, deadline=None)
@given(
    late=st.integers(0, 4000),
    lot=st.integers(1, 3),
    step=st.integers(1, 2),
    pairs=st.integers(1, 70),
)
def test_what_follows_always_passes_the_independent_look(late, lot, step, pairs):
    """Whatever is noted, early or late: the plan that follows breaks no rule of the floor."""
    job = replace(A, pairs=pairs)
    booked = a_plan(job, B)
    rows = [one for one in booked if (one.job, one.lot, one.step) == ("a", lot, step)]
    if not rows:
        return
    end = rows[0].end + timedelta(minutes=late)
    booked = done(booked, "a", step, rows[0].start, end, lot)
    noted = frozenset((lot, number) for number in range(1, step + 1))
    told = (Commitment(job=job, noted=noted), Commitment(job=B))
    found = follow(a_case(end, booked, commitments=told, forward=frozenset({("a", lot)})))
    wrong = verify(
        VerifyCase(
            shop=SHOP,
            jobs=(job, B),
            bookings=found.plan,
            now=end,
            kept=tuple(one for one in found.plan if one.start < end),
            begun=("a", "b"),
        )
    )
    assert not wrong
