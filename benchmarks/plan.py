"""The plan and the day inside others' slack, on the shops of the research folder.

Weighted working days too late after a search of so much effort, against the best of nine rules:
our own nine, and the figures published for the shops. CPU time of this machine beside it.
"""

from __future__ import annotations

import random
import time
from dataclasses import replace
from datetime import datetime, timedelta
from math import exp, log
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parents[2] / "shared" / "data" / "planning"
# Open orders -> effort, the best of nine rules as published, bar as a share of it
SHOPS = {40: (80_000, 68, 0.55), 200: (200_000, 350, 0.60), 1000: (400_000, 23_380, 0.65)}
# Open orders -> questions, effort, bar as a share of the day with nobody moved
QUESTIONS = {40: (20, 3_000, 0.60), 200: (20, 6_000, 0.87), 1000: (4, 30_000, 0.87)}
DAY = 420


def main() -> None:
    """Plan each shop; then ask for new orders beside the plan."""
    if not FOLDER.exists():
        print(f"The research folder is not beside this checkout ({FOLDER}).")
        return
    for orders, (effort, known, bar) in SHOPS.items():
        planned(orders, effort, known, bar)
    for orders, (questions, effort, bar) in QUESTIONS.items():
        earlier_days(orders, questions, effort, bar)


def the_shop(orders: int) -> Any:
    from tests.domain.capacity.shops import Published

    return Published(FOLDER / f"shop-{orders}.json", FOLDER / "shop-40.json")


def planned(orders: int, effort: int, known: int, bar: float) -> None:
    from langkah.domain.capacity import PlanCase, plan

    shop = the_shop(orders)
    began = time.process_time()
    answer = plan(PlanCase(shop=shop.shop, jobs=shop.exact_jobs(), now=shop.now, effort=effort))
    spent = time.process_time() - began
    late, rule = float(answer.late) / DAY, answer.rules[0]
    best = float(rule.late) / DAY
    print(
        f"plan {orders:5}: {late:9.1f} days late, {late / best:.2f} of our best rule "
        f"({rule.rule}: {best:.1f}), {late / known:.2f} of the published ({known}; bar {bar}), "
        f"{spent:.1f} s, {checked(shop, answer.bookings)} broken rules",
        flush=True,
    )


def checked(shop: Any, bookings: Any) -> int:
    """What the independent look finds wrong."""
    from langkah.domain.capacity import VerifyCase, verify

    return len(
        verify(VerifyCase(shop=shop.shop, jobs=shop.exact_jobs(), bookings=bookings, now=shop.now))
    )


def earlier_days(orders: int, questions: int, effort: int, bar: float) -> None:
    from langkah.domain.capacity import Commitment, EarlierCase, PlanCase, earlier, plan
    from langkah.domain.work_line import work_line

    shop, dice = the_shop(orders), random.Random(3)
    jobs = shop.exact_jobs()
    booked = plan(PlanCase(shop=shop.shop, jobs=jobs, now=shop.now, effort=50_000)).bookings
    line = work_line(shop.shop.calendar, shop.now.date())
    commitments = []
    for job in jobs:
        ready = line.at(max(one.end for one in booked if one.job == job.id))
        slack = DAY * dice.choice((0, 2, 5, 10, 15, 25))
        day = line.finish(min(ready + slack, line.end - 1)).date()
        commitments.append(Commitment(job=job, promised=day))
    instant = found = spent = 0.0
    for count in range(questions):
        pairs = round(exp(dice.uniform(log(10), log(300))))
        new = replace(dice.choice(jobs), id=f"new {count}", pairs=pairs, material_ready=None)
        case = EarlierCase(
            shop=shop.shop,
            jobs=(new,),
            now=shop.now,
            commitments=tuple(commitments),
            booked=booked,
            effort=effort,
        )
        began = time.process_time()
        answer = earlier(case)
        spent += time.process_time() - began
        instant += worked(line, answer.instant)
        found += worked(line, answer.ready)
    print(
        f"earlier {orders:3}: day {found / questions:.1f} instead of {instant / questions:.1f}, "
        f"{found / instant:.2f} (bar {bar}), {spent / questions:.1f} s a question"
    )


def worked(line: Any, day: Any) -> float:
    """Working days until the end of this day."""
    return line.at(datetime.combine(day, datetime.min.time()) + timedelta(days=1)) / DAY


if __name__ == "__main__":
    main()
