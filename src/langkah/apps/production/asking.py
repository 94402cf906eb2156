"""Questions about the plan that write nothing: what if, and which promise is at risk."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal

from langkah.apps.production import jobs
from langkah.apps.production.committed import Owed, committed
from langkah.apps.production.promises import question
from langkah.apps.sales.models import QuoteVersion
from langkah.apps.workshop.models import Workshop
from langkah.apps.workshop.queries.floor import maker_names
from langkah.domain.capacity import Shop, promise
from langkah.domain.capacity.change import Effect
from langkah.domain.capacity.risk import Risk, risks
from langkah.domain.capacity.unfit import unfit
from langkah.domain.capacity.what_if import (
    WhatIfAnswer,
    WhatIfCase,
    hired,
    what_if,
    with_overtime,
    with_partner,
)
from langkah.domain.reason import Refusal

DRAFTS = 3
WEEK = 7
DAY_HOURS = 24


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What would be different: exactly one of `hire`, `maker`, `partner` and `product` is given.

    `hire` and `partner` are skills; `maker` stays `hours` longer for `weeks`; a partner is `days`
    away and takes `least` pairs or more; `pairs` of `product` have to go first.
    """

    hire: str = ""
    maker: int = 0
    hours: int = 0
    weeks: int = 0
    partner: str = ""
    days: int = 0
    least: int = 1
    product: int = 0
    title: str = ""
    pairs: int = 0


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
    """Every order and held quote with its days, changed ones first, and the drafts."""

    rows: tuple[tuple[Owed, Effect], ...]
    answer: WhatIfAnswer
    drafts: tuple[DraftDay, ...]


def ask(workshop: Workshop, change: Change, now: datetime) -> Answer:
    """What the change would do. Raises Refusal naming what cannot be planned."""
    plan = committed(workshop, now)
    floor = _changed(plan.shop, change, plan.now)
    rush = None
    if change.product:
        line = jobs.Line("rush", 0, change.product, change.title, change.pairs)
        (rush,) = jobs.dated(workshop, [(line, plan.now.date())])
    found = what_if(
        WhatIfCase(
            shop=plan.shop,
            changed=floor,
            commitments=plan.commitments,
            booked=plan.booked,
            now=plan.now,
            rush=rush,
        )
    )
    rows = sorted(
        ((plan.owed[one.job], one) for one in found.days),
        key=lambda pair: (not pair[1].breaks, -abs(pair[1].days), pair[1].after),
    )
    drafts = () if rush else _drafts(workshop, floor, now)
    return Answer(rows=tuple(rows), answer=found, drafts=drafts)


def _changed(floor: Shop, change: Change, now: datetime) -> Shop:
    if change.hire:
        return hired(floor, change.hire)
    if change.maker:
        days = change.weeks * WEEK
        return with_overtime(floor, change.maker, change.hours, now.date(), days)
    if change.partner:
        hours = Decimal(change.days * DAY_HOURS)
        return with_partner(floor, change.partner, hours=hours, least=change.least)
    return floor


def _drafts(workshop: Workshop, floor: Shop, now: datetime) -> tuple[DraftDay, ...]:
    """The newest drafts that can be dated; others say on their own page what is missing."""
    rows = QuoteVersion.objects.filter(workshop=workshop, sent=None).select_related("quote")
    found = []
    for row in rows.order_by("-pk")[:DRAFTS]:
        try:
            case = replace(question(workshop, row.pk, now), explain=False)
            before, after = promise(case), promise(replace(case, shop=floor))
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
    found = risks(
        plan.shop,
        plan.commitments,
        plan.booked,
        plan.now,
        unfit=unfit(plan.shop, plan.commitments, plan.booked, plan.now),
        names=maker_names(workshop),
    )
    return tuple((plan.owed[one.job], one) for one in found)


def skills(floor: Shop) -> tuple[str, ...]:
    """What somebody here can do, each once."""
    return tuple(dict.fromkeys(skill for one in floor.people for skill in one.skills))
