"""Why a version's day is its day: read off the plan that proved it, or off today's for a draft."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from langkah.apps.production import certificates, chances, floor, jobs
from langkah.apps.production.promises import question
from langkah.apps.sales.models import QuoteVersion
from langkah.apps.workshop.models import Workshop
from langkah.domain.capacity import Booking, Job, promise
from langkah.domain.capacity.explained import Explained, explain, halved
from langkah.domain.reason import Reason, Refusal


def explained(workshop: Workshop, version: int, now: datetime) -> Explained | None:
    """The time until the promised day; None where no day is promised, or no plan stands behind it.

    A sent version is told by the plan of that moment, so that it reads the same for good. A draft
    that stands on days of others has its plan when it is sent.
    """
    row = (
        QuoteVersion.objects.filter(workshop=workshop, pk=version)
        .select_related("workshop", "sent", "certificate", "made_room")
        .first()
    )
    if row is None or row.promise_day is None:
        return None
    if hasattr(row, "sent"):
        return _sent(workshop, row)
    return None if hasattr(row, "made_room") else _draft(workshop, row, now)


def no_day(workshop: Workshop, version: int, now: datetime) -> tuple[Reason, ...]:
    """Why the floor gives a draft no day at all; empty where it gives one."""
    try:
        promise(replace(question(workshop, version, now), explain=False))
    except Refusal as refusal:
        return refusal.reasons
    except LookupError:
        return ()
    return ()


def _sent(workshop: Workshop, row: QuoteVersion) -> Explained | None:
    proof = getattr(row, "certificate", None)
    if proof is None:
        return None
    zone = ZoneInfo(workshop.time_zone)
    ends = floor.local(row.sent.expires_at, zone)
    lines = jobs.of_version(workshop, row.pk)
    plan = certificates.plan(workshop, row.pk, lines)
    made = jobs.planned(workshop, lines, ordered=ends.date())
    return _told(made, plan, floor.local(proof.made_at, zone), ends, row)


def _draft(workshop: Workshop, row: QuoteVersion, now: datetime) -> Explained | None:
    try:
        case = replace(question(workshop, row.pk, now), explain=False)
        plan = promise(case).bookings
    except (Refusal, LookupError):
        return None
    return _told(case.jobs, plan, case.now, case.answer_by, row)


def _told(
    made: tuple[Job, ...],
    plan: tuple[Booking, ...],
    asked: datetime,
    answer_by: datetime | None,
    row: QuoteVersion,
) -> Explained | None:
    if not plan:
        return None
    last = max(plan, key=lambda one: one.end).job
    found = explain(
        next(job for job in made if job.id == last),
        plan,
        asked,
        answer_by=answer_by,
        promised=row.promise_day,
        transit_days=row.days_max,
    )
    chance = chances.of_version(row.workshop, row.pk, row.promise_day)
    return halved(found, chance.half) if found and chance else found
