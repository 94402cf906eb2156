"""What an order should do after a disruption, and what it costs where it does not."""

from __future__ import annotations

from langkah.domain.capacity.disruption import Rush
from langkah.domain.capacity.passes import Aim
from langkah.domain.capacity.shop import closes
from langkah.domain.capacity.standing import Commitment, Standing

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
# More than all lateness and every wish together
ABOVE_ALL = 1e13


def kept(floor: Standing, one: Commitment, *, forward: bool) -> Aim:
    """Done by the promise, or as planned where there is none or only days were freed."""
    limit, planned = floor.limit(one), floor.planned(one.job.id)
    before = floor.load.line.clock(planned) if planned else 0
    weight = float(one.job.weight)
    if limit is None:
        return Aim(before, DRIFT, lambda end: DRIFT * max(0, end - before))

    def cost(end: int) -> float:
        late = end - limit
        return BROKEN + late * weight * (1 + late / LONG) if late > 0 else 0.0

    return Aim(min(limit, before) if forward and before else limit, weight, cost)


def wished(floor: Standing, one: Rush) -> Aim:
    """Done by the wish; without one as early as it can be."""
    weight = float(one.job.weight)
    if one.wish is None:
        return Aim(0, weight, lambda end: DRIFT * end)
    limit = floor.load.line.clock(closes(one.wish))

    def cost(end: int) -> float:
        late = max(0, end - limit)
        return weight * (min(late * URGENT, WORTH) + late)

    return Aim(limit, weight * URGENT, cost)


def above_all(aim: Aim, limit: int) -> Aim:
    """The same where no days and no wish outweigh the promise of this last minute."""

    def cost(end: int) -> float:
        return aim.cost(end) + (ABOVE_ALL if end > limit else 0.0)

    return aim._replace(cost=cost)
