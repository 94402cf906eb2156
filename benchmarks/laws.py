"""A thousand random workshops: every plan before the independent verifier, every rule broken.

Each workshop has people, skills, speeds, machines, last sets, lots, drying, arrivals, leave,
overtime, half days, holidays, the Lebaran stop and partners of its own. It is asked for a plan, a
promise, a promise with a partner more, an earlier day, and for repair after a rush and an absence.
"""

from __future__ import annotations

import sys
import time

from tests.domain.capacity.judged import Tally

SHOPS = 1000
SHOWN = 5


def main(shops: int = SHOPS) -> None:
    """Ask all of them; names what was found, if anything was."""
    tally, began = Tally(), time.process_time()
    for number in range(shops):
        tally.judge(number)
    spent = time.process_time() - began
    asked = ", ".join(f"{count} x {question}" for question, count in tally.plans.items())
    print(f"shops {tally.shops}, plans verified {sum(tally.plans.values())} ({asked})")
    print(f"violations {len(tally.found)} (bar 0)")
    print(
        f"rules broken on purpose {sum(tally.breaches.values())} in {len(tally.breaches)} ways, "
        f"unseen {len(tally.missed)} (bar 0)"
    )
    print(f"steps under way that were planned again {len(tally.opened)} (bar 0)")
    print(f"CPU {spent:.0f} s")
    for rows in (tally.found, tally.missed, tally.opened):
        for row in rows[:SHOWN]:
            print("  ", row)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else SHOPS)
