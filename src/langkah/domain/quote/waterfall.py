"""A price as steps: what the pair is made of, what is kept, what the way and the border take.

Materials, works, other costs and margin together are the goods of the offer; whatever the way and
the border add follows, as far as the buyer's door. The steps sum to the door price to the last
minor unit; a step that is not known is a gap with a sentence, and then there is no sum.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import groupby

from langkah.domain.landed import Charge
from langkah.domain.money import Money
from langkah.domain.quote.case import Bearer, LineFigures
from langkah.domain.quote.offers import border_head
from langkah.domain.reason import Reason, because

# Each head of an offer and the step it belongs to, in the order of the way.
STEP_OF = {
    "goods": "goods",
    "packing": "handover",
    "pickup": "handover",
    "export": "handover",
    "terminal": "port",
    "aboard": "port",
    "freight": "freight",
    "insurance": "insurance",
    "delivery": "delivery",
    "unloading": "unloading",
    "duty": "duty",
    "extra_duty": "duty",
    "tax": "tax",
    "fees": "fees",
    "handling": "fees",
}
ORDER = tuple(dict.fromkeys(STEP_OF.values()))
AT_THE_BORDER = ("duty", "tax", "fees")

_NOT_SPLIT = because(
    "What the pairs cost is not known, so the price of the goods is not divided. Complete the cost "
    "card of the product."
)
_GAPS = {
    "goods": because("A pair has no price yet. Complete the cost card of the product."),
    "handover": because(
        "It is not known what pickup and export papers cost. Enter both beside the freight "
        "rates, or 0."
    ),
    "port": because(
        "It is not known what the port of departure asks. Enter it beside the freight rates, or 0."
    ),
    "unloading": because("It is not known what unloading costs. Enter it, or 0."),
    "freight": because("The freight is not known. Choose a rate card or enter the amount."),
    "insurance": because("The insurance is not known. Enter the amount, or 0 for none."),
    "delivery": because(
        "It is not known what the way from the port to the door costs. Enter it, or choose a "
        "service to the door."
    ),
    "duty": because("The duty is not known. Ask the questions under “why there is no DDP”."),
    "tax": because("The import tax is not known. Ask the questions under “why there is no DDP”."),
    "fees": because("The fees at the border are not known. Ask the carrier."),
}
# At the door the goods are still on board; what the buyer pays to unload them comes after.
_AFTER = ("unloading", Bearer.BUYER)
_UNLOADED = because(
    "The buyer unloads. What that costs is not known and not in the sum. Enter it, or 0."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Spent:
    """What all pairs of a line cost, in the currency of the offer; None is unknown.

    `materials` and `works` are parts of `whole`; the rest is rent, boxes, options and the like.
    """

    whole: Money | None = None
    materials: Money | None = None
    works: Money | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """One figure of an offer; no amount is unknown."""

    head: str
    amount: Money | None
    bearer: Bearer = Bearer.BUYER


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step: `name` is a code such as "materials" or "duty"; without amount `why` says why.

    `bearer` tells whether it is in the maker's price or the buyer pays it to others.
    """

    name: str
    amount: Money | None
    bearer: Bearer
    why: Reason | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Waterfall:
    """The steps to the door. `price` is what the buyer pays the maker, `door` what she pays in all.

    Each is None as soon as one of its steps is unknown; what the buyer pays to unload at her door
    is in the sum only where it is known.
    """

    currency: str
    steps: tuple[Step, ...]
    price: Money | None
    door: Money | None


def waterfall(currency: str, heads: Iterable[Head], spent: Sequence[Spent]) -> Waterfall:
    """The figures of one offer as steps.

    The goods are divided by what they cost; empty `spent` leaves them whole.
    """
    steps: list[Step] = []
    ranked = sorted(heads, key=lambda one: ORDER.index(_step(one)))
    for name, found in groupby(ranked, key=_step):
        some = list(found)
        # One step can lie on both sides: the maker clears the export, the buyer the import.
        for bearer in Bearer:
            mine = [one.amount for one in some if one.bearer is bearer]
            if not mine:
                continue
            amount = _sum(mine, currency)
            if name == "goods" and amount is not None:
                steps += _goods(amount, spent, bearer)
            else:
                why = None
                if amount is None:
                    why = _UNLOADED if (name, bearer) == _AFTER else _GAPS[name]
                steps.append(Step(name=name, amount=amount, bearer=bearer, why=why))
    ours = [one.amount for one in steps if one.bearer is Bearer.SELLER]
    return Waterfall(
        currency=currency,
        steps=tuple(steps),
        price=_sum(ours, currency) if ours else None,
        door=_sum([one.amount for one in steps if one.why is not _UNLOADED], currency)
        if steps
        else None,
    )


