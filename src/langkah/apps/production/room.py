"""Room that others make: for a draft before it is sent, for an order on the plan. Reads only."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime

from langkah.apps.production.committed import Committed, Owed, committed
from langkah.apps.production.errors import NotFound
from langkah.apps.production.front import Front, ahead_of, first_of_begun
from langkah.apps.production.models import GivenDays, MadeRoom
from langkah.apps.production.moving import sign
from langkah.apps.production.promises import as_sure, question, sure
from langkah.apps.production.sooner import Sooner, within_slack, without
from langkah.apps.sales.models import QuoteVersion, SentQuote
from langkah.apps.workshop.models import Workshop
from langkah.apps.workshop.queries import terms
from langkah.domain.capacity import Booking
from langkah.domain.capacity.change import Effect, PlanChange, effects
from langkah.domain.capacity.follow import FollowCase, follow
from langkah.domain.capacity.likely import LikelyAnswer, likely
from langkah.domain.capacity.ready import Ready
from langkah.domain.reason import Refusal, because


@dataclass(frozen=True, slots=True, kw_only=True)
class ForQuote:
    """What a draft could promise if others gave days they can spare.

    `at_once` is the answer with nobody moved, `half` and `offered` are the days with them moved.
    """

    sooner: Sooner
    at_once: LikelyAnswer
    half: date
    offered: date

    @property
    def days(self) -> int:
        """Days earlier that the buyer is told; the plan's own are `sooner.found.days`."""
        return (self.at_once.offered - self.offered).days if self.sooner.found.days > 0 else 0

    @property
    def sign(self) -> str:
        """The same for the same answer only."""
        return f"{self.sooner.sign} {self.offered}"


def for_quote(workshop: Workshop, version: int, now: datetime) -> ForQuote:
    """The answer for a draft whose capacity will be held. Raises NotFound, Refusal."""
    row = QuoteVersion.objects.filter(workshop=workshop, pk=version).first()
    if row is None or SentQuote.objects.filter(version=version).exists():
        raise NotFound
    if not row.date_held:
        raise Refusal(
            because(
                "This quote is subject to prior sale, and nobody makes room for a date that is not "
                "kept. Choose that its capacity is kept, then ask again."
            )
        )
    case = replace(question(workshop, version, now), explain=False)
    plan = without(committed(workshop, now), quote=row.quote_id)
    percent = terms(workshop).sure_percent
    sooner = within_slack(plan, case.jobs, percent, case.answer_by)
    then = sure(workshop, replace(case, booked=sooner.booked), sooner.mine)
    at_once = likely(as_sure(workshop, case))
    return ForQuote(sooner=sooner, at_once=at_once, half=then.half, offered=then.offered)


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """One way in which an order is ready earlier: the whole plan then, and whose day changes."""

    ready: date
    plan: tuple[Booking, ...]
    effects: tuple[tuple[Owed, Effect], ...]

    @property
    def sign(self) -> str:
        """The same for the same plan only."""
        return sign(self.plan)


@dataclass(frozen=True, slots=True, kw_only=True)
class ForOrder:
    """How an order on the plan could be ready earlier than it is `planned`.

    `kept`: with every promise kept; `in_front`: in front of others; None where that is no earlier.
    Of an order that has `begun` only what lies ahead moves, and into gaps where every promise is
    kept. `sooner` is what was
    found inside the slack of others, `front` what in front of them.
    """

    floor: Committed
    order: int
    planned: date
    promised: date | None
    begun: bool
    kept: Way | None = None
    in_front: Way | None = None
    sooner: Sooner | None = None
    front: Front | None = None

    @property
    def days(self) -> int:
        """Days earlier with every promise kept."""
        return (self.planned - self.kept.ready).days if self.kept else 0


def for_order(workshop: Workshop, order: int, now: datetime) -> ForOrder:
    """The answer for an order with work ahead. Raises NotFound, Refusal."""
    plan = committed(workshop, now)
    mine = {one.job for one in plan.owed.values() if one.order == order}
    if not any(one.job in mine for one in plan.booked):
        raise NotFound
    found = ForOrder(
        floor=plan,
        order=order,
        planned=_ready(plan, mine, plan.booked),
        promised=next(plan.owed[job].promised for job in mine),
        begun=_begun(plan, mine),
    )
    percent = terms(workshop).sure_percent
    return _into_gaps(found, mine, percent) if found.begun else _whole(found, mine, percent)


