"""Somebody is called away in the middle of a step: what she did is done, and it waits for her.

What is left of it takes her as long as it would have.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from langkah.domain.capacity.load import Load
from langkah.domain.capacity.lots import drying, minutes
from langkah.domain.capacity.shop import Booking, Job, Shop


def longer(
    bare: Load, jobs: Mapping[str, Job], booked: Iterable[Booking], now: datetime
) -> Iterator[tuple[Booking, Booking]]:
    """Steps under way whose maker can end them only later: as booked, and as she ends them.

    With the booking that holds the lasts of the lot, where they are kept longer by it.
    """
    rows = [one for one in booked if one.job in jobs]
    for one in rows:
        job = jobs[one.job]
        end = _end(bare, job, one, now) if one.start < now < one.end else None
        if end is None or end <= one.end:
            continue
        held = [number for number, step in enumerate(job.routing, 1) if step.holds_last]
        until = end + timedelta(minutes=drying(job.routing[one.step - 1]))
        holder = [
            row
            for row in rows
            if held and one.step == held[-1] and row.last_until and _lot(row) == _lot(one)
        ]
        yield from ((row, replace(row, last_until=until)) for row in holder if row is not one)
        yield one, replace(one, end=end, last_until=until if one in holder else one.last_until)


def _lot(one: Booking) -> tuple[str, int]:
    return one.job, one.lot


def _end(bare: Load, job: Job, one: Booking, now: datetime) -> datetime | None:
    """When whoever has begun a step ends it by her own hours; None if she cannot."""
    at = place_of(bare.shop, one.person)
    person = bare.shop.people[at] if at is not None else None
    if at is None or person is None or person.partner or one.step > len(job.routing):
        return None
    step, line, clock = job.routing[one.step - 1], bare.lines[at], bare.line.clock
    begin = line.since(clock(one.start))
    end = begin + minutes(step, one.pairs, person)
    done = line.clock_begin(begin) == clock(one.start) and line.since(clock(now)) > begin
    if step.skill not in person.skills or not done or end >= line.end:
        return None
    return bare.line.moment(line.clock_end(end))


def place_of(shop: Shop, number: int) -> int | None:
    """Where somebody stands among the people of a shop; None: nowhere."""
    return next((at for at, one in enumerate(shop.people) if one.id == number), None)
