# ruff: noqa: F811 - fixtures of the sales tests are used by name
"""The sales room: who may enter, what each screen says, what it costs."""

from __future__ import annotations

import re
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from langkah.apps.partners.models import RateCard
from langkah.apps.rules.actions import adopt
from langkah.apps.sales import actions
from langkah.apps.sales.models import Inquiry, Order, Quote, QuoteVersion
from langkah.apps.workshop import words
from langkah.domain.money import Money
from tests.apps.sales.conftest import (  # noqa: F401 - fixtures
    READY,
    add_loafer,
    desk,
    facts,
    floor,
    loafer,
)

pytestmark = pytest.mark.django_db

TEXT = "Hallo, wij willen 24 paar Brantas Loafer (39: 12, 40: 12) voor onze winkel in Rotterdam."


@pytest.fixture
def drafted(desk, bu_sari, loafer):
    now = timezone.now()
    taken = actions.take_inquiry(
        workshop=desk, message=actions.Message(text=TEXT, key="k"), now=now
    )
    quote = actions.quote_inquiry(
        workshop=desk, inquiry=taken, facts=facts(loafer), by=bu_sari, now=now
    )
    row = QuoteVersion.objects.get(quote=quote)
    promised = actions.Promised(ready=READY)
    actions.promise(workshop=desk, version=row.pk, promised=promised, by=bu_sari, now=now)
    return row


@pytest.fixture
def sent(desk, bu_sari, drafted):
    actions.freeze(workshop=desk, version=drafted.pk, by=bu_sari, now=timezone.now())
    return drafted


def filled(html: str) -> dict[str, str]:
    """The form of a page as a browser would send it back."""
    main = html.split("<main")[1]
    form = {
        name: value
        for tag in re.findall(r"<input[^>]+>", main)
        for name, value in [(_of(tag, "name"), _of(tag, "value"))]
        if name
    }
    for name, body in re.findall(r'<select name="([^"]+)"[^>]*>(.*?)</select>', main, re.DOTALL):
        chosen = re.search(r'<option value="([^"]*)" selected', body)
        form[name] = chosen[1] if chosen else ""
    for name, body in re.findall(
        r'<textarea name="([^"]+)"[^>]*>(.*?)</textarea>', main, re.DOTALL
    ):
        form[name] = body.strip()
    return form


def _of(tag: str, name: str) -> str:
    found = re.search(rf' {name}="([^"]*)"', tag)
    return found[1] if found else ""


def test_from_a_pasted_message_to_a_sent_quote(floor, loafer, bu_sari, client_of):
    client = client_of(bu_sari)
    answer = client.post("/sales/paste/", {"text": TEXT, "once": "a"})
    page = client.get(answer["Location"]).content.decode()
    assert '<u class="read">Brantas Loafer</u>' in page
    form = filled(page)
    assert form["country"] == "NL"
    assert form["line-0-product"] == str(loafer)
    assert form["line-0-sizes"] == "39 × 12, 40 × 12"
    answer = client.post(answer["Location"], {**form, "buyer_name": "Schoenhuis Van Dalen"})
    assert answer.status_code == 302, answer.content.decode()
    quote = Quote.objects.get()
    version = quote.versions.get()
    assert version.total is not None
    assert version.promise_day is not None
    assert client.post(f"/sales/versions/{version.pk}/send/").status_code == 302
    page = client.get(f"/sales/quotes/{quote.pk}/").content.decode()
    assert "/q/" in page
    assert "Schoenhuis Van Dalen" in page
    paper = client.get(f"/sales/versions/{version.pk}/pdf/")
    assert paper.content.startswith(b"%PDF")


def test_the_name_below_the_message_is_the_buyer_until_somebody_corrects_it(
    desk, bu_sari, client_of
):
    client = client_of(bu_sari)
    place = client.post("/sales/paste/", {"text": f"{TEXT}\nGroeten,\nMarieke", "once": "a"})
    page = client.get(place["Location"]).content.decode()
    assert filled(page)["buyer_name"] == "Marieke"
    assert '<u class="read">Marieke</u>' in page
    given = {"text": f"{TEXT}\nGroeten,\nMarieke", "name": "Van Dalen", "once": "b"}
    page = client.get(client.post("/sales/paste/", given)["Location"]).content.decode()
    assert filled(page)["buyer_name"] == "Van Dalen"


