"""Containers loaded: the published cases of Bischoff and Ratcliff, first 20 of BR1 to BR7.

Fill of each set, free and with every carton fully supported, beside the best fill known; seconds of
the processor, in plain Python. The cases lie beside the checkout (`../shared`).
"""

from __future__ import annotations

import csv
import json
import sys
import time
from decimal import Decimal
from pathlib import Path
from statistics import mean
from typing import Any

from langkah.domain.loading import LoadCase, LoadItem, Room, check, load

BOXES = Path(__file__).parents[2] / "shared" / "data" / "planning" / "boxes"
CASES = 20
SETS = range(1, 8)
SIDES = ("length_cm", "width_cm", "height_cm")


def main() -> None:
    """Load every case twice and print a row for each set."""
    if not BOXES.exists():
        print(f"the published cases are not in {BOXES}; nothing was measured")
        return
    known = best_known()
    print(f"first {CASES} cases of each set; seconds are the processor's, slowest case")
    print("| set | best known | free | seconds | fully supported | seconds | rules broken |")
    print("|---|---|---|---|---|---|---|")
    fills: list[tuple[float, float]] = []
    for number in SETS:
        name = f"BR{number}"
        cases = json.loads((BOXES / f"{name.lower()}.json").read_text())["cases"][:CASES]
        rows = [(measure(case, supported=False), measure(case, supported=True)) for case in cases]
        free, held = ([row[way] for row in rows] for way in (0, 1))
        fills.append((mean(one[0] for one in free), mean(one[0] for one in held)))
        print(
            f"| {name} | {known[name]:.1%} | {fills[-1][0]:.1%} | {max(s for _, s, _ in free):.1f} "
            f"| {fills[-1][1]:.1%} | {max(s for _, s, _ in held):.1f} "
            f"| {sum(broken for _, _, broken in (*free, *held))} |",
        )
        sys.stdout.flush()
    print(f"mean: {mean(f for f, _ in fills):.1%} free (bar 93.5 %), ", end="")
    print(f"{mean(s for _, s in fills):.1%} fully supported (bar 92.3 %)")


def measure(case: dict[str, Any], *, supported: bool) -> tuple[float, float, int]:
    """Fill, seconds and rules broken of one case."""
    asked = case_of(case, supported=supported)
    start = time.process_time()
    answer = load(asked)
    took = time.process_time() - start
    return float(answer.rooms[0].fill), took, len(check(asked, answer))


def case_of(case: dict[str, Any], *, supported: bool) -> LoadCase:
    """A published case as Langkah asks it."""
    length, width, height = map(Decimal, case["container"])
    items = []
    for number, box in enumerate(case["boxes"]):
        sides = dict(zip(SIDES, map(Decimal, box["dims"]), strict=True))
        one, two, three = map(bool, box["upright"])
        items.append(
            LoadItem(name=str(number), count=box["count"], upright=(one, two, three), **sides)
        )
    room = Room(length_cm=length, width_cm=width, height_cm=height)
    return LoadCase(room=room, items=tuple(items), supported=supported)


def best_known() -> dict[str, float]:
    """The mean of the best fills known, by set."""
    found: dict[str, list[float]] = {}
    with (BOXES / "best_known.csv").open() as file:
        for row in csv.DictReader(file):
            if int(row["instance"]) <= CASES:
                share = int(row["best_known_volume"]) / int(row["container_volume"])
                found.setdefault(row["set"], []).append(share)
    return {name: mean(shares) for name, shares in found.items()}


if __name__ == "__main__":
    main()
