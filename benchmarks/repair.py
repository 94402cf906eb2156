"""The plan after something went wrong, on the shops of the research folder.

A stitcher is away for fifteen working days from the fourth on, and sixty pairs are wanted within
twenty-five of that day; promises were given with 3 to 20 working days to spare, drawn twice.
Promises broken beside those that break when everybody goes on in the old order, near steps that
change hands, and the processor's seconds.
"""

from __future__ import annotations

import random
import time
from dataclasses import replace
from typing import Any

from benchmarks.plan import DAY, FOLDER, the_shop

BARS = {40: 1, 200: 15}
DRAWS = (3, 4)
SLACK = (3, 5, 8, 12, 20)
BEGINS, AWAY, WISHED = 3, 15, 25
EFFORT = {40: 36_000, 200: 15_000}


def main() -> None:
    """Disturb each shop twice and repair it."""
    if not FOLDER.exists():
        print(f"The research folder is not beside this checkout ({FOLDER}).")
        return
    for orders, bar in BARS.items():
        for draw in DRAWS:
            repaired(orders, bar, draw)


def repaired(orders: int, bar: int, draw: int) -> None:
    from langkah.domain.capacity import repair

    case = disturbed(orders, draw)
    began = time.process_time()
    answer = repair(case)
    spent = time.process_time() - began
    (rush,) = answer.rush
    wish = case.rush[0].wish
    print(
        f"repair {orders:3}, draw {draw}: {len(answer.broken)} promises broken "
        f"(going on: {answer.shift_breaks}; bar {bar}), rush {(rush.ready - wish).days:+} days to "
        f"its wish, {answer.reassigned / answer.near_steps:.0%} of {answer.near_steps} near steps "
        f"change hands (bar 45 %), {spent:.1f} s (bar 5 s)"
    )


def disturbed(orders: int, draw: int) -> Any:
    """A planned shop with its promises, the absence and the order in between."""
    from langkah.domain.calendar import Span, work_line
    from langkah.domain.capacity import Commitment, PlanCase, RepairCase, Rush, plan

    shop, dice = the_shop(orders), random.Random(draw)
    jobs = shop.exact_jobs()
    booked = plan(PlanCase(shop=shop.shop, jobs=jobs, now=shop.now, effort=50_000)).bookings
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
        effort=EFFORT[orders],
    )


if __name__ == "__main__":
    main()
