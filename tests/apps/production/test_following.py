"""A step noted as done takes its place on the plan, and what waited for it follows (V08).

Pak Karno lasts 24 pairs in 600 minutes from Tuesday 24 November on, Bu Ida packs them in 120.
"""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from langkah.apps.production import actions, asking
from langkah.apps.production.errors import NotFound
from langkah.apps.production.following import following, stuck_of
from langkah.apps.production.models import Booking, MovedBooking, PlanMove, StepDone
from langkah.apps.sales.models import Order
from langkah.apps.workshop.models import Change
from langkah.domain.reason import Refusal
from tests.apps.production.conftest import at, step

pytestmark = pytest.mark.django_db


@pytest.fixture
def order(packing, ask, send, say_yes) -> int:
    return say_yes(send(ask(24)))


@pytest.fixture
def note(floor, bu_sari):
    """Lasting of an order done from then to then, by the clock of Mojokerto."""

    def noted(order: int, begun: datetime, ended: datetime, number: int = 1) -> actions.Noted:
        row = step(order, number)
        done = actions.Done(
            booking=row.pk, maker=row.maker_id, pairs=row.pairs, begun=begun, ended=ended
        )
        return actions.note_step(workshop=floor, done=done, by=bu_sari, now=ended)

    return noted


def places():
    return list(Booking.objects.order_by("pk").values_list("maker", "start", "end", "last_until"))


def test_the_floor_is_as_told(order):
    lasting, packing = step(order, 1), step(order, 2)
    assert (lasting.start, lasting.end) == (at(24, 8), at(25, 10))
    assert (packing.start, packing.end) == (at(25, 10), at(25, 12))


def test_a_step_done_late_is_locked_as_it_happened_and_asks(order, note, floor):
    found = note(order, at(24, 8), at(27, 11))
    assert found.asks
    lasting, packing = step(order, 1), step(order, 2)
    assert (lasting.start, lasting.end) == (at(24, 8), at(27, 11))
    assert packing.start == at(25, 10), "what waits is shown first"
    (waits,) = stuck_of(floor, order, at(27, 11)).waits
    assert (waits.before.operation, waits.step.operation) == ("Lasting", "Packing")
    assert not waits.elsewhere


def test_what_waits_follows_when_she_says_so_and_comes_back(order, note, floor, bu_sari):
    note(order, at(24, 8), at(27, 11))
    before, now = places(), at(27, 11)
    found = following(floor, order, now)
    assert [(str(owed), effect.days) for owed, effect in found.effects] == [
        ("O1 Marieke de Vries", 2)
    ]
    assert places() == before, "asking writes nothing"
    move = actions.follow_plan(workshop=floor, order=order, shown=found.sign, by=bu_sari, now=now)
    assert step(order, 2).start == at(27, 11)
    assert stuck_of(floor, order, now).waits == ()
    assert Change.objects.latest("id").verb == "plan.followed"
    actions.undo_follow(workshop=floor, move=move, by=bu_sari, now=now)
    assert places() == before
    with pytest.raises(NotFound):
        actions.undo_follow(workshop=floor, move=move, by=bu_sari, now=now)


def test_what_was_not_shown_is_not_done(order, note, floor, bu_sari):
    note(order, at(24, 8), at(27, 11))
    with pytest.raises(Refusal, match="has changed since"):
        actions.follow_plan(workshop=floor, order=order, shown="else", by=bu_sari, now=at(27, 11))


def test_nothing_is_taken_back_after_it_began(order, note, floor, bu_sari):
    note(order, at(24, 8), at(27, 11))
    shown = following(floor, order, at(27, 11)).sign
    move = actions.follow_plan(workshop=floor, order=order, shown=shown, by=bu_sari, now=at(27, 11))
    with pytest.raises(Refusal, match="cannot be taken back"):
        actions.undo_follow(workshop=floor, move=move, by=bu_sari, now=at(27, 14))


def test_an_hour_late_follows_at_once_and_both_are_taken_back(order, note, floor, bu_sari):
    before = places()
    found = note(order, at(24, 8), at(25, 11))
    assert not found.asks
    assert step(order, 2).start == at(25, 11)
    undone = actions.undo_step(workshop=floor, done=found.done, by=bu_sari, now=at(25, 11))
    assert undone.restored
    assert places() == before
    assert PlanMove.objects.get().undone_at


def test_done_early_the_rest_may_come_forward(order, note, floor, bu_sari):
    """Nobody waits, but the order could be ready a day earlier: it is asked."""
    found = note(order, at(24, 8), at(24, 10))
    assert found.asks
    assert step(order, 2).start == at(25, 10)
    shown = following(floor, order, at(24, 10))
    assert [effect.days for _, effect in shown.effects] == [-1]
    assert not shown.waits
    actions.follow_plan(workshop=floor, order=order, shown=shown.sign, by=bu_sari, now=at(24, 10))
    assert step(order, 2).start == at(24, 10)


