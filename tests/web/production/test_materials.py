# ruff: noqa: F811 - fixtures of the production tests are used by name
"""Late material: what it does is shown, then written, then the material is here."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from django.utils import timezone

from langkah.apps.insight.items import Subject
from langkah.apps.insight.today import today
from langkah.apps.production.committed import committed
from langkah.apps.production.models import Booking, LateMaterial
from langkah.apps.sales.models import OrderLine
from langkah.apps.workshop.models import Change
from langkah.domain.capacity.change import PlanChange, violations
from tests.apps.production.conftest import (  # noqa: F401 - fixtures
    NOW,
    ask,
    desk,
    floor,
    loafer,
    say_yes,
    send,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def tuesday_morning(monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: NOW + timedelta(hours=20))


@pytest.fixture
def orders(ask, send, say_yes) -> list[int]:
    return [say_yes(send(ask(24))) for _ in range(2)]


def places():
    return list(Booking.objects.order_by("pk").values_list("order_line", "maker", "start", "end"))


def written(client, path, asked) -> str:
    page = client.get(path, asked).content.decode()
    hidden = {name: re.search(rf'name="{name}" value="([^"]+)"', page) for name in ("shown", "at")}
    assert all(hidden.values()), page
    values = {name: found[1] for name, found in hidden.items()}
    return client.post(path, {**asked, **values}, follow=True).content.decode()


def undo_of(page) -> str:
    found = re.search(r'action="(/production/[^"]+undo/[^"]+)"', page)
    assert found, page
    return found[1].replace("&amp;", "&")


def path_of(order) -> str:
    return f"/production/orders/{order}/material/"


LATE = {"arrives": "2026-11-30", "reason": "Tannery closed"}


def test_it_is_shown_then_written_then_taken_back(orders, floor, pak_budi, english):
    client, before = english(pak_budi), places()
    page = client.get(path_of(orders[0]), LATE).content.decode()
    assert "O1 Marieke de Vries" in page
    assert "days later" in page
    assert places() == before
    assert not LateMaterial.objects.exists()
    told = written(client, path_of(orders[0]), LATE)
    assert "Tannery closed" in told
    assert "is late" in told
    mine = Booking.objects.filter(order_line__order=orders[0])
    assert all(one.start.date() >= date(2026, 11, 30) for one in mine)
    assert Change.objects.filter(verb="order.material_late").count() == 1
    plan = committed(floor, timezone.now())
    assert {one.job.material_ready for one in plan.commitments} == {None, date(2026, 11, 30)}
    client.post(undo_of(told))
    assert places() == before
    assert not LateMaterial.objects.exists()


def test_the_verifier_knows_the_day(orders, floor, pak_budi, english):
    before = committed(floor, timezone.now()).booked
    written(english(pak_budi), path_of(orders[0]), LATE)
    plan = committed(floor, timezone.now())

    def wrong(booked):
        return violations(
            PlanChange(
                shop=plan.shop,
                commitments=plan.commitments,
                before=booked,
                after=booked,
                now=plan.now,
            )
        )

    assert not wrong(plan.booked)
    assert wrong(before)


def test_it_comes_sooner_after_all(orders, pak_budi, english, monkeypatch):
    client = english(pak_budi)
    written(client, path_of(orders[0]), LATE)
    late = places()
    monkeypatch.setattr(timezone, "now", lambda: NOW + timedelta(days=1, hours=20))
    row = LateMaterial.objects.get()
    path = f"/production/material/{row.pk}/here/"
    told = written(client, path, {})
    assert "The material is here" in told
    assert max(one[3] for one in places()) < max(one[3] for one in late)
    row.refresh_from_db()
    assert row.came == date(2026, 11, 25)
    client.post(undo_of(told))
    assert places() == late
    row.refresh_from_db()
    assert (row.came, row.arrives) == (None, date(2026, 11, 30))


def test_whether_it_came_is_asked(orders, pak_budi, floor, english, monkeypatch):
    written(english(pak_budi), path_of(orders[0]), LATE)
    asks = [one for one in today(floor, timezone.now()) if one.subject is Subject.MATERIAL]
    assert not asks
    monkeypatch.setattr(timezone, "now", lambda: NOW + timedelta(days=8))
    (item,) = (one for one in today(floor, timezone.now()) if one.subject is Subject.MATERIAL)
    assert str(item.title) == "Is the material of order 1 for Marieke de Vries here?"


def test_pages_ask_few_queries(orders, pak_budi, english, django_assert_max_num_queries):
    client = english(pak_budi)
    written(client, path_of(orders[0]), LATE)
    row = LateMaterial.objects.get()
    for path, asked, most in (
        (path_of(orders[0]), {}, 8),
        (path_of(orders[0]), {"arrives": "2026-12-07"}, 36),
        (f"/production/material/{row.pk}/here/", {}, 30),
    ):
        with django_assert_max_num_queries(most):
            client.get(path, asked)


def test_later_still_and_back_to_the_first_word(orders, pak_budi, english):
    client = english(pak_budi)
    written(client, path_of(orders[0]), LATE)
    once = places()
    told = written(client, path_of(orders[0]), {"arrives": "2026-12-07"})
    assert LateMaterial.objects.get().arrives == date(2026, 12, 7)
    client.post(undo_of(told))
    row = LateMaterial.objects.get()
    assert (row.arrives, row.reason) == (date(2026, 11, 30), "Tannery closed")
    assert places() == once


@pytest.mark.parametrize(
    ("arrives", "said"),
    [
        ("2026-11-20", "The material comes on: this day is over."),
        ("2028-11-20", "The material comes on: write a day within a year."),
    ],
)
def test_a_day_that_cannot_be(arrives, said, orders, pak_budi, english):
    page = english(pak_budi).get(path_of(orders[0]), {"arrives": arrives}).content.decode()
    assert said in page
    assert 'name="shown"' not in page


def test_what_is_made_waits_for_nothing(orders, pak_budi, english):
    Booking.objects.filter(order_line__order=orders[0]).delete()
    page = english(pak_budi).get(path_of(orders[0]), LATE).content.decode()
    assert "Nothing of this is planned ahead" in page


@pytest.mark.parametrize("who", ["rina", "viewer"])
def test_who_may_not_change_the_floor_changes_nothing(who, request, orders, english):
    client = english(request.getfixturevalue(who))
    assert "Leather is late" not in client.get(f"/production/orders/{orders[0]}/").content.decode()
    assert client.get(path_of(orders[0]), LATE).status_code == 404
    assert client.post(path_of(orders[0]), LATE).status_code == 404
    assert not LateMaterial.objects.exists()


def test_a_line_of_another_order_is_not_found(orders, pak_budi, english):
    other = OrderLine.objects.get(order=orders[1])
    page = english(pak_budi).get(path_of(orders[0]), {**LATE, "line": other.pk})
    assert LateMaterial.objects.count() == 0
    assert page.status_code in (200, 404)
