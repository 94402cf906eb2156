"""The floor put in order again: whoever can stay stays, the rest is moved in passes.

Lots that can still be done where they were keep their seats. What comes in between and what lost
its seat go into the gaps; then passes make room inside the slack of others, until no promise breaks
or nothing more is gained. Where more promises break so than when everybody goes on in the old
order, or stays where she is booked if all can, the search begins anew from there and breaks none
that holds.
"""

from __future__ import annotations

from collections.abc import Sequence

from langkah.domain.capacity.attempt import Attempt
from langkah.domain.capacity.decoder import Placed
from langkah.domain.capacity.disruption import RepairCase, frozen_until
from langkah.domain.capacity.forward import begin
from langkah.domain.capacity.lots import Lot
from langkah.domain.capacity.only_forward import only_forward, somebody_later
from langkah.domain.capacity.patient import Patient, PatientOn, Settled, SettledOn
from langkah.domain.capacity.problems import check
from langkah.domain.capacity.shop import Shop
from langkah.domain.capacity.standing import Standing


class Mended:
    """A floor after a disruption; `seats` are those of all lots that may move.

    `shift_breaks` counts the promises that break when everybody goes on in the old order. Raises
    Refusal naming each step nobody can do.
    """

    def __init__(self, case: RepairCase) -> None:
        self.case = case
        self.new = [one.job for one in case.rush]
        jobs = (*(one.job for one in case.standing), *self.new)
        check(case.shop, jobs, case.now, case.left, fields_of(case))
        self.until = frozen_until(case)
        self._kind: type[Standing] = PatientOn
        attempt = self._begun()
        attempt, seats = self._at_least(attempt, attempt.searched())
        self.floor: Standing = attempt.floor
        self.seats: Sequence[Placed] = attempt.with_those_behind(seats)
        if case.comes_forward and somebody_later(self.floor, self.seats):
            self.floor, self.seats = only_forward(case) or (self.floor, self.seats)

    def on(self, shop: Shop) -> tuple[Standing, list[Lot]]:
        """The same orders on this floor, and the lots of those in between."""
        case = self.case
        floor = self._kind(shop, case.standing, case.left, case.now, self.until)
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

    def _begun(self) -> Attempt:
        """Whoever was called away ends her step when she is back, or it is begun anew: the better.

        Where nobody was, both are the same.
        """
        floor, self.fresh = self.on(self.case.shop)
        waits = Attempt(self.case, floor, self.fresh)
        if not floor.waits:
            return waits
        self._kind = Patient
        anew = Attempt(self.case, *self.on(self.case.shop))
        return waits if waits.is_sound() and waits.promises() <= anew.promises() else anew

    def _at_least(self, attempt: Attempt, seats: list[Placed]) -> tuple[Attempt, list[Placed]]:
        """These seats, unless fewer promises break where nobody plans anew."""
        settled = self._settled(attempt)
        going_on = settled.going_on()
        self.shift_breaks, _ = settled.worth(going_on)
        broken, _ = attempt.worth(seats)
        if broken:
            old = settled.as_booked()
            starts = (going_on, old) if settled.is_home(old) else (going_on,)
            start = min(starts, key=settled.worth)
            if settled.worth(start)[0] < broken:
                attempt, seats = settled, settled.kept_from(start)
        self._kind = type(attempt.floor)
        return attempt, seats

    def _settled(self, attempt: Attempt) -> Attempt:
        """The same where lots on their lasts stay where they are booked."""
        if not attempt.floor.begun:
            return attempt
        self._kind = SettledOn if attempt.floor.goes_on else Settled
        return Attempt(self.case, *self.on(self.case.shop))


def fields_of(case: RepairCase) -> list[str]:
    """Where each job stands in the question."""
    stand = [
        f"commitments.{place}.job"
        for place, one in enumerate(case.commitments)
        if one.job.id not in case.cancelled
    ]
    return [*stand, *(f"rush.{place}.job" for place in range(len(case.rush)))]
