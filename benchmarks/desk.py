"""The desk: a 5-line quote priced and saved, and the first screen of many orders.

Peers (Tryton 8.2 on SQLite, measured 2026-11-23 on the same kind of machine): quotation of five
lines by its ORM 116 ms = 339 yardsticks; first screen of orders 66 ms at 10,000 and 189 ms at
100,000.
"""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

from benchmarks.yardstick import django_ready, head, median_ms, row, yardstick_ms

CODES = ("TRO-OX", "MAJ-DB", "BRA-LF", "MEL-BF", "WIL-MC")
SIZES = (("39", 4), ("40", 6), ("41", 8), ("42", 4))


def main() -> None:
    """Build the demo, quote five styles to Rotterdam, then fill the orders."""
    django_ready()
    from django.core.management import call_command

    call_command("demo")
    yard = yardstick_ms()
    head("Desk (SQLite, synchronous=FULL)", yard)
    quotes(yard)
    for size, peer in ((10_000, "Tryton 66 ms"), (100_000, "Tryton 189 ms")):
        orders(size, peer, yard)


def quotes(yard: float) -> None:
    """Price a version of five styles again and again: what a change of a draft costs."""
    from django.utils import timezone

    from langkah.apps.catalogue.models import Product
    from langkah.apps.sales import actions
    from langkah.apps.sales.actions.inquiries import Message
    from langkah.apps.sales.queries import quote
    from langkah.apps.workshop.models import User, Workshop

    workshop, sari = Workshop.objects.get(), User.objects.get(email="sari@kenzi.example")
    products = Product.objects.filter(code__in=CODES)
    now = timezone.now()
    inquiry = actions.take_inquiry(
        workshop=workshop, message=Message(text="five styles", key="bench"), now=now, by=sari
    )
    sizes = tuple(actions.AskedSize(size=size, pairs=pairs) for size, pairs in SIZES)
    facts = actions.Facts(
        buyer_name="Bench",
        country="NL",
        city="Rotterdam",
        incoterm="DAP",
        lines=tuple(actions.AskedLine(product=one.pk, sizes=sizes) for one in products),
    )
    made = actions.quote_inquiry(workshop=workshop, inquiry=inquiry, facts=facts, by=sari, now=now)
    version = quote(workshop, made, now).version.id
    took = median_ms(
        lambda: actions.price_quote(workshop=workshop, version=version, now=now), times=40
    )
    row("price a 5-line quote and save it", took, yard, "<= 15 ms, <= 45 y", "Tryton 339 y")


def orders(size: int, peer: str, yard: float) -> None:
    """The first screen of orders, as the owner opens it, with `size` orders in the tables."""
    from django.db import connection
    from django.test import Client
    from django.utils import timezone

    from langkah.apps.buyers.models import Buyer
    from langkah.apps.sales.models import Order
    from langkah.apps.workshop.models import User, Workshop

    workshop, now = Workshop.objects.get(), timezone.now()
    buyers = list(Buyer.objects.filter(workshop=workshop))
    Order.objects.bulk_create(
        (
            Order(
                workshop=workshop,
                number=number,
                buyer=buyers[number % len(buyers)],
                incoterm="DAP",
                country="NL",
                pairs=24,
                currency="EUR",
                total=Decimal(900),
                deposit=Decimal(360),
                promise_day=now.date(),
                placed_at=now - timedelta(minutes=size - number),
            )
            for number in range(Order.objects.count() + 1, size + 1)
        ),
        batch_size=5000,
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    client = Client()
    client.force_login(User.objects.get(email="sari@kenzi.example"))
    assert client.get("/sales/orders/").status_code == 200
    took = median_ms(lambda: client.get("/sales/orders/"), times=60)
    row(f"first screen of orders at {size:,} orders", took, yard, "<= 8 ms, flat", peer)


if __name__ == "__main__":
    main()
