"""The proof of a promised day, kept with the version that promised it."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from langkah.apps.production import floor, jobs
from langkah.apps.production.models import Certificate
from langkah.apps.workshop.models import Workshop
from langkah.domain.capacity import Booking, Ground, PromiseAnswer, PromiseCase, certify
from langkah.domain.capacity import Certificate as Proof
from langkah.domain.capacity import moved as moved_between
from langkah.domain.capacity.certificate import NARROW, asked_at

SHOWN = 12
_MOMENTS = ("start", "end", "last_until")


@dataclass(frozen=True, slots=True, kw_only=True)
class Proved:
    """The proof of a version's day: `digest` names it, `moved` is what changed since."""

    ready: date
    made_at: datetime
    digest: str
    engine: str
    moved: tuple[Ground, ...] = ()

    @property
    def code(self) -> str:
        """The first signs of the fingerprint, as people compare it."""
        return self.digest[:SHOWN]


def keep(
    workshop: Workshop, version: int, case: PromiseCase, answer: PromiseAnswer, now: datetime
) -> None:
    """Write down the plan behind a promise, with fingerprints of all it was made from."""
    proof = certify(case, answer.bookings)
    places = {job.id: place for place, job in enumerate(case.jobs)}
    Certificate.objects.create(
        workshop=workshop,
        version_id=version,
        ready=answer.ready,
        made_at=now,
        engine=proof.engine,
        shop=proof.shop,
        jobs=proof.jobs,
        floor=proof.floor,
        plan=proof.plan,
        bookings=[_row(places[one.job], one) for one in answer.bookings],
    )


def plan(workshop: Workshop, version: int, lines: tuple[jobs.Line, ...]) -> tuple[Booking, ...]:
    """The bookings that proved the day, under the names of these lines; empty without a proof."""
    row = Certificate.objects.filter(workshop=workshop, version=version).first()
    if row is None:
        return ()
    return tuple(_booking(lines[one["job"]].name, one) for one in row.bookings)


def proved(workshop: Workshop, version: int, case: PromiseCase | None = None) -> Proved | None:
    """The proof of a version's day; with today's `case`, what has moved since."""
    row = Certificate.objects.filter(workshop=workshop, version=version).first()
    if row is None:
        return None
    then = _written(row, workshop)
    since: tuple[Ground, ...] = ()
    if case is not None:
        again = certify(case, plan(workshop, version, _names(case)), row.engine)
        since = moved_between(then, again)
    return Proved(
        ready=row.ready,
        made_at=row.made_at,
        digest=then.digest,
        engine=row.engine,
        moved=since,
    )


def _written(row: Certificate, workshop: Workshop) -> Proof:
    """A proof as its engine made it; older ones did not cover when they were asked."""
    asked = asked_at(floor.local(row.made_at, ZoneInfo(workshop.time_zone)))
    return Proof(
        shop=row.shop,
        jobs=row.jobs,
        floor=row.floor,
        plan=row.plan,
        engine=row.engine,
        asked="" if row.engine in NARROW else asked,
    )


def _names(case: PromiseCase) -> tuple[jobs.Line, ...]:
    return tuple(jobs.Line(job.id, 0, 0, job.title, job.pairs) for job in case.jobs)


def _row(place: int, one: Booking) -> dict[str, Any]:
    row = {**asdict(one), "job": place}
    return {**row, **{name: _text(row[name]) for name in _MOMENTS}}


def _text(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None


def _booking(job: str, row: dict[str, Any]) -> Booking:
    moments = {name: datetime.fromisoformat(row[name]) for name in _MOMENTS if row[name]}
    return Booking(**{**row, "job": job, **moments})
