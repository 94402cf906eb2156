"""The workshop's own rules of price, as the settings show them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from langkah.apps.workshop.models import ManualRate, PriceList, PriceRule, Terms, Workshop
from langkah.reference import fx


@dataclass(frozen=True, slots=True)
class RuleRow:
    """The rule of one list; `margin` None means that it is not set yet."""

    list: str
    margin: Decimal | None = None
    minimum: Decimal | None = None
    rounding: Decimal | None = None
    tiers: tuple[tuple[int, Decimal], ...] = ()


@dataclass(frozen=True, slots=True)
class TermsRow:
    """What new quotes start from."""

    validity_days: int
    deposit_share: Decimal
    payment: str
    sure_percent: int = 90


@dataclass(frozen=True, slots=True)
class OwnRate:
    """The workshop's own rate of a currency: units of its money for one unit of it.

    `alone`: neither the ECB nor a rate before it told whether it can be right.
    """

    currency: str
    rate: Decimal
    set_at: datetime
    set_by: str
    alone: bool = False


def price_rules(workshop: Workshop) -> tuple[RuleRow, ...]:
    """The rules of both lists. Two queries."""
    rows = PriceRule.objects.filter(workshop=workshop).prefetch_related("tiers")
    known = {row.list: _rule(row) for row in rows}
    return tuple(known.get(name, RuleRow(name)) for name in PriceList.values)


def price_rule(workshop: Workshop, list: str) -> RuleRow | None:
    """The rule of one list; None when there is no such list."""
    return next((row for row in price_rules(workshop) if row.list == list), None)


def _rule(row: PriceRule) -> RuleRow:
    tiers = sorted((tier.pairs, tier.discount) for tier in row.tiers.all())
    return RuleRow(row.list, row.margin, row.minimum, row.rounding, tuple(tiers))


def terms(workshop: Workshop) -> TermsRow:
    """The terms, or the usual ones while none were set."""
    row = Terms.objects.filter(workshop=workshop).first()
    if row is None:
        return TermsRow(14, Decimal("0.40"), "")
    return TermsRow(row.validity_days, row.deposit_share, row.payment, row.sure_percent)


def own_rates(workshop: Workshop) -> tuple[OwnRate, ...]:
    """The newest own rate of each currency."""
    rows = ManualRate.objects.filter(workshop=workshop).select_related("set_by").order_by("set_at")
    newest = {row.currency: row for row in rows}
    often = Counter(row.currency for row in rows)
    return tuple(
        OwnRate(
            row.currency,
            row.rate,
            row.set_at,
            row.set_by.name if row.set_by else "",
            often[code] == 1 and not fx.publishes(code, workshop.currency, row.set_at.date()),
        )
        for code, row in sorted(newest.items())
    )
