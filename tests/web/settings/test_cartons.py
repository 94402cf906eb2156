# ruff: noqa: F811 - fixtures of the sales tests are used by name
"""Own cartons on their screen, and in the plan of a quote."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from langkah.apps.sales import actions, queries
from langkah.apps.sales.models import QuoteVersion
from langkah.apps.workshop.models import OwnCarton
from tests.apps.sales.conftest import desk, floor, loafer  # noqa: F401 - fixtures
from tests.web.sales.test_room import drafted, sent  # noqa: F401 - fixtures

pytestmark = pytest.mark.django_db
PLACE = "/settings/cartons/"
ENGLISH = {"accept-language": "en"}
# 2 x 3 boxes of 32 x 21 x 12 cm lie on the floor, in 4 layers
TYPED = {
    "length_mm": "660",
    "width_mm": "640",
    "height_mm": "490",
    "empty_g": "1200",
    "max_kg": "40",
    "price": "18.500",
    "name": "Large",
    "stocked": "on",
}


def read(client, place=PLACE):
    return client.get(place, headers=ENGLISH).content.decode()


def test_an_empty_page_teaches_and_the_first_is_added(kenzi, bu_sari, client_of):
    client = client_of(bu_sari)
    assert "Measure a carton that lies in your store" in read(client)
    answer = client.post(f"{PLACE}new/", TYPED, follow=True, headers=ENGLISH)
    html = answer.content.decode()
    assert "Large" in html and "in stock" in html
    row = OwnCarton.objects.get()
    assert (row.length_mm, row.empty_g, row.price) == (660, 1200, 18500)
    wrong = client.post(f"{PLACE}new/", TYPED | {"name": "Other", "width_mm": "0"}, headers=ENGLISH)
    assert wrong.status_code == 422
    client.post(f"{PLACE}{row.pk}/", TYPED | {"stocked": "", "max_kg": "22,5"})
    assert "not in stock" in read(client)
    after = OwnCarton.objects.get(ended_at=None)
    client.post(f"{PLACE}{after.pk}/remove/")
    page = read(client)
    assert "Measure a carton" in page and f"{PLACE}{after.pk}/restore/" in page
    assert client.post(f"{PLACE}{after.pk + 9}/restore/").status_code == 404
    client.post(f"{PLACE}{after.pk}/restore/")
    assert "Large" in read(client)
    client.post(f"{PLACE}{after.pk}/restore/")
    assert OwnCarton.objects.filter(ended_at=None).count() == 1


def test_who_may_change_them_and_who_may_see_their_price(
    kenzi, bu_sari, rina, pak_budi, viewer, rival_owner, client_of
):
    client_of(bu_sari).post(f"{PLACE}new/", TYPED)
    row = OwnCarton.objects.get()
    assert "18" in read(client_of(bu_sari))
    head = client_of(pak_budi)
    assert "18.500" not in read(head) and "18,500" not in read(head)
    assert "Price of one carton" not in read(head, f"{PLACE}{row.pk}/")
    head.post(f"{PLACE}{row.pk}/", TYPED | {"price": "1", "empty_g": "1300"})
    after = OwnCarton.objects.get(ended_at=None)
    assert (after.empty_g, after.price) == (1300, 18500)
    for user in (rina, viewer):
        assert client_of(user).get(PLACE).status_code == 404
    rival = client_of(rival_owner)
    assert rival.get(f"{PLACE}{after.pk}/").status_code == 404
    assert rival.post(f"{PLACE}{after.pk}/remove/").status_code == 404
    assert "Large" not in read(rival)


def test_reading_asks_a_few_times_and_writes_nothing(kenzi, bu_sari, client_of):
    client = client_of(bu_sari)
    client.post(f"{PLACE}new/", TYPED)
    for place in (PLACE, f"{PLACE}{OwnCarton.objects.get().pk}/"):
        client.get(place)
        with CaptureQueriesContext(connection) as seen:
            client.get(place)
        assert len(seen) <= 5
        assert all(one["sql"].startswith("SELECT") for one in seen)


def test_a_quote_is_packed_into_own_cartons_and_keeps_them(
    drafted, desk, bu_sari, viewer, client_of
):
    client = client_of(bu_sari)
    plan = f"/sales/versions/{drafted.pk}/packing/"
    client.post(f"{PLACE}new/", TYPED)
    desk.refresh_from_db()
    assert "Your own cartons have changed" in read(client, plan)
    assert "Large" not in read(client, plan)
    actions.price_quote(workshop=desk, version=drafted.pk, now=timezone.now())
    html = read(client, plan)
    assert "Own cartons, mixed" in html and "The cartons cost" in html
    assert "The cartons cost" not in read(client_of(viewer), plan)
    client.post(f"{PLACE}choice/", {"only_own": "yes"})
    actions.price_quote(workshop=desk, version=drafted.pk, now=timezone.now())
    found = queries.packing(desk, drafted.pk, timezone.now())
    # 24 pairs of 1.125 kg are more than one person lifts.
    assert [one.stock for one in found.packing.plan.cartons] == ["Large", "Large"]
    assert found.packing.ways[0].name == "stock"
    assert QuoteVersion.objects.get(pk=drafted.pk).cartons == 2
    assert "<strong>Large</strong>" in read(client, plan)
    actions.freeze(workshop=desk, version=drafted.pk, by=bu_sari, now=timezone.now())
    client.post(f"{PLACE}{OwnCarton.objects.get().pk}/remove/")
    kept = queries.packing(desk, drafted.pk, timezone.now())
    assert kept.packing == found.packing
    assert kept.cartons_changed
    with CaptureQueriesContext(connection) as seen:
        client.get(plan)
    assert len(seen) <= 20


def test_only_own_needs_one_in_stock(kenzi, bu_sari, client_of):
    answer = client_of(bu_sari).post(
        f"{PLACE}choice/", {"only_own": "yes"}, follow=True, headers=ENGLISH
    )
    assert "no own carton in stock" in answer.content.decode()
