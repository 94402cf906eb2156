"""Rate cards by file and on their page: looked at first, kept whole, changed by whom may quote."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from langkah.apps.partners import actions, exchange, queries
from langkah.apps.partners.drafts import ordered
from langkah.apps.partners.models import RateCard
from langkah.papers.sheets import read, to_csv, to_xlsx

pytestmark = pytest.mark.django_db
D = Decimal
CARD = exchange.example(date(2026, 11, 23))


@pytest.fixture
def card(kenzi, bu_sari) -> int:
    return actions.take_in(workshop=kenzi, card=CARD, by=bu_sari)


def upload(client, sheets, *, write=to_xlsx):
    file = SimpleUploadedFile("rates.xlsx", write(sheets))
    return client.post("/sales/rates/look/", {"file": file})


def broken():
    card, zones, prices, *rest = exchange.sheets(CARD)
    rows = [list(cells) for cells in prices.rows]
    rows[1][1] = D(2)
    return [card, zones, replace(prices, rows=tuple(map(tuple, rows))), *rest]


@pytest.mark.parametrize("write", [to_xlsx, to_csv])
def test_a_file_is_looked_at_before_it_is_kept(kenzi, bu_sari, client_of, write):
    client = client_of(bu_sari)
    place = upload(client, exchange.sheets(CARD), write=write)["Location"]
    html = client.get(place).content.decode()
    assert "Canary Islands" in html
    assert "520.000" in html
    assert not RateCard.objects.exists()
    kept = client.post(f"{place}take/")
    assert queries.card(kenzi, RateCard.objects.get().pk).card == ordered(CARD)
    assert kept["Location"] == f"/sales/rates/{RateCard.objects.get().pk}/"
    assert client.get(place).status_code == 404


def test_an_error_keeps_the_whole_file_out(kenzi, bu_sari, client_of):
    client = client_of(bu_sari)
    place = upload(client, broken())["Location"]
    answer = client.get(place)
    assert answer.status_code == 422
    html = answer.content.decode()
    assert "over_kg" in html
    assert "ada lubang" in html
    assert "take/" not in html
    client.post(f"{place}take/")
    assert not RateCard.objects.exists()
    assert client.post(f"{place}drop/").status_code == 302
    assert client.get(place).status_code == 404


@pytest.mark.parametrize("figure", [D("1e-30"), D("1e30"), "1E+5", "NaN", "-inf", "1,2,3"])
def test_a_figure_that_cannot_be_is_said_not_broken(bu_sari, client_of, figure):
    card, zones, prices, *rest = exchange.sheets(CARD)
    rows = [list(cells) for cells in prices.rows]
    rows[0][prices.head.index("price")] = figure
    odd = replace(prices, rows=tuple(map(tuple, rows)))
    client = client_of(bu_sari)
    place = upload(client, [card, zones, odd, *rest])["Location"]
    answer = client.get(place)
    assert answer.status_code == 422
    assert '<td data-label="Kolom">price</td>' in answer.content.decode()
    client.post(f"{place}take/")
    assert not RateCard.objects.exists()


def test_what_is_no_spreadsheet_is_said(bu_sari, client_of):
    client = client_of(bu_sari)
    picture = SimpleUploadedFile("rates.png", b"PK\x03\x04 not really")
    answer = client.post("/sales/rates/look/", {"file": picture})
    assert answer.status_code == 422
    assert "xlsx" in answer.content.decode()


def test_a_card_that_is_there_shows_what_changes(kenzi, card, bu_sari, client_of):
    client = client_of(bu_sari)
    place = upload(client, exchange.sheets(CARD))["Location"]
    assert "take/" not in client.get(place).content.decode()
    dearer = replace(CARD, fuel_percent=D(21))
    place = upload(client, exchange.sheets(dearer))["Location"]
    html = client.get(place).content.decode()
    assert "fuel_percent: 18.5 → 21" in html
    answer = client.post(f"{place}take/", follow=True)
    (now,) = queries.cards(kenzi)
    assert queries.card(kenzi, now.id).card.fuel_percent == 21
    undo = f"/sales/rates/{now.id}/take-back/"
    assert undo in answer.content.decode()
    client.post(undo)
    assert [row.id for row in queries.cards(kenzi)] == [card]
    assert queries.card(kenzi, card).card == ordered(CARD)


@pytest.mark.parametrize("kind", ["xlsx", "zip"])
def test_a_card_and_the_example_are_taken_out(card, bu_sari, client_of, kind):
    client = client_of(bu_sari)
    for place in (f"/sales/rates/{card}/take-out/{kind}/", f"/sales/rates/example/{kind}/"):
        answer = client.get(place)
        assert f".{kind}" in answer["Content-Disposition"]
        assert exchange.plan(read(answer.content)).problems == []
    assert client.get(f"/sales/rates/{card}/take-out/pdf/").status_code == 404


def test_the_values_of_the_month_are_changed_by_hand(kenzi, card, bu_sari, client_of):
    client = client_of(bu_sari)
    page = f"/sales/rates/{card}/change/"
    form = client.get(page).context["form"]
    sent = {name: form[name].value() for name in form.fields}
    sent = {name: "" if value is None else value for name, value in sent.items()}
    assert client.post(page, sent).status_code == 302
    assert queries.card(kenzi, card).card == ordered(CARD)
    changed = {**sent, "fuel_percent": "21,5 %", "amount-0": "7.500", "minimum": "300.000"}
    kept = client.post(page, changed)["Location"]
    after = queries.card(kenzi, int(kept.split("/")[-2])).card
    assert (after.fuel_percent, after.minimum) == (D("21.5"), D(300_000))
    assert [one.amount for one in after.surcharges] == [7500, 75_000, 9_000, 420_000]
    assert after.zones == ordered(CARD).zones
    assert queries.card(kenzi, card).card == ordered(CARD)
    page = f"{kept}change/"
    answer = client.post(page, {**sent, "valid_until": "2020-01-01"})
    assert answer.status_code == 422
    assert client.post(page, {**sent, "amount-0": "-4"}).status_code == 422


def test_the_page_of_a_card_reads_like_the_price_list(card, bu_sari, client_of):
    html = client_of(bu_sari).get(f"/sales/rates/{card}/").content.decode()
    for words in ("Spanyol 35…", "lagi tiap 0,5 kg berikutnya", "Prancis 20…", "380.000", "18,5"):
        assert words in html


def test_who_may_do_what_with_rate_cards(card, client_of, request):
    reads = [f"/sales/rates/{card}/take-out/xlsx/", "/sales/rates/example/xlsx/"]
    changes = ["/sales/rates/sheets/", f"/sales/rates/{card}/change/"]
    may = {"bu_sari": reads + changes, "rina": reads + changes}
    may |= {"viewer": reads, "pak_budi": reads, "adviser": []}
    for who, allowed in may.items():
        client = client_of(request.getfixturevalue(who))
        for place in (*reads, *changes):
            assert client.get(place).status_code == (200 if place in allowed else 404), (who, place)
    rival = client_of(request.getfixturevalue("rival_owner"))
    assert rival.get(reads[0]).status_code == 404
    assert rival.post(changes[1]).status_code == 404
    for who in ("viewer", "pak_budi", "rival_owner"):
        client = client_of(request.getfixturevalue(who))
        assert client.post("/sales/rates/look/").status_code in (404, 422)
    assert queries.card(request.getfixturevalue("kenzi"), card).card == ordered(CARD)


@pytest.mark.parametrize(
    ("place", "most"), [("{}/", 12), ("{}/change/", 11), ("sheets/", 4), ("{}/take-out/zip/", 11)]
)
def test_pages_ask_little_and_write_nothing(card, bu_sari, client_of, place, most):
    client = client_of(bu_sari)
    address = f"/sales/rates/{place.format(card)}"
    client.get(address)
    with CaptureQueriesContext(connection) as seen:
        client.get(address)
    assert len(seen) <= most
    assert all(one["sql"].startswith("SELECT") for one in seen)


def test_looking_at_a_file_asks_little(card, bu_sari, client_of):
    client = client_of(bu_sari)
    place = upload(client, exchange.sheets(CARD))["Location"]
    client.get(place)
    with CaptureQueriesContext(connection) as seen:
        client.get(place)
    assert len(seen) <= 12
    assert all(one["sql"].startswith("SELECT") for one in seen)


CONTAINER = {
    **{"carrier": "Kapal", "service": "FCL", "mode": "sea_fcl", "currency": "USD"},
    **{"valid_from": "2026-11-01", "zone": "Eropa", "countries": "NL"},
    **{"break-TOTAL_FORMS": "1", "break-INITIAL_FORMS": "0", "break-0-price": "2400"},
}


def test_a_whole_container_has_one_price_in_the_form(kenzi, bu_sari, client_of):
    client = client_of(bu_sari)
    answer = client.post("/sales/rates/first/", CONTAINER | {"break-0-per": "kg"})
    html = answer.content.decode()
    assert answer.status_code == 422
    assert "Satu peti kemas penuh punya satu harga" in html
    assert not RateCard.objects.exists()
    client.post("/sales/rates/first/", CONTAINER | {"break-0-per": "parcel"})
    (row,) = queries.cards(kenzi)
    page = f"/sales/rates/{row.id}/"
    assert "satu peti kemas" in client.get(page).content.decode()
    more = CONTAINER | {"zone": "Asia", "countries": "JP", "break-0-per": "m3"}
    assert client.post(f"{page}zone/", more).status_code == 422
    assert [one.id for one in queries.cards(kenzi)] == [row.id]
