"""A job shop solved: a search of our own, and OR-Tools after it where that is wished."""

from __future__ import annotations

from collections.abc import Sequence

from langkah.domain import optimizer
from langkah.domain.jobshop import exact
from langkah.domain.jobshop.case import Choice, JobShopAnswer, JobShopCase, jobs_of
from langkah.domain.jobshop.check import check
from langkah.domain.jobshop.search import Search


def jobshop(case: JobShopCase) -> JobShopAnswer:
    """A plan of a flexible job shop that is done early. Raises Refusal for a case that is none."""
    jobs = jobs_of(case)
    if case.optimizer:
        optimizer.engine()
        optimizer.check_seconds(case.optimizer_seconds)
    bound = bound_of(jobs)
    search = Search(jobs, case.seed)
    search.improve(case.effort, bound)
    works = search.works()
    if case.optimizer and search.best > bound:
        works, bound = exact.improved(case, jobs, works, bound)
    wrong = check(jobs, works)
    if wrong:
        raise AssertionError(wrong)
    makespan = max(one.end for one in works)
    return JobShopAnswer(makespan=makespan, bound=bound, proved=bound == makespan, works=works)


def bound_of(jobs: Sequence[Sequence[Sequence[Choice]]]) -> int:
    """What no plan can beat: the longest job, and the work that some machines have to share."""
    longest = max(sum(min(one.minutes for one in step) for step in job) for job in jobs)
    work = [
        (frozenset(one.machine for one in step), min(one.minutes for one in step))
        for job in jobs
        for step in job
    ]
    groups = {machines for machines, _ in work}
    groups.add(frozenset().union(*groups))
    shared = max(
        -(-sum(minutes for machines, minutes in work if machines <= group) // len(group))
        for group in groups
    )
    return max(longest, shared)
