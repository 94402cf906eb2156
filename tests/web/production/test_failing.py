# ruff: noqa: F811 - fixtures of the production tests are used by name
"""A failed check: pairs are made again, first shown, then written, then taken back or ended.

Pak Karno lasts 24 pairs on Tuesday and for two hours of Wednesday; Bu Ida packs them behind him.
"""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from langkah.apps.production.committed import committed
from langkah.apps.production.models import Booking, MadeAgain
from langkah.apps.workshop.models import Change
from langkah.domain.capacity.change import PlanChange, violations
from tests.apps.production.conftest import (  # noqa: F401 - fixtures
    NOW,
    ask,
    desk,
    floor,
    loafer,
    packing,
    say_yes,
    send,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def thursday(monkeypatch):
    """The first order is made; the second is on its way."""
    monkeypatch.setattr(timezone, "now", lambda: NOW + timedelta(days=2, hours=20))


@pytest.fixture
def orders(packing, ask, send, say_yes) -> list[int]:
    return [say_yes(send(ask(24))) for _ in range(2)]


def places():
    rows = Booking.objects.order_by("order_line", "lot", "step")
    return list(rows.values_list("order_line", "lot", "step", "pairs", "maker", "start", "end"))


def written(client, path, asked) -> str:
    page = client.get(path, asked).content.decode()
    hidden = {name: re.search(rf'name="{name}" value="([^"]+)"', page) for name in ("shown", "at")}
    assert all(hidden.values()), page
    values = {name: found[1] for name, found in hidden.items()}
    return client.post(path, {**asked, **values}, follow=True).content.decode()


def asked(order, step=1, pairs=3, **more):
    line = Booking.objects.filter(order_line__order=order).first().order_line_id
    return {"pairs": pairs, "start": f"{line}-{step}", **more}


def path_of(order) -> str:
    return f"/production/orders/{order}/failed/"


def sound(floor) -> bool:
    plan = committed(floor, timezone.now())
    change = PlanChange(
        shop=plan.shop,
        commitments=plan.commitments,
        before=plan.booked,
        after=plan.booked,
        now=plan.now,
    )
    return not violations(change)


def test_it_is_shown_then_written_then_taken_back(orders, floor, pak_budi, english):
    client, before = english(pak_budi), places()
    first = orders[0]
    page = client.get(path_of(first), asked(first, reason="Crooked seam")).content.decode()
    assert "O1 Marieke de Vries" in page
    assert "later" in page.partition('id="answer"')[2]
    assert places() == before
    told = written(client, path_of(first), asked(first, reason="Crooked seam"))
    assert "3 pairs of" in told
    assert "Crooked seam" in told
    new = Booking.objects.filter(order_line__order=first, lot=2)
    assert [(one.step, one.pairs) for one in new.order_by("step")] == [(1, 3), (2, 3)]
    assert sound(floor)
    assert Change.objects.filter(verb="order.failed_check").count() == 1
    undo = re.search(r'action="(/production/again/[^"]+)"', told)
    client.post(undo[1])
    assert places() == before
    assert not MadeAgain.objects.exists()


def test_only_what_comes_after_the_step_is_done_again(orders, floor, pak_budi, english):
    first = orders[0]
    written(english(pak_budi), path_of(first), asked(first, step=2))
    new = Booking.objects.filter(order_line__order=first, lot=2)
    assert [one.operation for one in new] == ["Packing"]
    assert sound(floor)


def test_pages_ask_few_queries(orders, pak_budi, english, django_assert_max_num_queries):
    client = english(pak_budi)
    for asks, most in (({}, 16), (asked(orders[0]), 48)):
        with django_assert_max_num_queries(most):
            client.get(path_of(orders[0]), asks)


def test_it_is_ended_later(orders, floor, pak_budi, english):
    client, before, first = english(pak_budi), places(), orders[0]
    written(client, path_of(first), asked(first))
    row = MadeAgain.objects.get()
    told = written(client, f"/production/again/{row.pk}/end/", {})
    assert "The pairs are not made again" in told
    assert not MadeAgain.objects.exists()
    assert len(places()) == len(before)
    assert sound(floor)


def test_of_a_cancelled_order_nothing_is_taken_back(orders, floor, pak_budi, bu_sari, english):
    client, first = english(bu_sari), orders[0]
    told = written(client, path_of(first), asked(first))
    undo = re.search(r'action="(/production/again/[^"]+)"', told)
    after = places()
    page = client.get(f"/production/orders/{first}/cancel/", {"reason": "x"}).content.decode()
    shown = re.search(r'name="shown" value="(\w+)"', page)
    client.post(f"/production/orders/{first}/cancel/", {"reason": "x", "shown": shown[1]})
    end = f"/production/again/{MadeAgain.objects.get().pk}/end/"
    assert "Bring it back first" in client.post(undo[1], follow=True).content.decode()
    assert "Bring it back first" in client.get(end).content.decode()
    assert "Bring it back first" in client.post(end, follow=True).content.decode()
    assert end not in client.get(f"/production/orders/{first}/").content.decode()
    client.post(f"/production/orders/{first}/cancel/undo/")
    assert places() == after
    assert sound(floor)
    assert end in client.get(f"/production/orders/{first}/").content.decode()


def test_a_lot_that_is_no_more_does_not_come_back(orders, bu_sari, english):
    client, first = english(bu_sari), orders[0]
    written(client, path_of(first), asked(first))
    page = client.get(f"/production/orders/{first}/cancel/", {"reason": "x"}).content.decode()
    shown = re.search(r'name="shown" value="(\w+)"', page)
    client.post(f"/production/orders/{first}/cancel/", {"reason": "x", "shown": shown[1]})
    MadeAgain.objects.all().delete()
    left = places()
    back = client.post(f"/production/orders/{first}/cancel/undo/", follow=True).content.decode()
    assert "does not pass its own check" in back
    assert places() == left


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"pairs": 25}, "less than or equal to 24"),
        ({"pairs": 0}, "greater than or equal to 1"),
        ({"start": "1-9"}, "Select a valid choice"),
    ],
)
def test_what_is_typed_wrongly_is_said(more, said, orders, pak_budi, english):
    page = english(pak_budi).get(path_of(orders[0]), {**asked(orders[0]), **more})
    assert said in page.content.decode()
    assert 'name="shown"' not in page.content.decode()


def test_what_is_not_made_cannot_fail(orders, pak_budi, english, monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: NOW + timedelta(hours=20))
    page = english(pak_budi).get(path_of(orders[1]), asked(orders[1])).content.decode()
    assert "Nothing of it has been made yet" in page


@pytest.mark.parametrize("who", ["rina", "viewer"])
def test_who_may_not_change_the_floor_changes_nothing(who, request, orders, english):
    client, path = english(request.getfixturevalue(who)), path_of(orders[0])
    page = client.get(f"/production/orders/{orders[0]}/").content.decode()
    assert "Failed its check" not in page
    assert client.get(path, asked(orders[0])).status_code == 404
    assert client.post(path, asked(orders[0])).status_code == 404
    assert not MadeAgain.objects.exists()
