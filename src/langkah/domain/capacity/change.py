"""One plan instead of another: whose day changes, which promise breaks, what no longer holds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime

from langkah.domain.capacity.ready import Ready
from langkah.domain.capacity.shop import Booking, Shop
from langkah.domain.capacity.standing import Commitment
from langkah.domain.capacity.verify import PromisedDay, Rule, VerifyCase, Violation, verify
from langkah.domain.reason import Reason, because


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanChange:
    """The whole plan `before` and `after`, asked at `now` (naive local time).

    What begins before `frozen_until` (None: now) has begun. Jobs are called by their title.
    """

    shop: Shop
    commitments: tuple[Commitment, ...]
    before: tuple[Booking, ...]
    after: tuple[Booking, ...]
    now: datetime
    frozen_until: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """A job whose day changes: planned `before` and `after`; `promised` is None without one."""

    job: str
    before: date
    after: date
    promised: date | None

    @property
    def days(self) -> int:
        """Days later; below zero: earlier."""
        return (self.after - self.before).days

    @property
    def sooner(self) -> int:
        """Days earlier."""
        return -self.days

    @property
    def late(self) -> int:
        """Days after the promise; 0 without one."""
        return max(0, (self.after - self.promised).days) if self.promised else 0

    @property
    def breaks(self) -> bool:
        """Whether its promise was kept and is no longer, or is missed by more than before."""
        return self.promised is not None and self.after > max(self.promised, self.before)


def effects(change: PlanChange) -> tuple[Effect, ...]:
    """Every commitment whose day changes, in the order of the commitments."""
    ready = _ready(change)
    before, after = ready.days(change.before), ready.days(change.after)
    return tuple(
        Effect(
            job=one.job.id,
            before=before[one.job.id],
            after=after[one.job.id],
            promised=one.promised,
        )
        for one in change.commitments
        if one.job.id in before and before[one.job.id] != after.get(one.job.id, date.max)
    )


def problems(change: PlanChange) -> tuple[Reason, ...]:
    """Why the plan after may not be written down; empty: it may.

    Broken promises come by name. Otherwise it is what the verifier finds: with whatever changed,
    and with anything else that was in order before.
    """
    names = {one.job.id: one.job.title or one.job.id for one in change.commitments}
    broken = tuple(
        because(
            "The promise of {job} would break: {after} instead of {promised}.",
            job=names[one.job],
            after=one.after,
            promised=one.promised,
        )
        for one in effects(change)
        if one.breaks and one.promised
    )
    return broken or tuple(dict.fromkeys(_wrong(change, names)))


def _wrong(change: PlanChange, names: dict[str, str]) -> Iterator[Reason]:
    found = violations(change)
    if not found:
        return
    known = set(violations(replace(change, after=change.before)))
    kept = set(change.before)
    touched = {one.job for one in change.after if one not in kept}
    for one in found:
        if one.job in touched or one not in known:
            name = names.get(one.job, one.job)
            yield _no_lasts(name) if one.rule is Rule.LASTS else _unchecked(name)


def violations(change: PlanChange) -> tuple[Violation, ...]:
    """The independent look at the plan after; a promise may be as late as it was before."""
    planned = _ready(change).days(change.before)
    frozen = max(change.now, change.frozen_until or change.now)
    kept = tuple(one for one in change.after if one.start < frozen)
    return verify(
        VerifyCase(
            shop=change.shop,
            jobs=tuple(one.job for one in change.commitments),
            bookings=change.after,
            now=change.now,
            kept=kept,
            promised=tuple(
                PromisedDay(job=one.job.id, day=max(one.promised, planned[one.job.id]))
                for one in change.commitments
                if one.promised and one.job.id in planned
            ),
            begun=tuple({one.job for one in kept}),
        )
    )


def _ready(change: PlanChange) -> Ready:
    return Ready(change.shop, (one.job for one in change.commitments))


def _no_lasts(job: str) -> Reason:
    return because("No set of lasts is free for {job} as long as it needs them.", job=job)


def _unchecked(job: str) -> Reason:
    return because(
        "The plan of {job} does not pass its check: who works here or how it is made was changed "
        "since. Plan that order again.",
        job=job,
    )
