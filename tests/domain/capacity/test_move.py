"""A step put to another maker or day: who makes room, whose day changes, what is refused."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from langkah.domain.calendar import ClosedDay
from langkah.domain.capacity import (
    Booking,
    Job,
    LastSets,
    Partner,
    Person,
    PlanCase,
    Shop,
    plan,
)
from langkah.domain.capacity.change import PlanChange, problems, violations
from langkah.domain.capacity.move import MoveAnswer, MoveCase, move
from langkah.domain.capacity.standing import Commitment
from langkah.domain.reason import Refusal
from tests.domain.capacity.shops import MONDAY, MORNING, a_person, a_shop, a_step
from tests.domain.capacity.test_laws import law, order_books, shops

SEW, PACK = a_step("sew", 10), a_step("pack", 2)
# 24 pairs are four hours of sewing and 48 minutes of packing.
FIRST = Job(id="order 1", title="O1", pairs=24, routing=(SEW, PACK))
SECOND = Job(id="order 2", title="O2", pairs=24, routing=(SEW, PACK))
SHOP = a_shop(a_person(1, "sew"), a_person(2, "sew", "pack"), lot_pairs=24)
TUESDAY = MONDAY + timedelta(days=1)
HOURS = timedelta(hours=2)


def at(day: date, hour: int, minute: int = 0) -> datetime:
    return datetime.combine(day, time(hour, minute))


def row(job: str, step: int, person: int, start: datetime, end: datetime) -> Booking:
    return Booking(
        job=job, lot=1, step=step, operation=("sew", "pack")[step - 1], pairs=24,
        person=person, start=start, end=end,
    )  # fmt: skip


BOOKED = (
    row("order 1", 1, 1, at(MONDAY, 8), at(MONDAY, 12)),
    row("order 1", 2, 2, at(MONDAY, 13), at(MONDAY, 13, 48)),
    row("order 2", 1, 1, at(TUESDAY, 8), at(TUESDAY, 12)),
    row("order 2", 2, 2, at(TUESDAY, 13), at(TUESDAY, 13, 48)),
)


def moved(
    job: str = "order 2",
    step: int = 1,
    person: int = 1,
    day: date = MONDAY,
    *,
    days: tuple[date | None, date | None] = (None, None),
    **more: object,
) -> MoveAnswer:
    commitments = (
        Commitment(job=FIRST, promised=days[0]),
        Commitment(job=SECOND, promised=days[1]),
    )
    case = MoveCase(
        shop=SHOP, commitments=commitments, booked=BOOKED, now=MORNING, job=job, lot=1, step=step,
        person=person, day=day,
    )  # fmt: skip
    return move(replace(case, **more))  # type: ignore[arg-type]


def told(answer: MoveAnswer) -> list[tuple[str, int]]:
    return [(one.job, one.days) for one in answer.effects]


def test_to_somebody_free_nobody_else_moves() -> None:
    """Maker 2 sews from 08:00; what follows follows."""
    answer = moved(person=2)
    assert answer.allowed
    assert told(answer) == [("order 2", -1)]
    assert [(one.person, one.start) for one in answer.new] == [
        (2, at(MONDAY, 8)),
        (2, at(MONDAY, 13, 48)),
    ]


def test_a_gap_of_the_same_maker_is_taken_first() -> None:
    """Maker 1 has the afternoon free: three hours today, one tomorrow."""
    answer = moved()
    assert answer.allowed
    assert answer.new[0].start == at(MONDAY, 13)
    assert answer.new[0].end == at(TUESDAY, 9)
    assert told(answer) == []


def test_whoever_is_in_the_way_makes_room() -> None:
    """Maker 1 is full on Monday; order 1 goes behind, and its day with it."""
    full = (*BOOKED, row("other", 1, 1, at(MONDAY, 13), at(MONDAY, 16)))
    answer = moved(booked=full)
    assert answer.allowed
    assert answer.new[2].start == at(MONDAY, 8)
    assert told(answer) == [("order 2", -1)]
    assert [one.person for one in answer.new] == [2, 2, 1, 2]
    alone = a_shop(a_person(1, "sew"), a_person(2, "pack"))
    answer = moved(booked=full, shop=alone)
    assert told(answer) == [("order 1", 1), ("order 2", -1)]


def test_a_broken_promise_refuses_the_move_by_name() -> None:
    full = (*BOOKED, row("other", 1, 1, at(MONDAY, 13), at(MONDAY, 16)))
    alone = a_shop(a_person(1, "sew"), a_person(2, "pack"))
    answer = moved(booked=full, shop=alone, days=(MONDAY, None))
    assert [str(one) for one in answer.problems] == [
        "The promise of O1 would break: 2027-03-02 instead of 2027-03-01."
    ]
    assert moved(booked=full, shop=alone, days=(TUESDAY, None)).allowed


def test_what_is_late_already_must_not_become_later() -> None:
    answer = moved(day=TUESDAY + timedelta(days=1), days=(None, MONDAY))
    assert not answer.allowed
    assert moved(days=(None, MONDAY), person=2).allowed


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"person": 3}, "Nobody of this name works here now."),
        ({"step": 2, "person": 1}, "Maker 1 cannot do “pack”."),
        ({"step": 3}, "This step is not on the plan any more. Look at the plan again."),
        ({"day": MONDAY - timedelta(days=1)}, "2027-02-28 is over."),
        (
            {"day": MONDAY + timedelta(days=6)},
            "Maker 1 does not work on 2027-03-07: no working hours on that day.",
        ),
        (
            {"job": "order 1", "now": at(MONDAY, 9)},
            "“sew” has begun and stays.",
        ),
        (
            {"step": 2, "person": 2, "day": MONDAY},
            "“pack” cannot begin on 2027-03-01: “sew” ends on 2027-03-02.",
        ),
    ],
)
def test_what_has_no_meaning(more: dict[str, object], said: str) -> None:
    with pytest.raises(Refusal) as refused:
        moved(**more)  # type: ignore[arg-type]
    assert str(refused.value) == said


def test_a_holiday_is_named() -> None:
    calendar = replace(SHOP.calendar, closed=(ClosedDay(day=TUESDAY, reason="Nyepi"),))
    with pytest.raises(Refusal, match="does not work on 2027-03-02: Nyepi"):
        moved(day=TUESDAY, shop=replace(SHOP, calendar=calendar))


def test_lasts_stay_with_the_lot_until_they_are_dry() -> None:
    """The second of two steps on the last moves a day: the set comes free a day later."""
    shop = replace(
        a_shop(a_person(1, "last"), a_person(2, "sole")),
        lasts=(LastSets(family="derby", count=1),),
    )
    on_last = Job(
        id="order 1", title="O1", pairs=6, last_family="derby",
        routing=(a_step("last", 10, holds_last=True), a_step("sole", 10, holds_last=True)),
    )  # fmt: skip
    other = replace(on_last, id="order 2", title="O2")
    booked = plan(PlanCase(shop=shop, jobs=(on_last,), now=MORNING)).bookings
    case = MoveCase(
        shop=shop, commitments=(Commitment(job=on_last),), booked=booked, now=MORNING,
        job="order 1", lot=1, step=2, person=2, day=TUESDAY,
    )  # fmt: skip
    answer = move(case)
    assert answer.allowed
    assert answer.new[0].last_until == at(TUESDAY, 9)
    both = (
        *booked,
        *(
            replace(one, job="order 2", start=one.start + HOURS, end=one.end + HOURS,
                    last_until=one.last_until and one.last_until + HOURS)
            for one in booked
        ),
    )  # fmt: skip
    two = (Commitment(job=on_last), Commitment(job=other))
    answer = move(replace(case, booked=both, commitments=two))
    assert [str(one) for one in answer.problems] == [
        "No set of lasts is free for O2 as long as it needs them."
    ]


def partners(skills: tuple[str, ...]) -> st.SearchStrategy[tuple[Person, ...]]:
    """Nobody, or a partner some hours away who can do some of it."""
    hours = st.integers(0, 30).map(Decimal)
    partner = st.builds(
        Partner, there_hours=hours, back_hours=hours, least_pairs=st.integers(1, 24)
    )
    able = st.lists(st.sampled_from(skills), min_size=1, unique=True).map(tuple)
    one = st.builds(Person, id=st.just(99), name=st.just("P"), skills=able, partner=partner)
    return st.one_of(st.just(()), one.map(lambda found: (found,)))


@law
@given(shop=shops(), book=order_books, data=st.data())
def test_an_allowed_move_is_a_verified_plan(
    shop: Shop, book: tuple[Job, ...], data: st.DataObject
) -> None:
    """Whatever is moved wherever: refused, or every rule and every promise holds."""
    assume(book)
    skills = tuple({step.skill for job in book for step in job.routing})
    shop = replace(shop, people=(*shop.people, *data.draw(partners(skills))))
    booked = plan(PlanCase(shop=shop, jobs=book, now=MORNING, effort=500)).bookings
    ends = {job.id: max(one.end for one in booked if one.job == job.id) for job in book}
    now = MORNING + timedelta(hours=data.draw(st.integers(0, 120)))
    slack = data.draw(st.integers(0, 5))
    target = data.draw(st.sampled_from(booked))
    case = MoveCase(
        shop=shop,
        commitments=tuple(
            Commitment(job=job, promised=(ends[job.id] + timedelta(days=slack)).date())
            for job in book
        ),
        booked=booked,
        now=now,
        job=target.job,
        lot=target.lot,
        step=target.step,
        person=data.draw(st.sampled_from([one.id for one in shop.people])),
        day=target.start.date() + timedelta(days=data.draw(st.integers(-3, 6))),
    )
    try:
        answer = move(case)
    except Refusal:
        return
    changed = {(one.job, one.lot, one.step): one for one in answer.new}
    after = [changed.get((one.job, one.lot, one.step), one) for one in booked]
    assert {(one.job, one.lot, one.step) for one in answer.old} == set(changed)
    assert all(one.start >= now for one in answer.old if one.last_until is None)
    if answer.allowed:
        change = PlanChange(
            shop=shop,
            commitments=case.commitments,
            before=booked,
            after=tuple(after),
            now=now,
        )
        assert violations(change) == problems(change) == ()
        first = changed[target.job, target.lot, target.step] if changed else target
        assert (first.person, first.start.date()) == (case.person, case.day)
