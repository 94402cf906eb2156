"""Proofs by OR-Tools on the floor of the research folder; needs the extra `optimizer`.

New orders beside a full plan: is there an earlier day with nobody moved? Then a few orders that are
due much too soon: how late must a plan be? CPU time of this machine beside each.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parents[2] / "shared" / "data" / "planning"
DAY = 420
# Orders of the shop, the share of their time that they are left, seconds of the solver's clock
TOO_SOON = ((3, 0.1, 2.0), (6, 0.05, 4.0), (10, 0.05, 5.0))
BOOKED, ASKED, MOST_PAIRS = 32, 8, 72


def main() -> None:
    """Ask for proofs, print what came."""
    if not FOLDER.exists():
        print(f"The research folder is not beside this checkout ({FOLDER}).")
        return
    if find_spec("ortools") is None:
        print("The extra optimizer is not installed (docs/dependencies.md).")
        return
    from tests.domain.capacity.shops import Published

    shop = Published(FOLDER / "shop-40.json", FOLDER / "shop-40.json")
    days(shop)
    for orders, share, seconds in TOO_SOON:
        lateness(shop, orders, share, seconds)


def timed(work: Callable[[], Any]) -> tuple[Any, float]:
    began = time.process_time()
    answer = work()
    return answer, time.process_time() - began


def days(shop: Any) -> None:
    from langkah.domain.capacity import PlanCase, PromiseCase, plan, promise

    jobs = shop.exact_jobs()
    case = PlanCase(shop=shop.shop, jobs=jobs[:BOOKED], now=shop.now, effort=20_000)
    booked = plan(case).bookings
    proved = gained = 0
    spent = []
    for job in jobs[BOOKED : BOOKED + ASKED]:
        new = replace(job, pairs=min(job.pairs, MOST_PAIRS), material_ready=None)
        case = PromiseCase(shop=shop.shop, jobs=(new,), now=shop.now, booked=booked, explain=False)
        ours = promise(case)
        answer, seconds = timed(lambda case=case: promise(replace(case, optimizer=True)))
        spent.append(seconds)
        proved += bool(answer.proved)
        gained += (ours.ready - answer.ready).days
    print(
        f"promise beside {BOOKED} orders: {proved} of {ASKED} proved, {gained} days gained, "
        f"CPU at most {max(spent):.1f} s"
    )


def lateness(shop: Any, orders: int, share: float, seconds: float) -> None:
    from langkah.domain.capacity import PlanCase, VerifyCase, plan, verify

    jobs = tuple(
        replace(job, due=shop.now + (job.due - shop.now) * share)
        for job in shop.exact_jobs()[:orders]
    )
    case = PlanCase(
        shop=shop.shop, jobs=jobs, now=shop.now, effort=20_000, optimizer_seconds=seconds
    )
    ours = plan(case)
    answer, spent = timed(lambda: plan(replace(case, optimizer=True)))
    assert not verify(VerifyCase(shop=shop.shop, jobs=jobs, bookings=answer.bookings, now=shop.now))
    print(
        f"plan of {orders} orders due too soon: ours {float(ours.late) / DAY:.2f} days late, "
        f"with OR-Tools {float(answer.late) / DAY:.2f}, "
        f"no plan below {float(answer.bound) / DAY:.2f}, CPU {spent:.1f} s",
        flush=True,
    )


if __name__ == "__main__":
    main()
