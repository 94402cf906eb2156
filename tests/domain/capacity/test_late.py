"""The decoder run backwards: later, never too late, and still a plan that can be carried out."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time, timedelta
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from langkah.domain.capacity import (
    Booking,
    Commitment,
    Job,
    LastSets,
    Partner,
    PlanCase,
    Shop,
    VerifyCase,
    plan,
    verify,
)
from langkah.domain.capacity.decoder import Placed, written
from langkah.domain.capacity.late import Backwards
from langkah.domain.capacity.load import Load
from langkah.domain.capacity.seats import is_free, read, rise, sit
from langkah.domain.capacity.standing import Standing
from tests.domain.capacity.shops import MONDAY, MORNING, a_person, a_shop, a_step
from tests.domain.capacity.test_laws import law, order_books, shops

few = settings(law, max_examples=30)


def standing(shop: Shop, jobs: tuple[Job, ...]) -> tuple[Standing, Load, list[Placed]]:
    """A planned floor, with every lot on its seat."""
    booked = plan(PlanCase(shop=shop, jobs=jobs, now=MORNING, effort=0)).bookings
    floor = Standing(shop, [Commitment(job=job) for job in jobs], booked, MORNING)
    load, seats = floor.bare.copy(), []
    for lot in floor.loose:
        mine = [one for one in booked if (one.job, one.lot) == (jobs[lot.job].id, lot.number)]
        seat = read(load, lot, mine)
        assert seat is not None
        assert is_free(load, seat)
        sit(load, seat)
        seats.append(seat)
    return floor, load, seats


def as_late_as(shop: Shop, jobs: tuple[Job, ...], limit: datetime) -> tuple[Booking, ...]:
    """All lots moved towards this moment, and what the verifier says about it."""
    floor, load, seats = standing(shop, jobs)
    back, last = Backwards(load), floor.load.line.clock(limit)
    for at in sorted(range(len(seats)), key=lambda one: -seats[one].end):
        seats[at] = back.later(seats[at], max(last, seats[at].end))
    bookings = tuple(written(floor.load, jobs, seats))
    assert verify(VerifyCase(shop=shop, jobs=jobs, bookings=bookings, now=MORNING)) == ()
    return bookings


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime.combine(MONDAY + timedelta(days=day), time(hour, minute))


def times(bookings: tuple[Booking, ...]) -> list[tuple[datetime, datetime]]:
    return [(one.start, one.end) for one in sorted(bookings, key=lambda one: one.step)]


def test_a_lot_ends_on_its_last_minute_and_dries_before() -> None:
    """Ready by Thursday 16:00: packed in the last hour, soled 20 hours of drying before it."""
    sole = replace(a_step("sole", 0), minutes_per_batch=Decimal(60), drying_hours=Decimal(20))
    pack = replace(a_step("pack", 0), minutes_per_batch=Decimal(60))
    job = Job(id="a", pairs=24, routing=(sole, pack))
    found = as_late_as(a_shop(a_person(1, "sole", "pack")), (job,), at(3, 16))
    assert times(found) == [(at(2, 15), at(2, 16)), (at(3, 15), at(3, 16))]


def test_the_break_and_the_night_are_no_time() -> None:
    """Five hours of work until Tuesday 09:00 begin on Monday at 11 and rest at noon."""
    job = Job(id="a", pairs=30, routing=(a_step("sew", 10),))
    found = as_late_as(replace(a_shop(a_person(1, "sew")), lot_pairs=30), (job,), at(1, 9))
    assert times(found) == [(at(0, 11), at(1, 9))]


def test_two_lots_share_one_set_of_lasts() -> None:
    """The set is free once the sole is dry; the second lot is lasted after that."""
    last = a_step("last", 5, holds_last=True)
    sole = replace(a_step("sole", 0), minutes_per_batch=Decimal(60), drying_hours=Decimal(20))
    job = Job(id="a", pairs=48, routing=(last, replace(sole, holds_last=True)), last_family="derby")
    people = a_person(1, "last"), a_person(2, "sole")
    shop = a_shop(*people, lasts=(LastSets(family="derby", count=1),))
    found = as_late_as(shop, (job,), at(9, 12))
    holds = sorted((one.start, one.last_until) for one in found if one.last_until)
    assert holds == [(at(7, 13), at(8, 12)), (at(8, 13), at(9, 12))]


def test_the_way_from_a_partner_is_kept() -> None:
    """Six hours back: to be packed on Wednesday at 15, it leaves the partner by then."""
    partner = replace(
        a_person(1, "sew"), partner=Partner(there_hours=Decimal(3), back_hours=Decimal(6))
    )
    shop = a_shop(partner, a_person(2, "pack"))
    pack = replace(a_step("pack", 0), minutes_per_batch=Decimal(60))
    job = Job(id="a", pairs=6, routing=(a_step("sew", 10), pack))
    found = as_late_as(shop, (job,), at(2, 16))
    assert times(found) == [(at(2, 8), at(2, 9)), (at(2, 15), at(2, 16))]


@few
@given(shop=shops(), book=order_books, days=st.integers(0, 40))
def test_later_is_never_too_late(shop: Shop, book: tuple[Job, ...], days: int) -> None:
    if not book:
        return
    before = plan(PlanCase(shop=shop, jobs=book, now=MORNING, effort=0)).bookings
    limit = MORNING + timedelta(days=days)
    old = {(one.job, one.lot, one.step): one for one in before}
    for one in as_late_as(shop, book, limit):
        was = old[one.job, one.lot, one.step]
        assert one.start >= was.start
        assert one.end <= max(limit, *(b.end for b in before if b.job == one.job))


@few
@given(shop=shops(), book=order_books)
def test_whoever_rises_leaves_the_floor_as_it_was(shop: Shop, book: tuple[Job, ...]) -> None:
    if not book:
        return
    floor, load, seats = standing(shop, book)
    for seat in seats[::2]:
        rise(load, seat)
        assert is_free(load, seat)
        sit(load, seat)
        assert not is_free(load, seat) or not seat.slots
    for seat in seats:
        rise(load, seat)
    assert [(one.starts, one.ends) for one in load.people] == [
        (one.starts, one.ends) for one in floor.bare.people
    ]
    for now, then in zip(
        (*load.stations, *load.lasts), (*floor.bare.stations, *floor.bare.lasts), strict=True
    ):
        assert (now.full.starts, now.full.ends) == (then.full.starts, then.full.ends)
        assert sum(now.used) == sum(then.used)


@few
@given(shop=shops(), book=order_books)
def test_the_mirror_of_the_mirror_is_the_floor(shop: Shop, book: tuple[Job, ...]) -> None:
    if not book:
        return
    _, load, _ = standing(shop, book)
    twice = load.mirrored().mirrored()
    assert [(one.starts, one.ends) for one in twice.people] == [
        (one.starts, one.ends) for one in load.people
    ]
    for now, then in zip(
        (*twice.stations, *twice.lasts), (*load.stations, *load.lasts), strict=True
    ):
        assert (now.marks, now.used) == (then.marks, then.used)
        assert (now.full.starts, now.full.ends) == (then.full.starts, then.full.ends)
