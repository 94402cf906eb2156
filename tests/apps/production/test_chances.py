"""The day a buyer is told holds as often as the workshop wants; proved is an earlier one (V08).

The floor and its one maker are those of `test_offers`: 24 pairs take ten of her eight hours a day.
"""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from langkah.apps.production import actions, chances
from langkah.apps.production.errors import DateMoved
from langkah.apps.production.models import Certificate, DayChance
from langkah.apps.production.promises import promise_for
from langkah.apps.sales.models import Order, QuoteVersion
from langkah.apps.workshop.actions.prices import set_sureness
from langkah.apps.workshop.errors import NotSaved
from langkah.apps.workshop.models import Change
from langkah.apps.workshop.queries import terms
from tests.apps.production.conftest import NOW

pytestmark = pytest.mark.django_db


def promised(version: int) -> date | None:
    return QuoteVersion.objects.get(pk=version).promise_day


def test_the_buyer_is_told_the_day_that_holds_nine_times_of_ten(ask, floor):
    version = ask(120)
    answer = promise_for(floor, version, NOW)
    assert promised(version) == answer.offered == answer.p90
    assert answer.ready < answer.offered
    chance = chances.of_version(floor, version, promised(version))
    assert chance == chances.Chance(
        planned=answer.ready, half=answer.p50, offered=answer.offered, percent=90
    )
    assert chance.days == answer.buffer_days


def test_the_proof_is_of_the_plan_and_lies_before_the_day_told(ask, send, say_yes):
    version = send(ask(120))
    told = promised(version)
    assert Certificate.objects.get(version=version).ready < told
    order = say_yes(version)
    assert Order.objects.get(pk=order).promise_day == told


def test_the_same_day_is_sent_an_hour_later(ask, floor, bu_sari):
    version = ask(120)
    told = promised(version)
    actions.offer(workshop=floor, version=version, by=bu_sari, now=NOW + timedelta(hours=1))
    assert promised(version) == told
    assert DayChance.objects.get(version=version).offered == told


def test_a_day_that_has_become_unsure_is_not_sent(ask, send, floor, bu_sari):
    """The plan could still keep it; nine times of ten it would not."""
    first, second = ask(48), ask(120)
    told = promised(second)
    send(first)
    with pytest.raises(DateMoved) as moved:
        actions.offer(workshop=floor, version=second, by=bu_sari, now=NOW)
    assert moved.value.new > told


@pytest.mark.parametrize("percent", [80, 95])
def test_a_bolder_workshop_offers_an_earlier_day(ask, floor, bu_sari, percent):
    version = ask(600)
    usual = promise_for(floor, version, NOW).offered
    set_sureness(workshop=floor, percent=percent, by=bu_sari)
    other = promise_for(floor, version, NOW).offered
    assert (other < usual) if percent < 90 else (other > usual)
    assert Change.objects.filter(verb="terms.saved").count() == 1


def test_only_one_of_three_is_chosen(floor, bu_sari):
    with pytest.raises(NotSaved):
        set_sureness(workshop=floor, percent=85, by=bu_sari)
    assert terms(floor).sure_percent == 90


def test_the_consequence_is_told_for_all_that_is_planned(ask, send, floor):
    assert chances.consequence(floor, (80, 90, 95), NOW) == {}
    send(ask(120))
    days = chances.consequence(floor, (80, 90, 95), NOW)
    assert days[80] <= days[90] <= days[95]
    assert days[95] > 0
