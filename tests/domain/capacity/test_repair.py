"""A plan after something went wrong: by name what breaks, what would save it, who must be told."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from langkah.domain.calendar import Span
from langkah.domain.capacity import (
    Booking,
    Commitment,
    Job,
    LastSets,
    PlanCase,
    PromisedDay,
    RepairAnswer,
    RepairCase,
    Rush,
    Shop,
    Stations,
    VerifyCase,
    plan,
    repair,
    verify,
)
from langkah.domain.capacity.ready import Ready
from langkah.domain.reason import Refusal
from tests.domain.capacity.disturbed import a_disruption
from tests.domain.capacity.floors import a_floor
from tests.domain.capacity.shops import MONDAY, MORNING, Published, a_person, a_shop, a_step
from tests.shared import shared

CUT, SEW = a_step("cut", 5), a_step("sew", 10)
SHOP = a_shop(a_person(1, "cut", "sew"), a_person(2, "sew"))
DAY = timedelta(days=1)
SET = LastSets(family="derby", count=1)


SHOP_OF_TWO = a_shop(a_person(1, "cut"), a_person(2, "sew"))


def a_job(name: str, pairs: int = 24) -> Job:
    return Job(id=name, pairs=pairs, routing=(CUT, SEW), title=f"Order {name}")


def ends(bookings: tuple[Booking, ...]) -> dict[str, date]:
    found: dict[str, datetime] = {}
    for one in bookings:
        found[one.job] = max(found.get(one.job, one.end), one.end)
    return {name: end.date() for name, end in found.items()}


def a_case(shop: Shop = SHOP, slack: int = 2, jobs: int = 4, **more: object) -> RepairCase:
    """Orders on the floor, each promised so many days after its plan; it is Monday morning."""
    made = tuple(a_job(str(count), 48) for count in range(jobs))
    booked = plan(PlanCase(shop=SHOP, jobs=made, now=MORNING, effort=0)).bookings
    ready = ends(booked)
    told = tuple(Commitment(job=job, promised=ready[job.id] + slack * DAY) for job in made)
    values: dict[str, object] = {
        **{"shop": shop, "commitments": told, "booked": booked, "now": MORNING, "effort": 1500},
        **more,
    }
    return RepairCase(**values)  # type: ignore[arg-type]


def whole(case: RepairCase, answer: RepairAnswer) -> VerifyCase:
    """The plan that would stand if the answer were taken, promises that break left out."""
    changed = {(one.job, one.lot, one.step) for one in answer.bookings}
    left = [
        one
        for one in case.booked
        if (one.job, one.lot, one.step) not in changed and one.job not in case.cancelled
    ]
    gone = {*case.cancelled, *(one.job for one in answer.broken)}
    return VerifyCase(
        shop=case.shop,
        jobs=tuple(
            one.job for one in (*case.commitments, *case.rush) if one.job.id not in case.cancelled
        ),
        bookings=(*left, *answer.bookings),
        now=case.now,
        kept=tuple(left),
        promised=tuple(
            PromisedDay(job=one.job.id, day=one.promised)
            for one in case.commitments
            if one.promised and one.job.id not in gone and one.job.id in ends(case.booked)
        ),
    )


def test_seconds_of_a_leave_begin_with_their_minute() -> None:
    away = Span(
        start=MORNING + timedelta(hours=1, seconds=-29), end=MORNING + timedelta(days=2, seconds=3)
    )
    shop = replace(SHOP, people=(replace(SHOP.people[0], away=(away,)), *SHOP.people[1:]))
    case = a_case(shop, frozen_shifts=0)
    assert not verify(whole(case, repair(case)))


def without(person: int, first: date, days: int) -> Shop:
    """The floor while somebody is away."""
    away = Span(
        start=datetime.combine(first, time()), end=datetime.combine(first, time()) + days * DAY
    )
    people = tuple(replace(one, away=(away,)) if one.id == person else one for one in SHOP.people)
    return replace(SHOP, people=people)


def test_where_nothing_is_wrong_nothing_breaks_and_few_move() -> None:
    answer = repair(a_case())
    assert answer.broken == ()
    assert answer.shift_breaks == 0
    assert answer.reassigned == 0


def test_who_is_away_is_replaced_where_somebody_can() -> None:
    """Maker 2 is away for three days; maker 1 sews for her, and no promise breaks."""
    case = a_case(shop=without(2, MONDAY + DAY, 3), slack=6)
    answer = repair(case)
    assert verify(whole(case, answer)) == ()
    assert answer.broken == ()
    away = [one for one in answer.bookings if one.person == 2]
    assert all(not (date(2027, 3, 2) <= one.start.date() < date(2027, 3, 5)) for one in away)


def test_a_promise_that_breaks_is_named_with_its_days_and_what_would_save_it() -> None:
    """Nobody else cuts: while maker 1 is away nothing can be cut, whatever the order."""
    case = a_case(shop=without(1, MONDAY + DAY, 10), slack=0)
    answer = repair(case)
    assert verify(whole(case, answer)) == ()
    assert answer.broken
    worst = max(answer.broken, key=lambda one: one.days)
    assert worst.title.startswith("Order ")
    assert worst.days == (worst.ready - worst.promised).days > 0
    saved = [one for broken in answer.broken for one in broken.saved_by]
    assert any("one more person for cut" in str(one.what) for one in saved)
    assert all(one.ready < max(b.ready for b in answer.broken) for one in saved)


def test_what_begins_in_the_next_shift_stays() -> None:
    case = a_case(shop=without(2, MONDAY + 2 * DAY, 3))
    answer = repair(case)
    assert answer.frozen_until == datetime.combine(MONDAY, time(16))
    moved = {(one.job, one.lot, one.step) for one in answer.bookings}
    first = [one for one in case.booked if one.start < answer.frozen_until]
    assert first
    assert not {(one.job, one.lot, one.step) for one in first} & moved
    assert repair(replace(case, frozen_shifts=0)).frozen_until == MORNING


def test_an_order_in_between_gets_its_wish_inside_the_slack_of_others() -> None:
    case = a_case(slack=6, rush=(Rush(job=a_job("rush", 24), wish=MONDAY + 2 * DAY),))
    answer = repair(case)
    assert verify(whole(case, answer)) == ()
    assert answer.broken == ()
    assert [(one.job, one.keeps_wish) for one in answer.rush] == [("rush", True)]


def test_a_lot_that_is_cut_already_gives_way_to_one_that_is_wanted_sooner() -> None:
    """Order 0 is cut and has six days; the one in between is sewn before the rest of it."""
    case = a_case(SHOP_OF_TWO, slack=6, jobs=1, frozen_shifts=0)
    now = max(one.end for one in case.booked if one.step == 1)
    case = replace(
        case,
        now=now,
        booked=tuple(one for one in case.booked if one.end > now),
        rush=(Rush(job=a_job("rush", 24), wish=MONDAY + DAY),),
    )
    answer = repair(case)
    assert (answer.broken, [one.keeps_wish for one in answer.rush]) == ((), [True])
    sewn = sorted((one.start, one.job) for one in answer.bookings if one.operation == "sew")
    assert [job for _, job in sewn] == ["rush", "0"]


def of_one_set(slack: int) -> RepairCase:
    """A dozen orders that share one set of lasts; leather for the first comes a day too late."""
    lasted = a_step("last", 15, holds_last=True, drying_hours=Decimal(20))
    job = Job(id="", pairs=24, routing=(CUT, lasted), last_family="derby")
    made = tuple(replace(job, id=str(count), title=f"Order {count}") for count in range(24))
    shop = a_shop(a_person(1, "cut", "last"), a_person(2, "cut", "last"), lasts=(SET,))
    booked = plan(PlanCase(shop=shop, jobs=made, now=MORNING, effort=0)).bookings
    ready = Ready(shop, made).days(booked)
    told = [Commitment(job=one, promised=ready[one.id] + slack * DAY) for one in made]
    told[0] = replace(told[0], job=replace(made[0], material_ready=ends(booked)["0"] + DAY))
    return RepairCase(
        shop=shop, commitments=tuple(told), booked=booked, now=MORNING, frozen_shifts=0, effort=2000
    )


def test_who_lost_her_turn_does_not_wait_for_all_the_others() -> None:
    """The set is taken for weeks: each is a little later, or some are, and nobody waits for all."""
    case = of_one_set(slack=0)
    last = max(ends(case.booked).values())
    broken = repair(case).broken
    assert broken
    assert max(one.days for one in broken) < (last - ends(case.booked)["0"]).days
    assert repair(of_one_set(slack=3)).broken == ()


def test_a_long_wait_for_somebody_is_shared_out_as_one_for_lasts() -> None:
    """One maker for all: whoever waits for her leather does not wait for every other order, too."""
    job = Job(id="", pairs=24, routing=(a_step("sew", 30),))
    made = tuple(replace(job, id=str(count), title=f"Order {count}") for count in range(30))
    shop = a_shop(a_person(1, "sew"))
    booked = plan(PlanCase(shop=shop, jobs=made, now=MORNING, effort=0)).bookings
    ready = ends(booked)
    told = [Commitment(job=one, promised=ready[one.id]) for one in made]
    told[0] = replace(told[0], job=replace(made[0], material_ready=ready["0"] + DAY))
    case = RepairCase(
        shop=shop, commitments=tuple(told), booked=booked, now=MORNING, frozen_shifts=0, effort=2000
    )
    broken = repair(case).broken
    assert broken
    assert max(one.days for one in broken) < (max(ready.values()) - ready["0"]).days / 2


def test_a_rush_that_cannot_be_there_in_time_breaks_no_promise() -> None:
    """Years of work, wanted tomorrow: it goes behind, and what was promised stays."""
    case = a_case(slack=6, rush=(Rush(job=a_job("rush", 2_400), wish=MONDAY + DAY),))
    answer = repair(case)
    assert answer.broken == ()
    assert [one.keeps_wish for one in answer.rush] == [False]
    assert verify(whole(case, answer)) == ()


def test_an_order_in_between_as_large_as_years_has_a_day_and_a_larger_one_a_sentence() -> None:
    case = a_case(slack=6, rush=(Rush(job=a_job("rush", 30_000), wish=MONDAY + DAY),))
    answer = repair(case)
    assert (answer.broken, answer.rush[0].keeps_wish) == ((), False)
    assert answer.rush[0].ready > MONDAY + 365 * DAY
    huge = replace(case, rush=(Rush(job=a_job("rush", 150_000)),))
    with pytest.raises(Refusal, match="reaches further than 8 years"):
        repair(huge)


def test_a_wish_that_nobody_can_keep_is_said() -> None:
    case = a_case(rush=(Rush(job=a_job("rush", 240), wish=MONDAY),))
    (one,) = repair(case).rush
    assert one.keeps_wish is False
    assert one.ready > MONDAY


def test_a_cancelled_order_lets_others_come_forward_and_makes_nobody_later() -> None:
    case = a_case(cancelled=("0",))
    answer = repair(case)
    assert verify(whole(case, answer)) == ()
    assert answer.moved
    assert all(one.days < 0 for one in answer.moved)
    assert all(one.job != "0" for one in answer.bookings)


def test_more_machines_out_than_there_are_stop_only_the_work_they_meet() -> None:
    sew = a_step("sew", 10, station="machine")
    job = Job(id="a", pairs=5, routing=(sew,))
    whole = a_shop(a_person(1, "sew"), stations=(Stations(name="machine", count=1),))
    booked = plan(PlanCase(shop=whole, jobs=(job,), now=MORNING)).bookings
    later = MORNING + 7 * DAY
    outs = (Span(start=later, end=later + 2 * DAY), Span(start=later + DAY, end=later + 3 * DAY))
    shop = replace(whole, stations=(Stations(name="machine", count=1, out=outs),))
    case = RepairCase(
        shop=shop, commitments=(Commitment(job=job, promised=MONDAY),), booked=booked, now=MORNING
    )
    assert (repair(case).bookings, repair(case).broken) == ((), ())
    met = replace(case, booked=(replace(booked[0], start=outs[1].start, end=outs[0].end),))
    (one,) = repair(met).bookings
    assert one.end <= later


def test_late_leather_moves_that_order_alone() -> None:
    case = a_case(slack=8)
    late = replace(
        case.commitments[0],
        job=replace(case.commitments[0].job, material_ready=MONDAY + 4 * DAY),
    )
    case = replace(case, commitments=(late, *case.commitments[1:]), frozen_shifts=0)
    answer = repair(case)
    assert verify(whole(case, answer)) == ()
    starts = [one.start for one in answer.bookings if one.job == "0"]
    assert starts
    assert min(starts).date() >= MONDAY + 4 * DAY


def test_the_same_case_gives_the_same_plan() -> None:
    case = a_case(shop=without(2, MONDAY + DAY, 4))
    assert repair(case) == repair(case)


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"cancelled": ("9",)}, "cancelled: there is no order “9”"),
        ({"rush": (Rush(job=a_job("1")),)}, "rush: “1” is planned already"),
        ({"frozen_shifts": 99}, "frozen_shifts: write 0 to 14"),
    ],
)
def test_what_cannot_be_is_said(more: dict[str, object], words: str) -> None:
    with pytest.raises(Refusal, match=words):
        repair(a_case(**more))


@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.integers(1, 5),
    st.integers(0, 6),
    st.integers(0, 3),
    st.sampled_from([1, 2]),
    st.integers(1, 5),
    st.booleans(),
    st.booleans(),
)
def test_whatever_happens_the_plan_breaks_no_other_rule(
    jobs: int, slack: int, later: int, who: int, days: int, rush: bool, cancel: bool
) -> None:
    now = MORNING + timedelta(days=later, hours=3)
    case = a_case(
        shop=without(who, now.date(), days),
        slack=slack,
        jobs=jobs,
        now=now,
        effort=300,
        rush=(Rush(job=a_job("rush", 12), wish=now.date() + DAY),) if rush else (),
        cancelled=("0",) if cancel else (),
    )
    case = replace(case, booked=tuple(one for one in case.booked if one.end > now))
    answer = repair(case)
    if cancel and jobs == 1 and not rush:
        assert answer.bookings == ()
        return
    begun = tuple(job.id for job in whole(case, answer).jobs if job.id != "rush")
    assert verify(replace(whole(case, answer), begun=begun)) == ()
    ready = ends(whole(case, answer).bookings)
    late = {
        one.job.id
        for one in case.commitments
        if one.promised and one.job.id in ready and ready[one.job.id] > one.promised
    }
    assert {one.job for one in answer.broken} == late - set(case.cancelled)
    moved = {(one.job, one.lot, one.step) for one in answer.bookings}
    stays = [one for one in case.booked if one.start < now and one.person != who]
    assert not moved & {(one.job, one.lot, one.step) for one in stays}
    assert repair(case) == answer


@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.integers(2, 6), st.integers(0, 4), st.integers(0, 3), st.integers(0, 5), st.integers(0, 2)
)
def test_an_order_that_falls_away_makes_no_other_later(
    jobs: int, slack: int, later: int, gone: int, frozen: int
) -> None:
    now = MORNING + timedelta(days=later, hours=2)
    case = a_case(slack=slack, jobs=jobs, now=now, frozen_shifts=frozen, effort=400)
    case = replace(case, booked=tuple(one for one in case.booked if one.end > now))
    left = sorted({one.job for one in case.booked})
    if len(left) < 2:
        return
    case = replace(case, cancelled=(left[gone % len(left)],))
    answer = repair(case)
    assert answer.broken == ()
    assert all(one.days < 0 for one in answer.moved)
    until = answer.frozen_until
    moved = {(one.job, one.lot, one.step) for one in answer.bookings}
    assert not moved & {(one.job, one.lot, one.step) for one in case.booked if one.start < until}


@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@example(number=542, minute=10_890, slack=0, frozen=1, freed=False)
@example(number=841, minute=13_182, slack=2, frozen=2, freed=False)
@given(
    number=st.integers(0, 100_000),
    minute=st.integers(0, 25 * 1440),
    slack=st.sampled_from((None, 0, 2, 9)),
    frozen=st.integers(0, 2),
    freed=st.booleans(),
)
def test_nobody_is_later_when_work_or_hours_fall_free_on_any_floor(
    number: int, minute: int, slack: int | None, frozen: int, freed: bool
) -> None:
    """Steps under way, several lots, lasts, partners, leave: whatever a floor can have."""
    floor = a_floor(number)
    booked = plan(PlanCase(shop=floor.shop, jobs=floor.jobs, now=floor.now, effort=0)).bookings
    ready = Ready(floor.shop, floor.jobs)
    before, now = ready.moments(booked), floor.now + timedelta(minutes=minute)
    left = [job for job in floor.jobs if before[job.id] > now]
    if not left:
        return
    shop = floor.shop
    if freed:
        evening = Span(start=now, end=now + timedelta(hours=30))
        first = replace(shop.people[0], overtime=(*shop.people[0].overtime, evening))
        shop = replace(shop, people=(first, *shop.people[1:]))
    told = tuple(
        Commitment(
            job=job,
            promised=None if slack is None else before[job.id].date() + slack * DAY,
        )
        for job in floor.jobs
    )
    case = RepairCase(
        shop=shop,
        commitments=told,
        booked=booked,
        now=now,
        cancelled=() if freed else (left[0].id,),
        freed=freed,
        frozen_shifts=frozen,
        effort=300,
    )
    answer = repair(case)
    after = {(one.job, one.lot, one.step): one for one in (*case.left, *answer.bookings)}
    for job, end in ready.moments(after.values()).items():
        assert end <= before[job]


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@example(266)
@example(391)
@example(426)
@given(st.integers(0, 100_000))
def test_never_more_promises_break_than_when_nobody_plans_anew(number: int) -> None:
    """Whatever went wrong. Where an order only came in between, the old plan breaks none."""
    case = a_disruption(number)
    answer = repair(case)
    assert len(answer.broken) <= answer.shift_breaks
    floor, jobs = a_floor(number), tuple(one.job for one in case.commitments)
    if (case.shop, jobs) == (floor.shop, floor.jobs):
        assert answer.broken == ()


def test_a_lot_on_its_lasts_takes_nobody_s_turn() -> None:
    """It could be soled on Tuesday, but is booked on Wednesday; Tuesday is another order's."""
    lasted = a_step("last", 10, holds_last=True, drying_hours=Decimal(20))
    soled = a_step("sole", 15, holds_last=True)
    shop = a_shop(a_person(1, "last"), a_person(2, "sole"), lasts=(SET,))
    jobs = (
        Job(id="on lasts", pairs=24, routing=(lasted, soled), last_family="derby"),
        Job(id="next", pairs=24, routing=(a_step("sole", 15),)),
    )
    first, second = plan(PlanCase(shop=shop, jobs=jobs[:1], now=MORNING)).bookings
    (other,) = plan(PlanCase(shop=shop, jobs=jobs[1:], now=MORNING + DAY)).bookings
    later = replace(second, start=second.start + DAY, end=second.end + DAY)
    booked = (replace(first, last_until=later.end), later, other)
    told = (MONDAY + 4 * DAY, other.end.date())
    case = RepairCase(
        shop=shop,
        commitments=tuple(
            Commitment(job=job, promised=day) for job, day in zip(jobs, told, strict=True)
        ),
        booked=booked,
        now=MORNING + timedelta(hours=6),
        frozen_shifts=0,
    )
    answer = repair(case)
    assert (answer.broken, answer.shift_breaks) == ((), 0)


