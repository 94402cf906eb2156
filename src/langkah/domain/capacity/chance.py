"""How likely a day is: the verified plan lived through hundreds of times, with what goes wrong.

A day of the plan holds if everything takes its standard time and everybody is there. The buyer is
told the day that holds nine times of ten; the shop also sees the one that holds every second time.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from langkah.domain.capacity.problems import of_days, of_times
from langkah.domain.capacity.ready import Ready
from langkah.domain.capacity.shop import Booking, Job, Shop
from langkah.domain.capacity.spread import MOST, USUAL, Spread
from langkah.domain.reason import Reason, Refusal, because, placed
from langkah.domain.work_line import NEVER, too_far

if TYPE_CHECKING:
    from langkah.domain.capacity.lines import Ints

HALF = 50
MOST_LIKELY = 90
REPLICATIONS = 400
LEAST_REPLICATIONS, MOST_REPLICATIONS = 20, 2000
LEAST_CONFIDENT, MOST_CONFIDENT = 50, 99


@dataclass(frozen=True, slots=True, kw_only=True)
class ChanceCase:
    """The whole plan: every booking from `now` (naive local time) on.

    `jobs` are those whose routing is known; of others it is read off their bookings. `confidence`
    is in percent. The same `seed` gives the same answer. With `only` jobs named no other is told.
    """

    shop: Shop
    bookings: tuple[Booking, ...]
    now: datetime
    jobs: tuple[Job, ...] = ()
    spread: Spread = USUAL
    confidence: int = MOST_LIKELY
    replications: int = REPLICATIONS
    seed: int = 1
    only: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Likely:
    """The days of one job: `planned`, and those that hold every second time and nine times of ten.

    `offered` holds as often as the case's confidence asks. No day but `p50` lies before the plan's.
    """

    job: str
    planned: date
    p50: date
    p90: date
    offered: date

    @property
    def buffer_days(self) -> int:
        """Days between the plan and the day offered."""
        return (self.offered - self.planned).days


@dataclass(frozen=True, slots=True, kw_only=True)
class ChanceAnswer:
    """Every job with work ahead, in the order of their days in the plan."""

    likely: tuple[Likely, ...]


def chance(case: ChanceCase) -> ChanceAnswer:
    """How likely the days of a plan are. Raises Refusal for a case that makes no sense."""
    _check(case)
    planned = _planned(case)
    rows = []
    for job, ends in _lived(case).items():
        day = planned[job]
        offered = max(day, _day(case, ends, case.confidence))
        p90 = max(day, _day(case, ends, MOST_LIKELY))
        half = _day(case, ends, HALF)
        rows.append(Likely(job=job, planned=day, p50=half, p90=p90, offered=offered))
    return ChanceAnswer(likely=tuple(sorted(rows, key=lambda one: (one.planned, one.job))))


def buffers(case: ChanceCase, percents: tuple[int, ...]) -> dict[int, Decimal]:
    """How many days on average lie between plan and offer at each confidence; empty: no plan."""
    _check(case)
    planned, lived = _planned(case), _lived(case)
    if not lived:
        return {}
    return {
        percent: Decimal(
            sum(
                max(0, (_day(case, ends, percent) - planned[job]).days)
                for job, ends in lived.items()
            )
        )
        / len(lived)
        for percent in percents
    }


def kept(case: ChanceCase, days: dict[str, date]) -> dict[str, Fraction]:
    """The share of the case's replications in which each job is packed by its day."""
    _check(case)
    return {
        job: Fraction(int((ends < _minutes_until(case, days[job])).sum()), case.replications)
        for job, ends in _lived(case).items()
        if job in days
    }


def _planned(case: ChanceCase) -> dict[str, date]:
    """The day each job is packed by the plan."""
    return Ready(case.shop, case.jobs).days(_mine(case))


def _mine(case: ChanceCase) -> Sequence[Booking]:
    """The bookings that are asked about."""
    if not case.only:
        return case.bookings
    only = set(case.only)
    return [one for one in case.bookings if one.job in only]


def _lived(case: ChanceCase) -> dict[str, Ints]:
    """The minute of the clock since this day began at which each job is packed, each time."""
    # numpy is loaded with the first question, not with the program
    from langkah.domain.capacity.network import network
    from langkah.domain.capacity.simulation import ends

    net = network(case.shop, _touched(case), case.now, case.jobs, case.bookings)
    return ends(net, case.spread, case.replications, case.seed, case.only)


def _touched(case: ChanceCase) -> Sequence[Booking]:
    """The plan as far as it matters: what begins after the last of `only` ends delays none."""
    if not case.only:
        return case.bookings
    last = max((one.end for one in _mine(case)), default=case.now)
    return [one for one in case.bookings if one.start < last]


def _check(case: ChanceCase) -> None:
    found = (
        *problems_of(case.spread, case.confidence, case.replications),
        *of_times(case.now, case.bookings),
        *(
            placed(f"jobs.{place}", reason)
            for place, job in enumerate(case.jobs)
            for reason in of_days(job)
        ),
    )
    if found:
        raise Refusal(*found)


def problems_of(spread: Spread, confidence: int, replications: int) -> Iterator[Reason]:
    """Everything that makes no sense in how a day is worked out."""
    for name in Spread.__dataclass_fields__:
        most = getattr(MOST, name)
        if not 0 <= getattr(spread, name) <= most:
            yield because("spread: {name} must lie between 0 and {most}.", name=name, most=most)
    if not LEAST_CONFIDENT <= confidence <= MOST_CONFIDENT:
        yield because(
            "confidence: write {least} to {most} percent, not {percent}.",
            least=LEAST_CONFIDENT,
            most=MOST_CONFIDENT,
            percent=confidence,
        )
    if not LEAST_REPLICATIONS <= replications <= MOST_REPLICATIONS or replications % 2:
        yield because(
            "replications: write an even number from {least} to {most}, not {count}.",
            least=LEAST_REPLICATIONS,
            most=MOST_REPLICATIONS,
            count=replications,
        )


def _day(case: ChanceCase, ends: Ints, percent: int) -> date:
    """The first day by which it is packed in so many of a hundred replications, half of one less.

    Whole days are kept somewhat more often than moments; the half comes nearer to what is asked.
    Raises Refusal where that is further than a plan reaches.
    """
    ordered = sorted(int(one) for one in ends)
    minute = ordered[-(-len(ordered) * (2 * percent - 1) // 200) - 1]
    if minute >= NEVER:
        raise Refusal(too_far())
    return (_midnight(case) + timedelta(minutes=minute)).date()


def _minutes_until(case: ChanceCase, day: date) -> int:
    """Minutes of the clock until this day is over."""
    return ((day - case.now.date()).days + 1) * 24 * 60


def _midnight(case: ChanceCase) -> datetime:
    return datetime.combine(case.now.date(), time())
