"""A floor with one maker, and drafts that wait to be sent."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from langkah.apps.catalogue import actions as catalogue
from langkah.apps.production import actions
from langkah.apps.production.models import Booking
from langkah.apps.sales import actions as sales
from langkah.apps.sales.models import QuoteVersion
from langkah.apps.workshop.models import Maker, MakerSkill, Skill, Terms, User, Workshop
from tests.apps.sales.conftest import NOW, desk, facts, floor, loafer

__all__ = ["NOW", "desk", "facts", "floor", "loafer"]

LATER = timedelta(hours=20)
Ask = Callable[..., int]


@pytest.fixture
def ask(floor: Workshop, bu_sari: User, loafer: int) -> Ask:
    """A priced and dated draft for some pairs; gives the version's id."""
    count = 0

    def drafted(pairs: int = 24, product: int = loafer, **more: object) -> int:
        nonlocal count
        count += 1
        message = sales.Message(text=f"{pairs} pairs of Brantas please", key=f"k{count}")
        inquiry = sales.take_inquiry(workshop=floor, message=message, now=NOW, by=bu_sari)
        line = sales.AskedLine(product=product, sizes=(sales.AskedSize(size="39", pairs=pairs),))
        asked = facts(product, lines=(line,), **more)
        quote = sales.quote_inquiry(
            workshop=floor, inquiry=inquiry, facts=asked, by=bu_sari, now=NOW
        )
        version = QuoteVersion.objects.get(quote=quote).pk
        actions.date_quote(workshop=floor, version=version, by=bu_sari, now=NOW)
        return version

    return drafted


@pytest.fixture
def bold(floor: Workshop) -> None:
    """A workshop that offers the day kept every second time: here it is the plan's own."""
    Terms.objects.update_or_create(workshop=floor, defaults={"sure_percent": 50})


@pytest.fixture
def send(floor: Workshop, bu_sari: User) -> Callable[..., int]:
    """Send a version; gives it back."""

    def sent(version: int) -> int:
        actions.offer(workshop=floor, version=version, by=bu_sari, now=NOW)
        return version

    return sent


@pytest.fixture
def say_yes(floor: Workshop) -> Callable[..., int]:
    """The buyer accepts a version the next morning; gives the order's id."""

    def yes(version: int, after: timedelta = LATER) -> int:
        return actions.accept(workshop=floor, version=version, name="Marieke", now=NOW + after)

    return yes


@pytest.fixture
def packing(floor, loafer, bu_sari) -> Maker:
    """A second step, and who does it."""
    catalogue.add_row(
        workshop=floor,
        product=loafer,
        section="routing",
        by=bu_sari,
        values={
            "position": 2,
            "name": "Packing",
            "minutes_per_pair": Decimal(5),
            "minutes_per_batch": Decimal(0),
            "batch_pairs": 24,
            "skill": "packing",
            "pay": Decimal(1000),
        },
    )
    row = Maker.objects.create(workshop=floor, name="Bu Ida")
    skill, _ = Skill.objects.get_or_create(workshop=floor, name="packing")
    MakerSkill.objects.create(workshop=floor, maker=row, skill=skill)
    return row


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """A moment of November 2026 by the clock of Mojokerto."""
    return datetime(2026, 11, day, hour, minute, tzinfo=ZoneInfo("Asia/Jakarta"))


def step(order: int, number: int) -> Booking:
    """The booking of a step of an order of one lot."""
    return Booking.objects.get(order_line__order=order, step=number)
