"""Whether every pair takes its way through the steps, in turn, not too early and by its day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import timedelta

from langkah.domain.capacity.verify.case import Rule, VerifyCase, Violation, broken, steps_of
from langkah.domain.capacity.verify.moments import (
    arrives,
    backs,
    drying_of,
    past,
    ready_of,
    set_out,
    spot_of,
    ways,
)


def known(case: VerifyCase) -> Iterator[Violation]:
    """Every booking of a known job is a step of it."""
    lengths = {job.id: len(job.routing) for job in case.jobs}
    for one in case.bookings:
        if not 1 <= one.step <= lengths.get(one.job, one.step):
            yield broken(Rule.UNKNOWN, one)


def turns(case: VerifyCase) -> Iterator[Violation]:
    """Steps follow one another, dry in between and carried where they are done."""
    ends, way, here = backs(case), ways(case), (timedelta(), timedelta())
    over, begun = past(case), set_out(case)
    behind = {spot_of(one) for one in over}
    for job, _, one in steps_of(case):
        if one.step == 1 or one in over:
            continue
        if one in begun and (one.job, one.lot, one.step - 1) in behind:
            continue
        before = ends.get((one.job, one.lot, one.step - 1))
        there = way.get(one.person, here)[0]
        if before is None:
            if job.id not in case.begun:
                yield broken(Rule.ORDER, one)
        elif one.start < before + drying_of(job.routing[one.step - 2]) + there:
            yield broken(Rule.ORDER, one)


def every_pair(case: VerifyCase) -> Iterator[Violation]:
    """Every pair goes through every step, in lots that fit; what is begun goes on to the end.

    A lot passes a step once, and stays the same pairs from step to step.
    """
    made: dict[tuple[str, int], int] = defaultdict(int)
    sizes: dict[tuple[str, int], int] = {}
    passed: set[tuple[str, int, int]] = set()
    for job, _, one in steps_of(case):
        spot = (job.id, one.lot, one.step)
        if spot in passed or sizes.setdefault(spot[:2], one.pairs) != one.pairs:
            yield broken(Rule.PAIRS, one)
        passed.add(spot)
        made[job.id, one.step] += one.pairs
        if one.pairs > case.shop.lot_pairs:
            yield broken(Rule.LOT, one)
    for job in case.jobs:
        counts = [made[job.id, step] for step in range(1, len(job.routing) + 1)]
        whole = counts == sorted(counts) and max(counts, default=0) <= job.pairs
        for step, count in enumerate(counts, 1):
            if count != job.pairs and not (job.id in case.begun and whole):
                yield Violation(Rule.PAIRS, job.id, 0, step)


def in_time(case: VerifyCase) -> Iterator[Violation]:
    """Nothing starts before today or before its material is there; what is begun may have."""
    kept, way, here = set(case.kept), ways(case), (timedelta(), timedelta())
    for job, _, one in steps_of(case):
        leaves = one.start - way.get(one.person, here)[0]
        begun = job.id in case.begun and one in kept
        if not begun and leaves < max(case.now, arrives(job) or case.now):
            yield broken(Rule.EARLY, one)


def ordered(case: VerifyCase) -> Iterator[Violation]:
    """Nothing starts, or leaves for a partner, before it is ordered: not even what had to stay."""
    way, here = ways(case), (timedelta(), timedelta())
    for job, _, one in steps_of(case):
        leaves = one.start - way.get(one.person, here)[0]
        if job.not_before is not None and leaves < job.not_before:
            yield broken(Rule.UNORDERED, one)


def given(case: VerifyCase) -> Iterator[Violation]:
    """What others were told stays: their bookings and their days."""
    present = set(case.bookings)
    yield from (broken(Rule.MOVED, one) for one in case.kept if one not in present)
    ready = list(ready_of(case)) if case.promised else []
    for promised in case.promised:
        ends = [moment for job, moment in ready if job == promised.job]
        if not ends or max(ends).date() > promised.day:
            yield Violation(Rule.PROMISE, promised.job, 0, 0)
