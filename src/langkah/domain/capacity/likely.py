"""The day one more order is offered for: the plan's day with what may go wrong on the way to it."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from datetime import date, datetime, timedelta

from langkah.domain.capacity.chance import (
    MOST_LIKELY,
    REPLICATIONS,
    ChanceCase,
    chance,
    problems_of,
)
from langkah.domain.capacity.promise import PromiseAnswer, PromiseCase, promise, wished
from langkah.domain.capacity.shop import Job
from langkah.domain.capacity.spread import USUAL, Spread
from langkah.domain.reason import Refusal


@dataclass(frozen=True, slots=True, kw_only=True)
class LikelyCase(PromiseCase):
    """A promise and how sure its day shall be: `confidence` in percent, against `spread`.

    The plan is lived through so many `replications`; the same `seed` gives the same day.
    """

    spread: Spread = USUAL
    confidence: int = MOST_LIKELY
    replications: int = REPLICATIONS
    seed: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class LikelyAnswer(PromiseAnswer):
    """A promise with its chances: `ready` is the plan's day, `offered` the one for the buyer.

    `p50` is kept every second time, `p90` nine times of ten, `offered` as often as the case's
    confidence asks; `buffer_days` lie between `ready` and `offered`. `arrives`, `keeps_wish` and
    the sentence about the wish count from `offered` on.
    """

    p50: date
    p90: date
    offered: date
    buffer_days: int


def likely(case: LikelyCase) -> LikelyAnswer:
    """The day to offer: planned, and kept as often as asked. Raises Refusal as a promise does."""
    found = tuple(problems_of(case.spread, case.confidence, case.replications))
    if found:
        raise Refusal(*found)
    answer = promise(replace(case, wish=None))
    rows = chance(
        ChanceCase(
            shop=case.shop,
            bookings=(*case.booked, *answer.bookings),
            now=case.now,
            jobs=tuple(_held(job, case.answer_by) for job in case.jobs),
            spread=case.spread,
            confidence=case.confidence,
            replications=case.replications,
            seed=case.seed,
            only=tuple(job.id for job in case.jobs),
        )
    ).likely
    offered = max(one.offered for one in rows)
    there = offered + timedelta(days=case.transit_days or 0)
    told = {one.name: getattr(answer, one.name) for one in fields(PromiseAnswer)}
    return LikelyAnswer(
        **{
            **told,
            "arrives": None if case.transit_days is None else there,
            "keeps_wish": None if case.wish is None else there <= case.wish,
            "binds": (*wished(case.wish, there), *answer.binds) if case.explain else (),
        },
        p50=max(one.p50 for one in rows),
        p90=max(one.p90 for one in rows),
        offered=offered,
        buffer_days=(offered - answer.ready).days,
    )


def _held(job: Job, answer_by: datetime | None) -> Job:
    """Nothing of it begins before the last possible yes."""
    opens = [one for one in (job.not_before, answer_by) if one]
    return replace(job, not_before=max(opens, default=None))
