"""The archive: everything of a workshop out, and back with equal checksums or not at all."""

from __future__ import annotations

import io
import json
import zipfile
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse
from PIL import Image

from langkah.apps.catalogue import actions, queries
from langkah.apps.insight import archive
from langkah.apps.insight.archive import tables
from langkah.apps.partners import actions as rate_cards
from langkah.apps.partners import exchange as rates
from langkah.apps.partners import queries as rate_reads
from langkah.apps.partners import undoing
from langkah.apps.partners.drafts import ordered
from langkah.apps.partners.lanes.actions import NewPaper
from langkah.apps.sales import actions as sales
from langkah.apps.sales.about import About
from langkah.apps.sales.queries import carriers as lanes
from langkah.apps.workshop.actions.cartons import CartonValues, save_carton
from langkah.apps.workshop.models import Change, Membership, Role, User, Workshop
from langkah.apps.workshop.queries.cartons import own_stock
from tests.apps.catalogue.conftest import loafer_rows, passport, priced

NOW = datetime(2026, 11, 23, 5, 0, tzinfo=UTC)
D = Decimal


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "photos"
    return settings.MEDIA_ROOT


@pytest.fixture
def loafer(kenzi, bu_sari):
    priced(kenzi, bu_sari)
    product = actions.add_product(
        workshop=kenzi, by=bu_sari, passport=passport(story="Satu pasang,\r\n“halus” 靴"),
        rows=loafer_rows(),
    )  # fmt: skip
    out = io.BytesIO()
    Image.new("RGB", (300, 200), "sienna").save(out, "PNG")
    actions.add_photo(
        workshop=kenzi, product=product, data=out.getvalue(), alt="Loafer", by=bu_sari
    )
    step = queries.dossier(kenzi, product).steps[0].id
    actions.change_row(
        workshop=kenzi, product=product, section="routing", row=step,
        values={"minutes_per_pair": D("6.25")}, by=bu_sari,
    )  # fmt: skip
    return product


def taken_out(workshop):
    out = io.BytesIO()
    manifest = archive.write(workshop, out, NOW)
    out.seek(0)
    return out, manifest


def emptied(media):
    for model in (Workshop, User):
        model.objects.all().delete()
    for path in media.rglob("*"):
        if path.is_file():
            path.unlink()


def changed(source, name, content):
    """The same archive with other bytes in one file."""
    out = io.BytesIO()
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(out, "w") as new:
        for item in old.namelist():
            new.writestr(item, content(old.read(item)) if item == name else old.read(item))
    out.seek(0)
    return out


def test_out_and_back_is_the_same(kenzi, loafer, bu_sari, rina, media):
    before = queries.dossier(kenzi, loafer)
    history = queries.history(kenzi, loafer)
    source, manifest = taken_out(kenzi)
    photo = queries.photo_bytes(kenzi, before.photos[0].id)
    emptied(media)
    archive.restore(source)
    back = Workshop.objects.get()
    assert taken_out(back)[1] == manifest
    assert queries.dossier(back, loafer) == before
    assert queries.history(back, loafer) == history
    assert queries.photo_bytes(back, before.photos[0].id) == photo
    assert [item.id for item in queries.search(back, "loafer")] == [loafer]
    assert Membership.objects.get(role=Role.MARKETING).user.name == "Rina"


def test_a_rate_card_comes_back_with_its_whole_table(kenzi, bu_sari, media):
    card = rates.example(NOW.date())
    kept = rate_cards.take_in(workshop=kenzi, card=card, by=bu_sari)
    dearer = replace(card, fuel_percent=Decimal(21))
    instead = rate_cards.take_in(workshop=kenzi, card=dearer, by=bu_sari)
    source, manifest = taken_out(kenzi)
    lines = {entry.name: entry.rows for entry in manifest.entries}
    assert lines["tables/partners.weightstep.jsonl"] == len(card.steps) * 2
    assert lines["tables/partners.surcharge.jsonl"] == len(card.surcharges) * 2
    assert lines["tables/partners.surchargeplace.jsonl"] > 0
    emptied(media)
    archive.restore(source)
    back = Workshop.objects.get()
    assert taken_out(back)[1] == manifest
    assert rate_reads.card(back, kept).card == ordered(card)
    assert [row.id for row in rate_reads.cards(back)] == [instead]
    owner = User.objects.get(name="Bu Sari")
    assert undoing.take_back(workshop=back, card=instead, by=owner) == kept


def test_new_rows_follow_the_restored_ones(kenzi, loafer, bu_sari, media):
    source, _manifest = taken_out(kenzi)
    emptied(media)
    archive.restore(source)
    back = Workshop.objects.get()
    owner = User.objects.get(name="Bu Sari")
    assert actions.add_product(workshop=back, by=owner, passport=passport(code="N")) > loafer


def test_passwords_and_keys_stay_at_home(kenzi, bu_sari, loafer):
    bu_sari.set_password("sandal-jepit-merah")
    bu_sari.save()
    source, manifest = taken_out(kenzi)
    with zipfile.ZipFile(source) as packed:
        held = b"".join(packed.read(name) for name in packed.namelist())
    assert b"argon2" not in held
    assert "tables/workshop.apikey.jsonl" not in manifest.checksums


def test_nothing_of_the_rival_is_in_it(kenzi, loafer, rival, rival_owner):
    source, _manifest = taken_out(kenzi)
    with zipfile.ZipFile(source) as packed:
        held = b"".join(packed.read(name) for name in packed.namelist())
    assert b"Saingan" not in held
    assert b"Sebelah" not in held


