"""One ready day on every screen: back from a partner and dry, the same as that of the promise."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from langkah.apps.catalogue.models import RoutingStep
from langkah.apps.production.committed import committed
from langkah.apps.production.models import Booking
from langkah.apps.production.queries import order_plan, planned_orders
from langkah.apps.production.ready import ready_at
from langkah.apps.workshop.models import PartnerWorkshop
from langkah.domain.capacity.ready import Ready
from tests.apps.production.conftest import NOW, at, step

pytestmark = pytest.mark.django_db
MORNING = NOW + timedelta(hours=20)


@pytest.fixture
def order(packing, ask, send, say_yes) -> int:
    return say_yes(send(ask(24)))


def told(floor) -> date:
    """As the domain tells it of the promise."""
    plan = committed(floor, MORNING)
    ready = Ready(plan.shop, (one.job for one in plan.commitments))
    return max(ready.days(plan.booked).values())


def shown(floor, order) -> set[date]:
    """As the screens tell it."""
    (planned,) = planned_orders(floor, MORNING)
    zone = ZoneInfo(floor.time_zone)
    booked = Booking.objects.filter(order_line__order=order)
    by_order = ready_at(booked, "order_line", "order_line__order")
    return {
        planned.end.date(),
        max(task.ready for task in order_plan(floor, order)).date(),
        by_order[order].astimezone(zone).date(),
    }


def dries(name: str, hours: int) -> None:
    RoutingStep.objects.filter(name=name).update(drying_hours=Decimal(hours))


def test_the_end_of_work_where_nothing_dries(order, floor):
    assert shown(floor, order) == {told(floor)} == {date(2026, 11, 25)}


def test_dry_two_days_after_the_last_step(order, floor):
    dries("Packing", 40)
    assert shown(floor, order) == {told(floor)} == {date(2026, 11, 27)}
    (planned,) = planned_orders(floor, MORNING)
    assert planned.end == at(27, 4).replace(tzinfo=None)


def test_what_dries_before_the_last_step_is_in_the_plan_already(order, floor):
    dries("Lasting", 500)
    assert shown(floor, order) == {told(floor)} == {date(2026, 11, 25)}


def test_back_from_a_partner_and_dry(order, floor, packing):
    PartnerWorkshop.objects.create(
        workshop=floor, maker=packing, there_hours=Decimal(2), back_hours=Decimal(24)
    )
    assert shown(floor, order) == {told(floor)} == {date(2026, 11, 26)}
    dries("Packing", 24)
    assert shown(floor, order) == {told(floor)} == {date(2026, 11, 27)}


def test_an_earlier_step_at_a_partner_adds_nothing_twice(order, floor):
    PartnerWorkshop.objects.create(
        workshop=floor, maker=step(order, 1).maker, back_hours=Decimal(1)
    )
    dries("Packing", 24)
    assert shown(floor, order) == {told(floor)} == {date(2026, 11, 26)}


def test_in_one_query_however_many(order, floor, ask, send, say_yes, django_assert_num_queries):
    say_yes(send(ask(6)))
    with django_assert_num_queries(1):
        assert len(planned_orders(floor, MORNING)) == 2
    with django_assert_num_queries(1):
        order_plan(floor, order)
