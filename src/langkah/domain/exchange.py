"""Exchange rates a decision was told, and the one way to use them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache

from langkah.domain.money import Money, MoneyError
from langkah.domain.reason import Reason, Refusal, because


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """One unit of `base` is `rate` units of `quote`, by `source` on `day`."""

    base: str
    quote: str
    rate: Decimal
    source: str = ""
    day: date | None = None

    def __post_init__(self) -> None:
        if not self.rate.is_finite() or self.rate <= 0:
            raise MoneyError(
                f"The rate of {self.base} in {self.quote} must be above zero, not {self.rate}."
            )


def find(rates: Iterable[Rate], base: str, quote: str) -> Rate | None:
    """The told rate from `base` to `quote`, turned round if only the other way was told."""
    if base == quote:
        return _itself(base)
    known = tuple(rates)
    for one in known:
        if one.base == base and one.quote == quote:
            return one
    for one in known:
        if one.base == quote and one.quote == base:
            return Rate(base=base, quote=quote, rate=1 / one.rate, source=one.source, day=one.day)
    return None


@cache
def _itself(currency: str) -> Rate:
    return Rate(base=currency, quote=currency, rate=Decimal(1))


def lacking(base: str, quote: str) -> Reason:
    """The sentence for a rate nobody told."""
    return because(
        "There is no exchange rate from {base} to {quote}. Enter it in the settings.",
        base=base,
        quote=quote,
    )


def converted(amount: Money, currency: str, rates: Iterable[Rate]) -> Money:
    """The same value in `currency`, unrounded. Raises Refusal when no rate was told."""
    if amount.currency == currency:
        return amount
    rate = find(rates, amount.currency, currency)
    if rate is None:
        raise Refusal(lacking(amount.currency, currency))
    return amount.converted(rate.rate, currency)
