# ruff: noqa: F811 - fixtures of the production tests are used by name
"""The page on which the plan follows what was done: who may, what is said, what is written."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from syrupy.assertion import SnapshotAssertion

from langkah.apps.production import actions
from langkah.apps.production.holding import holding
from langkah.apps.production.models import Booking, StepDone
from langkah.apps.workshop.actions.floor import MakerValues, save_maker
from langkah.apps.workshop.models import Maker, MakerSkill, Skill
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
    assert "The plan holds again." in told
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


@pytest.fixture
def helper(floor) -> Maker:
    """Somebody else who packs."""
    row = Maker.objects.create(workshop=floor, name="Bu Tini")
    MakerSkill.objects.create(workshop=floor, maker=row, skill=Skill.objects.get(name="packing"))
    return row


@pytest.fixture
def left(order, helper, floor, bu_sari, clock) -> int:
    """Bu Ida, who was to pack on Wednesday, left on Tuesday morning."""
    row = step(order, 2)
    values = MakerValues(name=row.maker.name, active=False, skills=(helper.skills.get().pk,))
    save_maker(workshop=floor, values=values, maker=row.maker_id, by=bu_sari)
    clock(at(24, 9))
    return order


PAGES = ("/production/", "/production/board/", "/production/risk/")


def test_every_page_of_the_plan_says_that_it_no_longer_fits(left, bu_sari, english):
    client = english(bu_sari)
    for page in PAGES:
        text = main_text(client.get(page))
        assert "The plan no longer fits: 1 step cannot be done where it stands" in text, page
        assert "See what planning it again changes" in text, page
    assert "cannot be done where they stand: 1." in client.get("/").content.decode()
    text = main_text(client.get(f"/production/orders/{left}/"))
    assert "“Packing” on 25 Nov 2026: Bu Ida left, or it is not her work any more." in text


def test_one_press_mends_it_and_it_comes_back(left, helper, pak_budi, english):
    client = english(pak_budi)
    page = client.get("/production/follow/")
    assert "Bu Tini" in main_text(page)
    assert step(left, 2).maker != helper, "asking writes nothing"
    shown = re.search(r'name="shown" value="(\w+)"', page.content.decode())[1]
    told = client.post("/production/follow/", {"shown": shown}, follow=True)
    assert "The plan holds again." in told.content.decode()
    assert step(left, 2).maker == helper
    for each in PAGES:
        assert "no longer fits" not in main_text(client.get(each))
    undo = re.search(r'action="(/production/follow/\d+/undo/)"', told.content.decode())[1]
    client.post(undo)
    assert step(left, 2).maker.name == "Bu Ida"
    assert "no longer fits" in main_text(client.get(PAGES[0]))


def test_a_plan_that_holds_says_nothing(order, bu_sari, english, clock):
    clock(at(24, 9))
    for page in PAGES:
        assert "no longer fits" not in main_text(english(bu_sari).get(page))


@pytest.mark.parametrize("who", ["rina", "viewer", "rival_owner"])
def test_others_see_no_way_to_plan_again(who, request, left, english):
    client = english(request.getfixturevalue(who))
    assert "/production/follow/" not in client.get("/production/").content.decode()
    page = client.get("/production/follow/")
    assert page.status_code == 404 or "Nothing has to move" in page.content.decode()
    assert client.post("/production/follow/", {"shown": ""}).status_code == 404


def test_asked_once_a_change(left, bu_sari, english, django_assert_num_queries):
    """Worked out once; after that every page asks for the newest row of the trail alone."""
    with CaptureQueriesContext(connection) as first:
        holding(left_workshop := bu_sari.memberships.get().workshop, at(24, 9))
    assert len(first) < 25
    with django_assert_num_queries(1):
        assert holding(left_workshop, at(24, 9)).orders == {left}


def test_what_falls_away_at_the_desk_is_told_no_longer(left, bu_sari, english):
    """The order that no longer fits is cancelled: the next look says nothing of it."""
    client = english(bu_sari)
    assert "no longer fits" in main_text(client.get(PAGES[0]))
    cancel = f"/production/orders/{left}/cancel/"
    page = client.get(cancel, {"reason": "She changed her mind"}).content.decode()
    shown = re.search(r'name="shown" value="(\w+)"', page)[1]
    client.post(cancel, {"reason": "She changed her mind", "shown": shown})
    for each in PAGES:
        assert "no longer fits" not in main_text(client.get(each)), each
