"""The workshop's own page and its request form: no account, no script, no flood."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from langkah.apps.catalogue.models import Product
from langkah.apps.sales.models import Inquiry
from langkah.web.site import forms
from tests.apps.sales.conftest import add_loafer, photographed

pytestmark = pytest.mark.django_db

ASK = "/w/kenzi/ask/?in=en"
GOOD = {"text": "24 pairs of loafers, please", "name": "Anna", "email": "anna@shop.example"}


def sent(client=None, **values):
    client = client or Client()
    stamp = re.search(r'name="stamp" value="([^"]+)"', client.get(ASK).content.decode())
    assert stamp
    return client.post(ASK, {"stamp": stamp[1], **GOOD, **values})


@pytest.fixture
def quick(monkeypatch):
    monkeypatch.setattr(forms, "FASTEST_SECONDS", -1)


def test_story_and_catalogue_are_public(kenzi, bu_sari):
    kenzi.story = "Twelve makers <i>"
    kenzi.save()
    add_loafer(kenzi, bu_sari)
    html = Client().get("/w/kenzi/?in=de").content.decode()
    assert "Twelve makers &lt;i&gt;" in html
    assert "Brantas Loafer" in html
    assert "Angebot anfragen" in html


def test_an_empty_catalogue_still_invites(kenzi):
    assert "Ask us what we can make" in Client().get("/w/kenzi/?in=en").content.decode()


def test_a_request_becomes_an_inquiry(kenzi, quick):
    answer = sent()
    assert answer.status_code == 302
    row = Inquiry.objects.get()
    assert (row.workshop, row.way, row.sender_email) == (kenzi, "form", "anna@shop.example")
    assert row.language == "en"
    assert row.address_hash
    assert "127.0.0.1" not in row.address_hash
    assert "has arrived" in Client().get(answer["Location"]).content.decode()


def test_the_same_form_sent_twice_is_one_inquiry(kenzi, quick):
    client = Client()
    stamp = re.search(r'name="stamp" value="([^"]+)"', client.get(ASK).content.decode())
    for _ in range(2):
        assert client.post(ASK, {"stamp": stamp[1], **GOOD}).status_code == 302
    assert Inquiry.objects.count() == 1


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"text": " "}, "Write what you would like"),
        ({"text": "x" * 4001}, "too long"),
        ({"email": "", "phone": ""}, "so that we can answer"),
        ({"email": "anna@"}, "not complete"),
        ({"website": "http://spam.example"}, "could not be checked"),
        ({"stamp": "forged"}, "could not be checked"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_kept(kenzi, quick, values, said):
    answer = sent(**values)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not Inquiry.objects.exists()


def test_a_machine_is_too_fast_and_may_try_again(kenzi):
    client = Client()
    with time_machine.travel(timezone.now(), tick=False) as clock:
        stamp = re.search(r'name="stamp" value="([^"]+)"', client.get(ASK).content.decode())
        assert client.post(ASK, {"stamp": stamp[1], **GOOD}).status_code == 422
        clock.shift(timedelta(seconds=forms.FASTEST_SECONDS + 1.1))
        assert client.post(ASK, {"stamp": stamp[1], **GOOD}).status_code == 302


def test_the_sixth_request_of_an_hour_waits(kenzi, quick):
    for _ in range(5):
        assert sent().status_code == 302
    answer = sent()
    assert answer.status_code == 429
    assert "in an hour" in answer.content.decode()
    assert Inquiry.objects.count() == 5


def test_an_unknown_workshop_is_not_there(db):
    assert Client().get("/w/nobody/").status_code == 404
    assert Client().get("/w/nobody/ask/").status_code == 404


def test_the_public_page_gives_photos_of_shown_products_only(kenzi, bu_sari):
    """Numbers of photos are easily guessed; next season's draft must not be."""
    shown = photographed(kenzi, bu_sari, add_loafer(kenzi, bu_sari, name="Shown"))
    secret = add_loafer(kenzi, bu_sari, name="Next season", code="NXT")
    hidden = photographed(kenzi, bu_sari, secret)
    Product.objects.filter(pk=secret).update(status="draft")
    assert Client().get(f"/w/kenzi/photo/{shown}/").status_code == 200
    assert Client().get(f"/w/kenzi/photo/{hidden}/").status_code == 404
