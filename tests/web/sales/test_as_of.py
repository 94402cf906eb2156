# ruff: noqa: F811 - fixtures of the production tests are used by name
"""The day of a sent quote is told as of then, with today's plan and unknown holidays beside it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone

from langkah.apps.production.models import Booking
from langkah.apps.sales.models import QuoteVersion
from langkah.apps.workshop.models import ClosedDay
from langkah.apps.workshop.queries.floor import holidays_end
from tests.apps.production.conftest import (  # noqa: F401 - fixtures
    NOW,
    ask,
    desk,
    floor,
    loafer,
    say_yes,
    send,
)
from tests.web.production.reading import main_text

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def next_morning(monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: NOW + timedelta(hours=20))


@pytest.fixture
def page(client_of, bu_sari):
    client = client_of(bu_sari)
    client.cookies["django_language"] = "en"

    def read(version: int) -> str:
        quote = QuoteVersion.objects.get(pk=version).quote_id
        return " ".join(main_text(client.get(f"/sales/quotes/{quote}/")).split())

    return read


def later(days: int) -> None:
    for row in Booking.objects.all():
        row.start, row.end = row.start + timedelta(days=days), row.end + timedelta(days=days)
        row.save()


def test_a_draft_is_told_as_it_is(ask, page):
    assert "As it was on" not in page(ask(24))


def test_a_sent_day_is_told_as_of_then_with_the_drift_since(ask, send, page):
    version = send(ask(24))
    text = page(version)
    assert "As it was on 23 Nov 2026, " in text
    assert "By the plan of today it is ready on the same day." in text
    later(1)
    assert "1 day later." in page(version)


def test_an_order_goes_on_telling_it(ask, send, say_yes, page):
    """Her yes came two weeks before the last day for it, and the plan came forward."""
    version = send(ask(24))
    say_yes(version)
    assert "By the plan of today: 25 Nov 2026 , 14 days earlier." in page(version)
    assert "The plan has changed since this was sent" not in page(version)
    later(20)
    promised = QuoteVersion.objects.get(pk=version).promise_day
    text = page(version)
    assert "6 days later." in text
    assert f"later than the promised day, {promised:%-d %b %Y} : talk to the buyer." in text


def test_a_day_beyond_the_known_holidays_says_so(ask, send, page):
    version = send(ask(24))
    assert "are not known yet" not in page(version)
    QuoteVersion.objects.filter(pk=version).update(promise_day=date(2032, 3, 1))
    assert "Holidays after 2027 are not known yet, so the ready day may still move." in page(
        version
    )


def test_what_the_workshop_wrote_down_itself_is_known(floor):
    assert holidays_end(floor, date(2026, 12, 1)) is None
    assert holidays_end(floor, date(2029, 1, 5)) == 2027
    ClosedDay.objects.create(workshop=floor, day=date(2028, 2, 20), reason="Lebaran")
    assert holidays_end(floor, date(2028, 12, 1)) is None
    assert holidays_end(floor, date(2029, 1, 5)) == 2028


def test_known_years_cost_no_query(floor, django_assert_num_queries):
    with django_assert_num_queries(0):
        holidays_end(floor, date(2027, 6, 1))
