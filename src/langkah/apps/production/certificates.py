"""The proof of a promised day, kept with the version that promised it."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Exists

from langkah.apps.production import floor, jobs
from langkah.apps.production.models import Booking, Certificate
from langkah.apps.production.ready import ready_at
from langkah.apps.sales.models import Order
from langkah.apps.sales.models.departure import has_left
from langkah.apps.workshop.models import Workshop
from langkah.domain.capacity import Booking as Booked
from langkah.domain.capacity import Certificate as Proof
from langkah.domain.capacity import Ground, PromiseAnswer, PromiseCase, certify
from langkah.domain.capacity import moved as moved_between
from langkah.domain.capacity.certificate import NARROW, asked_at

SHOWN = 12
_MOMENTS = ("start", "end", "last_until")


@dataclass(frozen=True, slots=True, kw_only=True)
class Proved:
    """The proof of a version's day: `digest` names it, `moved` is what changed since.

    `planned` is the day on which what the version holds, or the order made of it, is ready by the
    plan as it is now; None once it holds nothing, or the order has left.
    """

    ready: date
    made_at: datetime
    digest: str
    engine: str
    moved: tuple[Ground, ...] = ()
    planned: date | None = None

    @property
    def replanned(self) -> date | None:
        """Another day than the plan of the proof had, where what is held was moved since."""
        return self.planned if self.planned != self.ready else None

    @property
    def drift(self) -> int:
        """Days that the plan of now is later than that of the proof."""
        return (self.planned - self.ready).days if self.planned else 0

    @property
    def sooner(self) -> int:
        """Days earlier."""
        return -self.drift

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


def plan(workshop: Workshop, version: int, lines: tuple[jobs.Line, ...]) -> tuple[Booked, ...]:
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
        planned=_planned(workshop, version),
    )


def _planned(workshop: Workshop, version: int) -> date | None:
    """When what a version holds, or the order made of it, is ready by the plan as it is."""
    mine = Booking.objects.filter(workshop=workshop)
    held = ready_at(mine.filter(quote_line__version=version), "quote_line", "quote_line__version")
    accepted = "order_line__order__accepted__version"
    left = Order.objects.filter(has_left(), workshop=workshop, accepted__version=version)
    ordered = mine.filter(~Exists(left), **{accepted: version})
    last = held.get(version) or ready_at(ordered, "order_line", accepted).get(version)
    return floor.local(last, ZoneInfo(workshop.time_zone)).date() if last else None


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


def _row(place: int, one: Booked) -> dict[str, Any]:
    row = {**asdict(one), "job": place}
    return {**row, **{name: _text(row[name]) for name in _MOMENTS}}


def _text(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None


def _booking(job: str, row: dict[str, Any]) -> Booked:
    moments = {name: datetime.fromisoformat(row[name]) for name in _MOMENTS if row[name]}
    return Booked(**{**row, "job": job, **moments})
