"""What people really type: each gets the right answer, or a sentence with the step and the deed."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime, time, timedelta
from decimal import Decimal
from typing import Any

import pytest
from pydantic import TypeAdapter

from langkah.api.ask import BadCase, ask
from langkah.domain.calendar import ClosedDay, Span, WorkCalendar
from langkah.domain.capacity import (
    Commitment,
    EarlierCase,
    Job,
    LastSets,
    Partner,
    PlanCase,
    PromiseCase,
    RepairCase,
    Rush,
    Stations,
    plan,
    promise,
)
from langkah.domain.capacity.decoder import place, place_all
from langkah.domain.capacity.load import Load
from langkah.domain.capacity.lots import Preparer
from langkah.domain.capacity.passes import Passes
from langkah.domain.capacity.schedule import aim
from langkah.domain.product import SizePairs
from tests.domain.capacity.floors import a_floor
from tests.domain.capacity.shops import MONDAY, MORNING, WEEK, a_person, a_shop, a_step

DAY = timedelta(days=1)
STEPS = (
    a_step("cut", 4),
    a_step("sew", 9, station="machine"),
    a_step("last", 6, holds_last=True, drying_hours=Decimal(4)),
    a_step("sole", 6, holds_last=True, drying_hours=Decimal(20)),
    a_step("pack", 2),
)
SKILLS = tuple(step.skill for step in STEPS)
SHOP = a_shop(
    *(a_person(number, *SKILLS) for number in range(1, 6)),
    stations=(Stations(name="machine", count=4),),
    lasts=(LastSets(family="derby", count=6),),
)
OLD = Job(id="old", title="Old", pairs=30, routing=STEPS, last_family="derby")
NEW = replace(OLD, id="new", title="New")
BOOKED = plan(PlanCase(shop=SHOP, jobs=(OLD,), now=MORNING, effort=100)).bookings
COMMITTED = (Commitment(job=OLD, promised=MONDAY + 20 * DAY),)


def asked(name: str, job: Job = NEW, shop: Any = SHOP, now: datetime = MORNING) -> Any:
    """The same inquiry as each of the four questions."""
    match name:
        case "plan":
            return PlanCase(shop=shop, jobs=(job,), now=now, booked=BOOKED, effort=300)
        case "promise":
            return PromiseCase(shop=shop, jobs=(job,), now=now, booked=BOOKED)
        case "earlier":
            return EarlierCase(
                shop=shop, jobs=(job,), now=now, commitments=COMMITTED, booked=BOOKED, effort=100
            )
    return RepairCase(
        shop=shop,
        commitments=COMMITTED,
        booked=BOOKED,
        now=now,
        rush=(Rush(job=job, wish=MONDAY + 9 * DAY),),
        effort=200,
    )


def told(name: str, case: Any) -> str:
    """What is said on the way of JSON."""
    with pytest.raises(BadCase) as problem:
        ask(name, TypeAdapter(type(case)).dump_json(case))
    return str(problem.value)


def day_of(name: str, case: Any) -> str:
    """The day of the new order."""
    answer = json.loads(ask(name, TypeAdapter(type(case)).dump_json(case)))
    if name == "repair":
        return str(answer["rush"][0]["ready"])
    if name == "plan":
        return str(max(one["ready"] for one in answer["finishes"])[:10])
    return str(answer["ready"])


QUESTIONS = ("plan", "promise", "earlier", "repair")
every = pytest.mark.parametrize("name", QUESTIONS)


def without(**more: object) -> Job:
    """The order with another sewing step."""
    steps = tuple(replace(one, **more) if one.name == "sew" else one for one in STEPS)  # type: ignore[arg-type]
    return replace(NEW, routing=steps)


COUNTED = (SizePairs(size="39", pairs=2), SizePairs(size="50", pairs=0))
FOREVER = (Span(start=MORNING - DAY, end=MORNING + 40 * 365 * DAY),)
WRONG = {
    "no minutes": (
        without(minutes_per_pair=None),
        SHOP,
        "{job}.routing.1.minutes_per_pair: “sew” of New has no minutes.",
    ),
    "minutes below zero": (
        without(minutes_per_pair=Decimal(-1)),
        SHOP,
        "{job}.routing.1.minutes_per_pair: “sew” of New has a time",
    ),
    "dries for ages": (
        without(drying_hours=Decimal(10) ** 30),
        SHOP,
        "{job}.routing.1.drying_hours: “sew” of New dries longer",
    ),
    "set-up for ages": (without(minutes_per_batch=Decimal(10) ** 12), SHOP, "further than 8 years"),
    "nobody can": (
        without(skill="weld"),
        SHOP,
        "{job}.routing.1.skill: Nobody can do “sew” of New (skill: weld).",
    ),
    "no machine": (
        without(station="robot"),
        SHOP,
        "{job}.routing.1.station: “sew” of New needs a robot",
    ),
    "no lasts": (
        replace(NEW, last_family="boot"),
        SHOP,
        "{job}.last_family: “last” of New needs the last boot",
    ),
    "no last named": (
        replace(NEW, last_family=""),
        SHOP,
        "{job}.last_family: “last” of New holds a last, but none",
    ),
    "a size of which there is no last": (
        replace(NEW, sizes=("39", "50", "", "51")),
        replace(SHOP, lasts=(LastSets(family="derby", count=6, sizes=COUNTED),)),
        "{job}.sizes: “last” of New needs the last derby in size 50, 51, and there is none.",
    ),
    "fewer than no lasts": (
        NEW,
        replace(
            SHOP,
            lasts=(LastSets(family="derby", count=6, sizes=(SizePairs(size="40", pairs=-1),)),),
        ),
        "shop.lasts.0.sizes.0.pairs: derby 40: write how many there are",
    ),
    "no pairs": (replace(NEW, pairs=0), SHOP, "{job}.pairs: New has no pairs."),
    "pairs below zero": (replace(NEW, pairs=-5), SHOP, "{job}.pairs: New has no pairs."),
    "more pairs than years": (replace(NEW, pairs=300_000), SHOP, "further than 8 years"),
    "more lots than ever": (replace(NEW, pairs=10**12), SHOP, "more than 20000 lots"),
    "no steps": (replace(NEW, routing=()), SHOP, "{job}.routing: New has no steps."),
    "no weight": (
        replace(NEW, weight=Decimal(0)),
        SHOP,
        "{job}.weight: New: the weight must be above zero.",
    ),
    "lots of nothing": (NEW, replace(SHOP, lot_pairs=0), "shop.lot_pairs: lot_pairs is 0."),
    "all away for ever": (
        NEW,
        replace(SHOP, people=tuple(replace(one, away=FOREVER) for one in SHOP.people)),
        "{job}.routing.0.skill: Everybody who can do “cut” of New is away",
    ),
    "only a partner, for more": (
        without(skill="weave"),
        replace(
            SHOP,
            people=(
                *SHOP.people,
                replace(a_person(9, "weave"), name="Pak Joko", partner=Partner(least_pairs=50)),
            ),
        ),
        "only Pak Joko can do it, from 50 pairs in a lot; the smallest lot has 15",
    ),
    "a speed of nothing": (
        NEW,
        replace(SHOP, people=(replace(SHOP.people[0], speed=Decimal(0)), *SHOP.people[1:])),
        "shop.people.0.speed: The speed of Maker 1 must be above zero.",
    ),
    "no hours": (NEW, replace(SHOP, calendar=WorkCalendar(hours=())), "shop.calendar: "),
}


@every
@pytest.mark.parametrize(("job", "shop", "said"), WRONG.values(), ids=WRONG)
def test_a_wrong_case_is_told_in_a_sentence(name: str, job: Job, shop: Any, said: str) -> None:
    place = "rush.0.job" if name == "repair" else "jobs.0"
    assert said.format(job=place) in told(name, asked(name, job, shop))


@every
@pytest.mark.parametrize("sizes", [(), ("",), ("39",), ("39", "39")], ids=str)
def test_sizes_that_are_there_or_not_agreed_change_no_day(
    name: str, sizes: tuple[str, ...]
) -> None:
    counted = replace(SHOP, lasts=(LastSets(family="derby", count=6, sizes=COUNTED),))
    assert day_of(name, asked(name, replace(NEW, sizes=sizes), counted)) == day_of(
        name, asked(name)
    )
    assert day_of(name, asked(name, replace(NEW, sizes=("50",)))) == day_of(name, asked(name))


@every
def test_a_day_long_ago_plans_from_then_on(name: str) -> None:
    """The caller tells the time: whatever lies on the clock before it is over."""
    assert day_of(name, asked(name, replace(NEW, due=MONDAY - 400 * DAY))) > "2027-03-01"
    assert "nobody plans in the year 1999" in told(
        name, asked(name, now=MORNING.replace(year=1999))
    )


@every
def test_material_that_came_long_ago_is_there(name: str) -> None:
    long_ago = replace(NEW, material_ready=MONDAY - 900 * DAY)
    assert day_of(name, asked(name, long_ago)) == day_of(name, asked(name))


@pytest.mark.parametrize("name", ["plan", "promise", "earlier"])
def test_fifty_thousand_pairs_have_a_day(name: str) -> None:
    assert "2028" < day_of(name, asked(name, replace(NEW, pairs=50_000))) < "2031"


def test_more_have_a_day_as_far_as_the_one_to_offer_lies_inside_the_years_of_a_plan() -> None:
    shop = replace(SHOP, lot_pairs=48)
    case = asked("promise", replace(NEW, pairs=120_000), shop)
    answer = json.loads(ask("promise", TypeAdapter(type(case)).dump_json(case)))
    assert "2032" < answer["ready"] < answer["offered"] < "2035-03"
    beyond = asked("promise", replace(NEW, pairs=150_000), shop)
    assert f"{promise(beyond).ready:%Y}" == "2034"
    assert "further than 8 years" in told("promise", beyond)


@every
def test_a_saturday_evening_before_ten_days_of_rest(name: str) -> None:
    """Asked when the floor has closed, before Lebaran: the first step is after the stop."""
    saturday = datetime.combine(MONDAY + 5 * DAY, time(20))
    stop = tuple(ClosedDay(day=MONDAY + count * DAY, reason="Lebaran") for count in range(7, 17))
    shop = replace(SHOP, calendar=WorkCalendar(hours=WEEK, closed=stop))
    day = day_of(name, asked(name, shop=shop, now=saturday))
    assert day >= str(MONDAY + 17 * DAY)
    if name == "promise":
        answer = promise(asked(name, shop=shop, now=saturday))
        assert answer.first_start == datetime.combine(MONDAY + 17 * DAY, time(8))


@every
def test_holidays_that_are_known_for_one_year_only(name: str) -> None:
    """Behind the last known day off, the plan goes on by the week alone."""
    closed = tuple(ClosedDay(day=MONDAY + count * DAY) for count in range(0, 300, 7))
    shop = replace(SHOP, calendar=WorkCalendar(hours=WEEK, closed=closed))
    assert day_of(name, asked(name, replace(NEW, pairs=4000), shop)) > "2027-05"


@every
def test_two_of_five_away_for_good_and_one_who_leaves(name: str) -> None:
    """Who is never there does nothing, and who leaves on Thursday nothing from then on."""
    leaves = (Span(start=MORNING + 3 * DAY, end=MORNING + 40 * 365 * DAY),)
    away = [FOREVER, FOREVER, leaves, (), ()]
    people = tuple(replace(one, away=span) for one, span in zip(SHOP.people, away, strict=True))
    case = asked(name, shop=replace(SHOP, people=people))
    answer = json.loads(ask(name, TypeAdapter(type(case)).dump_json(case)))
    assert day_of(name, case) >= day_of(name, asked(name))
    for one in answer["bookings"]:
        assert one["person"] not in (1, 2)
        assert one["person"] != 3 or one["end"] <= str((MORNING + 3 * DAY).isoformat())


def paths(part: object, place: tuple[int | str, ...] = ()) -> Any:
    if isinstance(part, dict):
        for name, one in part.items():
            yield from paths(one, (*place, name))
    elif isinstance(part, list):
        # The first of a list stands for all.
        for one in part[:1]:
            yield from paths(one, (*place, 0))
    else:
        yield place, part


def changed(case: Any, place: tuple[int | str, ...], value: object) -> bytes:
    whole = json.loads(json.dumps(case))
    part = whole
    for name in place[:-1]:
        part = part[name]
    part[place[-1]] = value
    return json.dumps(whole).encode()


RICH = replace(
    SHOP,
    people=(
        replace(
            SHOP.people[0],
            away=(Span(start=MORNING + DAY, end=MORNING + 2 * DAY),),
            overtime=(Span(start=MORNING, end=MORNING + 9 * DAY),),
            partner=Partner(there_hours=Decimal(4), back_hours=Decimal(4), calendar=SHOP.calendar),
        ),
        *SHOP.people[1:],
    ),
    stations=(Stations(name="machine", count=4, out=(Span(start=MORNING, end=MORNING + DAY),)),),
    calendar=WorkCalendar(
        hours=WEEK,
        closed=(ClosedDay(day=MONDAY + 9 * DAY),),
        rest=(Span(start=MORNING + 2 * DAY, end=MORNING + 3 * DAY),),
    ),
)
NUMBERS = (-1, 10**12, 10**40, 1e-30)
DAYS = ("1000-01-01", "9999-12-31", "2027-02-30")


@every
def test_absurd_in_every_field_is_answered_or_told(name: str) -> None:
    """Each number and day of a case in turn, one absurd value after the other: never an error."""
    made = asked(name, replace(NEW, material_ready=MONDAY, due=MONDAY + 30 * DAY), RICH)
    made = made if name == "promise" else replace(made, effort=1)
    case = json.loads(TypeAdapter(type(made)).dump_json(made))
    told_of, unclear = 0, set()
    for at, kept in paths(case):
        text = str(kept)
        number = isinstance(kept, int | float) or text.replace(".", "").isdigit()
        dated = text[:2] == "20" and text[4:5] == "-"
        values = NUMBERS if number else DAYS if dated else ()
        for value in values:
            clock = f"{value}T08:00:00" if "T" in text and dated else value
            try:
                json.loads(ask(name, changed(case, at, clock)))
            except BadCase as problem:
                told_of += 1
                if "own check" in str(problem):
                    unclear.add(at[-1])
    assert told_of > 40
    assert unclear == set()


def test_a_number_beyond_all_is_named_by_its_field() -> None:
    case = json.loads(TypeAdapter(PromiseCase).dump_json(asked("promise")))
    whole = changed(case, ("shop", "people", 0, "speed"), "1E+999999")
    with pytest.raises(BadCase, match=r"shop\.people\.0\.speed: "):
        ask("promise", whole)


@every
def test_an_effort_without_end_is_told(name: str) -> None:
    if name != "promise":
        assert "effort: Write 0 to" in told(name, replace(asked(name), effort=10**12))


def test_thousands_of_lots_go_where_one_after_the_other_goes() -> None:
    """What was seen of earlier lots saves the search, and changes nothing."""
    for number in range(8):
        floor = a_floor(number)
        load = Load(floor.shop, floor.now.date())
        prepare = Preparer(load, floor.now)
        large = [replace(job, pairs=job.pairs * 4) for job in floor.jobs]
        lots = [lot for at, job in enumerate(large) for lot in prepare.fresh(at, job)]
        floor.dice.shuffle(lots)
        trial = load.copy()
        assert place_all(load, lots) == [place(trial, lot) for lot in lots]


def test_lots_that_look_for_lasts_in_vain_are_counted_as_effort() -> None:
    """Hundreds of small orders on one set of lasts: each looks at every gap of it.

    The effort counted lots placed, so that 5,000 such orders took minutes where it says seconds.
    """
    shop = a_shop(
        *(a_person(number, "last", "sole") for number in range(1, 5)),
        lasts=(LastSets(family="A", count=2),),
    )
    routing = (
        a_step("last", 9, holds_last=True),
        a_step("sole", 6, drying_hours=Decimal(20), holds_last=True),
    )
    book = tuple(
        Job(id=f"J{at}", pairs=1, routing=routing, last_family="A", due=MONDAY + at % 60 * DAY)
        for at in range(400)
    )
    load = Load(shop, MONDAY)
    prepare = Preparer(load, MORNING)
    lots = [lot for at, job in enumerate(book) for lot in prepare.fresh(at, job)]
    passes = Passes(load, place_all(load.copy(), lots), [aim(load, job) for job in book])
    before, cost = load.tries.count, passes.cost
    passes.improve(500)
    assert passes.effort <= 1600
    assert load.tries.count - before < 2 * 500 * 32
    assert passes.cost <= cost