def _step(one: Head) -> str:
    return STEP_OF.get(one.head, "fees")


def _goods(goods: Money, spent: Sequence[Spent], bearer: Bearer) -> list[Step]:
    """Materials, works, other and margin; the margin takes the roundings, so the sum holds."""
    currency = goods.currency
    if not spent:
        return [Step(name="goods", amount=goods, bearer=bearer)]
    whole = _rounded([one.whole for one in spent], currency)
    if whole is None:
        return [Step(name="goods", amount=goods, bearer=bearer, why=_NOT_SPLIT)]
    materials = _rounded([one.materials for one in spent], currency)
    works = _rounded([one.works for one in spent], currency)
    parts = {"made": whole}
    if materials is not None and works is not None:
        rest = whole - materials - works
        parts = {"materials": materials, "works": works, "other": rest}
    parts["margin"] = goods - whole
    return [
        Step(name=name, amount=amount, bearer=bearer)
        for name, amount in parts.items()
        if amount.amount or name != "other"
    ]


def _rounded(amounts: Sequence[Money | None], currency: str) -> Money | None:
    whole = _sum(amounts, currency)
    return whole.rounded() if whole is not None else None


def _sum(amounts: Iterable[Money | None], currency: str) -> Money | None:
    whole = Money.zero(currency)
    for amount in amounts:
        if amount is None:
            return None
        whole = whole + amount
    return whole


def spent_of(line: LineFigures, rate: Decimal | None, currency: str) -> Spent:
    """What a line costs in the money of the offer; `rate` is units of it for one of the cost's."""
    cost = line.cost
    if rate is None or cost.per_order is None:
        return Spent()
    kinds = {one.kind.value: one.per_order for one in cost.kinds}
    return Spent(
        whole=Money(cost.per_order.amount * rate, currency),
        materials=_told(kinds, "materials", rate, currency),
        works=_told(kinds, "labour", rate, currency),
    )


def _told(
    kinds: Mapping[str, Money | None], kind: str, rate: Decimal, currency: str
) -> Money | None:
    amount = kinds.get(kind, Money.zero(currency))
    return None if amount is None else Money(amount.amount * rate, currency)


# --- one line of many ------------------------------------------------------------------------


def of_line(
    place: int, goods: Sequence[Money], heads: Iterable[Head], border: Sequence[Charge] = ()
) -> tuple[Head, ...]:
    """The part of one line in the figures of a whole offer; the lines sum to the whole.

    Duty and tax are the line's own where `border` tells them; whatever is of the whole consignment
    is divided by the value of the goods, to the minor unit, and the last line takes the rest.
    """
    found = []
    for one in heads:
        if one.head == "goods":
            part: Money | None = goods[place]
        elif one.amount is None:
            part = None
        else:
            part = _own(one, goods, border, place)
        found.append(replace(one, amount=part))
    return tuple(found)


def _own(one: Head, goods: Sequence[Money], border: Sequence[Charge], place: int) -> Money:
    amount = one.amount or Money.zero(goods[0].currency)
    mine = [charge for charge in border if border_head(charge) == one.head]
    told = _sum((charge.amount for charge in mine), amount.currency)
    if not mine or told != amount:
        return shared(amount, goods)[place]
    part = Money.zero(amount.currency)
    for charge in mine:
        if charge.amount is None:
            continue
        if charge.line is None:
            part = part + shared(charge.amount, goods)[place]
        elif charge.line == place:
            part = part + charge.amount
    return part


def shared(amount: Money, goods: Sequence[Money]) -> list[Money]:
    """An amount divided by value to the minor unit; the last takes what is left."""
    whole = sum((one.amount for one in goods), Decimal(0))
    left, parts = amount, []
    for one in goods[:-1]:
        share = one.amount / whole if whole else Decimal(0)
        parts.append((amount * share).rounded())
        left = left - parts[-1]
    return [*parts, left]
