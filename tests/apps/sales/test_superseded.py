"""A draft whose rate card was superseded, removed or brought back; sent quotes keep theirs."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from langkah.apps.partners import actions as partners
from langkah.apps.partners import choosing, correcting, undoing
from langkah.apps.partners import queries as cards
from langkah.apps.sales import actions, errors, fingerprint, queries
from langkah.apps.sales.models import QuoteVersion
from tests.apps.sales.conftest import NOW, express

pytestmark = pytest.mark.django_db
D = Decimal
TODAY = date(2026, 11, 23)


@pytest.fixture
def card(desk) -> int:
    (row,) = cards.cards(desk)
    return row.id


@pytest.fixture
def chosen(desk, drafted, card) -> QuoteVersion:
    """The draft with its carrier chosen by hand."""
    QuoteVersion.objects.filter(pk=drafted.pk).update(card=card)
    again(drafted)
    return drafted


def again(version):
    actions.price_quote(workshop=version.workshop, version=version.pk, now=NOW)
    version.refresh_from_db()


def dap(version):
    return version.offers.get(incoterm="DAP").price


def blocks(version):
    """Why there is no price at the door."""
    view = queries.quote(version.workshop, version.quote_id, NOW).version
    (door,) = [one for one in view.offers if one.incoterm == "DAP"]
    return [str(one) for one in (*view.blocks, *door.reasons)]


def dearer(desk, by, card, first=date(2026, 10, 1)):
    to = correcting.Correction(place="z0-1", price=D(120_000), first=first)
    return correcting.correct_price(workshop=desk, card=card, to=to, by=by)


@pytest.mark.parametrize("first", [date(2026, 10, 1), date(2026, 11, 1)])
def test_a_draft_is_told_and_takes_the_current_card(desk, chosen, card, bu_sari, first):
    old = dap(chosen)
    assert choosing.superseded(desk, chosen.card_id, TODAY) is None
    new = dearer(desk, bu_sari, card, first)
    told = choosing.superseded(desk, chosen.card_id, TODAY)
    assert told is not None
    assert told.instead is not None
    assert (told.row.id, told.instead.id) == (card, new)
    with pytest.raises(errors.PriceMoved):
        actions.freeze(
            workshop=desk, version=chosen.pk, by=bu_sari, now=NOW, rate_seen=chosen.oldest_rate_day
        )
    actions.take_current_card(workshop=desk, version=chosen.pk, by=bu_sari, now=NOW)
    chosen.refresh_from_db()
    assert chosen.card_id == new
    assert dap(chosen) > old
    assert blocks(chosen) == []
    actions.take_current_card(workshop=desk, version=chosen.pk, by=bu_sari, now=NOW)
    undoing.take_back(workshop=desk, card=new, by=bu_sari)
    again(chosen)
    assert dap(chosen) == old


def test_a_sent_quote_keeps_its_card_and_figures(desk, chosen, card, bu_sari):
    actions.freeze(
        workshop=desk, version=chosen.pk, by=bu_sari, now=NOW, rate_seen=chosen.oldest_rate_day
    )
    before, price = fingerprint.of(chosen.pk), dap(chosen)
    second = partners.take_in(workshop=desk, card=express(fuel_percent=D(50)), by=bu_sari)
    partners.remove_card(workshop=desk, card=second, by=bu_sari)
    chosen.refresh_from_db()
    assert chosen.card_id == card
    assert cards.card(desk, card).card.fuel_percent == D("14.5")
    assert (fingerprint.of(chosen.pk), dap(chosen)) == (before, price)
    with pytest.raises(errors.Frozen):
        actions.take_current_card(workshop=desk, version=chosen.pk, by=bu_sari, now=NOW)


def test_a_draft_with_a_removed_card_says_so_until_it_is_back(desk, chosen, card, bu_sari):
    price = dap(chosen)
    partners.remove_card(workshop=desk, card=card, by=bu_sari)
    again(chosen)
    assert any("rate card" in one for one in blocks(chosen))
    told = choosing.superseded(desk, chosen.card_id, TODAY)
    assert told is not None
    assert told.instead is None
    with pytest.raises(errors.Incomplete):
        actions.take_current_card(workshop=desk, version=chosen.pk, by=bu_sari, now=NOW)
    undoing.bring_back(workshop=desk, card=card, by=bu_sari)
    again(chosen)
    assert (dap(chosen), blocks(chosen)) == (price, [])


def test_a_card_that_ran_out_is_followed_by_the_next_of_its_service(desk, chosen, card, bu_sari):
    ended = replace(express(), valid_until=date(2026, 10, 31))
    partners.change_card(workshop=desk, card=card, to=ended, by=bu_sari)
    new = express(valid_from=date(2026, 11, 1), fuel_percent=D(20))
    partners.add_card(workshop=desk, card=new, by=bu_sari)
    old = dap(chosen)
    again(chosen)
    assert blocks(chosen) == []
    assert dap(chosen) > old