def test_the_last_step_noted_ahead_ends_the_steps_in_front_of_it_too(order, note, floor):
    """Packing is noted on Tuesday noon: lasting, planned until Wednesday, is over by then."""
    before = places()
    found = note(order, at(24, 11), at(24, 12), number=2)
    assert not found.asks
    lasting, packing = step(order, 1), step(order, 2)
    assert (packing.start, packing.end) == (at(24, 11), at(24, 12))
    assert lasting.end == at(24, 11)
    assert places() != before
    assert StepDone.objects.count() == 1, "what nobody measured is not measured"
    assert MovedBooking.objects.count() == 2


def test_a_promise_that_breaks_is_named_with_what_would_help(order, note, floor):
    Order.objects.update(promise_day=at(26, 0).date())
    note(order, at(24, 8), at(27, 11))
    ((owed, broken),) = following(floor, order, at(27, 11)).broken
    assert str(owed) == "O1 Marieke de Vries"
    assert broken.days == 1


def test_a_delay_of_one_order_moves_the_next_of_the_same_maker(
    packing, ask, send, say_yes, note, floor
):
    """Pak Karno was to begin the second order at ten on Wednesday; he was at the first until four.

    Packing the first does not fit into Wednesday any more; lasting the second ends a day later.
    """
    first, second = (say_yes(send(ask(24))) for _ in range(2))
    assert step(second, 1).start == at(25, 10)
    note(first, at(24, 8), at(25, 16))
    shown = following(floor, first, at(25, 16))
    assert [(str(one.owed), one.elsewhere) for one in shown.waits] == [
        ("O1 Marieke de Vries", False),
        ("O2 Marieke de Vries", True),
    ]
    assert {owed.order: effect.days for owed, effect in shown.effects} == {first: 1, second: 1}


def test_an_order_that_is_done_kept_its_maker_too(packing, ask, send, say_yes, note, floor):
    """The first order is packed and off the plan; what it cost its maker is known all the same."""
    first, second = (say_yes(send(ask(24))) for _ in range(2))
    now = at(26, 9)
    note(first, at(25, 14), now, number=2)
    row = step(second, 1)
    assert row.start < now < row.end, "still under way: Bu Ida packed, Pak Karno was free"
    Booking.objects.filter(pk=step(first, 1).pk).update(end=now - timedelta(minutes=5))
    (waits,) = stuck_of(floor, second, now).waits
    assert waits.elsewhere
    assert waits.maker == "Pak Karno"
    assert following(floor, first, now).waits == (waits,)


def test_the_risk_list_tells_it(order, note, floor):
    note(order, at(24, 8), at(27, 11))
    ((owed, risk),) = asking.at_risk(floor, at(27, 11))
    assert owed.order == order
    assert risk.waits
    assert "“Packing” is planned for 2026-11-25" in str(risk.why)


def test_a_note_by_mistake_goes_even_where_its_place_is_taken(
    packing, ask, send, say_yes, note, floor, bu_sari
):
    """Done early by mistake; the freed Wednesday went to another order."""
    first = say_yes(send(ask(24)))
    found = note(first, at(24, 8), at(24, 8, 30))
    second = say_yes(send(ask(24)), after=timedelta(hours=23))
    assert step(second, 1).start < at(25, 10)
    undone = actions.undo_step(workshop=floor, done=found.done, by=bu_sari, now=at(24, 10))
    assert not undone.restored
    assert not StepDone.objects.filter(undone_at=None).exists()


def test_another_workshop_follows_nothing(order, note, rival, rival_owner, floor, bu_sari):
    note(order, at(24, 8), at(27, 11))
    with pytest.raises(NotFound):
        following(rival, order, at(27, 11))
    shown = following(floor, order, at(27, 11)).sign
    move = actions.follow_plan(workshop=floor, order=order, shown=shown, by=bu_sari, now=at(27, 11))
    with pytest.raises(NotFound):
        actions.undo_follow(workshop=rival, move=move, by=rival_owner, now=at(27, 11))


def test_it_is_done_even_where_the_plan_cannot_be_read(order, note, floor, timed_options):
    """An option of the order is gone by now: nothing follows, but the note is kept."""
    found = note(order, at(24, 8), at(25, 11))
    assert not found.asks
    assert StepDone.objects.count() == 1


@pytest.fixture
def timed_options(order):
    line = Order.objects.get(pk=order).lines.get()
    line.options.create(workshop=line.workshop, name="Gone by now")
