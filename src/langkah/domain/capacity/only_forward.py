"""Days come forward and nobody becomes later: everybody where she is, then into the freed gaps.

The usual search places anew what is begun, and may so take a turn from somebody. Here every lot
sits where it is booked before the first one moves, and moves only to be done sooner.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from langkah.domain.capacity.decoder import Placed
from langkah.domain.capacity.disruption import RepairCase, frozen_until
from langkah.domain.capacity.forward import all_forward, begin
from langkah.domain.capacity.lots import Lot
from langkah.domain.capacity.seats import is_free, is_sound, read, sit
from langkah.domain.capacity.shop import Booking
from langkah.domain.capacity.standing import Standing


class Still(Standing):
    """A floor where nothing that is begun is placed anew."""

    def _can_wait(self, lot: Lot) -> bool:
        return bool(lot.steps)


def somebody_later(floor: Standing, seats: Iterable[Placed]) -> bool:
    """Whether some order is done later on these seats than it is planned."""
    ends = floor.ends.copy()
    for seat in seats:
        ends[seat.lot.job] = max(ends[seat.lot.job], seat.end)
    planned = (floor.planned(job.id) for job in floor.jobs)
    return any(
        before is not None and end > floor.load.line.clock(before)
        for before, end in zip(planned, ends, strict=True)
    )


def only_forward(case: RepairCase) -> tuple[Standing, list[Placed]] | None:
    """The floor and the seats of all lots that may move, none later than it is.

    None where somebody cannot stay where she is: something else went wrong as well.
    """
    floor = Still(case.shop, case.standing, case.left, case.now, frozen_until(case))
    rows: dict[tuple[str, int], list[Booking]] = defaultdict(list)
    for one in case.left:
        rows[one.job, one.lot].append(one)
    load, seats = floor.load.copy(), list[Placed]()
    for lot in floor.lots:
        seat = read(load, lot, rows[floor.jobs[lot.job].id, lot.number])
        if seat is None or not is_sound(load, seat) or not is_free(load, seat):
            return None
        sit(load, seat)
        seats.append(seat)
    still = list(seats)
    all_forward(load, seats, sorted(range(len(seats)), key=lambda at: begin(seats[at])))
    return next(((floor, found) for found in (seats, still) if _passes(floor, found)), None)


def _passes(floor: Standing, seats: list[Placed]) -> bool:
    """Whether the verifier has nothing against it; the floor then knows who keeps which lasts."""
    floor.others = floor.held_on(seats)
    return not floor.broken((), floor.bookings((), seats), ())
