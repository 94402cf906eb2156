"""Questions about the plan that write nothing: what if, and which promise is at risk."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime

from langkah.apps.production import jobs
from langkah.apps.production.actions.rest import RestAnswer, around_more
from langkah.apps.production.changing import Change, changed
from langkah.apps.production.committed import Committed, Owed, committed
from langkah.apps.production.front import Front, ahead_of
from langkah.apps.production.near import risks_of
from langkah.apps.production.promises import question
from langkah.apps.production.sooner import Sooner, within_slack
from langkah.apps.sales.models import QuoteVersion
from langkah.apps.workshop.models import Workshop
from langkah.apps.workshop.queries import terms
from langkah.domain.capacity import Booking, Shop, promise
from langkah.domain.capacity.change import Effect
from langkah.domain.capacity.narrow import Narrow, narrows
from langkah.domain.capacity.risk import Risk
from langkah.domain.capacity.what_if import WhatIfAnswer, WhatIfCase
from langkah.domain.reason import Refusal

DRAFTS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftDay:
    """A quote that is not sent yet: the day it could promise, and the one it could then."""

    quote: int
    code: str
    before: date
    after: date

    @property
    def sooner(self) -> int:
        """Days earlier."""
        return (self.before - self.after).days


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """Every order and held quote with its days, changed ones first, and the drafts.

    `gained` are days that come by the change itself, of all orders together; what planning anew
    would win without it is not among them. Where nothing is gained `narrows` says what holds the
    plan up.
    """

    rows: tuple[tuple[Owed, Effect], ...]
    answer: WhatIfAnswer
    drafts: tuple[DraftDay, ...]
    gained: int
    sign: str
    narrows: tuple[Narrow, ...] = ()

    @property
    def anyway(self) -> int:
        """Days told of the orders that planning anew would win without the change."""
        return max(0, sum(max(0, effect.sooner) for _, effect in self.rows) - self.gained)


@dataclass(frozen=True, slots=True, kw_only=True)
class RushAnswer:
    """An order that nobody has placed yet: with nobody moved, inside the slack of others, in front.

    `front` is None where that would be no earlier.
    """

    sooner: Sooner
    front: Front | None


def ask(workshop: Workshop, change: Change, now: datetime) -> Answer:
    """What the change would do: the plan that is written down when it is taken.

    Raises Refusal naming what cannot be planned.
    """
    plan = committed(workshop, now)
    floor = changed(plan, change)
    found = around_more(plan, floor)
    rows = sorted(
        ((plan.owed[one.job], one) for one in found.answer.days),
        key=lambda pair: (not pair[1].breaks, -abs(pair[1].days), pair[1].after),
    )
    gained = _gained(plan, found)
    return Answer(
        rows=tuple(rows),
        answer=found.answer,
        drafts=_drafts(workshop, floor, found.answer.plan, now),
        gained=gained,
        sign=found.sign,
        narrows=() if gained or not plan.commitments else _narrows(plan),
    )


def _gained(plan: Committed, found: RestAnswer) -> int:
    """Days that come by the change; what could come forward without it does not count."""
    if not any(one.sooner > 0 for one in found.answer.days):
        return 0
    anyway = {one.job: one.after for one in around_more(plan, plan.shop).answer.days}
    return sum(max(0, (anyway[one.job] - one.after).days) for one in found.answer.days)


def _narrows(plan: Committed) -> tuple[Narrow, ...]:
    try:
        return narrows(
            WhatIfCase(
                shop=plan.shop,
                changed=plan.shop,
                commitments=plan.commitments,
                booked=plan.booked,
                now=plan.now,
            )
        )
    except Refusal:
        return ()


def ask_rush(workshop: Workshop, change: Change, now: datetime) -> RushAnswer:
    """So many pairs of a product as soon as can be. Raises Refusal as a promise does."""
    plan = committed(workshop, now)
    line = jobs.Line("rush", 0, change.product, change.title, change.pairs)
    rush = jobs.dated(workshop, [(line, plan.now.date())])
    percent = terms(workshop).sure_percent
    sooner = within_slack(plan, rush, percent)
    return RushAnswer(sooner=sooner, front=ahead_of(plan, rush, percent, sooner.found.ready))


def _drafts(
    workshop: Workshop, floor: Shop, plan: tuple[Booking, ...], now: datetime
) -> tuple[DraftDay, ...]:
    """The newest drafts that can be dated; others say on their own page what is missing."""
    rows = QuoteVersion.objects.filter(workshop=workshop, sent=None).select_related("quote")
    found = []
    for row in rows.order_by("-pk")[:DRAFTS]:
        try:
            case = replace(question(workshop, row.pk, now), explain=False)
            before = promise(case)
            held = {one.job for one in case.booked}
            then = tuple(one for one in plan if one.job in held)
            after = promise(replace(case, shop=floor, booked=then))
        except (Refusal, LookupError):
            continue
        found.append(
            DraftDay(
                quote=row.quote_id, code=str(row.quote), before=before.ready, after=after.ready
            )
        )
    return tuple(found)


def at_risk(workshop: Workshop, now: datetime) -> tuple[tuple[Owed, Risk], ...]:
    """Every promise with work ahead, the worst first."""
    plan = committed(workshop, now)
    return tuple((plan.owed[one.job], one) for one in risks_of(workshop, plan))


def skills(floor: Shop) -> tuple[str, ...]:
    """What somebody here can do, each once."""
    return tuple(dict.fromkeys(skill for one in floor.people for skill in one.skills))
