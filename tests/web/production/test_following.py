# ruff: noqa: F811 - fixtures of the production tests are used by name
"""The page on which the plan follows what was done: who may, what is said, what is written."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

import pytest
from django.utils import timezone
from syrupy.assertion import SnapshotAssertion

from langkah.apps.production import actions
from langkah.apps.production.models import Booking, StepDone
from tests.apps.production.conftest import (  # noqa: F401 - fixtures
    ask,
    at,
    desk,
    floor,
    loafer,
    packing,
    say_yes,
    send,
    step,
)
from tests.web.production.reading import main_text

pytestmark = pytest.mark.django_db
FRIDAY = at(27, 11)


@pytest.fixture
def order(packing, ask, send, say_yes) -> int:
    return say_yes(send(ask(24)))


@pytest.fixture
def clock(monkeypatch):
    def at_moment(moment: datetime) -> None:
        monkeypatch.setattr(timezone, "now", lambda: moment)

    return at_moment


@pytest.fixture
def late(order, floor, bu_sari, clock) -> int:
    """Lasting, planned until Wednesday, was done on Friday."""
    row = step(order, 1)
    done = actions.Done(booking=row.pk, maker=row.maker_id, pairs=24, begun=at(24, 8), ended=FRIDAY)
    actions.note_step(workshop=floor, done=done, by=bu_sari, now=FRIDAY)
    clock(FRIDAY)
    return order


@pytest.fixture
def english(client_of):
    def of(user):
        client = client_of(user)
        client.cookies["django_language"] = "en"
        return client

    return of


def typed(row: Booking, begun: datetime, ended: datetime) -> dict[str, object]:
    return {
        "maker": row.maker_id,
        "pairs": row.pairs,
        "begun_day": f"{begun:%Y-%m-%d}",
        "begun_time": f"{begun:%H:%M}",
        "ended_day": f"{ended:%Y-%m-%d}",
        "ended_time": f"{ended:%H:%M}",
    }


def test_noting_late_leads_to_what_it_means(order, bu_sari, english, clock):
    clock(FRIDAY)
    row = step(order, 1)
    client = english(bu_sari)
    answer = client.post(
        f"/production/steps/{row.pk}/done/", typed(row, at(24, 8), FRIDAY), follow=True
    )
    assert answer.redirect_chain[-1][0] == f"/production/orders/{order}/follow/"
    text = answer.content.decode()
    assert "Noted: Lasting is done." in text
    assert "2 days later" in text


def test_the_page_reads_well(late, bu_sari, english, snapshot: SnapshotAssertion):
    client = english(bu_sari)
    assert main_text(client.get(f"/production/orders/{late}/follow/")) == snapshot
    assert main_text(client.get(f"/production/orders/{late}/")) == snapshot
    assert main_text(client.get("/production/risk/")) == snapshot


def test_it_is_written_down_and_taken_back(late, pak_budi, english):
    client = english(pak_budi)
    page = client.get(f"/production/orders/{late}/follow/").content.decode()
    assert step(late, 2).start == at(25, 10)
    shown = re.search(r'name="shown" value="(\w+)"', page)
    told = client.post(
        f"/production/orders/{late}/follow/", {"shown": shown[1]}, follow=True
    ).content.decode()
    assert "The plan follows what was really done." in told
    assert "The plan no longer holds" not in told
    assert step(late, 2).start == FRIDAY
    undo = re.search(r'action="(/production/follow/\d+/undo/)"', told)
    told = client.post(undo[1], follow=True).content.decode()
    assert "The plan is as it was before." in told
    assert "plan again" in told
    assert step(late, 2).start == at(25, 10)


def test_the_step_itself_is_taken_back_with_its_place(order, pak_budi, english, clock):
    clock(at(25, 11))
    client, row = english(pak_budi), step(order, 1)
    client.post(f"/production/steps/{row.pk}/done/", typed(row, at(24, 8), at(25, 11)))
    told = client.post(f"/production/done/{StepDone.objects.get().pk}/undo/", follow=True)
    assert "Taken back. The plan is as it was before." in told.content.decode()
    assert step(order, 1).end == row.end


@pytest.mark.parametrize("who", ["rina", "viewer"])
def test_who_may_not_plan_reads_and_changes_nothing(who, request, late, english):
    client = english(request.getfixturevalue(who))
    path = f"/production/orders/{late}/follow/"
    assert client.get(path).status_code == 404
    assert client.post(path, {"shown": ""}).status_code == 404
    page = client.get(f"/production/orders/{late}/").content.decode()
    assert "The plan no longer holds" in page
    assert path not in page
    assert path not in client.get("/production/risk/").content.decode()


def test_strangers_and_rivals_see_nothing(late, client, english, rival_owner):
    path = f"/production/orders/{late}/follow/"
    assert "/sign-in/" in client.get(path)["Location"]
    assert english(rival_owner).get(path).status_code == 404


def test_what_was_not_shown_is_not_done(late, bu_sari, english):
    path = f"/production/orders/{late}/follow/"
    told = english(bu_sari).post(path, {"shown": "else"}, follow=True).content.decode()
    assert "The plan has changed since this was shown" in told
    assert step(late, 2).start == at(25, 10)


def test_an_order_on_its_way_has_nothing_to_follow(order, bu_sari, english, clock):
    clock(at(24, 9))
    text = english(bu_sari).get(f"/production/orders/{order}/follow/").content.decode()
    assert "Nothing has to move" in text
    clock(at(24, 9) + timedelta(days=90))
    assert english(bu_sari).get(f"/production/orders/{order}/follow/").status_code == 404


def test_the_pages_ask_a_bounded_number_of_times(
    late, bu_sari, english, django_assert_max_num_queries
):
    client = english(bu_sari)
    for path, most in (
        (f"/production/orders/{late}/follow/", 26),
        (f"/production/orders/{late}/", 32),
        ("/production/risk/", 26),
    ):
        client.get(path)
        with django_assert_max_num_queries(most):
            client.get(path)
