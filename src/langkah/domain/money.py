"""Money: a Decimal amount with its currency. Never a float, never a bare number."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import cache

from langkah.reference import currencies


class MoneyError(ValueError):
    """Two amounts that cannot be combined, or an amount that is not a number."""


@dataclass(frozen=True, slots=True, order=False)
class Money:
    """An amount of one ISO 4217 currency; arithmetic is exact until `rounded()`."""

    amount: Decimal
    currency: str

    @classmethod
    def zero(cls, currency: str) -> Money:
        """No money at all, in this currency."""
        return cls(Decimal(0), currency)

    def rounded(self) -> Money:
        """The amount in whole minor units of its currency, half away from zero."""
        step = _step(self.currency)
        return Money(self.amount.quantize(step, rounding=ROUND_HALF_UP), self.currency)

    def converted(self, rate: Decimal, currency: str) -> Money:
        """The same value in `currency`; `rate` is units of `currency` for one unit of ours."""
        if rate <= 0:
            raise MoneyError(f"An exchange rate must be above zero, not {rate}.")
        return Money(self.amount * rate, currency)

    def _same(self, other: Money) -> None:
        if self.currency != other.currency:
            raise MoneyError(f"{self.currency} and {other.currency} cannot be added or compared.")

    def __add__(self, other: Money) -> Money:
        self._same(other)
        return Money(self.amount + other.amount, self.currency)

    def __sub__(self, other: Money) -> Money:
        self._same(other)
        return Money(self.amount - other.amount, self.currency)

    def __mul__(self, factor: Decimal | int) -> Money:
        return Money(self.amount * factor, self.currency)

    def __neg__(self) -> Money:
        return Money(-self.amount, self.currency)

    def __lt__(self, other: Money) -> bool:
        self._same(other)
        return self.amount < other.amount

    def __le__(self, other: Money) -> bool:
        self._same(other)
        return self.amount <= other.amount

    def __str__(self) -> str:
        return f"{self.currency} {self.rounded().amount}"


@cache
def _step(currency: str) -> Decimal:
    return Decimal(1).scaleb(-currencies.digits(currency))


def total(amounts: list[Money], currency: str) -> Money:
    """The sum of amounts that are all in `currency`; no amounts give zero."""
    nothing = Money.zero(currency)
    for amount in amounts:
        nothing._same(amount)
    return Money(sum((amount.amount for amount in amounts), nothing.amount), currency)
