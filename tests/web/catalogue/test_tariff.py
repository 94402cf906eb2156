"""The HS code of a product: who sees it, what is asked and where it is answered, what it says."""

from __future__ import annotations

from dataclasses import fields
from decimal import Decimal

import pytest
from django.urls import reverse

from langkah.apps.catalogue import actions
from langkah.apps.catalogue.errors import NotSaved
from langkah.domain.classification import ClassifyCase
from langkah.web.catalogue import tariff
from tests.apps.catalogue.conftest import loafer_rows, passport, priced

D = Decimal
KNOWN = {"metal_toe_cap": False, "cut_out": False, "indoor": False, "construction": "cemented"}


@pytest.fixture
def make(kenzi, bu_sari):
    priced(kenzi, bu_sari)

    def made(rows=None, **facts):
        told = passport(**facts)
        return actions.add_product(
            workshop=kenzi, by=bu_sari, passport=told, rows=rows or loafer_rows()
        )

    return made


@pytest.fixture
def page(client_of, bu_sari):
    def read(product, *, by=bu_sari, language="en", name="tariff"):
        client = client_of(by)
        client.cookies["django_language"] = language
        return client.get(reverse(f"catalogue:{name}", args=[product])).content.decode()

    return read


def test_members_open_it_and_the_rival_does_not(client_of, make, viewer, rival_owner):
    address = reverse("catalogue:tariff", args=[make()])
    assert client_of(viewer).get(address).status_code == 200
    assert client_of(rival_owner).get(address).status_code == 404
    assert client_of(viewer).post(address).status_code == 405


@pytest.mark.parametrize("name", ["tariff", "product"])
def test_it_takes_three_questions_to_the_database(
    client_of, make, bu_sari, name, django_assert_max_num_queries
):
    client, address = client_of(bu_sari), reverse(f"catalogue:{name}", args=[make(**KNOWN)])
    client.get(address)
    with django_assert_max_num_queries(3):
        client.get(address)


def test_what_is_asked_is_a_link_to_where_it_is_answered(make, page, viewer):
    product = make()
    door = reverse("catalogue:passport", args=[product])
    for name in ("tariff", "product"):
        said = page(product, name=name)
        assert f'href="{door}#id_metal_toe_cap"' in said
        assert "no duty-paid price (DDP)" in said
    looked = page(product, by=viewer)
    assert "metal toe-cap" in looked
    assert door not in looked


def test_every_door_leads_to_a_field(client_of, make, bu_sari):
    product = make()
    form = client_of(bu_sari).get(reverse("catalogue:passport", args=[product])).content.decode()
    for fact in {one.name for one in fields(ClassifyCase)} - tariff.NOWHERE - {"hs_code"}:
        door = tariff.door(product, fact)
        assert door
        if "#" in door:
            assert f'id="{door.partition("#")[2]}"' in form, fact


def test_the_steps_stand_folded_under_the_code_with_their_notes(make, page):
    said = page(make(**KNOWN))
    assert '<p class="big">640399</p>' in said
    assert "chapter 64, note 4(a): The upper is of the material" in said
    assert said.index('class="big"') < said.index("<details") < said.index("note 4(a)")
    assert "64039960" in said
    assert "64039996" in said


def test_it_is_said_in_plain_indonesian(make, page):
    said = page(make(**KNOWN), language="id")
    assert "Bagian atas: bahan apa yang menutup permukaan luar paling luas, tanpa hiasan?" in said
    assert "bab 64, catatan 4(a)" in said
    assert "Bagian atas dari kulit, sol lain, di bawah mata kaki" in said


def test_a_belt_needs_no_sole_and_no_ankle(make, page):
    rows = {"parts": [{"part": "upper", "material": "Calf", "share": D(100)}]}
    belt = make(rows, code="BELT", name="Belt", kind="belt", covers_ankle=None)
    assert '<p class="big">420330</p>' in page(belt)
    looked = page(belt, name="product")
    assert "outer sole is made of" not in looked
    assert "covers the ankle." not in looked


def test_what_leaves_the_chapter_says_where_it_goes(make, page):
    said = page(make(special="orthopaedic", **KNOWN))
    assert '<p class="big">9021</p>' in said
    assert "Made to measure alone does not make a shoe orthopaedic." in said


def test_another_code_of_the_workshop_is_pointed_out(make, page):
    assert "The workshop uses 640359" in page(make(hs_code="640359", **KNOWN))
    assert "The workshop uses" not in page(make(hs_code="64039960", **KNOWN, code="B"))


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"covers_ankle": False, "covers_calf": True}, "covers_calf"),
        ({"insole_cm": D(300)}, "insole_cm"),
        ({"heel_cm": D(45)}, "heel_cm"),
        ({"construction": "welted", "waterproof_moulded": True}, "waterproof_moulded"),
    ],
)
def test_facts_that_exclude_each_other_are_refused_at_their_field(make, facts, field):
    with pytest.raises(NotSaved) as refused:
        make(**facts)
    assert [name for name, _ in refused.value.fields] == [field]


def test_the_form_says_it_at_the_field(client_of, make, bu_sari):
    product = make()
    client, address = client_of(bu_sari), reverse("catalogue:passport", args=[product])
    client.cookies["django_language"] = "en"
    form = client.get(address).context["form"]
    told = {name: form.get_initial_for_field(form.fields[name], name) for name in form.fields}
    told = {name: value for name, value in told.items() if value is not None}
    said = client.post(address, told | {"covers_ankle": "False", "covers_calf": "True"})
    assert said.context["form"].errors == {
        "covers_calf": ["It covers the calf but not the ankle. Correct one of both."]
    }


def test_what_touches_the_ground_but_is_not_in_the_sole_is_asked_with_its_door(make, page):
    product = make(ground="wood", **KNOWN)
    said = page(product)
    assert "What touches the ground (wood) is no material of the sole." in said
    assert f'href="{reverse("catalogue:passport", args=[product])}#id_ground"' in said


def test_a_market_whose_digits_nobody_told_us_says_so(make, page):
    said = page(make(**KNOWN | {"metal_toe_cap": True}))
    assert '<p class="big">640340</p>' in said
    assert "The further digits are not known here." in said
