"""Others make room for a quote or an order: taken, kept, given back, undone."""

from __future__ import annotations

from datetime import timedelta

import pytest

from langkah.apps.production import actions, room
from langkah.apps.production.committed import committed
from langkah.apps.production.errors import NotFound
from langkah.apps.production.models import Booking, Certificate, MadeRoom, PlanMove
from langkah.apps.sales.models import Order, QuoteVersion
from langkah.apps.workshop.models import Change
from langkah.domain.capacity.chance import ChanceCase, chance
from langkah.domain.capacity.change import PlanChange, violations
from langkah.domain.capacity.ready import Ready
from langkah.domain.reason import Refusal
from tests.apps.production.conftest import NOW

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def short(ask, floor, bu_sari):
    """A draft whose buyer has one day to answer."""

    def drafted(pairs: int) -> int:
        version = ask(pairs)
        QuoteVersion.objects.filter(pk=version).update(valid_days=1)
        actions.date_quote(workshop=floor, version=version, by=bu_sari, now=NOW)
        return version

    return drafted


@pytest.fixture
def orders(short, send, say_yes) -> list[int]:
    """Three orders on one maker, promised with two months to spare."""
    found = [say_yes(send(short(pairs)), after=timedelta(hours=1)) for pairs in (48, 96, 96)]
    Order.objects.filter(pk__in=found).update(promise_day=NOW.date() + 60 * DAY)
    return found


@pytest.fixture
def draft(orders, short) -> int:
    """Six pairs, for which no gap is near."""
    return short(6)


def ready(floor, now=NOW) -> dict[str, object]:
    plan = committed(floor, now)
    return Ready(plan.shop, (one.job for one in plan.commitments)).days(plan.booked)


def is_sound(floor) -> bool:
    plan = committed(floor, NOW)
    return not violations(
        PlanChange(
            shop=plan.shop,
            commitments=plan.commitments,
            before=plan.booked,
            after=plan.booked,
            now=plan.now,
        )
    )


def places() -> set[tuple[object, ...]]:
    return set(
        Booking.objects.values_list("order_line", "quote_line", "lot", "step", "start", "maker")
    )


def take(floor, version, bu_sari) -> room.ForQuote:
    found = room.for_quote(floor, version, NOW)
    actions.take_room(workshop=floor, version=version, shown=found.sign, by=bu_sari, now=NOW)
    return found


def test_the_answer_writes_nothing_and_breaks_nothing(draft, floor):
    before = places()
    found = room.for_quote(floor, draft, NOW)
    assert found.days > 0
    assert found.sooner.found.days > 0
    assert found.sooner.gives
    assert all(one.slack.after >= 0 for one in found.sooner.moved)
    assert places() == before


def test_who_needs_her_days_is_asked_last(orders, floor, short):
    """Promised as surely as the workshop wants it, and not a day later: nobody becomes unsure."""
    for order in Order.objects.filter(pk__in=orders):
        line = order.lines.get().pk
        sure = sure_days(floor)[f"order {line}"]
        Order.objects.filter(pk=order.pk).update(promise_day=sure + 3 * DAY)
    found = room.for_quote(floor, short(6), NOW)
    assert all(one.slack.after >= 0 for one in found.sooner.moved)
    told = {str(one.owed): one for one in found.sooner.moved}
    for one in found.sooner.unsure:
        assert one.sure_after < one.sure_before
        assert told[str(one.owed)] in found.sooner.gives


def sure_days(floor) -> dict[str, object]:
    plan = committed(floor, NOW)
    case = ChanceCase(
        shop=plan.shop,
        bookings=plan.booked,
        now=plan.now,
        jobs=tuple(one.job for one in plan.commitments),
        replications=100,
    )
    return {one.job: one.offered for one in chance(case).likely}


def test_the_same_question_has_the_same_answer(draft, floor):
    assert room.for_quote(floor, draft, NOW).sign == room.for_quote(floor, draft, NOW).sign


def test_a_draft_stands_on_it_and_nobody_moves_yet(draft, floor, bu_sari):
    before = places()
    found = take(floor, draft, bu_sari)
    assert QuoteVersion.objects.get(pk=draft).promise_day == found.offered
    made = room.of_version(floor, draft)
    assert made
    assert (made.moved, made.days) == (False, found.sooner.found.days)
    assert {one.who for one in made.gave} == {str(one.owed) for one in found.sooner.gives}
    assert places() == before


def test_another_answer_than_the_shown_one_is_not_taken(draft, floor, bu_sari):
    with pytest.raises(Refusal):
        actions.take_room(workshop=floor, version=draft, shown="", by=bu_sari, now=NOW)
    assert room.of_version(floor, draft) is None


def test_a_date_subject_to_prior_sale_gets_no_room(draft, floor):
    QuoteVersion.objects.filter(pk=draft).update(date_held=False)
    with pytest.raises(Refusal, match="prior sale"):
        room.for_quote(floor, draft, NOW)


def test_sent_it_holds_its_place_and_others_have_moved(draft, floor, bu_sari, send):
    before = places()
    found = take(floor, draft, bu_sari)
    send(draft)
    assert places() != before
    assert is_sound(floor)
    promised = {one.job.id: one.promised for one in committed(floor, NOW).commitments}
    assert all(day <= promised[job] for job, day in ready(floor).items() if promised[job])
    assert Certificate.objects.get(version=draft).ready == found.sooner.found.ready
    made = room.of_version(floor, draft)
    assert made
    assert made.moved
    assert Change.objects.filter(verb="plan.made_room").count() == 1
    gave = {one.order for one in made.gave}
    assert all(room.given_by(floor, order) for order in gave if order)


