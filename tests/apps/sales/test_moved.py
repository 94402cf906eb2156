"""A draft leaves only as it would be worked out now (S03)."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest

from langkah.apps.catalogue.models import Material
from langkah.apps.partners.models import RateCard
from langkah.apps.rules import actions as rules
from langkah.apps.sales import actions, errors, moved
from langkah.apps.sales.models import QuoteLine, QuoteLink, QuoteVersion, SentQuote
from langkah.apps.workshop.models import ManualRate, PriceRule
from langkah.domain.money import Money
from langkah.domain.reason import Refusal
from tests.apps.impact.conftest import asked, book, checked
from tests.apps.sales.conftest import NOW

__all__ = ["asked", "book", "checked"]

D = Decimal
MINUTES = NOW + timedelta(minutes=20)


def send(version, by, now=MINUTES):
    version.refresh_from_db()
    return actions.freeze(
        workshop=version.workshop,
        version=version.pk,
        by=by,
        now=now,
        rate_seen=version.oldest_rate_day,
    )


def refused(version, by):
    """What sending says; nothing of it is stored."""
    with pytest.raises(errors.PriceMoved) as told:
        send(version, by)
    assert not SentQuote.objects.exists()
    assert not QuoteLink.objects.exists()
    return [str(reason) for reason in told.value.reasons]


def again(version):
    actions.price_quote(workshop=version.workshop, version=version.pk, now=MINUTES)


def duty(workshop, by, **values):
    rules.correct(workshop=workshop, code="eu-mfn-6403", values=values, by=by, now=MINUTES)


def price(version, code):
    return version.offers.get(incoterm=code).price


def test_dearer_fuel_is_worked_out_before_it_leaves(desk, drafted, bu_sari):
    old = price(drafted, "DAP")
    RateCard.objects.update(fuel_percent=D(30))
    door = drafted.offers.get(incoterm="DAP").at_door
    said, beyond = refused(drafted, bu_sari)
    again(drafted)
    new = price(drafted, "DAP")
    assert new > old
    new_door = drafted.offers.get(incoterm="DAP").at_door
    assert f"from {Money(door, 'EUR')} to {Money(new_door, 'EUR')}" in beyond
    assert said == (
        f"The price moved since it was worked out: DAP from {Money(old, 'EUR')} to "
        f"{Money(new, 'EUR')}. Look at it and work it out again."
    )
    send(drafted, bu_sari)
    assert QuoteVersion.objects.get(pk=drafted.pk).total == new


def test_a_draft_of_minutes_ago_leaves_without_fuss(desk, drafted, bu_sari):
    send(drafted, bu_sari)
    assert SentQuote.objects.get().version_id == drafted.pk


def test_rates_of_the_ecb_move_nothing_within_a_day(desk, drafted, bu_sari):
    ManualRate.objects.all().delete()
    again(drafted)
    send(drafted, bu_sari)


def test_another_own_rate_is_worked_out_before_it_leaves(desk, drafted, bu_sari):
    ManualRate.objects.update(rate=D(18000))
    assert "DAP from" in refused(drafted, bu_sari)[0]


def test_an_own_price_stays_though_its_costs_moved(desk, drafted, bu_sari):
    QuoteLine.objects.update(own_price=D(90), own_price_why="old friend")
    again(drafted)
    Material.objects.update(price=D(39000))
    send(drafted, bu_sari)


def test_what_cannot_be_worked_out_any_more_does_not_leave(desk, drafted, bu_sari):
    PriceRule.objects.all().delete()
    with pytest.raises(Refusal, match="There is no price rule yet"):
        send(drafted, bu_sari)
    assert not SentQuote.objects.exists()


def test_a_corrected_duty_is_never_paid_at_the_old_price(book, checked, asked, bu_sari):
    version = asked(incoterm="DDP", send=False)
    old = price(version, "DDP")
    duty(book, bu_sari, rate=D("0.2"), grade="A")
    said = refused(version, bu_sari)
    assert len(said) == 1
    assert "DDP" in said[0]
    again(version)
    assert price(version, "DDP") != old


def test_duty_is_never_paid_on_a_rule_that_is_not_known_any_more(book, checked, asked, bu_sari):
    version = asked(incoterm="DDP", send=False)
    duty(book, bu_sari, grade="U")
    assert refused(version, bu_sari) == [
        "DDP can no longer be offered as it was worked out. Look at it and work it out again."
    ]
    again(version)
    version.refresh_from_db()
    assert version.incoterm == "DAP"
    send(version, bu_sari)


def test_what_she_pays_at_the_door_is_worked_out_too(book, asked, bu_sari):
    """Nobody has checked a rule here: no duty-paid price, only the total at the door moves."""
    version = asked(incoterm="DAP", send=False)
    duty(book, bu_sari, rate=D("0.2"))
    (said,) = refused(version, bu_sari)
    assert said.startswith("What is paid until the goods are at the door moved")
    again(version)
    send(version, bu_sari)


def test_the_chosen_term_speaks_alone():
    def euros(amount):
        return Money(D(amount), "EUR")

    before = {"DAP": (euros(10), euros(12)), "DDP": (None, euros(12))}
    after = {"DAP": (euros(10), euros(13)), "DDP": (euros(13), euros(13))}
    (now,) = moved.told(before, after, "DAP")
    assert "DDP can be offered now" in str(now)
    both = after | {"DAP": (euros(11), euros(13))}
    chosen, door = moved.told(before, both, "DAP")
    assert "DAP from" in str(chosen)
    assert "at the door moved" in str(door)
    paid = {"DDP": (euros(10), euros(10))}, {"DDP": (euros(11), euros(11))}
    assert len(moved.told(*paid, "DDP")) == 1
    (unknown,) = moved.told({"DAP": (euros(10), None)}, {"DAP": (euros(10), euros(12))}, "DAP")
    assert "is not what was worked out" in str(unknown)
    assert moved.told(before, before, "DAP") == ()


def test_worked_out_again_the_new_price_and_that_at_the_door_are_said(desk, drafted):
    before = moved.stood(desk, drafted.pk)
    again(drafted)
    assert moved.since(before, moved.stood(desk, drafted.pk)) == ()
    RateCard.objects.update(fuel_percent=D(30))
    again(drafted)
    after = moved.stood(desk, drafted.pk)
    (said,) = moved.since(before, after)
    old, new = before.terms["DAP"], after.terms["DAP"]
    assert str(said) == (
        f"The price is DAP {new[0].rounded()} now instead of DAP {old[0].rounded()}, and at the "
        f"buyer's door {new[1].rounded()} instead of {old[1].rounded()}."
    )
    gone = moved.Stood(incoterm="DAP", terms={"DAP": (None, None)})
    assert moved.since(before, gone) == ()
    (told,) = moved.since(gone, before)
    assert str(told).startswith(f"The price is DAP {old[0].rounded()} now, and")
