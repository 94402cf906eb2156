"""What would save a promise that breaks: the same order of work on a floor with one thing more."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from langkah.domain.capacity import binding
from langkah.domain.capacity.binding import Scarce
from langkah.domain.capacity.decoder import Placed, place_all
from langkah.domain.capacity.load import Load
from langkah.domain.capacity.lots import Lot
from langkah.domain.capacity.shop import Job, Shop
from langkah.domain.capacity.standing import Standing
from langkah.domain.reason import Reason

NAMED = 2
# Lots placed on other floors, of all orders together; whoever asks waits for it
MOST_TRIED = 8_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Saved:
    """One thing more, the day it makes possible, and whether the promise is kept then."""

    what: Reason
    ready: date
    keeps: bool


@dataclass(slots=True)
class Rescue:
    """The order of work that was found, to be tried on other floors.

    `floor_of` gives the same standing on another shop, and the lots of new jobs on it.
    """

    order: Sequence[int]
    first: date
    floor_of: Callable[[Shop], tuple[Standing, Sequence[Lot]]]
    tried: int = 0
    known: dict[Shop, dict[str, date]] = field(default_factory=dict)

    def of(self, load: Load, job: Job, last: Placed, promised: date) -> Iterator[Saved]:
        """What would bring this job forward, as far as its last lot waited for something."""
        until = load.line.moment(last.end).date()
        seen = set()
        for wait in binding.waits(load, job, last)[:NAMED]:
            if (wait.what, wait.name) in seen:
                continue
            seen.add((wait.what, wait.name))
            changes = [binding.one_more(wait, load.shop)]
            if wait.what is Scarce.PEOPLE:
                changes.append(binding.overtime(wait, load.shop, self.first, until))
            for what, shop in changes:
                ready = self._ready(shop, job)
                if ready is not None and ready < until:
                    yield Saved(what=what, ready=ready, keeps=ready <= promised)

    def _ready(self, shop: Shop, job: Job) -> date | None:
        """When the job is packed if all is done in the same order on this floor, if it is tried."""
        if shop not in self.known:
            if self.tried + len(self.order) > MOST_TRIED:
                return None
            self.tried += len(self.order)
            self.known[shop] = self._days(shop)
        return self.known[shop].get(job.id)

    def _days(self, shop: Shop) -> dict[str, date]:
        """When each job is packed if all is done in the same order on this floor."""
        floor, new = self.floor_of(shop)
        lots = [*floor.lots, *new]
        if len(lots) != len(self.order):
            return {}
        ends = [*floor.ends, *(0 for _ in {lot.job for lot in new})]
        for placed in place_all(floor.load.copy(), (lots[one] for one in self.order)):
            ends[placed.lot.job] = max(ends[placed.lot.job], placed.end)
        moment = floor.load.line.moment
        return {
            job.id: moment(end).date() for job, end in zip(floor.jobs, ends, strict=False) if end
        }