def called_away(days: int) -> RepairCase:
    """Twenty hours of sewing, of which sixteen are done when maker 1 is called away."""
    job = Job(id="a", pairs=20, routing=(a_step("sew", 60, holds_last=True),), last_family="derby")
    shop = a_shop(a_person(1, "sew"), a_person(2, "sew"), lasts=(SET,))
    alone = replace(shop, people=shop.people[:1])
    booked = plan(PlanCase(shop=alone, jobs=(job,), now=MORNING)).bookings
    now = datetime.combine(MONDAY + 2 * DAY, time(10))
    leave = Span(start=now, end=datetime.combine(MONDAY + (2 + days) * DAY, time()))
    away = replace(shop.people[0], away=(leave,))
    return RepairCase(
        shop=replace(shop, people=(away, shop.people[1])),
        commitments=(Commitment(job=job, promised=MONDAY + 2 * DAY),),
        booked=booked,
        now=now,
    )


def test_a_step_waits_for_whoever_was_called_away_and_what_she_did_is_done() -> None:
    """Four hours are left of it on the day she is back; another would need twenty."""
    case = called_away(2)
    answer = repair(case)
    (one,) = answer.bookings
    assert (one.person, one.start) == (1, case.booked[0].start)
    assert one.end == one.last_until == datetime.combine(MONDAY + 4 * DAY, time(12))
    assert [broken.days for broken in answer.broken] == [2]
    assert answer.anew == ()
    judged = replace(whole(case, answer), kept=answer.bookings, begun=("a",), promised=())
    assert verify(judged) == ()


