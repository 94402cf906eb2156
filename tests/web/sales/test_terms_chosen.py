# ruff: noqa: F811 - fixtures of the sales tests are used by name
"""Each of the eleven terms on a quote: chosen with one tap, its place named before it leaves."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from langkah.apps.partners import actions as partners
from langkah.apps.partners.models import HandOver
from langkah.apps.sales.models import QuoteVersion
from tests.apps.sales.conftest import desk, express, facts, loafer  # noqa: F401 - fixtures
from tests.web.sales.test_ways import quoted

pytestmark = pytest.mark.django_db
D = Decimal
READY = timezone.localdate() + timedelta(days=40)


@pytest.fixture
def draft(desk, bu_sari, loafer):
    return quoted(desk, bu_sari, loafer, "a", READY)


@pytest.fixture
def ship(desk, bu_sari):
    zone = partners.NewZone(
        name="Europe",
        countries=("NL",),
        days_min=30,
        days_max=40,
        breaks=(partners.NewBreak(up_to_kg=None, price=D(900000), per="m3"),),
    )
    card = express(
        carrier="Samudra", service="LCL", mode="sea_lcl", fuel_percent=None, divisor=None,
        zones=(zone,),
    )  # fmt: skip
    return partners.add_card(workshop=desk, card=card, by=bu_sari)


def chosen(version):
    row = QuoteVersion.objects.get(pk=version.pk)
    offer = row.offers.get(incoterm=row.incoterm)
    return row.incoterm, offer.place, offer.price


@pytest.mark.parametrize("code", ["EXW", "FCA", "CPT", "CIP", "DAP", "DPU"])
def test_a_term_of_any_way_is_chosen_with_one_tap(desk, bu_sari, draft, client_of, code):
    client = client_of(bu_sari)
    client.post(f"/sales/versions/{draft.pk}/term/", {"incoterm": code})
    term, place, _price = chosen(draft)
    assert term == code
    assert place


@pytest.mark.parametrize("code", ["FAS", "FOB", "CFR", "CIF"])
def test_a_term_of_ships_by_courier_shows_what_to_use(desk, bu_sari, draft, client_of, code):
    client = client_of(bu_sari)
    client.post(f"/sales/versions/{draft.pk}/term/", {"incoterm": code})
    assert chosen(draft)[0] != code
    html = client.get(f"/sales/quotes/{draft.quote_id}/").content.decode()
    assert f"/sales/versions/{draft.pk}/term/" in html


def test_fob_by_ship_has_a_price_once_the_port_is_known(desk, bu_sari, draft, ship, client_of):
    client = client_of(bu_sari)
    port = {"port": "Tanjung Perak, Surabaya", "terminal": "450.000", "aboard": "0"}
    odd = client.post("/sales/rates/sea-port/", port | {"port": "???"})
    assert odd.status_code == 422 and "“???” bukan nama tempat" in odd.content.decode()
    assert not HandOver.objects.filter(port="???").exists()
    client.post("/sales/rates/sea-port/", port)
    QuoteVersion.objects.filter(pk=draft.pk).update(card_id=ship)
    client.post(f"/sales/versions/{draft.pk}/term/", {"incoterm": "FOB"})
    term, place, price = chosen(draft)
    assert (term, place) == ("FOB", "Tanjung Perak, Surabaya")
    client.post(f"/sales/versions/{draft.pk}/term/", {"incoterm": "FCA"})
    assert chosen(draft)[2] < price


def test_a_quote_without_a_named_place_stays_here(desk, bu_sari, draft, client_of):
    client = client_of(bu_sari)
    QuoteVersion.objects.filter(pk=draft.pk).update(city="", port="")
    client.post(f"/sales/versions/{draft.pk}/term/", {"incoterm": "DAP"})
    page = client.post(f"/sales/versions/{draft.pk}/send/", follow=True).content.decode()
    assert not hasattr(QuoteVersion.objects.get(pk=draft.pk), "sent")
    assert "DAP memerlukan kota pembeli" in page


def test_a_viewer_chooses_no_term(desk, draft, client_of, viewer):
    answer = client_of(viewer).post(f"/sales/versions/{draft.pk}/term/", {"incoterm": "FCA"})
    assert answer.status_code in (302, 403, 404)
    assert chosen(draft)[0] == "DAP"


def test_carriage_that_ends_at_a_port_names_the_port(desk, bu_sari, draft, ship, client_of):
    """The price goes to the port: with the buyer's city beside it she would expect her door."""
    client = client_of(bu_sari)
    QuoteVersion.objects.filter(pk=draft.pk).update(card_id=ship)
    client.post(f"/sales/versions/{draft.pk}/term/", {"incoterm": "CPT"})
    assert chosen(draft)[:2] == ("CPT", "")
    QuoteVersion.objects.filter(pk=draft.pk).update(port="Rotterdam")
    client.post(f"/sales/versions/{draft.pk}/price/")
    assert chosen(draft)[:2] == ("CPT", "Rotterdam")
