# ruff: noqa: F811 - fixtures of the sales tests are used by name
"""A buyer was told a later day; the order is held to it once she agrees, and back (V08 T3e)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from langkah.apps.sales import actions, queries
from langkah.apps.sales.errors import Incomplete, NotFound
from langkah.apps.sales.models import NewDay, Order
from langkah.apps.sales.models.new_day import first_promise
from langkah.apps.workshop import words
from langkah.apps.workshop.models import Change, ChangeField
from tests.apps.sales.conftest import NOW, desk, drafted, inquiry, loafer, sent  # noqa: F401

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=3)
DAY = LATER.date()


@pytest.fixture
def order(desk, sent):
    actions.accept(workshop=desk, version=sent.pk, name="Marieke", now=NOW)
    return Order.objects.get()


def of(order, days=10, **more):
    day = order.promise_day + timedelta(days=days)
    plain = {
        "planned": day, "day": day, "reason": "ill", "language": "nl",
        "text": f"Klaar op {words.day(day, 'nl')}.",
    }  # fmt: skip
    return actions.Told(**plain | more)


def tell(order, by, told=None, workshop=None, now=LATER):
    return actions.tell_new_day(
        workshop=workshop or order.workshop, order=order.pk, told=told or of(order), by=by, now=now
    )


def agree(order, by, told, on=DAY, workshop=None):
    return actions.agree_to_new_day(
        workshop=workshop or order.workshop, order=order.pk, told=told, on=on, by=by, now=LATER
    )


def held(order) -> date:
    order.refresh_from_db()
    return order.promise_day


def first(order) -> date | None:
    return Order.objects.annotate(first=first_promise()).get(pk=order.pk).first


def test_the_order_is_held_to_the_new_day_only_when_she_agrees(order, bu_sari):
    old = held(order)
    new = old + timedelta(days=10)
    told = tell(order, bu_sari)
    (seen,) = queries.new_days(order.workshop, order.pk)
    assert (seen.day, seen.promised, seen.by, seen.agreed) == (new, old, "Bu Sari", False)
    assert held(order) == old
    assert first(order) is None
    assert agree(order, bu_sari, told) == new
    assert held(order) == new
    assert first(order) == old, "the first promise is kept"
    (seen,) = queries.new_days(order.workshop, order.pk)
    assert (seen.agreed_on, seen.agreed_by) == (LATER.date(), "Bu Sari")
    field = ChangeField.objects.get(change__verb="order.new_day_agreed", field="promise_day")
    assert (field.before, field.after) == (str(old), str(new))


def test_twice_is_once(order, bu_sari):
    assert tell(order, bu_sari) == tell(order, bu_sari)
    told = NewDay.objects.get().pk
    assert agree(order, bu_sari, told) == agree(order, bu_sari, told)
    assert Change.objects.filter(verb__startswith="order.new_day").count() == 2


def test_a_yes_and_a_word_are_taken_back(order, bu_sari):
    old, told = held(order), tell(order, bu_sari)
    same = {"workshop": order.workshop, "order": order.pk, "told": told, "by": bu_sari}
    agree(order, bu_sari, told)
    with pytest.raises(Incomplete, match="Take her yes back first"):
        actions.take_back_new_day(**same, now=LATER)
    actions.take_back_agreement(**same)
    assert held(order) == old
    with pytest.raises(Incomplete, match="Nothing was taken back"):
        actions.take_back_agreement(**same)
    actions.take_back_new_day(**same, now=LATER)
    with pytest.raises(Incomplete, match="Nothing was taken back"):
        actions.take_back_new_day(**same, now=LATER)
    assert queries.new_days(order.workshop, order.pk) == ()
    assert NewDay.objects.count() == 1, "what was said is kept"
    tell(order, bu_sari)
    assert len(queries.new_days(order.workshop, order.pk)) == 1


def test_a_second_delay_counts_against_the_first_promise(order, bu_sari):
    old = held(order)
    agree(order, bu_sari, tell(order, bu_sari))
    order.refresh_from_db()
    second = tell(order, bu_sari, of(order, days=5), now=LATER + timedelta(minutes=1))
    actions.agree_to_new_day(
        workshop=order.workshop, order=order.pk, told=second, on=LATER.date(), by=bu_sari,
        now=LATER + timedelta(minutes=2),
    )  # fmt: skip
    assert held(order) == old + timedelta(days=15)
    assert first(order) == old
    actions.take_back_agreement(workshop=order.workshop, order=order.pk, told=second, by=bu_sari)
    assert held(order) == old + timedelta(days=10)
    newest = queries.newest_days(order.workshop, [order.pk])
    assert newest[order.pk].id == second


def test_an_older_word_is_not_taken_back_in_place_of_the_newest(order, bu_sari):
    """The undo pressed twice, and the undo of a yes after she was told another day."""
    same = {"workshop": order.workshop, "order": order.pk, "by": bu_sari}
    early = tell(order, bu_sari)
    agree(order, bu_sari, early)
    agreed = held(order)
    order.refresh_from_db()
    late = tell(order, bu_sari, of(order, days=12), now=LATER + timedelta(minutes=1))
    with pytest.raises(Incomplete, match="Nothing was taken back"):
        actions.take_back_agreement(**same, told=early)
    actions.take_back_new_day(**same, told=late, now=LATER)
    with pytest.raises(Incomplete, match="Nothing was taken back"):
        actions.take_back_new_day(**same, told=late, now=LATER)
    assert [one.id for one in queries.new_days(order.workshop, order.pk)] == [early]
    assert held(order) == agreed


def test_only_the_day_told_last_can_be_agreed_to(order, bu_sari):
    early = tell(order, bu_sari)
    tell(order, bu_sari, of(order, days=12), now=LATER + timedelta(minutes=1))
    with pytest.raises(Incomplete, match="Another day was told"):
        agree(order, bu_sari, early)


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"day": None}, "Write the new day"),
        ({"days": 0}, "must lie after"),
        ({"text": " \n"}, "Write what the buyer was told"),
        ({"text": "Klaar op 3 mei."}, "does not name the new day"),
        ({"text": "a" * 4001}, "at most 4000 letters"),
        ({"reason": "weather"}, "one of the reasons"),
        ({"language": "xx"}, "one of the languages"),
    ],
)
def test_what_cannot_be_right_is_refused(order, bu_sari, values, said):
    with pytest.raises(Incomplete, match=said):
        tell(order, bu_sari, of(order, **values))
    assert not NewDay.objects.exists()


def test_a_day_that_is_over_is_refused(order, bu_sari):
    order.promise_day = date(2026, 1, 1)
    order.save()
    with pytest.raises(Incomplete, match="is over"):
        tell(order, bu_sari)


def test_without_a_promise_or_once_it_left_there_is_nothing_to_move(order, bu_sari):
    told = of(order)
    actions.note_departure(
        workshop=order.workshop, order=order.pk, day=LATER.date(), tracking="", by=bu_sari,
        now=LATER,
    )  # fmt: skip
    with pytest.raises(Incomplete, match="has left"):
        tell(order, bu_sari, told)
    Order.objects.update(promise_day=None)
    with pytest.raises(Incomplete, match="No day was promised"):
        tell(order, bu_sari, told)


def test_a_day_that_was_moved_otherwise_is_not_moved_by_her_yes(order, bu_sari):
    told = tell(order, bu_sari)
    Order.objects.update(promise_day=None)
    with pytest.raises(Incomplete, match="held to another day"):
        agree(order, bu_sari, told)


@pytest.mark.parametrize("days", [-1, 1, None])
def test_she_agreed_after_she_was_told_and_not_tomorrow(order, bu_sari, days):
    told = tell(order, bu_sari)
    on = None if days is None else LATER.date() + timedelta(days=days)
    with pytest.raises(Incomplete, match="on which she agreed"):
        agree(order, bu_sari, told, on=on)


def test_a_rival_notes_and_reads_nothing(order, bu_sari, rival, rival_owner):
    told = tell(order, bu_sari)
    for deed in (
        lambda: tell(order, rival_owner, workshop=rival),
        lambda: agree(order, rival_owner, told, workshop=rival),
        lambda: actions.take_back_new_day(
            workshop=rival, order=order.pk, told=told, by=rival_owner, now=LATER
        ),
        lambda: actions.take_back_agreement(
            workshop=rival, order=order.pk, told=told, by=rival_owner
        ),
    ):
        with pytest.raises(NotFound):
            deed()
    assert queries.new_days(rival, order.pk) == ()
    assert queries.newest_days(rival, [order.pk]) == {}
