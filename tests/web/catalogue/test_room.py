"""The catalogue room: who opens what, what a newcomer gets, and how few questions it asks."""

from __future__ import annotations

import io
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from langkah.apps.catalogue import actions, queries
from langkah.apps.catalogue.models import Product
from tests.apps.catalogue.conftest import loafer_rows, passport, priced

D = Decimal


@pytest.fixture
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "photos"
    return settings.MEDIA_ROOT


@pytest.fixture
def loafer(kenzi, bu_sari):
    priced(kenzi, bu_sari)
    return actions.add_product(workshop=kenzi, by=bu_sari, passport=passport(), rows=loafer_rows())


def picture(name="shoe.jpg", size=(900, 600), kind="JPEG"):
    out = io.BytesIO()
    exif = Image.Exif()
    exif[0x010E] = "secret place"
    Image.new("RGB", size, "sienna").save(out, kind, exif=exif)
    return SimpleUploadedFile(name, out.getvalue(), content_type="image/jpeg")


def answers(**more):
    return {
        "name": "Sandal Majapahit",
        "style": "sandal",
        "audience": "women",
        "first": "36",
        "last": "40",
        "length_cm": "30",
        "width_cm": "18",
        "height_cm": "11",
        "weight_kg": "0,75",
        "materials": "85.000",
        "pay": "40.000",
        "minutes": "55",
        "drying_hours": "12",
        "makers": "Pak Slamet, Bu Tini",
        **more,
    }


PAGES = ("product", "sizes", "made_of", "work", "history")


@pytest.mark.parametrize("page", PAGES)
def test_members_open_a_product_and_the_rival_does_not(
    client_of, kenzi, loafer, viewer, rival_owner, page
):
    address = reverse(f"catalogue:{page}", args=[loafer])
    assert client_of(viewer).get(address).status_code == 200
    assert client_of(rival_owner).get(address).status_code == 404


def test_an_adviser_sees_the_room_only_when_it_is_shared(client_of, loafer, adviser, kenzi):
    assert client_of(adviser).get(reverse("catalogue:home")).status_code == 404


@pytest.mark.parametrize("page", PAGES)
def test_costs_are_seen_by_the_owner_only(client_of, loafer, bu_sari, rina, page):
    address = reverse(f"catalogue:{page}", args=[loafer])
    assert "34.000" not in client_of(rina).get(address).content.decode()
    assert client_of(rina).get(reverse("catalogue:cost", args=[loafer])).status_code == 404
    owner = client_of(bu_sari).get(reverse("catalogue:cost", args=[loafer]))
    assert "Rp" in owner.content.decode()


def test_a_viewer_changes_nothing(client_of, loafer, viewer):
    client = client_of(viewer)
    for name in ("passport", "add_size", "add_photo", "fill_sizes"):
        assert client.get(reverse(f"catalogue:{name}", args=[loafer])).status_code == 404
    assert client.post(reverse("catalogue:remove", args=[loafer])).status_code == 404
    assert client.post(reverse("catalogue:new"), answers()).status_code == 404


def test_a_product_page_asks_few_questions(
    client_of, loafer, bu_sari, django_assert_max_num_queries
):
    client = client_of(bu_sari)
    client.get(reverse("catalogue:product", args=[loafer]))
    # the session; who that is, and where she works; the whole product
    with django_assert_max_num_queries(3):
        client.get(reverse("catalogue:product", args=[loafer]))
    with django_assert_max_num_queries(3):
        client.get(reverse("catalogue:home"))


def test_an_empty_catalogue_teaches_the_next_step(client_of, bu_sari):
    page = client_of(bu_sari).get(reverse("catalogue:home")).content.decode()
    assert reverse("catalogue:new") in page


def test_a_photo_and_five_answers_make_a_product_without_gaps(client_of, kenzi, bu_sari, media):
    client = client_of(bu_sari)
    assert client.get(reverse("catalogue:new")).status_code == 200
    answer = client.post(reverse("catalogue:new"), answers(photo=picture()))
    product = Product.objects.get(workshop=kenzi)
    assert answer["Location"] == reverse("catalogue:product", args=[product.pk])
    page = queries.product_page(kenzi, product.pk)
    assert page.stops_quote == ()
    assert [row.size for row in page.dossier.sizes] == ["36", "37", "38", "39", "40"]
    assert page.dossier.steps[0].minutes_per_pair == D(55)
    assert page.dossier.costs[0].amount == D(85000)
    (photo,) = page.dossier.photos
    shown = client.get(reverse("catalogue:photo", args=[photo.id]))
    assert shown["Content-Type"] == "image/jpeg"
    assert b"secret place" not in shown.content


def test_what_was_not_answered_stays_unknown(client_of, kenzi, bu_sari):
    said = answers(minutes="", drying_hours="", materials="", pay="", weight_kg="", makers="")
    client_of(bu_sari).post(reverse("catalogue:new"), said)
    page = queries.product_page(kenzi, Product.objects.get().pk)
    assert all(row.minutes_per_pair is None for row in page.dossier.steps)
    assert len(page.dossier.steps) == 5
    assert all(row.per_pair is None for row in page.dossier.bom)
    assert all(row.weight_kg is None for row in page.dossier.sizes)
    assert page.stops_quote


