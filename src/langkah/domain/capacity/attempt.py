"""One floor after a disruption: its lots, what each order should do, and seats for all of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from langkah.domain.capacity.decoder import Placed, place_all
from langkah.domain.capacity.disruption import RepairCase
from langkah.domain.capacity.forward import Home, all_forward, begin
from langkah.domain.capacity.giving_way import STUCK, give_way
from langkah.domain.capacity.lots import Lot
from langkah.domain.capacity.passes import Aim, Passes
from langkah.domain.capacity.seats import is_free, is_sound, read, sit
from langkah.domain.capacity.sharing import share_out
from langkah.domain.capacity.shifting import hands, shifted, with_its_people
from langkah.domain.capacity.shop import Booking
from langkah.domain.capacity.standing import Standing
from langkah.domain.capacity.wanted import above_all, kept, wished
from langkah.domain.reason import Refusal
from langkah.domain.work_line import too_far

# Lots in between; an order of more than that is no order in between, and goes behind the others
MOST_FRESH = 500
# Shares of the effort after which long waits are shared out; the last time at its end
SHARED_AT = (0.4, 0.6, 0.8)


class Attempt:
    """Ways to seat the lots that may move on a floor; `fresh` are those of what comes in between.

    Every way gives seats in the order of `lots`; `behind` are lots that go behind them.
    """

    def __init__(self, case: RepairCase, floor: Standing, fresh: Sequence[Lot]) -> None:
        self.case, self.floor = case, floor
        self._many = len(fresh) > MOST_FRESH
        self.behind = list(fresh) if self._many else []
        self.lots = [*floor.lots, *(() if self._many else fresh)]
        self.aims = [
            *(kept(floor, one, forward=case.comes_forward) for one in case.standing),
            *(wished(floor, one) for one in case.rush),
        ]
        self._ends = [*floor.ends, *(0 for _ in case.rush)]
        self._homes = list(self._old_seats())

    def worth(self, seats: Iterable[Placed]) -> tuple[int, float]:
        """Promises broken, and what all of it costs: what is less is better."""
        ends = self._ends.copy()
        for seat in seats:
            ends[seat.lot.job] = max(ends[seat.lot.job], seat.end)
        cost = sum(aim.cost(end) for aim, end in zip(self.aims, ends, strict=True))
        return self.floor.breaks(ends[: len(self.floor.jobs)]), cost

    # --- ways ------------------------------------------------------------------------------------

    def searched(self) -> list[Placed]:
        """Whoever can be in time where she is stays; the others in the gaps, and then passes."""
        passes = self._begun()
        self.in_reach(passes.seats)
        return self._improved(passes, self.aims)

    def promises(self) -> tuple[int, float]:
        """What the search would begin with is worth."""
        return self.worth(self._begun().seats)

    def is_sound(self) -> bool:
        """Whether the verifier has nothing against what the search would begin with but days."""
        jobs = len(self.floor.jobs)
        seats = [seat for seat in self._begun().seats if seat.lot.job < jobs]
        return not self.floor.broken((), self.floor.bookings((), seats), ())

    def _begun(self) -> Passes:
        homes = [
            home if home and home.end <= self.aims[home.lot.job].due else None
            for home in self._homes
        ]
        firsts = (True, False) if self.case.rush else (True,)
        starts = (self._seated(homes, fresh_first=first) for first in firsts)
        return min((self._passes(start, self.aims, homes) for start in starts), key=_cost)

    def going_on(self) -> list[Placed]:
        """The same people in the same order, only later; what comes in between last."""
        load = self.floor.load.copy()
        seats = shifted(load, self.floor, self.case.left)
        return [*seats, *place_all(load, self.lots[len(seats) :])]

    def as_booked(self) -> list[Placed]:
        """Everybody where she is, wherever that can still be; the others in the gaps."""
        return self._seated(self._homes, fresh_first=False)

    def is_home(self, seats: Sequence[Placed]) -> bool:
        """Whether all that was planned before is where it was booked."""
        both = zip(seats, self._homes, self.floor.lots, strict=False)
        return all(seat is home for seat, home, _ in both)

    def kept_from(self, start: Sequence[Placed]) -> list[Placed]:
        """From these seats on, and no promise that holds on them breaks for anything else."""
        aims = [
            above_all(aim, limit) if (limit := self.floor.limit(one)) is not None else aim
            for aim, one in zip(self.aims, self.case.standing, strict=False)
        ]
        aims += self.aims[len(aims) :]
        return self._improved(self._passes(start, aims, self._homes), aims)

    def _passes(
        self, start: Sequence[Placed], aims: Sequence[Aim], homes: Sequence[Placed | None]
    ) -> Passes:
        who, standing = hands(self.floor, self.case.left), len(self.floor.lots)
        there = [
            Home(seat, with_its_people(lot, who) if at < standing else None)
            for at, (seat, lot) in enumerate(zip(homes, self.lots, strict=True))
        ]
        return Passes(self.floor.load, start, aims, self.case.seed, ends=self._ends, homes=there)

    def _improved(self, passes: Passes, aims: Sequence[Aim]) -> list[Placed]:
        """Passes, long waits shared out between them; what effort is left, some give way."""
        effort, first = self.case.effort, len(self.case.standing)
        for part in SHARED_AT:
            passes.improve(int(effort * part), patience=STUCK, whole=effort)
            share_out(self.floor.load, passes, aims, first)
        give_way(passes, effort, self.case.seed)
        share_out(self.floor.load, passes, aims, first)
        return self._forward(passes.seats)

    # --- seats -----------------------------------------------------------------------------------

    def _old_seats(self) -> Iterator[Placed | None]:
        """Where each lot was, if it can still be done there."""
        rows: dict[tuple[str, int], list[Booking]] = defaultdict(list)
        for one in self.case.left:
            rows[one.job, one.lot].append(one)
        load, jobs = self.floor.load, self.floor.jobs
        for lot in self.floor.lots:
            home = read(load, lot, rows[jobs[lot.job].id, lot.number])
            yield home if home is not None and is_sound(load, home) else None
        yield from (None for _ in range(len(self.lots) - len(self.floor.lots)))

    def _seated(self, homes: Sequence[Placed | None], *, fresh_first: bool) -> list[Placed]:
        """Homes that are free, then the first gaps by promise, what comes in between at one end."""
        load, seats = self.floor.load.copy(), list(homes)
        for at, home in enumerate(homes):
            if home is not None and is_free(load, home):
                sit(load, home)
            else:
                seats[at] = None
        gone = [at for at, seat in enumerate(seats) if seat is None]
        standing = len(self.floor.lots)
        first = sorted(
            gone, key=lambda at: ((at < standing) == fresh_first, self.aims[self.lots[at].job].due)
        )
        for at, seat in zip(first, place_all(load, (self.lots[at] for at in first)), strict=True):
            seats[at] = seat
        return self._forward([seat for seat in seats if seat is not None])

    def _forward(self, seats: list[Placed]) -> list[Placed]:
        """Where days were freed each comes forward; the passes had sent home who was in time."""
        if not self.case.comes_forward:
            return seats
        load, found = self.floor.load.copy(), list(seats)
        for seat in found:
            sit(load, seat)
        all_forward(load, found, sorted(range(len(found)), key=lambda at: begin(found[at])))
        return found

    def with_those_behind(self, seats: Sequence[Placed]) -> list[Placed]:
        """The seats, and lots behind them in the gaps between the others."""
        load = self.floor.load.copy()
        if self.behind:
            for seat in seats:
                sit(load, seat)
        found = place_all(load, self.behind)
        self.in_reach(found)
        return [*seats, *found]

    def in_reach(self, seats: Iterable[Placed]) -> None:
        """Raises Refusal for a plan beyond the line before anybody makes it better."""
        ends = [line.end for line in self.floor.load.lines]
        if any(slot.own_end >= ends[slot.person] for seat in seats for slot in seat.slots):
            raise Refusal(too_far())


def _cost(passes: Passes) -> float:
    return passes.cost