def test_work_that_is_lost_is_said_by_name() -> None:
    """She is away for three weeks: another begins anew, and the answer says what that costs."""
    answer = repair(called_away(21))
    (one,) = answer.bookings
    (anew,) = answer.anew
    assert (one.person, one.end.date()) == (2, MONDAY + 5 * DAY)
    assert (anew.job, anew.lot, anew.step, anew.hours) == ("a", 1, 1, 16)
    assert "begun anew" in str(anew.say)


def test_days_come_forward_too_while_somebody_stays_late() -> None:
    """Nothing helps an order whose leather comes after its promise; the others gain their days."""
    late = replace(a_job("late"), material_ready=MONDAY + 10 * DAY)
    jobs = (a_job("gone", 96), a_job("next", 96), late)
    booked = plan(PlanCase(shop=SHOP_OF_TWO, jobs=jobs, now=MORNING, effort=0)).bookings
    promised = (MONDAY + 20 * DAY, MONDAY + 20 * DAY, MONDAY + 5 * DAY)
    told = tuple(Commitment(job=job, promised=day) for job, day in zip(jobs, promised, strict=True))
    case = RepairCase(
        shop=SHOP_OF_TWO, commitments=told, booked=booked, now=MORNING, frozen_shifts=0
    )
    answer = repair(replace(case, cancelled=("gone",)))
    assert [(one.job, one.days < 0) for one in answer.moved] == [("next", True)]


