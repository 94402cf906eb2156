"""A floor with one thing more, made out of the floor there is, is the one made anew."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from langkah.domain.calendar import Span
from langkah.domain.capacity import Job, PlanCase, Shop, Stations, plan
from langkah.domain.capacity.binding import Scarce, Wait, one_more, overtime, told
from langkah.domain.capacity.load import Load
from langkah.domain.capacity.schedule import loaded, under_way
from tests.domain.capacity.shops import MORNING, a_person, a_shop, a_step
from tests.domain.capacity.test_laws import FAMILIES, KINDS, SKILLS, law, order_books, shops


def contents(load: Load) -> list[Any]:
    return [
        *((one.starts, one.ends) for one in load.people),
        *((one.count, one.marks, one.used) for one in (*load.stations, *load.lasts)),
        *((one.full.starts, one.full.ends) for one in (*load.stations, *load.lasts)),
    ]


waits = st.one_of(
    st.tuples(st.just(Scarce.PEOPLE), st.sampled_from(SKILLS)),
    st.tuples(st.just(Scarce.STATION), st.sampled_from(KINDS)),
    st.tuples(st.just(Scarce.LASTS), st.sampled_from(FAMILIES)),
)


@law
@given(
    shop=shops(),
    book=order_books.filter(bool),
    what=waits,
    stays=st.booleans(),
    hours=st.integers(0, 200),
)
def test_one_thing_more(
    shop: Shop, book: tuple[Job, ...], what: tuple[Scarce, str], stays: bool, hours: int
) -> None:
    booked = plan(PlanCase(shop=shop, jobs=book, now=MORNING, effort=0)).bookings
    now = MORNING + timedelta(hours=hours)
    wait = Wait(what[0], what[1], a_step("sew", 1), now, now)
    if stays and what[0] is Scarce.PEOPLE:
        _, more = overtime(wait, shop, now.date(), now.date() + timedelta(days=30))
    else:
        _, more = one_more(wait, shop)
    load = loaded(shop, now, booked)
    before = contents(load)
    found = load.with_shop(more, under_way(now, booked))
    assert contents(found) == contents(loaded(more, now, booked))
    assert contents(load) == before


def test_a_wait_tells_broken_machines_from_busy_ones() -> None:
    """Two machines, both out until Thursday evening, one of them until Saturday."""
    days = [MORNING.replace(hour=0) + timedelta(days=count) for count in range(8)]
    out = (Span(start=days[1], end=days[4]), Span(start=days[1], end=days[6]))
    wait = Wait(Scarce.STATION, "bench", a_step("sew", 1), MORNING, days[7])

    def said(*broken: Span, count: int = 2) -> str:
        bench = Stations(name="bench", count=count, out=broken)
        return str(told(wait, replace(a_shop(a_person(1, "sew")), stations=(bench,))))

    assert said() == f"“sew” waits until {days[7].date()} for a free bench."
    assert said(out[0]) == said(*out, count=3) == said()
    assert said(*out) == (
        f"“sew” waits until {days[7].date()}; every bench is broken until {days[3].date()}."
    )
    assert said(out[1], count=1).endswith(f"broken until {days[5].date()}.")
    assert said(Span(start=days[7], end=days[7] + timedelta(days=1)), count=1) == said()
