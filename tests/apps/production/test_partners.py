"""Partner workshops on the plan: booked, shown with their way, changed only as far as it holds."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta
from decimal import Decimal

import pytest

from langkah.apps.production.actions.rest import Rest, _changed, consequences
from langkah.apps.production.committed import committed
from langkah.apps.production.following import following
from langkah.apps.production.models import Booking
from langkah.apps.production.queries import order_plan, plan_days, planned_orders, promise_for
from langkah.apps.production.week import week
from langkah.apps.workshop.actions.floor import DayValues, MakerValues
from langkah.apps.workshop.actions.partner_workshops import (
    PartnerValues,
    remove_partner_workshop,
    save_partner_workshop,
)
from langkah.apps.workshop.errors import NotFound, NotSaved
from langkah.apps.workshop.models import ChangeField, Maker, PartnerWorkshop, Skill
from langkah.apps.workshop.queries import shop
from langkah.domain.capacity import Rule
from langkah.domain.capacity.unfit import unfit
from langkah.domain.reason import Refusal
from tests.apps.production.conftest import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def values(floor) -> PartnerValues:
    """Half a day away, twice as fast as Pak Karno, from 12 pairs."""
    skill = Skill.objects.get(workshop=floor)
    maker = MakerValues(name="Bengkel Jaya", speed=Decimal("0.5"), skills=(skill.pk,))
    return PartnerValues(
        maker=maker, there_hours=Decimal(12), back_hours=Decimal("7.5"), least_pairs=12
    )


@pytest.fixture
def save(floor, bu_sari, values):
    def saved(partner: int | None = None, **changes: object) -> int:
        maker = {name: changes.pop(name) for name in ("active", "skills") if name in changes}
        new = replace(values, maker=replace(values.maker, **maker), **changes)
        return save_partner_workshop(
            workshop=floor, values=new, by=bu_sari, partner_workshop=partner
        )

    return saved


@pytest.fixture
def only_there(floor) -> None:
    """Nobody here does it any more."""
    Maker.objects.filter(workshop=floor, name="Pak Karno").update(active=False)


def test_the_floor_knows_a_partner_with_the_way(floor, save):
    save()
    (person,) = [one for one in shop(floor, NOW.date()).people if one.partner]
    assert (person.name, person.skills, person.speed) == (
        "Bengkel Jaya",
        ("lasting",),
        Decimal("0.5"),
    )
    assert (person.partner.there_hours, person.partner.back_hours) == (12, Decimal("7.5"))
    assert (person.partner.least_pairs, person.partner.calendar) == (12, None)


def test_an_inactive_partner_gets_no_work(floor, save):
    save(active=False)
    assert not any(one.partner for one in shop(floor, NOW.date()).people)


def test_days_of_their_own_and_the_holidays_of_all(floor, save):
    save(weekdays=(5, 6), day=DayValues(opens=time(9), closes=time(15)))
    place = shop(floor, NOW.date())
    (person,) = [one for one in place.people if one.partner]
    own = person.partner.calendar
    assert [(hours.weekday, hours.minutes) for hours in own.hours] == [(5, 360), (6, 360)]
    assert own.closed == place.calendar.closed


def test_a_closed_day_of_ours_closes_the_way_too(floor, save):
    """Asked before it is written down, the partner rests on the day as she will after it."""
    save(weekdays=(0, 1, 2, 3, 4, 5), day=DayValues(opens=time(9), closes=time(15)))
    rest = Rest(first=date(2026, 12, 1), last=date(2026, 12, 2))
    place = _changed(committed(floor, NOW).shop, rest)
    (person,) = [one for one in place.people if one.partner]
    assert person.partner.calendar.closed == place.calendar.closed
    assert consequences(floor, rest, NOW).answer.broken == ()


def test_a_promise_counts_the_way_and_the_order_is_booked_there(
    floor, save, only_there, ask, send, say_yes
):
    """Asked on Monday; the buyer may answer until the quote ends, then 12 hours there, 7.5 back."""
    save()
    version = ask(24)
    found = promise_for(floor, version, NOW)
    (booked,) = found.bookings
    assert booked.station == ""
    order = say_yes(send(version))
    (task,) = order_plan(floor, order)
    assert task.maker == "Bengkel Jaya"
    assert task.elsewhere.leaves == task.start - timedelta(hours=12)
    assert task.ready == task.elsewhere.back == task.end + timedelta(hours=7, minutes=30)
    (ahead,) = planned_orders(floor, NOW)
    assert ahead.end == task.elsewhere.back
    drawn = week(floor, plan_days(floor, task.start.date()))
    assert [(one.name, one.taken) for one in drawn.makers] == [("Bengkel Jaya", 300)]


def test_fewer_pairs_than_they_take_have_no_day(floor, save, only_there, ask):
    save()
    with pytest.raises(Refusal) as refused:
        promise_for(floor, ask(6), NOW)
    assert "from 12 pairs in a lot" in str(refused.value.reasons[0])


@pytest.mark.parametrize(
    ("changes", "rule"),
    [
        ({"active": False}, Rule.SKILL),
        ({"there_hours": Decimal(300)}, Rule.EARLY),
        ({"weekdays": (6,), "day": DayValues(opens=time(9), closes=time(10))}, Rule.TIME),
    ],
    ids=["not now", "further away", "only on Sundays"],
)
def test_what_cannot_be_done_there_any_more_is_told(
    floor, save, only_there, ask, send, say_yes, changes, rule
):
    partner = save()
    order = say_yes(send(ask(24)))
    save(partner, **changes)
    plan = committed(floor, NOW)
    (found,) = unfit(plan.shop, plan.commitments, plan.booked, plan.now)
    assert found.rule is rule
    if rule is not Rule.SKILL:
        assert following(floor, order, NOW).answer.new


def test_what_the_plan_can_follow_is_not(floor, save, only_there, ask, send, say_yes):
    partner = save()
    say_yes(send(ask(24)))
    save(partner, least_pairs=20, back_hours=Decimal(1))
    plan = committed(floor, NOW)
    assert unfit(plan.shop, plan.commitments, plan.booked, plan.now) == ()


def test_one_that_never_worked_is_removed_and_one_that_did_stays(
    floor, save, only_there, ask, send, say_yes, bu_sari, rival
):
    partner = save()
    with pytest.raises(NotFound):
        remove_partner_workshop(workshop=rival, partner_workshop=partner, by=bu_sari)
    say_yes(send(ask(24)))
    with pytest.raises(NotSaved):
        remove_partner_workshop(workshop=floor, partner_workshop=partner, by=bu_sari)
    Booking.objects.all().delete()
    remove_partner_workshop(workshop=floor, partner_workshop=partner, by=bu_sari)
    assert not PartnerWorkshop.objects.exists()
    assert not Maker.objects.filter(name="Bengkel Jaya").exists()


def test_every_change_is_in_the_trail(floor, save):
    partner = save()
    save(partner, there_hours=Decimal(24))
    found = ChangeField.objects.filter(change__verb="partner_workshop.saved", field="there_hours")
    assert list(found.order_by("pk").values_list("before", "after")) == [("", "12"), ("12", "24")]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"there_hours": Decimal(-1)}, "there_hours"),
        ({"back_hours": Decimal(721)}, "back_hours"),
        ({"least_pairs": 0}, "least_pairs"),
        ({"least_pairs": 25}, "least_pairs"),
        ({"skills": ()}, "skills"),
        ({"weekdays": (1,)}, "opens"),
    ],
)
def test_what_cannot_be_is_said_at_its_field(floor, save, changes, field):
    with pytest.raises(NotSaved) as refused:
        save(**changes)
    assert [name for name, _sentence in refused.value.problems] == [field]
    assert not Maker.objects.filter(name="Bengkel Jaya").exists()
