"""What stays on a floor and what may move, by a plan drawn up by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal

from langkah.domain.calendar import Span
from langkah.domain.capacity import (
    Booking,
    Commitment,
    Job,
    LastSets,
    Partner,
    PlanCase,
    Stations,
    plan,
)
from langkah.domain.capacity.decoder import place
from langkah.domain.capacity.patient import Patient
from langkah.domain.capacity.standing import Standing
from tests.domain.capacity.shops import MORNING, a_person, a_shop, a_step

SHOP = a_shop(a_person(1, "cut"), a_person(2, "sew"))
# 24 pairs: cut on Monday 08-10, sewn from 10 on Monday until 11 on Tuesday; the next lot behind it
JOB = Job(id="a", pairs=48, routing=(a_step("cut", 5), a_step("sew", 20)))
BOOKED = plan(PlanCase(shop=SHOP, jobs=(JOB,), now=MORNING, effort=0)).bookings
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
NOON = MORNING + 4 * HOUR
LASTED, SOLED = (a_step(name, 10, holds_last=True) for name in ("last", "sole"))


def standing(job: Job = JOB, booked: tuple[Booking, ...] = BOOKED, **more: object) -> Standing:
    now, kind = more.pop("now", NOON), Patient if more.pop("patient", False) else Standing
    assert isinstance(now, datetime)
    return kind(SHOP, [Commitment(job=job)], booked, now, **more)  # type: ignore[arg-type]


def free(floor: Standing) -> list[tuple[int, int]]:
    """Lots that may move, and from which step on."""
    return [(lot.number, lot.steps[0].number) for lot in floor.loose]


def test_what_has_begun_stays_and_the_rest_may_move() -> None:
    assert free(standing()) == [(2, 2)]
    assert free(standing(now=MORNING)) == [(1, 1), (2, 1)]


def test_what_is_left_of_a_begun_lot_goes_first_unless_it_may_wait() -> None:
    floor = standing()
    assert ([one.lot.number for one in floor.begun], floor.lots) == ([2], [])
    floor = standing(patient=True)
    assert (floor.begun, [lot.number for lot in floor.lots]) == ([], [2])


def test_a_lot_on_its_lasts_waits_for_nobody() -> None:
    """The next lot could take the set only after it."""
    lasted = replace(JOB, last_family="derby", routing=(*JOB.routing[:1], LASTED, SOLED))
    shop = a_shop(
        *SHOP.people, a_person(3, "last", "sole"), lasts=(LastSets(family="derby", count=1),)
    )
    booked = plan(PlanCase(shop=shop, jobs=(lasted,), now=MORNING, effort=0)).bookings
    now = next(one.end for one in booked if one.operation == "last")
    floor = Patient(shop, [Commitment(job=lasted)], booked, now)
    assert [one.lot.number for one in floor.begun] == [1]
    assert [lot.number for lot in floor.lots] == [2]


def test_what_began_yesterday_stays() -> None:
    tuesday = MORNING + timedelta(days=1)
    assert free(standing(now=tuesday)) == [(2, 2)]
    begun = tuple(one for one in BOOKED if one.end > tuesday)
    assert [(one.lot, one.step) for one in begun] == [(1, 2), (2, 2)]
    assert free(standing(booked=begun, now=tuesday)) == [(2, 2)]


def test_only_what_is_let_go_moves_with_what_follows() -> None:
    assert free(standing(now=MORNING, let_go={("a", 2, 1)})) == [(2, 1)]
    assert free(standing(now=MORNING, let_go={("a", 1, 2)})) == [(1, 2)]


def test_a_lot_that_is_made_otherwise_by_now_stays_as_it_is() -> None:
    packed = replace(JOB, routing=(*JOB.routing, a_step("pack", 1)))
    cut = replace(JOB, routing=JOB.routing[:1])
    assert free(standing(packed, now=MORNING)) == free(standing(cut, now=MORNING)) == []


SEWN = Job(id="a", pairs=24, routing=(a_step("sew", 20, station="machine"),))
OTHER = replace(SEWN, id="b")


def at_machines(*outs: Span, count: int = 2, now: datetime = NOON, **more: object) -> Standing:
    """Two orders sewn from 8 and from 9 on Monday on two machines; on some days one is out."""
    people = (a_person(1, "sew"), a_person(2, "sew"))
    shop = a_shop(*people, stations=(Stations(name="machine", count=count),))
    first = plan(PlanCase(shop=shop, jobs=(SEWN,), now=MORNING, effort=0)).bookings
    late = PlanCase(shop=shop, jobs=(OTHER,), now=MORNING + HOUR, booked=first, effort=0)
    broken = replace(shop, stations=(replace(shop.stations[0], out=outs),), **more)  # type: ignore[arg-type]
    told = [Commitment(job=SEWN), Commitment(job=OTHER)]
    return Standing(broken, told, (*first, *plan(late).bookings), now)


def moving(floor: Standing) -> list[str]:
    return [floor.jobs[lot.job].id for lot in floor.loose]


OUT = Span(start=NOON, end=NOON + 2 * DAY)


def test_a_step_under_way_stays_while_a_machine_is_left_for_it() -> None:
    assert moving(at_machines()) == []
    assert moving(at_machines(OUT, count=3)) == []


def test_the_machines_that_are_left_stay_with_whoever_began_first() -> None:
    floor = at_machines(OUT)
    assert moving(floor) == ["b"]
    # Nobody wrote down how many pairs are through: it is sewn again as a whole, once one is free.
    (again,) = floor.begun or [place(floor.load, floor.lots[0])]
    assert floor.load.line.moment(again.slots[0].begin) >= MORNING + DAY + HOUR
    assert sum(slot.own_end - slot.own_begin for slot in again.slots) == 480


def test_without_any_machine_nothing_goes_on() -> None:
    assert moving(at_machines(OUT, OUT)) == ["a", "b"]


def test_a_machine_that_was_out_while_they_worked_is_no_reason_to_begin_again() -> None:
    """A span out that was known before, with enough machines beside it, changes nothing."""
    known = Span(start=MORNING - DAY, end=NOON + 30 * DAY)
    assert moving(at_machines(known, count=3)) == []


def test_a_machine_that_others_have_is_not_left() -> None:
    """A booking of no commitment keeps its machine, whenever it began."""
    people = (a_person(1, "sew"), a_person(2, "sew"))
    kind = Stations(name="machine", count=2, out=(OUT,))
    shop = a_shop(*people, stations=(kind,))
    booked = plan(
        PlanCase(
            shop=replace(shop, stations=(replace(kind, out=()),)),
            jobs=(SEWN, OTHER),
            now=MORNING,
            effort=0,
        )
    ).bookings
    floor = Standing(shop, [Commitment(job=SEWN)], booked, NOON)
    assert moving(floor) == ["a"]


def at_the_partner(least: int, now: datetime = NOON) -> Standing:
    """A lot of 24 pairs is sewn at a partner's from 10 on, two hours away."""
    partner = replace(a_person(2, "sew"), partner=Partner(there_hours=Decimal(2)))
    shop = a_shop(a_person(1, "cut"), partner)
    job = replace(SEWN, routing=(a_step("sew", 20),))
    booked = plan(PlanCase(shop=shop, jobs=(job,), now=MORNING, effort=0)).bookings
    assert booked[0].start == MORNING + 2 * HOUR
    asks = replace(partner, partner=Partner(there_hours=Decimal(2), least_pairs=least))
    return Standing(
        replace(shop, people=(shop.people[0], asks, a_person(3, "sew"))),
        [Commitment(job=job)],
        booked,
        now,
    )


def test_a_lot_on_its_way_to_a_partner_is_under_way() -> None:
    assert moving(at_the_partner(1, MORNING + HOUR)) == []
    assert moving(at_the_partner(1, MORNING)) == ["a"]


def test_a_partner_that_takes_larger_lots_by_now_has_it_no_longer() -> None:
    assert moving(at_the_partner(24)) == []
    assert moving(at_the_partner(25)) == ["a"]
