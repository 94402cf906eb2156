"""When a step is over, has begun, is back on the floor and dry."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time, timedelta

from langkah.domain.capacity.shop import Booking, Job, Operation
from langkah.domain.capacity.verify.case import VerifyCase


def past(case: VerifyCase) -> set[Booking]:
    """What had to stay and is over: history."""
    return {one for one in case.kept if one.end <= case.now}


def set_out(case: VerifyCase) -> set[Booking]:
    """What had to stay and has begun, or left for a partner."""
    way, here = ways(case), (timedelta(), timedelta())
    return {one for one in case.kept if one.start - way.get(one.person, here)[0] < case.now}


def ways(case: VerifyCase) -> dict[int, tuple[timedelta, timedelta]]:
    """The way to each partner and back."""
    return {
        one.id: (
            timedelta(hours=float(one.partner.there_hours)),
            timedelta(hours=float(one.partner.back_hours)),
        )
        for one in case.shop.people
        if one.partner
    }


def spot_of(one: Booking) -> tuple[str, int, int]:
    """Which step of which lot a booking is."""
    return one.job, one.lot, one.step


def backs(case: VerifyCase) -> dict[tuple[str, int, int], datetime]:
    """When each step of each lot is over and back on the floor."""
    way, here = ways(case), (timedelta(), timedelta())
    return {spot_of(one): one.end + way.get(one.person, here)[1] for one in case.bookings}


def drying_of(step: Operation) -> timedelta:
    """How long a step dries, on the clock."""
    return timedelta(hours=float(step.drying_hours))


def arrives(job: Job) -> datetime | None:
    """When the material of a job is there; None: it is there."""
    ready = job.material_ready
    if ready is None or isinstance(ready, datetime):
        return ready
    return datetime.combine(ready, time())


def ready_of(case: VerifyCase) -> Iterator[tuple[str, datetime]]:
    """When the pairs of each booking are back on the floor and, after the last step, dry."""
    last = {
        job.id: (len(job.routing), drying_of(job.routing[-1])) for job in case.jobs if job.routing
    }
    way, here = ways(case), (timedelta(), timedelta())
    for one in case.bookings:
        step, dry = last.get(one.job, (0, timedelta()))
        back = one.end + way.get(one.person, here)[1]
        yield one.job, back + dry if one.step == step else back
