"""Some give way so that others are in time: what no pass does by itself.

A pass makes nothing later than it may be. Where jobs stay late all the same, one of them is chosen;
the other late ones, or one in time, may end when they like for two passes, and two more bring them
back. What costs less is kept.
"""

from __future__ import annotations

from collections.abc import Sequence

from langkah.domain.capacity.die import thrown
from langkah.domain.capacity.passes import Passes

# Passes without a gain after which somebody gives way
STUCK = 6
ROUNDS = 2
# How often one that is in time gives way, and then how often alone
ASKED, ALONE = 0.7, 0.2


def give_way(passes: Passes, effort: int, seed: int) -> None:
    """Improve by passes, then by letting jobs go, until the effort is spent or nothing is late."""
    passes.improve(effort, patience=STUCK)
    chance = thrown(seed)
    while passes.seats and passes.effort < effort and (late := passes.late):
        wanted = _one(late, chance())
        let_go = set(late) - {wanted}
        in_time = passes.before(wanted)
        if in_time and chance() < ASKED:
            if chance() < ALONE:
                let_go.clear()
            let_go.add(_one(in_time, chance()))
        trial = passes.again(let_go, ROUNDS, passes.effort)
        found = trial.again((), ROUNDS, passes.effort + 1)
        passes.effort += found.effort
        if found.cost < passes.cost:
            passes.take(found)


def _one(jobs: Sequence[int], chance: float) -> int:
    return jobs[int(chance * len(jobs))]
