"""How surely each promise of a plan holds: now, and by another plan. Reads."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

from langkah.apps.production.committed import Committed
from langkah.apps.production.promises import SHAKES
from langkah.domain.capacity import Booking, Job
from langkah.domain.capacity.chance import ChanceCase, chance, kept

# Steps lived through to tell how surely a promise still holds.
PATIENCE = 400_000
FEWEST, USUAL = 40, 200


def sure_until(plan: Committed, percent: int) -> dict[str, date]:
    """The last day each promised order may be planned for and still be as sure as it was given."""
    if not plan.booked:
        return {}
    found = chance(
        ChanceCase(
            shop=plan.shop,
            bookings=plan.booked,
            now=plan.now,
            jobs=tuple(one.job for one in plan.commitments),
            confidence=percent,
            replications=_lives(plan.booked),
        )
    )
    buffers = {one.job: one.buffer_days for one in found.likely}
    return {
        one.job.id: one.promised - timedelta(days=buffers[one.job.id])
        for one in plan.commitments
        if one.promised and one.job.id in buffers
    }


def sureness(
    plan: Committed,
    booked: tuple[Booking, ...],
    mine: tuple[Booking, ...],
    jobs: tuple[Job, ...],
) -> dict[str, tuple[int, int]]:
    """Of a hundred cases, in how many each promise of the plan holds now, and then."""
    days = {one.job.id: one.promised for one in plan.commitments if one.promised}
    if not days or not plan.booked:
        return {}
    case = ChanceCase(
        shop=plan.shop,
        bookings=plan.booked,
        now=plan.now,
        jobs=tuple(one.job for one in plan.commitments),
        replications=_lives(booked),
    )
    then = replace(case, bookings=(*booked, *mine), jobs=(*case.jobs, *jobs))
    before, after = kept(case, days), kept(then, days)
    return {job: (_percent(before.get(job)), _percent(after.get(job))) for job in days}


def less_sure(before: int, after: int, percent: int) -> bool:
    """Less than was promised, and clearly less than before."""
    return after < min(before, percent) - SHAKES


def _lives(booked: tuple[Booking, ...]) -> int:
    return min(USUAL, max(FEWEST, PATIENCE // max(1, len(booked)) // 2 * 2))


def _percent(share: Fraction | None) -> int:
    return round(100 * share) if share is not None else 100
