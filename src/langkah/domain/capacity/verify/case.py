"""What is looked at: a plan beside what it had to keep, and what can be wrong with it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from langkah.domain.capacity.shop import Booking, Job, Operation, Shop


class Rule(StrEnum):
    """What a plan must keep."""

    SKILL = "somebody works who cannot do it"
    TIME = "too little time"
    CLOSED = "work begins or ends while the floor is closed"
    STATION = "another station than the step needs"
    FEW = "too few pairs for a partner"
    TWO_PLACES = "somebody is at two places"
    STATIONS = "more stations in use than there are"
    LASTS = "more sets of lasts in use than there are"
    SIZE = "a size of which there is no last"
    LET_GO = "the last is not held until it is dry"
    ORDER = "a step begins before the one before is dry"
    LOT = "a lot is too large"
    PAIRS = "not every pair passes the step"
    UNKNOWN = "a step that the routing does not have"
    EARLY = "work begins before today or before the material is there"
    UNORDERED = "work begins while the buyer may still answer"
    MOVED = "a booking that had to stay was moved"
    PROMISE = "a promised day is not kept"


@dataclass(frozen=True, slots=True)
class Violation:
    """One broken rule, and the booking that breaks it."""

    rule: Rule
    job: str
    lot: int
    step: int

    @property
    def spot(self) -> tuple[str, int, int]:
        """Which step of which lot it is."""
        return self.job, self.lot, self.step


@dataclass(frozen=True, slots=True, kw_only=True)
class PromisedDay:
    """The last day on which a job must be packed."""

    job: str
    day: date


@dataclass(frozen=True, slots=True, kw_only=True)
class VerifyCase:
    """A plan to be checked: `bookings` are all of it, `jobs` those whose steps are known.

    `kept` had to stay as they are; `promised` are days that had to be kept. Of jobs named in
    `begun` some is done already: steps that are missing in front are over. Jobs of which nothing is
    known belong into `bookings` only. What is kept and over is history, noted as people remember
    it: it is not asked again how it went, only whether what comes fits behind it. What is kept and
    has begun, or left for a partner, is not asked how it began: at what hour, how dry it was after
    a step that is over, on which of too many sets of lasts.
    """

    shop: Shop
    jobs: tuple[Job, ...]
    bookings: tuple[Booking, ...]
    now: datetime
    kept: tuple[Booking, ...] = ()
    promised: tuple[PromisedDay, ...] = ()
    begun: tuple[str, ...] = ()


def broken(rule: Rule, one: Booking) -> Violation:
    """A rule, and the booking that breaks it."""
    return Violation(rule, one.job, one.lot, one.step)


def steps_of(case: VerifyCase) -> Iterator[tuple[Job, Operation, Booking]]:
    """The bookings of known jobs, each with its job and its step."""
    jobs = {job.id: job for job in case.jobs}
    for one in case.bookings:
        job = jobs.get(one.job)
        if job is not None and 1 <= one.step <= len(job.routing):
            yield job, job.routing[one.step - 1], one
