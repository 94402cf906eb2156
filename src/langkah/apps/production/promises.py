"""The day a version can be ready, asked of the floor as it stands. Reads only."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from langkah.apps.production import floor, jobs
from langkah.apps.production.errors import NotFound
from langkah.apps.sales.actions.sending import last_moment
from langkah.apps.sales.models import QuoteVersion
from langkah.apps.workshop.models import Workshop
from langkah.apps.workshop.queries import shop
from langkah.domain.capacity import (
    Booking,
    PromiseAnswer,
    PromiseCase,
    VerifyCase,
    promise,
    verify,
)


def promise_for(workshop: Workshop, version: int, now: datetime) -> PromiseAnswer:
    """When this version could be ready if it left `now`, with what binds that day.

    Raises NotFound, or Refusal naming what is missing.
    """
    return promise(question(workshop, version, now))


def question(workshop: Workshop, version: int, now: datetime) -> PromiseCase:
    """The question when a version could be ready, if the buyer uses all her days to answer.

    Work begins after her last day, so that the promise holds for every yes in time; an earlier yes
    lets it begin earlier. Raises NotFound.
    """
    row = QuoteVersion.objects.filter(workshop=workshop, pk=version).first()
    lines = jobs.of_version(workshop, version)
    if row is None or not lines:
        raise NotFound
    ends = last_moment(workshop, row.valid_days, now)
    case = case_of(workshop, lines, now, answer_by=ends, instead_of=row.quote_id)
    return replace(case, transit_days=row.days_max, wish=row.wish_day, explain=True)


def case_of(
    workshop: Workshop,
    lines: tuple[jobs.Line, ...],
    now: datetime,
    *,
    answer_by: datetime | None = None,
    instead_of: int | None = None,
) -> PromiseCase:
    """The question when these lines could be ready, around everything that is booked.

    Material is ordered at the yes: now, or at the latest by `answer_by`. What earlier versions of
    the quote `instead_of` hold counts as free.
    """
    zone = ZoneInfo(workshop.time_zone)
    clock, last = floor.local(now, zone), floor.local(answer_by or now, zone)
    return PromiseCase(
        shop=shop(workshop, clock.date()),
        jobs=jobs.planned(workshop, lines, ordered=last.date()),
        now=clock,
        booked=floor.booked(workshop, now, without_quote=instead_of),
        answer_by=last if answer_by else None,
        explain=False,
    )


def stands(case: PromiseCase, bookings: tuple[Booking, ...]) -> bool:
    """Whether these bookings of the case's jobs break no rule beside all that is booked."""
    mine = {job.id for job in case.jobs}
    plan = VerifyCase(
        shop=case.shop,
        jobs=case.jobs,
        bookings=(*case.booked, *bookings),
        now=case.now,
        kept=case.booked,
    )
    return not any(violation.job in mine for violation in verify(plan))
