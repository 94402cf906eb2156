"""A late order: when it is ready now and how surely, what would help, and the word to its buyer."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from langkah.apps.production import floor
from langkah.apps.production.committed import Committed, committed
from langkah.apps.production.errors import NotFound
from langkah.apps.production.near import risks_of
from langkah.apps.production.promises import FEWEST, PATIENCE, USUAL
from langkah.apps.sales.later_day import FirstPairs, LaterDay, of_later_day
from langkah.apps.sales.models import Order, OrderLine
from langkah.apps.sales.notice import Notice
from langkah.apps.workshop.models import Workshop
from langkah.apps.workshop.queries import terms
from langkah.domain.capacity.chance import LEAST_CONFIDENT, ChanceCase, chance
from langkah.domain.capacity.first_part import first_part
from langkah.domain.capacity.helping import HelpCase, helping
from langkah.domain.capacity.rescue import Saved
from langkah.domain.capacity.risk import Risk
from langkah.domain.reason import Reason, Refusal, because

# A plan that is looked at lies at most so many days after the promise.
FARTHEST = timedelta(days=730)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lateness:
    """An order beside the day it is held to. Days are those on which it is ready to leave.

    `planned` is the plan's, `half` the one kept every second time, `sure` the one to tell the
    buyer: of a hundred such days `percent` are kept. With `looked_at` the plan has not changed yet,
    and its days to spare are those of now. `travels` are the most days to her door, None where
    nobody knows. Days of a plan that `waits` mean nothing: it has to be planned again first.
    """

    order: int
    number: int
    buyer: str
    writes_to: str
    workshop: str
    language: str
    today: date
    promised: date
    planned: date
    half: date
    sure: date
    percent: int
    looked_at: bool
    travels: int | None
    risk: Risk | None
    helps: tuple[Saved, ...]
    first: FirstPairs | None

    @property
    def days(self) -> int:
        """Days that the plan ends after the promise; zero and below: it is kept."""
        return (self.planned - self.promised).days

    @property
    def late(self) -> bool:
        """Whether the plan misses the promise."""
        return self.days > 0

    @property
    def waits(self) -> bool:
        """Whether the plan no longer holds, and none that would follow it is looked at."""
        return self.risk is not None and self.risk.waits and not self.looked_at

    def arrives(self, ready: date) -> date | None:
        """The last day on which it is at her door, if it leaves when it is ready."""
        return None if self.travels is None else ready + timedelta(days=self.travels)

    def word(
        self, *, day: date, reason: str, deeds: tuple[str, ...], with_first: bool, language: str
    ) -> Notice:
        """The word to the buyer about this day, drafted in her language."""
        first = self.first if with_first and self.first and self.first.day < day else None
        return of_later_day(
            LaterDay(
                language=language,
                buyer=self.writes_to,
                workshop=self.workshop,
                number=f"O{self.number}",
                promised=self.promised,
                day=day,
                arrives=self.arrives(day),
                reason=reason,
                deeds=deeds,
                first=first,
                over=self.promised < self.today,
            )
        )


def lateness(
    workshop: Workshop,
    order: int,
    now: datetime,
    *,
    looked_at: date | None = None,
    less: int = 0,
) -> Lateness:
    """How late an order is; `looked_at` is its day by a plan that is only looked at.

    The sure day is `less` percent less so. Raises NotFound for an order without a promise or with
    nothing ahead, Refusal where the plan cannot be read. Some twenty-five queries.
    """
    row = (
        Order.objects.filter(workshop=workshop, pk=order, promise_day__isnull=False)
        .select_related("buyer", "accepted__version")
        .first()
    )
    if row is None or row.promise_day is None:
        raise NotFound
    plan = committed(workshop, now)
    jobs = tuple(one.job for one in plan.owed.values() if one.order == order)
    if not jobs:
        raise NotFound
    asked = _asked(workshop, plan, jobs, less)
    likely = chance(asked).likely
    if not likely:
        raise NotFound
    planned = max(one.planned for one in likely)
    moved = _moved(row.promise_day, planned, looked_at)
    version = row.accepted.version if row.accepted else None
    lines = _lines(workshop, plan, jobs)
    told = planned > row.promise_day and not moved and not any(one.waits for one in lines)
    return Lateness(
        order=row.pk,
        number=row.number,
        buyer=str(row.buyer),
        writes_to=row.buyer.name,
        workshop=workshop.name,
        language=version.language if version else row.buyer.language,
        today=plan.now.date(),
        promised=row.promise_day,
        planned=planned + moved,
        half=max(one.p50 for one in likely) + moved,
        sure=max(one.offered for one in likely) + moved,
        percent=terms(workshop).sure_percent,
        looked_at=bool(moved),
        travels=version.days_max if version else None,
        risk=lines[0] if lines else None,
        helps=_helps(plan, lines) if told and lines else (),
        first=_first(row, asked, row.promise_day) if told else None,
    )


def too_seldom(day: date, sure: date) -> Reason:
    """Why a day may not be promised again."""
    return because(
        "{day} is kept too seldom to be promised again. Tell {sure} or a later day, or make room "
        "in the plan first.",
        day=day,
        sure=sure,
    )


def _moved(promised: date, planned: date, looked_at: date | None) -> timedelta:
    """How many days the plan that is looked at is later; none where it makes no sense."""
    if looked_at is None or looked_at - promised > FARTHEST:
        return timedelta()
    return looked_at - planned if looked_at > max(planned, promised) else timedelta()


def _asked(workshop: Workshop, plan: Committed, jobs: tuple[str, ...], less: int) -> ChanceCase:
    lives = PATIENCE // max(1, len(plan.booked)) // 2 * 2
    return ChanceCase(
        shop=plan.shop,
        bookings=plan.booked,
        now=plan.now,
        jobs=tuple(one.job for one in plan.commitments),
        confidence=max(LEAST_CONFIDENT, terms(workshop).sure_percent - less),
        replications=min(USUAL, max(FEWEST, lives)),
        only=jobs,
    )


def _lines(workshop: Workshop, plan: Committed, jobs: tuple[str, ...]) -> tuple[Risk, ...]:
    """The lines of the order: one whose plan no longer holds, then the last to be ready."""
    return tuple(
        sorted(
            (one for one in risks_of(workshop, plan) if one.job in jobs),
            key=lambda one: (one.waits, one.ready),
            reverse=True,
        )
    )


def _helps(plan: Committed, lines: tuple[Risk, ...]) -> tuple[Saved, ...]:
    """What would bring the line forward that is ready last; the day is that of the whole order.

    Nothing where other work of the plan cannot be made as it is any more.
    """
    last = max(lines, key=lambda one: one.ready)
    others = max((one.ready for one in lines if one is not last), default=date.min)
    case = HelpCase(
        shop=plan.shop,
        commitments=plan.commitments,
        booked=plan.booked,
        now=plan.now,
        job=last.job,
        promised=last.promised,
    )
    try:
        found = [(one, max(one.ready, others)) for one in helping(case)]
    except Refusal:
        return ()
    return tuple(
        replace(one, ready=ready, keeps=ready <= last.promised)
        for one, ready in found
        if ready < last.ready
    )


def _first(row: Order, asked: ChanceCase, promised: date) -> FirstPairs | None:
    """Lines that are done, and lots that are ready by the promise. One query."""
    lines = OrderLine.objects.filter(order=row, bookings__isnull=False).distinct()
    done = sum(
        pairs
        for pk, pairs in lines.values_list("pk", "pairs")
        if floor.job_of(None, pk) not in asked.only
    )
    today = asked.now.date()
    part = first_part(asked, max(promised, today))
    if part is None and not done:
        return None
    return FirstPairs(pairs=done + (part.pairs if part else 0), day=part.offered if part else today)