def test_pasting_twice_with_the_same_key_is_one_message(desk, bu_sari, client_of):
    client = client_of(bu_sari)
    for _ in range(2):
        client.post("/sales/paste/", {"text": TEXT, "once": "a"})
    assert Inquiry.objects.count() == 1


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_shared_text_only_fills_the_form(kenzi, bu_sari, client_of, method):
    answer = getattr(client_of(bu_sari), method)(
        "/sales/share/", {"title": "WhatsApp", "text": "24 <b>paar</b>"}
    )
    assert "24 &lt;b&gt;paar" in answer.content.decode()
    assert not Inquiry.objects.exists()


def test_a_draft_is_kept_even_with_gaps(desk, bu_sari, client_of):
    client = client_of(bu_sari)
    place = client.post("/sales/paste/", {"text": "Hello", "once": "a"})["Location"]
    form = filled(client.get(place).content.decode())
    answer = client.post(place, {**form, "draft": "1", "city": "Lyon"})
    assert answer.status_code == 302
    assert filled(client.get(place).content.decode())["city"] == "Lyon"
    assert not Quote.objects.exists()


def test_a_wish_for_a_day_that_has_passed_is_asked_again(desk, bu_sari, client_of):
    client = client_of(bu_sari)
    place = client.post("/sales/paste/", {"text": TEXT, "once": "a"})["Location"]
    form = filled(client.get(place).content.decode())
    late = {**form, "buyer_name": "Anna", "wish_day": "2020-01-01"}
    answer = client.post(place, late)
    assert answer.status_code == 422
    assert "wish_day" in answer.context["forms"].facts.errors
    assert not Quote.objects.exists()
    assert client.post(place, {**late, "draft": "1"}).status_code == 302


def test_a_quote_with_gaps_says_what_is_missing(desk, bu_sari, client_of):
    client = client_of(bu_sari)
    place = client.post("/sales/paste/", {"text": "Hello", "once": "a"})["Location"]
    answer = client.post(place, filled(client.get(place).content.decode()))
    assert answer.status_code == 422
    assert not Quote.objects.exists()


@pytest.mark.parametrize("text", ["38-2", "many", "38 × 0"])
def test_sizes_that_cannot_be_read_are_quoted_back(desk, loafer, bu_sari, client_of, text):
    client = client_of(bu_sari)
    place = client.post("/sales/paste/", {"text": TEXT, "once": "a"})["Location"]
    form = filled(client.get(place).content.decode())
    answer = client.post(place, {**form, "buyer_name": "X", "line-0-sizes": text})
    assert answer.status_code == 422
    assert text in answer.content.decode()


def test_costs_are_for_the_owner_only(desk, sent, bu_sari, rina, client_of):
    place = f"/sales/quotes/{sent.quote_id}/"
    cost = f"{sent.lines.get().unit_cost:,.0f}".replace(",", ".")
    assert cost in client_of(bu_sari).get(place, headers={"accept-language": "id"}).content.decode()
    assert (
        cost not in client_of(rina).get(place, headers={"accept-language": "id"}).content.decode()
    )


PAGES = ["/sales/", "/sales/inquiries/", "/sales/orders/", "/sales/rates/"]


@pytest.mark.parametrize("place", PAGES)
def test_empty_lists_teach_the_next_step(kenzi, bu_sari, client_of, place):
    html = client_of(bu_sari).get(place).content.decode()
    assert 'class="empty"' in html


def places_of(sent):
    order = actions.accept(
        workshop=sent.workshop, version=sent.pk, name="Marieke", now=timezone.now()
    )
    return [
        *PAGES,
        f"/sales/inquiries/{sent.quote.inquiry_id}/",
        f"/sales/quotes/{sent.quote_id}/",
        f"/sales/quotes/{sent.quote_id}/compare/",
        f"/sales/versions/{sent.pk}/pdf/",
        f"/sales/orders/{order}/",
        f"/sales/rates/{RateCard.objects.get().pk}/",
    ]


