"""What would bring an order of the plan forward, as it stands: nobody but its last lot is moved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from langkah.domain.capacity.decoder import Placed, place
from langkah.domain.capacity.forward import begin
from langkah.domain.capacity.load import Load
from langkah.domain.capacity.ready import Ready
from langkah.domain.capacity.rescue import Rescue, Saved
from langkah.domain.capacity.seats import is_free, is_sound, read, sit
from langkah.domain.capacity.shop import Booking, Shop
from langkah.domain.capacity.spots import by_lot
from langkah.domain.capacity.standing import Commitment, Standing


@dataclass(frozen=True, slots=True, kw_only=True)
class HelpCase:
    """The plan asked at `now` (naive local), and the job that should be ready by `promised`."""

    shop: Shop
    commitments: tuple[Commitment, ...]
    booked: tuple[Booking, ...]
    now: datetime
    job: str
    promised: date


def helping(case: HelpCase) -> tuple[Saved, ...]:
    """What would help, first what keeps the promise, then the earliest day.

    Only what is earlier than the plan. Empty where its last lot waits for nothing that there could
    be more of. Raises Refusal where something cannot be made at all any more.
    """
    floor = Standing(case.shop, case.commitments, case.booked, case.now)
    at = {job.id: place for place, job in enumerate(floor.jobs)}
    seats = _seats(floor)
    mine = [one for one in (*floor.begun, *seats) if one.lot.job == at.get(case.job)]
    if not mine:
        return ()
    last = _as_it_waits(floor, seats, max(mine, key=lambda one: one.end))
    rescue = Rescue(
        sorted(range(len(seats)), key=lambda one: begin(seats[one])),
        case.now.date(),
        lambda shop: (Standing(shop, case.commitments, case.booked, case.now), ()),
    )
    found = rescue.of(floor.load, floor.jobs[at[case.job]], last, case.promised)
    # Placed anew its last lot may end later than planned; what only makes up for that is no help.
    planned = Ready(case.shop, floor.jobs).days(case.booked).get(case.job, date.max)
    earlier = (one for one in found if one.ready < planned)
    return tuple(sorted(earlier, key=lambda one: (not one.keeps, one.ready)))


def _seats(floor: Standing) -> list[Placed]:
    """Every lot that may move where it is planned; in the first gap where it cannot be there."""
    load = floor.load.copy()
    seats = [_home(floor, load, at) for at in range(len(floor.lots))]
    for at, lot in enumerate(floor.lots):
        if seats[at] is None:
            seats[at] = place(load, lot)
    return [one for one in seats if one is not None]


def _home(floor: Standing, load: Load, at: int) -> Placed | None:
    lot = floor.lots[at]
    rows = by_lot(floor.by_job[floor.jobs[lot.job].id])[lot.number]
    home = read(load, lot, rows)
    if home is None or not is_sound(load, home) or not is_free(load, home):
        return None
    sit(load, home)
    return home


def _as_it_waits(floor: Standing, seats: Sequence[Placed], last: Placed) -> Placed:
    """The last lot placed around all others, which tells what it waits for."""
    if last.lot.begun:
        return last
    load = floor.load.copy()
    for seat in seats:
        if seat is not last:
            sit(load, seat)
    return place(load, last.lot)
