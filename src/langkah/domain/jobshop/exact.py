"""A job shop as a model for OR-Tools, begun from a plan that is known."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from langkah.domain import optimizer
from langkah.domain.jobshop.case import Choice, JobShopCase, Work
from langkah.domain.optimizer import Term


def improved(
    case: JobShopCase, jobs: Sequence[Sequence[Sequence[Choice]]], works: Sequence[Work], bound: int
) -> tuple[tuple[Work, ...], int]:
    """A plan at least as early, and what no plan can beat. Raises Refusal without OR-Tools."""
    model, ends = _Model(jobs, works, bound), max(one.end for one in works)
    found = optimizer.solve(model.model, model.wanted, case.optimizer_seconds, case.seed)
    proved = max(bound, -int(-found.bound // 1)) if found.bound > 0 else bound
    if not found.values:
        return tuple(works), proved
    better = tuple(model.works(found.values))
    return (better if max(one.end for one in better) < ends else tuple(works)), proved


class _Model:
    """Each step an interval, each choice of it an interval that may be absent."""

    def __init__(
        self, jobs: Sequence[Sequence[Sequence[Choice]]], works: Sequence[Work], bound: int
    ) -> None:
        self.model = optimizer.engine().CpModel()
        self.wanted: list[Term] = []
        self._known = {(one.job, one.step): one for one in works}
        self._latest = max(one.end for one in works)
        self._names: list[tuple[int, int, Choice]] = []
        self._machines: dict[int, list[Term]] = defaultdict(list)
        makespan = self.model.new_int_var(bound, self._latest, "makespan")
        self.model.add_hint(makespan, self._latest)
        for number, job in enumerate(jobs, 1):
            end: Term = 0
            for place, step in enumerate(job, 1):
                end = self._step(number, place, step, end)
            self.model.add(makespan >= end)
        for intervals in self._machines.values():
            self.model.add_no_overlap(intervals)
        self.model.minimize(makespan)

    def _step(self, job: int, place: int, choices: Sequence[Choice], ready: Term) -> Term:
        """Add one step that begins once `ready`; gives its end."""
        model, known = self.model, self._known[job, place]
        start = model.new_int_var(0, self._latest, "start")
        end = model.new_int_var(0, self._latest, "end")
        model.add_hint(start, known.start)
        model.add_hint(end, known.end)
        model.add(start >= ready)
        chosen = []
        for choice in choices:
            here = model.new_bool_var("here")
            took = choice.minutes
            model.add_hint(here, (known.machine, known.end - known.start) == (choice.machine, took))
            interval = model.new_optional_interval_var(start, took, end, here, "choice")
            self._machines[choice.machine].append(interval)
            self._names.append((job, place, choice))
            self.wanted += [here, start]
            chosen.append(here)
        model.add_exactly_one(chosen)
        return end

    def works(self, values: Sequence[int]) -> Iterator[Work]:
        """The plan that these values of `wanted` mean."""
        for (job, place, choice), here, start in zip(
            self._names, values[::2], values[1::2], strict=True
        ):
            if here:
                yield Work(
                    job=job,
                    step=place,
                    machine=choice.machine,
                    start=start,
                    end=start + choice.minutes,
                )
