"""The page Today: who may read it, what it says, what it costs."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from langkah.apps.sales.models import Inquiry
from langkah.apps.workshop import audit

pytestmark = pytest.mark.django_db


@pytest.fixture
def waiting(kenzi):
    return Inquiry.objects.create(
        workshop=kenzi,
        way="paste",
        key="1",
        sender_name="Anna",
        text="<b>24 paar</b> oxford",
        received_at=timezone.now() - timedelta(hours=26),
    )


def test_nobody_is_sent_to_sign_in(client):
    assert client.get("/").status_code == 302


@pytest.mark.parametrize("who", ["bu_sari", "rina", "pak_budi", "viewer"])
def test_every_member_reads_it(who, request, client_of, waiting):
    html = client_of(request.getfixturevalue(who)).get("/").content.decode()
    assert "Anna" in html
    assert "&lt;b&gt;24 paar" in html


@pytest.mark.parametrize(("who", "pastes"), [("rina", True), ("pak_budi", False)])
def test_who_may_not_quote_is_not_asked_to(who, pastes, request, client_of, waiting):
    html = client_of(request.getfixturevalue(who)).get("/").content.decode()
    assert ('href="/sales/paste/"' in html) == pastes


def test_a_rival_reads_nothing_of_it(rival_owner, client_of, waiting):
    assert "Anna" not in client_of(rival_owner).get("/").content.decode()


def test_a_new_workshop_is_led_to_its_first_quote(bu_sari, client_of):
    client = client_of(bu_sari)
    client.cookies["django_language"] = "en"
    text = re.sub(r"<[^>]+>|\s+", " ", client.get("/").content.decode())
    assert "Your first quote in a quarter of an hour" in text
    assert "One product: a photo and five questions" in text


def test_it_asks_few_queries(kenzi, bu_sari, client_of, waiting, django_assert_max_num_queries):
    """The plan is asked for once after a change; then it is known whether it holds."""
    client = client_of(bu_sari)
    audit.record(workshop=kenzi, by=bu_sari, verb="maker.saved", target=None)
    with django_assert_max_num_queries(26):
        client.get("/")
    with django_assert_max_num_queries(25):
        client.get("/")
