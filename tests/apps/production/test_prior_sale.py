"""A date that is proved but not kept free: whoever says yes first has it (V08, S04).

The floor and its one maker are those of `test_offers`: 24 pairs take ten hours.
"""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from langkah.apps.catalogue.models import Product, RoutingStep
from langkah.apps.production import actions, certificates
from langkah.apps.production.errors import DateMoved
from langkah.apps.production.models import Booking, Certificate, Hold
from langkah.apps.production.promises import question
from langkah.apps.sales.models import Order, QuoteVersion
from langkah.apps.workshop.actions.lasts import count_lasts
from langkah.apps.workshop.models import LastSet, Maker
from langkah.domain.capacity import Ground
from langkah.domain.reason import Refusal
from tests.apps.production.conftest import NOW

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("bold")]
LAST_EVENING = timedelta(days=14, hours=8)


@pytest.fixture
def unheld(ask):
    """A dated draft whose date is subject to prior sale."""

    def drafted(pairs: int = 24) -> int:
        version = ask(pairs)
        QuoteVersion.objects.filter(pk=version).update(date_held=False)
        return version

    return drafted


def order_days() -> list[date | None]:
    return list(Order.objects.order_by("pk").values_list("promise_day", flat=True))


def test_it_takes_no_place_from_others(unheld, ask, send):
    first = send(unheld())
    assert not Hold.objects.exists()
    assert not Booking.objects.exists()
    assert Certificate.objects.get(version=first).ready == date(2026, 12, 9)
    send(ask(24))
    assert Hold.objects.count() == 1


def test_the_first_yes_has_the_day_and_the_second_is_told(unheld, send, say_yes):
    """Both were promised the 9th; said on the last evening, only one can have it."""
    one, other = send(unheld()), send(unheld())
    say_yes(one, after=LAST_EVENING)
    with pytest.raises(DateMoved, match="from 2026-12-09 to 2026-12-10") as told:
        say_yes(other, after=LAST_EVENING)
    assert (told.value.old, told.value.new) == (date(2026, 12, 9), date(2026, 12, 10))
    assert order_days() == [date(2026, 12, 9)]
    assert not hasattr(QuoteVersion.objects.get(pk=other), "accepted")


def test_agreeing_to_the_new_day_orders_for_that_day(unheld, send, say_yes, floor):
    one, other = send(unheld()), send(unheld())
    say_yes(one, after=LAST_EVENING)
    actions.accept(
        workshop=floor,
        version=other,
        name="Marieke",
        now=NOW + LAST_EVENING,
        agreed=date(2026, 12, 10),
    )
    assert order_days() == [date(2026, 12, 9), date(2026, 12, 10)]


def test_an_agreed_day_that_is_gone_too_is_told_again(unheld, send, say_yes, floor):
    versions = [send(unheld()) for _ in range(3)]
    for version, agreed in zip(versions[:2], (None, date(2026, 12, 10)), strict=True):
        actions.accept(
            workshop=floor,
            version=version,
            name="Marieke",
            now=NOW + LAST_EVENING,
            agreed=agreed,
        )
    with pytest.raises(DateMoved, match="from 2026-12-10 to 2026-12-11"):
        actions.accept(
            workshop=floor,
            version=versions[2],
            name="Marieke",
            now=NOW + LAST_EVENING,
            agreed=date(2026, 12, 10),
        )


def test_a_day_sent_along_does_not_move_a_date_that_is_held(ask, send, floor):
    version = send(ask(24))
    actions.accept(
        workshop=floor,
        version=version,
        name="Marieke",
        now=NOW,
        agreed=date(2030, 1, 1),
    )
    assert order_days() == [date(2026, 12, 9)]


def test_where_nobody_can_make_it_nothing_is_ordered(unheld, send, say_yes):
    version = send(unheld())
    Maker.objects.update(active=False)
    with pytest.raises(Refusal, match="No day is left"):
        say_yes(version)
    assert not Order.objects.exists()


def test_the_proof_tells_what_moved_since(ask, send, floor):
    """The same question gives the same fingerprint; other orders and other people show."""
    version = send(ask(24))
    now = certificates.proved(floor, version, question(floor, version, NOW))
    assert now is not None
    assert now.moved == ()
    assert len(now.digest) == 64
    send(ask(48))
    Maker.objects.update(speed=2)
    later = certificates.proved(floor, version, question(floor, version, NOW))
    assert later is not None
    assert set(later.moved) == {Ground.FLOOR, Ground.SHOP}
    assert later.digest == now.digest


def test_a_size_that_has_no_last_any_more_is_not_agreed_to(
    unheld, send, say_yes, floor, loafer, pak_budi
):
    """Nothing is held for it; where the capacity is held the yes counts, and the plan says it."""
    Product.objects.filter(pk=loafer).update(last="klasik")
    RoutingStep.objects.filter(product=loafer).update(holds_last=True)
    row = LastSet.objects.create(workshop=floor, family="klasik", count=3)
    one, other = send(unheld(2)), send(unheld(2))
    count_lasts(workshop=floor, last_set=row.pk, pairs={"39": 1}, by=pak_budi)
    say_yes(one)
    count_lasts(workshop=floor, last_set=row.pk, pairs={"39": 0, "40": 1}, by=pak_budi)
    with pytest.raises(Refusal, match="Look at the people, stations and lasts"):
        say_yes(other)
    assert Order.objects.count() == 1
