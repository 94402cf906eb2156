"""What must hold on any floor: random shops, random orders, the verifier as judge."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from unittest.mock import patch

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from langkah.domain.calendar import ClosedDay, Span, WorkCalendar
from langkah.domain.capacity import (
    Job,
    LastSets,
    Operation,
    Partner,
    Person,
    PlanCase,
    PromiseCase,
    PromisedDay,
    Shop,
    SkillSpeed,
    Stations,
    VerifyCase,
    decoder,
    plan,
    promise,
    verify,
)
from langkah.domain.reason import Reason
from tests.domain.capacity.shops import MONDAY, MORNING, WEEK

SKILLS = ("cut", "sew", "last", "sole", "pack")
FAMILIES = ("derby", "boot")
KINDS = ("machine", "oven")
# A busy machine is no fault of the floor.
law = settings(suppress_health_check=[HealthCheck.too_slow])
speeds = st.decimals("0.5", "2", places=2)


@st.composite
def a_span(draw: st.DrawFn) -> Span:
    """Half an hour to three days, in the first five weeks."""
    start = MORNING + timedelta(hours=draw(st.integers(0, 800)))
    return Span(start=start, end=start + timedelta(minutes=30 * draw(st.integers(1, 144))))


spans = st.lists(a_span(), max_size=3).map(tuple)


@st.composite
def shops(draw: st.DrawFn) -> Shop:
    """Every skill somewhere, every kind of station and every family at least once."""
    skills = [draw(st.sets(st.sampled_from(SKILLS), min_size=1)) for _ in range(4)]
    people = [
        Person(
            id=number,
            name=f"Maker {number}",
            skills=tuple(sorted(mine)),
            speed=draw(speeds),
            speeds=(SkillSpeed(skill=min(mine), speed=draw(speeds)),),
        )
        for number, mine in enumerate(skills, start=1)
    ]
    people[0] = replace(people[0], away=draw(spans), overtime=draw(spans))
    people.append(Person(id=9, name="Everything", skills=SKILLS, speed=draw(speeds)))
    if draw(st.booleans()):
        way = st.decimals(0, 60, places=1)
        partner = Partner(
            there_hours=draw(way), back_hours=draw(way), least_pairs=draw(st.integers(1, 20))
        )
        people.append(Person(id=10, name="Partner", skills=("sew", "last"), partner=partner))
    closed = draw(st.sets(st.integers(0, 40), max_size=12))
    return Shop(
        people=tuple(people),
        calendar=WorkCalendar(
            hours=WEEK,
            closed=tuple(ClosedDay(day=MONDAY + timedelta(days=one)) for one in sorted(closed)),
        ),
        stations=tuple(
            Stations(name=kind, count=count, out=draw(spans)[: count - 1])
            for kind in KINDS
            for count in [draw(st.integers(1, 3))]
        ),
        lasts=tuple(LastSets(family=one, count=draw(st.integers(1, 3))) for one in FAMILIES),
        lot_pairs=draw(st.integers(1, 24)),
    )


@st.composite
def operations(draw: st.DrawFn) -> Operation:
    skill = draw(st.sampled_from(SKILLS))
    return Operation(
        name=skill,
        skill=skill,
        station=draw(st.sampled_from(("", *KINDS))),
        minutes_per_pair=draw(st.decimals(0, 25, places=1)),
        minutes_per_batch=draw(st.decimals(0, 30, places=0)),
        drying_hours=draw(st.sampled_from([Decimal(0), Decimal("1.5"), Decimal(4), Decimal(20)])),
        holds_last=skill in ("last", "sole"),
    )


@st.composite
def jobs(draw: st.DrawFn, name: str) -> Job:
    arrives = draw(st.one_of(st.none(), st.integers(-3, 15)))
    return Job(
        id=name,
        pairs=draw(st.integers(1, 90)),
        routing=tuple(draw(st.lists(operations(), min_size=1, max_size=6))),
        last_family=draw(st.sampled_from(FAMILIES)),
        material_ready=None if arrives is None else MONDAY + timedelta(days=arrives),
    )


order_books = st.integers(0, 4).flatmap(
    lambda count: st.tuples(*(jobs(f"order {number}") for number in range(count)))
)


@law
@given(shop=shops(), book=order_books, new=jobs("new"))
def test_plans_and_promises_break_no_rule_and_move_nobody(
    shop: Shop, book: tuple[Job, ...], new: Job
) -> None:
    booked = plan(PlanCase(shop=shop, jobs=book, now=MORNING)).bookings if book else ()
    answer = promise(PromiseCase(shop=shop, jobs=(new,), now=MORNING, booked=booked))
    case = VerifyCase(
        shop=shop,
        jobs=(*book, new),
        bookings=(*booked, *answer.bookings),
        now=MORNING,
        kept=booked,
        promised=(PromisedDay(job="new", day=answer.ready),),
    )
    assert verify(case) == ()


def with_more(shop: Shop, what: Reason) -> Shop:
    """The floor a lever speaks of."""
    name = dict(what.params)
    match what.message:
        case "one more person for {skill}":
            helper = Person(id=99, name="New", skills=(str(name["skill"]),))
            return replace(shop, people=(*shop.people, helper))
        case "one more {station}":
            more = {name["station"]: 1}
            return replace(
                shop,
                stations=tuple(
                    replace(one, count=one.count + more.get(one.name, 0)) for one in shop.stations
                ),
            )
        case "one more set of {family} lasts":
            more = {name["family"]: 1}
            return replace(
                shop,
                lasts=tuple(
                    replace(one, count=one.count + more.get(one.family, 0)) for one in shop.lasts
                ),
            )
    return shop


def with_overtime(shop: Shop, skill: str, until: date) -> Shop:
    """Two hours more after each working day, until the day that was promised."""
    closed = {one.day for one in shop.calendar.closed}
    extra = []
    for count in range((until - MONDAY).days + 1):
        day = MONDAY + timedelta(days=count)
        if day.weekday() != 6 and day not in closed:
            end = datetime.combine(day, time(13 if day.weekday() == 5 else 16))
            extra.append(Span(start=end, end=end + timedelta(hours=2)))
    return replace(
        shop,
        people=tuple(
            replace(one, overtime=(*one.overtime, *extra))
            if skill in one.skills and not one.partner
            else one
            for one in shop.people
        ),
    )


@law
@given(shop=shops(), book=order_books, new=jobs("new"))
def test_what_would_be_earlier_is_true(shop: Shop, book: tuple[Job, ...], new: Job) -> None:
    """Whoever gets one thing more and asks again is promised the day that was named."""
    booked = plan(PlanCase(shop=shop, jobs=book, now=MORNING)).bookings if book else ()
    case = PromiseCase(shop=shop, jobs=(new,), now=MORNING, booked=booked)
    answer = promise(case)
    for lever in answer.earlier:
        there = str(lever.what) == "the material in the house today"
        floor = with_more(shop, lever.what)
        if lever.what.message.startswith("{hours} hours of overtime"):
            skill = str(dict(lever.what.params)["skill"])
            floor = with_overtime(shop, skill, answer.ready)
        then = replace(
            case,
            shop=floor,
            jobs=(replace(new, material_ready=None),) if there else (new,),
        )
        assert promise(then).ready == lever.ready < answer.ready


@law
@given(shop=shops(), new=jobs("new"), days=st.integers(0, 20))
def test_an_answer_within_the_time_given_keeps_the_day(shop: Shop, new: Job, days: int) -> None:
    """Nothing is planned before the buyer's last day, so no answer in time can break the day."""
    last = MORNING + timedelta(days=days, hours=15)
    answer = promise(PromiseCase(shop=shop, jobs=(new,), now=MORNING, answer_by=last))
    assert answer.first_start >= last
    case = VerifyCase(shop=shop, jobs=(new,), bookings=answer.bookings, now=last)
    assert verify(case) == ()


@law
@given(shop=shops(), book=order_books)
def test_the_same_question_has_the_same_answer(shop: Shop, book: tuple[Job, ...]) -> None:
    new = Job(
        id="new",
        pairs=30,
        routing=(Operation(name="sew", skill="sew", minutes_per_pair=Decimal(9)),),
    )
    booked = plan(PlanCase(shop=shop, jobs=book, now=MORNING)).bookings if book else ()
    case = PromiseCase(shop=shop, jobs=(new,), now=MORNING, booked=booked)
    shuffled = replace(case, booked=tuple(reversed(booked)))
    found = promise(case)
    assert found == promise(shuffled)
    with patch.object(decoder, "FEW", 0):  # a short cut, and no other answer
        assert found == promise(case)
