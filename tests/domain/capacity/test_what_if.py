"""What a hand more, longer days, a partner or a rush would do to every day."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

from hypothesis import given

from langkah.domain.capacity import Job, Partner, Person, PlanCase, Shop, plan
from langkah.domain.capacity.ready import Ready
from langkah.domain.capacity.standing import Commitment
from langkah.domain.capacity.what_if import (
    Manner,
    WhatIfAnswer,
    WhatIfCase,
    after_hours,
    hired,
    what_if,
    with_longer,
    with_partner,
    with_rest,
)
from tests.domain.capacity.shops import MONDAY, MORNING, a_person, a_shop, a_step
from tests.domain.capacity.test_laws import law, order_books, shops

SEW = a_step("sew", 10)
# 48 pairs are eight hours, a day of seven holds 42 pairs.
FIRST = Job(id="order 1", title="O1", pairs=48, routing=(SEW,))
SECOND = Job(id="order 2", title="O2", pairs=48, routing=(SEW,))
SHOP = a_shop(a_person(1, "sew"))
BOOKED = plan(PlanCase(shop=SHOP, jobs=(FIRST, SECOND), now=MORNING, effort=0)).bookings
CASE = WhatIfCase(
    shop=SHOP,
    changed=SHOP,
    commitments=(
        Commitment(job=FIRST, promised=MONDAY + timedelta(days=1)),
        Commitment(job=SECOND, promised=MONDAY + timedelta(days=2)),
    ),
    booked=BOOKED,
    now=MORNING,
)


def told(answer: WhatIfAnswer) -> list[int]:
    return [one.days for one in answer.days]


def test_nothing_changed_changes_nothing() -> None:
    assert told(what_if(CASE)) == [0, 0]


def test_a_hand_more_halves_the_time() -> None:
    """Sixteen hours of one are two mornings of two: a day sooner for both."""
    assert told(what_if(replace(CASE, changed=hired(SHOP, "sew")))) == [-1, -1]


def test_two_hours_more_a_day() -> None:
    """Nine hours on Monday hold order 1; the sixteenth is worked on Tuesday."""
    longer = with_longer(SHOP, 1, after_hours(SHOP.calendar, 2, MORNING, 14))
    assert told(what_if(replace(CASE, changed=longer))) == [-1, -1]


def test_a_partner_too_far_away_changes_nothing() -> None:
    near, far = (with_partner(SHOP, "sew", hours=Decimal(hours)) for hours in (1, 200))
    assert told(what_if(replace(CASE, changed=far))) == [0, 0]
    assert told(what_if(replace(CASE, changed=near)))[1] <= 0


@law
@given(shop=shops(), book=order_books)
def test_every_answer_is_a_verified_plan(shop: Shop, book: tuple[Job, ...]) -> None:
    """On a floor in order the question never ends in a plan that the verifier rejects."""
    booked = plan(PlanCase(shop=shop, jobs=book, now=MORNING, effort=200)).bookings if book else ()
    now = MORNING + timedelta(hours=30)
    case = WhatIfCase(
        shop=shop,
        changed=hired(shop, "sew"),
        commitments=tuple(Commitment(job=job) for job in book),
        booked=booked,
        now=now,
    )
    if book:
        assert len(what_if(case).days) == len(book)


@law
@given(shop=shops(), book=order_books)
def test_a_plan_to_be_written_down_tells_its_own_days(shop: Shop, book: tuple[Job, ...]) -> None:
    """Whatever moves, and whatever it is due to."""
    booked = plan(PlanCase(shop=shop, jobs=book, now=MORNING, effort=200)).bookings if book else ()
    rest = MONDAY + timedelta(days=2)
    case = WhatIfCase(
        shop=shop,
        changed=with_rest(shop, rest, rest),
        commitments=tuple(Commitment(job=job) for job in book),
        booked=booked,
        now=MORNING,
        manner=Manner.KEEP,
    )
    answer = what_if(case)
    assert {one.job: one.after for one in answer.days} == Ready(shop, book).days(answer.plan)


@law
@given(shop=shops(), book=order_books)
def test_more_hours_make_nobody_later(shop: Shop, book: tuple[Job, ...]) -> None:
    """Somebody works longer for a week, or is new: whoever can comes forward."""
    booked = plan(PlanCase(shop=shop, jobs=book, now=MORNING, effort=200)).bookings if book else ()
    told = tuple(Commitment(job=job) for job in book)
    longer = with_longer(shop, shop.people[0].id, after_hours(shop.calendar, 3, MORNING, 7))
    for more in (longer, hired(shop, "sew")):
        case = WhatIfCase(
            shop=shop,
            changed=more,
            commitments=told,
            booked=booked,
            now=MORNING,
            manner=Manner.FORWARD,
        )
        if book:
            assert all(one.days <= 0 for one in what_if(case).days)


def test_a_day_of_rest_moves_only_what_lies_behind_it() -> None:
    """Forty-two pairs of the first order are done on Monday; the rest wait until Wednesday."""
    rest = MONDAY + timedelta(days=1)
    case = replace(CASE, changed=with_rest(SHOP, rest, rest), manner=Manner.KEEP)
    plan_then = what_if(case).plan
    assert {one for one in BOOKED if one.end.date() < rest} <= set(plan_then)
    assert not any(one.start.date() == rest for one in plan_then)
    assert set(what_if(replace(case, changed=SHOP)).plan) == set(BOOKED)


def test_a_lot_on_its_way_back_from_a_partner_is_waited_for() -> None:
    """Sewn by noon, back a day later: packing does not begin before, whatever is asked."""
    partner = Person(
        id=10, name="Partner", skills=("sew",), partner=Partner(back_hours=Decimal(24))
    )
    shop = a_shop(a_person(1, "pack"), partner)
    job = Job(id="order 1", pairs=4, routing=(SEW, a_step("pack", 1)))
    booked = plan(PlanCase(shop=shop, jobs=(job,), now=MORNING, effort=0)).bookings
    sewn, packed = booked
    case = WhatIfCase(
        shop=shop,
        changed=hired(shop, "pack"),
        commitments=(Commitment(job=job),),
        booked=booked,
        now=sewn.end + timedelta(minutes=1),
    )
    assert packed.start >= sewn.end + timedelta(hours=24)
    assert [one.start for one in what_if(case).plan if one.step == 2] == [packed.start]


def test_a_promise_that_breaks_says_what_would_save_it() -> None:
    """Nobody works on Monday: one promise breaks, and a hand more brings its day forward."""
    closed = with_rest(SHOP, MONDAY, MONDAY)
    answer = what_if(replace(CASE, changed=closed, manner=Manner.MEND))
    assert [(one.job, one.ready) for one in answer.told] == [
        (one.job, one.after) for one in answer.broken
    ]
    (told_of,) = answer.told
    assert "one more person for sew" in [str(one.what) for one in told_of.saved_by]
    assert all(one.ready < told_of.ready for one in told_of.saved_by)
    assert what_if(replace(CASE, changed=closed, manner=Manner.KEEP)).told == ()
