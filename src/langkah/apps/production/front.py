"""An order in front of others: what it gains, and whose promise it breaks by name. Reads."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date

from langkah.apps.production.committed import Committed, Owed
from langkah.apps.production.moving import sign
from langkah.apps.production.sooner import earlier_case
from langkah.apps.production.sureness import less_sure, sureness
from langkah.domain.capacity import Job
from langkah.domain.capacity.change import Effect
from langkah.domain.capacity.in_front import InFront, first_of, in_front
from langkah.domain.reason import Refusal

# Of a plan that breaks promises the search costs more for each lot.
EFFORT = 3_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Front:
    """The answer in front of others: whose day changes, promises that break first.

    `than` is the day inside the slack of others. `unsure` are promises that hold by the plan, but
    less surely than they were given: of a hundred cases so many before, and so many then.
    """

    found: InFront
    than: date
    effects: tuple[tuple[Owed, Effect], ...]
    unsure: tuple[tuple[Owed, int, int], ...] = ()

    @property
    def days(self) -> int:
        """Days earlier than inside the slack of others."""
        return (self.than - self.found.ready).days

    @property
    def broken(self) -> tuple[tuple[Owed, Effect], ...]:
        """Promises that would break, by name."""
        return tuple(pair for pair in self.effects if pair[1].breaks)

    @property
    def kept(self) -> tuple[tuple[Owed, Effect], ...]:
        """Whose day changes and whose promise holds."""
        return tuple(pair for pair in self.effects if not pair[1].breaks)

    @property
    def sign(self) -> str:
        """The same for the same plan only."""
        return sign(self.found.plan)


def ahead_of(plan: Committed, jobs: tuple[Job, ...], percent: int, than: date) -> Front | None:
    """These jobs in front of others, where that is earlier than this day; None where it is not."""
    try:
        found = in_front(earlier_case(plan, jobs, None, EFFORT))
    except Refusal:
        return None
    return _front(plan, found, percent, than)


def first_of_begun(
    plan: Committed, mine: Collection[str], percent: int, than: date
) -> Front | None:
    """The same for what is left of an order that has begun."""
    try:
        found = first_of(earlier_case(plan, (), None, EFFORT), mine)
    except Refusal:
        return None
    others = tuple(one for one in plan.commitments if one.job.id not in mine)
    return _front(replace(plan, commitments=others), found, percent, than)


def _front(plan: Committed, found: InFront, percent: int, than: date) -> Front | None:
    if found.ready >= than:
        return None
    effects = sorted(found.effects, key=lambda one: (not one.breaks, -one.late, -one.days))
    broken = {one.job for one in found.broken}
    sure = sureness(plan, found.plan, (), ())
    unsure = (
        (plan.owed[job], *pair)
        for job, pair in sure.items()
        if job not in broken and less_sure(*pair, percent)
    )
    return Front(
        found=found,
        than=than,
        effects=tuple((plan.owed[one.job], one) for one in effects),
        unsure=tuple(sorted(unsure, key=lambda one: one[2])),
    )
