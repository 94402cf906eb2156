# ruff: noqa: F811 - fixtures are used by name
"""A buyer who is a moment too late hears the new day before anything is ordered (V08, S04)."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from langkah.apps.insight.items import Subject
from langkah.apps.insight.queries import today
from langkah.apps.production import actions
from langkah.apps.production.actions.rest import Rest, consequences, take_rest
from langkah.apps.production.models import Hold
from langkah.apps.production.unkept import unkept
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


def page(version: int, language: str) -> str:
    quote = QuoteVersion.objects.get(pk=version).quote_id
    token = links.token(QuoteLink.objects.get(quote=quote).seed)
    with time_machine.travel(NOW, tick=False):
        address = reverse("site:offer", args=[token])
        return Client().get(f"{address}?in={language}").content.decode()


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


class TestAHeldDayThatThePlanMisses:
    """The shop is closed on the days that were held; it was shown, and noted all the same."""

    CLOSED = Rest(first=date(2026, 12, 8), last=date(2026, 12, 10))

    @pytest.fixture
    def broken(self, ask, send, floor, bu_sari) -> int:
        version = send(ask(24))
        shown = consequences(floor, self.CLOSED, NOW).sign
        take_rest(workshop=floor, rest=self.CLOSED, shown=shown, by=bu_sari, now=NOW)
        return version

    @pytest.mark.parametrize(
        ("language", "said"),
        [
            ("en", "We are working out the date anew"),
            ("nl", "Wij berekenen de datum opnieuw"),
            ("de", "Wir rechnen den Termin gerade neu aus"),
            ("fr", "Nous recalculons la date"),
            ("es", "Estamos calculando de nuevo la fecha"),
            ("id", "Kami sedang menghitung ulang tanggalnya"),
            ("ja", "納期を計算し直しています"),
        ],
    )
    def test_her_page_no_longer_says_that_it_holds(self, broken, language, said):
        html = page(broken, language)
        assert html.count(said) == 2
        assert "The date holds" not in html
        assert "De datum geldt" not in html

    def test_she_is_asked_and_agrees_by_pressing_once_more(self, broken):
        told = yes(broken)
        assert told.status_code == 409
        said = re.sub(r"\s", " ", told.content.decode())
        assert "Onze planning is veranderd" in said
        assert "op 9 dec 2026, wel op 12 dec 2026" in said
        assert not Order.objects.exists()
        assert Hold.objects.get().released_at is None
        hidden = re.search(r'name="agreed" value="([^"]+)"', said)
        assert hidden
        assert yes(broken, agreed=hidden[1]).status_code == 302
        assert Order.objects.get().promise_day == date(2026, 12, 12)
        assert "12 dec 2026" in re.sub(r"\s", " ", page(broken, "nl"))

    def test_a_yes_that_comes_early_enough_keeps_the_day(self, broken, say_yes):
        say_yes(broken)
        assert Order.objects.get().promise_day == date(2026, 12, 9)

    def test_today_says_so_until_a_new_version_is_sent(self, broken, floor, bu_sari, client_of):
        def items() -> list[str]:
            return [str(one.detail) for one in today(floor, NOW) if one.subject is Subject.QUOTE]

        said = (
            "Promised for 2026-12-09, planned until 2026-12-12. Send a new version, or tell the "
            "buyer before she says yes."
        )
        assert said in items()
        client = client_of(bu_sari)
        with time_machine.travel(NOW, tick=False):
            quote = QuoteVersion.objects.get(pk=broken).quote_id
            assert 'name="agreed"' in client.get(f"/sales/quotes/{quote}/").content.decode()
        actions.withdraw(workshop=floor, version=broken, by=bu_sari, now=NOW)
        assert said not in items()

    def test_a_day_that_is_kept_is_not_told(self, ask, send, floor):
        version = send(ask(24))
        assert unkept(floor, NOW) == ()
        assert "De datum geldt als u uiterlijk op" in page(version, "nl")
