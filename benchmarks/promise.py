"""The promise date of one inquiry, through the database, with 200 and 1,000 orders on the plan.

The floor, the days off and the styles are those of the demo workshop; each order takes its place
the way an accepted one does. The page is the one that prices a draft and dates it, signed in, with
everything between the address and the database. Peers plan with a lead time of so many days:
nothing to compare with.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from benchmarks.yardstick import django_ready, head, median_ms, row, yardstick_ms

# Open orders -> bar of the page in ms of the processor, 95 of 100 times
ORDERS = {200: 100, 1000: 300}
TIMES = 40
SIZES = (("40", 2), ("41", 3), ("42", 4), ("43", 2), ("44", 1))
MEMORY_BAR = 40
PAGE = """
import sys, django
django.setup()
from django.test import Client
from benchmarks.promise import resident
from langkah.apps.workshop.models import User
from langkah.config.rooms import furnish
furnish()
desk = Client(HTTP_HOST="localhost", raise_request_exception=True)
desk.force_login(User.objects.get(email="sari@kenzi.example"))
for path in ("/", "/sales/", "/catalogue/"):
    desk.get(path)
before = resident()
for _ in range(3):
    desk.post(sys.argv[1])
print(f"planning adds {resident() - before:.0f} MB to a web process of {before:.0f} MB")
"""


def main() -> None:
    """Build the demo, fill the plan, ask again and again, with the rooms loaded as in a server."""
    django_ready()
    from django.core.management import call_command
    from django.utils import timezone

    from langkah.apps.workshop.models import User, Workshop
    from langkah.config.rooms import furnish

    call_command("demo")
    yard = yardstick_ms()
    workshop, sari = Workshop.objects.get(), User.objects.get(email="sari@kenzi.example")
    now = timezone.now()
    version = inquiry(workshop, sari, now)
    furnish()
    for orders, bar in ORDERS.items():
        fill(workshop, sari, now, orders)
        asked(workshop, sari, version, orders, bar, yard)


def asked(workshop: Any, sari: Any, version: int, orders: int, bar: int, yard: float) -> None:
    """Ask the floor alone, then the page, then a process that planned nothing before."""
    from django.urls import reverse
    from django.utils import timezone

    from langkah.apps.production.models import Booking
    from langkah.apps.production.queries import promise_for

    now = timezone.now()
    head(f"Promise ({orders} open orders, {Booking.objects.count():,} bookings)", yard)
    answer = promise_for(workshop, version, now)
    print(f"ready on {answer.ready}, {(answer.ready - now.date()).days} days from now")
    took = median_ms(lambda: promise_for(workshop, version, now), times=10)
    row("promise date, how surely, what binds it and what is earlier", took, yard, "")
    spent = processor_ms(lambda: promise_for(workshop, version, now))
    print(f"the floor's answer alone: {spread(spent)}")
    path, desk = reverse("sales:price", args=[version]), at_the_desk(sari)
    spent = processor_ms(lambda: desk.post(path))
    print(f"the page that prices and dates a draft: {spread(spent)} (bar {bar})")
    print(f"of it, the draft priced alone: {priced_ms(workshop, version):.0f} ms")
    print(alone(path), flush=True)


def at_the_desk(sari: Any) -> Any:
    """Bu Sari's browser, signed in."""
    from django.test import Client

    desk = Client(HTTP_HOST="localhost")
    desk.force_login(sari)
    return desk


def processor_ms(work: Callable[[], object]) -> list[float]:
    """Milliseconds of the processor of each run, the shortest first; others share the machine."""
    work()
    taken = []
    for _ in range(TIMES):
        began = time.process_time()
        work()
        taken.append((time.process_time() - began) * 1000)
    return sorted(taken)


def spread(spent: Sequence[float]) -> str:
    """The middle and the 95th of a hundred."""
    middle, late = spent[len(spent) // 2], spent[int(len(spent) * 0.95)]
    return f"processor p50 {middle:.0f} ms, p95 {late:.0f} ms"


def priced_ms(workshop: Any, version: int) -> float:
    from django.utils import timezone

    from langkah.apps.sales import actions

    spent = processor_ms(
        lambda: actions.price_quote(workshop=workshop, version=version, now=timezone.now())
    )
    return spent[len(spent) // 2]


def alone(path: str) -> str:
    """What planning adds to the memory of a process that has shown other pages."""
    env = os.environ | {"PYTHONPATH": os.pathsep.join(["src", "."])}
    done = subprocess.run(
        [sys.executable, "-c", PAGE, path], env=env, capture_output=True, text=True, check=False
    )
    return f"{done.stdout.strip() or done.stderr[-400:]} (bar {MEMORY_BAR})"


def resident() -> float:
    """Memory of this process in MB (Linux)."""
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1]) / 1024
    return 0.0


def fill(workshop: Any, by: Any, now: Any, orders: int) -> None:
    """Orders of 6 to 36 pairs of the demo's styles, until so many lie on the plan."""
    from langkah.apps.buyers.models import Buyer
    from langkah.apps.catalogue.models import Product
    from langkah.apps.production import actions
    from langkah.apps.production.queries import planned_orders
    from langkah.apps.sales import actions as sales

    dice = random.Random(orders)
    buyers = list(Buyer.objects.filter(workshop=workshop))
    styles = list(Product.objects.filter(workshop=workshop, steps__isnull=False).distinct())
    standing = len(planned_orders(workshop, now, limit=orders))
    for _ in range(orders - standing):
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
