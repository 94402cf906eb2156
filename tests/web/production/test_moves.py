# ruff: noqa: F811 - fixtures of the production tests are used by name
"""The plan board: who reads it, who moves, what is said before, what it costs."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from langkah.apps.production.models import Booking, PlanMove
from langkah.apps.sales.models import Order
from langkah.apps.workshop.models import Maker, MakerSkill, OwnHours, PartnerWorkshop
from tests.apps.production.conftest import (  # noqa: F401 - fixtures
    NOW,
    ask,
    desk,
    floor,
    loafer,
    say_yes,
    send,
)
from tests.web.production.reading import main_text

pytestmark = pytest.mark.django_db
BOARD = "/production/board/"
BEFORE_WORK = NOW + timedelta(hours=20)


@pytest.fixture(autouse=True)
def tuesday_morning(monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: BEFORE_WORK)


@pytest.fixture
def step(ask, send, say_yes) -> str:
    """The page on which the first step of an order is moved."""
    order = say_yes(send(ask(24)))
    first = Booking.objects.filter(order_line__order=order).earliest("start")
    return f"{BOARD}steps/{first.pk}/"


@pytest.fixture
def helper(floor) -> Maker:
    row = Maker.objects.create(workshop=floor, name="Bu Ida")
    for skill in floor.skills.all():
        MakerSkill.objects.create(workshop=floor, maker=row, skill=skill)
    return row


@pytest.mark.parametrize("who", ["bu_sari", "rina", "pak_budi", "viewer"])
def test_every_member_reads_the_board(who, request, step, english):
    text = english(request.getfixturevalue(who)).get(BOARD).content.decode()
    assert "Pak Karno" in text
    assert "O1" in text
    assert (f'href="{step}"' in text) == (who in ("bu_sari", "pak_budi"))


def test_a_phone_begins_with_today_and_who_works_then(step, helper, bu_sari, english):
    """One day at a time, without JavaScript; people without work are folded into one line."""
    text = english(bu_sari).get(BOARD).content.decode()
    assert re.search(r'id="day-1" checked><span>Today <span class="count">1<', text)
    karno = Maker.objects.get(name="Pak Karno").pk
    assert f'<a class="w1 w2" href="#maker-{karno}">Pak Karno</a>' in text
    assert f'id="maker-{karno}"' in text
    assert f'<tr id="maker-{helper.pk}" class="idle">' in text
    assert "Without work in this week: Bu Ida" in text
    assert f'href="#maker-{helper.pk}"' not in text


def test_another_week_leads_back_to_today(step, bu_sari, english):
    client = english(bu_sari)
    assert "To today" not in client.get(BOARD).content.decode()
    later = client.get(f"{BOARD}?week=2026-12-07").content.decode()
    assert "To today" in later
    assert re.search(r'id="day-0" checked><span>Mon 7 ', later)


@pytest.mark.parametrize(
    ("hours", "week", "back"),
    [
        (4 * 24 - 4, "2026-11-23", False),  # Saturday in the morning: this week still has work
        (4 * 24 + 12, "2026-11-30", True),  # in the evening the next week is what she looks for
        (5 * 24, "2026-11-30", True),
    ],
)
def test_when_the_week_is_over_the_next_one_opens(
    hours, week, back, step, bu_sari, english, monkeypatch
):
    moment = BEFORE_WORK + timedelta(hours=hours)
    monkeypatch.setattr(timezone, "now", lambda: moment)
    text = english(bu_sari).get(BOARD).content.decode()
    assert f'Week from <time datetime="{week}">' in text
    assert ("To today" in text) == back
    today = english(bu_sari).get(f"{BOARD}?week={moment:%Y-%m-%d}").content.decode()
    assert 'Week from <time datetime="2026-11-23">' in today


def test_what_has_begun_is_noted_from_the_board(step, pak_budi, viewer, english, monkeypatch):
    booking = Booking.objects.earliest("start")
    note = f"/production/steps/{booking.pk}/done/"
    assert note in english(pak_budi).get(step).content.decode()
    monkeypatch.setattr(timezone, "now", lambda: booking.start + timedelta(hours=1))
    assert f'<a class="lot begun note" href="{note}"' in (
        english(pak_budi).get(BOARD).content.decode()
    )
    assert note not in english(viewer).get(BOARD).content.decode()


def test_the_answer_is_where_the_page_opens(step, helper, bu_sari, english):
    """Of a preview, whoever listens hears the answer, and whoever looks sees it first."""
    client = english(bu_sari)
    form = client.get(step).content.decode()
    assert f'action="{step}#answer"' in form
    assert 'id="answer"' not in form
    page = client.get(step, {"maker": helper.pk, "day": "2026-11-26"}).content.decode()
    assert re.search(r'<section class="answer" id="answer" tabindex="-1" aria-live="polite"', page)


def test_who_may_not_change_the_floor_moves_nothing(step, helper, viewer, english):
    client = english(viewer)
    assert client.get(step).status_code == 404
    assert client.post(step, {"maker": helper.pk, "day": "2026-11-25"}).status_code == 404


def test_another_workshop_finds_no_step(step, rival_owner, english):
    client = english(rival_owner)
    assert client.get(step).status_code == 404
    assert client.post(step, {}).status_code == 404
    assert "O1" not in client.get(BOARD).content.decode()


def test_consequences_first_then_the_deed_then_undo(step, helper, pak_budi, english):
    client = english(pak_budi)
    before = list(Booking.objects.values())
    assert "Show what happens" in client.get(step).content.decode()
    asked = {"maker": helper.pk, "day": "2026-11-26"}
    page = client.get(step, asked)
    text = main_text(page)
    assert "O1 Marieke de Vries is ready 2 days later:" in text
    assert "promise kept:" in text
    assert list(Booking.objects.values()) == before
    shown = re.search(r'name="shown" value="(\w+)"', page.content.decode())
    assert shown
    told = client.post(step, {**asked, "shown": shown[1]}, follow=True).content.decode()
    assert "of O1 Marieke de Vries is moved." in told
    undo = re.search(r'action="(/production/board/moves/\d+/undo/)"', told)
    assert undo
    assert client.get(undo[1]).status_code == 405
    told = client.post(undo[1], follow=True).content.decode()
    assert "The plan is as it was before." in told
    assert list(Booking.objects.values()) == before


def test_a_drag_asks_for_the_consequences_only(step, helper, bu_sari, english):
    asked = {"maker": helper.pk, "day": "2026-11-24"}
    part = english(bu_sari).get(step, asked, headers={"HX-Request": "true"}).content.decode()
    assert "Nobody waits longer" in part
    assert "<html" not in part


def test_a_broken_promise_is_refused_by_name(step, helper, bu_sari, english):
    Order.objects.update(promise_day="2026-11-25")
    client = english(bu_sari)
    asked = {"maker": helper.pk, "day": "2026-11-30"}
    page = client.get(step, asked).content.decode()
    assert "The promise of O1 Marieke de Vries would break" in page
    assert 'name="shown"' not in page
    told = client.post(step, {**asked, "shown": "x"}, follow=True).content.decode()
    assert "would break" in told
    assert not PlanMove.objects.exists()


@pytest.mark.parametrize("asked", [{"maker": "x", "day": "2026-11-25"}, {"day": "soon"}])
def test_nonsense_is_told_at_its_field(asked, step, bu_sari, english):
    answer = english(bu_sari).get(step, asked)
    assert answer.status_code == 200
    assert 'name="shown"' not in answer.content.decode()


@pytest.mark.parametrize("week", ["9999-12-31", "soon", "2026-13-40"])
def test_a_week_nobody_plans_shows_this_one(week, step, bu_sari, english):
    client = english(bu_sari)
    assert "23 Nov" in client.get(f"{BOARD}?week={week}").content.decode()


def test_pages_ask_few_queries(
    ask, send, say_yes, step, helper, bu_sari, english, django_assert_max_num_queries
):
    for pairs in (6, 12, 30):
        say_yes(send(ask(pairs)))
    send(ask(12))
    client = english(bu_sari)
    for path, most in ((BOARD, 19), (f"{step}?maker={helper.pk}&day=2026-11-26", 24)):
        client.get(path)
        with django_assert_max_num_queries(most):
            client.get(path)


def test_the_board_says_who_is_away_and_who_has_other_hours(english, pak_budi, floor):
    """A leave is written in the cells, so that nobody reads a free maker there."""
    karno = Maker.objects.get(workshop=floor)
    ida = Maker.objects.create(workshop=floor, name="Bu Ida")
    monday = datetime(2026, 11, 23, tzinfo=ZoneInfo(floor.time_zone))
    rows = [
        (karno, "away", 0, 24 * 3, "umrah"),
        (karno, "away", 24 * 3, 24 * 3 + 12, ""),
        (ida, "away", 24 * 5, 24 * 6, ""),
        (ida, "overtime", 24 * 6 + 8, 24 * 6 + 12, ""),
    ]
    for maker, kind, start, end, reason in rows:
        OwnHours.objects.create(
            workshop=floor, maker=maker, kind=kind, reason=reason,
            start=monday + timedelta(hours=start), end=monday + timedelta(hours=end),
        )  # fmt: skip
    text = main_text(english(pak_budi).get(f"{BOARD}?week=2026-11-23"))
    assert text.count("On leave: umrah") == 3
    assert "On leave" in text.splitlines()
    assert len(re.findall(r"Works \d\d\.\d\d–\d\d\.\d\d", text)) == 2
    assert "Works 08.00–12.00" in text
    assert "Without work in this week" not in text


@pytest.fixture
def partner(floor) -> Maker:
    """A workshop a day away that takes 12 pairs and more."""
    row = Maker.objects.create(workshop=floor, name="Bengkel Jaya")
    for skill in floor.skills.all():
        MakerSkill.objects.create(workshop=floor, maker=row, skill=skill)
    PartnerWorkshop.objects.create(
        workshop=floor, maker=row, there_hours=24, back_hours=10, least_pairs=12
    )
    return row


def test_a_lot_goes_to_a_partner_by_hand_and_the_way_is_said(english, pak_budi, step, partner):
    client = english(pak_budi)
    text = main_text(client.get(f"{step}?maker={partner.pk}&day=2026-11-26#answer"))
    assert "Bengkel Jaya (24 hours there, 10 hours back)" in text
    assert "The lot leaves for Bengkel Jaya on" in text
    found = client.get(f"{step}?maker={partner.pk}&day=2026-11-26").context["found"]
    shown = {"maker": partner.pk, "day": "2026-11-26", "shown": found.sign}
    assert client.post(step, shown).status_code == 302
    row = Booking.objects.get()
    assert row.maker == partner
    board = main_text(client.get(f"{BOARD}?week=2026-11-23"))
    assert "Partner workshop" in board
    assert "24 hours there, 10 hours back" in board
    page = client.get(f"/production/orders/{row.order_line.order_id}/")
    assert "leaves" in main_text(page)
    assert "back" in main_text(page)


def test_a_partner_further_away_than_the_day_is_refused_with_the_way(
    english, pak_budi, step, partner
):
    text = main_text(english(pak_budi).get(f"{step}?maker={partner.pk}&day=2026-11-24"))
    assert "with 24 hours on the way there it arrives later" in text
