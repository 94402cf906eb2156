"""A sent quote keeps its capacity, an accepted one becomes an order on the plan (O01, V08, S06).

Pak Karno alone lasts 25 minutes a pair, 480 minutes a day from Monday to Saturday. It is Monday
23 November, 10:00; quotes are valid until the end of 7 December.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from django.db import IntegrityError, transaction

from langkah.apps.catalogue.models import Material
from langkah.apps.production import actions
from langkah.apps.production.errors import DateMoved, NotFound
from langkah.apps.production.floor import booked
from langkah.apps.production.models import Booking, Hold
from langkah.apps.sales import actions as sales
from langkah.apps.sales.errors import NotOpen, PriceMoved
from langkah.apps.sales.models import Order, QuoteVersion
from langkah.apps.workshop.models import Change, Maker, MakerSkill, Skill
from langkah.domain.capacity import VerifyCase, verify
from langkah.domain.reason import Refusal
from tests.apps.production.conftest import NOW

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("bold")]
DAY = timedelta(days=1)


def utc(day: date, hour: int) -> datetime:
    """A moment on the workshop's clock, seven hours ahead."""
    return datetime(day.year, day.month, day.day, hour, tzinfo=UTC) - timedelta(hours=7)


def spans(**who: object) -> list[tuple[datetime, datetime]]:
    rows = Booking.objects.filter(**who).order_by("start")
    return [(row.start, row.end) for row in rows]


def promised(version: int) -> date | None:
    return QuoteVersion.objects.get(pk=version).promise_day


def remarks(version: int, kind: str) -> list[str]:
    from langkah.apps.sales import reasons

    rows = QuoteVersion.objects.get(pk=version).remarks.filter(kind=kind).order_by("position")
    return [str(reasons.read(row.sentence)) for row in rows]


def test_a_draft_is_dated_for_a_yes_on_the_last_day(ask):
    """600 minutes from 8 December on: ready on the 9th, whenever the buyer answers in time."""
    version = ask(24)
    assert promised(version) == date(2026, 12, 9)
    assert remarks(version, "bind")[0] == (
        "The buyer may say yes until 2026-12-07; the work is planned from then on."
    )
    assert remarks(version, "earlier") == [
        "With a yes from the buyer today the plan ends on 2026-11-24 instead of 2026-12-09."
    ]


def test_material_that_must_be_ordered_first_is_waited_for(ask, send, say_yes):
    """Ordered at the yes: ten days after the buyer's last day, or after the day she says it."""
    Material.objects.filter(name="Sole BRA").update(days_to_get=10)
    version = ask(24)
    assert promised(version) == date(2026, 12, 18)
    assert "The material of Brantas Loafer comes on 2026-12-17; nothing starts before." in remarks(
        version, "bind"
    )
    sooner = (
        "With the material in the house today the plan ends on 2026-12-09 instead of 2026-12-18."
    )
    assert sooner in remarks(version, "earlier")
    order = say_yes(send(version))
    assert spans(order_line__order=order)[0][0] == utc(date(2026, 12, 4), 8)


def test_a_sent_quote_keeps_its_place(ask, send, floor):
    first, second = ask(24), ask(24)
    assert promised(first) == promised(second)
    send(first)
    assert spans(quote_line__version=first) == [
        (utc(date(2026, 12, 8), 8), utc(date(2026, 12, 9), 10))
    ]
    hold = Hold.objects.get()
    assert (hold.version_id, hold.released_at) == (first, None)
    assert hold.until == datetime(2026, 12, 7, 16, 59, 59, tzinfo=UTC)


def test_who_comes_later_is_told_that_the_day_moved(ask, send, floor, bu_sari):
    first, second = ask(24), ask(24)
    send(first)
    with pytest.raises(DateMoved, match="from 2026-12-09 to 2026-12-10"):
        send(second)
    assert not hasattr(QuoteVersion.objects.get(pk=second), "sent")
    assert Hold.objects.count() == 1
    actions.date_quote(workshop=floor, version=second, by=bu_sari, now=NOW)
    send(second)
    assert spans(quote_line__version=second) == [
        (utc(date(2026, 12, 9), 10), utc(date(2026, 12, 10), 12))
    ]


