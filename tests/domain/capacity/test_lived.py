"""The quick way through a plan beside the long one: the same minute for every job, each time."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time, timedelta

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from langkah.domain.calendar import Span
from langkah.domain.capacity import Job, PlanCase, PromiseCase, Shop, plan, promise
from langkah.domain.capacity.chance import ChanceCase, chance
from langkah.domain.capacity.lines import Lines
from langkah.domain.capacity.network import network
from langkah.domain.capacity.simulation import ends
from langkah.domain.capacity.spread import MOST, NONE, USUAL
from langkah.domain.work_line import WorkLine
from tests.domain.capacity.lived import plainly
from tests.domain.capacity.shops import MONDAY, MORNING, a_person, a_shop, a_step
from tests.domain.capacity.test_laws import a_span, jobs, order_books, shops
from tests.domain.capacity.test_laws import law as plain_law

law = settings(plain_law, max_examples=40)


def quickly(case: ChanceCase) -> dict[str, list[int]]:
    net = network(case.shop, case.bookings, case.now, case.jobs)
    found = ends(net, case.spread, case.replications, case.seed, case.only)
    return {job: [int(one) for one in minutes] for job, minutes in found.items()}


@law
@given(
    shop=shops(),
    book=order_books.filter(bool),
    new=jobs("new"),
    known=st.sampled_from(("all", "none", "new")),
    hours=st.integers(0, 400),
    spread=st.sampled_from((NONE, USUAL, MOST)),
)
def test_quickly_and_the_long_way_every_job_is_packed_at_the_same_minute(
    shop: Shop, book: tuple[Job, ...], new: Job, known: str, hours: int, spread: object
) -> None:
    booked = plan(PlanCase(shop=shop, jobs=book, now=MORNING, effort=0)).bookings
    mine = promise(PromiseCase(shop=shop, jobs=(new,), now=MORNING, booked=booked)).bookings
    case = ChanceCase(
        shop=shop,
        bookings=(*booked, *mine),
        now=MORNING + timedelta(hours=hours),
        jobs={"all": (*book, new), "none": (), "new": (new,)}[known],
        spread=spread,  # type: ignore[arg-type]
        replications=20,
        seed=hours,
    )
    assert quickly(case) == plainly(case)
    alone = replace(case, only=("new",))
    assert quickly(alone) == plainly(alone)


@law
@given(
    shop=shops(),
    book=order_books.filter(bool),
    leaves=st.lists(
        st.tuples(st.integers(0, 3), st.integers(0, 20), st.integers(8, 18), st.integers(1, 20)),
        min_size=1,
        max_size=4,
    ),
    known=st.booleans(),
    hours=st.integers(0, 200),
    answer=st.integers(-20, 300),
)
def test_who_goes_on_leave_hands_over_at_the_same_minute_both_ways(
    shop: Shop,
    book: tuple[Job, ...],
    leaves: list[tuple[int, int, int, int]],
    known: bool,
    hours: int,
    answer: int,
) -> None:
    people = list(shop.people)
    for who, day, hour, days in leaves:
        one = people[who % len(people)]
        start = datetime.combine(MONDAY, time(hour)) + timedelta(days=day)
        span = Span(start=start, end=start + timedelta(days=days))
        people[who % len(people)] = replace(one, away=(*one.away, span))
    floor = replace(shop, people=tuple(people))
    held = replace(book[0], not_before=MORNING + timedelta(hours=answer))
    jobs_ = (held, *book[1:])
    case = ChanceCase(
        shop=floor,
        bookings=plan(PlanCase(shop=floor, jobs=jobs_, now=MORNING, effort=0)).bookings,
        now=MORNING + timedelta(hours=hours),
        jobs=jobs_ if known else (),
        spread=USUAL,
        replications=20,
        seed=hours,
    )
    assert quickly(case) == plainly(case)


@law
@given(
    away=st.lists(st.lists(a_span(), max_size=2).map(tuple), min_size=1, max_size=5),
    clocks=st.lists(st.integers(-5000, 500_000), min_size=1, max_size=20),
)
def test_moments_on_many_lines_at_once_are_those_of_each_line(
    away: list[tuple[Span, ...]], clocks: list[int]
) -> None:
    calendar = a_shop(a_person(1, "sew")).calendar
    lines = [WorkLine(calendar, MONDAY, spans) for spans in away]
    table = Lines(lines)
    for at, line in enumerate(lines):
        own = [line.since(clock) for clock in clocks]
        place = np.full(len(clocks), at)
        assert table.since(np.array(clocks), place).tolist() == own
        found = table.clock_end(np.array(own), place).tolist()
        assert found == [line.clock_end(minute) for minute in own]


def test_who_rests_an_afternoon_is_no_quicker_for_it() -> None:
    """Hours of several people lie in one table; each is looked up among her own."""
    rest = datetime.combine(MONDAY + timedelta(days=1), time(12))
    spans = [(), (Span(start=rest, end=rest + timedelta(hours=9)),)]
    days = []
    for away in spans:
        people = (a_person(1, "sew"), replace(a_person(2, "pack"), away=away))
        book = (
            Job(id="sewn", pairs=60, routing=(a_step("sew", 60),)),
            Job(id="packed", pairs=60, routing=(a_step("pack", 60),)),
        )
        shop = a_shop(*people)
        booked = plan(PlanCase(shop=shop, jobs=book, now=MORNING, effort=0)).bookings
        case = ChanceCase(shop=shop, bookings=booked, now=MORNING, jobs=book, spread=NONE)
        found = {one.job: one for one in chance(case).likely}
        assert found["packed"].p50 == found["packed"].planned
        days.append(found["packed"].p50)
    assert days[0] <= days[1]
