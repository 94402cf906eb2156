"""The decoder run backwards: a lot goes to the last gaps from which it is still ready in time.

Time is mirrored, minute for minute: what ends last begins first, so the gaps are searched by the
same code. All numbers of a mirrored line, load or lot are those of the floor with the sign changed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from langkah.domain.capacity.decoder import Placed, Slot, run
from langkah.domain.capacity.load import Load, Tries
from langkah.domain.capacity.lots import Crew, Lot, Step, way
from langkah.domain.capacity.seats import sit
from langkah.domain.work_line import WorkLine

NO_END = 1 << 60


class MirrorLine:
    """A line of working minutes, read from its end."""

    __slots__ = ("_line",)

    def __init__(self, line: WorkLine) -> None:
        self._line = line

    def since(self, clock: int) -> int:
        """The minute at or after this minute of the clock."""
        return -self._line.since(-clock)

    def clock_begin(self, minute: int) -> int:
        """The minute of the clock when work on this minute begins."""
        return -self._line.clock_end(-minute)

    def clock_end(self, minute: int) -> int:
        """The minute of the clock when all minutes before this one are done."""
        return -self._line.clock_begin(-minute)


class Backwards:
    """A floor seen from its end; lots are placed on it against their last minute."""

    def __init__(self, load: Load) -> None:
        self.load = load.mirrored()
        self._backs = [way(person)[1] for person in load.shop.people]
        self._lines: dict[int, MirrorLine] = {}
        self._steps: dict[int, Step] = {}

    def later(self, seat: Placed, limit: int) -> Placed:
        """The last seat of a lot that ends by `limit`; the one it has if none is later."""
        self._rise(seat)
        found = self._placed(seat.lot, limit)
        if found is None or any(
            new.begin < old.begin for new, old in zip(found.slots, seat.slots, strict=True)
        ):
            found = seat
        self._sit(found)
        return found

    def _rise(self, seat: Placed) -> None:
        load = self.load
        for slot in seat.slots:
            load.people[slot.person].give(-slot.own_end, -slot.own_begin)
            if slot.station >= 0:
                load.stations[slot.station].give(-slot.end, -slot.begin)
        if seat.until >= 0 and seat.lot.family >= 0:
            load.lasts[seat.lot.family].give(-seat.until, -seat.taken)

    def _sit(self, seat: Placed) -> None:
        load = self.load
        for slot in seat.slots:
            load.people[slot.person].take(-slot.own_end, -slot.own_begin)
            if slot.station >= 0:
                load.stations[slot.station].take(-slot.end, -slot.begin)
        if seat.until >= 0 and seat.lot.family >= 0:
            load.lasts[seat.lot.family].take(-seat.until, -seat.taken)

    def _placed(self, lot: Lot, limit: int) -> Placed | None:
        """The last gaps before the limit; None where they lie before the origin."""
        taken = until = -1
        slots, ready = self._run(lot.after, -limit)
        if lot.held:
            held, taken, until = self._hold(lot, ready)
            slots += held
            ready = slots[-1].done
        if lot.before:
            slots += self._run(lot.before, ready)[0]
        if any(slot.own_end > 0 for slot in slots):
            return None
        return Placed(lot, self._turned(lot, slots), taken, taken, taken, until)

    def _run(self, steps: tuple[Step, ...], ready: int) -> tuple[list[Slot], int]:
        return run(self.load, [self._step(step) for step in reversed(steps)], ready)

    def _hold(self, lot: Lot, ready: int) -> tuple[list[Slot], int, int]:
        """The steps that share a set of lasts, and from when until when they hold it."""
        drying = lot.held[-1].drying
        full = self.load.lasts[lot.family].full if lot.family >= 0 else None
        while True:
            slots, _ = self._run(lot.held, ready)
            lead = self._backs[slots[0].person] + drying
            begin, end = slots[0].begin - lead, slots[-1].end
            free = begin if full is None else full.free_from(begin, end - begin)
            if free <= begin:
                return slots, -end, -begin
            ready = free
            self.load.tries.count += Tries.A_SET

    def _step(self, step: Step) -> Step:
        """A step seen from its end: it dries before it begins, and the ways are turned."""
        key = id(step)
        if key not in self._steps:
            crews = tuple(
                replace(
                    crew,
                    line=self._line(crew),  # type: ignore[arg-type]
                    there=crew.back + step.drying,
                    back=crew.there,
                )
                for crew in step.crews
            )
            self._steps[key] = Step(step.number, crews, 0)
        return self._steps[key]

    def _line(self, crew: Crew) -> MirrorLine:
        return self._lines.setdefault(id(crew.line), MirrorLine(crew.line))

    def _turned(self, lot: Lot, slots: list[Slot]) -> list[Slot]:
        """Mirrored slots as they lie on the floor."""
        return [
            Slot(
                step,
                slot.person,
                slot.station,
                -slot.own_end,
                -slot.own_begin,
                -slot.end,
                -slot.begin,
                -slot.begin + self._backs[slot.person] + step.drying,
                -slot.own_end,
                -slot.own_end,
            )
            for step, slot in zip(lot.steps, reversed(slots), strict=True)
        ]


def as_late_as_may_be(
    load: Load,
    seats: Sequence[Placed],
    limits: Sequence[int],
    row: Sequence[int] = (),
    most_tries: int = NO_END,
) -> tuple[list[Placed], Load]:
    """Every lot towards its limit, the last one first or in this row; and the floor then.

    Where they looked for lasts so often in vain, all others stay.
    """
    load = load.copy()
    for seat in seats:
        sit(load, seat)
    floor, late = Backwards(load), list(seats)
    most = load.tries.count + most_tries
    for at in row or sorted(range(len(seats)), key=lambda one: -seats[one].end):
        if load.tries.count > most:
            break
        late[at] = floor.later(seats[at], limits[at])
    return late, floor.load.mirrored()
