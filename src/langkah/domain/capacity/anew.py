"""Work under way that is begun anew.

Whoever takes a lot over does all its pairs: nobody wrote down how many are through.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from langkah.domain.capacity.called_away import place_of
from langkah.domain.capacity.load import Load
from langkah.domain.capacity.lots import origin_of
from langkah.domain.capacity.shop import Booking, Shop
from langkah.domain.capacity.spots import spot
from langkah.domain.capacity.standing import Commitment
from langkah.domain.capacity.waiting import waiting
from langkah.domain.reason import Reason, because

HOUR = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Anew:
    """A step under way that is begun anew, and the hours of work that are lost by it."""

    job: str
    lot: int
    step: int
    hours: Decimal
    say: Reason


def begun_anew(
    shop: Shop,
    commitments: Sequence[Commitment],
    booked: Sequence[Booking],
    after: Iterable[Booking],
    now: datetime,
) -> Iterator[Anew]:
    """Steps of commitments that were under way and are not any more in the plan after.

    What had to wait was not under way, whatever the clock says: no work is lost on it.
    """
    then = {spot(one): one for one in after}
    jobs = {one.job.id: one.job for one in commitments}
    under_way = [one for one in booked if one.start < now < one.end and one.job in jobs]
    waits = {spot(one) for _, one in waiting(commitments, booked, now)} if under_way else set()
    under_way = [one for one in under_way if spot(one) not in waits]
    if not under_way:
        return
    bare = Load(shop, origin_of(now, under_way))
    for one in under_way:
        new, at = then.get(spot(one), one), place_of(shop, one.person)
        if (new.person, new.start) == (one.person, one.start):
            continue
        line = bare.lines[at] if at is not None else bare.line
        clock = bare.line.clock
        lost = line.since(clock(now)) - line.since(clock(one.start))
        hours = (Decimal(lost) / HOUR).quantize(Decimal("0.1"))
        yield Anew(
            job=one.job,
            lot=one.lot,
            step=one.step,
            hours=hours,
            say=because(
                "“{step}” of {job}, lot {lot}, is begun anew: {hours} hours of work are lost.",
                step=one.operation,
                job=jobs[one.job].title or one.job,
                lot=one.lot,
                hours=hours,
            ),
        )
