"""The catalogue at 10,000 products: a product's page, the list, the search.

Peers (django-oscar 4.2 on SQLite, measured 2026-11-23): product page 35 ms and 18 queries,
catalogue page 23 ms, search 185 ms, at 10,000 products.
"""

from __future__ import annotations

from benchmarks.yardstick import django_ready, head, median_ms, row, yardstick_ms

MANY = 10_000
KINDS = ("Loafer", "Oxford", "Derby", "Sandal", "Boot")


def main() -> None:
    """The demo's twenty styles and enough plain ones; data alone and whole pages."""
    django_ready()
    from django.core.management import call_command

    call_command("demo")
    fill()
    yard = yardstick_ms()
    head(f"Catalogue at {MANY:,} products (SQLite)", yard)
    reads(yard)
    pages(yard)


def fill() -> None:
    """Products with a name, a code and search words."""
    from langkah.apps.catalogue import upkeep
    from langkah.apps.catalogue.models import Product
    from langkah.apps.workshop.models import Workshop

    workshop = Workshop.objects.get()
    made = Product.objects.bulk_create(
        (
            Product(
                workshop=workshop,
                code=f"B{number:05}",
                name=f"{KINDS[number % len(KINDS)]} {number}",
                status="active",
            )
            for number in range(MANY - 20)
        ),
        batch_size=2000,
    )
    for start in range(0, len(made), 500):
        upkeep.refresh(workshop, [one.pk for one in made[start : start + 500]])


def reads(yard: float) -> None:
    """What a page asks of the catalogue, without drawing it."""
    from langkah.apps.catalogue import queries
    from langkah.apps.catalogue.models import Product
    from langkah.apps.workshop.models import Workshop

    workshop = Workshop.objects.get()
    loafer = Product.objects.get(code="BRA-LF").pk
    took = median_ms(lambda: queries.product_page(workshop, loafer), times=100)
    row("product: everything of one style", took, yard, "<= 3 ms, 3 queries", "Oscar 35 ms, 18 q")
    took = median_ms(lambda: queries.catalogue_page(workshop), times=100)
    row("catalogue: the first page", took, yard, "<= 5 ms", "Oscar 23 ms")
    took = median_ms(lambda: queries.search(workshop, "loafer 99"), times=100)
    row("search: “loafer 99”", took, yard, "<= 10 ms", "Oscar 185 ms")


def pages(yard: float) -> None:
    """The same as the owner opens it: signing in, rights, words and HTML included."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from langkah.apps.catalogue.models import Product
    from langkah.apps.workshop.models import User

    client = Client()
    client.force_login(User.objects.get(email="sari@kenzi.example"))
    loafer = Product.objects.get(code="BRA-LF").pk
    for name, address, bar in (
        ("whole page of a product", f"/products/{loafer}/", "<= 3 ms, 3 queries"),
        ("whole first page of the catalogue", "/products/", "<= 5 ms"),
        ("whole page of a search", "/products/?q=loafer+99", ""),
    ):
        assert client.get(address).status_code == 200
        with CaptureQueriesContext(connection) as asked:
            client.get(address)
        queries = len(asked)
        took = median_ms(lambda at=address: client.get(at), times=60)
        row(f"{name}, {queries} queries", took, yard, bar)


if __name__ == "__main__":
    main()
