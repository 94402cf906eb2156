"""Nine old rules of the floor that put orders in a row; the plan begins with the best of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from heapq import heapify, heappop, heappush
from math import log

# Look-ahead of the rule of apparent tardiness cost, in mean orders (Vepsalainen and Morton 1987)
_AHEAD = (0.5, 1.0, 2.0, 4.0)
EARLIEST_DUE = "earliest due"


@dataclass(frozen=True, slots=True)
class Facts:
    """What a rule knows of a job: minutes of work and of the line; no due minute is far away."""

    due: int
    work: int
    weight: float


def rows(jobs: Sequence[Facts], rate: float) -> dict[str, list[int]]:
    """The jobs' places, in the row of each rule; `rate` is the work the floor does in a minute."""
    simple: dict[str, Callable[[Facts], float]] = {
        EARLIEST_DUE: lambda job: job.due,
        "least slack": lambda job: job.due - job.work,
        "least work": lambda job: job.work,
        "least work for its weight": lambda job: job.work / job.weight,
    }
    places = range(len(jobs))
    found = {name: sorted(places, key=lambda one: key(jobs[one])) for name, key in simple.items()}
    found["first come"] = list(places)
    for ahead in _AHEAD:
        found[f"apparent tardiness cost {ahead:g}"] = _apparent(jobs, rate, ahead)
    return found


def _apparent(jobs: Sequence[Facts], rate: float, ahead: float) -> list[int]:
    """Weight for work, discounted by the slack that is left when the job's turn comes.

    Time discounts all that have slack alike, so their row stays: only who has none left leaves it.
    """
    scale = ahead * sum(job.work for job in jobs) / rate / len(jobs)
    worth = [log(job.weight / job.work) for job in jobs]
    turn = [job.due - job.work / rate for job in jobs]
    early = [(turn[one] / scale - worth[one], one) for one in range(len(jobs))]
    heapify(early)
    coming = sorted(range(len(jobs)), key=lambda one: -turn[one])
    late: list[tuple[float, int]] = []
    row, now, taken = [], 0.0, [False] * len(jobs)
    for _ in jobs:
        while coming and turn[coming[-1]] <= now:
            one = coming.pop()
            heappush(late, (-worth[one], one))
        _drop(early, lambda one: taken[one] or turn[one] <= now)  # noqa: B023 (asked at once)
        _drop(late, lambda one: taken[one])
        _, best = min([*((rank - now / scale, one) for rank, one in early[:1]), *late[:1]])
        taken[best] = True
        row.append(best)
        now += jobs[best].work / rate
    return row


def _drop(heap: list[tuple[float, int]], gone: Callable[[int], bool]) -> None:
    while heap and gone(heap[0][1]):
        heappop(heap)
