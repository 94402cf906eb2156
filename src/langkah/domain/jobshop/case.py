"""What a flexible job shop is: jobs of steps, each on one of some machines in so many minutes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from langkah.domain.reason import Reason, Refusal, because

MOST_STEPS, MOST_MACHINES, LONGEST = 5_000, 5_000, 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A machine (counted from 1) on which a step can be done, and its whole minutes there."""

    machine: int
    minutes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class JobShopCase:
    """Jobs as lists of steps, each a list of choices; or the same as `text` in the usual form.

    `effort` counts steps timed (some 200,000 to 400,000 take a second); the same seed and effort
    give the same answer. `optimizer`: go on with OR-Tools, which must be installed, for so many
    `optimizer_seconds` of its own deterministic clock.
    """

    jobs: tuple[tuple[tuple[Choice, ...], ...], ...] = ()
    text: str = ""
    effort: int = 2_000_000
    seed: int = 1
    optimizer: bool = False
    optimizer_seconds: float = 60.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """One step (job, step and machine counted from 1) from `start` to `end`."""

    job: int
    step: int
    machine: int
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class JobShopAnswer:
    """When all is done and no plan can be done before `bound`; `proved` when these are the same."""

    makespan: int
    bound: int
    proved: bool
    works: tuple[Work, ...]


def read(text: str) -> tuple[tuple[tuple[Choice, ...], ...], ...]:
    """Jobs from the usual form. Raises Refusal for text of another form.

    The first line tells jobs and machines (a third figure is left alone). Each job: the number of
    its steps, and for each step the number of its choices and these as machine and minutes.
    """
    head, *rows = text.strip().splitlines() or [""]
    try:
        count = int(head.split()[0])
        figures = (int(word) for word in chain.from_iterable(row.split() for row in rows))
        jobs = tuple(
            tuple(
                tuple(_choice(figures) for _ in range(next(figures))) for _ in range(next(figures))
            )
            for _ in range(count)
        )
        whole = next(figures, None) is None
    except (ValueError, IndexError, RuntimeError, StopIteration):
        whole = False
    if not whole:
        raise Refusal(
            because(
                "text: this is not the usual form of a flexible job shop. Write jobs and machines "
                "on the first line, then each job: steps, and for each step its choices."
            )
        )
    return jobs


def _choice(figures: Iterator[int]) -> Choice:
    return Choice(machine=next(figures), minutes=next(figures))


def jobs_of(case: JobShopCase) -> tuple[tuple[tuple[Choice, ...], ...], ...]:
    """The jobs of a case, once nothing is wrong with them. Raises Refusal."""
    jobs = case.jobs or (read(case.text) if case.text.strip() else ())
    found = list(_problems(jobs))
    if found:
        raise Refusal(*found)
    return jobs


def _problems(jobs: tuple[tuple[tuple[Choice, ...], ...], ...]) -> Iterator[Reason]:
    steps = sum(map(len, jobs))
    if not steps:
        yield because("jobs: there is nothing to plan. Add a job with steps.")
    if steps > MOST_STEPS:
        yield because(
            "jobs: these are {count} steps. Give at most {most}.", count=steps, most=MOST_STEPS
        )
    for number, job in enumerate(jobs, 1):
        for place, choices in enumerate(job, 1):
            if not choices:
                yield because(
                    "jobs: no machine can do step {step} of job {job}.", step=place, job=number
                )
            if not all(_possible(one) for one in choices):
                yield because(
                    "jobs: step {step} of job {job} needs machines from 1 to {machines} and "
                    "minutes from 1 to {minutes}.",
                    step=place,
                    job=number,
                    machines=MOST_MACHINES,
                    minutes=LONGEST,
                )


def _possible(choice: Choice) -> bool:
    return 1 <= choice.machine <= MOST_MACHINES and 1 <= choice.minutes <= LONGEST
