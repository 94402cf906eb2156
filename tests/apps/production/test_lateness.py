"""How late an order is: by the plan, surely, and which pairs of it can go first (V08)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from langkah.apps.production import actions
from langkah.apps.production.errors import NotFound
from langkah.apps.production.lateness import lateness
from langkah.apps.production.models import Booking
from langkah.apps.sales.models import NewDay, Order
from langkah.apps.workshop import words
from langkah.apps.workshop.models import MakerSkill
from langkah.domain.reason import Refusal
from tests.apps.production.conftest import at

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
MORNING = at(24, 9)


def ends(order: Order) -> list[date]:
    """The day on which each lot of the order is packed."""
    found: dict[int, date] = {}
    for row in Booking.objects.filter(order_line__order=order):
        day = row.end.astimezone(MORNING.tzinfo).date()
        found[row.lot] = max(found.get(row.lot, date.min), day)
    return sorted(found.values())


@pytest.fixture
def order(packing, ask, send, say_yes) -> Order:
    """Six lots of which the first is ready by the promise."""
    made = Order.objects.get(pk=say_yes(send(ask(144))))
    Order.objects.update(promise_day=ends(made)[0])
    made.refresh_from_db()
    return made


def test_the_days_stand_in_their_order(order):
    found = lateness(order.workshop, order.pk, MORNING)
    assert found.promised < found.planned == ends(order)[-1] <= found.sure
    assert found.half <= found.sure
    assert found.late
    assert found.days == (found.planned - order.promise_day).days
    longest = order.accepted.version.days_max
    assert found.arrives(found.sure) == found.sure + longest * DAY
    assert found.language == order.accepted.version.language


def test_the_lots_that_are_in_time_can_go_first(order):
    found = lateness(order.workshop, order.pk, MORNING)
    assert found.first is not None
    early = sum(day <= order.promise_day for day in ends(order))
    assert found.first.pairs == 24 * early
    assert order.promise_day <= found.first.day < found.sure
    offered = found.word(day=found.sure, reason="", deeds=(), with_first=True, language="en").text
    assert f"You receive {24 * early} pairs first" in offered
    kept = found.word(day=found.sure, reason="", deeds=(), with_first=False, language="en").text
    assert "first" not in kept


def test_whoever_all_lots_wait_for_would_help(order):
    said = [str(one.what) for one in lateness(order.workshop, order.pk, MORNING).helps]
    assert any(one.startswith("one more person") for one in said)


def test_an_order_from_before_langkah_is_written_to_in_the_buyers_language(order):
    Order.objects.update(accepted=None)
    order.buyer.language = "ja"
    order.buyer.save()
    found = lateness(order.workshop, order.pk, MORNING)
    assert (found.language, found.travels) == ("ja", None)
    word = found.word(
        day=found.sure, reason="", deeds=(), with_first=False, language=found.language
    )
    assert "届く見込み" not in word.text, "nobody knows how long it travels"


def test_without_a_promise_or_work_ahead_nobody_can_say(order, rival):
    with pytest.raises(NotFound):
        lateness(rival, order.pk, MORNING)
    with pytest.raises(NotFound):
        lateness(order.workshop, order.pk, MORNING + 365 * DAY)
    Order.objects.update(promise_day=None)
    with pytest.raises(NotFound):
        lateness(order.workshop, order.pk, MORNING)


def telling(found, day: date, **more: object) -> actions.Telling:
    return actions.Telling(
        day=day, reason="", language="en", text=f"Ready on {words.day(day, 'en')}.", **more
    )


def test_a_day_that_is_kept_too_seldom_is_not_told(order, bu_sari):
    found = lateness(order.workshop, order.pk, MORNING)
    for day in (found.promised + DAY, found.planned - DAY):
        with pytest.raises(Refusal, match="kept too seldom"):
            actions.tell_later(
                workshop=order.workshop, order=order.pk, telling=telling(found, day), by=bu_sari,
                now=MORNING,
            )  # fmt: skip
    assert not NewDay.objects.exists()
    actions.tell_later(
        workshop=order.workshop, order=order.pk, telling=telling(found, found.sure), by=bu_sari,
        now=MORNING,
    )  # fmt: skip
    assert NewDay.objects.get().planned == found.planned


def test_a_plan_that_no_longer_holds_tells_no_day(order, bu_sari):
    """Who packs can do so no longer: the plan does not fit the floor."""
    found = lateness(order.workshop, order.pk, MORNING)
    MakerSkill.objects.filter(skill__name="packing").delete()
    assert lateness(order.workshop, order.pk, MORNING).waits
    later = found.planned + 9 * DAY
    looked = lateness(order.workshop, order.pk, MORNING, looked_at=later)
    assert (looked.waits, looked.planned) == (False, later), "the plan that follows is looked at"
    with pytest.raises(Refusal, match="changed since this was shown"):
        actions.tell_later(
            workshop=order.workshop, order=order.pk, telling=telling(found, found.sure),
            by=bu_sari, now=MORNING,
        )  # fmt: skip


def test_a_plan_that_is_in_time_has_no_later_day(order, bu_sari):
    Order.objects.update(promise_day=ends(order)[-1] + DAY)
    found = lateness(order.workshop, order.pk, MORNING)
    assert not found.late
    assert (found.helps, found.first) == ((), None)
    with pytest.raises(Refusal, match="changed since this was shown"):
        actions.tell_later(
            workshop=order.workshop, order=order.pk, by=bu_sari, now=MORNING,
            telling=telling(found, found.sure + 30 * DAY),
        )  # fmt: skip
