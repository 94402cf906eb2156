"""What is kept when the maker pays the border herself and asks no more for it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from langkah.domain.money import Money
from langkah.domain.quote.case import Bearer
from langkah.domain.quote.waterfall import AT_THE_BORDER, Waterfall
from langkah.domain.reason import Reason, because


@dataclass(frozen=True, slots=True, kw_only=True)
class Absorbed:
    """Duty paid at the price without duty (DDP at the DAP price).

    `cost` is what the border takes, `left` the margin after it, `share` its part of `price`;
    `keeps` is the price at which the margin stays what it was. Amounts are None, with the reasons
    in `why`, while a step is unknown. `tax` tells whether the import tax is paid as well.
    """

    tax: bool
    price: Money | None
    cost: Money | None
    margin: Money | None
    left: Money | None
    share: Decimal | None
    keeps: Money | None
    why: tuple[Reason, ...] = ()

    @property
    def percent(self) -> Decimal | None:
        """The margin that is left, in percent of the price."""
        return None if self.share is None else (self.share * 100).quantize(Decimal("0.1"))

    @property
    def loses(self) -> bool:
        """Whether the order would cost more than it brings."""
        return self.left is not None and self.left.amount < 0


def absorbed(steps: Waterfall, *, tax: bool) -> Absorbed:
    """The margin left when the maker pays what the buyer would pay at the border.

    `steps` are those of an offer without duty, such as DAP. The customs value is left as it is.
    """
    wanted = [name for name in AT_THE_BORDER if tax or name != "tax"]
    due = [one for one in steps.steps if one.bearer is Bearer.BUYER and one.name in wanted]
    margin = next((one.amount for one in steps.steps if one.name == "margin"), None)
    cost: Money | None = Money.zero(steps.currency)
    for one in due:
        cost = cost + one.amount if cost is not None and one.amount is not None else None
    left = margin - cost if margin is not None and cost is not None else None
    price = steps.price
    share = left.amount / price.amount if left is not None and price and price.amount else None
    return Absorbed(
        tax=tax,
        price=price,
        cost=cost,
        margin=margin,
        left=left,
        share=share.quantize(Decimal("0.0001")) if share is not None else None,
        keeps=price + cost if price is not None and cost is not None else None,
        why=tuple(_why(steps, wanted, margin)),
    )


def _why(steps: Waterfall, wanted: list[str], margin: Money | None) -> list[Reason]:
    ours = [one for one in steps.steps if one.bearer is Bearer.SELLER or one.name in wanted]
    found = [one.why for one in ours if one.why is not None]
    if margin is None and not found:
        found.append(because("The margin is not known. Complete the cost card of the product."))
    return list(dict.fromkeys(found))
