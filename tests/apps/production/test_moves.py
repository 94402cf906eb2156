"""A person moves a step and takes it back: proofs, promises, other houses, what was shown.

Pak Karno alone lasts 25 minutes a pair, 480 minutes a day from Monday to Saturday. It is Monday
23 November 2026, 10:00; Bu Ida comes to help.
"""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from langkah.apps.production import actions
from langkah.apps.production.errors import NotFound
from langkah.apps.production.models import Booking, MovedBooking, PlanMove
from langkah.apps.production.moving import consequences, spot
from langkah.apps.sales.models import Order
from langkah.apps.workshop.models import Change, Maker, MakerSkill
from langkah.domain.reason import Refusal
from tests.apps.production.conftest import NOW

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(hours=20)
WEDNESDAY = date(2026, 11, 25)


@pytest.fixture
def order(ask, send, say_yes) -> int:
    return say_yes(send(ask(24)))


@pytest.fixture
def helper(floor) -> Maker:
    """Somebody with all the skills of the floor."""
    row = Maker.objects.create(workshop=floor, name="Bu Ida")
    for skill in floor.skills.all():
        MakerSkill.objects.create(workshop=floor, maker=row, skill=skill)
    return row


@pytest.fixture
def lasting(order) -> Booking:
    return Booking.objects.filter(order_line__order=order).earliest("start")


def shown(floor, booking: int, maker: int, day: date, now=LATER) -> str:
    where, plan = spot(floor, booking, now)
    return consequences(plan, where.row, maker, day).sign


def moved(floor, by, booking: Booking, maker: Maker, day: date, now=LATER) -> int:
    to = actions.Wanted(
        booking=booking.pk, maker=maker.pk, day=day,
        shown=shown(floor, booking.pk, maker.pk, day, now),
    )  # fmt: skip
    return actions.move_step(workshop=floor, to=to, by=by, now=now)


def places() -> list[tuple[object, ...]]:
    return list(
        Booking.objects.order_by("pk").values_list("maker", "start", "end", "last_until", "station")
    )


def test_a_step_goes_to_a_helper_and_comes_back(floor, bu_sari, lasting, helper):
    before = places()
    move = moved(floor, bu_sari, lasting, helper, WEDNESDAY)
    lasting.refresh_from_db()
    assert lasting.maker == helper
    assert lasting.start.date() == WEDNESDAY
    assert Change.objects.latest("id").verb == "plan.moved"
    assert MovedBooking.objects.filter(move=move).exists()
    actions.undo_move(workshop=floor, move=move, by=bu_sari, now=LATER)
    assert places() == before
    assert Change.objects.latest("id").verb == "plan.restored"
    with pytest.raises(NotFound):
        actions.undo_move(workshop=floor, move=move, by=bu_sari, now=LATER)


def test_a_broken_promise_writes_nothing(floor, bu_sari, order, lasting, helper):
    Order.objects.update(promise_day=WEDNESDAY)
    before = places()
    with pytest.raises(Refusal, match="The promise of O1 Marieke de Vries would break"):
        moved(floor, bu_sari, lasting, helper, date(2026, 12, 1))
    assert places() == before
    assert not PlanMove.objects.exists()


def test_what_was_not_shown_is_not_done(floor, bu_sari, lasting, helper):
    to = actions.Wanted(booking=lasting.pk, maker=helper.pk, day=WEDNESDAY, shown="else")
    with pytest.raises(Refusal, match="The plan has changed since this was shown"):
        actions.move_step(workshop=floor, to=to, by=bu_sari, now=LATER)


def test_what_has_begun_stays(floor, bu_sari, lasting, helper):
    with pytest.raises(Refusal, match="has begun and stays"):
        moved(floor, bu_sari, lasting, helper, WEDNESDAY, lasting.start + timedelta(minutes=5))


def test_nothing_is_taken_back_after_work_began(floor, bu_sari, lasting, helper):
    move = moved(floor, bu_sari, lasting, helper, WEDNESDAY)
    lasting.refresh_from_db()
    with pytest.raises(Refusal, match="cannot be taken back any more"):
        actions.undo_move(
            workshop=floor, move=move, by=bu_sari, now=lasting.start + timedelta(minutes=5)
        )


def test_a_later_move_stands_in_the_way_of_undoing_an_earlier(floor, bu_sari, lasting, helper):
    first = moved(floor, bu_sari, lasting, helper, WEDNESDAY)
    lasting.refresh_from_db()
    moved(floor, bu_sari, lasting, helper, WEDNESDAY + timedelta(days=1))
    with pytest.raises(Refusal, match="cannot be taken back any more"):
        actions.undo_move(workshop=floor, move=first, by=bu_sari, now=LATER)


def test_undoing_looks_at_promises_too(floor, bu_sari, order, lasting, helper):
    """Meanwhile the buyer was told an earlier day."""
    move = moved(floor, bu_sari, lasting, helper, lasting.start.date())
    Order.objects.update(promise_day=max(Booking.objects.values_list("end", flat=True)).date())
    lasting.refresh_from_db()
    former = MovedBooking.objects.filter(move=move)
    former.update(old_end=former.first().old_end + timedelta(days=30))
    with pytest.raises(Refusal, match="would break"):
        actions.undo_move(workshop=floor, move=move, by=bu_sari, now=LATER)
    assert PlanMove.objects.get().undone_at is None


def test_another_workshop_moves_nothing(floor, rival, rival_owner, lasting, bu_sari, helper):
    to = actions.Wanted(booking=lasting.pk, maker=helper.pk, day=WEDNESDAY, shown="")
    with pytest.raises(NotFound):
        actions.move_step(workshop=rival, to=to, by=rival_owner, now=LATER)
    move = moved(floor, bu_sari, lasting, helper, WEDNESDAY)
    with pytest.raises(NotFound):
        actions.undo_move(workshop=rival, move=move, by=rival_owner, now=LATER)
