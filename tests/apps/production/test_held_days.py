"""A held day holds whatever is written into the calendar before the buyer answers (V08, O01).

Pak Karno alone lasts 25 minutes a pair, 480 minutes a day; a quote is valid until 7 December.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.utils.html import strip_tags

from langkah.apps.production import actions, certificates
from langkah.apps.production.actions.rest import Rest, consequences, take_rest
from langkah.apps.production.models import Booking
from langkah.apps.sales.models import Order, QuoteVersion
from langkah.apps.workshop.models import Maker, MakerSkill, OwnHours, Skill
from tests.apps.production.conftest import LATER, NOW

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("bold")]
# The last evening on which she may say yes, four hours before it ends
IN_TIME = datetime(2026, 12, 7, 13, tzinfo=UTC)
ENDS = datetime(2026, 12, 7, 16, 59, 59, tzinfo=UTC)


def rested(floor, bu_sari, rest: Rest, now: datetime = NOW) -> None:
    shown = consequences(floor, rest, now).sign
    take_rest(workshop=floor, rest=rest, shown=shown, by=bu_sari, now=now)


def first_start(version: int) -> datetime:
    return Booking.objects.filter(quote_line__version=version).order_by("start")[0].start


@pytest.fixture
def helper(floor) -> Maker:
    """A second pair of hands for the same step."""
    row = Maker.objects.create(workshop=floor, name="Bu Ida")
    skills = MakerSkill.objects.filter(maker__workshop=floor).values_list("skill", flat=True)
    for skill in Skill.objects.filter(pk__in=set(skills)):
        MakerSkill.objects.create(workshop=floor, maker=row, skill=skill)
    return row


def test_the_quote_says_the_new_day_of_its_plan_and_the_old(ask, send, floor, bu_sari, client_of):
    version = send(ask(24))
    quote = QuoteVersion.objects.get(pk=version).quote_id
    client = client_of(bu_sari)
    client.cookies["django_language"] = "en"

    def page() -> str:
        return strip_tags(client.get(f"/sales/quotes/{quote}/").content.decode())

    assert "The plan has changed" not in page()
    rested(floor, bu_sari, Rest(first=date(2026, 12, 8), last=date(2026, 12, 10)))
    found = page()
    assert "By the plan of today it is packed on 12 Dec" in found
    assert "When the quote was sent the plan said 9 Dec" in found
    assert "later than the promised day, 9 Dec" in found
    proof = certificates.proved(floor, version)
    assert proof is not None
    assert (proof.ready, proof.replanned) == (date(2026, 12, 9), date(2026, 12, 12))


@pytest.mark.parametrize("kind", [OwnHours.Kind.AWAY, OwnHours.Kind.OVERTIME])
def test_a_change_of_the_calendar_begins_nothing_before_the_answer(
    ask, send, floor, bu_sari, helper, kind
):
    """The one who has the work is away when it was planned, or anybody stays longer before."""
    version = send(ask(24))
    who = Booking.objects.filter(quote_line__version=version)[0].maker_id
    hours = {
        OwnHours.Kind.AWAY: {"first": date(2026, 12, 1), "last": date(2026, 12, 9)},
        OwnHours.Kind.OVERTIME: {
            "first": date(2026, 11, 25),
            "last": date(2026, 12, 5),
            "opens": time(17),
            "closes": time(20),
        },
    }[kind]
    rested(floor, bu_sari, Rest(maker=who, kind=kind, **hours))
    assert first_start(version) > ENDS


def test_a_yes_in_time_keeps_the_day_after_a_change_and_more_orders(
    ask, send, say_yes, floor, bu_sari, helper
):
    """Somebody is away, others fill every gap that is left, then she says yes in time."""
    version = send(ask(24))
    promised = QuoteVersion.objects.get(pk=version).promise_day
    who = Booking.objects.filter(quote_line__version=version)[0].maker_id
    leave = Rest(maker=who, first=date(2026, 11, 26), last=date(2026, 12, 8))
    rested(floor, bu_sari, leave, NOW + timedelta(hours=1))
    for _ in range(3):
        say_yes(send(ask(144)), after=LATER)
    order = actions.accept(workshop=floor, version=version, name="Emily", now=IN_TIME)
    ends = Booking.objects.filter(order_line__order=order).order_by("-end")[0].end
    assert Order.objects.get(pk=order).promise_day == promised
    assert ends.date() <= promised
