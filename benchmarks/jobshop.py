"""Brandimarte's ten flexible job shops, against the best makespans known (research folder).

The own engine gets an effort of less than ten seconds of CPU; with the extra `optimizer` installed,
OR-Tools goes on from its plan. Every plan is checked by code that shares nothing with either.
"""

from __future__ import annotations

import csv
import time
from importlib.util import find_spec
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parents[2] / "shared" / "data" / "planning" / "fjsp"
EFFORT = 1_500_000
# With OR-Tools: less of our own, then so many seconds of the solver's own clock on two workers
BEFORE, SECONDS = 600_000, 1.0


def main() -> None:
    """Print a line for each instance and the mean gap."""
    if not FOLDER.exists():
        print(f"The research folder is not beside this checkout ({FOLDER}).")
        return
    rows = list(csv.DictReader((FOLDER / "best_known.csv").open()))
    solved(rows, {"effort": EFFORT})
    if find_spec("ortools") is None:
        print("With OR-Tools: the extra optimizer is not installed (docs/dependencies.md).")
        return
    print("\nwith OR-Tools")
    solved(rows, {"effort": BEFORE, "optimizer": True, "optimizer_seconds": SECONDS})


def solved(rows: list[dict[str, str]], more: dict[str, Any]) -> None:
    """Solve each instance, check the plan, print its gap."""
    from langkah.domain.jobshop import JobShopCase, check, jobshop, read

    gaps = []
    for row in rows:
        known, text = int(row["upper_bound"]), (FOLDER / f"{row['instance']}.txt").read_text()
        began = time.process_time()
        answer = jobshop(JobShopCase(text=text, **more))
        spent = time.process_time() - began
        assert not check(read(text), answer.works)
        gaps.append(answer.makespan / known - 1)
        print(
            f"{row['instance']}: best known {known:4}, ours {answer.makespan:4} "
            f"({gaps[-1]:5.1%}), no plan below {answer.bound:4}, CPU {spent:5.1f} s",
            flush=True,
        )
    print(f"mean gap {sum(gaps) / len(gaps):.2%}")


if __name__ == "__main__":
    main()