def test_who_may_read_what(sent, client_of, request):
    places = places_of(sent)
    may = {"bu_sari": places, "rina": places, "pak_budi": places, "viewer": places}
    may["pak_budi"] = may["viewer"] = [
        one for one in places if "/inquiries/" not in one or one in PAGES
    ]
    may["adviser"] = may["rival_owner"] = []
    for who, allowed in may.items():
        client = client_of(request.getfixturevalue(who))
        for place in places:
            answer = client.get(place)
            if who == "rival_owner" and place in PAGES:
                assert "Brantas" not in answer.content.decode()
                assert "Marieke" not in answer.content.decode()
                continue
            assert answer.status_code == (200 if place in allowed else 404), (who, place)


def test_only_those_who_quote_may_change(sent, client_of, viewer, pak_budi, rival_owner):
    for who in (viewer, pak_budi, rival_owner):
        client = client_of(who)
        for deed in ("send", "withdraw", "price", "next", "accepted"):
            assert client.post(f"/sales/versions/{sent.pk}/{deed}/").status_code == 404
    assert not Order.objects.exists()


def test_nobody_is_sent_to_sign_in(sent, client):
    for place in (*PAGES, f"/sales/quotes/{sent.quote_id}/", "/sales/paste/"):
        assert client.get(place).status_code == 302


@pytest.mark.parametrize(
    ("place", "most"),
    [("/sales/", 4), ("/sales/inquiries/", 3), ("/sales/orders/", 3), ("/sales/rates/", 5)],
)
def test_lists_ask_little_and_write_nothing(sent, bu_sari, client_of, place, most):
    client = client_of(bu_sari)
    client.get(place)
    with CaptureQueriesContext(connection) as seen:
        client.get(place)
    assert len(seen) <= most
    assert all(one["sql"].startswith("SELECT") for one in seen)


def test_a_quote_page_asks_a_bounded_number_of_times(sent, bu_sari, client_of):
    client = client_of(bu_sari)
    place = f"/sales/quotes/{sent.quote_id}/"
    client.get(place)
    with CaptureQueriesContext(connection) as seen:
        client.get(place)
    assert len(seen) <= 40
    assert all(one["sql"].startswith("SELECT") for one in seen)


def test_a_change_makes_a_version_that_can_be_compared(floor, sent, bu_sari, client_of):
    letter = actions.Letter(text="36 pairs, please", key="c")
    change = actions.ask_change(workshop=floor, version=sent.pk, letter=letter, now=timezone.now())
    client = client_of(bu_sari)
    answer = client.post(f"/sales/versions/{sent.pk}/next/", {"change": change})
    form = filled(client.get(answer["Location"]).content.decode())
    answer = client.post(answer["Location"], {**form, "line-0-sizes": "40 × 36"})
    assert answer.status_code == 302, answer.content.decode()
    html = client.get(f"/sales/quotes/{sent.quote_id}/compare/").content.decode()
    assert "40 × 36" in html
    assert "39 × 12" in html


def test_a_frozen_version_has_no_form(sent, bu_sari, client_of):
    assert client_of(bu_sari).get(f"/sales/versions/{sent.pk}/").status_code == 302


def test_a_yes_by_telephone_places_the_order_once(floor, sent, bu_sari, client_of):
    client = client_of(bu_sari)
    for _ in range(2):
        client.post(f"/sales/versions/{sent.pk}/accepted/", {"name": "Marieke"})
    assert Order.objects.count() == 1


# --- rate cards ------------------------------------------------------------------------------

CARD = {
    "carrier": "Pos",
    "service": "Parcel",
    "mode": "post",
    "currency": "IDR",
    "valid_from": "2026-11-01",
    "zone": "Europe",
    "countries": "NL, Jerman, France",
    "days_min": "11",
    "days_max": "22",
    "break-TOTAL_FORMS": "2",
    "break-INITIAL_FORMS": "0",
    "break-0-up_to_kg": "2",
    "break-0-price": "340000",
    "break-0-per": "parcel",
    "break-1-price": "90000",
    "break-1-per": "kg",
    "pickup": "0",
    "clearance": "150000",
}


