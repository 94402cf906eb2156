"""Floors on which what is begun need not come first: it waits, or stays where it is booked."""

from __future__ import annotations

from collections.abc import Sequence

from langkah.domain.capacity.lots import Lot
from langkah.domain.capacity.seats import is_free, is_sound, read, sit
from langkah.domain.capacity.standing import Standing


class Patient(Standing):
    """A floor where begun lots wait for what is more urgent, but for those on their lasts."""

    def _can_wait(self, lot: Lot) -> bool:
        return lot.held_since is None and bool(lot.steps)


class Settled(Patient):
    """A floor where lots on their lasts stay where they are booked, if they can."""

    def _place(self, lots: Sequence[Lot]) -> None:
        lost = []
        for lot in lots:
            rows = (one for one in self.by_job[self.jobs[lot.job].id] if one.lot == lot.number)
            home = read(self.load, lot, tuple(rows))
            if home and is_sound(self.load, home) and is_free(self.load, home):
                sit(self.load, home)
                self._is_at(home)
            else:
                lost.append(lot)
        super()._place(lost)


class PatientOn(Patient):
    """The same, and steps wait for whoever was called away from them."""

    goes_on = True


class SettledOn(Settled):
    """The same, and steps wait for whoever was called away from them."""

    goes_on = True