def test_every_table_of_a_workshop_is_in_it(kenzi, loafer):
    """A new table cannot be forgotten: it is found by its workshop."""
    names = set(tables.tables())
    assert {"catalogue.product", "sales.quote", "buyers.buyer", "partners.ratecard"} <= names
    assert "workshop.change" in names
    assert Change.objects.filter(workshop=kenzi).exists()


@pytest.mark.parametrize("kind", ["tables/catalogue.product.jsonl", "files/"])
def test_a_damaged_file_is_named_and_nothing_is_restored(kenzi, loafer, media, kind):
    source, manifest = taken_out(kenzi)
    name = next(name for name in manifest.checksums if name.startswith(kind))
    broken = changed(source, name, lambda old: old[:-2] + b"x\n")
    emptied(media)
    with pytest.raises(archive.ArchiveRefused, match="damaged") as error:
        archive.restore(broken)
    assert name in str(error.value)
    assert not Workshop.objects.exists()
    assert not [path for path in media.rglob("*") if path.is_file()]


def test_a_row_that_fits_its_checksum_but_not_the_tables_is_refused(kenzi, loafer, media):
    source, manifest = taken_out(kenzi)
    name = "tables/catalogue.bomline.jsonl"
    line = b'{"id": "1", "no_such_field": "1"}\n'
    entry = next(entry for entry in manifest.entries if entry.name == name)

    def repaired(old):
        import hashlib

        found = json.loads(old)
        for one in found["entries"]:
            if one["name"] == entry.name:
                one["sha256"], one["bytes"] = hashlib.sha256(line).hexdigest(), len(line)
        return json.dumps(found).encode()

    forged = changed(changed(source, name, lambda _old: line), "manifest.json", repaired)
    emptied(media)
    with pytest.raises(archive.ArchiveRefused, match="bomline"):
        archive.restore(forged)
    assert not Workshop.objects.exists()


def test_a_file_outside_its_place_is_refused(kenzi, loafer, media):
    source, manifest = taken_out(kenzi)
    name = next(name for name in manifest.checksums if name.startswith("files/"))
    out = io.BytesIO()
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(out, "w") as new:
        for item in old.namelist():
            data = old.read(item)
            if item == "manifest.json":
                data = data.replace(name.encode(), b"files/photos/../../x")
            new.writestr(item.replace(name, "files/photos/../../x"), data)
    emptied(media)
    with pytest.raises(archive.ArchiveRefused):
        archive.restore(out)
    assert not Workshop.objects.exists()


@pytest.mark.parametrize("cut", [0, 10, 500, -30])
def test_a_cut_archive_is_refused(kenzi, loafer, media, cut):
    source, _manifest = taken_out(kenzi)
    emptied(media)
    with pytest.raises(archive.ArchiveRefused):
        archive.restore(io.BytesIO(source.getvalue()[:cut]))
    assert not Workshop.objects.exists()


def test_an_installation_in_use_is_left_alone(kenzi, loafer, rival):
    source, _manifest = taken_out(kenzi)
    with pytest.raises(archive.ArchiveRefused, match="not empty"):
        archive.restore(source)


def test_the_commands_do_the_same(kenzi, loafer, media, tmp_path, capsys):
    target = tmp_path / "kenzi.zip"
    call_command("archive", "kenzi", target)
    emptied(media)
    call_command("restore", target)
    assert "all checksums equal" in capsys.readouterr().out
    with pytest.raises(CommandError, match="not empty"):
        call_command("restore", target)
    with pytest.raises(CommandError, match="no workshop"):
        call_command("archive", "nobody", target)


def test_only_the_owner_takes_everything_out(client_of, kenzi, loafer, bu_sari, rina):
    assert client_of(rina).post(reverse("settings:take_out")).status_code == 404
    assert client_of(rina).get(reverse("settings:archive")).status_code == 404
    owner = client_of(bu_sari)
    assert owner.get(reverse("settings:archive")).status_code == 200
    answer = owner.post(reverse("settings:take_out"))
    content = b"".join(answer.streaming_content)
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        assert "manifest.json" in packed.namelist()


def test_papers_of_carriers_and_own_cartons_travel(kenzi, bu_sari, media):
    out = io.BytesIO()
    Image.new("RGB", (30, 20), "sienna").save(out, "PNG")
    told = NewPaper(
        kind="invoice",
        carrier="Samudra Kilat",
        mode="courier",
        country="NL",
        day=NOW.date(),
        amount=D(2_400_000),
        currency="IDR",
        chargeable_kg=D(24),
    )
    first = sales.note_carrier_paper(
        workshop=kenzi, paper=told, about=About(), file=out.getvalue(), by=bu_sari, now=NOW
    )
    second = sales.correct_carrier_paper(
        workshop=kenzi, old=first, paper=told, file=None, by=bu_sari, now=NOW
    )
    values = CartonValues(length_mm=600, width_mm=400, height_mm=400, price=D(14500))
    save_carton(workshop=kenzi, values=values, by=bu_sari, now=NOW)
    lane = lanes.lane_view(kenzi, "courier", "NL")
    source, manifest = taken_out(kenzi)
    emptied(media)
    archive.restore(source)
    back = Workshop.objects.get()
    assert taken_out(back)[1] == manifest
    assert lanes.lane_view(back, "courier", "NL") == lane
    assert lanes.carrier_file(back, second) == (out.getvalue(), "png")
    assert [one.inner_cm for one in own_stock(back, NOW).cartons] == [(60, 40, 40)]
