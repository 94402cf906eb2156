"""Steps that cannot be done where they are booked, because of what was done otherwise."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import islice

from langkah.domain.capacity.shop import Booking
from langkah.domain.capacity.spots import by_lot, kept_away, over_by_person, overtaken
from langkah.domain.capacity.standing import Commitment


def waiting(
    commitments: Iterable[Commitment], booked: Iterable[Booking], now: datetime
) -> Iterator[tuple[Booking, Booking]]:
    """Steps that cannot be done where they are booked, each with what it waits for.

    That is the step in front of it, or other work of whoever should do it. One step a lot.
    """
    booked = tuple(booked)
    over = over_by_person(booked, now)
    mine: dict[str, list[Booking]] = {}
    for one in booked:
        mine.setdefault(one.job, []).append(one)
    for each in commitments:
        for rows in by_lot(mine.get(each.job.id, ())).values():
            yield from islice(_waiting(each, rows, over, now), 1)


def _waiting(
    each: Commitment, rows: Iterable[Booking], over: dict[int, list[Booking]], now: datetime
) -> Iterator[tuple[Booking, Booking]]:
    steps = {one.step: one for one in rows if one.step <= len(each.job.routing)}
    for number, one in sorted(steps.items()):
        before = steps.get(number - 1)
        away = (
            None
            if (one.lot, one.step) in each.noted
            else kept_away(one, over.get(one.person, ()), now)
        )
        if before and overtaken(each.job, before, one, each.noted, now):
            yield before, one
        elif away:
            yield away, one
