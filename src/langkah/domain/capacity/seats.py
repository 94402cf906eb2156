"""Lots as they stand on the floor: taken off it, put back, read from what is booked."""

from __future__ import annotations

from collections.abc import Sequence

from langkah.domain.capacity.decoder import Placed, Slot
from langkah.domain.capacity.load import Load, Shared
from langkah.domain.capacity.lots import Crew, Lot, Step, way
from langkah.domain.capacity.shop import Booking


def sit(load: Load, seat: Placed) -> None:
    """Write a lot in where it is."""
    for slot in seat.slots:
        load.people[slot.person].take(slot.own_begin, slot.own_end)
        if slot.station >= 0:
            load.stations[slot.station].take(slot.begin, slot.end)
    if seat.until >= 0 and seat.lot.family >= 0:
        load.lasts[seat.lot.family].take(seat.taken, seat.until)


def rise(load: Load, seat: Placed) -> None:
    """Take a lot off the floor."""
    for slot in seat.slots:
        load.people[slot.person].give(slot.own_begin, slot.own_end)
        if slot.station >= 0:
            load.stations[slot.station].give(slot.begin, slot.end)
    if seat.until >= 0 and seat.lot.family >= 0:
        load.lasts[seat.lot.family].give(seat.taken, seat.until)


def is_free(load: Load, seat: Placed) -> bool:
    """Whether all that a lot takes on its seat is free."""
    for slot in seat.slots:
        own, length = slot.own_begin, slot.own_end - slot.own_begin
        if load.people[slot.person].free_from(own, length) != own:
            return False
        if slot.station >= 0 and not _free(load.stations[slot.station], slot.begin, slot.end):
            return False
    if seat.until < 0 or seat.lot.family < 0:
        return True
    return _free(load.lasts[seat.lot.family], seat.taken, seat.until)


def is_sound(load: Load, seat: Placed) -> bool:
    """Whether a lot waits for its material, and each of its steps until the one before is dry."""
    ready = seat.lot.earliest
    for slot in seat.slots:
        if slot.begin < ready + way(load.shop.people[slot.person])[0]:
            return False
        ready = slot.done
    return seat.until < 0 or not seat.lot.held or _holds(seat)


def _holds(seat: Placed) -> bool:
    """Whether it keeps its lasts until the last step with them is dry."""
    last = seat.lot.held[-1]
    return any(slot.step is last and slot.done <= seat.until for slot in seat.slots)


def _free(kind: Shared, start: int, end: int) -> bool:
    return kind.free_from(start, end - start) == start


def read(load: Load, lot: Lot, booked: Sequence[Booking]) -> Placed | None:
    """The seat of a lot by its bookings; None if they are not what its steps need any more.

    `booked` are all bookings of the lot; those of steps that are done or fixed count for its lasts.
    """
    rows = {one.step: one for one in booked}
    slots = []
    for step in lot.steps:
        slot = _slot(load, step, rows[step.number])
        if slot is None:
            return None
        slots.append(slot)
    holds = [one for one in booked if one.last_until is not None]
    if not holds or not lot.held:
        return None if lot.held else Placed(lot, slots, -1, -1, -1, -1)
    until = load.line.clock(holds[0].last_until or holds[0].end)
    first = rows[lot.held[0].number]
    taken = load.line.clock(first.start) if lot.held_since is None else lot.held_since
    return Placed(lot, slots, taken, taken, taken, until)


def _slot(load: Load, step: Step, one: Booking) -> Slot | None:
    """One booking as a slot, if its person can still do the step in that time."""
    clock = load.line.clock
    begin, end = clock(one.start), clock(one.end)
    for crew in step.crews:
        for person, length in crew.hands:
            if load.shop.people[person].id != one.person:
                continue
            own = crew.line.since(begin)
            own_end = crew.line.since(end)
            if own_end - own < length or not _same_station(load, crew, one):
                return None
            if crew.line.clock_begin(own) != begin or crew.line.clock_end(own_end) != end:
                return None
            done = end + crew.back + step.drying
            return Slot(step, person, crew.station, own, own_end, begin, end, done, own, own)
    return None


def _same_station(load: Load, crew: Crew, one: Booking) -> bool:
    return one.station == (load.shop.stations[crew.station].name if crew.station >= 0 else "")
