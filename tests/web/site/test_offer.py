# ruff: noqa: F811 - fixtures of the sales tests are used by name
"""The buyer's page: seven languages, one order, no writing while reading."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from langkah.apps.sales import actions, links, wording
from langkah.apps.sales.models import ChangeRequest, Order, Question, QuoteLink, QuoteVersion
from langkah.web.site import forms
from tests.apps.sales.conftest import (  # noqa: F401 - fixtures
    READY,
    add_loafer,
    desk,
    facts,
    floor,
    loafer,
    photographed,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    """A test writes faster than a person."""
    monkeypatch.setattr(forms, "FASTEST_SECONDS", -1)


@pytest.fixture
def version(desk, bu_sari, loafer):
    now = timezone.now()
    taken = actions.take_inquiry(
        workshop=desk, message=actions.Message(text="24 paar", key="k"), now=now
    )
    quote = actions.quote_inquiry(
        workshop=desk, inquiry=taken, facts=facts(loafer), by=bu_sari, now=now
    )
    row = QuoteVersion.objects.get(quote=quote)
    promised = actions.Promised(ready=READY)
    actions.promise(workshop=desk, version=row.pk, promised=promised, by=bu_sari, now=now)
    actions.freeze(workshop=desk, version=row.pk, by=bu_sari, now=now)
    return row


@pytest.fixture
def token(version):
    return links.token(QuoteLink.objects.get(quote=version.quote_id).seed)


def page(token, **query):
    return Client().get(reverse("site:offer", args=[token]), query)


def post(deed, token, **values):
    client = Client(enforce_csrf_checks=True)
    html = client.get(reverse("site:offer", args=[token])).content.decode()
    csrf = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', html)
    stamp = re.search(r'name="stamp" value="([^"]+)"', html)
    assert csrf and stamp
    values = {"csrfmiddlewaretoken": csrf[1], "stamp": stamp[1], **values}
    return client.post(reverse(f"site:{deed}", args=[token]), values)


YES = {"name": "Marieke", "confirm": "on", "number": "1"}


@pytest.mark.parametrize("language", list(wording.LANGUAGES))
def test_the_page_speaks_each_language_and_shows_the_same_figures(token, language):
    answer = page(token, **{"in": language})
    html = answer.content.decode()
    assert answer.status_code == 200
    assert f'<html lang="{language}"' in html
    assert "597" in html
    assert "Brantas Loafer" in html
    assert answer["X-Robots-Tag"] == "noindex"


def test_it_speaks_the_buyers_language_unless_asked(token):
    assert "Deze offerte aanvaarden" in page(token).content.decode()


@pytest.mark.parametrize("language", ["nl", "ja", "de", "fr", "es"])
def test_no_english_sentence_is_left_on_a_foreign_page(token, language):
    html = page(token, **{"in": language}).content.decode()
    text = re.sub(r"<[^>]+>", " ", html.split("<body")[1])
    for word in ("Skip to", "Offer", "Ready", "Accept", "Ask", "Included", "Made to"):
        assert not re.search(rf"\b{word}\b", text)


def test_reading_writes_nothing_and_asks_little(token):
    with CaptureQueriesContext(connection) as seen:
        page(token)
    assert len(seen) <= 22
    assert not [one for one in seen if not one["sql"].startswith("SELECT")]


def test_margin_and_cost_never_reach_the_buyer(token, version):
    cost = version.lines.get().unit_cost
    html = page(token, **{"in": "id"}).content.decode()
    assert f"{cost:.0f}" not in html.replace(".", "")


def test_accepting_makes_one_order_also_when_pressed_twice(floor, token):
    first = post("accept", token, **YES)
    assert first.status_code == 302
    assert Order.objects.count() == 1
    assert post_again(token) == 302
    assert Order.objects.count() == 1
    html = page(token, **{"in": "en"}).content.decode()
    assert "Marieke accepted this offer" in html
    assert "Accept this offer" not in html


def test_a_yes_counts_also_when_the_floor_has_no_plan_for_it(token):
    answer = Client().post(reverse("site:accept", args=[token]) + "?in=en", YES)
    assert answer.status_code == 302
    assert Order.objects.count() == 1


def post_again(token):
    client = Client()
    return client.post(reverse("site:accept", args=[token]), YES).status_code


def test_without_name_or_tick_nothing_happens_and_the_page_says_what_to_do(token):
    answer = Client().post(reverse("site:accept", args=[token]) + "?in=en", {"number": "1"})
    html = answer.content.decode()
    assert answer.status_code == 422
    assert "Write your name" in html
    assert "Tick the box" in html
    assert not Order.objects.exists()


def test_a_form_of_an_older_version_is_not_accepted(token, desk, version, bu_sari):
    now = timezone.now()
    newer = actions.next_version(workshop=desk, version=version.pk, by=bu_sari, now=now)
    promised = actions.Promised(ready=READY)
    actions.promise(workshop=desk, version=newer, promised=promised, by=bu_sari, now=now)
    actions.freeze(workshop=desk, version=newer, by=bu_sari, now=now)
    answer = Client().post(reverse("site:accept", args=[token]) + "?in=en", YES)
    assert answer.status_code == 409
    assert "changed while you were reading" in answer.content.decode()
    old = page(token, version=1, **{"in": "en"}).content.decode()
    assert "replaced by version 2" in old
    assert "Show the newest version" in old
    assert not Order.objects.exists()


def test_an_ended_offer_says_what_to_do(token, version):
    version.sent.expires_at = timezone.now() - timedelta(minutes=1)
    version.sent.at = timezone.now() - timedelta(days=2)
    version.sent.save()
    html = page(token, **{"in": "en"}).content.decode()
    assert "This offer ended on" in html
    assert "Ask for a new offer" in html
    assert "Accept this offer" not in html
    answer = Client().post(reverse("site:accept", args=[token]) + "?in=en", YES)
    assert "can no longer be accepted" in answer.content.decode()


def test_a_withdrawn_offer_says_so(token, desk, version, bu_sari):
    actions.withdraw(workshop=desk, version=version.pk, by=bu_sari, now=timezone.now())
    assert "took this offer back" in page(token, **{"in": "en"}).content.decode()


def test_a_change_and_a_question_arrive_once(token):
    assert post("change", token, text="36 pairs, please").status_code == 302
    assert post("question", token, text="Which leather?").status_code == 302
    assert ChangeRequest.objects.get().text == "36 pairs, please"
    assert Question.objects.get().text == "Which leather?"
    html = page(token, received=1, **{"in": "en"}).content.decode()
    assert "Your message has arrived" in html
    assert "Which leather?" in html


@pytest.mark.parametrize(
    "values", [{"text": "  "}, {"text": "x" * 4001}, {"text": "y", "website": "z"}]
)
def test_a_letter_no_person_would_send_is_refused(token, values):
    assert post("question", token, **values).status_code == 422
    assert not Question.objects.exists()


def test_the_answer_of_the_workshop_is_read_on_the_page(token, desk, bu_sari):
    post("question", token, text="Which leather?")
    actions.answer_question(
        workshop=desk,
        question=Question.objects.get().pk,
        answer="Calf <b>",
        by=bu_sari,
        now=timezone.now(),
    )
    assert "Calf &lt;b&gt;" in page(token).content.decode()


def test_the_paper_opens_from_the_page(token):
    answer = Client().get(reverse("site:paper", args=[token]), {"in": "fr"})
    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF")


@pytest.mark.parametrize("name", ["offer", "paper"])
def test_a_wrong_link_opens_a_page_that_says_what_to_do(name):
    answer = Client().get(reverse(f"site:{name}", args=["wrong"]) + "?in=en")
    assert answer.status_code == 404
    assert "Ask the workshop for a new one" in answer.content.decode()


def test_posting_to_a_wrong_link_does_nothing(token):
    for name in ("accept", "change", "question"):
        assert Client().post(reverse(f"site:{name}", args=["wrong"]), YES).status_code == 404
    assert not Order.objects.exists()


def test_a_link_opens_photos_of_its_own_offer_only(desk, bu_sari, loafer, token):
    offered = photographed(desk, bu_sari, loafer)
    other = photographed(desk, bu_sari, add_loafer(desk, bu_sari, name="Boot", code="BOO"))
    opened = [
        Client().get(reverse("site:offer_photo", args=[token, photo])).status_code
        for photo in (offered, other)
    ]
    assert opened == [200, 404]
