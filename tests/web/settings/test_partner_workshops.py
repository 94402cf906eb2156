"""Partner workshops in the settings, and on the plan board, as people meet them."""

from __future__ import annotations

import pytest

from langkah.apps.workshop.models import Maker, PartnerHours, PartnerWorkshop, Skill
from tests.web.production.reading import main_text

pytestmark = pytest.mark.django_db
NEW = "/settings/floor/partners/new/"


@pytest.fixture
def budi(pak_budi, client_of):
    client = client_of(pak_budi)
    client.cookies["django_language"] = "en"
    return client


@pytest.fixture
def typed(kenzi) -> dict[str, object]:
    skill = Skill.objects.create(workshop=kenzi, name="lasting")
    return {
        "name": "Bengkel Jaya",
        "skills": [skill.pk],
        "speed": "0,5",
        "there_hours": "12",
        "back_hours": "7,5",
        "least_pairs": "12",
        "active": "on",
    }


@pytest.mark.parametrize(
    ("who", "status"),
    [("pak_budi", 200), ("bu_sari", 200), ("rina", 404), ("viewer", 404), ("adviser", 404)],
)
def test_they_are_for_owner_and_production(who, status, request, client_of):
    client = client_of(request.getfixturevalue(who))
    assert client.get(NEW).status_code == status


def test_nobody_there_yet_is_explained(budi, kenzi):
    text = main_text(budi.get("/settings/floor/"))
    assert "No partner workshop yet" in text
    assert "how long the way is" in text


def test_one_is_written_down_changed_and_listed(budi, kenzi, typed):
    assert budi.post(NEW, typed).status_code == 302
    row = PartnerWorkshop.objects.get()
    assert (row.maker.name, str(row.maker.speed), str(row.back_hours)) == (
        "Bengkel Jaya",
        "0.50",
        "7.5",
    )
    address = f"/settings/floor/partners/{row.pk}/"
    html = budi.get(address).content.decode()
    assert 'value="7.5"' in html
    own = {"weekdays": ["5", "6"], "opens": "09:00", "closes": "15:00"}
    budi.post(address, typed | own)
    assert list(PartnerHours.objects.values_list("weekday", "minutes")) == [(5, 360), (6, 360)]
    budi.post(address, typed | {"active": ""})
    assert not PartnerHours.objects.exists()
    text = main_text(budi.get("/settings/floor/"))
    assert "12 hours there, 7.5 hours back · from 12 pairs" in text
    assert "not now" in text
    budi.post(f"{address}remove/")
    assert not Maker.objects.exists()


def test_a_partner_is_no_maker_of_the_floor(budi, kenzi, typed):
    budi.post(NEW, typed)
    maker = Maker.objects.get()
    assert budi.get(f"/settings/floor/makers/{maker.pk}/").status_code == 404
    assert (
        f"/settings/floor/makers/{maker.pk}/" not in budi.get("/settings/floor/").content.decode()
    )


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"name": ""}, "name"),
        ({"there_hours": "-1"}, "there_hours"),
        ({"back_hours": "721"}, "back_hours"),
        ({"least_pairs": "25"}, "least_pairs"),
        ({"skills": []}, "skills"),
        ({"weekdays": ["1"]}, "opens"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(budi, typed, wrong, field):
    answer = budi.post(NEW, typed | wrong)
    assert answer.status_code == 422
    assert answer.context["form"].errors[field]
    assert not PartnerWorkshop.objects.exists()


def test_another_workshops_partner_is_not_found(budi, rival):
    maker = Maker.objects.create(workshop=rival, name="Bengkel Lain")
    row = PartnerWorkshop.objects.create(workshop=rival, maker=maker)
    assert budi.get(f"/settings/floor/partners/{row.pk}/").status_code == 404
    assert budi.post(f"/settings/floor/partners/{row.pk}/remove/").status_code == 404


def test_more_partners_ask_no_more(budi, kenzi, typed, django_assert_max_num_queries):
    for number in range(5):
        budi.post(NEW, typed | {"name": f"Bengkel {number}"})
    with django_assert_max_num_queries(14):
        budi.get("/settings/floor/")
