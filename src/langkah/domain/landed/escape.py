"""Whether goods still arrive by the old rules: the last day to leave, and when they are ready."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class WayOut:
    """The last day to leave so that even a slow way arrives in time.

    `ready`: the day the goods are ready; None is not planned yet.
    """

    leaves_by: date
    ready: date | None

    @property
    def possible(self) -> bool | None:
        """Whether the goods can leave by then; None is not known."""
        return None if self.ready is None else self.ready <= self.leaves_by


def way_out(
    escape: date | None, days: int | None, *, ready: date | None, today: date
) -> WayOut | None:
    """The way out of a change whose old figures hold for arrivals until `escape`.

    `days`: the longest the way takes. None: there is no such day, the way is not known, or the day
    to leave is over.
    """
    if escape is None or days is None:
        return None
    leaves = escape - timedelta(days=days)
    return WayOut(leaves_by=leaves, ready=ready) if leaves >= today else None
