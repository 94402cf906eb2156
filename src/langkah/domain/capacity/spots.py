"""Which step of which lot a booking is, wherever it stands."""

from __future__ import annotations

from collections.abc import Iterable

from langkah.domain.capacity.shop import Booking, Job

Spot = tuple[str, int, int]


def spot(one: Booking) -> Spot:
    """What makes a booking the same one, wherever it stands."""
    return one.job, one.lot, one.step


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
