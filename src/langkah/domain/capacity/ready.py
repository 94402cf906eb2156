"""When pairs are ready: back on the floor from whoever did the last step, and dry."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from langkah.domain.capacity.lots import drying, way
from langkah.domain.capacity.shop import Booking, Job, Shop


class Ready:
    """The one place that tells when a lot, an order or a plan is ready; times are naive local.

    Of a job that is not among `jobs` nothing is known but the way back from its partner.
    """

    def __init__(self, shop: Shop, jobs: Iterable[Job]) -> None:
        self._back = {one.id: way(one)[1] for one in shop.people if one.partner}
        self._dry = {
            job.id: (len(job.routing), drying(job.routing[-1])) for job in jobs if job.routing
        }

    def minutes(self, one: Booking) -> int:
        """Minutes of the clock that pass after this step before its pairs count as done."""
        last, dry = self._dry.get(one.job, (0, 0))
        return self._back.get(one.person, 0) + (dry if one.step == last else 0)

    def of(self, one: Booking) -> datetime:
        """When the pairs of a booking are back and, after the last step, dry."""
        return one.end + timedelta(minutes=self.minutes(one))

    def moments(self, plan: Iterable[Booking]) -> dict[str, datetime]:
        """When all pairs of each job of a plan are ready."""
        found: dict[str, datetime] = {}
        for one in plan:
            ready = self.of(one)
            found[one.job] = max(found.get(one.job, ready), ready)
        return found

    def days(self, plan: Iterable[Booking]) -> dict[str, date]:
        """The day on which each job of a plan is ready."""
        return {name: moment.date() for name, moment in self.moments(plan).items()}
