"""How near each promise is to breaking, and what its order waits for in the plan as it stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from langkah.domain.capacity.awaited import awaited
from langkah.domain.capacity.binding import told
from langkah.domain.capacity.ready import Ready
from langkah.domain.capacity.shop import Booking, Job, Shop, opens
from langkah.domain.capacity.standing import Commitment
from langkah.domain.capacity.unfit import Unfit
from langkah.domain.capacity.waiting import waiting
from langkah.domain.reason import Reason, Refusal, because

# Fewer days than this between the plan and the promise are few.
TIGHT = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Risk:
    """A promise beside its plan. `slack` are days to spare, below zero: too late.

    It `waits` where the plan no longer holds: a step was done otherwise than planned, or the floor
    changed under it.
    """

    job: str
    promised: date
    ready: date
    why: Reason
    waits: bool = False

    @property
    def slack(self) -> int:
        """Days to spare."""
        return (self.promised - self.ready).days

    @property
    def late_days(self) -> int:
        """Days after the promise."""
        return max(0, -self.slack)

    @property
    def tight(self) -> bool:
        """Whether one bad day or two would break it."""
        return 0 <= self.slack < TIGHT


def risks(
    shop: Shop,
    commitments: Iterable[Commitment],
    booked: Iterable[Booking],
    now: datetime,
    *,
    unfit: Sequence[Unfit] = (),
    names: Mapping[int, str] | None = None,
) -> tuple[Risk, ...]:
    """Every promise with work ahead: those whose plan no longer holds, then the worst.

    `unfit` are steps that no longer fit; `names` those of all who have a step, or left.
    """
    commitments, booked = tuple(commitments), tuple(booked)
    rows: dict[str, list[Booking]] = {}
    for one in booked:
        rows.setdefault(one.job, []).append(one)
    people = {one.id: one.name for one in shop.people} | dict(names or {})
    stuck = {one.step.job: one.why(people) for one in unfit[::-1]}
    stuck |= {
        after.job: _stuck(before, after, people)
        for before, after in waiting(commitments, booked, now)
    }
    ready = Ready(shop, (one.job for one in commitments))
    found = _risks(
        commitments, rows, _Why(people, now, _binding(shop, commitments, booked, now)), ready
    )
    all_told = (
        replace(one, waits=True, why=stuck[one.job]) if one.job in stuck else one for one in found
    )
    return tuple(sorted(all_told, key=lambda risk: (not risk.waits, risk.slack)))


def _stuck(before: Booking, after: Booking, people: dict[int, str]) -> Reason:
    """What a step waits for that is planned too early now."""
    if (before.job, before.lot) != (after.job, after.lot):
        return because(
            "“{step}” was to begin on {day}, but {person} was at other work. Plan it again.",
            step=after.operation,
            day=after.start.date(),
            person=people.get(after.person, "-"),
        )
    return because(
        "“{step}” is planned for {day}, but “{before}” is done on {done} only. Plan it again.",
        step=after.operation,
        day=after.start.date(),
        before=before.operation,
        done=before.end.date(),
    )


def _binding(
    shop: Shop, commitments: Iterable[Commitment], booked: Iterable[Booking], now: datetime
) -> dict[str, Reason]:
    """What each order waits for longest, as the what-if names it; nothing of a plan not to read."""
    try:
        found = awaited(shop, commitments, booked, now)
    except Refusal:
        return {}
    return {job: told(waits[0], shop) for job, waits in found.items() if waits}


@dataclass(frozen=True, slots=True)
class _Why:
    people: Mapping[int, str]
    now: datetime
    binds: Mapping[str, Reason]


def _risks(
    commitments: Iterable[Commitment],
    rows: dict[str, list[Booking]],
    why: _Why,
    ready: Ready,
) -> Iterator[Risk]:
    for one in commitments:
        mine = rows.get(one.job.id)
        if mine and one.promised:
            last = max(mine, key=ready.of)
            lot = sorted((row for row in mine if row.lot == last.lot), key=lambda row: row.step)
            yield Risk(
                job=one.job.id,
                promised=one.promised,
                ready=ready.of(last).date(),
                why=_why(one.job, lot, why),
            )


def _why(job: Job, lot: Sequence[Booking], known: _Why) -> Reason:
    """Its material, what the lot done last waits for, who comes before it, or its last step."""
    arrives = opens(job.material_ready) if job.material_ready else None
    starts = lot[0].start
    if arrives and arrives > known.now and starts.date() <= arrives.date() + timedelta(days=1):
        return because("The material comes on {day}; nothing starts before.", day=arrives.date())
    if job.id in known.binds:
        return known.binds[job.id]
    if starts - known.now > timedelta(days=1):
        return because(
            "The last lot begins on {day} with {person}; others come before it.",
            day=starts.date(),
            person=known.people.get(lot[0].person, "-"),
        )
    return because(
        "“{step}” with {person} is the last step.",
        step=lot[-1].operation,
        person=known.people.get(lot[-1].person, "-"),
    )
