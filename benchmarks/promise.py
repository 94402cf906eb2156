"""The promise date of one inquiry, through the database, with 200 orders on the plan.

The floor, the days off and the styles are those of the demo workshop; each order takes its place
the way an accepted one does. Peers plan with a lead time of so many days: nothing to compare with.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import timedelta
from decimal import Decimal
from typing import Any

from benchmarks.yardstick import django_ready, head, median_ms, row, yardstick_ms

ORDERS = 200
SIZES = (("40", 2), ("41", 3), ("42", 4), ("43", 2), ("44", 1))


def main() -> None:
    """Build the demo, fill the plan, ask again and again."""
    django_ready()
    from django.core.management import call_command
    from django.utils import timezone

    from langkah.apps.production import actions
    from langkah.apps.production.models import Booking
    from langkah.apps.production.queries import promise_for
    from langkah.apps.workshop.models import User, Workshop

    call_command("demo")
    yard = yardstick_ms()
    workshop, sari = Workshop.objects.get(), User.objects.get(email="sari@kenzi.example")
    now = timezone.now()
    fill(workshop, sari, now)
    version = inquiry(workshop, sari, now)
    head(f"Promise ({ORDERS} open orders, {Booking.objects.count():,} bookings)", yard)
    answer = promise_for(workshop, version, now)
    print(f"ready on {answer.ready}, {(answer.ready - now.date()).days} days from now")
    took = median_ms(lambda: promise_for(workshop, version, now))
    row("promise date, with what binds it and what is earlier", took, yard, "<= 100 ms")
    written = median_ms(
        lambda: actions.date_quote(workshop=workshop, version=version, by=sari, now=now)
    )
    row("promise date written into the draft", written, yard, "")


def fill(workshop: Any, by: Any, now: Any) -> None:
    """Orders of 6 to 36 pairs of the demo's styles, until 200 lie on the plan."""
    from langkah.apps.buyers.models import Buyer
    from langkah.apps.catalogue.models import Product
    from langkah.apps.production import actions
    from langkah.apps.production.queries import planned_orders
    from langkah.apps.sales import actions as sales

    dice = random.Random(200)
    buyers = list(Buyer.objects.filter(workshop=workshop))
    styles = list(Product.objects.filter(workshop=workshop, steps__isnull=False).distinct())
    standing = len(planned_orders(workshop, now, limit=ORDERS))
    for _ in range(ORDERS - standing):
        order = sales.record_order(
            workshop=workshop,
            order=past(dice, dice.choice(styles), dice.choice(buyers)),
            by=by,
            now=now - timedelta(hours=1),
        )
        actions.book_order(workshop=workshop, order=order, now=now)


def past(dice: random.Random, style: Any, buyer: Any) -> Any:
    """An order agreed an hour ago."""
    from langkah.apps.sales.actions.past import PastLine, PastOrder

    pairs = dice.choice((6, 12, 12, 24, 24, 36))
    line = PastLine(product=style.pk, unit_price=Decimal(40), sizes=(("42", pairs),))
    return PastOrder(
        buyer=buyer.pk,
        country=buyer.country,
        incoterm="DAP",
        currency="EUR",
        promise_day=None,
        lines=(line,),
    )


def inquiry(workshop: Any, by: Any, now: Any, codes: Sequence[str] = ("TRO-OX",)) -> int:
    """A draft for a shop in Rotterdam, not promised yet."""
    from langkah.apps.catalogue.models import Product
    from langkah.apps.sales import actions
    from langkah.apps.sales.actions.inquiries import Message
    from langkah.apps.sales.queries import quote

    message = Message(text="one style", key="bench-promise")
    asked = actions.take_inquiry(workshop=workshop, message=message, now=now, by=by)
    sizes = tuple(actions.AskedSize(size=size, pairs=pairs) for size, pairs in SIZES)
    facts = actions.Facts(
        buyer_name="Bench",
        country="NL",
        city="Rotterdam",
        incoterm="DAP",
        lines=tuple(
            actions.AskedLine(product=one.pk, sizes=sizes)
            for one in Product.objects.filter(workshop=workshop, code__in=codes)
        ),
    )
    made = actions.quote_inquiry(workshop=workshop, inquiry=asked, facts=facts, by=by, now=now)
    return quote(workshop, made, now).version.id


if __name__ == "__main__":
    main()
