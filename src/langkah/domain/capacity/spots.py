"""Which step of which lot a booking is, wherever it stands."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from langkah.domain.capacity.shop import Booking, Job

Spot = tuple[str, int, int]
# A step of a job that is noted as done: its lot, its number
Noted = tuple[int, int]


def spot(one: Booking) -> Spot:
    """What makes a booking the same one, wherever it stands."""
    return one.job, one.lot, one.step


def on_the_minute(one: Booking, now: datetime) -> Booking:
    """A booking that is not over, on whole minutes as a plan has them; those begun count.

    How it began is left as it was.
    """
    if one.end <= now:
        return one
    start = one.start if one.start < now else _whole(one.start)
    until = one.last_until and _whole(one.last_until)
    if (start, one.end, one.last_until) == (one.start, _whole(one.end), until):
        return one
    return replace(one, start=start, end=_whole(one.end), last_until=until)


def _whole(moment: datetime) -> datetime:
    if not moment.second and not moment.microsecond:
        return moment
    return moment.replace(second=0, microsecond=0) + timedelta(minutes=1)


def by_lot(rows: Iterable[Booking]) -> dict[int, list[Booking]]:
    """Bookings of one job by the number of their lot."""
    found: dict[int, list[Booking]] = {}
    for one in rows:
        found.setdefault(one.lot, []).append(one)
    return found


def as_made(job: Job, lot: Iterable[Booking]) -> bool:
    """Whether the steps of a lot are those of the routing, from one of them on to the end."""
    steps = sorted(one.step for one in lot)
    return steps == list(range(steps[0], len(job.routing) + 1))


def overtaken(
    job: Job, before: Booking, one: Booking, noted: Collection[Noted], now: datetime
) -> bool:
    """Whether a step cannot be done where it is booked, because of the step in front of it.

    That one was noted as done later, is not dry by then, or is planned to end later itself. What
    is noted as done is never asked, nor what began after a step that is over by the clock alone.
    """
    if (one.lot, one.step) in noted:
        return False
    done = (before.lot, before.step) in noted
    if before.end > one.start:
        return done or before.end > now
    dry = timedelta(hours=float(job.routing[before.step - 1].drying_hours))
    return done and one.start >= now and before.end + dry > one.start


def over_by_person(booked: Iterable[Booking], now: datetime) -> dict[int, list[Booking]]:
    """What is over, by whoever did it."""
    found: dict[int, list[Booking]] = {}
    for one in booked:
        if one.end <= now:
            found.setdefault(one.person, []).append(one)
    return found


def kept_away(one: Booking, over: Iterable[Booking], now: datetime) -> Booking | None:
    """The work that kept somebody until after her next one should have begun; the last of it.

    No plan has her at two places, so it was noted as done later than planned.
    """
    if not one.start < now < one.end:
        return None
    mine = (done for done in over if done.start < one.end and one.start < done.end)
    return max(mine, key=lambda done: done.end, default=None)
