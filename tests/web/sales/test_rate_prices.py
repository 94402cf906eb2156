# ruff: noqa: F811 - fixtures of the sales tests are used by name
"""A rate card on a phone: a price corrected, a card removed, both taken back."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from langkah.apps.partners import actions, exchange, queries, spots
from langkah.apps.partners.drafts import ordered
from langkah.apps.sales.models import QuoteVersion
from tests.apps.sales.conftest import desk, loafer  # noqa: F401 - fixtures
from tests.web.sales.test_ways import READY, quoted

pytestmark = pytest.mark.django_db
D = Decimal
CARD = exchange.example(date(2026, 11, 23))


@pytest.fixture
def card(kenzi, bu_sari) -> int:
    return actions.take_in(workshop=kenzi, card=CARD, by=bu_sari)


def page(card, place="z0-0"):
    return f"/sales/rates/{card}/prices/{place}/"


def test_a_price_is_tapped_corrected_and_taken_back(kenzi, card, bu_sari, client_of):
    client = client_of(bu_sari)
    html = client.get(f"/sales/rates/{card}/").content.decode()
    for place in ("z0-0", "z1-0", "s0", "fuel"):
        assert page(card, place) in html
    form = client.get(page(card)).content.decode()
    assert "240.000" in form
    first = CARD.valid_from.isoformat()
    answer = client.post(page(card), {"price": "385.000", "first": first}, follow=True)
    (row,) = queries.cards(kenzi)
    assert spots.spot(queries.card(kenzi, row.id).card, "z0-0").price == 385_000
    html = answer.content.decode()
    assert "Penawaran baru memakainya" in html
    assert f"/sales/rates/{card}/" in html
    undo = re.search(r"/sales/rates/\d+/take-back/", html)
    assert undo
    client.post(undo[0])
    assert [one.id for one in queries.cards(kenzi)] == [card]
    assert queries.card(kenzi, card).card == ordered(CARD)


def test_the_least_of_a_surcharge_is_corrected_like_any_price(kenzi, card, bu_sari, client_of):
    client = client_of(bu_sari)
    (number,) = [n for n, one in enumerate(CARD.surcharges) if one.minimum is not None]
    least = f"s{number}-least"
    assert page(card, least) in client.get(f"/sales/rates/{card}/").content.decode()
    form = client.get(page(card, least)).content.decode()
    assert "380.000" in form
    assert "paling sedikit" in form
    first = CARD.valid_from.isoformat()
    client.post(page(card, least), {"price": "410.000", "first": first})
    (row,) = queries.cards(kenzi)
    changed = queries.card(kenzi, row.id).card.surcharges[number]
    kept = ordered(CARD).surcharges[number]
    assert (changed.minimum, changed.amount) == (410_000, kept.amount)
    other = "s0-least" if number else "s1-least"
    assert client.get(page(row.id, other)).status_code == 404
    change = f"/sales/rates/{row.id}/change/"
    assert f'name="least-{number}"' in client.get(change).content.decode()


def test_a_new_price_can_begin_later(kenzi, card, bu_sari, client_of):
    client = client_of(bu_sari)
    first = max(timezone.localdate(), CARD.valid_from) + timedelta(days=7)
    told = {"price": "400.000", "first": first.isoformat()}
    answer = client.post(page(card), told, follow=True)
    assert "Harga baru berlaku mulai" in answer.content.decode()
    assert len(queries.cards(kenzi)) == 2
    html = client.get("/sales/rates/").content.decode()
    assert "belum berlaku" in html


@pytest.mark.parametrize(
    ("price", "first"),
    [
        *((price, "2026-12-20") for price in ("", "-5", "240.000", "1e5", "NaN")),
        *(("9", first) for first in ("2020-01-01", "")),
    ],
)
def test_what_cannot_be_is_said(kenzi, card, bu_sari, client_of, price, first):
    answer = client_of(bu_sari).post(page(card), {"price": price, "first": first})
    assert answer.status_code == 422
    assert 'class="' in answer.content.decode()
    assert [one.id for one in queries.cards(kenzi)] == [card]


def test_a_removed_card_is_brought_back(kenzi, card, bu_sari, client_of):
    client = client_of(bu_sari)
    html = client.post(f"/sales/rates/{card}/remove/", follow=True).content.decode()
    assert f"/sales/rates/{card}/bring-back/" in html
    assert "Daftar tarif yang dihapus" in html
    html = client.get(f"/sales/rates/{card}/").content.decode()
    assert "tidak berlaku lagi" in html
    assert page(card) not in html
    assert client.get(page(card)).status_code == 302
    client.post(f"/sales/rates/{card}/bring-back/")
    assert queries.card(kenzi, card).card == ordered(CARD)
    assert [one.id for one in queries.cards(kenzi)] == [card]


def test_an_old_undo_says_why_it_does_nothing(kenzi, card, bu_sari, client_of):
    client = client_of(bu_sari)
    first = CARD.valid_from.isoformat()
    client.post(page(card), {"price": "385.000", "first": first})
    (second,) = queries.cards(kenzi)
    client.post(page(second.id), {"price": "386.000", "first": first})
    answer = client.post(f"/sales/rates/{second.id}/take-back/", follow=True)
    assert "Batalkan dulu perubahan yang terakhir" in answer.content.decode()
    assert len(queries.cards(kenzi)) == 1


def test_who_may_correct_and_take_back(kenzi, card, client_of, request):
    for who in ("viewer", "pak_budi", "adviser", "rival_owner"):
        client = client_of(request.getfixturevalue(who))
        assert client.get(page(card)).status_code == 404
        for deed in ("take-back", "bring-back", "remove"):
            assert client.post(f"/sales/rates/{card}/{deed}/").status_code == 404
    html = client_of(request.getfixturevalue("viewer")).get(f"/sales/rates/{card}/")
    assert page(card) not in html.content.decode()
    rina = client_of(request.getfixturevalue("rina"))
    assert rina.get(page(card)).status_code == 200
    for place in ("z9-9", "x", "s99"):
        assert rina.get(page(card, place)).status_code == 404
    assert [one.id for one in queries.cards(kenzi)] == [card]


@pytest.mark.parametrize("place", ["prices/z0-0/", "prices/fuel/", "prices/s1/", ""])
def test_pages_ask_little_and_write_nothing(kenzi, card, bu_sari, client_of, place):
    actions.change_card(workshop=kenzi, card=card, to=ordered(CARD), by=bu_sari)
    client = client_of(bu_sari)
    address = f"/sales/rates/{card}/{place}"
    client.get(address)
    with CaptureQueriesContext(connection) as seen:
        client.get(address)
    assert len(seen) <= 13
    assert all(one["sql"].startswith("SELECT") for one in seen)


def test_a_draft_shows_its_superseded_card_and_takes_the_current_one(
    desk, loafer, bu_sari, rina, client_of, request
):
    (row,) = queries.cards(desk)
    version = quoted(desk, bu_sari, loafer, "a", READY)
    QuoteVersion.objects.filter(pk=version.pk).update(card=row.id)
    page = f"/sales/quotes/{version.quote_id}/"
    take = f"/sales/versions/{version.pk}/current-card/"
    client = client_of(bu_sari)
    assert take not in client.get(page).content.decode()
    dearer = replace(queries.card(desk, row.id).card, fuel_percent=D(20))
    new = actions.take_in(workshop=desk, card=dearer, by=bu_sari)
    assert take in client.get(page).content.decode()
    form = client.get(f"/sales/versions/{version.pk}/").content.decode()
    assert f'<option value="{row.id}" selected>sudah diganti: Samudra Kilat, Express mulai' in form
    for who, status in (("viewer", 404), ("adviser", 404), ("rival_owner", 404)):
        assert client_of(request.getfixturevalue(who)).post(take).status_code == status
    client_of(rina).post(take)
    version.refresh_from_db()
    assert version.card_id == new
    assert take not in client.get(page).content.decode()
