"""Cartons cut for an order, against ready-made ones: a book of 300 orders, and how long it takes.

The book is the one of the tests (`tests/domain/order_book.py`). The six sizes of the trade stand
in `reference/carriers`; the six that are best for this very book were chosen from two dozen usual
sizes, one after the other, which no workshop could have done before the orders came.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from decimal import Decimal

from benchmarks.yardstick import django_ready, head, row, yardstick_ms
from langkah.domain.cartons import BoxedPairs, CartonCase, cartons
from langkah.domain.product import Box
from langkah.reference.carriers import StockCarton
from tests.domain.desk import BOOTS, MEN, WOMEN
from tests.domain.order_book import book

ORDERS = 300
FITTED = ((40, 40, 40), (45, 35, 25), (38, 32, 26), (34, 24, 14), (40, 30, 20), (50, 40, 30))
STANDARD = ((62, 44, 36),)


def main() -> None:
    """Kilograms first, then milliseconds of the processor for orders never seen before."""
    django_ready()
    head(f"Cartons ({ORDERS} orders)", yard := yardstick_ms())
    orders = list(book(ORDERS))
    plans = [cartons(CartonCase(boxes=order, compare=False)) for order in orders]
    cut = sum(plan.chargeable_kg for plan in plans)
    net = sum(plan.net_kg for plan in plans)
    proved = sum(plan.proved for plan in plans)
    print(f"cut to size        {cut:9} kg charged, {cut / net:.2f} x net, {proved} orders proved")
    for name, stock in (
        ("six of the trade", None),
        ("six for this book", ready(FITTED)),
        ("one standard", ready(STANDARD)),
    ):
        charged = sum(
            cartons(
                CartonCase(boxes=order, stock=stock, only_stock=True, compare=False)
            ).chargeable_kg
            for order in orders
        )
        print(f"{name:18} {charged:9} kg charged; cut cartons {1 - cut / charged:.1%} less")
    for what, sizes in (
        ("60 equal pairs", ((MEN, 60),)),
        ("60 pairs of two kinds", ((MEN, 28), (WOMEN, 32))),
        ("60 pairs of three kinds", ((MEN, 20), (WOMEN, 20), (BOOTS, 20))),
        *(
            (f"{pairs} pairs of {kinds} sizes, a box each", size_run(kinds, pairs))
            for pairs, kinds in ((60, 4), (60, 5), (60, 6), (60, 7), (60, 8), (20, 4), (16, 7))
        ),
    ):
        row(f"{what}, compared with ready-made", cold_ms(lambda s=sizes: once(s)), yard, "<= 50 ms")


def size_run(kinds: int, pairs: int) -> tuple[tuple[Box, int], ...]:
    """Pairs of one style whose box grows with the size."""
    return tuple(
        (
            Box(
                length_cm=Decimal("29.5") + place * Decimal("0.7"),
                width_cm=Decimal("19.5") + place * Decimal("0.3"),
                height_cm=Decimal("11.2") + place * Decimal("0.2"),
                weight_kg=Decimal("0.95") + place * Decimal("0.05"),
            ),
            pairs // kinds + (place < pairs % kinds),
        )
        for place in range(kinds)
    )


def ready(sides: tuple[tuple[int, int, int], ...]) -> tuple[StockCarton, ...]:
    """Ready-made cartons of these sides."""
    return tuple(
        StockCarton(
            name=str(one),
            length_cm=Decimal(one[0]),
            width_cm=Decimal(one[1]),
            height_cm=Decimal(one[2]),
        )
        for one in sides
    )


_number = 0


def once(sizes: tuple[tuple[object, int], ...]) -> None:
    """Pack an order under a name that was never packed before."""
    global _number  # noqa: PLW0603 (nothing kept may answer)
    _number += 1
    boxes = tuple(
        BoxedPairs(product=f"style {place} {_number}", pairs=pairs, box=box)  # type: ignore[arg-type]
        for place, (box, pairs) in enumerate(sizes)
    )
    cartons(CartonCase(boxes=boxes))


def cold_ms(work: Callable[[], object], times: int = 15) -> float:
    """The median of the processor's milliseconds."""
    taken = []
    for _ in range(times):
        began = time.process_time()
        work()
        taken.append((time.process_time() - began) * 1000)
    return sorted(taken)[times // 2]


if __name__ == "__main__":
    main()
