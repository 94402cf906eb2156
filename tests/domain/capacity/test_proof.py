"""Proofs by OR-Tools: every plan of ours is a solution of the model, and what comes is verified."""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import date
from decimal import Decimal
from random import Random

import pytest

from langkah.domain.capacity import (
    Job,
    PlanCase,
    PromiseCase,
    Stations,
    VerifyCase,
    plan,
    promise,
    verify,
)
from langkah.domain.capacity.decoder import place
from langkah.domain.capacity.exact import FloorModel, line_of_all
from langkah.domain.capacity.lots import Preparer
from langkah.domain.capacity.schedule import loaded
from langkah.domain.reason import Refusal
from tests.domain.capacity.floors import a_floor, a_partner
from tests.domain.capacity.shops import MONDAY, MORNING, a_person, a_shop, a_step

REASON = "the extra optimizer is not installed"


def a_job(name: str, *steps, pairs: int = 24, **more) -> Job:
    return Job(id=name, pairs=pairs, routing=steps, **more)


def own_people(floor):
    """The floor without partners, with each skill somebody's all the same."""
    people = tuple(one for one in floor.shop.people if one.partner is None)
    return replace(floor.shop, people=people)


def test_without_or_tools_plan_and_promise_say_how_to_install_it(monkeypatch) -> None:
    for name in [name for name in sys.modules if name.split(".")[0] == "ortools"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "ortools", None)
    shop, job = a_shop(a_person(1, "sew")), a_job("1", a_step("sew", 10))
    with pytest.raises(Refusal, match="requirements/optimizer"):
        promise(PromiseCase(shop=shop, jobs=(job,), now=MORNING, optimizer=True))
    with pytest.raises(Refusal, match="requirements/optimizer"):
        plan(PlanCase(shop=shop, jobs=(job,), now=MORNING, optimizer=True))


@pytest.mark.parametrize(
    ("change", "word"),
    [
        ({"optimizer_seconds": 0}, "optimizer_seconds"),
        ({"jobs": (a_job("1", a_step("sew", 1), pairs=24 * 1501),)}, "at most 1500"),
    ],
)
def test_what_cannot_be_proved_is_refused_in_words(change, word) -> None:
    case = PromiseCase(
        shop=a_shop(a_person(1, "sew")),
        jobs=(a_job("1", a_step("sew", 10)),),
        now=MORNING,
        optimizer=True,
    )
    with pytest.raises(Refusal, match=word):
        promise(replace(case, **change))


def test_a_plan_with_partners_is_not_proved_yet() -> None:
    shop = a_shop(a_person(1, "sew"), a_partner(Random(1), 2, ("sew",), MONDAY))
    case = PromiseCase(
        shop=shop, jobs=(a_job("1", a_step("sew", 10)),), now=MORNING, optimizer=True
    )
    with pytest.raises(Refusal, match="partner"):
        promise(case)


def test_one_maker_with_eight_hours_of_work_cannot_be_done_today() -> None:
    pytest.importorskip("ortools", reason=REASON)
    case = PromiseCase(
        shop=a_shop(a_person(1, "sew")),
        jobs=(a_job("1", a_step("sew", 20)),),
        now=MORNING,
        optimizer=True,
    )
    answer = promise(case)
    assert (answer.ready, answer.proved) == (date(2027, 3, 2), True)
    assert promise(replace(case, optimizer=False)).proved is None


def test_a_day_that_the_gaps_hide_is_found_and_verified() -> None:
    """The quick maker takes both lots one after the other; the slow one beside her is in time."""
    pytest.importorskip("ortools", reason=REASON)
    shop = a_shop(
        a_person(1, "sew", "pack"),
        a_person(2, "sew"),
        stations=(Stations(name="bench", count=2),),
    )
    jobs = (a_job("1", a_step("sew", 10), a_step("pack", 5), pairs=48),)
    case = PromiseCase(shop=shop, jobs=jobs, now=MORNING)
    ours, proved = promise(case), promise(replace(case, optimizer=True))
    assert proved.ready <= ours.ready
    bookings = proved.bookings
    assert verify(VerifyCase(shop=shop, jobs=jobs, bookings=bookings, now=MORNING)) == ()


@pytest.mark.parametrize("number", range(24))
def test_every_plan_of_a_random_floor_is_a_solution_of_the_model(number: int) -> None:
    """Else a proof could forbid what can be done."""
    pytest.importorskip("ortools", reason=REASON)
    floor = a_floor(number)
    shop = own_people(floor)
    try:
        booked = plan(PlanCase(shop=shop, jobs=floor.jobs[:2], now=floor.now, effort=0)).bookings
    except Refusal:
        pytest.skip("only a partner could do a step")
    jobs = (*floor.jobs[2:4], floor.new)
    load = loaded(shop, floor.now, booked)
    prepare = Preparer(load, floor.now)
    lots = [lot for at, job in enumerate(jobs) for lot in prepare.fresh(at, job)]
    for _ in range(2):
        floor.dice.shuffle(lots)
        trial = load.copy()
        placed = [place(trial, lot) for lot in lots]
        latest = max(line_of_all(load).since(one.end) for one in placed)
        model = FloorModel(load, lots, [latest] * len(lots))
        model.fix(placed)
        found = model.solve(5, 1)
        assert found.values, number


@pytest.mark.parametrize("number", range(6))
def test_a_better_plan_is_verified_and_none_is_below_the_bound(number: int) -> None:
    pytest.importorskip("ortools", reason=REASON)
    floor = a_floor(number)
    shop = own_people(floor)
    jobs = tuple(replace(job, due=date(2027, 3, 1), pairs=12) for job in floor.jobs[:3])
    case = PlanCase(shop=shop, jobs=jobs, now=floor.now, effort=0, optimizer_seconds=0.5)
    try:
        ours = plan(case)
    except Refusal:
        pytest.skip("only a partner could do a step")
    answer = plan(replace(case, optimizer=True))
    assert answer.bound is not None
    assert Decimal(0) <= answer.bound <= answer.late <= ours.late
    assert plan(replace(case, effort=3_000)).late >= answer.bound
    checked = VerifyCase(shop=shop, jobs=jobs, bookings=answer.bookings, now=floor.now)
    assert verify(checked) == ()
