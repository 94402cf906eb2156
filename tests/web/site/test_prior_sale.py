# ruff: noqa: F811 - fixtures are used by name
"""A buyer who is a moment too late hears the new day before anything is ordered (V08, S04)."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from langkah.apps.sales import links
from langkah.apps.sales.models import ChangeRequest, Order, QuoteLink, QuoteVersion
from langkah.apps.workshop.models import Maker
from tests.apps.production.conftest import (  # noqa: F401 - fixtures
    NOW,
    ask,
    bold,
    desk,
    floor,
    loafer,
    say_yes,
    send,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("bold")]
EVENING = timedelta(days=14, hours=8)


@pytest.fixture
def unheld(ask, send):
    def sent() -> int:
        version = ask(24)
        QuoteVersion.objects.filter(pk=version).update(date_held=False)
        return send(version)

    return sent


def yes(version: int, **more: str):
    """The buyer opens her page and presses the button."""
    quote = QuoteVersion.objects.get(pk=version).quote_id
    token = links.token(QuoteLink.objects.get(quote=quote).seed)
    values = {"name": "Marieke", "confirm": "on", "number": "1", **more}
    with time_machine.travel(NOW + EVENING, tick=False):
        return Client().post(reverse("site:accept", args=[token]), values)


def test_she_hears_the_new_day_and_agrees_by_pressing_once_more(unheld, say_yes):
    first, second = unheld(), unheld()
    say_yes(first, after=EVENING)
    told = yes(second)
    html = told.content.decode()
    assert told.status_code == 409
    assert "Er is nog niets besteld" in html
    said = re.sub(r"\s", " ", html)
    assert "op 9 dec 2026, wel op 10 dec 2026" in said
    assert Order.objects.count() == 1
    hidden = re.search(r'name="agreed" value="([^"]+)"', html)
    assert hidden
    assert yes(second, agreed=hidden[1]).status_code == 302
    assert Order.objects.latest("pk").promise_day == date(2026, 12, 10)


def test_where_no_day_is_left_the_workshop_hears_of_it(unheld):
    version = unheld()
    Maker.objects.update(active=False)
    for _ in range(2):
        assert yes(version).status_code == 409
    assert not Order.objects.exists()
    assert ChangeRequest.objects.get().name == "Marieke"


def test_the_terms_say_that_another_may_be_quicker(unheld):
    version = unheld()
    quote = QuoteVersion.objects.get(pk=version).quote_id
    token = links.token(QuoteLink.objects.get(quote=quote).seed)
    with time_machine.travel(NOW, tick=False):
        html = Client().get(reverse("site:offer", args=[token])).content.decode()
    assert "onder voorbehoud van tussentijdse verkoop" in html
