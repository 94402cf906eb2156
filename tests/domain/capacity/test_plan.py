"""Plans small enough to be drawn up by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time, timedelta
from decimal import Decimal

import pytest

from langkah.domain.calendar import ClosedDay, Span, WorkCalendar
from langkah.domain.capacity import (
    Booking,
    Job,
    LastSets,
    Partner,
    PlanCase,
    Shop,
    SkillSpeed,
    Stations,
    VerifyCase,
    plan,
    verify,
)
from langkah.domain.reason import Refusal
from tests.domain.capacity.shops import MONDAY, MORNING, WEEK, a_person, a_shop, a_step

CUT, SEW = a_step("cut", 5), a_step("sew", 10)


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime.combine(MONDAY + timedelta(days=day), time(hour, minute))


def rows(shop: Shop, *jobs: Job, booked: tuple[Booking, ...] = ()) -> list[tuple[object, ...]]:
    """What is planned, in the order of time; and the verifier agrees."""
    answer = plan(PlanCase(shop=shop, jobs=jobs, now=MORNING, booked=booked))
    everything = (*booked, *answer.bookings)
    case = VerifyCase(shop=shop, jobs=jobs, bookings=everything, now=MORNING, kept=booked)
    assert verify(case) == ()
    return [
        (one.job, one.lot, one.operation, one.person, one.start, one.end)
        for one in sorted(answer.bookings, key=lambda one: (one.start, one.job, one.lot))
    ]


def test_two_steps_of_one_lot_and_the_break() -> None:
    """24 pairs: 120 minutes of cutting, then 240 of sewing, an hour of break in between."""
    found = rows(a_shop(a_person(1, "cut", "sew")), Job(id="a", pairs=24, routing=(CUT, SEW)))
    assert found == [
        ("a", 1, "cut", 1, at(0, 8), at(0, 10)),
        ("a", 1, "sew", 1, at(0, 10), at(0, 15)),
    ]


def test_a_step_runs_on_the_next_morning() -> None:
    found = rows(a_shop(a_person(1, "sew")), Job(id="a", pairs=24, routing=(a_step("sew", 20),)))
    assert found == [("a", 1, "sew", 1, at(0, 8), at(1, 9))]


def test_lots_are_equal_and_the_larger_come_first() -> None:
    shop = a_shop(a_person(1, "cut"))
    answer = plan(PlanCase(shop=shop, jobs=(Job(id="a", pairs=50, routing=(CUT,)),), now=MORNING))
    assert [one.pairs for one in answer.bookings] == [17, 17, 16]


def test_whoever_is_done_first_does_it() -> None:
    """The quick one takes the first lot; the slow one finishes the second before her."""
    shop = a_shop(a_person(1, "sew", speed="1.5"), a_person(2, "sew"))
    found = rows(shop, Job(id="a", pairs=48, routing=(SEW,)))
    assert found == [
        ("a", 1, "sew", 2, at(0, 8), at(0, 12)),
        ("a", 2, "sew", 1, at(0, 8), at(0, 15)),
    ]


def test_a_person_has_a_speed_for_each_skill() -> None:
    person = replace(
        a_person(1, "cut", "sew"), speeds=(SkillSpeed(skill="sew", speed=Decimal("0.5")),)
    )
    found = rows(a_shop(person), Job(id="a", pairs=24, routing=(CUT, SEW)))
    assert [one[-1] for one in found] == [at(0, 10), at(0, 12)]


def test_setting_up_counts_once_a_lot() -> None:
    step = a_step("sew", 10, minutes_per_batch=Decimal(15))
    found = rows(a_shop(a_person(1, "sew")), Job(id="a", pairs=6, routing=(step,)))
    assert found[0][-1] == at(0, 9, 15)


def test_two_sewers_and_one_machine_take_turns() -> None:
    step = a_step("sew", 5, station="machine")
    people = a_person(1, "sew"), a_person(2, "sew")
    one = a_shop(*people, stations=(Stations(name="machine", count=1),))
    two = a_shop(*people, stations=(Stations(name="machine", count=2),))
    job = Job(id="a", pairs=48, routing=(step,))
    assert [row[-2] for row in rows(one, job)] == [at(0, 8), at(0, 10)]
    assert [row[-2] for row in rows(two, job)] == [at(0, 8), at(0, 8)]


def test_machines_of_a_kind_stand_in_for_each_other() -> None:
    """One machine is taken early and one late; four hours across both are free all the same."""
    step = a_step("sew", 10, station="machine")
    shop = a_shop(
        a_person(1, "sew"), a_person(2, "sew"), stations=(Stations(name="machine", count=2),)
    )
    taken = Booking(
        job="b", lot=1, step=1, operation="sew", pairs=1, person=2, station="machine",
        start=at(0, 8), end=at(0, 10),
    )  # fmt: skip
    booked = (taken, replace(taken, lot=2, start=at(0, 10), end=at(0, 12)))
    assert rows(shop, Job(id="a", pairs=24, routing=(step,)), booked=booked)[0][-2] == at(0, 8)


def test_a_last_is_held_until_the_sole_is_dry() -> None:
    """Lasting 08-10, sole 10-11, dry on Tuesday at 07: the second lot waits for the only set."""
    last = a_step("last", 5, holds_last=True)
    sole = replace(a_step("sole", 0), minutes_per_batch=Decimal(60), drying_hours=Decimal(20))
    sole = replace(sole, holds_last=True)
    people = a_person(1, "last"), a_person(2, "sole")
    job = Job(id="a", pairs=48, routing=(last, sole), last_family="derby")
    one = a_shop(*people, lasts=(LastSets(family="derby", count=1),))
    assert [row[-2] for row in rows(one, job)] == [at(0, 8), at(0, 10), at(1, 8), at(1, 10)]
    two = a_shop(*people, lasts=(LastSets(family="derby", count=2),))
    assert [row[-2] for row in rows(two, job)] == [at(0, 8), at(0, 10), at(0, 10), at(0, 13)]


def test_cement_dries_over_sunday() -> None:
    """Glued on Saturday until 13:00, dry at 09:00 on Sunday: finished on Monday morning."""
    steps = a_step("glue", 5, drying_hours=Decimal(20)), a_step("finish", 5)
    shop = a_shop(a_person(1, "glue", "finish"))
    job = Job(id="a", pairs=24, routing=steps, material_ready=MONDAY + timedelta(days=5))
    assert [row[-2] for row in rows(shop, job)] == [at(5, 8), at(7, 8)]


def test_closed_days_are_skipped() -> None:
    stop = tuple(ClosedDay(day=MONDAY + timedelta(days=n), reason="Lebaran") for n in range(10))
    shop = a_shop(a_person(1, "cut"), calendar=WorkCalendar(hours=WEEK, closed=stop))
    assert rows(shop, Job(id="a", pairs=1, routing=(CUT,)))[0][-2] == at(10, 8)


def test_what_is_booked_stays_and_gaps_are_used() -> None:
    """Free before ten and after noon: two hours fit before, three do not."""
    shop = a_shop(a_person(1, "cut"))
    taken = Booking(
        job="b", lot=1, step=1, operation="cut", pairs=24, person=1,
        start=at(0, 10), end=at(0, 12),
    )  # fmt: skip
    short, long = (Job(id="a", pairs=pairs, routing=(a_step("cut", 8),)) for pairs in (15, 20))
    assert rows(shop, short, booked=(taken,))[0][-2] == at(0, 8)
    assert rows(shop, long, booked=(taken,))[0][-2] == at(0, 13)


def test_the_most_urgent_comes_first() -> None:
    shop = a_shop(a_person(1, "cut"))
    late = Job(id="late", pairs=24, routing=(CUT,), due=MONDAY + timedelta(days=9))
    soon = Job(id="soon", pairs=24, routing=(CUT,), due=MONDAY + timedelta(days=2))
    whenever = Job(id="whenever", pairs=24, routing=(CUT,))
    assert [row[0] for row in rows(shop, whenever, late, soon)] == ["soon", "late", "whenever"]


@pytest.mark.parametrize(
    ("job", "words"),
    [
        ({"pairs": 0}, "Oxford has no pairs"),
        ({"routing": ()}, "Oxford has no steps"),
        ({"routing": (a_step("cut", None),)}, "“cut” of Oxford has no minutes"),
        (
            {"routing": (replace(CUT, minutes_per_batch=None),)},
            "“cut” of Oxford has no minutes",
        ),
        ({"routing": (a_step("cut", -1),)}, "“cut” of Oxford has a time below zero"),
        ({"routing": (a_step("glue", 1),)}, "Nobody can do “glue” of Oxford"),
        (
            {"routing": (replace(CUT, station="press"),)},
            "“cut” of Oxford needs a press, but there is none",
        ),
        (
            {"routing": (replace(CUT, holds_last=True),)},
            "“cut” of Oxford holds a last, but none is named",
        ),
        (
            {"routing": (replace(CUT, holds_last=True),), "last_family": "boot"},
            "“cut” of Oxford needs the last boot, but there is no set of it",
        ),
        ({"pairs": 300_000}, "further than 8 years"),
    ],
)
def test_what_cannot_be_planned_names_the_step(job: dict[str, object], words: str) -> None:
    whole: dict[str, object] = {"id": "a", "title": "Oxford", "pairs": 12, "routing": (CUT,)}
    case = PlanCase(
        shop=a_shop(a_person(1, "cut")),
        jobs=(Job(**(whole | job)),),  # type: ignore[arg-type]
        now=MORNING,
    )
    with pytest.raises(Refusal, match=words):
        plan(case)


def test_everything_that_is_missing_is_said_at_once() -> None:
    routing = (a_step("cut", None), a_step("glue", 3), replace(CUT, station="press"))
    case = PlanCase(
        shop=a_shop(a_person(1, "cut")),
        jobs=(Job(id="a", pairs=12, routing=routing),),
        now=MORNING,
    )
    with pytest.raises(Refusal) as refused:
        plan(case)
    assert len(refused.value.reasons) == 3


def test_a_time_with_a_zone_is_refused_in_words() -> None:
    from zoneinfo import ZoneInfo

    case = PlanCase(
        shop=a_shop(a_person(1, "cut")),
        jobs=(Job(id="a", pairs=12, routing=(CUT,)),),
        now=MORNING.replace(tzinfo=ZoneInfo("Asia/Jakarta")),
    )
    with pytest.raises(Refusal, match="without a time zone"):
        plan(case)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"lot_pairs": 0}, "at least one pair"),
        ({"people": (a_person(1, "cut"), a_person(1, "cut"))}, "people: “1” is written twice"),
        ({"people": (a_person(1, "cut", speed="0"),)}, "speed of Maker 1 must be above zero"),
        (
            {"stations": (Stations(name="press", count=1),) * 2},
            "stations: “press” is written twice",
        ),
    ],
)
def test_a_floor_that_cannot_be_is_refused(change: dict[str, object], words: str) -> None:
    shop = replace(a_shop(a_person(1, "cut")), **change)  # type: ignore[arg-type]
    with pytest.raises(Refusal, match=words):
        plan(PlanCase(shop=shop, jobs=(Job(id="a", pairs=1, routing=(CUT,)),), now=MORNING))


def test_a_plan_that_only_setting_up_makes_too_long_is_refused() -> None:
    """48,000 pairs would fit into eight years; setting up ten hours for each lot does not."""
    slow = replace(CUT, minutes_per_batch=Decimal(600))
    job = Job(id="a", pairs=48_000, routing=(slow,))
    with pytest.raises(Refusal, match="further than 8 years"):
        plan(PlanCase(shop=a_shop(a_person(1, "cut")), jobs=(job,), now=MORNING))


def test_a_leave_a_partner_and_a_weight_beyond_reason_are_named() -> None:
    backwards = Span(start=MORNING, end=MORNING - timedelta(hours=1))
    people = (
        replace(a_person(1, "sew"), away=(backwards,)),
        replace(a_person(2, "sew"), partner=Partner(least_pairs=0)),
    )
    job = Job(id="a", pairs=1, routing=(a_step("sew", 3),), weight=Decimal(0))
    with pytest.raises(Refusal) as refused:
        plan(PlanCase(shop=a_shop(*people), jobs=(job,), now=MORNING))
    told = [str(reason) for reason in refused.value.reasons]
    assert told == [
        "Maker 1: a leave, overtime or repair must end after it starts, on the workshop's own "
        "clock.",
        "Maker 2: the way to a partner takes 0 hours to a year, and its least lot is at least "
        "one pair.",
        "a: the weight must be above zero.",
    ]


def test_a_partner_takes_what_the_floor_cannot_and_leave_is_kept() -> None:
    """A lot goes there and back on the clock; whoever is on leave does nothing."""
    away = Span(start=MORNING, end=MORNING + timedelta(days=3))
    people = (
        replace(a_person(1, "sew"), away=(away,)),
        replace(
            a_person(2, "sew"),
            partner=Partner(there_hours=Decimal(2), back_hours=Decimal(3), least_pairs=10),
        ),
    )
    routing = (a_step("sew", 3), a_step("sew", 1))
    shop = a_shop(*people)
    many = plan(PlanCase(shop=shop, jobs=(Job(id="a", pairs=20, routing=routing),), now=MORNING))
    first, second = many.bookings
    assert first.person == second.person == 2
    assert first.start == MORNING + timedelta(hours=2)
    assert second.start >= first.end + timedelta(hours=5)
    few = plan(PlanCase(shop=shop, jobs=(Job(id="a", pairs=9, routing=routing),), now=MORNING))
    assert {one.person for one in few.bookings} == {1}
    assert min(one.start for one in few.bookings) >= away.end
