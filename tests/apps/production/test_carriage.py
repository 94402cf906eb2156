"""The day, the carrier, the border and the price of a draft are of one carriage (S03 O10)."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest

from langkah.apps.partners import actions as partners
from langkah.apps.partners.models import RateCard
from langkah.apps.production import actions
from langkah.apps.sales import actions as sales
from langkah.apps.sales import errors
from langkah.apps.sales.models import BorderCase, QuoteVersion
from tests.apps.production.conftest import NOW
from tests.apps.sales.conftest import express

SLOW = partners.NewZone(
    name="Europe",
    countries=("NL",),
    days_min=30,
    days_max=40,
    breaks=(partners.NewBreak(up_to_kg=None, price=Decimal(9000), per="kg"),),
)


@pytest.fixture
def slow(floor, bu_sari):
    """A cheap way of many days, whose card begins between today and the day of leaving."""
    card = express(
        carrier="Pos",
        service="Kapal",
        valid_from=date(2026, 12, 1),
        fuel_percent=None,
        zones=(SLOW,),
    )
    return partners.add_card(workshop=floor, card=card, by=bu_sari)


def of_one_carriage(version: int) -> QuoteVersion:
    """The version, once its arrival, border, carrier and freight are found to go together."""
    row = QuoteVersion.objects.get(pk=version)
    first, last = (row.promise_day + timedelta(days=days) for days in (row.days_min, row.days_max))
    assert (row.arrival_from, row.arrival_until) == (first, last)
    asked = BorderCase.objects.get(version=row)
    assert asked.entry_date == last
    freight = row.offers.get(incoterm="DAP").lines.get(head="freight").amount
    assert asked.freight == freight
    return row


def test_the_arrival_is_of_the_carrier_that_is_taken_on_that_day(floor, slow, ask):
    row = of_one_carriage(ask())
    assert row.promise_day >= date(2026, 12, 1)
    assert (row.carrier, row.days_min, row.days_max) == ("Pos, Kapal", 30, 40)


def test_a_wish_is_held_against_the_carrier_that_is_taken(floor, slow, ask):
    quick = ask()
    ready = QuoteVersion.objects.get(pk=quick).promise_day
    version = ask(wish_day=ready + timedelta(days=12))
    row = of_one_carriage(version)
    (said,) = [one.sentence for one in row.remarks.all() if "wishes it by" in one.sentence]
    assert str(row.arrival_until) in said


def test_a_card_that_ends_before_the_day_is_not_what_brings_it(floor, bu_sari, ask, slow):
    version = ask()
    RateCard.objects.filter(pk=slow).update(valid_until=date(2026, 12, 2))
    with pytest.raises(errors.PriceMoved):
        sales.freeze(workshop=floor, version=version, by=bu_sari, now=NOW)
    sales.price_quote(workshop=floor, version=version, now=NOW)
    assert of_one_carriage(version).carrier == "Samudra Kilat, Express"


def test_only_the_days_moved_and_it_does_not_leave(floor, bu_sari, ask, slow):
    """A term whose price holds no freight says a day to the buyer, too."""
    version = ask(incoterm="FCA")
    card = RateCard.objects.get(pk=slow)
    card.zones.update(days_max=60)
    with pytest.raises(errors.PriceMoved, match="The arrival is not what was worked out"):
        actions.offer(workshop=floor, version=version, by=bu_sari, now=NOW)
    sales.price_quote(workshop=floor, version=version, now=NOW)
    actions.offer(workshop=floor, version=version, by=bu_sari, now=NOW)
    assert of_one_carriage(version).days_max == 60


def test_a_draft_whose_arrival_was_of_another_carrier_does_not_leave(floor, bu_sari, ask, slow):
    version = ask()
    QuoteVersion.objects.filter(pk=version).update(arrival_until=date(2027, 1, 2))
    with pytest.raises(errors.PriceMoved, match="2027-01-02"):
        actions.offer(workshop=floor, version=version, by=bu_sari, now=NOW)
