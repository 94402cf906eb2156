"""Exchange rates a decision was told, and the one way to use them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache

from langkah.domain.money import Money, MoneyError
from langkah.domain.reason import Reason, Refusal, because

# A central bank publishes on each working day; the longest row of holidays is shorter than this.
FRESH_DAYS = 7


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
    """The told rate from `base` to `quote`, turned round if only the other way was told.

    Where neither was, both against the first currency that has a rate with each (one euro in
    dollars and in francs tells a dollar in francs), of the older of the two days.
    """
    if base == quote:
        return _itself(base)
    known = tuple(rates)
    for one in known:
        if one.base == base and one.quote == quote:
            return one
    for one in known:
        if one.base == quote and one.quote == base:
            return Rate(base=base, quote=quote, rate=1 / one.rate, source=one.source, day=one.day)
    return _crossed(known, base, quote)


def _crossed(known: tuple[Rate, ...], base: str, quote: str) -> Rate | None:
    """The rate over a currency in the middle, with one division; None where there is none."""
    there, back = _beside(known, base), _beside(known, quote)
    middle = next((code for code in there if code in back), None)
    if middle is None:
        return None
    first, second = there[middle], back[middle]
    above = (first.rate if first.base == base else 1) * (
        second.rate if second.quote == quote else 1
    )
    below = (first.rate if first.quote == base else 1) * (
        second.rate if second.base == quote else 1
    )
    days = [one.day for one in (first, second) if one.day is not None]
    return Rate(
        base=base,
        quote=quote,
        rate=Decimal(above) / below,
        source=", ".join(dict.fromkeys(one.source for one in (first, second) if one.source)),
        day=min(days, default=None),
    )


def _beside(known: tuple[Rate, ...], code: str) -> dict[str, Rate]:
    """The first rate of a currency with each other one, as it was told."""
    found: dict[str, Rate] = {}
    for one in known:
        if code in (one.base, one.quote) and one.base != one.quote:
            found.setdefault(one.quote if one.base == code else one.base, one)
    return found


# How far a rate and the one for the way back may lie apart: each is rounded by who tells it.
APART = Decimal("0.01")


def contradictions(rates: Iterable[Rate]) -> Iterator[Reason]:
    """A sentence for each rate that was told in two ways, so that nobody knows which one counts."""
    told: dict[tuple[str, str], Decimal] = {}
    for one in rates:
        there = told.setdefault((one.base, one.quote), one.rate)
        back = told.get((one.quote, one.base), 1 / there)
        if one.rate != there or abs(one.rate * back - 1) > APART:
            yield because(
                "The exchange rate from {base} to {quote} is told in two ways. Leave one of them.",
                base=one.base,
                quote=one.quote,
            )


@cache
def _itself(currency: str) -> Rate:
    return Rate(base=currency, quote=currency, rate=Decimal(1))


def stale(rate: Rate, today: date) -> bool:
    """Whether a rate is too old to be used unseen. A rate that told no day is not judged."""
    return rate.day is not None and (today - rate.day).days > FRESH_DAYS


def old(rate: Rate, today: date) -> Reason:
    """The sentence for a stale rate."""
    return because(
        "The exchange rate from {base} to {quote} is of {day}, {days} days old ({source}). "
        "Set your own rate in the settings, or send knowing it.",
        base=rate.base,
        quote=rate.quote,
        day=rate.day or today,
        days=(today - rate.day).days if rate.day else 0,
        source=rate.source,
    )


# A slipped digit or a rate turned round is far off; a bank's share and a bad week are not.
PLAUSIBLE = Decimal("1.2")


def implausible(own: Decimal, published: Decimal) -> bool:
    """Whether a rate lies so far from the published one that a slip is more likely than a change.

    Both are units of the same money for one unit of the same currency.
    """
    return not published / PLAUSIBLE <= own <= published * PLAUSIBLE


def used(rates: Iterable[Rate], bases: Iterable[str], quote: str) -> Iterator[Rate]:
    """The told rates that turn these currencies into `quote`, each once."""
    known = tuple(rates)
    for base in sorted(set(bases) - {quote}):
        rate = find(known, base, quote)
        if rate is not None:
            yield rate


def at_bank(middle: Decimal, spread: Decimal, *, receives: bool) -> Decimal:
    """What a bank makes of the middle rate of a foreign currency, in the money of the house.

    `spread` is the share the bank keeps (0.015): it pays less for what comes in (`receives`), and
    asks more for what has to be bought. Raises MoneyError unless 0 <= spread < 1.
    """
    if not 0 <= spread < 1:
        raise MoneyError(f"The bank's share must be from 0 to below 1, not {spread}.")
    return middle * (1 - spread if receives else 1 + spread)


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
