"""A late order: what would bring it forward, and the pairs that can go first (V08)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from langkah.domain.capacity import Booking, Commitment, Job, PlanCase, Shop, plan
from langkah.domain.capacity.chance import ChanceCase
from langkah.domain.capacity.first_part import FirstPart, first_part
from langkah.domain.capacity.helping import HelpCase, helping
from langkah.domain.capacity.ready import Ready
from langkah.domain.capacity.spread import NONE
from tests.domain.capacity.shops import MORNING, a_person, a_shop, a_step
from tests.domain.capacity.test_laws import law as plain_law
from tests.domain.capacity.test_laws import order_books, shops

DAY = timedelta(days=1)
CUT, SEW = a_step("cut", 5), a_step("sew", 10)
SHOP = a_shop(a_person(1, "cut"), a_person(2, "sew"))
law = settings(plain_law, max_examples=30)
books = order_books.filter(bool)


def a_job(name: str, pairs: int = 48) -> Job:
    return Job(id=name, pairs=pairs, routing=(CUT, SEW), title=f"Order {name}")


def planned(shop: Shop, jobs: tuple[Job, ...]) -> tuple[Booking, ...]:
    return plan(PlanCase(shop=shop, jobs=jobs, now=MORNING, effort=0)).bookings


def asked(shop: Shop, jobs: tuple[Job, ...], job: str, early: int = 1) -> HelpCase:
    """What would bring this job forward, which is promised so many days before its plan."""
    booked = planned(shop, jobs)
    promised = Ready(shop, jobs).days(booked)[job] - early * DAY
    told = tuple(Commitment(job=one, promised=promised) for one in jobs)
    return HelpCase(
        shop=shop, commitments=told, booked=booked, now=MORNING, job=job, promised=promised
    )


def test_whoever_all_wait_for_is_named_with_the_day_it_buys():
    """Four orders of 48 pairs: 480 minutes of sewing each for one person, 420 to a day."""
    case = asked(SHOP, tuple(a_job(str(number)) for number in range(4)), "3")
    found = helping(case)
    told = [(str(one.what), one.keeps) for one in found]
    assert ("one more person for sew", True) in told
    assert all(one.keeps == (one.ready <= case.promised) for one in found)
    assert all(one.ready <= case.promised + DAY for one in found)


def test_an_order_that_waits_for_nobody_is_helped_by_nothing():
    assert helping(asked(SHOP, (a_job("0"),), "0")) == ()
    assert helping(replace(asked(SHOP, (a_job("0"),), "0"), job="unknown")) == ()


@law
@given(shop=shops(), book=books, data=st.data())
def test_every_help_is_earlier_than_the_plan_and_what_keeps_the_promise_comes_first(
    shop: Shop, book: tuple[Job, ...], data: st.DataObject
) -> None:
    job = data.draw(st.sampled_from(book)).id
    case = asked(shop, book, job)
    found = helping(case)
    assert all(one.ready < case.promised + DAY for one in found)
    assert [one.keeps for one in found] == sorted((one.keeps for one in found), reverse=True)
    assert all(one.keeps == (one.ready <= case.promised) for one in found)


LOTS = replace(SHOP, lot_pairs=24)


def a_chance(shop: Shop, jobs: tuple[Job, ...], *only: str, **more: object) -> ChanceCase:
    values: dict[str, object] = {"spread": NONE, "replications": 20, **more}
    return ChanceCase(
        shop=shop, bookings=planned(shop, jobs), now=MORNING, jobs=jobs, only=only, **values
    )  # type: ignore[arg-type]


def ends(case: ChanceCase, job: str) -> list[date]:
    lots: dict[int, date] = {}
    for one in case.bookings:
        if one.job == job:
            lots[one.lot] = max(lots.get(one.lot, date.min), one.end.date())
    return sorted(lots.values())


def test_lots_that_are_ready_by_the_day_can_go_first():
    case = a_chance(LOTS, (a_job("0", 96),), "0")
    first, *_, last = ends(case, "0")
    assert first < last
    found = first_part(case, first)
    assert found is not None
    early = sum(day <= first for day in ends(case, "0"))
    assert found == FirstPart(pairs=24 * early, planned=first, offered=first)
    assert first_part(case, first - DAY) is None
    assert first_part(case, last) is None


def test_what_is_ready_already_can_go_today():
    case = a_chance(LOTS, (a_job("0", 96),), "0")
    first, *_, last = ends(case, "0")
    later = replace(case, now=MORNING.replace(day=last.day))
    found = first_part(later, first)
    assert found is not None
    assert (found.planned, found.offered) == (first, last)


@law
@given(shop=shops(), book=books, by=st.integers(0, 30), sure=st.booleans())
def test_a_part_is_neither_nothing_nor_all_and_never_surer_than_its_plan(
    shop: Shop, book: tuple[Job, ...], by: int, sure: bool
) -> None:
    names = tuple(job.id for job in book)
    case = a_chance(shop, book, *names, **({} if sure else {"confidence": 90}))
    if not sure:
        case = replace(case, spread=ChanceCase.__dataclass_fields__["spread"].default)
    day = MORNING.date() + by * DAY
    found = first_part(case, day)
    if found is not None:
        assert 0 < found.pairs < sum(job.pairs for job in book)
        assert MORNING.date() <= found.planned <= day
        assert found.offered >= found.planned
        assert not sure or found.offered == found.planned
