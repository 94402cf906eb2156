"""What holds a plan up: the longest waits, and what one more of each would bring."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from langkah.domain.capacity import Commitment, Job, PlanCase, Shop, plan
from langkah.domain.capacity.narrow import narrows
from langkah.domain.capacity.what_if import WhatIfCase
from tests.domain.capacity.shops import MORNING, a_person, a_shop, a_step
from tests.domain.capacity.test_laws import law, order_books, shops

SEW, PACK = a_step("sew", 10), a_step("pack", 1)


def case_of(shop: Shop, book: tuple[Job, ...]) -> WhatIfCase:
    booked = plan(PlanCase(shop=shop, jobs=book, now=MORNING, effort=50)).bookings if book else ()
    told = tuple(Commitment(job=job) for job in book)
    return WhatIfCase(shop=shop, changed=shop, commitments=told, booked=booked, now=MORNING)


def test_the_one_who_sews_is_waited_for() -> None:
    shop = a_shop(a_person(1, "sew"), a_person(2, "pack"))
    book = tuple(Job(id=f"order {at}", pairs=96, routing=(SEW, PACK)) for at in range(3))
    first, *_ = narrows(case_of(shop, book))
    assert str(first.more) == "one more person for sew"
    assert (first.orders, first.days > 0) == (3, True)


def test_nobody_waits_on_an_empty_floor() -> None:
    shop = a_shop(a_person(1, "sew"))
    assert narrows(case_of(shop, (Job(id="order", pairs=4, routing=(SEW,)),))) == ()


@law
@given(shop=shops(), book=order_books, late=st.integers(0, 72))
def test_every_plan_is_answered(shop: Shop, book: tuple[Job, ...], late: int) -> None:
    """Also hours later, and with two lots at the same place by mistake."""
    case = case_of(shop, book)
    twice = tuple(
        replace(one, start=case.booked[0].start, end=case.booked[0].start + (one.end - one.start))
        for one in case.booked[1:2]
    )
    for booked in (case.booked, (*case.booked[:1], *twice, *case.booked[2:])):
        found = narrows(replace(case, booked=booked, now=MORNING + timedelta(hours=late)))
        assert all(one.days >= 0 for one in found)
