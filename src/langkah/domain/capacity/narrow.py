"""What holds a plan up: where its orders wait longest, and what one more of it would bring."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from langkah.domain.capacity import binding
from langkah.domain.capacity.binding import Scarce, Wait
from langkah.domain.capacity.decoder import Placed, place
from langkah.domain.capacity.load import Load
from langkah.domain.capacity.only_forward import Still
from langkah.domain.capacity.seats import is_free, read, rise, sit
from langkah.domain.capacity.shop import Booking, Shop
from langkah.domain.capacity.what_if import WhatIfCase, what_if
from langkah.domain.reason import Reason, Refusal

NAMED = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Narrow:
    """One thing that is waited for: the longest wait, and what one `more` of it would bring.

    With it, `orders` are ready earlier, by `days` together.
    """

    told: Reason
    more: Reason
    orders: int
    days: int


def narrows(case: WhatIfCase) -> tuple[Narrow, ...]:
    """What the plan on the floor as it is waits for, the most useful first; at most three.

    Orders wait where the last lot of each does. Of a plan that cannot stand nothing is told.
    """
    rows: dict[tuple[Scarce, str], list[Wait]] = defaultdict(list)
    for one in _waits(case):
        rows[one.what, one.name].append(one)
    most = sorted(rows.values(), key=lambda waits: -sum(one.days for one in waits))[:NAMED]
    told = (_with_more(case, waits) for waits in most)
    found = [one for one in told if one is not None]
    return tuple(sorted(found, key=lambda one: -one.days))


def _with_more(case: WhatIfCase, waits: Sequence[Wait]) -> Narrow | None:
    """What one more brings; None where the plan has to be mended first."""
    longest = max(waits, key=lambda one: one.days)
    more, shop = binding.one_more(longest, case.shop)
    try:
        sooner = [one.sooner for one in what_if(_on(case, shop)).days if one.sooner > 0]
    except Refusal:
        return None
    told = binding.told(longest, case.shop)
    return Narrow(told=told, more=more, orders=len(sooner), days=sum(sooner))


def _on(case: WhatIfCase, shop: Shop) -> WhatIfCase:
    return replace(case, changed=shop)


def _waits(case: WhatIfCase) -> Iterator[Wait]:
    """What the last lot of each order waits for where it stands now.

    What stands where something else stands too waits for its plan to be mended, and is left out.
    """
    floor = Still(case.shop, case.commitments, case.booked, case.now)
    rows: dict[tuple[str, int], list[Booking]] = defaultdict(list)
    for one in case.booked:
        rows[one.job, one.lot].append(one)
    load = floor.load.copy()
    last: dict[int, Placed] = {}
    for lot in floor.lots:
        seat = read(load, lot, rows[floor.jobs[lot.job].id, lot.number])
        if seat is not None and is_free(load, seat):
            sit(load, seat)
            if lot.job not in last or last[lot.job].end < seat.end:
                last[lot.job] = seat
    for at, seat in last.items():
        yield from binding.waits(load, floor.jobs[at], _again(load, seat))


def _again(load: Load, seat: Placed) -> Placed:
    """The same lot placed anew among the others, with what it waited for."""
    rise(load, seat)
    found = place(load, seat.lot)
    rise(load, found)
    sit(load, seat)
    return found
