"""The plan after something went wrong, on the shops of the research folder.

The first stitcher is away for fifteen working days from the fourth on, and sixty pairs are wanted
within twenty-five of that day; promises were given with 3 to 20 working days to spare, drawn ten
times, and the next shift or the next two stay as they are. Promises broken beside those that break
when everybody goes on in the old order, near steps that change hands, and the processor's seconds.
The effort is the one that `ask repair` has unless told otherwise.
"""

from __future__ import annotations

import random
import time
from dataclasses import replace
from functools import cache
from statistics import mean
from typing import Any

from benchmarks.plan import DAY, FOLDER, the_shop

BARS = {40: 1, 200: 15}
DRAWS, FROZEN = range(1, 11), (1, 2)
SLACK = (3, 5, 8, 12, 20)
BEGINS, AWAY, WISHED = 3, 15, 25
PLANNED = 50_000


def main() -> None:
    """Disturb each shop twice and repair it."""
    if not FOLDER.exists():
        print(f"The research folder is not beside this checkout ({FOLDER}).")
        return
    for orders, bar in BARS.items():
        for frozen in FROZEN:
            repaired(orders, bar, frozen)


def repaired(orders: int, bar: int, frozen: int) -> None:
    """The worst and the mean of all draws."""
    from langkah.domain.capacity import repair

    broken, going_on, wish, near, spent, longest = ([] for _ in range(6))
    for draw in DRAWS:
        case = replace(disturbed(orders, draw), frozen_shifts=frozen)
        began = time.process_time()
        answer = repair(case)
        spent.append(time.process_time() - began)
        broken.append(len(answer.broken))
        longest.extend(one.days for one in answer.broken)
        going_on.append(answer.shift_breaks)
        wish.append((answer.rush[0].ready - case.rush[0].wish).days)
        near.append(answer.reassigned / answer.near_steps)
    print(
        f"repair {orders:3}, {frozen} shifts frozen, {len(DRAWS)} draws: {max(broken)} promises "
        f"broken at most, {mean(broken):.1f} on average, by {max(longest, default=0)} days at most "
        f"(going on: {min(going_on)} to {max(going_on)}; bar {bar}), rush {max(wish):+} days "
        f"to its wish at most (bar +1), {max(near):.0%} of the near steps change hands at most, "
        f"{mean(near):.0%} on average (bar 45 %), {max(spent):.1f} s at most (bar 5 s)",
        flush=True,
    )


@cache
def planned(orders: int) -> Any:
    """The shop, its jobs and its plan."""
    from langkah.domain.capacity import PlanCase, plan

    shop = the_shop(orders)
    jobs = shop.exact_jobs()
    case = PlanCase(shop=shop.shop, jobs=jobs, now=shop.now, effort=PLANNED)
    return shop, jobs, plan(case).bookings


def disturbed(orders: int, draw: int) -> Any:
    """A planned shop with its promises, the absence and the order in between."""
    from langkah.domain.calendar import Span
    from langkah.domain.capacity import Commitment, RepairCase, Rush
    from langkah.domain.work_line import work_line

    dice = random.Random(draw)
    shop, jobs, booked = planned(orders)
    line = work_line(shop.shop.calendar, shop.now.date())
    commitments = []
    for job in jobs:
        ready = line.at(max(one.end for one in booked if one.job == job.id))
        day = line.finish(min(ready + DAY * dice.choice(SLACK), line.end - 1)).date()
        commitments.append(Commitment(job=job, promised=day))
    now = line.begin(BEGINS * DAY)
    away = Span(start=now, end=line.begin((BEGINS + AWAY) * DAY))
    stitcher = next(one for one in shop.shop.people if "stitch" in one.skills)
    people = tuple(
        replace(one, away=(away,)) if one.id == stitcher.id else one for one in shop.shop.people
    )
    new = replace(jobs[0], id="rush", pairs=60, material_ready=None)
    wish = line.finish((BEGINS + WISHED) * DAY - 1).date()
    return RepairCase(
        shop=replace(shop.shop, people=people),
        commitments=tuple(commitments),
        booked=booked,
        now=now,
        rush=(Rush(job=new, wish=wish),),
    )


if __name__ == "__main__":
    main()