def test_a_yes_makes_an_order_that_begins_at_once(ask, send, say_yes):
    """Accepted on Tuesday at 06:00: the only maker is free, so the work begins at 08:00."""
    version = send(ask(24))
    order = say_yes(version)
    assert spans(order_line__order=order) == [
        (utc(date(2026, 11, 24), 8), utc(date(2026, 11, 25), 10))
    ]
    assert not Booking.objects.filter(quote_line__isnull=False).exists()
    assert Hold.objects.get().released_why == "accepted"
    assert Order.objects.get(pk=order).promise_day == date(2026, 12, 9)


def test_two_yeses_are_one_order_and_one_place(ask, send, say_yes):
    version = send(ask(24))
    first = say_yes(version)
    before = spans()
    assert say_yes(version, after=DAY) == first
    assert Order.objects.count() == 1
    assert spans() == before


def test_a_yes_in_the_last_evening_finds_the_place_that_was_held(ask, send, say_yes):
    """Meanwhile others filled every minute of the weeks before; the day that was given holds."""
    version = send(ask(24))
    large = say_yes(send(ask(230)))
    assert spans(order_line__order=large)[-1][1] == utc(date(2026, 12, 7), 15) + timedelta(
        minutes=50
    )
    order = say_yes(version, after=14 * DAY + timedelta(hours=8))
    assert spans(order_line__order=order) == [
        (utc(date(2026, 12, 8), 8), utc(date(2026, 12, 9), 10))
    ]


def test_a_place_that_cannot_be_kept_is_planned_anew(ask, send, say_yes, floor):
    """Pak Karno left; Bu Tin can last too, so the order is planned with her, and it is noted."""
    version = send(ask(24))
    Maker.objects.filter(name="Pak Karno").update(active=False)
    tin = Maker.objects.create(workshop=floor, name="Bu Tin", speed=2)
    MakerSkill.objects.create(workshop=floor, maker=tin, skill=Skill.objects.get())
    order = say_yes(version)
    assert {row.maker.name for row in Booking.objects.all()} == {"Bu Tin"}
    noted = Change.objects.get(verb="order.planned")
    assert noted.object_id == order
    assert [field.after for field in noted.fields.all()] == ["2026-11-26"]


def test_a_yes_counts_even_if_nobody_can_make_it_any_more(ask, send, say_yes):
    version = send(ask(24))
    Maker.objects.update(active=False)
    order = say_yes(version)
    assert Order.objects.get().pk == order
    assert not Booking.objects.exists()


def test_a_yes_after_the_end_changes_nothing(ask, send, say_yes):
    version = send(ask(24))
    before = spans()
    with pytest.raises(NotOpen):
        say_yes(version, after=15 * DAY)
    assert spans() == before
    assert not Order.objects.exists()


def test_a_quote_that_ends_gives_its_place_back_once(ask, send):
    send(ask(24))
    assert actions.release_expired(NOW + 14 * DAY) == 0
    assert actions.release_expired(NOW + 15 * DAY) == 1
    assert not Booking.objects.exists()
    assert Hold.objects.get().released_why == "expired"
    assert actions.release_expired(NOW + 15 * DAY) == 0


def test_a_quote_taken_back_gives_its_place_back(ask, send, floor, bu_sari):
    version = send(ask(24))
    actions.withdraw(workshop=floor, version=version, by=bu_sari, now=NOW)
    assert not Booking.objects.exists()
    assert Hold.objects.get().released_why == "withdrawn"


def test_a_new_version_does_not_stand_in_its_own_way(ask, send, floor, bu_sari):
    first = send(ask(24))
    second = sales.next_version(workshop=floor, version=first, by=bu_sari, now=NOW)
    actions.date_quote(workshop=floor, version=second, by=bu_sari, now=NOW)
    assert promised(second) == promised(first)
    send(second)
    assert {hold.version_id: hold.released_why for hold in Hold.objects.all()} == {
        first: "replaced",
        second: "",
    }
    assert set(Booking.objects.values_list("quote_line__version", flat=True)) == {second}


def test_a_refusal_by_sales_leaves_no_hold(ask, floor, bu_sari):
    """A version is sent once; the second time nothing is held twice."""
    version = ask(24)
    actions.offer(workshop=floor, version=version, by=bu_sari, now=NOW)
    before = spans()
    with pytest.raises(Refusal):
        actions.offer(workshop=floor, version=version, by=bu_sari, now=NOW)
    assert spans() == before
    assert Hold.objects.count() == 1


