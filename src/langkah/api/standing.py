"""What contradicts itself in a question about a plan: bookings and notes of what cannot be.

The screens write bookings themselves; whoever asks from outside may bring any. Nothing is said of
times with a zone: the decision names those.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from itertools import pairwise

from langkah.domain.capacity.disruption import RepairCase, frozen_until, refuse
from langkah.domain.capacity.lots import way
from langkah.domain.capacity.problems import check
from langkah.domain.capacity.shop import Booking, Job
from langkah.domain.capacity.spots import spot
from langkah.domain.capacity.standing import Commitment
from langkah.domain.capacity.verify import Rule, VerifyCase, verify
from langkah.domain.reason import Refusal

MINUTE = timedelta(minutes=1)
Told = tuple[str, str]


def contradictions(question: object) -> Iterator[Told]:
    """Each field of a question about a plan that cannot be, with what to do about it."""
    for field in ("booked", "bookings"):
        if hasattr(question, "shop") and getattr(question, field, None):
            yield from _Plan(question, field).told()
    yield from _commitments(question)
    if isinstance(question, RepairCase):
        yield from _lasts(question)


def _lasts(question: RepairCase) -> Iterator[Told]:
    """The first lot that nobody moves, on other lasts than it needs, or not for long enough."""
    rows = question.left
    if not any(step.holds_last for one in question.standing for step in one.job.routing):
        return
    try:
        refuse(question)
        check(question.shop, tuple(one.job for one in question.standing), question.now, rows)
    except Refusal:
        return
    until, jobs = frozen_until(question), {one.job.id: one.job for one in question.standing}
    look = VerifyCase(
        shop=question.shop, jobs=tuple(jobs.values()), bookings=rows, now=question.now, kept=rows
    )
    wrong = {one.spot for one in verify(look) if one.rule is Rule.LET_GO}
    there = {one.id: way(one)[0] * MINUTE for one in question.shop.people}
    for at, one in enumerate(question.booked):
        if spot(one) not in wrong or one.start - there.get(one.person, 0 * MINUTE) >= until:
            continue
        family = jobs[one.job].last_family
        if one.last_family != family:
            yield f"booked.{at}.last_family", f"“{one.job}” needs lasts of “{family}”. Write that."
        else:
            yield (
                f"booked.{at}.last_until",
                f"Write until when lot {one.lot} of “{one.job}” keeps its lasts: until its last "
                "step on them is over, and dry.",
            )
        return


class _Plan:
    """The bookings of a question beside its floor and its jobs."""

    def __init__(self, question: object, field: str) -> None:
        self._field, self._rows = field, tuple[Booking, ...](getattr(question, field))
        self._shop = question.shop  # type: ignore[attr-defined]
        self._now: datetime = question.now  # type: ignore[attr-defined]
        told = getattr(question, "commitments", ())
        jobs = getattr(question, "jobs", ())
        new, known = (jobs, ()) if field == "booked" else ((), jobs)
        rush = tuple(one.job for one in getattr(question, "rush", ()))
        self._whole = bool(told)
        self._jobs: dict[str, Job] = {job.id: job for job in (*(c.job for c in told), *known)}
        self._new: tuple[tuple[str, Sequence[Job]], ...] = (("jobs", new), ("rush", rush))

    def told(self) -> Iterator[Told]:
        """What is wrong with them, the first of each kind at its place."""
        yield from self._first(self._steps())
        yield from self._first(self._people())
        yield from self._first(self._stations())
        yield from self._twice()
        yield from self._first(self._pairs())
        yield from self._first(self._lots())
        yield from self._two_places()
        yield from self._names()

    def _first(self, found: Iterator[Told]) -> Iterator[Told]:
        first = next(found, None)
        if first:
            yield first

    def _place(self, at: int, name: str) -> str:
        return f"{self._field}.{at}.{name}"

    def _steps(self) -> Iterator[Told]:
        for at, one in enumerate(self._rows):
            job = self._jobs.get(one.job)
            if job and one.step > len(job.routing):
                count = len(job.routing)
                yield (
                    self._place(at, "step"),
                    f"“{one.job}” has no step {one.step}. Write 1 to {count}, or add the step to "
                    "its routing.",
                )

    def _people(self) -> Iterator[Told]:
        people = {one.id for one in self._shop.people}
        for at, one in enumerate(self._rows):
            if one.person not in people and not self._is_over(one):
                yield (
                    self._place(at, "person"),
                    f"Nobody on the floor is number {one.person}. Add that person to shop.people; "
                    "whoever left is there with a leave in `away`.",
                )

    def _stations(self) -> Iterator[Told]:
        names = {"", *(one.name for one in self._shop.stations)}
        for at, one in enumerate(self._rows):
            if one.station not in names and not self._is_over(one):
                yield (
                    self._place(at, "station"),
                    f"There is no “{one.station}” on the floor. Add it to shop.stations.",
                )

    def _twice(self) -> Iterator[Told]:
        counts = Counter((one.job, one.lot, one.step) for one in self._rows)
        for (job, lot, step), count in counts.items():
            if count > 1:
                yield (
                    self._field,
                    f"Step {step} of lot {lot} of “{job}” is booked {count} times. Keep one.",
                )
                return

    def _pairs(self) -> Iterator[Told]:
        """More pairs in the lots of a step than the order has: a lot too many."""
        booked: dict[tuple[str, int], int] = defaultdict(int)
        for at, one in enumerate(self._rows):
            job = self._jobs.get(one.job)
            booked[one.job, one.step] += one.pairs
            if job and booked[one.job, one.step] > job.pairs:
                yield (
                    self._place(at, "lot"),
                    f"“{one.job}” has {job.pairs} pairs, but its lots have more in step "
                    f"{one.step}. Leave lot {one.lot} out, or correct its pairs.",
                )

    def _lots(self) -> Iterator[Told]:
        """A lot that is not the same pairs in each step, or that ends before its last step."""
        mine: dict[tuple[str, int], list[tuple[int, int, int]]] = defaultdict(list)
        for at, one in enumerate(self._rows):
            if one.job in self._jobs and self._whole:
                mine[one.job, one.lot].append((one.step, one.pairs, at))
        for (name, lot), rows in mine.items():
            at, pairs = rows[0][2], {pairs for _, pairs, _ in rows}
            most = self._shop.lot_pairs
            if most >= 1 and (len(pairs) > 1 or max(pairs) > most):
                yield (
                    self._place(at, "pairs"),
                    f"Lot {lot} of “{name}” must have the same pairs in each step, {most} at most "
                    "(shop.lot_pairs).",
                )
            last = len(self._jobs[name].routing)
            steps = sorted(step for step, _, _ in rows)
            if steps[-1] != last or steps[-1] - steps[0] + 1 != len(set(steps)):
                yield (
                    self._place(at, "step"),
                    f"Lot {lot} of “{name}” is not booked to the end. Book each step from the "
                    f"first that is left to step {last}.",
                )

    def _two_places(self) -> Iterator[Told]:
        """Somebody is booked twice at once, with what is not over yet."""
        mine: dict[int, list[tuple[datetime, datetime, int]]] = defaultdict(list)
        for at, one in enumerate(self._rows):
            if not (one.start.tzinfo or one.end.tzinfo or self._is_over(one)):
                mine[one.person].append((one.start, one.end, at))
        for person, rows in mine.items():
            for (_, end, first), (start, _, at) in pairwise(sorted(rows)):
                if start < end:
                    yield (
                        self._place(at, "start"),
                        f"Person {person} is booked twice at once, here and in "
                        f"{self._field}.{first}. Move or leave out one of both.",
                    )
                    return

    def _names(self) -> Iterator[Told]:
        booked = {one.job for one in self._rows}
        for field, jobs in self._new:
            for at, job in enumerate(jobs):
                if job.id in booked and job.id not in self._jobs:
                    yield (
                        f"{field}.{at}",
                        f"“{job.id}” is planned already. Give the new order another name.",
                    )

    def _is_over(self, one: Booking) -> bool:
        zones = one.end.tzinfo or self._now.tzinfo
        return not zones and one.end <= self._now


def _commitments(question: object) -> Iterator[Told]:
    """An order that stands twice, and notes of lots and steps that it does not have."""
    told: Sequence[Commitment] = getattr(question, "commitments", ())
    seen: set[str] = set()
    for at, one in enumerate(told):
        if one.job.id in seen:
            yield (
                f"commitments.{at}.job.id",
                f"“{one.job.id}” is written twice. Keep one, or give the other another name.",
            )
        seen.add(one.job.id)
        yield from _noted(question, at, one)


def _noted(question: object, at: int, one: Commitment) -> Iterator[Told]:
    booked = {row.lot for row in getattr(question, "booked", ()) if row.job == one.job.id}
    most = question.shop.lot_pairs  # type: ignore[attr-defined]
    count = -(-max(1, one.job.pairs) // max(1, most))
    last = max(count, *booked) if booked else count
    steps = len(one.job.routing)
    for lot, step in sorted(one.noted):
        if not (1 <= lot <= last and 1 <= step <= steps):
            yield (
                f"commitments.{at}.noted",
                f"“{one.job.id}” has no step {step} of lot {lot}. Write lots 1 to {last} and "
                f"steps 1 to {steps}.",
            )
            return
