# ruff: noqa: F811 - fixtures of the production tests are used by name
"""A change of the floor that touches the plan: its consequences first, then both, then back.

Pak Karno lasts 24 pairs from Tuesday 24 November on, Bu Ida packs them on Wednesday.
"""

from __future__ import annotations

import re

import pytest
from django.utils import timezone

from langkah.apps.production.committed import committed
from langkah.apps.production.models import Booking
from langkah.apps.workshop.models import Maker, MakerSkill, PartnerWorkshop, Skill, WorkHours
from langkah.domain.capacity.unfit import unfit
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
NOW = at(24, 7)


@pytest.fixture(autouse=True)
def tuesday_morning(monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: NOW)


@pytest.fixture
def order(packing, ask, send, say_yes) -> int:
    return say_yes(send(ask(24)))


@pytest.fixture
def helper_of(packing, floor):
    """Somebody else who packs."""

    def made(name: str) -> Maker:
        row = Maker.objects.create(workshop=floor, name=name)
        skill = Skill.objects.get(name="packing")
        MakerSkill.objects.create(workshop=floor, maker=row, skill=skill)
        return row

    return made


@pytest.fixture
def helper(order, helper_of) -> Maker:
    return helper_of("Bu Tini")


def places():
    return list(Booking.objects.order_by("pk").values_list("maker", "start", "end", "last_until"))


def left(maker: Maker) -> dict[str, object]:
    """The form of a maker with “Works here now” not ticked."""
    skills = list(maker.skills.values_list("pk", flat=True))
    return {"name": maker.name, "speed": "1", "skills": skills}


def asked(client, path, typed) -> str:
    """Typed in the settings; gives the page that asks first."""
    answer = client.post(path, typed)
    assert answer.status_code == 302
    assert answer.url.startswith("/production/floor/?change="), answer.url
    return answer.url


def pressed(client, page: str, **more: str) -> str:
    """The page shown, its button pressed; gives what is said then."""
    html = client.get(page).content.decode()
    fields = {
        name: re.search(rf'name="{name}" value="([^"]+)"', html) for name in ("change", "shown")
    }
    sent = {name: found[1] for name, found in fields.items() if found} | more
    return client.post("/production/floor/", sent, follow=True).content.decode()


def taken_back(client, told: str) -> str:
    undo = re.search(r'action="(/production/floor/\d+/undo/[^"]+)"', told)
    assert undo, told
    return client.post(undo[1].replace("&amp;", "&"), follow=True).content.decode()


def fits(floor) -> bool:
    plan = committed(floor, NOW)
    return unfit(plan.shop, plan.commitments, plan.booked, plan.now) == ()


def test_a_maker_who_left_goes_with_the_plan_around_her(
    order, helper, packing, floor, pak_budi, english
):
    client = english(pak_budi)
    before = places()
    page = asked(client, f"/settings/floor/makers/{packing.pk}/", left(packing))
    text = main_text(client.get(page))
    assert "Bu Ida does not work here any more." in text
    assert "1 step of the plan cannot stay where it is then." in text
    assert "Bu Tini" in text
    assert Maker.objects.get(pk=packing.pk).active, "nothing is stored yet"
    assert places() == before
    told = pressed(client, page)
    assert "The floor and the plan are changed." in told
    assert not Maker.objects.get(pk=packing.pk).active
    assert step(order, 2).maker == helper
    assert fits(floor)
    assert "The floor and the plan are as they were before." in taken_back(client, told)
    assert Maker.objects.get(pk=packing.pk).active
    assert places() == before


def test_a_skill_taken_away(order, helper, packing, floor, pak_budi, english):
    client = english(pak_budi)
    typed = {"name": packing.name, "speed": "1", "active": "on"}
    page = asked(client, f"/settings/floor/makers/{packing.pk}/", typed)
    assert "Bu Ida no longer does: packing." in main_text(client.get(page))
    told = pressed(client, page)
    assert not packing.skills.exists()
    assert fits(floor)
    taken_back(client, told)
    assert packing.skills.get().name == "packing"


def test_shorter_hours_tell_who_is_later(order, floor, pak_budi, english):
    client = english(pak_budi)
    before, hours = places(), list(WorkHours.objects.order_by("weekday").values())
    typed = {"weekdays": [0, 1, 2, 3, 4, 5], "opens": "10:00", "closes": "14:00"}
    page = asked(client, "/settings/floor/hours/", typed)
    text = main_text(client.get(page))
    assert "The working hours change." in text
    assert "O1 Marieke de Vries" in text
    assert "later" in text
    told = pressed(client, page)
    assert fits(floor)
    assert step(order, 1).start == at(24, 10)
    taken_back(client, told)
    assert places() == before
    same = [{name: row[name] for name in row if name != "id"} for row in hours]
    now = WorkHours.objects.order_by("weekday").values()
    assert [{name: row[name] for name in row if name != "id"} for row in now] == same


def test_hours_that_end_before_they_begin_are_said_at_the_field(order, pak_budi, english):
    typed = {"weekdays": [1], "opens": "17:00", "closes": "08:00"}
    answer = english(pak_budi).post("/settings/floor/hours/", typed)
    assert answer.status_code == 422
    assert "The day ends before it begins." in answer.content.decode()


