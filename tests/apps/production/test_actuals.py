"""Steps really done, promises really kept, and standards that come nearer to them (V08, V10).

The floor is that of `test_offers`: Pak Karno lasts 25 minutes a pair, 480 minutes a day.
"""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest

from langkah.apps.catalogue import actions as catalogue
from langkah.apps.catalogue.models import RoutingStep
from langkah.apps.production import actions, actuals, jobs
from langkah.apps.production.errors import NotFound
from langkah.apps.production.models import Booking, StepDone
from langkah.apps.sales import actions as sales
from langkah.apps.sales.models import Order
from langkah.apps.workshop import words
from langkah.apps.workshop.models import Change, Maker
from langkah.apps.workshop.queries import shop
from langkah.domain.capacity.lots import minutes
from langkah.domain.reason import Refusal
from tests.apps.production.conftest import NOW

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=60)


@pytest.fixture
def note(floor, bu_sari):
    """A booking done as planned, or in so many minutes."""

    def noted(booking: Booking, minutes: int | None = None, **more) -> int:
        done = actions.Done(
            booking=booking.pk,
            maker=more.get("maker", booking.maker_id),
            pairs=more.get("pairs", booking.pairs),
            begun=booking.start,
            ended=booking.start + timedelta(minutes=minutes) if minutes else booking.end,
        )
        noted = actions.note_step(workshop=floor, done=done, by=bu_sari, now=more.get("now", LATER))
        return noted.done

    return noted


@pytest.fixture
def six(ask, send, say_yes) -> list[Booking]:
    """Six orders of six pairs: 150 minutes each."""
    for _ in range(6):
        say_yes(send(ask(6)))
    return list(Booking.objects.order_by("start"))


def test_a_step_done_counts_working_minutes_only(ask, send, say_yes, note):
    """600 minutes over a night: the night does not count."""
    say_yes(send(ask(24)))
    (booking,) = Booking.objects.all()
    note(booking)
    row = StepDone.objects.get()
    assert (row.minutes, row.pairs, row.operation) == (600, 24, booking.operation)
    assert Change.objects.filter(verb="step.done").count() == 1


def test_it_is_noted_once_and_can_be_taken_back(ask, send, say_yes, note, floor, bu_sari):
    order = say_yes(send(ask(6)))
    (booking,) = Booking.objects.all()
    kept = note(booking)
    with pytest.raises(Refusal, match="already"):
        note(booking)
    assert list(actuals.done_of_order(floor, order)) == [
        (booking.order_line_id, booking.lot, booking.step)
    ]
    assert actions.undo_step(workshop=floor, done=kept, by=bu_sari, now=LATER).order == order
    assert actuals.done_of_order(floor, order) == {}
    with pytest.raises(NotFound):
        actions.undo_step(workshop=floor, done=kept, by=bu_sari, now=LATER)
    note(booking)


@pytest.mark.parametrize(
    ("more", "word"),
    [({"pairs": 7}, "pairs"), ({"minutes": -5}, "before"), ({"now": NOW}, "future")],
)
def test_what_cannot_be_is_refused(ask, send, say_yes, note, more, word):
    say_yes(send(ask(6)))
    with pytest.raises(Refusal, match=word):
        note(Booking.objects.get(), **more)
    assert not StepDone.objects.exists()


def test_another_workshop_notes_nothing(ask, send, say_yes, rival, rival_owner):
    say_yes(send(ask(6)))
    booking = Booking.objects.get()
    done = actions.Done(
        booking=booking.pk,
        maker=booking.maker_id,
        pairs=6,
        begun=booking.start,
        ended=booking.end,
    )
    with pytest.raises(NotFound):
        actions.note_step(workshop=rival, done=done, by=rival_owner, now=LATER)


def test_kept_days_are_counted_of_finished_orders_only(ask, send, say_yes, note, floor):
    first, second = (say_yes(send(ask(pairs))) for pairs in (6, 24))
    early, late = (Booking.objects.get(order_line__order=one) for one in (first, second))
    assert actuals.coverage(floor) == actuals.Coverage(count=0, kept=0)
    note(early)
    assert actuals.coverage(floor) == actuals.Coverage(count=1, kept=1)
    note(late, pairs=23)
    assert actuals.coverage(floor).count == 1
    StepDone.objects.filter(order_line__order=second).update(pairs=24)
    Order.objects.filter(pk=second).update(promise_day=late.end.date() - timedelta(days=1))
    found = actuals.coverage(floor)
    assert (found.count, found.kept, found.percent) == (2, 1, 50)


