"""Days that are kept nine times of ten, on the shops of the research folder.

The day of each order is worked out from one seed; how often it is kept is counted on a thousand
fresh draws of another, for several such days. Processor time beside the yardstick.
"""

from __future__ import annotations

import time
from dataclasses import replace
from statistics import mean
from typing import Any

from benchmarks.plan import FOLDER, the_shop
from benchmarks.yardstick import django_ready, head, row, yardstick_ms

# Open orders -> replications, bar in seconds
SHOPS = {40: (400, None), 200: (400, 1.0), 1000: (400, None)}
SEEDS, FRESH = (1, 2, 3, 4), 101


def main() -> None:
    """Work out the days of each shop, then live through its plan again."""
    if not FOLDER.exists():
        print(f"The research folder is not beside this checkout ({FOLDER}).")
        return
    django_ready()
    yard = yardstick_ms()
    head("How often a day is kept", yard)
    for orders, (replications, bar) in SHOPS.items():
        lived(orders, replications, bar, yard)


def lived(orders: int, replications: int, bar: float | None, yard: float) -> None:
    from langkah.domain.capacity import PlanCase, plan
    from langkah.domain.capacity.chance import ChanceCase, chance, kept

    shop = the_shop(orders)
    book: Any = shop.exact_jobs()
    booked = plan(PlanCase(shop=shop.shop, jobs=book, now=shop.now, effort=20_000)).bookings
    case = ChanceCase(
        shop=shop.shop, bookings=booked, now=shop.now, jobs=book, replications=replications
    )
    spent, means, least, buffers, planned = [], [], [], [], []
    for seed in SEEDS:
        began = time.process_time()
        found = chance(replace(case, seed=seed)).likely
        spent.append(time.process_time() - began)
        told = {one.job: one.p90 for one in found}
        again = replace(case, seed=FRESH, replications=1000)
        shares = [float(share) for share in kept(again, told).values()]
        means.append(mean(shares))
        least.append(min(shares))
        buffers.append(mean(one.buffer_days for one in found))
        days = {one.job: one.planned for one in found}
        planned.append(mean(map(float, kept(again, days).values())))
    row(
        f"{orders} orders, {len(booked):,} steps, {replications} replications",
        min(spent) * 1000,
        yard,
        f"<= {bar:.0f} s" if bar else "none",
    )
    print(
        f"   kept {min(means):.1%} to {max(means):.1%} on average (bar 87 to 93 %), "
        f"worst order {min(least):.1%} (bar 82 %), the plan's own day {mean(planned):.1%}; "
        f"buffer {mean(buffers):.1f} days on average"
    )


if __name__ == "__main__":
    main()