def test_a_newcomer_writes_the_first_rate_card(kenzi, bu_sari, client_of):
    client = client_of(bu_sari)
    answer = client.post("/sales/rates/first/", CARD)
    assert answer.status_code == 302, answer.content.decode()
    card = RateCard.objects.get()
    assert {one.country for one in card.zones.get().countries.all()} == {"NL", "DE", "FR"}
    html = client.get(answer["Location"]).content.decode()
    assert "340.000" in html
    assert kenzi.hand_over.clearance == 150000


def test_rupiah_with_points_are_thousands_on_a_rate_card_too(kenzi, bu_sari, client_of):
    """340.000 was once kept as 340."""
    written = {"break-0-price": "340.000", "break-1-price": "90rb", "clearance": "Rp 150.000"}
    answer = client_of(bu_sari).post(
        "/sales/rates/first/", {**CARD, **written, "fuel_percent": "12,5 %"}
    )
    assert answer.status_code == 302, answer.content.decode()
    prices = RateCard.objects.get().zones.get().breaks.order_by("price")
    assert [one.price for one in prices] == [90000, 340000]
    assert kenzi.hand_over.clearance == 150000
    assert RateCard.objects.get().fuel_percent == Decimal("12.5")


def test_a_card_by_hand_knows_postcodes_and_further_steps(kenzi, bu_sari, client_of):
    written = {"countries": "Belanda, ES 35000-38999", "break-1-per": "step 0.5"}
    answer = client_of(bu_sari).post("/sales/rates/first/", {**CARD, **written})
    assert answer.status_code == 302, answer.content.decode()
    zone = RateCard.objects.get().zones.get()
    places = {(one.country, one.first, one.last) for one in zone.countries.all()}
    assert places == {("NL", "", ""), ("ES", "35000", "38999")}
    assert zone.breaks.get(up_to_kg=None).step_kg == Decimal("0.5")


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"countries": "NL, Atlantis"}, "Atlantis"),
        ({"currency": "EUR", "break-0-price": "12.500"}, "12500"),
        ({"break-0-up_to_kg": "berat"}, "berat"),
        ({"break-1-price": "-4"}, "break-1-price"),
        ({"days_max": "3"}, "days_max"),
        ({"break-0-price": "", "break-1-price": ""}, "price"),
        ({"valid_until": "2026-01-01"}, "valid_until"),
    ],
)
def test_a_wrong_rate_card_is_kept_out_whole(kenzi, bu_sari, client_of, values, said):
    answer = client_of(bu_sari).post("/sales/rates/first/", {**CARD, **values})
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not RateCard.objects.exists()


def test_a_country_stands_in_one_zone_of_a_card(kenzi, bu_sari, client_of):
    client = client_of(bu_sari)
    place = client.post("/sales/rates/first/", CARD)["Location"]
    again = {**CARD, "zone": "North"}
    assert client.post(f"{place}zone/", again).status_code == 422
    assert client.post(f"{place}zone/", {**again, "countries": "NO"}).status_code == 302
    assert RateCard.objects.get(ended_at=None).zones.count() == 2


def test_the_terms_tell_who_pays_what(desk, bu_sari, client_of):
    client = client_of(bu_sari)
    client.get("/sales/terms/")
    with CaptureQueriesContext(connection) as seen:
        html = client.get("/sales/terms/?term=fob").content.decode()
    assert len(seen) <= 3
    assert html.count("<details") == 11
    assert html.count('id="FOB" open') == 1
    assert client.get("/sales/terms/?term=%3Cscript%3E").status_code == 200


def test_the_bar_of_a_draft_is_one_line(drafted, bu_sari, client_of):
    """The total, the day and one deed stay in reach; the tick asked for stands in the page."""
    QuoteVersion.objects.filter(pk=drafted.pk).update(oldest_rate_day=date(2026, 1, 5))
    html = client_of(bu_sari).get(f"/sales/quotes/{drafted.quote_id}/").content.decode()
    bar = html.split('<div class="actionbar slim">')[1].split("</form>")[0]
    assert bar.count("<button") == 1
    assert 'class="bar-told"' in bar
    assert "rate_seen" not in bar
    assert 'id="send"' in bar
    assert 'required form="send"' in html


