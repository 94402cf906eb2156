# ruff: noqa: F811 - fixtures of the sales tests are used by name
"""The packing plan on a screen: who may see it, what it says, what it costs."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from langkah.apps.sales import queries
from langkah.apps.sales.models import Order, QuoteVersion
from tests.apps.sales.conftest import desk, floor, loafer  # noqa: F401 - fixtures
from tests.web.sales.test_room import drafted, sent  # noqa: F401 - fixtures

pytestmark = pytest.mark.django_db


def place(version: QuoteVersion) -> str:
    return f"/sales/versions/{version.pk}/packing/"


def test_the_owner_sees_every_carton_layer_and_saving(drafted, bu_sari, client_of):
    html = client_of(bu_sari).get(place(drafted)).content.decode()
    plan = queries.packing(drafted.workshop, drafted.pk, timezone.now()).packing.plan
    assert plan is not None
    drawn = len(re.findall(r'<rect class="layer-box"', html))
    shown = {one.layers: one for one in plan.cartons}.values()
    assert drawn == sum(layer.pairs for one in shown for layer in one.layers)
    assert html.count('<figure class="layer">') == sum(len(one.layers) for one in shown)
    assert "39 × " in html and "40 × " in html


def test_the_page_agrees_with_the_order_to_the_pair(drafted):
    found = queries.packing(drafted.workshop, drafted.pk, timezone.now())
    plan = found.packing.plan
    assert plan is not None
    counted: dict[str, int] = {}
    for carton in plan.cartons:
        for one in carton.contents:
            counted[one.size] = counted.get(one.size, 0) + one.pairs
    assert counted == {
        cell.size: cell.pairs for line in drafted.lines.all() for cell in line.sizes.all()
    }
    assert found.told == len(plan.cartons)


def test_the_packer_may_look_a_rival_may_not(drafted, pak_budi, rival_owner, client_of):
    assert client_of(pak_budi).get(place(drafted)).status_code == 200
    assert client_of(rival_owner).get(place(drafted)).status_code == 404


def test_the_page_asks_a_bounded_number_of_times_and_writes_nothing(sent, bu_sari, client_of):
    client = client_of(bu_sari)
    client.get(place(sent))
    with CaptureQueriesContext(connection) as seen:
        client.get(place(sent))
    assert len(seen) <= 17
    assert all(one["sql"].startswith("SELECT") for one in seen)


def test_quote_and_order_lead_to_it(sent, bu_sari, client_of):
    client = client_of(bu_sari)
    assert place(sent) in client.get(f"/sales/quotes/{sent.quote_id}/").content.decode()
    client.post(f"/sales/versions/{sent.pk}/accepted/", {"name": "Eva"})
    order = Order.objects.get()
    assert place(sent) in client.get(f"/sales/orders/{order.pk}/").content.decode()
    assert f"/sales/orders/{order.pk}/" in client.get(place(sent)).content.decode()


def test_a_box_that_nobody_measured_is_said_in_words(drafted, bu_sari, client_of):
    drafted.lines.get().product.sizes.update(length_cm=None)
    html = client_of(bu_sari).get(place(drafted)).content.decode()
    assert "is not measured" in html or "belum diukur" in html
    assert "layer-box" not in html
