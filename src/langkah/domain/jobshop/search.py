"""Fewer minutes by moving critical steps; where a step came from is barred for a while (tabu)."""

from __future__ import annotations

from collections.abc import Sequence

from langkah.domain.capacity.die import thrown
from langkah.domain.jobshop.case import Choice, Work
from langkah.domain.jobshop.rows import Move, Rows

# Moves without a better plan before the search goes back to the best one and shakes it
PATIENCE = 2_500
SHAKEN, AMONG = 15, 12
# How many moves a step stays away from a machine, for each critical step and each choice of it
BARRED = 5


class Search:
    """Rows that begin with the rule “who can begin first, the most work left first”."""

    def __init__(self, jobs: Sequence[Sequence[Sequence[Choice]]], seed: int) -> None:
        self._chance = thrown(seed)
        self._plan = Rows(jobs)
        self._jobs = jobs
        self._plan.take(self._first_rows())
        self._kept()

    def _kept(self) -> None:
        self.best = self._plan.makespan
        self._rows = [row.copy() for row in self._plan.rows]

    def improve(self, effort: int, bound: int) -> None:
        """Move until the effort is spent or the bound is met."""
        plan, barred, stuck = self._plan, dict[tuple[int, int], int](), 0
        for turn in range(effort // plan.count):
            if self.best <= bound:
                return
            way = plan.critical(self._chance)
            move = self._chosen(list(plan.moves(way, self._chance)), barred, turn)
            if move is not None:
                _, step, machine, at = move
                barred[step, plan.machine[step]] = turn + self._while(len(way), step)
                plan.apply(step, machine, at)
            stuck = 0 if plan.makespan < self.best else stuck + 1
            if not stuck:
                self._kept()
            elif stuck > PATIENCE or move is None:
                stuck = 0
                barred.clear()
                self._shake()

    def works(self) -> tuple[Work, ...]:
        """The best plan, every step at its earliest."""
        plan = self._plan
        plan.take(self._rows)
        names = [(job, step) for job, row in enumerate(self._jobs) for step in range(len(row))]
        return tuple(
            Work(
                job=job + 1,
                step=step + 1,
                machine=plan.machine[one] + 1,
                start=plan.end[one] - plan.minutes[one],
                end=plan.end[one],
            )
            for one, (job, step) in enumerate(names)
        )

    def _while(self, critical: int, step: int) -> int:
        chosen = critical / 2 + len(self._plan.choices[step]) + int(self._chance() * 10)
        return int(BARRED * chosen)

    def _chosen(
        self, moves: list[Move], barred: dict[tuple[int, int], int], turn: int
    ) -> Move | None:
        """The shortest that is not barred or beats the best; by chance among equals."""
        best: Move | None = None
        least = 0.0
        for move in moves:
            if barred.get((move.step, move.machine), -1) >= turn and move.length >= self.best:
                continue
            length = move.length + self._chance() / 2
            if best is None or length < least:
                best, least = move, length
        if best is None and moves:
            return moves[int(self._chance() * len(moves))]
        return best

    def _shake(self) -> None:
        """Back to the best plan, and some good moves by chance from there."""
        plan = self._plan
        plan.take(self._rows)
        for _ in range(5 + int(self._chance() * SHAKEN)):
            moves = sorted(plan.moves(plan.critical(self._chance), self._chance))
            if moves:
                _, *move = moves[int(self._chance() * min(len(moves), AMONG))]
                plan.apply(*move)

    def _first_rows(self) -> list[list[int]]:
        plan = self._plan
        work = [0] * (plan.count + 1)
        for step in reversed(range(plan.count)):
            work[step] = min(plan.choices[step].values()) + work[plan.after[step]]
        turn = [one for one in range(plan.count) if plan.before[one] < 0]
        rows: list[list[int]] = [[] for _ in plan.rows]
        free, ready = [0] * len(rows), [0] * (plan.count + 1)
        while turn:
            starts = []
            for step in turn:
                choices = plan.choices[step].items()
                since = ready[step]
                end, machine = min((max(since, free[on]) + took, on) for on, took in choices)
                starts.append((end - plan.choices[step][machine] - work[step], step, machine, end))
            _, step, machine, end = min(starts)
            rows[machine].append(step)
            free[machine] = end
            turn.remove(step)
            if plan.after[step] >= 0:
                turn.append(plan.after[step])
                ready[plan.after[step]] = end
        return rows