def test_an_old_rate_is_ticked_before_the_quote_leaves(drafted, bu_sari, client_of):
    QuoteVersion.objects.filter(pk=drafted.pk).update(oldest_rate_day=date(2026, 1, 5))
    client = client_of(bu_sari)
    place = f"/sales/quotes/{drafted.quote_id}/"
    html = client.get(place).content.decode()
    assert 'name="rate_seen" value="2026-01-05" required' in html
    client.post(f"/sales/versions/{drafted.pk}/send/")
    assert not hasattr(QuoteVersion.objects.get(pk=drafted.pk), "sent")
    assert "5 Jan 2026" in client.get(place).content.decode()


def test_the_form_keeps_the_wish_and_says_why_another_term_is_shown(drafted, bu_sari, client_of):
    client = client_of(bu_sari)
    place = f"/sales/versions/{drafted.pk}/"
    form = filled(client.get(place).content.decode())
    assert client.post(place, {**form, "incoterm": "DDP"}).status_code == 302
    drafted.refresh_from_db()
    assert drafted.incoterm == "DAP"
    page = client.get(place).content.decode()
    assert filled(page)["incoterm"] == "DDP"
    assert "DDP was chosen" in page or "DDP dipilih" in page


def test_a_message_can_ask_for_each_of_the_eleven_terms(desk, bu_sari, client_of):
    client = client_of(bu_sari)
    place = client.post("/sales/paste/", {"text": TEXT, "once": "a"})["Location"]
    page = client.get(place).content.decode()
    options = re.search(r'<select name="incoterm"[^>]*>(.*?)</select>', page, re.DOTALL)[1]
    assert len(re.findall(r'value="[A-Z]{3}"', options)) == 11


def test_countries_are_named_in_the_language_of_the_sentence(desk, drafted, bu_sari, client_of):
    adopt(workshop=desk, now=timezone.now())
    actions.price_quote(workshop=desk, version=drafted.pk, now=timezone.now())
    page = client_of(bu_sari).get(f"/sales/versions/{drafted.pk}/duty-paid/").content.decode()
    assert "Belanda: " in page
    assert "<li>Netherlands: " not in page
    assert "customs broker for Netherlands" in page
    assert "customs broker for Belanda" not in page


def test_a_day_that_moved_at_sending_says_the_new_price_too(floor, drafted, client_of, bu_sari):
    client = client_of(bu_sari)
    client.post(reverse("sales:price", args=[drafted.pk]))
    earlier = timezone.localdate() + timedelta(days=1)
    QuoteVersion.objects.filter(pk=drafted.pk).update(promise_day=earlier)
    RateCard.objects.update(fuel_percent=30)
    page = client.post(
        reverse("sales:send", args=[drafted.pk]), follow=True, headers={"accept-language": "en"}
    ).content.decode()
    row = QuoteVersion.objects.get(pk=drafted.pk)
    assert row.promise_day > earlier
    assert "The day moved from" in page
    assert "The price is DAP" in page
    for amount in (row.offers.get(incoterm="DAP").price, row.offers.get(incoterm="DAP").at_door):
        assert words.money(Money(amount, "EUR"), "en") in page


def test_a_price_that_moved_is_said_with_the_way_out(floor, drafted, client_of, bu_sari):
    """Pressing send tells what moved; one tap works it out again, the next one sends."""
    client = client_of(bu_sari)
    drafted.refresh_from_db()
    client.post(reverse("sales:price", args=[drafted.pk]))
    RateCard.objects.update(fuel_percent=30)
    page = client.post(
        reverse("sales:send", args=[drafted.pk]), follow=True, headers={"accept-language": "en"}
    ).content.decode()
    assert "The price moved since it was worked out: DAP from" in page
    assert not hasattr(QuoteVersion.objects.get(pk=drafted.pk), "sent")
    way_out = reverse("sales:price", args=[drafted.pk])
    assert f'action="{way_out}"' in page
    client.post(way_out)
    client.post(reverse("sales:send", args=[drafted.pk]))
    assert hasattr(QuoteVersion.objects.get(pk=drafted.pk), "sent")
