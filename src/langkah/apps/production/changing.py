"""A change of the floor that is asked about, or taken. Reads only."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from langkah.apps.production.committed import Committed
from langkah.domain.calendar import Span
from langkah.domain.capacity import Shop
from langkah.domain.capacity.what_if import after_hours, hired, with_longer, with_partner

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


def changed(plan: Committed, change: Change) -> Shop:
    """The floor after the change."""
    floor = plan.shop
    if change.hire:
        return hired(floor, change.hire)
    if change.maker:
        return with_longer(floor, change.maker, longer(plan, change))
    if change.partner:
        hours = Decimal(change.days * DAY_HOURS)
        return with_partner(floor, change.partner, hours=hours, least=change.least)
    return floor


def longer(plan: Committed, change: Change) -> tuple[Span, ...]:
    """The hours that somebody stays longer."""
    return after_hours(plan.shop.calendar, change.hours, plan.now, change.weeks * WEEK)
