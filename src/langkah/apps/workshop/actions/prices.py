"""The workshop's rules of price: margins, tiers, terms, its own exchange rates."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from langkah.apps.workshop import audit, words
from langkah.apps.workshop.errors import NotFound, NotSaved
from langkah.apps.workshop.models import (
    ManualRate,
    PriceList,
    PriceRule,
    PriceTier,
    Terms,
    User,
    Workshop,
)
from langkah.domain.exchange import implausible
from langkah.reference import currencies, fx


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleValues:
    """A rule of one list. Shares from 0 to below 1; amounts in the workshop's currency, a pair.

    `tiers` are (from so many pairs, share given away).
    """

    margin: Decimal
    minimum: Decimal | None = None
    rounding: Decimal | None = None
    tiers: tuple[tuple[int, Decimal], ...] = ()


@transaction.atomic
def set_price_rule(*, workshop: Workshop, list: str, values: RuleValues, by: User) -> None:
    """How a cost becomes a price on the list b2b or b2c. Raises NotSaved."""
    _check(values)
    kept = PriceRule.objects.filter(workshop=workshop, list=list).first()
    old = _said(kept)
    row = kept or PriceRule(workshop=workshop, list=PriceList(list))
    row.margin, row.minimum, row.rounding = values.margin, values.minimum, values.rounding
    row.save()
    row.tiers.all().delete()
    PriceTier.objects.bulk_create(
        PriceTier(workshop=workshop, rule=row, pairs=pairs, discount=discount)
        for pairs, discount in values.tiers
    )
    audit.record(workshop=workshop, by=by, verb="prices.saved", target=row, old=old, new=_said(row))


def _check(values: RuleValues) -> None:
    if not 0 <= values.margin < 1:
        raise NotSaved(("margin", _("The margin is a part of the price: from 0 to below 100 %.")))
    counts = [pairs for pairs, _discount in values.tiers]
    if len(set(counts)) != len(counts):
        raise NotSaved(("", _("Two tiers start at the same number of pairs.")))
    if any(pairs < 1 or not 0 <= discount < 1 for pairs, discount in values.tiers):
        raise NotSaved(("", _("A tier needs a number of pairs and a discount below 100 %.")))


def _said(row: PriceRule | None) -> dict[str, object]:
    if row is None:
        return {}
    row.refresh_from_db()
    tiers = row.tiers.order_by("pairs")
    return {
        "margin": row.margin.normalize(),
        "minimum": _bare(row.minimum),
        "rounding": _bare(row.rounding),
        "tiers": ", ".join(f"{tier.pairs}: {tier.discount.normalize()}" for tier in tiers) or None,
    }


def _bare(value: Decimal | None) -> str | None:
    return None if value is None else f"{value.normalize():f}"


@transaction.atomic
def set_terms(
    *, workshop: Workshop, validity_days: int, deposit_share: Decimal, payment: str, by: User
) -> None:
    """What new quotes start from; `deposit_share` 0.4 is 40 %."""
    kept = Terms.objects.filter(workshop=workshop).first()
    old = _terms(kept) if kept else {}
    row = kept or Terms(workshop=workshop)
    row.validity_days, row.deposit_share = validity_days, deposit_share
    row.payment = payment.strip()
    row.save()
    row.refresh_from_db()
    audit.record(workshop=workshop, by=by, verb="terms.saved", target=row, old=old, new=_terms(row))


SURE = (80, 90, 95)


@transaction.atomic
def set_sureness(*, workshop: Workshop, percent: int, by: User) -> None:
    """Of a hundred dates offered from now on, so many are to be kept. Raises NotSaved."""
    if percent not in SURE:
        raise NotSaved(("percent", _("Choose one of the three.")))
    row = Terms.objects.filter(workshop=workshop).first() or Terms(workshop=workshop)
    old, row.sure_percent = row.sure_percent, percent
    row.save()
    audit.record(
        workshop=workshop,
        by=by,
        verb="terms.saved",
        target=row,
        old={"sure_percent": old},
        new={"sure_percent": percent},
    )


def _terms(row: Terms) -> dict[str, object]:
    return {
        "validity_days": row.validity_days,
        "deposit_share": row.deposit_share.normalize(),
        "payment": row.payment,
    }


@transaction.atomic
def set_rate(
    *,
    workshop: Workshop,
    currency: str,
    rate: Decimal,
    by: User,
    now: datetime,
    sure: bool = False,
) -> None:
    """The workshop's own rate: units of its currency for one unit of `currency`.

    One far from what the ECB publishes, or where it publishes none from the rate before, is kept
    only when its person is `sure` of it.
    """
    if currency not in currencies.CODES or currency == workshop.currency:
        raise NotSaved(("currency", _("Choose a foreign currency.")))
    if rate <= 0:
        raise NotSaved(("rate", _("A rate is above zero.")))
    before = ManualRate.objects.filter(workshop=workshop, currency=currency)
    old = before.order_by("-set_at").first()
    if not sure:
        _plausible(workshop, currency, rate, now, old)
    row = ManualRate.objects.create(
        workshop=workshop, currency=currency, rate=rate, set_at=now, set_by=by
    )
    audit.record(
        workshop=workshop,
        by=by,
        verb="rate.saved",
        target=row,
        old={"rate": _bare(old.rate)} if old else {},
        new={"rate": _bare(rate)},
    )


def _plausible(
    workshop: Workshop, currency: str, rate: Decimal, now: datetime, before: ManualRate | None
) -> None:
    """Ask again about a rate that is far from the published one, else from the rate before it."""
    try:
        known, day = fx.rate(currency, workshop.currency, now.date())
        said = _(
            "This is far from the rate of the European Central Bank: 1 {currency} = {known} {home} "
            "on {day}. Check the digits, or tick below that it is right all the same."
        )
    except fx.NoRate:
        if before is None:
            return
        known, day = before.rate, before.set_at.date()
        said = _(
            "This is far from your rate before: 1 {currency} = {known} {home}, set on {day}. Check "
            "the digits, or tick below that it is right all the same."
        )
    if implausible(rate, known):
        told = said.format(
            currency=currency,
            known=words.rate(known),
            home=workshop.currency,
            day=words.day(day),
        )
        raise NotSaved(("rate", told), ("sure", _("Tick this if the rate is right.")))


@transaction.atomic
def set_bank_spread(*, workshop: Workshop, share: Decimal, by: User) -> None:
    """What the bank keeps of foreign money (0.015): no bank pays the rate of the ECB."""
    if share * 10_000 % 1:
        raise NotSaved(("share", _("Write at most two digits after the point, such as 1.25.")))
    if not 0 <= share < Decimal("0.5"):
        raise NotSaved(("share", _("What the bank keeps is from 0 to below 50 %.")))
    old = workshop.bank_spread
    workshop.bank_keeps = int((share * 10_000).to_integral_value())
    workshop.save(update_fields=["bank_keeps"])
    audit.record(
        workshop=workshop,
        by=by,
        verb="bank_spread.saved",
        target=workshop,
        old={"share": _bare(old)},
        new={"share": _bare(workshop.bank_spread)},
    )


@transaction.atomic
def drop_rate(*, workshop: Workshop, currency: str, by: User) -> None:
    """Use the European Central Bank's rate again. Raises NotFound."""
    rows = ManualRate.objects.filter(workshop=workshop, currency=currency)
    newest = rows.order_by("-set_at").first()
    if newest is None:
        raise NotFound
    audit.record(
        workshop=workshop,
        by=by,
        verb="rate.dropped",
        target=newest,
        old={"rate": _bare(newest.rate)},
    )
    rows.delete()
