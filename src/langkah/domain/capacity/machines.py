"""Whether enough machines are left for what is booked on them, where some are out of order."""

from __future__ import annotations

from collections.abc import Iterable

from langkah.domain.calendar import WorkLine
from langkah.domain.capacity.load import Shared
from langkah.domain.capacity.shop import Booking, Stations


class Machines:
    """The kinds of which some are out for a while; machines of any other kind are always left.

    `others` have theirs already. Nobody wrote down which of several machines a step is on, so those
    that are left go to whoever takes one first.
    """

    def __init__(
        self, line: WorkLine, stations: Iterable[Stations], others: Iterable[Booking]
    ) -> None:
        self._clock = line.clock
        lacking = {kind.name: kind for kind in stations if kind.out}
        taken = {
            name: [(line.clock(out.start), line.clock(out.end)) for out in kind.out]
            for name, kind in lacking.items()
        }
        for one in others:
            if one.station in taken:
                taken[one.station].append(self._stretch(one))
        self._kinds = {name: Shared(lacking[name].count, spans) for name, spans in taken.items()}

    def left(self, one: Booking) -> bool:
        """Whether the machine of a booking is there all the time."""
        kind, (start, end) = self._kinds.get(one.station), self._stretch(one)
        return kind is None or kind.free_from(start, end - start) == start

    def take(self, one: Booking) -> None:
        """Give a machine to a booking that stays, even if there is none."""
        if kind := self._kinds.get(one.station):
            kind.take(*self._stretch(one))

    def _stretch(self, one: Booking) -> tuple[int, int]:
        return self._clock(one.start), self._clock(one.end)
