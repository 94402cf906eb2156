"""The floor put in order again: whoever can stay stays, the rest is moved in passes.

Lots that can still be done where they were keep their seats. What comes in between and what lost
its seat go into the gaps; then passes make room inside the slack of others, until no promise breaks
or nothing more is gained.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from langkah.domain.calendar import too_far
from langkah.domain.capacity.decoder import Placed, place_all
from langkah.domain.capacity.disruption import RepairCase, Rush, frozen_until
from langkah.domain.capacity.forward import Home, all_forward, begin
from langkah.domain.capacity.giving_way import give_way
from langkah.domain.capacity.lots import Lot
from langkah.domain.capacity.only_forward import only_forward, somebody_later
from langkah.domain.capacity.passes import Aim, Passes
from langkah.domain.capacity.problems import check
from langkah.domain.capacity.seats import is_free, is_sound, read, sit
from langkah.domain.capacity.sharing import shared_out
from langkah.domain.capacity.shifting import hands, with_its_people
from langkah.domain.capacity.shop import Booking, Shop, closes
from langkah.domain.capacity.standing import Commitment, Patient, Standing
from langkah.domain.reason import Refusal

DAY = 1440
# In minutes of lateness: a broken promise
BROKEN = 60.0 * DAY
# So many minutes after its promise all of them count double: nobody waits a year for the others
LONG = 30.0 * DAY
# A minute after the wish of an order that comes in between: somebody asked for it on purpose. What
# cannot be there in time costs no more than so many broken promises, and a little for each minute.
URGENT, WORTH = 240.0, 10 * BROKEN
# A minute later than planned, where nothing is promised
DRIFT = 0.02
# Lots in between; an order of more than that is no order in between, and goes behind the others
MOST_FRESH = 500


class Mended:
    """A floor after a disruption; `seats` are those of all lots that may move.

    Raises Refusal naming each step nobody can do.
    """

    def __init__(self, case: RepairCase) -> None:
        self.case = case
        self.until = frozen_until(case)
        self.new = [one.job for one in case.rush]
        jobs = (*(one.job for one in case.standing), *self.new)
        check(case.shop, jobs, case.now, case.left)
        self.floor, self.fresh = self.on(case.shop)
        behind = self.fresh if len(self.fresh) > MOST_FRESH else []
        self.lots = [*self.floor.lots, *(() if behind else self.fresh)]
        aims = [*map(self._kept, case.standing), *map(self._wished, case.rush)]
        seats = list(self._old_seats(aims))
        who = hands(self.floor, case.left)
        standing = len(self.floor.lots)
        homes = [
            Home(seat, with_its_people(lot, who) if at < standing else None)
            for at, (seat, lot) in enumerate(zip(seats, self.lots, strict=True))
        ]
        ends = [*self.floor.ends, *(0 for _ in case.rush)]
        tried = (
            Passes(self.floor.load, start, aims, case.seed, ends=ends, homes=homes)
            for start in self._starts(seats, aims)
        )
        passes = min(tried, key=lambda one: one.cost)
        self._in_reach(passes.seats)
        give_way(passes, case.effort, case.seed)
        found = shared_out(self.floor.load, passes.seats, aims, ends, len(case.standing))
        self.seats: Sequence[Placed] = [*found, *self._behind(found, behind)]
        if self._comes_forward and somebody_later(self.floor, self.seats):
            self.floor, self.seats = only_forward(case) or (self.floor, self.seats)

    def on(self, shop: Shop) -> tuple[Standing, list[Lot]]:
        """The same orders on this floor, and the lots of those in between."""
        case = self.case
        floor = Patient(shop, case.standing, case.left, case.now, self.until)
        fresh = [
            lot
            for at, job in enumerate(self.new, len(floor.jobs))
            for lot in floor.prepare.fresh(at, job)
        ]
        return floor, fresh

    @property
    def order(self) -> list[int]:
        """The places of the lots, as they begin."""
        return sorted(range(len(self.seats)), key=lambda at: begin(self.seats[at]))

    def _in_reach(self, seats: Iterable[Placed]) -> None:
        """Raises Refusal for a plan beyond the line before anybody makes it better."""
        ends = [line.end for line in self.floor.load.lines]
        if any(slot.own_end >= ends[slot.person] for seat in seats for slot in seat.slots):
            raise Refusal(too_far())

    def _behind(self, seats: Iterable[Placed], lots: Sequence[Lot]) -> list[Placed]:
        """Lots in the gaps between the others."""
        load = self.floor.load.copy()
        if lots:
            for seat in seats:
                sit(load, seat)
        found = place_all(load, lots)
        self._in_reach(found)
        return found

    # --- what a job should do --------------------------------------------------------------------

    @property
    def _comes_forward(self) -> bool:
        """Whether days are freed, as by an order that falls away; nobody may become later then."""
        return (self.case.freed or bool(self.case.cancelled)) and not self.case.rush

    def _kept(self, one: Commitment) -> Aim:
        """Done by the promise, or as planned where there is none or only days were freed."""
        limit, planned = self.floor.limit(one), self.floor.planned(one.job.id)
        before = self.floor.load.line.clock(planned) if planned else 0
        weight = float(one.job.weight)
        if limit is None:
            return Aim(before, DRIFT, lambda end: DRIFT * max(0, end - before))

        def cost(end: int) -> float:
            late = end - limit
            return BROKEN + late * weight * (1 + late / LONG) if late > 0 else 0.0

        return Aim(min(limit, before) if self._comes_forward and before else limit, weight, cost)

    def _wished(self, one: Rush) -> Aim:
        """Done by the wish; without one as early as it can be."""
        weight = float(one.job.weight)
        if one.wish is None:
            return Aim(0, weight, lambda end: DRIFT * end)
        limit = self.floor.load.line.clock(closes(one.wish))

        def cost(end: int) -> float:
            late = max(0, end - limit)
            return weight * (min(late * URGENT, WORTH) + late)

        return Aim(limit, weight * URGENT, cost)

    # --- where lots begin ------------------------------------------------------------------------

    def _old_seats(self, aims: Sequence[Aim]) -> Iterator[Placed | None]:
        """Where each lot was, if it can still be done there and in time."""
        rows: dict[tuple[str, int], list[Booking]] = defaultdict(list)
        for one in self.case.left:
            rows[one.job, one.lot].append(one)
        load, jobs = self.floor.load, self.floor.jobs
        for lot in self.floor.lots:
            home = read(load, lot, rows[jobs[lot.job].id, lot.number])
            good = home is not None and is_sound(load, home) and home.end <= aims[lot.job].due
            yield home if good else None
        yield from (None for _ in range(len(self.lots) - len(self.floor.lots)))

    def _starts(
        self, homes: Sequence[Placed | None], aims: Sequence[Aim]
    ) -> Iterator[list[Placed]]:
        """What comes in between before those who lost their seat; and behind them."""
        for first in (True, False) if self.case.rush else (True,):
            yield self._seats(homes, aims, fresh_first=first)

    def _seats(
        self, homes: Sequence[Placed | None], aims: Sequence[Aim], *, fresh_first: bool
    ) -> list[Placed]:
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
            gone, key=lambda at: ((at < standing) == fresh_first, aims[self.lots[at].job].due)
        )
        for at, seat in zip(first, place_all(load, (self.lots[at] for at in first)), strict=True):
            seats[at] = seat
        found = [seat for seat in seats if seat is not None]
        if self._comes_forward:
            all_forward(load, found, sorted(range(len(found)), key=lambda at: begin(found[at])))
        return found