def test_what_touches_nothing_is_stored_at_once(order, helper, pak_budi, english):
    client = english(pak_budi)
    path = f"/settings/floor/makers/{helper.pk}/"
    assert client.post(path, left(helper)).url == "/settings/floor/"
    assert not Maker.objects.get(pk=helper.pk).active


def test_where_nobody_is_left_it_is_said_and_stored_alone(order, packing, pak_budi, english):
    """She left, whatever becomes of the plan; and she has a name on every page."""
    client = english(pak_budi)
    page = asked(client, f"/settings/floor/makers/{packing.pk}/", left(packing))
    assert "The plan cannot follow" in main_text(client.get(page))
    told = pressed(client, page, alone="yes")
    assert "The plan stays; it says what no longer fits." in told
    assert not Maker.objects.get(pk=packing.pk).active
    risk = main_text(client.get("/production/risk/"))
    assert "“Packing” on 25 Nov 2026: Bu Ida left" in risk
    taken_back(client, told)
    assert Maker.objects.get(pk=packing.pk).active


def test_what_was_not_shown_is_not_done(order, helper, packing, pak_budi, english):
    client = english(pak_budi)
    page = asked(client, f"/settings/floor/makers/{packing.pk}/", left(packing))
    assert "The plan has changed since this was shown" in pressed(client, page, shown="else")
    assert Maker.objects.get(pk=packing.pk).active


@pytest.mark.parametrize("who", ["rina", "viewer", "rival_owner"])
def test_others_change_nothing(who, request, order, helper, packing, pak_budi, english):
    """The text in the address is of this workshop alone, and nobody else's hand."""
    page = asked(english(pak_budi), f"/settings/floor/makers/{packing.pk}/", left(packing))
    client = english(request.getfixturevalue(who))
    change = re.search("change=(.+)", page)[1]
    assert client.get(page).status_code == 404
    assert client.post("/production/floor/", {"change": change, "alone": "yes"}).status_code == 404
    assert Maker.objects.get(pk=packing.pk).active


def test_without_a_change_it_begins_in_the_settings(order, pak_budi, english):
    assert english(pak_budi).get("/production/floor/").url == "/settings/floor/"


@pytest.mark.parametrize("change", ["x", "eyJraW5kIjoibWFrZXIifQ:abc"])
def test_another_text_is_no_change(change, order, pak_budi, english):
    client = english(pak_budi)
    assert client.get("/production/floor/", {"change": change}).status_code == 404
    assert client.post("/production/floor/", {"change": change}).status_code == 404


@pytest.fixture
def partner(packing, floor) -> PartnerWorkshop:
    """They pack half an hour away; Bu Ida has left."""
    Maker.objects.filter(name="Bu Ida").update(active=False)
    row = Maker.objects.create(workshop=floor, name="Bengkel Jaya")
    MakerSkill.objects.create(workshop=floor, maker=row, skill=Skill.objects.get(name="packing"))
    return PartnerWorkshop.objects.create(
        workshop=floor, maker=row, there_hours="0.5", back_hours="0.5"
    )


def typed(partner: PartnerWorkshop, **changes: object) -> dict[str, object]:
    skills = list(partner.maker.skills.values_list("pk", flat=True))
    return {
        "name": "Bengkel Jaya", "speed": "1", "skills": skills, "active": "on",
        "there_hours": "0.5", "back_hours": "0.5", "least_pairs": "1", **changes,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"active": ""}, "Bengkel Jaya does not work for you any more."),
        ({"there_hours": "30"}, "Bengkel Jaya: 30 hours there, 0.5 hours back, from 1 pairs."),
    ],
    ids=["works for us no more", "further away"],
)
def test_a_partner_changes_only_after_a_look_and_comes_back(
    english, bu_sari, partner, ask, send, say_yes, helper_of, changes, said
):
    order = say_yes(send(ask(24)))
    helper_of("Bu Tini")
    before = step(order, 2)
    assert before.maker == partner.maker
    client = english(bu_sari)
    asks = client.post(f"/settings/floor/partners/{partner.pk}/", typed(partner, **changes))
    assert asks.status_code == 302
    assert "/production/floor/" in asks["Location"]
    page = client.get(asks["Location"])
    assert said in main_text(page)
    shown = {"change": page.context["change"], "shown": page.context["found"].sign}
    kept = client.post("/production/floor/", shown, follow=True)
    after = step(order, 2)
    assert (after.maker.name, after.start) != (before.maker.name, before.start)
    undo = re.search(r'action="(/production/floor/\d+/undo/\?[^"]+)"', kept.content.decode())
    assert undo
    client.post(undo[1].replace("&amp;", "&"))
    again = step(order, 2)
    assert (again.maker, again.start) == (before.maker, before.start)
    partner.refresh_from_db()
    assert (partner.maker.active, str(partner.there_hours)) == (True, "0.5")


def test_what_cannot_be_meant_is_said_before_any_look(english, bu_sari, partner):
    client = english(bu_sari)
    answer = client.post(f"/settings/floor/partners/{partner.pk}/", typed(partner, skills=[]))
    assert answer.status_code == 422
