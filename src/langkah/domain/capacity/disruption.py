"""Something went wrong: somebody is away, a machine is broken, leather is late, an order comes in
between, is cancelled or failed its check. The floor and the jobs of the case are those after it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from langkah.domain.calendar import opening
from langkah.domain.capacity.floor_problems import of_hours
from langkah.domain.capacity.shop import Booking, Job, Shop
from langkah.domain.capacity.standing import Commitment
from langkah.domain.reason import Refusal, because

MOST_SHIFTS = 14


@dataclass(frozen=True, slots=True, kw_only=True)
class Rush:
    """An order that comes in between; `wish` is the day it should be packed."""

    job: Job
    wish: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RepairCase:
    """The floor and the orders as they are now, and the plan as it was before.

    `commitments` name every planned order with its promise; `cancelled` those of them that fall
    away. With `freed` there are more hours or hands than before: as after a cancelled order days
    come forward, and nobody becomes later. The next `frozen_shifts` working days stay as they are,
    and `near_days` tell how far ahead it counts whether people must be told something new. `effort`
    counts lots placed (some thousands a second); the same seed and effort give the same answer.
    """

    shop: Shop
    commitments: tuple[Commitment, ...]
    booked: tuple[Booking, ...]
    now: datetime
    rush: tuple[Rush, ...] = ()
    cancelled: tuple[str, ...] = ()
    freed: bool = False
    frozen_shifts: int = 1
    near_days: int = 20
    effort: int = 13_000
    seed: int = 1

    @property
    def standing(self) -> tuple[Commitment, ...]:
        """The commitments that did not fall away."""
        return tuple(one for one in self.commitments if one.job.id not in self.cancelled)

    @property
    def comes_forward(self) -> bool:
        """Whether days are freed, as by an order that falls away; nobody may become later then."""
        return (self.freed or bool(self.cancelled)) and not self.rush

    @property
    def left(self) -> tuple[Booking, ...]:
        """Bookings of nothing that fell away."""
        return tuple(one for one in self.booked if one.job not in self.cancelled)


def refuse(case: RepairCase) -> None:
    """Raise Refusal naming what is asked wrongly."""
    known = {one.job.id for one in case.commitments}
    found = [
        because("cancelled: there is no order “{job}” in the plan.", job=name)
        for name in case.cancelled
        if name not in known
    ]
    found += [
        because(
            "rush: “{job}” is planned already. Give the new order another name.", job=one.job.id
        )
        for one in case.rush
        if one.job.id in known
    ]
    if not 0 <= case.frozen_shifts <= MOST_SHIFTS:
        found.append(because("frozen_shifts: write 0 to {most}.", most=MOST_SHIFTS))
    found += of_hours(case.shop)
    if found:
        raise Refusal(*found)


def frozen_until(case: RepairCase) -> datetime:
    """The end of the last shift that stays as it is."""
    day, left, until = case.now.date(), case.frozen_shifts, case.now
    for _ in range(366):
        if not left:
            break
        hours = opening(case.shop.calendar, day)
        if hours is not None and hours[1] > case.now:
            left -= 1
            until = hours[1]
        day += timedelta(days=1)
    return until
