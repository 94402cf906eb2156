"""What the what-if says is what happens once it is taken."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest

from langkah.apps.production import actions, asking
from langkah.apps.production.actions.forward import forward
from langkah.apps.production.actions.rest import consequences
from langkah.apps.production.changing import Change, longer
from langkah.apps.production.committed import committed
from langkah.apps.production.errors import NotFound
from langkah.apps.production.models import Booking
from langkah.apps.workshop.actions.floor import MakerValues, save_maker
from langkah.apps.workshop.actions.partner_workshops import (
    PartnerValues,
    save_partner_workshop,
)
from langkah.domain.capacity.ready import Ready
from tests.apps.production.conftest import NOW

pytestmark = pytest.mark.django_db
MORNING = NOW + timedelta(hours=20)


@pytest.fixture
def orders(ask, send, say_yes) -> list[int]:
    return [say_yes(send(ask(pairs))) for pairs in (24, 48, 12)]


def days(floor) -> dict[str, object]:
    plan = committed(floor, MORNING)
    ready = Ready(plan.shop, (one.job for one in plan.commitments))
    return ready.days(plan.booked)


def said(answer: asking.Answer) -> dict[str, object]:
    return {one.job: one.after for _, one in answer.rows}


@pytest.mark.parametrize(("hours", "weeks"), [(1, 1), (2, 2), (6, 4)])
def test_overtime(orders, floor, bu_sari, hours, weeks):
    change = Change(maker=floor.makers.get().pk, hours=hours, weeks=weeks)
    answer = asking.ask(floor, change, MORNING)
    assert answer.gained > 0
    actions.stay_longer(workshop=floor, change=change, shown=answer.sign, by=bu_sari, now=MORNING)
    assert days(floor) == said(answer)


@pytest.mark.parametrize("hours", [1, 2, 6])
def test_the_same_overtime_in_the_calendar_goes_the_same_way(orders, floor, bu_sari, hours):
    """Day by day, as somebody types it."""
    change = Change(maker=floor.makers.get().pk, hours=hours, weeks=1)
    answer = asking.ask(floor, change, MORNING)
    for span in longer(committed(floor, MORNING), change):
        rest = actions.Rest(
            first=span.start.date(),
            last=span.start.date(),
            maker=change.maker,
            kind="overtime",
            opens=span.start.time(),
            closes=span.end.time(),
        )
        shown = consequences(floor, rest, MORNING)
        actions.take_rest(workshop=floor, rest=rest, shown=shown.sign, by=bu_sari, now=MORNING)
    assert days(floor) == said(answer)


def test_a_person_more(orders, floor, bu_sari):
    """Entered in the settings, and the plan then comes forward with her."""
    skill = floor.skills.get()
    answer = asking.ask(floor, Change(hire=skill.name), MORNING)
    before = days(floor)
    save_maker(workshop=floor, values=MakerValues(name="Bu Ani", skills=(skill.pk,)), by=bu_sari)
    shown = forward(floor, MORNING).sign
    move = actions.come_forward(workshop=floor, shown=shown, by=bu_sari, now=MORNING)
    assert days(floor) == said(answer)
    actions.undo_follow(workshop=floor, move=move, by=bu_sari, now=MORNING)
    assert days(floor) == before


def test_a_partner_more(orders, floor, bu_sari):
    """Entered as the what-if leads there: the same hours each way, the same fewest pairs."""
    skill = floor.skills.get()
    answer = asking.ask(floor, Change(partner=skill.name, days=1, least=12), MORNING)
    save_partner_workshop(
        workshop=floor,
        values=PartnerValues(
            maker=MakerValues(name="Bengkel Ani", skills=(skill.pk,)),
            there_hours=Decimal(24),
            back_hours=Decimal(24),
            least_pairs=12,
        ),
        by=bu_sari,
    )
    shown = forward(floor, MORNING).sign
    actions.come_forward(workshop=floor, shown=shown, by=bu_sari, now=MORNING)
    assert days(floor) == said(answer)


def test_nothing_to_bring_forward_writes_nothing(orders, floor, bu_sari):
    with pytest.raises(NotFound):
        actions.come_forward(
            workshop=floor, shown=forward(floor, MORNING).sign, by=bu_sari, now=MORNING
        )


@pytest.mark.parametrize("change", ["hire", "overtime", "partner"])
def test_nobody_is_later_and_nothing_is_written(orders, floor, change):
    skill, maker = floor.skills.get().name, floor.makers.get().pk
    before = list(Booking.objects.values())
    asked = {
        "hire": Change(hire=skill),
        "overtime": Change(maker=maker, hours=2, weeks=2),
        "partner": Change(partner=skill, days=1, least=12),
    }
    answer = asking.ask(floor, asked[change], MORNING)
    assert all(one.days <= 0 for _, one in answer.rows)
    assert list(Booking.objects.values()) == before
