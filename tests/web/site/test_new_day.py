# ruff: noqa: F811 - fixtures are used by name
"""Once the buyer agreed to a later day, her own page says that day and its arrival (V08)."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from langkah.apps.sales import actions, links, wording
from langkah.apps.sales.models import Order, QuoteLink, QuoteVersion
from langkah.apps.workshop import words
from tests.apps.production.conftest import (  # noqa: F401 - fixtures
    LATER,
    NOW,
    ask,
    desk,
    floor,
    loafer,
    say_yes,
    send,
)

pytestmark = pytest.mark.django_db
WAITS = timedelta(days=4)


def page(version: int, language: str) -> str:
    quote = QuoteVersion.objects.get(pk=version).quote_id
    token = links.token(QuoteLink.objects.get(quote=quote).seed)
    with time_machine.travel(NOW + LATER, tick=False):
        address = reverse("site:offer", args=[token])
        return Client().get(f"{address}?in={language}").content.decode()


def says(html: str, day: date, language: str) -> bool:
    """Whether this very day stands there: the 9th is not the 19th."""
    return bool(re.search(rf"(?<!\d){re.escape(words.day(day, language))}", html))


@pytest.fixture
def order(ask, send, say_yes) -> Order:
    return Order.objects.get(pk=say_yes(send(ask(24))))


@pytest.mark.parametrize("language", wording.LANGUAGES)
def test_her_page_says_the_day_she_agreed_to(order, bu_sari, language):
    version, old = order.accepted.version_id, order.promise_day
    day = old + WAITS
    same = {"workshop": order.workshop, "order": order.pk, "by": bu_sari}
    told = actions.tell_new_day(
        **same,
        now=NOW + LATER,
        told=actions.Told(
            planned=day, day=day, reason="", language="en", text=words.day(day, "en")
        ),
    )
    assert says(page(version, language), old, language), "until she agrees"
    actions.agree_to_new_day(**same, told=told, on=date(2026, 11, 24), now=NOW + LATER)
    said = page(version, language)
    arrival = QuoteVersion.objects.get(pk=version)
    for shown in (day, arrival.arrival_from + WAITS, arrival.arrival_until + WAITS):
        assert says(said, shown, language)
    assert not says(said, old, language)
    actions.take_back_agreement(**same, told=told)
    assert says(page(version, language), old, language)