def _into_gaps(found: ForOrder, mine: set[str], percent: int) -> ForOrder:
    """Of an order that has begun, what lies ahead: nobody else moves, or all go behind it."""
    plan = found.floor
    answer = follow(
        FollowCase(
            shop=plan.shop,
            commitments=plan.commitments,
            booked=plan.booked,
            now=plan.now,
            forward=frozenset((one.job, one.lot) for one in plan.booked if one.job in mine),
        )
    )
    kept = _way(found, mine, answer.plan)
    front = first_of_begun(plan, mine, percent, kept.ready if kept else found.planned)
    return replace(
        found,
        kept=kept,
        in_front=_way(found, mine, front.found.plan) if front else None,
        front=front,
    )


def _whole(found: ForOrder, mine: set[str], percent: int) -> ForOrder:
    """An order that has not begun, planned anew beside the others, and in front of them."""
    plan = found.floor
    jobs = tuple(one.job for one in plan.commitments if one.job.id in mine)
    others = without(plan, order=found.order)
    sooner = within_slack(others, jobs, percent)
    kept = _way(found, mine, (*sooner.booked, *sooner.mine))
    front = ahead_of(others, jobs, percent, kept.ready if kept else found.planned)
    return replace(
        found,
        kept=kept,
        in_front=_way(found, mine, front.found.plan) if front else None,
        sooner=sooner,
        front=front,
    )


def _way(found: ForOrder, mine: set[str], booked: tuple[Booking, ...]) -> Way | None:
    """This plan, if the order is ready earlier by it."""
    plan = found.floor
    ready = _ready(plan, mine, booked)
    if ready >= found.planned:
        return None
    change = PlanChange(
        shop=plan.shop,
        commitments=plan.commitments,
        before=plan.booked,
        after=booked,
        now=plan.now,
    )
    changed = tuple((plan.owed[one.job], one) for one in effects(change))
    return Way(ready=ready, plan=booked, effects=changed)


def _begun(plan: Committed, mine: set[str]) -> bool:
    return any(one.job in mine and one.start < plan.now for one in plan.booked) or any(
        one.noted for one in plan.commitments if one.job.id in mine
    )


def _ready(plan: Committed, mine: set[str], booked: tuple[Booking, ...]) -> date:
    days = Ready(plan.shop, (one.job for one in plan.commitments)).days(booked)
    return max(day for job, day in days.items() if job in mine)


@dataclass(frozen=True, slots=True, kw_only=True)
class Gave:
    """Whose day is another one since room was made; `kept` days are left to spare."""

    who: str
    order: int | None
    promised: date | None
    before: date
    after: date

    @property
    def days(self) -> int:
        """Days given; below zero: won."""
        return (self.after - self.before).days

    @property
    def kept(self) -> int | None:
        """Days left to spare; below zero: days after the promise."""
        return (self.promised - self.after).days if self.promised else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """Room that was made: the day with nobody moved, the plan's day, and who gave what."""

    instant: date
    ready: date
    moved: bool
    gave: tuple[Gave, ...]

    @property
    def days(self) -> int:
        """Days that the plan ends earlier."""
        return (self.instant - self.ready).days


def of_version(workshop: Workshop, version: int) -> Made | None:
    """The room made for a version, or that will be made when it is sent. Two queries."""
    row = MadeRoom.objects.filter(workshop=workshop, version=version).select_related("move").first()
    if row is None or (row.move is not None and row.move.undone_at is not None):
        return None
    return Made(
        instant=row.instant,
        ready=row.ready,
        moved=row.move is not None,
        gave=tuple(_gave(one) for one in row.given.order_by("pk") if one.after > one.before),
    )


def given_by(workshop: Workshop, order: int) -> tuple[tuple[str, Gave], ...]:
    """For whom an order gave days, and how many. One query."""
    rows = GivenDays.objects.filter(
        workshop=workshop, order=order, room__move__isnull=False, room__move__undone_at=None
    ).select_related("room__version__quote__buyer", "room__order__buyer")
    return tuple((_whom(one.room), _gave(one)) for one in rows if one.after > one.before)


def _whom(room: MadeRoom) -> str:
    target = room.version.quote if room.version else room.order
    return f"{target} {target.buyer}" if target else ""


def _gave(one: GivenDays) -> Gave:
    return Gave(
        who=one.title,
        order=one.order_id,
        promised=one.promised,
        before=one.before,
        after=one.after,
    )