def test_an_order_without_a_plan_is_planned_once(ask, send, say_yes, floor):
    order = say_yes(send(ask(24)))
    Booking.objects.all().delete()
    for _ in range(2):
        actions.book_order(workshop=floor, order=order, now=NOW + DAY)
    assert len(spans(order_line__order=order)) == 1


@pytest.mark.parametrize("deed", ["date_quote", "offer"])
def test_another_workshop_finds_nothing(deed, ask, rival, rival_owner):
    version = ask(24)
    with pytest.raises(NotFound):
        getattr(actions, deed)(workshop=rival, version=version, by=rival_owner, now=NOW)
    with pytest.raises(NotFound):
        actions.book_order(workshop=rival, order=1, now=NOW)


def test_a_missing_time_names_the_step(ask, floor, loafer):
    from langkah.apps.catalogue.models import RoutingStep

    RoutingStep.objects.update(minutes_per_pair=None)
    with pytest.raises(Refusal, match="“Lasting” of Brantas Loafer has no minutes"):
        ask(24)


def test_whatever_happens_the_floor_breaks_no_rule(ask, send, say_yes, floor, bu_sari):
    """Quotes are sent, accepted, taken back and run out; nobody is ever booked twice."""
    from langkah.apps.workshop.queries import shop

    for turn, pairs in enumerate((24, 60, 1, 130, 12, 48, 7)):
        version = send(ask(pairs))
        if turn % 3 == 0:
            say_yes(version, after=(turn + 1) * DAY)
        if turn % 3 == 1:
            actions.withdraw(workshop=floor, version=version, by=bu_sari, now=NOW)
    actions.release_expired(NOW + 20 * DAY)
    taken = booked(floor, NOW)
    assert {one.job.split()[0] for one in taken} == {"order"}
    now = NOW.replace(tzinfo=None)
    case = VerifyCase(shop=shop(floor, NOW.date()), jobs=(), bookings=taken, now=now)
    assert verify(case) == ()
    for before, after in pairwise(sorted(taken, key=lambda one: one.start)):
        assert after.start >= before.end


def test_what_is_booked_is_what_stands_in_the_table_now(ask, send, floor):
    """Rows read before are known by every word of them: whatever changes, the row is another."""
    send(ask(24))
    (before,) = booked(floor, NOW)
    assert booked(floor, NOW) == (before,)
    for name, change in (("start", -DAY), ("end", DAY)):
        row = Booking.objects.get()
        setattr(row, name, getattr(row, name) + change)
        row.save()
        (now,) = booked(floor, NOW)
        assert getattr(now, name) == getattr(before, name) + change
    Booking.objects.update(pairs=7, station="bench")
    (now,) = booked(floor, NOW)
    assert (now.pairs, now.station) == (7, "bench")
    floor.time_zone = "Asia/Jayapura"
    (there,) = booked(floor, NOW)
    assert there.start - now.start == timedelta(hours=2)
    Booking.objects.all().delete()
    assert booked(floor, NOW) == ()


def test_a_booking_is_for_a_quote_or_an_order(ask, send, floor):
    send(ask(24))
    row = Booking.objects.get()
    with pytest.raises(IntegrityError, match="a_quote_or_an_order"), transaction.atomic():
        Booking.objects.filter(pk=row.pk).update(quote_line=None)
    with pytest.raises(IntegrityError, match="a_booking_takes_time"), transaction.atomic():
        Booking.objects.filter(pk=row.pk).update(end=row.start)


def test_a_price_that_moved_leaves_the_floor_as_it_was(ask, send, floor, bu_sari):
    """The version before keeps its place until the new one really leaves."""
    first = send(ask(24))
    kept = spans(quote_line__version=first)
    newer = sales.next_version(workshop=floor, version=first, by=bu_sari, now=NOW)
    actions.date_quote(workshop=floor, version=newer, by=bu_sari, now=NOW)
    Material.objects.update(price=60000)
    with pytest.raises(PriceMoved, match="DAP from"):
        send(newer)
    assert spans(quote_line__version=first) == kept
    assert Hold.objects.get().released_at is None
    sales.price_quote(workshop=floor, version=newer, now=NOW)
    send(newer)
    assert spans(quote_line__version=newer) != []
