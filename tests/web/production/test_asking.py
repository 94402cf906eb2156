# ruff: noqa: F811 - fixtures of the production tests are used by name
"""What if, and orders at risk: who may ask, what is said, and that nothing is written."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from langkah.apps.production.models import Booking
from langkah.apps.sales.models import Order
from langkah.apps.workshop.models import OwnHours, Skill
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
WHAT_IF, RISK = "/production/what-if/", "/production/risk/"


@pytest.fixture(autouse=True)
def tuesday_morning(monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: NOW + timedelta(hours=20))


@pytest.fixture
def orders(ask, send, say_yes) -> list[int]:
    return [say_yes(send(ask(pairs))) for pairs in (24, 48)]


@pytest.fixture
def page(client_of, bu_sari):
    def of(path: str, user=bu_sari, **asked: object) -> str:
        client = client_of(user)
        client.cookies["django_language"] = "en"
        answer = client.get(path, asked)
        assert answer.status_code == 200
        return answer.content.decode()

    return of


@pytest.mark.parametrize("who", ["bu_sari", "rina", "pak_budi", "viewer"])
def test_every_member_may_ask(who, request, orders, page):
    user = request.getfixturevalue(who)
    assert "What if" in page(WHAT_IF, user=user)
    assert "O1 Marieke de Vries" in page(RISK, user=user)


def test_strangers_and_rivals_see_nothing(orders, client, rival_owner, page):
    for path in (WHAT_IF, RISK):
        assert "/sign-in/" in client.get(path)["Location"]
    assert "Marieke" not in page(RISK, user=rival_owner)
    assert "Marieke" not in page(WHAT_IF, user=rival_owner, kind="hire", skill="Lasting")


def test_each_question_has_an_answer_and_writes_nothing(orders, floor, loafer, page):
    before = list(Booking.objects.values())
    skill = floor.skills.get().name
    maker = floor.makers.get().pk
    hire = page(WHAT_IF, kind="hire", skill=skill)
    assert "Nobody is ready later than now." in hire
    assert f"/settings/floor/makers/new/?skill={skill}" in hire
    assert "Every order, now and then" in hire
    assert "earlier" in page(WHAT_IF, kind="overtime", maker=maker, hours=4, weeks=3)
    assert "O2" in page(WHAT_IF, kind="partner", skill=skill, days=1, least=12)
    rush = page(WHAT_IF, kind="rush", product=loafer, pairs=24)
    assert "2 days earlier, every promise kept by the plan" in rush
    assert "gives 1 day" in rush
    assert "1 day earlier if the work of today changes, too" in rush
    assert "Not earlier while every promise is kept" in page(
        WHAT_IF, kind="rush", product=loafer, pairs=480
    )
    assert list(Booking.objects.values()) == before


def test_overtime_is_done_as_it_was_shown_and_taken_back(orders, floor, pak_budi, client_of, page):
    before = list(Booking.objects.values())
    asked = {"kind": "overtime", "maker": floor.makers.get().pk, "hours": 4, "weeks": 3}
    shown = re.search(r'name="shown" value="(\w+)"', page(WHAT_IF, user=pak_budi, **asked))
    client = client_of(pak_budi)
    client.cookies["django_language"] = "en"
    told = client.post(
        f"{WHAT_IF}overtime/", {**asked, "shown": shown[1]}, follow=True
    ).content.decode()
    assert "The overtime stands in the calendar, and the plan uses it." in told
    assert list(Booking.objects.values()) != before
    undo = re.search(r'action="(/production/calendar/undo/[^"]+)"', told)
    client.post(undo[1].replace("&amp;", "&"), follow=True)
    assert list(Booking.objects.values()) == before
    assert not OwnHours.objects.exists()


def test_overtime_that_saved_a_promise_is_taken_back_too(orders, floor, pak_budi, client_of, page):
    """The promise is missed again then, as it was before."""
    last = max(Booking.objects.values_list("end", flat=True))
    Order.objects.filter(pk=orders[1]).update(promise_day=last.date() - timedelta(days=1))
    test_overtime_is_done_as_it_was_shown_and_taken_back(orders, floor, pak_budi, client_of, page)


def test_only_who_plans_the_floor_may_do_it(orders, floor, rina, viewer, client_of, page):
    asked = {"kind": "overtime", "maker": floor.makers.get().pk, "hours": 4, "weeks": 3}
    for user in (rina, viewer):
        assert "Do this" not in page(WHAT_IF, user=user, **asked)
        assert client_of(user).post(f"{WHAT_IF}overtime/", asked).status_code == 404


def test_another_plan_than_the_shown_one_is_not_written(orders, floor, pak_budi, client_of):
    before = list(Booking.objects.values())
    asked = {"kind": "overtime", "maker": floor.makers.get().pk, "hours": 4, "weeks": 3}
    client = client_of(pak_budi)
    client.post(f"{WHAT_IF}overtime/", {**asked, "shown": "something else"})
    assert list(Booking.objects.values()) == before
    assert not OwnHours.objects.exists()


def test_what_gains_nothing_says_what_binds(orders, floor, bu_sari, page):
    """A packer more, where everybody waits for the laster."""
    Skill.objects.create(workshop=floor, name="packing")
    told = page(WHAT_IF, kind="hire", skill="packing")
    assert "No order is ready earlier by it" in told
    assert "who alone can do it" in told
    assert "With one more person for lasting" in told
    waits = re.search(r"“[^”]+” waits until [^<]+ who alone can do it\.", told)
    assert waits and waits[0] in page(RISK), "the same of the same order"
    assert "Enter the new person" not in told
    assert "without it, too" not in told
    Booking.objects.filter(order_line__order=orders[0]).delete()
    told = page(WHAT_IF, kind="hire", skill="packing")
    assert "No order is ready earlier by it" in told
    assert re.search(r"\d+ days? of those below comes? without it, too", told)
    assert "/production/forward/" in told


def test_the_new_person_is_entered_with_her_skill(orders, floor, page):
    told = page("/settings/floor/makers/new/", skill=floor.skills.get().name)
    assert re.search(r'type="checkbox" name="skills"[^>]*checked', told)


def test_from_the_what_if_to_the_plan_that_comes_forward(orders, floor, bu_sari, client_of, page):
    skill, before = floor.skills.get(), list(Booking.objects.values())
    client = client_of(bu_sari)
    client.cookies["django_language"] = "en"
    typed = {"name": "Bu Ani", "skills": skill.pk, "speed": "1", "active": "on"}
    told = client.post(
        f"/settings/floor/makers/new/?skill={skill.name}", typed, follow=True
    ).content.decode()
    assert "This is what comes forward now." in told
    assert "Nobody is ready later than now." in told
    shown = re.search(r'name="shown" value="(\w+)"', told)
    told = client.post("/production/forward/", {"shown": shown[1]}, follow=True).content.decode()
    assert "The plan came forward, as it was shown." in told
    undo = re.search(r'action="(/production/follow/\d+/undo/)"', told)
    client.post(undo[1])
    assert list(Booking.objects.values()) == before


def test_a_partner_is_entered_as_it_was_asked(ask, send, say_yes, floor, page):
    say_yes(send(ask(240)))
    skill = floor.skills.get().name
    told = page(WHAT_IF, kind="partner", skill=skill, days=1, least=6)
    where = re.search(r'href="(/settings/floor/partners/new/[^"]+)"', told)
    form = page(where[1].replace("&amp;", "&"))
    assert re.search(r'name="there_hours" value="24"', form)
    assert re.search(r'name="least_pairs" value="6"', form)
    assert re.search(r'type="checkbox" name="skills"[^>]*checked', form)


def test_a_draft_is_told_its_day_then(ask, floor, page):
    ask(48)
    text = page(WHAT_IF, kind="hire", skill=floor.skills.get().name)
    assert "Quotes not sent yet" in text
    assert "Q1" in text


@pytest.mark.parametrize(
    "asked",
    [
        {"kind": "hire", "skill": "flying"},
        {"kind": "overtime", "maker": 99, "hours": 2, "weeks": 1},
        {"kind": "rush", "product": 0, "pairs": 10**9},
        {"kind": "nonsense", "skill": "x"},
    ],
)
def test_nonsense_is_told_at_its_field(asked, floor, page):
    assert "Every order, now and then" not in page(WHAT_IF, **asked)


def test_the_worst_promise_comes_first_with_its_reason(orders, page):
    Order.objects.filter(pk=orders[1]).update(promise_day="2026-11-25")
    text = page(RISK)
    assert text.index("O2 Marieke") < text.index("O1 Marieke")
    assert "days late" in text
    assert "Pak Karno" in text


def test_pages_ask_few_queries(
    orders, ask, client_of, bu_sari, floor, django_assert_max_num_queries
):
    ask(6)
    client, skill = client_of(bu_sari), floor.skills.get().name
    for path, most in (
        (RISK, 22),
        (WHAT_IF, 10),
        (f"{WHAT_IF}?kind=rush&product=1&pairs=24", 26),
        (f"{WHAT_IF}?kind=hire&skill={skill}", 44),
        (f"{WHAT_IF}?kind=overtime&maker={floor.makers.get().pk}&hours=2&weeks=2", 44),
        (f"{WHAT_IF}?kind=partner&skill={skill}&days=1&least=1", 44),
        ("/production/forward/", 20),
    ):
        client.get(path)
        with django_assert_max_num_queries(most):
            client.get(path)
