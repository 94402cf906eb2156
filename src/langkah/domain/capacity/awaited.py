"""What orders wait for in the plan as it stands: one source for every page that names it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

from langkah.domain.capacity import binding
from langkah.domain.capacity.binding import Wait
from langkah.domain.capacity.decoder import Placed, place
from langkah.domain.capacity.load import Load
from langkah.domain.capacity.only_forward import Still
from langkah.domain.capacity.seats import is_free, read, rise, sit
from langkah.domain.capacity.shop import Booking, Shop
from langkah.domain.capacity.standing import Commitment


def awaited(
    shop: Shop, commitments: Iterable[Commitment], booked: Iterable[Booking], now: datetime
) -> dict[str, tuple[Wait, ...]]:
    """What the last lot of each job waits for where it stands now, the longest wait first.

    What stands where something else stands too waits for its plan to be mended, and is left out, as
    is what has begun. Raises Refusal where something cannot be made at all any more.
    """
    booked = tuple(booked)
    floor = Still(shop, tuple(commitments), booked, now)
    rows: dict[tuple[str, int], list[Booking]] = defaultdict(list)
    for one in booked:
        rows[one.job, one.lot].append(one)
    load = floor.load.copy()
    last: dict[int, Placed] = {}
    for lot in floor.lots:
        seat = read(load, lot, rows[floor.jobs[lot.job].id, lot.number])
        if seat is not None and is_free(load, seat):
            sit(load, seat)
            if lot.job not in last or last[lot.job].end < seat.end:
                last[lot.job] = seat
    return {
        floor.jobs[at].id: binding.waits(load, floor.jobs[at], _again(load, seat))
        for at, seat in last.items()
    }


def _again(load: Load, seat: Placed) -> Placed:
    """The same lot placed anew among the others, with what it waited for."""
    rise(load, seat)
    found = place(load, seat.lot)
    rise(load, found)
    sit(load, seat)
    return found
