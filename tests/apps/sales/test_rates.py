"""What the bank makes of a rate, and rates that are too old to be used unseen."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest

from langkah.apps.sales import actions, errors, queries, rates
from langkah.apps.sales.models import QuoteVersion
from langkah.apps.workshop.models import ManualRate
from langkah.domain.exchange import find
from langkah.reference import fx
from tests.apps.sales.conftest import NOW, facts

D = Decimal
TODAY = NOW.date()


def rate(told, base, quote):
    found = find(told, base, quote)
    assert found is not None
    return found


def test_the_bank_pays_less_for_what_comes_in_and_asks_more_for_the_rest(kenzi):
    kenzi.bank_keeps = 200
    own, customs = rates.of_quote(kenzi, {"EUR", "USD"}, TODAY, "EUR")
    euro, _ = fx.rate("EUR", "IDR", TODAY)
    dollar, _ = fx.rate("USD", "IDR", TODAY)
    assert rate(own, "EUR", "IDR").rate == euro * D("0.98")
    assert abs(rate(own, "USD", "IDR").rate - dollar * D("1.02")) < D("1e-9")
    assert rate(customs, "EUR", "IDR").rate == euro
    assert "bank" in rate(own, "EUR", "IDR").source


def test_without_a_share_of_the_bank_customs_count_with_the_same_rates(kenzi):
    own, customs = rates.of_quote(kenzi, {"EUR"}, TODAY, "EUR")
    assert customs == ()
    assert own == rates.told(kenzi, {"EUR"}, TODAY)


def test_an_own_rate_is_what_the_bank_pays(kenzi):
    kenzi.bank_keeps = 200
    ManualRate.objects.create(workshop=kenzi, currency="EUR", rate=D(20000), set_at=NOW)
    own, _ = rates.of_quote(kenzi, {"EUR", "USD"}, TODAY, "EUR")
    assert rate(own, "EUR", "IDR").rate == 20000
    assert rate(own, "EUR", "IDR").day == TODAY


def test_a_pair_is_as_old_as_its_older_half(kenzi):
    ManualRate.objects.create(workshop=kenzi, currency="EUR", rate=D(20000), set_at=NOW)
    told = rates.told(kenzi, {"EUR", "USD"}, TODAY)
    assert rate(told, "EUR", "USD").day == fx.on(TODAY).day
    assert rate(told, "EUR", "USD").source == rates.OWN


def test_the_banks_share_makes_the_price_higher_and_leaves_the_duty_rates(desk, drafted):
    ManualRate.objects.all().delete()
    plain = queries.today(desk, drafted.pk, NOW)
    desk.bank_keeps = 300
    dearer = queries.today(desk, drafted.pk, NOW)
    assert dearer != plain


def old_rate(version: QuoteVersion) -> date:
    """The price rests on an own rate of a month ago."""
    day = TODAY - timedelta(days=30)
    ManualRate.objects.update(set_at=NOW - timedelta(days=30))
    actions.price_quote(workshop=version.workshop, version=version.pk, now=NOW)
    version.refresh_from_db()
    assert version.oldest_rate_day == day
    return day


def test_an_old_rate_is_never_sent_unseen(desk, drafted, bu_sari):
    day = old_rate(drafted)
    said = queries.quote(desk, drafted.quote_id, NOW).version.warnings
    assert any("30 days old" in str(reason) for reason in said)
    for seen in (None, day + timedelta(days=1)):
        with pytest.raises(errors.NotReady, match="The exchange rate of this price is of"):
            actions.freeze(workshop=desk, version=drafted.pk, by=bu_sari, now=NOW, rate_seen=seen)
    actions.freeze(workshop=desk, version=drafted.pk, by=bu_sari, now=NOW, rate_seen=day)


def test_a_price_in_the_workshops_own_money_needs_no_rate(desk, inquiry, loafer, bu_sari):
    quote = actions.quote_inquiry(
        workshop=desk, inquiry=inquiry, facts=facts(loafer, currency="IDR"), by=bu_sari, now=NOW
    )
    assert QuoteVersion.objects.get(quote=quote).oldest_rate_day is None
