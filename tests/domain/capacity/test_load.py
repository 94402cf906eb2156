"""A floor with one thing more, made out of the floor there is, is the one made anew."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from langkah.domain.capacity import Job, PlanCase, Shop, plan
from langkah.domain.capacity.binding import Scarce, Wait, one_more, overtime
from langkah.domain.capacity.load import Load
from langkah.domain.capacity.schedule import loaded, under_way
from tests.domain.capacity.shops import MORNING, a_step
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
