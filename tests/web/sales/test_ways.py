# ruff: noqa: F811 - fixtures of the sales tests are used by name
"""Carriers side by side on a page of the quote, and quotes that could go together."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from langkah.apps.partners import actions as partners
from langkah.apps.sales import actions
from langkah.apps.sales.models import QuoteVersion
from langkah.apps.sales.queries.ways import ways
from langkah.apps.workshop.models import ManualRate
from langkah.domain.freight import Area, Surcharge, SurchargePer
from tests.apps.sales.conftest import desk, express, facts, loafer  # noqa: F401 - fixtures
from tests.web.sales.test_room import filled

pytestmark = pytest.mark.django_db
D = Decimal


def quoted(desk, bu_sari, loafer, key: str, ready: date) -> QuoteVersion:
    now = timezone.now()
    taken = actions.take_inquiry(
        workshop=desk, message=actions.Message(text=f"24 pairs {key}", key=key), now=now
    )
    quote = actions.quote_inquiry(
        workshop=desk, inquiry=taken, facts=facts(loafer), by=bu_sari, now=now
    )
    row = QuoteVersion.objects.get(quote=quote)
    promised = actions.Promised(ready=ready, binds=())
    actions.promise(workshop=desk, version=row.pk, promised=promised, by=bu_sari, now=now)
    row.refresh_from_db()
    return row


@pytest.fixture
def slow(desk, bu_sari):
    """A post that is cheaper and slower than the courier."""
    zone = partners.NewZone(
        name="Europe",
        countries=("NL",),
        days_min=20,
        days_max=45,
        breaks=(partners.NewBreak(up_to_kg=None, price=D(30000), per="kg"),),
    )
    card = express(carrier="Pos", service="Udara", mode="post", fuel_percent=None, zones=(zone,))
    return partners.add_card(workshop=desk, card=card, by=bu_sari)


READY = timezone.localdate() + timedelta(days=40)


def test_carriers_stand_side_by_side(desk, bu_sari, loafer, slow, client_of):
    row = quoted(desk, bu_sari, loafer, "a", READY)
    QuoteVersion.objects.filter(pk=row.pk).update(wish_day=READY + timedelta(days=15))
    found = ways(desk, row.pk, timezone.now())
    post, courier = found.ways
    assert (post.option.service, courier.option.service) == ("Udara", "Express")
    assert (post.cheapest, post.fastest, post.best) == (True, False, False)
    assert (courier.cheapest, courier.fastest, courier.best) == (False, True, True)
    assert courier.arrives_until == READY + timedelta(days=10)
    assert found.together is None
    client = client_of(bu_sari)
    place = f"/sales/versions/{row.pk}/ways/"
    client.get(place)
    with CaptureQueriesContext(connection) as seen:
        html = client.get(place).content.decode()
    assert len(seen) <= 32
    for word in ("termurah", "tercepat", "terbaik untuk tanggal", "45 hari"):
        assert word in html
    assert place in client.get(f"/sales/quotes/{row.quote_id}/").content.decode()


@pytest.mark.parametrize("term", ["DAP", "DDP", ""])
def test_the_cheapest_is_the_same_on_both_pages(desk, bu_sari, loafer, slow, term):
    row = quoted(desk, bu_sari, loafer, "a", READY)
    QuoteVersion.objects.filter(pk=row.pk).update(wish_incoterm=term)
    actions.price_quote(workshop=desk, version=row.pk, now=timezone.now())
    row.refresh_from_db()
    (cheapest,) = [one for one in ways(desk, row.pk, timezone.now()).ways if one.cheapest]
    assert cheapest.chosen
    assert row.carrier == f"{cheapest.option.carrier}, {cheapest.option.service}"
    assert cheapest.option.service == ("Express" if term == "DDP" else "Udara")


def test_quotes_to_one_town_go_together(desk, bu_sari, loafer, client_of):
    first = quoted(desk, bu_sari, loafer, "a", READY)
    quoted(desk, bu_sari, loafer, "b", READY + timedelta(days=9))
    found = ways(desk, first.pk, timezone.now()).together
    assert found is not None
    assert found.leaves == READY + timedelta(days=9)
    assert [(one.name, one.days, one.waits_for) for one in found.waits] == [
        ("Q1", 9, "Q2"),
        ("Q2", 0, ""),
    ]
    assert found.saving is not None
    html = client_of(bu_sari).get(f"/sales/versions/{first.pk}/ways/").content.decode()
    assert "Q1 menunggu Q2 9 hari." in html


def test_who_may_read_it(desk, bu_sari, loafer, viewer, rival_owner, pak_budi, client_of):
    row = quoted(desk, bu_sari, loafer, "a", READY)
    place = f"/sales/versions/{row.pk}/ways/"
    assert client_of(viewer).get(place).status_code == 200
    assert client_of(rival_owner).get(place).status_code == 404
    assert client_of(bu_sari).post(place).status_code == 405


def test_without_a_card_it_says_what_to_do(desk, bu_sari, loafer, client_of):
    from langkah.apps.partners.models import RateCard

    row = quoted(desk, bu_sari, loafer, "a", READY)
    RateCard.objects.all().delete()
    answer = client_of(bu_sari).get(f"/sales/versions/{row.pk}/ways/")
    assert answer.status_code == 200


def test_a_postcode_is_asked_for_where_the_price_hangs_on_it(desk, bu_sari, loafer, client_of):
    remote = Surcharge(
        name="Pulau terpencil",
        per=SurchargePer.SHIPMENT,
        amount=D(400_000),
        areas=(Area(country="NL", first="1790", last="1799"),),
    )
    card = express(carrier="Pos", service="Pulau", surcharges=(remote,))
    partners.add_card(workshop=desk, card=card, by=bu_sari)
    row = quoted(desk, bu_sari, loafer, "a", READY)
    place = f"/sales/versions/{row.pk}/ways/"
    client = client_of(bu_sari)
    assert "tergantung kode pos" in client.get(place).content.decode()
    form = filled(client.get(f"/sales/versions/{row.pk}/").content.decode())
    answer = client.post(f"/sales/versions/{row.pk}/", {**form, "postcode": "1791 AB"})
    assert answer.status_code == 302, answer.content.decode()
    html = client.get(place).content.decode()
    assert "tergantung kode pos" not in html
    assert "Rp\xa0400.000" in html
    assert "1791 AB" in html


def test_rates_of_the_cards_are_shown_and_an_old_one_is_marked(desk, bu_sari, loafer, client_of):
    card = express(carrier="Pos", service="Dolar", currency="USD")
    partners.add_card(workshop=desk, card=card, by=bu_sari)
    long_ago = timezone.now() - timedelta(days=40)
    ManualRate.objects.create(workshop=desk, currency="USD", rate=D("16250"), set_at=long_ago)
    row = quoted(desk, bu_sari, loafer, "a", READY)
    html = client_of(bu_sari).get(
        f"/sales/versions/{row.pk}/ways/", headers={"accept-language": "en"}
    )
    html = html.content.decode()
    assert "€\xa01 = IDR\xa020,000" in html
    assert "€\xa01 = $\xa01.2307" in html
    assert html.count("40 days old") == 1
