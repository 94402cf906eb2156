"""Lots forward again, once they were moved late: home, to their people, or to the first gaps."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from langkah.domain.capacity.decoder import Placed, place
from langkah.domain.capacity.late import NO_END
from langkah.domain.capacity.load import Load
from langkah.domain.capacity.lots import Lot
from langkah.domain.capacity.seats import is_free, rise, sit
from langkah.domain.capacity.shifting import for_anybody

# How often those who found somebody in their place try again
SWEEPS = 3


class Home(NamedTuple):
    """Where a lot was, if it can be there again; and the lot for the people who had it."""

    seat: Placed | None
    lot: Lot | None


def all_forward(
    load: Load, seats: list[Placed], row: Iterable[int], most_tries: int = NO_END
) -> None:
    """Each into the first gaps, or where it is if that is earlier.

    Where they looked for lasts so often in vain, all others stay.
    """
    most = load.tries.count + most_tries
    for at in row:
        if load.tries.count > most:
            break
        rise(load, seats[at])
        found = place(load, seats[at].lot)
        if found.end <= seats[at].end:
            seats[at] = found
        else:
            rise(load, found)
            sit(load, seats[at])


def home_again(
    load: Load, seats: list[Placed], homes: Sequence[Placed | None], row: Sequence[int]
) -> list[int]:
    """Lots back where they were, if that is free by now; the row of those for whom it is not."""
    away = sorted(row, key=lambda at: begin(homes[at] or seats[at]))
    for _ in range(SWEEPS):
        away = [at for at in away if not _is_home(load, seats, homes, at)]
    still = set(away)
    return [at for at in row if at in still]


def same_hands(
    load: Load,
    seats: list[Placed],
    lots: Sequence[Lot | None],
    dues: Sequence[int],
    row: Iterable[int],
) -> list[int]:
    """Lots forward with the people who had them; the row of those who are not in time with them."""
    away = []
    for at in row:
        lot, seat = lots[at], seats[at]
        found = None if lot is None else _with_its_own(load, seat, lot, dues[seat.lot.job])
        if found is None:
            away.append(at)
        else:
            seats[at] = found
    return away


def _with_its_own(load: Load, seat: Placed, lot: Lot, due: int) -> Placed | None:
    rise(load, seat)
    found = place(load, lot)
    if found.end <= min(seat.end, due):
        return for_anybody(found, seat.lot)
    rise(load, found)
    sit(load, seat)
    return None


def begin(seat: Placed) -> int:
    """When its first step begins."""
    return seat.slots[0].begin


def _is_home(load: Load, seats: list[Placed], homes: Sequence[Placed | None], at: int) -> bool:
    home = homes[at]
    if home is None or seats[at] is home:
        return home is not None
    rise(load, seats[at])
    free = is_free(load, home)
    if free:
        seats[at] = home
    sit(load, seats[at])
    return free
