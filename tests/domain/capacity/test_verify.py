"""Each rule, broken on purpose: the verifier must see it, and name the booking."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from langkah.domain.calendar import ClosedDay, Span, WorkCalendar
from langkah.domain.capacity import (
    Booking,
    Job,
    LastSets,
    Partner,
    PlanCase,
    PromisedDay,
    Rule,
    Stations,
    VerifyCase,
    plan,
    verify,
)
from langkah.domain.product import SizePairs
from tests.domain.capacity.shops import MONDAY, MORNING, WEEK, a_person, a_shop, a_step

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
ROUTING = (
    a_step("sew", 3, station="machine"),
    a_step("last", 2, holds_last=True, drying_hours=Decimal(4)),
    a_step("sole", 2, holds_last=True, drying_hours=Decimal(20)),
    a_step("pack", 1),
)
SHOP = a_shop(
    a_person(1, "sew", "pack"),
    a_person(2, "sew"),
    a_person(3, "last", "sole"),
    stations=(Stations(name="machine", count=1),),
    lasts=(LastSets(family="derby", count=1),),
    calendar=WorkCalendar(
        hours=WEEK, closed=(ClosedDay(day=MONDAY + 4 * DAY, reason="Idul Fitri"),)
    ),
)
JOB = Job(
    id="a", pairs=48, routing=ROUTING, last_family="derby", material_ready=MONDAY + DAY
)  # fmt: skip
GOOD = plan(PlanCase(shop=SHOP, jobs=(JOB,), now=MORNING)).bookings
CASE = VerifyCase(shop=SHOP, jobs=(JOB,), bookings=GOOD, now=MORNING, kept=GOOD)

Change = Callable[[Booking], Booking]


def changed(lot: int, step: int, change: Change) -> VerifyCase:
    """The good plan with one booking changed."""
    rows = tuple(change(one) if (one.lot, one.step) == (lot, step) else one for one in GOOD)
    return replace(CASE, bookings=rows, kept=())


def moved(by: timedelta) -> Change:
    return lambda one: replace(one, start=one.start + by, end=one.end + by)


def first(step: int) -> Booking:
    return next(one for one in GOOD if (one.lot, one.step) == (1, step))


def with_person(number: int, **more: object) -> VerifyCase:
    """The good plan on a floor where one of them is somebody else."""
    people = tuple(
        replace(one, **more) if one.id == number else one  # type: ignore[arg-type]
        for one in CASE.shop.people
    )
    return replace(CASE, shop=replace(CASE.shop, people=people))


def test_the_good_plan_is_good() -> None:
    assert len(GOOD) == 8
    assert verify(CASE) == ()


BREACHES = {
    "while she is away": (
        with_person(
            first(1).person,
            away=(Span(start=first(1).start, end=first(1).start + timedelta(minutes=10)),),
        ),
        Rule.TIME,
    ),
    "too few for the partner": (
        with_person(first(1).person, partner=Partner(least_pairs=99)),
        Rule.FEW,
    ),
    "before it can be at the partner": (
        with_person(first(4).person, partner=Partner(there_hours=Decimal(200))),
        Rule.ORDER,
    ),
    "at a machine in repair": (
        replace(
            CASE,
            shop=replace(
                CASE.shop,
                stations=tuple(
                    replace(one, out=(Span(start=first(1).start, end=first(1).end),) * one.count)
                    for one in CASE.shop.stations
                ),
            ),
        ),
        Rule.STATIONS,
    ),
    "somebody without the skill": (changed(1, 1, lambda one: replace(one, person=3)), Rule.SKILL),
    "somebody who is not here": (changed(1, 1, lambda one: replace(one, person=9)), Rule.SKILL),
    "a minute too short": (
        changed(1, 1, lambda one: replace(one, end=one.end - timedelta(minutes=1))),
        Rule.TIME,
    ),
    "over the break": (
        changed(1, 1, lambda one: replace(one, start=MORNING + DAY + 3 * HOUR)),
        Rule.TIME,
    ),
    "on a holiday": (
        changed(2, 4, lambda one: moved(MONDAY + 4 * DAY - one.start.date())(one)),
        Rule.CLOSED,
    ),
    "before the floor opens": (changed(1, 1, moved(-2 * HOUR)), Rule.CLOSED),
    "no machine": (changed(1, 1, lambda one: replace(one, station="")), Rule.STATION),
    "at two places": (
        changed(2, 1, lambda one: replace(first(1), lot=2, step=1)),
        Rule.TWO_PLACES,
    ),
    "two at one machine": (
        changed(2, 1, lambda one: replace(first(1), lot=2, person=2)),
        Rule.STATIONS,
    ),
    "two lots on one set": (
        changed(2, 2, lambda one: replace(one, start=first(2).start)),
        Rule.LASTS,
    ),
    "the last let go while it dries": (
        changed(1, 2, lambda one: replace(one, last_until=first(3).end + 19 * HOUR)),
        Rule.LET_GO,
    ),
    "a size of which there is no last": (
        replace(
            CASE,
            jobs=(replace(JOB, sizes=("39", "50")),),
            shop=replace(
                SHOP,
                lasts=(LastSets(family="derby", count=1, sizes=(SizePairs(size="39", pairs=1),)),),
            ),
        ),
        Rule.SIZE,
    ),
    "no last taken": (
        changed(1, 2, lambda one: replace(one, last_family="", last_until=None)),
        Rule.LET_GO,
    ),
    "soled before it is dry": (
        changed(1, 3, lambda one: replace(one, start=first(2).end + HOUR)),
        Rule.ORDER,
    ),
    "a step left out": (
        replace(CASE, bookings=tuple(one for one in GOOD if one.step != 3), kept=()),
        Rule.ORDER,
    ),
    "a lot too large": (changed(1, 1, lambda one: replace(one, pairs=25)), Rule.LOT),
    "pairs lost": (changed(1, 1, lambda one: replace(one, pairs=23)), Rule.PAIRS),
    "a lot forgotten": (
        replace(CASE, bookings=tuple(one for one in GOOD if one.lot == 1), kept=()),
        Rule.PAIRS,
    ),
    "a step nobody knows": (changed(1, 4, lambda one: replace(one, step=5)), Rule.UNKNOWN),
    "before the material": (changed(1, 1, moved(-DAY)), Rule.EARLY),
    "yesterday": (replace(CASE, now=MORNING + 2 * DAY), Rule.EARLY),
    "before it is ordered": (
        replace(CASE, jobs=(replace(JOB, not_before=first(1).start + HOUR),), begun=("a",)),
        Rule.UNORDERED,
    ),
    "somebody else's booking moved": (
        replace(CASE, kept=(replace(first(1), job="other"),)),
        Rule.MOVED,
    ),
    "a promise broken": (
        replace(CASE, promised=(PromisedDay(job="a", day=MONDAY + 2 * DAY),)),
        Rule.PROMISE,
    ),
    "a promise forgotten": (
        replace(CASE, promised=(PromisedDay(job="gone", day=MONDAY + 99 * DAY),)),
        Rule.PROMISE,
    ),
}


@pytest.mark.parametrize(("case", "rule"), BREACHES.values(), ids=BREACHES)
def test_a_planted_breach_is_caught(case: VerifyCase, rule: Rule) -> None:
    assert rule in {violation.rule for violation in verify(case)}


def test_every_rule_has_its_breach() -> None:
    assert {rule for _, rule in BREACHES.values()} == set(Rule)


def test_a_promise_that_is_kept_is_no_violation() -> None:
    ready = max(one.end for one in GOOD).date()
    assert verify(replace(CASE, promised=(PromisedDay(job="a", day=ready),))) == ()


def test_the_verifier_shares_no_code_with_the_planner() -> None:
    """It reads the same tables of values, and nothing that counts or places."""
    import ast
    from pathlib import Path

    from langkah.domain.capacity import verify as module

    files = list(Path(str(module.__globals__["__file__"])).parent.glob("*.py"))
    taken = {
        f"{node.module}.{name.name}"
        for file in files
        for node in ast.walk(ast.parse(file.read_text()))
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("langkah")
        if not (node.module or "").startswith("langkah.domain.capacity.verify.")
        for name in node.names
    }
    assert len(files) > 1
    values = ("Booking", "Job", "Operation", "Person", "Shop")
    assert taken == {
        "langkah.domain.calendar.Span",
        "langkah.domain.calendar.WorkCalendar",
        *(f"langkah.domain.capacity.shop.{name}" for name in values),
    }


def test_what_is_over_is_not_asked_again() -> None:
    """Somebody left the workshop: what she did stays done, what she was to do is seen."""
    gone = replace(SHOP, people=tuple(one for one in SHOP.people if one.id != first(1).person))
    over = tuple(one for one in GOOD if one.end <= first(1).end)
    later = replace(CASE, shop=gone, now=first(1).end, kept=over, begun=("a",))
    theirs = {(one.lot, one.step) for one in GOOD if one.person == first(1).person}
    found = verify(later)
    assert {one.rule for one in found} == {Rule.SKILL}
    assert {(one.lot, one.step) for one in found} == theirs - {(1, 1)}


def test_a_night_of_overtime_may_end_a_step_at_midnight() -> None:
    """A stretch over midnight is two days to the clock; its middle is open on both sides."""
    night = Span(start=MORNING + 12 * HOUR, end=MORNING + 20 * HOUR)
    shop = a_shop(replace(a_person(1, "sew"), overtime=(night,)))
    job = Job(id="late", pairs=1, routing=(a_step("sew", 60), a_step("sew", 60)))
    steps = [
        Booking(
            job="late",
            lot=1,
            step=step,
            operation="sew",
            pairs=1,
            person=1,
            start=MORNING + (14 + step) * HOUR,
            end=MORNING + (15 + step) * HOUR,
        )
        for step in (1, 2)
    ]
    assert steps[0].end == MORNING + 16 * HOUR  # midnight
    case = VerifyCase(shop=shop, jobs=(job,), bookings=tuple(steps), now=MORNING)
    assert verify(case) == ()
    closed = replace(shop, people=(replace(shop.people[0], overtime=()),))
    assert {one.rule for one in verify(replace(case, shop=closed))} >= {Rule.CLOSED}


def test_a_product_whose_steps_were_all_taken_away_is_looked_at_too() -> None:
    """Nothing of it is known any more: its bookings are steps that it does not have."""
    bare = replace(CASE, jobs=(replace(JOB, routing=()),), kept=())
    assert {one.rule for one in verify(bare)} == {Rule.UNKNOWN}
