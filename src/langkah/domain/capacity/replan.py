"""A plan made anew around what has begun: who may move, what stays, and the lots that are left."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from langkah.domain.capacity.decoder import Placed, place, written
from langkah.domain.capacity.load import Load
from langkah.domain.capacity.lots import Lot, Preparer
from langkah.domain.capacity.shop import Booking, Job, Shop

Spot = tuple[str, int, int]


class Replan:
    """A floor with the whole plan `booked`, finished steps of `jobs` included.

    What begins before `frozen_until` (None: now) and bookings of no job stay. A lot moves from one
    of its steps on to the end; the steps before stay.
    """

    def __init__(
        self,
        shop: Shop,
        jobs: Sequence[Job],
        booked: Sequence[Booking],
        now: datetime,
        frozen_until: datetime | None = None,
    ) -> None:
        self.shop, self.jobs, self.booked, self.now = shop, list(jobs), tuple(booked), now
        self.places = {job.id: at for at, job in enumerate(self.jobs)}
        self.frozen = max(now, frozen_until or now)
        self.by_lot: dict[tuple[str, int], list[Booking]] = {}
        for one in booked:
            self.by_lot.setdefault((one.job, one.lot), []).append(one)

    def job(self, name: str) -> Job:
        """The job of this name."""
        return self.jobs[self.places[name]]

    def spot(self, one: Booking) -> Spot:
        """What makes a booking the same one, wherever it stands."""
        return one.job, one.lot, one.step

    def loose(self, one: Booking) -> bool:
        """Whether it may make room."""
        return one.start >= self.frozen and one.job in self.places and self.known(one)

    def known(self, one: Booking) -> bool:
        """Whether all steps of its lot are booked, as many as it has now."""
        return len(self.by_lot[one.job, one.lot]) == len(self.job(one.job).routing)

    def without(self, spots: Iterable[Spot]) -> list[Booking]:
        """What stays when lots let go from these steps on."""
        since: dict[tuple[str, int], int] = {}
        for job, lot, step in spots:
            since[job, lot] = min(step, since.get((job, lot), step))
        return [
            one for one in self.booked if one.step < since.get((one.job, one.lot), one.step + 1)
        ]

    def load(self, rest: Sequence[Booking]) -> Load:
        """What stays, without lasts of lots that are not through with them."""
        stay = {self.spot(one) for one in rest}
        kept = (
            replace(one, last_until=None) if self.holds_on(one, stay) else one
            for one in rest
            if (one.last_until or one.end) > self.now
        )
        return Load(self.shop, self.now.date(), kept)

    def holds_on(self, one: Booking, stay: set[Spot]) -> bool:
        """Whether a lot with lasts has a step on them that moves."""
        if one.last_until is None or one.job not in self.places:
            return False
        routing = self.job(one.job).routing
        return any(
            step.holds_last and (one.job, one.lot, number) not in stay
            for number, step in enumerate(routing, 1)
        )

    def left(self, load: Load, rest: Sequence[Booking], job: str, lot: int) -> Lot:
        """What is left of a lot whose steps in `rest` stay."""
        rows = self.by_lot[job, lot]
        kept = [one for one in rest if (one.job, one.lot) == (job, lot)]
        prepare = Preparer(load, max(self.now, self.frozen))
        return next(iter(prepare.left(self.places[job], self.job(job), rows, kept)))

    def written(
        self, load: Load, placed: Sequence[Placed], rest: Sequence[Booking]
    ) -> list[Booking]:
        """The whole plan; lots that have their lasts already keep them as long as they need."""
        until = {
            (self.jobs[one.lot.job].id, one.lot.number): load.line.moment(one.until)
            for one in placed
            if one.until >= 0 and one.lot.held_since is not None
        }
        stays = [
            replace(one, last_until=until[one.job, one.lot])
            if one.last_until is not None and (one.job, one.lot) in until
            else one
            for one in rest
        ]
        return [*stays, *written(load, self.jobs, placed)]

    def again(self, first: Sequence[Job] = ()) -> tuple[Booking, ...]:
        """Everything that may move placed anew: `first`, then lots in the order they begin now.

        Nobody is improved on purpose: what changes is due to the floor, or to those who go first.
        Raises Refusal for a step nobody can do.
        """
        loose = sorted(
            (one for one in self.booked if self.loose(one)),
            key=lambda one: (one.start, one.job, one.lot),
        )
        rest = self.without(self.spot(one) for one in loose)
        load = self.load(rest)
        prepare = Preparer(load, self.frozen)
        at = len(self.jobs)
        self.jobs.extend(first)
        fresh = [lot for number, job in enumerate(first, at) for lot in prepare.fresh(number, job)]
        left = [
            self.left(load, rest, job, lot)
            for job, lot in dict.fromkeys((one.job, one.lot) for one in loose)
        ]
        rows = [
            *sorted((lot for lot in left if lot.begun), key=lambda lot: lot.turn),
            *fresh,
            *(lot for lot in left if not lot.begun),
        ]
        return tuple(self.written(load, [place(load, lot) for lot in rows], rest))