def test_taken_back_everybody_goes_back(draft, floor, bu_sari, send):
    before = places()
    take(floor, draft, bu_sari)
    send(draft)
    actions.withdraw(workshop=floor, version=draft, by=bu_sari, now=NOW)
    assert places() == before
    assert room.of_version(floor, draft) is None


def test_ended_everybody_goes_back(draft, floor, bu_sari, send):
    """The day after the last one; what has begun meanwhile would stay."""
    before = places()
    take(floor, draft, bu_sari)
    send(draft)
    actions.release_expired(NOW + 2 * DAY)
    held = Booking.objects.filter(quote_line__version=draft)
    assert not held.exists()
    moved = PlanMove.objects.get(made_room__version=draft)
    assert (places() == before) == (moved.undone_at is not None)
    assert is_sound(floor)


def test_accepted_the_order_keeps_the_room(draft, floor, bu_sari, send, say_yes):
    found = take(floor, draft, bu_sari)
    send(draft)
    order = say_yes(draft)
    line = Order.objects.get(pk=order).lines.get().pk
    assert ready(floor)[f"order {line}"] <= found.sooner.found.ready
    assert is_sound(floor)


def test_a_draft_worked_out_again_keeps_standing_on_it(draft, floor, bu_sari):
    found = take(floor, draft, bu_sari)
    actions.date_quote(workshop=floor, version=draft, by=bu_sari, now=NOW)
    assert QuoteVersion.objects.get(pk=draft).promise_day == found.offered
    QuoteVersion.objects.filter(pk=draft).update(date_held=False)
    actions.date_quote(workshop=floor, version=draft, by=bu_sari, now=NOW)
    assert room.of_version(floor, draft) is None
    assert QuoteVersion.objects.get(pk=draft).promise_day == found.at_once.offered


def test_a_draft_goes_back_to_its_own_day(draft, floor, bu_sari):
    found = take(floor, draft, bu_sari)
    actions.drop_room(workshop=floor, version=draft, by=bu_sari, now=NOW)
    assert QuoteVersion.objects.get(pk=draft).promise_day == found.at_once.offered
    assert not MadeRoom.objects.exists()


def test_other_workshops_ask_nothing_here(draft, rival):
    with pytest.raises(NotFound):
        room.for_quote(rival, draft, NOW)


# --- orders --------------------------------------------------------------------------------------


def test_an_order_comes_forward_and_goes_back(orders, floor, bu_sari):
    last, before = orders[-1], places()
    found = room.for_order(floor, last, NOW)
    assert found.kept
    assert found.days > 0
    assert not found.begun
    move = actions.bring_forward(
        workshop=floor, order=last, shown=found.kept.sign, by=bu_sari, now=NOW
    )
    again = room.for_order(floor, last, NOW)
    assert again.planned == found.kept.ready
    assert is_sound(floor)
    assert actions.undo_forward(workshop=floor, move=move, by=bu_sari, now=NOW) == last
    assert places() == before


def test_in_front_of_others_promises_break_by_name(orders, floor, bu_sari):
    """No day to spare: what the last order gains somebody else loses."""
    days = ready(floor)
    for order in Order.objects.filter(pk__in=orders):
        line = order.lines.get().pk
        Order.objects.filter(pk=order.pk).update(promise_day=days[f"order {line}"])
    found = room.for_order(floor, orders[-1], NOW)
    assert found.kept is None
    assert found.in_front
    assert found.front
    assert found.front.broken
    actions.bring_forward(
        workshop=floor,
        order=orders[-1],
        shown=found.in_front.sign,
        by=bu_sari,
        now=NOW,
        front=True,
    )
    after = ready(floor)
    for owed, one in found.front.effects:
        assert after[owed.job] == one.after
    move = PlanMove.objects.get()
    actions.undo_forward(workshop=floor, move=move.pk, by=bu_sari, now=NOW)
    assert ready(floor) == days


def test_what_is_left_of_a_begun_order_comes_forward_too(orders, floor, bu_sari):
    """The last order has begun out of its turn: what is left of it goes in front, and back."""
    first = Booking.objects.order_by("start").first()
    assert first
    now = first.start + timedelta(hours=1)
    assert room.for_order(floor, orders[0], now).begun
    mine = Booking.objects.filter(order_line__order=orders[-1]).order_by("lot").first()
    assert mine
    Booking.objects.filter(pk__in=(first.pk, mine.pk)).delete()
    Booking.objects.bulk_create([replaced(first, mine), replaced(mine, first)])
    before = places()
    found = room.for_order(floor, orders[-1], now)
    assert found.begun
    assert found.in_front
    assert found.in_front.ready < found.planned
    move = actions.bring_forward(
        workshop=floor,
        order=orders[-1],
        shown=found.in_front.sign,
        by=bu_sari,
        now=now,
        front=True,
    )
    assert room.for_order(floor, orders[-1], now).planned == found.in_front.ready
    actions.undo_forward(workshop=floor, move=move, by=bu_sari, now=now)
    assert places() == before


def replaced(one: Booking, by: Booking) -> Booking:
    """The place of a booking, taken by another lot of as many pairs."""
    return Booking(
        workshop=one.workshop,
        order_line=by.order_line,
        lot=by.lot,
        step=by.step,
        operation=by.operation,
        pairs=by.pairs,
        maker=one.maker,
        station=one.station,
        start=one.start,
        end=one.end,
        last_family=by.last_family,
        last_until=one.last_until,
    )


def test_an_order_of_others_is_not_found(orders, rival):
    with pytest.raises(NotFound):
        room.for_order(rival, orders[0], NOW)
