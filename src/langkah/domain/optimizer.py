"""OR-Tools, where it is installed: the only door to it, opened when somebody asks for it.

A model is solved by a count of work (the solver's deterministic clock) and a seed, never by the
time of day, so the same case gives the same answer (docs/why/the-optimizer-proves.md).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, TypeAlias

from langkah.domain.reason import Refusal, because

# Without the package there are no types of it.
Engine: TypeAlias = Any
Model: TypeAlias = Any
Term: TypeAlias = Any

WORKERS = 2
MOST_SECONDS = 600.0


@dataclass(frozen=True, slots=True)
class Solved:
    """What came of a model: whether it has a solution, and whether anything is settled.

    `bound`: no solution costs less. `values` are those of the variables asked for. A model that
    `cannot` be has no solution at all, which is a proof too.
    """

    cannot: bool = False
    proved: bool = False
    bound: float = float("-inf")
    values: tuple[int, ...] = ()


def engine() -> Engine:
    """The module that models are built with. Raises Refusal where it is not installed."""
    try:
        from ortools.sat.python import cp_model  # noqa: PLC0415 (large; only for who asks)
    except ImportError as error:
        raise Refusal(
            because(
                "optimizer: OR-Tools is not installed here. Install it with “.venv/bin/python -m "
                "pip install --require-hashes -r requirements/optimizer.txt”, or ask without it."
            )
        ) from error
    return cp_model


def check_seconds(seconds: float) -> None:
    """Raises Refusal for an amount of work that nobody waits for."""
    if not 0 < seconds <= MOST_SECONDS:
        raise Refusal(
            because(
                "optimizer_seconds: write more than 0 and at most {most}.", most=int(MOST_SECONDS)
            )
        )


def solve(model: Model, wanted: list[Term], seconds: float, seed: int) -> Solved:
    """Solve a model within so many seconds of the solver's deterministic clock.

    Two workers take turns in a fixed order: slower than a race, but always the same.
    """
    cp_model = engine()
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = WORKERS
    solver.parameters.interleave_search = True
    solver.parameters.max_deterministic_time = seconds
    solver.parameters.random_seed = seed % 2**31
    status = solver.solve(model)
    if status == cp_model.INFEASIBLE:
        return Solved(cannot=True, proved=True)
    bound = solver.best_objective_bound
    if status not in {cp_model.OPTIMAL, cp_model.FEASIBLE}:
        return Solved(bound=bound)
    return Solved(
        proved=status == cp_model.OPTIMAL,
        bound=bound,
        values=tuple(solver.value(one) for one in wanted),
    )
