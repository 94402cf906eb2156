"""The day a version can be ready, asked of the floor as it stands. Reads only."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from langkah.apps.production import floor, jobs
from langkah.apps.production.errors import NotFound
from langkah.apps.sales.actions.sending import last_moment
from langkah.apps.sales.models import QuoteVersion
from langkah.apps.workshop.models import Workshop
from langkah.apps.workshop.queries import shop, terms
from langkah.domain.capacity import (
    Booking,
    PromiseCase,
    VerifyCase,
    verify,
)
from langkah.domain.capacity.chance import LEAST_CONFIDENT, ChanceCase, chance
from langkah.domain.capacity.likely import LikelyAnswer, LikelyCase, likely

# Steps lived through for an answer while somebody waits: some hundredths of a second.
PATIENCE = 200_000
FEWEST, USUAL = 60, 400
# A day shown is sent, or agreed to, while it is at most so many percent less sure than it was.
SHAKES = 5


def promise_for(workshop: Workshop, version: int, now: datetime) -> LikelyAnswer:
    """When this version could be ready if it left `now`, how surely, and what binds that day.

    Raises NotFound, or Refusal naming what is missing.
    """
    return likely(as_sure(workshop, question(workshop, version, now)))


def as_sure(workshop: Workshop, case: PromiseCase, less: int = 0) -> LikelyCase:
    """The same question, the day as sure as this workshop wants it, or `less` percent so."""
    told = {one.name: getattr(case, one.name) for one in fields(PromiseCase)}
    lives = PATIENCE // max(1, len(case.booked)) // 2 * 2
    return LikelyCase(
        **told,
        confidence=max(LEAST_CONFIDENT, terms(workshop).sure_percent - less),
        replications=min(USUAL, max(FEWEST, lives)),
    )


def question(workshop: Workshop, version: int, now: datetime) -> PromiseCase:
    """The question when a version could be ready, if the buyer uses all her days to answer.

    Work begins after her last day, so that the promise holds for every yes in time; an earlier yes
    lets it begin earlier. What comes after the workshop's door is not asked here: which carrier
    goes is only known with the day. Raises NotFound.
    """
    row = QuoteVersion.objects.filter(workshop=workshop, pk=version).first()
    lines = jobs.with_sizes(workshop, jobs.of_version(workshop, version))
    if row is None or not lines:
        raise NotFound
    ends = last_moment(workshop, row.valid_days, now)
    case = case_of(workshop, lines, now, answer_by=ends, instead_of=row.quote_id)
    return replace(case, explain=True)


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


@dataclass(frozen=True, slots=True)
class Sure:
    """The day kept every second time, and the one as sure as the workshop wants it."""

    half: date
    offered: date


def sure(workshop: Workshop, case: PromiseCase, plan: tuple[Booking, ...], less: int = 0) -> Sure:
    """The days of these bookings of the case's jobs, beside all that is booked in the case.

    As sure as this workshop wants it, or `less` percent so.
    """
    asked = as_sure(workshop, case, less)
    found = chance(
        ChanceCase(
            shop=case.shop,
            bookings=(*case.booked, *plan),
            now=case.now,
            jobs=case.jobs,
            confidence=asked.confidence,
            replications=asked.replications,
            only=tuple(job.id for job in case.jobs),
        )
    ).likely
    return Sure(max(one.p50 for one in found), max(one.offered for one in found))


def sure_day(
    workshop: Workshop, case: PromiseCase, plan: tuple[Booking, ...], less: int = 0
) -> date:
    """The day to offer for these bookings: as sure as the workshop wants it, or `less` so."""
    return sure(workshop, case, plan, less).offered


def stands(case: PromiseCase, bookings: tuple[Booking, ...]) -> bool:
    """Whether these bookings of the case's jobs break no rule beside all that is booked.

    Nothing may begin before the moment until which the buyer may answer.
    """
    mine = {job.id for job in case.jobs}
    plan = VerifyCase(
        shop=case.shop,
        jobs=tuple(replace(job, not_before=case.answer_by) for job in case.jobs),
        bookings=(*case.booked, *bookings),
        now=case.now,
        kept=case.booked,
    )
    return not any(violation.job in mine for violation in verify(plan))
