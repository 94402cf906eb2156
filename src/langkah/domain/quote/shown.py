"""A price and a landed cost with their steps, as they are asked from outside."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from decimal import Decimal
from typing import Any

from langkah.domain.landed import LandedAnswer, LandedCase, landed
from langkah.domain.landed.tariff import Consignment
from langkah.domain.money import Money
from langkah.domain.price import PriceAnswer, PriceCase, price
from langkah.domain.quote.case import Bearer
from langkah.domain.quote.offers import border_head
from langkah.domain.quote.waterfall import Head, Spent, Waterfall, waterfall
from langkah.domain.reason import Refusal, because


@dataclass(frozen=True, slots=True, kw_only=True)
class PriceShown(PriceAnswer):
    """A price with its steps: what all pairs cost, and what is kept."""

    waterfall: Waterfall


def price_shown(case: PriceCase) -> PriceShown:
    """The price of a pair by the workshop's rule, with its steps for all pairs."""
    answer = price(case)
    rate = answer.rate.rate if answer.rate else Decimal(1)
    spent = Spent(whole=Money(case.cost_per_pair.amount * rate * case.pairs, case.currency))
    goods = Head(head="goods", amount=answer.total, bearer=Bearer.SELLER)
    return PriceShown(**_same(answer), waterfall=waterfall(case.currency, [goods], [spent]))


@dataclass(frozen=True, slots=True, kw_only=True)
class LandedShown(LandedAnswer):
    """A landed cost with its steps from the goods to the door."""

    waterfall: Waterfall


def landed_shown(case: LandedCase) -> LandedShown:
    """Duty, tax and fees of one consignment at its destination, with the steps to the door."""
    if case.quote_date is not None and case.quote_date > case.entry_date:
        raise Refusal(
            because(
                "{field}: the question is of {day}, after the goods enter on {entry}. Correct one "
                "of the days.",
                field="quote_date",
                day=case.quote_date,
                entry=case.entry_date,
            )
        )
    answer = landed(case)
    here = Consignment(case, answer.currency)
    heads = [
        Head(head="goods", amount=answer.goods, bearer=Bearer.SELLER),
        Head(head="freight", amount=here.freight),
        Head(head="insurance", amount=here.insurance),
        *(Head(head=border_head(one), amount=one.amount) for one in answer.charges),
    ]
    told = {one.head for one in heads}
    due = {"duty": answer.duty, "tax": answer.tax, "fees": answer.fees}
    heads += [
        Head(head=head, amount=amount)
        for head, amount in due.items()
        if head not in told and (amount is None or head != "fees")
    ]
    found = waterfall(answer.currency, heads, ())
    # In doubt there is no sum, even where every step has an amount.
    door = found.door if answer.landed is not None else None
    return LandedShown(**_same(answer), waterfall=replace(found, door=door))


def _same(answer: PriceAnswer | LandedAnswer) -> dict[str, Any]:
    return {one.name: getattr(answer, one.name) for one in fields(answer)}