def test_no_work_is_lost_on_a_step_that_could_not_begin() -> None:
    """Cutting was done at half past twelve: sewing, planned for ten, had nothing to begin with."""
    job = a_job("a")
    cut, sew = plan(PlanCase(shop=SHOP_OF_TWO, jobs=(job,), now=MORNING)).bookings
    now = datetime.combine(MONDAY, time(13))
    answer = repair(
        RepairCase(
            shop=SHOP_OF_TWO,
            commitments=(Commitment(job=job, noted=frozenset({(1, 1)})),),
            booked=(replace(cut, end=now - timedelta(minutes=30)), sew),
            now=now,
        )
    )
    assert sew.start < now < sew.end
    assert [(one.step, one.start) for one in answer.bookings] == [(2, now)]
    assert answer.anew == ()


@pytest.mark.reference
def test_the_published_shop_after_a_stitcher_left() -> None:
    """A stitcher is away from day 3; even a small effort breaks fewer promises than going on."""
    folder = "data/planning/"
    shop = Published(shared(folder + "shop-40.json"), shared(folder + "shop-40.json"))
    jobs = shop.exact_jobs()
    booked = plan(PlanCase(shop=shop.shop, jobs=jobs, now=shop.now, effort=2_000)).bookings
    ready = ends(booked)
    now = shop.now + 3 * DAY
    stitcher = next(one for one in shop.shop.people if "stitch" in one.skills)
    away = Span(start=now, end=now + 17 * DAY)
    people = tuple(
        replace(one, away=(away,)) if one is stitcher else one for one in shop.shop.people
    )
    case = RepairCase(
        shop=replace(shop.shop, people=people),
        commitments=tuple(
            Commitment(job=job, promised=ready[job.id] + (3 + count % 4 * 5) * DAY)
            for count, job in enumerate(jobs)
        ),
        booked=booked,
        now=now,
        rush=(Rush(job=replace(jobs[0], id="rush", pairs=60), wish=now.date() + 29 * DAY),),
        effort=6_000,
    )
    answer = repair(case)
    assert len(answer.broken) < answer.shift_breaks
    assert answer.rush[0].ready <= now.date() + 40 * DAY
    assert answer.near_steps > 100
    assert Decimal(answer.reassigned) / answer.near_steps < Decimal("0.6")
