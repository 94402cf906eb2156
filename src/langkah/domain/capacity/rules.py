"""Nine old rules of the floor that put orders in a row; the plan begins with the best of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import exp

# Look-ahead of the rule of apparent tardiness cost, in mean orders (Vepsalainen and Morton 1987)
_AHEAD = (0.5, 1.0, 2.0, 4.0)


@dataclass(frozen=True, slots=True)
class Facts:
    """What a rule knows of a job: minutes of work and of the line; no due minute is far away."""

    due: int
    work: int
    weight: float


def rows(jobs: Sequence[Facts], rate: float) -> dict[str, list[int]]:
    """The jobs' places, in the row of each rule; `rate` is the work the floor does in a minute."""
    simple: dict[str, Callable[[Facts], float]] = {
        "earliest due": lambda job: job.due,
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
    """Weight for work, discounted by the slack that is left when the job's turn comes."""
    left, row, now = set(range(len(jobs))), [], 0.0
    mean = sum(job.work for job in jobs) / rate / len(jobs)
    while left:
        best = max(left, key=lambda one: (_index(jobs[one], now, rate, ahead * mean), -one))
        left.remove(best)
        row.append(best)
        now += jobs[best].work / rate
    return row


def _index(job: Facts, now: float, rate: float, scale: float) -> float:
    slack = max(0.0, job.due - job.work / rate - now)
    return job.weight / job.work * exp(-slack / scale)
