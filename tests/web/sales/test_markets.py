# ruff: noqa: F811 - fixtures of the sales tests are used by name
"""One shoe in several markets: what each card says, and to whom."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from langkah.apps.partners import actions as partners
from langkah.apps.sales import actions, queries
from langkah.apps.sales.models import QuoteVersion
from langkah.apps.workshop.models import ManualRate
from tests.apps.sales.conftest import D, desk, express, facts, loafer  # noqa: F401 - fixtures
from tests.conftest import somebody

pytestmark = pytest.mark.django_db
ENGLISH = {"accept-language": "en"}
ASKED = {"country1": "NL", "country2": "DE", "country3": "US", "kind": "b2b", "pairs": "24"}


@pytest.fixture(autouse=True)
def _same_day():
    with time_machine.travel(datetime(2026, 11, 23, 4, 0, tzinfo=UTC)):
        yield


def read(client, product, asked=ASKED, status=200):
    answer = client.get(reverse("sales:markets", args=[product]), asked, headers=ENGLISH)
    assert answer.status_code == status
    return answer.content.decode()


def test_three_markets_side_by_side(desk, loafer, bu_sari, client_of):
    html = read(client_of(bu_sari), loafer)
    assert re.findall(r"<h2>(.*?)</h2>", html) == ["Netherlands", "Germany", "United States"]
    assert html.count("At the door, a pair") == 3
    assert html.count("You keep") == 3
    # No card goes to the United States, so nothing there is zero: it is not known, with reasons.
    states = html.split("<h2>United States</h2>")[1]
    assert "not possible yet" in states
    assert "Why there is no duty-paid price" in states
    assert not QuoteVersion.objects.exists()


def test_no_field_is_named_that_is_not_on_the_page(desk, loafer, bu_sari, client_of):
    html = read(client_of(bu_sari), loafer)
    assert "Enter it under City" not in html
    assert html.count("These figures are for the country as a whole.") == 3
    assert 'name="city"' not in html


@pytest.fixture
def post(desk, bu_sari):
    """A post that is cheaper than the courier, and pays no duty for the sender."""
    zone = partners.NewZone(
        name="Europe",
        countries=("NL",),
        days_min=20,
        days_max=45,
        breaks=(partners.NewBreak(up_to_kg=None, price=D(30000), per="kg"),),
    )
    card = express(carrier="Pos", service="Udara", mode="post", fuel_percent=None, zones=(zone,))
    return partners.add_card(workshop=desk, card=card, by=bu_sari)


def quoted(desk, loafer, by, kind, term):
    """The same 24 pairs as a quote to a town there, worked out now."""
    now = timezone.now()
    message = actions.Message(text=f"24 pairs {kind} {term}", key=f"{kind} {term}")
    taken = actions.take_inquiry(workshop=desk, message=message, now=now)
    line = actions.AskedLine(product=loafer, sizes=(actions.AskedSize(size="", pairs=24),))
    told = facts(loafer, kind=kind, incoterm=term, currency="IDR", lines=(line,))
    quote = actions.quote_inquiry(workshop=desk, inquiry=taken, facts=told, by=by, now=now)
    return queries.quote(desk, quote, now).version


@pytest.mark.parametrize("kind", ["b2b", "b2c"])
@pytest.mark.parametrize("term", ["", "DAP", "DDP"])
def test_a_market_goes_by_the_carrier_of_a_quote(desk, post, loafer, bu_sari, kind, term):
    version = quoted(desk, loafer, bu_sari, kind, term)
    sold = queries.Sold(kind=kind, pairs=24, term=term)
    found = queries.markets(desk, loafer, ["NL"], timezone.now(), sold)
    (row,) = found.rows
    assert row.carrier == version.carrier
    assert row.carrier == ("Pos, Udara" if row.term == "DAP" else "Samudra Kilat, Express")
    (offer,) = [one for one in version.offers if one.incoterm == row.term]
    assert row.door == offer.at_door
    assert (row.margin, row.kept_of) == (version.offer.margin, version.incoterm)
    assert row.percent == (version.offer.margin_share * 100).quantize(D("0.1"))


def test_the_term_is_chosen_and_said(desk, post, loafer, bu_sari, client_of):
    client = client_of(bu_sari)
    html = read(client, loafer, ASKED | {"term": "DDP"})
    assert "Samudra Kilat, Express, cheapest for DDP" in html
    assert "Pos, Udara, cheapest for DAP" in read(client, loafer)
    read(client, loafer, ASKED | {"term": "FOB"}, status=422)


def test_another_kind_and_other_pairs(desk, loafer, bu_sari, client_of):
    client = client_of(bu_sari)
    shop = read(client, loafer)
    private = read(client, loafer, ASKED | {"kind": "b2c", "pairs": "1"})
    assert shop != private


def test_the_first_look_takes_usual_markets(desk, loafer, bu_sari, client_of):
    html = read(client_of(bu_sari), loafer, {})
    assert html.count("At the door, a pair") == 3


def test_nonsense_is_named(desk, loafer, bu_sari, client_of):
    client = client_of(bu_sari)
    read(client, loafer, ASKED | {"pairs": "0"}, status=422)
    read(client, loafer, ASKED | {"country1": "XX"}, status=422)
    assert client.get(reverse("sales:markets", args=[10**6])).status_code == 404


def test_margin_is_for_the_owner(desk, kenzi, loafer, client_of):
    marketing = client_of(somebody(kenzi, "Rina", "marketing"))
    html = read(marketing, loafer)
    assert "At the door, a pair" in html
    assert "You keep" not in html
    viewer = client_of(somebody(kenzi, "Tamu", "viewer"))
    assert viewer.get(reverse("sales:markets", args=[loafer])).status_code == 404


def test_it_asks_a_bounded_number_of_times(desk, loafer, bu_sari, client_of):
    client = client_of(bu_sari)
    read(client, loafer)
    with CaptureQueriesContext(connection) as seen:
        read(client, loafer)
    assert len(seen) <= 48
    assert all(one["sql"].startswith("SELECT") for one in seen)


def test_each_rate_is_shown_with_its_day_and_an_old_one_is_marked(desk, loafer, bu_sari, client_of):
    long_ago = timezone.now() - timedelta(days=29)
    ManualRate.objects.create(workshop=desk, currency="JPY", rate=D("108.5"), set_at=long_ago)
    html = read(client_of(bu_sari), loafer, {**ASKED, "country2": "JP"})
    europe, japan = (html.split(f"<h2>{name}</h2>")[1] for name in ("Netherlands", "Japan"))
    europe, japan = europe.split("<h2>")[0], japan.split("<h2>")[0]
    assert "\xa01 = IDR\xa0108.5" in japan
    assert "29 days old" in japan and ">old<" in japan
    assert "€\xa01 = IDR\xa020,000" in europe and "own rate" in europe
    assert "days old" not in europe
    assert "exchange rates of today" not in html
