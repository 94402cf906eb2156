# ruff: noqa: F811 - fixtures of the sales tests are used by name
"""A carrier's quote or invoice noted on a phone, and the lane it belongs to."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from langkah.apps.partners.models import CarrierPaper
from langkah.apps.sales.models import Order, PaperFor
from tests.apps.sales.conftest import desk, floor, loafer  # noqa: F401 - fixtures
from tests.web.sales.test_room import drafted, sent  # noqa: F401 - fixtures

pytestmark = pytest.mark.django_db
NEW = "/sales/papers/new/"
ENGLISH = {"accept-language": "en"}
PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"


def typed(**changes):
    return {
        "kind": "invoice",
        "carrier": "Samudra Kilat",
        "amount": "2.400.000",
        "currency": "IDR",
        "day": timezone.localdate().isoformat(),
        "chargeable_kg": "24",
        "mode": "courier",
        "country": "NL",
    } | changes


def read(client, path):
    client.get(path, headers=ENGLISH)
    with CaptureQueriesContext(connection) as seen:
        answer = client.get(path, headers=ENGLISH)
    assert answer.status_code == 200
    assert all(one["sql"].startswith("SELECT") for one in seen), path
    return answer.content.decode(), len(seen)


@pytest.fixture
def noted(desk, bu_sari, client_of):
    """Three invoices and a quote on the lane to the Netherlands."""
    client = client_of(bu_sari)
    for place, amount in enumerate(("2.400.000", "2.160.000", "2.880.000")):
        day = timezone.localdate() - timedelta(days=30 * place)
        told = typed(amount=amount, day=day.isoformat(), days_real=str(6 + place))
        assert client.post(NEW, told).status_code == 302
    client.post(NEW, typed(kind="quote", amount="120", currency="EUR"))
    return desk


def test_an_invoice_is_noted_from_the_order(sent, bu_sari, client_of, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    client = client_of(bu_sari)
    client.post(f"/sales/versions/{sent.pk}/accepted/", {"name": "Eva"})
    order = Order.objects.get()
    page, _count = read(client, f"/sales/orders/{order.pk}/")
    assert f"{NEW}?order={order.pk}" in page
    form, count = read(client, f"{NEW}?order={order.pk}")
    assert count <= 12
    assert 'value="Samudra Kilat"' in form and "we had counted" in form
    file = SimpleUploadedFile("x.pdf", PDF)
    answer = client.post(f"{NEW}?order={order.pk}", typed(file=file), follow=True, headers=ENGLISH)
    html = answer.content.decode()
    assert "Noted. It counts" in html and "Our own estimate" in html
    assert "€\xa01 = " in html and "ECB euro reference rates" in html
    paper = CarrierPaper.objects.get()
    kept = PaperFor.objects.get()
    assert (kept.order_id, kept.version_id, kept.paper_id) == (order.pk, sent.pk, paper.pk)
    got = client.get(f"/sales/papers/{paper.pk}/file/")
    assert (got.content, got["Content-Type"]) == (PDF, "application/pdf")
    assert "attachment" in got["Content-Disposition"]
    page, count = read(client, f"/sales/orders/{order.pk}/")
    assert f"/sales/papers/{paper.pk}/" in page
    assert count <= 12


def test_a_quote_is_noted_from_the_ways(drafted, bu_sari, client_of):
    client = client_of(bu_sari)
    place = f"/sales/versions/{drafted.pk}/ways/"
    page, _count = read(client, place)
    link = f"{NEW}?version={drafted.pk}&amp;card="
    assert link in page
    card = page.split(link)[1].split('"')[0]
    form, _count = read(client, f"{NEW}?version={drafted.pk}&card={card}")
    assert "We counted" in form
    client.post(f"{NEW}?version={drafted.pk}&card={card}", typed(kind="quote"))
    page, count = read(client, place)
    assert "What carriers sent for this quote" in page
    assert "Last paid on this lane" not in page
    client.post(NEW, typed())
    page, count = read(client, place)
    assert "Last paid on this lane" in page
    assert count <= 34


def test_a_lane_says_what_was_paid(noted, bu_sari, client_of):
    client = client_of(bu_sari)
    page, count = read(client, "/sales/lanes/courier/NL/")
    assert count <= 6
    for word in ("100,000", "90,000", "120,000", "middle of 3 invoices", "middle of 3 shipments"):
        assert word in page.replace("\xa0", " ").replace(".", ","), word
    assert "How far our own estimate is off is said from 3 invoices" in page
    assert page.count("chart-bar") == 3
    listed, count = read(client, "/sales/lanes/")
    assert "/sales/lanes/courier/NL/" in listed
    assert count <= 6
    empty, _count = read(client, "/sales/lanes/air/JP/")
    assert "No quote or invoice on this lane" in empty


def test_a_long_lane_is_read_a_page_at_a_time(noted, bu_sari, client_of):
    row = CarrierPaper.objects.first()
    for place in range(22):
        row.pk = None
        row.reference = f"more {place}"
        row.save()
    client = client_of(bu_sari)
    page, count = read(client, "/sales/lanes/courier/NL/")
    assert len(re.findall(r'<th scope="row">\s*<a', page)) == 20
    assert "?from=20" in page
    rest, _count = read(client, "/sales/lanes/courier/NL/?from=20")
    assert len(re.findall(r'<th scope="row">\s*<a', rest)) == 6
    assert count <= 6


def test_few_papers_give_a_sentence(desk, bu_sari, client_of):
    client = client_of(bu_sari)
    page, _count = read(client, "/sales/lanes/")
    assert "No quote or invoice of a carrier yet" in page
    client.post(NEW, typed())
    page, _count = read(client, "/sales/lanes/courier/NL/")
    assert "so far there are 1." in page


def test_a_paper_is_corrected_taken_back_and_restored(noted, bu_sari, client_of):
    client = client_of(bu_sari)
    first = CarrierPaper.objects.order_by("pk").first()
    place = f"/sales/papers/{first.pk}/"
    form, _count = read(client, f"{place}correct/")
    assert 'value="2400000"' in form or 'value="2.400.000"' in form
    client.post(f"{place}correct/", typed(amount="2.500.000"))
    after = CarrierPaper.objects.get(replaces=first)
    page, count = read(client, place)
    assert "The corrected paper" in page and f"/sales/papers/{after.pk}/" in page
    assert count <= 8
    client.post(f"/sales/papers/{after.pk}/take-back/")
    page, _count = read(client, f"/sales/papers/{after.pk}/")
    assert "Taken back by Bu Sari" in page
    assert "The corrected paper" not in read(client, place)[0]
    client.post(f"/sales/papers/{after.pk}/restore/")
    assert "The corrected paper" in read(client, place)[0]


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"amount": ""}, "This field"),
        ({"amount": "0"}, "The amount must be above zero"),
        ({"country": ""}, "This field"),
        ({"day": (timezone.localdate() + timedelta(days=2)).isoformat()}, "has not come yet"),
        ({"file": SimpleUploadedFile("x.pdf", b"nonsense")}, "neither a PDF"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(desk, bu_sari, client_of, changes, sentence):
    answer = client_of(bu_sari).post(NEW, typed(**changes), headers=ENGLISH)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not CarrierPaper.objects.exists()


def test_who_may_read_and_who_may_note(noted, bu_sari, viewer, rival_owner, pak_budi, client_of):
    paper = CarrierPaper.objects.first().pk
    reader, stranger = client_of(viewer), client_of(rival_owner)
    for place in ("/sales/lanes/", "/sales/lanes/courier/NL/", f"/sales/papers/{paper}/"):
        assert reader.get(place).status_code == 200
    for place in (NEW, f"/sales/papers/{paper}/correct/"):
        assert reader.get(place).status_code == 404
        assert client_of(pak_budi).get(place).status_code == 404
    for deed in ("take-back", "restore"):
        assert reader.post(f"/sales/papers/{paper}/{deed}/").status_code == 404
        assert stranger.post(f"/sales/papers/{paper}/{deed}/").status_code == 404
    assert stranger.get(f"/sales/papers/{paper}/").status_code == 404
    assert stranger.get(f"/sales/papers/{paper}/file/").status_code == 404
    assert "Samudra" not in stranger.get("/sales/lanes/courier/NL/").content.decode()
    assert client_of(bu_sari).get("/sales/lanes/bicycle/NL/").status_code == 404
    assert client_of(bu_sari).get("/sales/lanes/courier/XX/").status_code == 404


def test_pressed_twice_it_is_noted_once(desk, bu_sari, client_of):
    client = client_of(bu_sari)
    for _ in range(2):
        client.post(NEW, typed(once="same"))
    assert CarrierPaper.objects.count() == 1


def test_the_same_invoice_is_kept_twice_only_when_somebody_says_so(desk, bu_sari, client_of):
    client = client_of(bu_sari)
    assert client.post(NEW, typed()).status_code == 302
    again = client.post(NEW, typed(carrier="samudra  kilat"), headers=ENGLISH)
    assert again.status_code == 422
    page = again.content.decode()
    assert "is noted already. If this is another one" in page
    assert 'type="checkbox" name="another"' in page
    assert CarrierPaper.objects.count() == 1
    for other in ({"amount": "2.400.001"}, {"kind": "quote"}, {"carrier": "Pos"}):
        assert client.post(NEW, typed(**other)).status_code == 302, other
    assert client.post(NEW, typed(another="on")).status_code == 302
    assert CarrierPaper.objects.count() == 5


def test_two_numbers_are_two_invoices_and_a_correction_is_not_a_copy(desk, bu_sari, client_of):
    client = client_of(bu_sari)
    for number in ("A1", "A2"):
        assert client.post(NEW, typed(reference=number)).status_code == 302
    assert client.post(NEW, typed()).status_code == 422
    first = CarrierPaper.objects.get(reference="A1")
    place = f"/sales/papers/{first.pk}/correct/"
    assert client.post(place, typed(reference="A1", note="seen")).status_code == 302