def test_a_later_day_a_buyer_agreed_to_does_not_make_the_first_promise_kept(
    ask, send, say_yes, note, floor, bu_sari
):
    order = Order.objects.get(pk=say_yes(send(ask(6))))
    (booking,) = Booking.objects.all()
    done = booking.end.date()
    order.promise_day = done - timedelta(days=1)
    order.save()
    later = done + timedelta(days=5)
    told = sales.tell_new_day(
        workshop=floor, order=order.pk, by=bu_sari, now=NOW,
        told=sales.Told(
            planned=done, day=later, reason="", language="en", text=words.day(later, "en")
        ),
    )  # fmt: skip
    note(booking)
    assert actuals.coverage(floor) == actuals.Coverage(count=1, kept=0)
    sales.agree_to_new_day(
        workshop=floor, order=order.pk, told=told, on=NOW.date(), by=bu_sari, now=LATER
    )
    order.refresh_from_db()
    assert order.promise_day == later
    assert actuals.coverage(floor) == actuals.Coverage(count=1, kept=0)


def test_a_standard_is_proposed_shown_and_taken_over_and_taken_back(six, note, floor, bu_sari):
    """150 minutes expected, 210 taken: 1.4; of six, 6/11 of the way: 25 becomes 30.45."""
    for booking in six[:4]:
        note(booking, minutes=210 if booking.start.hour < 4 else None)
    StepDone.objects.update(minutes=210)
    (row,) = actuals.calibration(floor).steps
    assert (row.count, row.minutes, row.enough) == (4, None, False)
    for booking in six[4:]:
        note(booking)
    StepDone.objects.update(minutes=210)
    (row,) = actuals.calibration(floor).steps
    assert (f"{row.standard}", f"{row.measured}", f"{row.minutes}") == ("25.00", "35.00", "30.45")
    with pytest.raises(Refusal):
        actions.accept_times(workshop=floor, step=row.step, shown="seen before", by=bu_sari)
    product = actions.accept_times(workshop=floor, step=row.step, shown=row.sign, by=bu_sari)
    assert f"{RoutingStep.objects.get(pk=row.step).minutes_per_pair}" == "30.45"
    catalogue.undo(workshop=floor, product=product, by=bu_sari)
    assert f"{RoutingStep.objects.get(pk=row.step).minutes_per_pair}" == "25.00"


@pytest.fixture
def slow(six, note, floor) -> Maker:
    """Pak Agus did six steps in 120 minutes each, Pak Karno six others in 180."""
    karno = Maker.objects.get(pk=six[0].maker_id)
    agus = Maker.objects.create(workshop=floor, name="Pak Agus")
    for booking in six:
        note(booking)
    for row in list(StepDone.objects.all()):
        row.pk, row.lot, row.maker, row.move = None, row.lot + 1, agus, None
        row.save()
    StepDone.objects.filter(maker=karno).update(minutes=180)
    StepDone.objects.filter(maker=agus).update(minutes=120)
    return karno


def test_the_plan_counts_with_a_speed_that_was_accepted(slow, floor, bu_sari, ask):
    """180 beside a middle of 150: 1.2; of six, 6/11 of the way: 1.11. 24 pairs take 666 minutes."""
    (found,) = (one for one in actuals.calibration(floor).makers if one.maker == slow.pk)
    assert (str(found.proposed), found.percent) == ("1.11", 11)
    with pytest.raises(Refusal):
        actions.accept_speed(workshop=floor, maker=slow.pk, shown="seen before", by=bu_sari)
    before = actions.accept_speed(workshop=floor, maker=slow.pk, shown=found.sign, by=bu_sari)
    assert before == 1
    assert Maker.objects.get(pk=slow.pk).speed == Decimal("1.11")
    assert Change.objects.latest("pk").verb == "maker.saved"
    (person,) = (one for one in shop(floor, NOW.date()).people if one.id == slow.pk)
    (job,) = jobs.planned(floor, jobs.of_version(floor, ask(24)), NOW.date())
    assert minutes(job.routing[0], 24, person) == 666
    with pytest.raises(NotFound):
        actions.accept_speed(workshop=floor, maker=9_999, shown="", by=bu_sari)


def test_a_maker_is_measured_beside_the_others(six, note, floor):
    karno = Maker.objects.get(pk=six[0].maker_id)
    quick = Maker.objects.create(workshop=floor, name="Pak Agus")
    for place, booking in enumerate(six):
        note(booking, maker=(karno, quick)[place % 2].pk)
    StepDone.objects.filter(maker=quick).update(minutes=75)
    found = {one.name: one for one in actuals.calibration(floor).makers}
    assert found["Pak Agus"].ratio < 1 < found[karno.name].ratio
    assert found["Pak Agus"].proposed is None, "three times say nothing yet"
