"""Pairs of a late order that can be ready before the others: whole lots, with their own chances."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from langkah.domain.capacity.chance import ChanceCase, chance
from langkah.domain.capacity.ready import Ready
from langkah.domain.capacity.shop import Booking
from langkah.domain.capacity.spots import by_lot

Lot = tuple[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstPart:
    """So many pairs: the plan's day for the last of them, and the one that is as sure as asked."""

    pairs: int
    planned: date
    offered: date


def first_part(case: ChanceCase, by: date) -> FirstPart | None:
    """The lots of the jobs of `only` that are ready by this day of the plan.

    None where that is none of them, or all. Lots are lived through beside the others as they are
    planned; `offered` holds as often as the case's confidence asks.
    """
    mine = [one for one in case.bookings if one.job in case.only]
    lots = {
        (job, lot): rows
        for job in case.only
        for lot, rows in by_lot(one for one in mine if one.job == job).items()
    }
    ready = Ready(case.shop, case.jobs)
    days = {name: max(ready.of(one) for one in rows).date() for name, rows in lots.items()}
    early = {name for name, day in days.items() if day <= by}
    if not early or len(early) == len(lots):
        return None
    planned = max(days[name] for name in early)
    return FirstPart(
        pairs=sum(max(lots[name], key=lambda one: one.step).pairs for name in early),
        planned=planned,
        offered=max(planned, case.now.date(), _offered(case, early)),
    )


def _offered(case: ChanceCase, early: set[Lot]) -> date:
    """The surest day of these lots, told apart from the rest of their jobs; over: none is later."""
    apart = {job: f"{job} first" for job, _ in early}
    found = chance(
        replace(
            case,
            bookings=tuple(_named(one, early, apart) for one in case.bookings),
            jobs=(
                *case.jobs,
                *(replace(job, id=apart[job.id]) for job in case.jobs if job.id in apart),
            ),
            only=tuple(apart.values()),
        )
    )
    return max((one.offered for one in found.likely), default=date.min)


def _named(one: Booking, early: set[Lot], apart: dict[str, str]) -> Booking:
    return replace(one, job=apart[one.job]) if (one.job, one.lot) in early else one
