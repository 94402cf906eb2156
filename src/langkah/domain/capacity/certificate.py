"""What proves a promise: the plan it was read off, with fingerprints of all it was made from.

Kept with the quote. Later it tells whether the plan is still the one that was promised, and which
of its grounds have moved since: the floor, what is to be made, or what is booked beside it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from langkah.domain.capacity.promise import PromiseCase
from langkah.domain.capacity.shop import Booking, Job, Shop, opens

# Counted up whenever the same case could give another plan, or its proof covers something else.
ENGINE = "4"
# Proofs of these engines knew of each job only its pairs and its steps, and nothing of the moment.
NARROW = frozenset("123")


class Ground(StrEnum):
    """What a plan stands on."""

    SHOP = "shop"
    JOBS = "jobs"
    FLOOR = "floor"
    PLAN = "plan"


@dataclass(frozen=True, slots=True, kw_only=True)
class Certificate:
    """SHA-256 of each ground as hexadecimal text, the engine that planned, and when it was asked.

    `asked` is on the workshop's own clock; empty in proofs of engines that did not cover it.
    """

    shop: str
    jobs: str
    floor: str
    plan: str
    engine: str = ENGINE
    asked: str = ""

    @property
    def digest(self) -> str:
        """One fingerprint of all of it."""
        asked = [self.asked] if self.asked else []
        return _of([self.engine, self.shop, self.jobs, self.floor, self.plan, *asked])


def certify(case: PromiseCase, bookings: Iterable[Booking], engine: str = ENGINE) -> Certificate:
    """The certificate of a plan for the case's jobs, as `engine` wrote it.

    Jobs count by their place in the case, so that a quote and the order it becomes are alike; what
    is booked beside them counts in any order. The moment of the question is part of the proof, and
    no ground that could move: time always does.
    """
    places = {job.id: place for place, job in enumerate(case.jobs)}
    made = _narrow if engine in NARROW else _made
    return Certificate(
        shop=_of([repr(case.shop), *_counted(case.shop)]),
        jobs=_of([made(case, place, job) for place, job in enumerate(case.jobs)]),
        floor=_of(sorted(_booking(one.job, one) for one in case.booked)),
        plan=plan_of(places, bookings),
        engine=engine,
        asked="" if engine in NARROW else asked_at(case.now),
    )


def asked_at(now: datetime) -> str:
    """The moment of a question as proofs write it."""
    return now.isoformat()


def _counted(shop: Shop) -> Iterator[str]:
    """The sizes of lasts that were counted; older proofs are of floors where nobody did."""
    return (repr((one.family, one.sizes)) for one in shop.lasts if one.sizes)


def _narrow(case: PromiseCase, place: int, job: Job) -> str:
    return repr((place, job.pairs, job.routing))


def _made(case: PromiseCase, place: int, job: Job) -> str:
    """All of a job that its plan hangs on: also its lasts, its material, and when it may begin."""
    arrives = opens(job.material_ready).isoformat() if job.material_ready else ""
    begins = [one.isoformat() for one in (job.not_before, case.answer_by) if one]
    return repr((place, job.pairs, job.routing, job.last_family, arrives, max(begins, default="")))


def plan_of(places: dict[str, int], bookings: Iterable[Booking]) -> str:
    """The fingerprint of bookings alone, `places` telling each job's place in its case."""
    return _of(sorted(_booking(str(places[one.job]), one) for one in bookings))


def moved(then: Certificate, now: Certificate) -> tuple[Ground, ...]:
    """The grounds that are not what they were."""
    return tuple(
        ground for ground in Ground if getattr(then, ground.value) != getattr(now, ground.value)
    )


def _booking(job: str, one: Booking) -> str:
    freed = one.last_until.isoformat() if one.last_until else ""
    where = f"{one.person}|{one.station}|{one.last_family}"
    when = f"{one.start.isoformat()}|{one.end.isoformat()}|{freed}"
    return f"{job}|{one.lot}|{one.step}|{one.pairs}|{where}|{when}"


def _of(lines: Sequence[str]) -> str:
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()