def test_boxes_left_empty_are_one_question_answered_for_all_sizes(client_of, kenzi, bu_sari):
    client = client_of(bu_sari)
    nothing = dict.fromkeys(("length_cm", "width_cm", "height_cm", "weight_kg"), "")
    client.post(reverse("catalogue:new"), answers(**nothing))
    product = Product.objects.get(workshop=kenzi).pk
    door = reverse("catalogue:fill_sizes", args=[product])
    missing = [str(gap.reason) for gap in queries.product_page(kenzi, product).stops_quote]
    assert missing == [
        "The box of size 36, 37, 38, 39, 40 is not known.",
        "The weight of size 36, 37, 38, 39, 40 is not known.",
    ]
    page = client.get(reverse("catalogue:product", args=[product])).content.decode()
    assert page.count(f'href="{door}"') == 2
    blank = client.get(door).context["form"]
    assert (blank["first"].value(), blank["last"].value()) == ("36", "40")
    box = {"length_cm": "30", "width_cm": "18", "height_cm": "11", "weight_kg": "0,7"}
    assert client.post(door, {"first": "36", "last": "40", **box}).status_code == 302
    assert queries.product_page(kenzi, product).stops_quote == ()


def test_a_box_of_nothing_is_refused(client_of, bu_sari):
    answer = client_of(bu_sari).post(reverse("catalogue:new"), answers(weight_kg="0"))
    assert answer.status_code == 422
    assert not Product.objects.exists()


def test_minutes_without_drying_are_asked_again(client_of, bu_sari):
    answer = client_of(bu_sari).post(reverse("catalogue:new"), answers(drying_hours=""))
    assert answer.status_code == 422
    assert not Product.objects.exists()


def test_what_is_no_photo_is_refused_and_nothing_is_made(client_of, bu_sari, media):
    wrong = SimpleUploadedFile("shoe.jpg", b"<script>alert(1)</script>", "image/jpeg")
    answer = client_of(bu_sari).post(reverse("catalogue:new"), answers(photo=wrong))
    assert answer.status_code == 422
    assert not Product.objects.exists()


def test_a_row_is_added_changed_removed_and_taken_back(client_of, kenzi, bu_sari, loafer):
    client = client_of(bu_sari)
    values = {
        "name": "Glue",
        "kind": "other",
        "basis": "pair",
        "amount": "1.500",
        "currency": "IDR",
    }
    assert client.get(reverse("catalogue:add_cost", args=[loafer])).status_code == 200
    client.post(reverse("catalogue:add_cost", args=[loafer]), values)
    row = queries.dossier(kenzi, loafer).costs[-1]
    assert (row.name, row.amount) == ("Glue", D(1500))
    address = reverse("catalogue:change_cost", args=[loafer, row.id])
    assert 'value="1500"' in client.get(address).content.decode()
    client.post(address, {**values, "amount": "2.500,5"})
    assert queries.dossier(kenzi, loafer).costs[-1].amount == D("2500.5")
    client.post(reverse("catalogue:remove_cost", args=[loafer, row.id]))
    assert len(queries.dossier(kenzi, loafer).costs) == 2
    client.post(reverse("catalogue:undo", args=[loafer]))
    assert queries.dossier(kenzi, loafer).costs[-1].name == "Glue"


def test_an_empty_field_is_unknown_and_a_wrong_one_is_named(client_of, kenzi, bu_sari, loafer):
    client = client_of(bu_sari)
    step = queries.dossier(kenzi, loafer).steps[0].id
    address = reverse("catalogue:change_step", args=[loafer, step])
    values = {"position": "1", "name": "Cutting", "skill": "cutting", "drying_hours": "0",
              "pay_basis": "pair", "currency": "IDR"}  # fmt: skip
    client.post(address, values)
    assert queries.dossier(kenzi, loafer).steps[0].minutes_per_pair is None
    wrong = client.post(address, {**values, "minutes_per_pair": "soon"})
    assert wrong.status_code == 422
    assert "soon" in wrong.content.decode()


def test_marketing_cannot_take_back_what_the_owner_changed(client_of, kenzi, bu_sari, rina, loafer):
    actions.add_row(
        workshop=kenzi, product=loafer, section="costs", by=bu_sari,
        values={"kind": "other", "name": "Glue", "amount": D(1)},
    )  # fmt: skip
    client_of(rina).post(reverse("catalogue:undo", args=[loafer]))
    assert len(queries.dossier(kenzi, loafer).costs) == 3


def test_marketing_neither_adds_nor_changes_costs(client_of, kenzi, rina, loafer):
    client = client_of(rina)
    row = queries.dossier(kenzi, loafer).costs[0].id
    assert client.get(reverse("catalogue:add_cost", args=[loafer])).status_code == 404
    assert client.get(reverse("catalogue:change_cost", args=[loafer, row])).status_code == 404
    assert client.post(reverse("catalogue:remove_cost", args=[loafer, row])).status_code == 404
    step = queries.dossier(kenzi, loafer).steps[0].id
    page = client.get(reverse("catalogue:change_step", args=[loafer, step])).content.decode()
    assert 'name="pay"' not in page


