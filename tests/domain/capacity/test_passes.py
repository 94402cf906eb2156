"""Plans moved backwards and forward: never later than due or than before."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from langkah.domain.capacity import Job, PlanAnswer, PlanCase, Shop, VerifyCase, plan, verify
from langkah.domain.capacity.shop import closes
from tests.domain.capacity.shops import MONDAY, MORNING
from tests.domain.capacity.test_laws import law, order_books, shops

few = settings(law, max_examples=30)


@st.composite
def due_books(draw: st.DrawFn) -> tuple[Job, ...]:
    """Orders of which most are due in the next weeks, some heavier than others."""
    days = st.one_of(st.none(), st.integers(-2, 20))
    return tuple(
        replace(
            job,
            due=None if day is None else MONDAY + timedelta(days=day),
            weight=Decimal(draw(st.sampled_from((1, 2, 4)))),
        )
        for job in draw(order_books)
        for day in [draw(days)]
    )


def late(answer: PlanAnswer, jobs: tuple[Job, ...]) -> dict[str, datetime]:
    """The jobs that end after they are due."""
    due = {job.id: closes(job.due) for job in jobs if job.due is not None}
    return {
        one.job: one.ready for one in answer.finishes if one.ready > due.get(one.job, one.ready)
    }


@few
@given(shop=shops(), book=due_books(), seed=st.integers(1, 3))
def test_passes_break_no_rule_and_make_nothing_later(
    shop: Shop, book: tuple[Job, ...], seed: int
) -> None:
    """Whatever is in time stays in time; whatever is late gets no later."""
    if not book:
        return
    case = PlanCase(shop=shop, jobs=book, now=MORNING, effort=0)
    before, after = plan(case), plan(replace(case, effort=300, seed=seed))
    check = VerifyCase(shop=shop, jobs=book, bookings=after.bookings, now=MORNING)
    assert verify(check) == ()
    first = late(before, book)
    for job, ready in late(after, book).items():
        assert ready <= first[job]
    assert after.late <= before.late <= min(one.late for one in after.rules)


@few
@given(shop=shops(), book=due_books())
def test_the_same_seed_and_effort_give_the_same_plan(shop: Shop, book: tuple[Job, ...]) -> None:
    if not book:
        return
    case = PlanCase(shop=shop, jobs=book, now=MORNING, effort=200, seed=7)
    assert plan(case) == plan(case)
