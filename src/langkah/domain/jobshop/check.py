"""An independent look at a plan of a job shop: only what is given and what was answered is used."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

from langkah.domain.jobshop.case import Choice, Work


def check(jobs: Sequence[Sequence[Sequence[Choice]]], works: Sequence[Work]) -> tuple[str, ...]:
    """Everything that keeps this plan from being carried out; empty for a good one."""
    wrong = []
    wanted = {(job, step) for job, row in enumerate(jobs, 1) for step in range(1, len(row) + 1)}
    if sorted((one.job, one.step) for one in works) != sorted(wanted):
        return ("not every step is there once",)
    for one in works:
        choices = {(choice.machine, choice.minutes) for choice in jobs[one.job - 1][one.step - 1]}
        if (one.machine, one.end - one.start) not in choices or one.start < 0:
            wrong.append(f"step {one.step} of job {one.job} has no such machine and time")
    rows: dict[tuple[str, int], list[Work]] = defaultdict(list)
    for one in works:
        rows["job", one.job].append(one)
        rows["machine", one.machine].append(one)
    for (kind, number), mine in rows.items():
        mine.sort(key=lambda one: one.step if kind == "job" else (one.start, one.end))
        for before, after in pairwise(mine):
            if after.start < before.end:
                wrong.append(f"{kind} {number} does two steps at once, or in a wrong order")
    return tuple(wrong)
