# ruff: noqa: F811 - fixtures of the sales tests are used by name
"""An order has left on a day, is said so once, corrected, and taken back (O08)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from langkah.apps.sales import actions, queries
from langkah.apps.sales.errors import Incomplete, NotFound
from langkah.apps.sales.models import Departure, Order
from langkah.apps.workshop.models import Change, ChangeField
from tests.apps.sales.conftest import NOW, desk, drafted, inquiry, loafer, sent  # noqa: F401

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=3)
DAY = LATER.date()


@pytest.fixture
def order(desk, sent):
    actions.accept(workshop=desk, version=sent.pk, name="Marieke", now=NOW)
    return Order.objects.get()


def leave(order, by, day=DAY, tracking="", workshop=None):
    actions.note_departure(
        workshop=workshop or order.workshop, order=order.pk, day=day, tracking=tracking, by=by,
        now=LATER,
    )  # fmt: skip


def left(order):
    return queries.departure(order.workshop, order.pk)


def test_it_left_once_and_is_expected_by_the_longest_way(order, bu_sari):
    assert left(order) is None
    for _ in range(2):
        leave(order, bu_sari, tracking=" JNE 77 ")
    days = timedelta(days=order.accepted.version.days_max)
    seen = left(order)
    assert (seen.day, seen.tracking, seen.by) == (DAY, "JNE 77", "Bu Sari")
    assert seen.arrives_by == DAY + days
    assert Departure.objects.count() == 1
    assert Change.objects.filter(verb="order.departed").count() == 1


def test_another_day_stands_in_the_place_of_the_first(order, bu_sari):
    leave(order, bu_sari)
    leave(order, bu_sari, day=NOW.date(), tracking="JNE 77")
    assert (left(order).day, left(order).tracking) == (NOW.date(), "JNE 77")
    assert Departure.objects.count() == 2, "what was said before is kept"
    told = ChangeField.objects.filter(change__verb="order.departed", field="left_on").last()
    assert (told.before, told.after) == (str(DAY), str(NOW.date()))


def test_it_is_taken_back_and_said_again(order, bu_sari):
    leave(order, bu_sari)
    for _ in range(2):
        actions.take_back_departure(workshop=order.workshop, order=order.pk, by=bu_sari, now=LATER)
    assert left(order) is None
    assert Change.objects.filter(verb="order.still_here").count() == 1
    leave(order, bu_sari)
    assert left(order) is not None


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"day": None}, "Write the day on which the order left"),
        ({"day": DAY + timedelta(days=1)}, "has not come yet"),
        ({"day": date(2026, 1, 1)}, "cannot have left on 2026-01-01"),
        ({"tracking": "9" * 61}, "at most 60 letters"),
    ],
)
def test_a_day_that_cannot_be_right_is_refused(order, bu_sari, values, said):
    with pytest.raises(Incomplete, match=said):
        leave(order, bu_sari, **values)
    assert not Departure.objects.exists()


def test_an_order_from_before_langkah_may_have_left_before_it_was_entered(order, bu_sari):
    Order.objects.update(accepted=None)
    order.refresh_from_db()
    leave(order, bu_sari, day=date(2026, 1, 1))
    assert left(order).arrives_by is None


def test_a_rival_notes_and_reads_nothing(order, bu_sari, rival, rival_owner):
    leave(order, bu_sari)
    with pytest.raises(NotFound):
        leave(order, rival_owner, workshop=rival)
    with pytest.raises(NotFound):
        actions.take_back_departure(workshop=rival, order=order.pk, by=rival_owner, now=LATER)
    assert queries.departure(rival, order.pk) is None
    assert left(order) is not None