@pytest.mark.parametrize("section", ["part", "size", "option", "bom", "step"])
def test_every_kind_of_row_has_its_form(client_of, kenzi, bu_sari, loafer, section):
    client = client_of(bu_sari)
    assert client.get(reverse(f"catalogue:add_{section}", args=[loafer])).status_code == 200
    dossier = queries.dossier(kenzi, loafer)
    rows = {"part": dossier.parts, "size": dossier.sizes, "option": dossier.options,
            "bom": dossier.bom, "step": dossier.steps}[section]  # fmt: skip
    address = reverse(f"catalogue:change_{section}", args=[loafer, rows[0].id])
    assert client.get(address).status_code == 200


def test_sizes_are_filled_at_once(client_of, kenzi, bu_sari, loafer):
    client_of(bu_sari).post(
        reverse("catalogue:fill_sizes", args=[loafer]),
        {"first": "37", "last": "46", "weight_kg": "1,3"},
    )
    sizes = queries.dossier(kenzi, loafer).sizes
    assert [row.size for row in sizes] == [str(size) for size in range(37, 47)]
    assert {row.weight_kg for row in sizes} == {D("1.3")}
    assert sizes[0].length_cm is None
    assert sizes[5].length_cm == D(32)


def test_a_product_leaves_and_comes_back(client_of, kenzi, bu_sari, loafer):
    client = client_of(bu_sari)
    page = client.post(reverse("catalogue:remove", args=[loafer]), follow=True).content.decode()
    assert reverse("catalogue:restore", args=[loafer]) in page
    client.post(reverse("catalogue:restore", args=[loafer]))
    assert queries.product_page(kenzi, loafer)


def test_a_document_is_a_file_to_save(client_of, kenzi, bu_sari, loafer, media):
    client = client_of(bu_sari)
    paper = SimpleUploadedFile("x.pdf", b"%PDF-1.7\n...\n%%EOF\n", "application/pdf")
    client.post(
        reverse("catalogue:add_document", args=[loafer]),
        {"kind": "Chromium VI", "number": "7", "valid_until": "2027-03-01", "file": paper},
    )
    (document,) = queries.dossier(kenzi, loafer).documents
    found = client.get(reverse("catalogue:document", args=[document.id]))
    assert found["Content-Disposition"].startswith("attachment")
    assert found.content.startswith(b"%PDF")


def test_materials_are_priced_in_one_place(client_of, kenzi, bu_sari, rina, loafer):
    calf = queries.dossier(kenzi, loafer).bom[0].material.id
    page = client_of(rina).get(reverse("catalogue:materials")).content.decode()
    assert "Calf" in page
    assert "34.000" not in page
    address = reverse("catalogue:change_material", args=[calf])
    client_of(bu_sari).post(
        address, {"name": "Calf", "kind": "leather", "unit": "sqft", "price": "36.000",
                  "currency": "IDR"},
    )  # fmt: skip
    assert queries.dossier(kenzi, loafer).bom[0].material.price.amount == D(36000)


def test_a_spreadsheet_is_shown_before_it_is_taken_in(client_of, kenzi, bu_sari, loafer, media):
    client = client_of(bu_sari)
    assert client.get(reverse("catalogue:sheets")).status_code == 200
    out = client.get(reverse("catalogue:download", args=["xlsx"]))
    assert out.status_code == 200
    sheet = SimpleUploadedFile("n.csv", b"product;size;weight_kg\nBRA-LF;39;1,4\n", "text/csv")
    seen = client.post(reverse("catalogue:preview"), {"file": sheet})
    assert seen.status_code == 200
    assert queries.dossier(kenzi, loafer).sizes[0].weight_kg == D("1.125")
    upload = seen.context["upload"]
    client.post(reverse("catalogue:take"), {"upload": upload})
    assert queries.dossier(kenzi, loafer).sizes[0].weight_kg == D("1.4")
    assert client.post(reverse("catalogue:take"), {"upload": upload}).status_code == 404


def test_a_file_with_an_error_is_shown_with_its_cells(client_of, bu_sari, loafer, media):
    sheet = SimpleUploadedFile("n.csv", b"product;size;weight_kg\nBRA-LF;39;heavy\n", "text/csv")
    seen = client_of(bu_sari).post(reverse("catalogue:preview"), {"file": sheet})
    assert seen.status_code == 422
    assert "heavy" in seen.content.decode()


def test_a_foreign_upload_is_not_found(client_of, bu_sari, rival_owner, loafer, media):
    sheet = SimpleUploadedFile("n.csv", b"product;size;weight_kg\nBRA-LF;39;1,4\n", "text/csv")
    upload = client_of(bu_sari).post(reverse("catalogue:preview"), {"file": sheet})
    name = upload.context["upload"]
    rival = client_of(rival_owner)
    assert rival.post(reverse("catalogue:take"), {"upload": name}).status_code == 404
    assert rival.post(reverse("catalogue:take"), {"upload": "../../x"}).status_code == 404
    assert rival.get(reverse("catalogue:progress", args=[name])).status_code == 404
