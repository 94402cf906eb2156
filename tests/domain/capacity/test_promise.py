"""The day one more order can be ready, and the sentences beside it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

import pytest

from langkah.domain.calendar import ClosedDay, WorkCalendar
from langkah.domain.capacity import (
    Booking,
    Job,
    LastSets,
    PlanCase,
    PromiseAnswer,
    PromiseCase,
    Shop,
    Stations,
    VerifyCase,
    plan,
    promise,
    verify,
)
from langkah.domain.reason import Refusal
from tests.domain.capacity.shops import MONDAY, MORNING, WEEK, a_person, a_shop, a_step

SEW = a_step("sew", 10)
JOB = Job(id="new", pairs=24, routing=(SEW,), title="Oxford")
DAY = timedelta(days=1)


def asked(shop: Shop, *jobs: Job, **more: object) -> PromiseAnswer:
    return promise(PromiseCase(shop=shop, jobs=jobs, now=MORNING, **more))  # type: ignore[arg-type]


def busy(shop: Shop, step: object = SEW, lots: int = 4) -> tuple[Booking, ...]:
    """Other orders that are promised already."""
    other = Job(id="other", pairs=24 * lots, routing=(step,), last_family="derby")  # type: ignore[arg-type]
    return plan(PlanCase(shop=shop, jobs=(other,), now=MORNING)).bookings


def said(answer: PromiseAnswer) -> list[str]:
    return [str(reason) for reason in answer.binds]


def levers(answer: PromiseAnswer) -> list[tuple[str, int]]:
    return [(str(one.what), one.days) for one in answer.earlier]


def test_an_empty_floor() -> None:
    answer = asked(a_shop(a_person(1, "sew")), JOB)
    assert answer.ready == MONDAY
    assert answer.first_start == MORNING
    assert said(answer) == ["The last lot is on the floor from 2027-03-01 to 2027-03-01."]
    assert answer.earlier == ()
    assert answer.keeps_wish is None


def test_the_only_one_who_can_do_it_is_named() -> None:
    """Four lots of four hours are promised, 16 of 7-hour days: the fifth begins on Wednesday."""
    shop = a_shop(a_person(1, "sew"), a_person(2, "cut"))
    answer = asked(shop, JOB, booked=busy(shop))
    assert answer.ready == MONDAY + 2 * DAY
    assert said(answer)[:2] == [
        "“sew” waits until 2027-03-03 for Maker 1, who alone can do it.",
        "What is promised already stays where it is; on an empty floor it would be 2027-03-01.",
    ]
    assert levers(answer) == [("one more person for sew", 2)]


def test_a_machine_that_binds_is_named() -> None:
    step = replace(SEW, station="sewing machine")
    shop = a_shop(
        a_person(1, "sew"),
        a_person(2, "sew"),
        stations=(Stations(name="sewing machine", count=1),),
    )
    taken = tuple(replace(one, person=2) for one in busy(shop, step))
    answer = asked(shop, replace(JOB, routing=(step,)), booked=taken)
    assert said(answer)[0] == "“sew” waits until 2027-03-03 for a free sewing machine."
    assert levers(answer) == [("one more sewing machine", 2)]


def test_a_set_of_lasts_that_binds_is_named() -> None:
    step = a_step("last", 2, holds_last=True, drying_hours=Decimal(20))
    shop = a_shop(
        a_person(1, "last"), a_person(2, "last"), lasts=(LastSets(family="derby", count=1),)
    )
    job = replace(JOB, routing=(step,), last_family="derby")
    answer = asked(shop, job, booked=busy(shop, step))
    assert said(answer)[0] == "“last” waits until 2027-03-05 for a free set of derby lasts."
    assert levers(answer) == [("one more set of derby lasts", 4)]


def test_material_that_comes_late_binds() -> None:
    answer = asked(a_shop(a_person(1, "sew")), replace(JOB, material_ready=MONDAY + 3 * DAY))
    assert answer.ready == MONDAY + 3 * DAY
    assert "The material of Oxford comes on 2027-03-04; nothing starts before." in said(answer)
    assert levers(answer) == [("the material in the house today", 3)]


def test_the_day_holds_for_the_last_possible_yes() -> None:
    """The buyer may answer until Friday night: nothing is planned before, so the day holds."""
    friday = datetime.combine(MONDAY + 4 * DAY, time(23, 59, 59))
    answer = asked(a_shop(a_person(1, "sew")), JOB, answer_by=friday)
    assert answer.first_start == datetime.combine(MONDAY + 5 * DAY, time(8))
    assert answer.ready == MONDAY + 5 * DAY
    assert "The buyer may say yes until 2027-03-05; the work is planned from then on." in said(
        answer
    )
    assert levers(answer) == [("a yes from the buyer today", 5)]


def test_holidays_on_the_way_are_named_and_estimates_marked() -> None:
    stop = (
        ClosedDay(day=MONDAY + DAY, reason="Nyepi"),
        ClosedDay(day=MONDAY + 2 * DAY, reason="Idul Fitri", estimated=True),
        ClosedDay(day=MONDAY + 30 * DAY, reason="Paskah"),
    )
    shop = a_shop(a_person(1, "sew"), calendar=WorkCalendar(hours=WEEK, closed=stop))
    answer = asked(shop, replace(JOB, pairs=48))
    assert answer.ready == MONDAY + 3 * DAY
    assert said(answer)[-2:] == [
        "2 days in between are closed: Nyepi, Idul Fitri.",
        "Idul Fitri on 2027-03-03 is an estimate; the decree may move it.",
    ]


def test_a_saturday_evening_before_a_stop_of_ten_days() -> None:
    stop = tuple(
        ClosedDay(day=MONDAY + count * DAY, reason="Libur Lebaran") for count in range(7, 17)
    )
    shop = a_shop(a_person(1, "sew"), calendar=WorkCalendar(hours=WEEK, closed=stop))
    evening = datetime.combine(MONDAY + 5 * DAY, time(18))
    answer = promise(PromiseCase(shop=shop, jobs=(JOB,), now=evening))
    assert answer.first_start == datetime.combine(MONDAY + 17 * DAY, time(8))
    assert "9 days in between are closed: Libur Lebaran." in said(answer)


def test_drying_is_told() -> None:
    glue = a_step("glue", 1, drying_hours=Decimal(20))
    answer = asked(a_shop(a_person(1, "glue", "sew")), replace(JOB, routing=(glue, SEW)))
    assert said(answer) == [
        "The last lot is on the floor from 2027-03-01 to 2027-03-02, 20 hours of it drying."
    ]


@pytest.mark.parametrize(
    ("transit", "wish", "arrives", "kept"),
    [
        (None, MONDAY, None, True),
        (None, MONDAY - DAY, None, False),
        (9, MONDAY + 9 * DAY, MONDAY + 9 * DAY, True),
        (9, MONDAY + 8 * DAY, MONDAY + 9 * DAY, False),
    ],
)
def test_the_wish_is_kept_at_the_door(
    transit: int | None, wish: date, arrives: date | None, kept: bool
) -> None:
    answer = asked(a_shop(a_person(1, "sew")), JOB, transit_days=transit, wish=wish)
    assert (answer.arrives, answer.keeps_wish) == (arrives, kept)
    assert any("The buyer wishes it by" in one for one in said(answer)) is not kept


def test_two_products_are_ready_with_the_later_one() -> None:
    shop = a_shop(a_person(1, "sew"))
    answer = asked(shop, JOB, replace(JOB, id="second", pairs=48))
    assert answer.ready == MONDAY + DAY
    assert [one.job for one in answer.finishes] == ["new", "second"]
    assert answer.finishes[0].ready.date() == MONDAY


def test_nothing_to_plan_is_said() -> None:
    with pytest.raises(Refusal, match="There is nothing to plan"):
        asked(a_shop(a_person(1, "sew")))


def test_only_the_day_when_no_reasons_are_wanted() -> None:
    shop = a_shop(a_person(1, "sew"))
    whole = asked(shop, JOB, booked=busy(shop))
    short = asked(shop, JOB, booked=busy(shop), explain=False)
    assert (short.bookings, short.binds, short.earlier) == (whole.bookings, (), ())


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"answer_by": MORNING.replace(tzinfo=UTC)}, "answer_by: write the workshop's own clock"),
        ({"answer_by": MORNING.replace(year=9000)}, "answer_by: nobody plans in the year 9000"),
        ({"answer_by": MORNING.replace(year=2190)}, "further than 8 years"),
        ({"now": MORNING.replace(year=9999)}, "now: nobody plans in the year 9999"),
        ({"transit_days": -1}, "transit_days: write 0 to 365, not -1"),
        ({"transit_days": 10**9}, "transit_days: write 0 to 365"),
        ({"jobs": (replace(JOB, pairs=10**9, routing=(a_step("sew", 0),)),)}, "20000 lots"),
        ({"jobs": (replace(JOB, routing=(a_step("sew", 10**30),)),)}, "further than 8 years"),
        (
            {"jobs": (replace(JOB, routing=(replace(SEW, drying_hours=Decimal(10**30)),) * 2),)},
            "dries longer than a year",
        ),
        ({"jobs": (replace(JOB, material_ready=date.max),)}, "further than 8 years"),
        ({"jobs": (JOB, JOB)}, "jobs: “new” is written twice"),
    ],
)
def test_a_case_beyond_reason_is_answered_in_words(change: dict[str, object], words: str) -> None:
    case = PromiseCase(shop=a_shop(a_person(1, "sew")), jobs=(JOB,), now=MORNING)
    with pytest.raises(Refusal, match=words):
        promise(replace(case, **change))  # type: ignore[arg-type]


def test_a_booking_that_ends_before_it_starts_is_refused() -> None:
    shop = a_shop(a_person(1, "sew"))
    (one,) = busy(shop, lots=1)
    with pytest.raises(Refusal, match="“sew” of other must end after it starts"):
        asked(shop, JOB, booked=(replace(one, end=one.start),))


def test_work_of_people_and_machines_that_are_gone_is_no_obstacle() -> None:
    shop = a_shop(a_person(1, "sew"))
    gone = tuple(replace(one, person=77, station="old machine") for one in busy(shop))
    assert asked(shop, JOB, booked=gone).ready == MONDAY


def test_the_only_cutter_does_not_sew_while_two_sewers_wait() -> None:
    """She sews quicker than they do, but the second lot would wait for her knife until then."""
    shop = a_shop(
        a_person(1, "sew", speed="1.2"),
        a_person(2, "sew", speed="1.2"),
        a_person(3, "cut", "sew", "last"),
        lot_pairs=12,
    )
    steps = (a_step("cut", 10), a_step("sew", 30), a_step("last", 10))
    job = Job(id="one", pairs=24, routing=steps)
    answer = promise(PromiseCase(shop=shop, jobs=(job,), now=MORNING))
    # Twice 120 minutes of cutting, 432 of sewing, then 120: 792 of 420 a day. With her at the
    # machine too, 120 + 360 + 120 for the first lot and as much again for the second.
    assert answer.ready == MONDAY + timedelta(days=1)
    check = VerifyCase(shop=shop, jobs=(job,), bookings=answer.bookings, now=MORNING)
    assert verify(check) == ()
    assert {one.person for one in answer.bookings if one.operation == "sew"} == {1, 2}
