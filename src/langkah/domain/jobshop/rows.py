"""A plan as a row of steps for each machine, and how it changes when one step goes elsewhere.

Steps are numbered job after job. Each list ends with one place more, so that the number -1, nobody,
reads a zero there.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from langkah.domain.jobshop.case import Choice

NOBODY = -1


class Move(NamedTuple):
    """A step into the row of a machine, and how long the longest way through it would be."""

    length: int
    step: int
    machine: int
    at: int


class Rows:
    """Who is done where after whom, and what each step's `end` and `tail` (from its start) are.

    A step is critical when nothing may be later: its end and what follows make the `makespan`.
    """

    def __init__(self, jobs: Sequence[Sequence[Sequence[Choice]]]) -> None:
        self.choices = [
            {choice.machine - 1: choice.minutes for choice in step} for job in jobs for step in job
        ]
        count = len(self.choices)
        self.count = count
        self.before, self.after = [NOBODY] * (count + 1), [NOBODY] * (count + 1)
        first = 0
        for job in jobs:
            for step in range(first + 1, first + len(job)):
                self.before[step], self.after[step - 1] = step - 1, step
            first += len(job)
        self.left, self.right = [NOBODY] * (count + 1), [NOBODY] * (count + 1)
        self.minutes = [0] * count
        self.machine: list[int] = [NOBODY] * count
        machines = 1 + max(machine for one in self.choices for machine in one)
        self.rows: list[list[int]] = [[] for _ in range(machines)]
        self.makespan = 0

    def take(self, rows: Sequence[Sequence[int]]) -> None:
        """Go on from these rows."""
        self.rows = [list(row) for row in rows]
        for machine, row in enumerate(self.rows):
            for step in row:
                self.machine[step] = machine
                self.minutes[step] = self.choices[step][machine]
            self._link(row)
        self.measure()

    def apply(self, step: int, machine: int, at: int) -> None:
        """Take a step out of its row and put it into another."""
        here = self.machine[step]
        self.rows[here].remove(step)
        self._link(self.rows[here])
        self.rows[machine].insert(at, step)
        self._link(self.rows[machine])
        self.machine[step], self.minutes[step] = machine, self.choices[step][machine]
        self.measure()

    def _link(self, row: list[int]) -> None:
        last = NOBODY
        for step in row:
            self.left[step] = last
            if last >= 0:
                self.right[last] = step
            last = step
        if last >= 0:
            self.right[last] = NOBODY

    def measure(self) -> None:
        """When each step ends at the earliest, and how much follows from its start on."""
        before, after, left, right = self.before, self.after, self.left, self.right
        minutes, count = self.minutes, self.count
        end, tail = [0] * (count + 1), [0] * (count + 1)
        waits = [(before[one] >= 0) + (left[one] >= 0) for one in range(count)]
        ready = [one for one in range(count) if not waits[one]]
        for step in ready:
            one, other = end[before[step]], end[left[step]]
            end[step] = (one if one > other else other) + minutes[step]
            for follower in (after[step], right[step]):
                if follower >= 0:
                    waits[follower] -= 1
                    if not waits[follower]:
                        ready.append(follower)
        for step in reversed(ready):
            one, other = tail[after[step]], tail[right[step]]
            tail[step] = (one if one > other else other) + minutes[step]
        self.end, self.tail, self.makespan = end, tail, max(end)

    def critical(self, chance: Callable[[], float]) -> list[int]:
        """The steps of one longest way, by chance where there are several."""
        end, tail, minutes = self.end, self.tail, self.minutes
        firsts = [
            one
            for one in range(self.count)
            if tail[one] == self.makespan and end[one] == minutes[one]
        ]
        way: list[int] = []
        while firsts:
            step = firsts[int(chance() * len(firsts))]
            way.append(step)
            rest = tail[step] - minutes[step]
            firsts = [
                one
                for one in (self.after[step], self.right[step])
                if one >= 0 and tail[one] == rest and end[one] - minutes[one] == end[step]
            ]
        return way

    def moves(self, steps: Sequence[int], chance: Callable[[], float]) -> Iterator[Move]:
        """Where these steps could go without a circle (Mastrolilli and Gambardella 2000).

        A step goes behind all that must be behind, and before all that must be before. The length
        is that of the longest way through it, as far as it is known without timing everything.
        """
        for step in steps:
            since, until = self.end[self.before[step]], self.tail[self.after[step]]
            for machine, minutes in self.choices[step].items():
                row, ends, tails, here = self._others(step, machine)
                late = bisect_right(ends, since)
                early = bisect_right(tails, -until - 1, key=lambda tail: -tail)
                if late >= early:
                    at = early + int(chance() * (late - early + 1))
                    if at != here:
                        yield Move(since + minutes + until, step, machine, at)
                    continue
                for at in range(late, early + 1):
                    if at != here:
                        begin = max(since, ends[at - 1] if at else 0)
                        rest = max(until, tails[at] if at < len(row) else 0)
                        yield Move(begin + minutes + rest, step, machine, at)

    def _others(self, step: int, machine: int) -> tuple[list[int], list[int], list[int], int]:
        """The row without the step, ends and tails of it then, and where the step stands now."""
        end, tail, minutes = self.end, self.tail, self.minutes
        row = self.rows[machine]
        if machine != self.machine[step]:
            return row, [end[one] for one in row], [tail[one] for one in row], NOBODY
        here = row.index(step)
        row = row[:here] + row[here + 1 :]
        ends, tails = [end[one] for one in row], [tail[one] for one in row]
        last = ends[here - 1] if here else 0
        for at in range(here, len(row)):
            one = row[at]
            last = ends[at] = max(last, end[self.before[one]]) + minutes[one]
        last = tails[here] if here < len(row) else 0
        for at in range(here - 1, -1, -1):
            one = row[at]
            last = tails[at] = max(last, tail[self.after[one]]) + minutes[one]
        return row, ends, tails, here
