"""The steps of a price: of a version as it was written down, or of figures of this moment."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from langkah.apps.sales.queries.shapes import LineView, OfferView, VersionView
from langkah.domain.landed import Charge
from langkah.domain.money import Money
from langkah.domain.quote import (
    Bearer,
    Head,
    Offer,
    QuoteFigures,
    Spent,
    Waterfall,
    of_line,
    spent_of,
    waterfall,
)


def of_version(
    version: VersionView,
    incoterm: str,
    line: int | None = None,
    border: Sequence[Charge] = (),
) -> Waterfall | None:
    """The stored figures as steps, for one line (its place) or all; None without that offer.

    `border` are the charges of the version; with them a line has its own duty and tax.
    """
    offer = next((one for one in version.offers if one.incoterm == incoterm), None)
    if offer is None:
        return None
    spent = [_spent(version, one) for one in version.lines]
    goods = [one.unit * one.pairs for one in version.lines if one.unit]
    return _steps(version.currency, _heads(offer), spent, goods, line, border)


def of_figures(figures: QuoteFigures, incoterm: str, line: int | None = None) -> Waterfall | None:
    """Figures of this moment as steps."""
    offer = next((one for one in figures.offers if one.incoterm == incoterm), None)
    if offer is None:
        return None
    rate = figures.rate.rate if figures.rate else Decimal(1)
    spent = [spent_of(one, rate, figures.currency) for one in figures.lines]
    goods = [one.total for one in figures.lines if one.total]
    border = figures.landed.charges if figures.landed else ()
    return _steps(figures.currency, _heads(offer), spent, goods, line, border)


def _steps(
    currency: str,
    heads: tuple[Head, ...],
    spent: list[Spent],
    goods: list[Money],
    line: int | None,
    border: Sequence[Charge],
) -> Waterfall | None:
    if line is None:
        return waterfall(currency, heads, spent)
    if line >= len(spent) or len(goods) < len(spent):
        return None
    return waterfall(currency, of_line(line, goods, heads, border), spent[line : line + 1])


def _heads(offer: OfferView | Offer) -> tuple[Head, ...]:
    rows = offer.figures if isinstance(offer, OfferView) else offer.lines
    return tuple(Head(head=one.head, amount=one.amount, bearer=Bearer(one.bearer)) for one in rows)


def _spent(version: VersionView, line: LineView) -> Spent:
    """What a line cost then; a quote from before materials and works were kept apart is whole."""
    if line.cost is None:
        return Spent()
    rate = version.rate or (Decimal(1) if line.cost.currency == version.currency else None)
    if rate is None:
        return Spent()

    def told(amount: Money | None) -> Money | None:
        if amount is None or rate is None:
            return None
        return Money(amount.amount * line.pairs * rate, version.currency)

    return Spent(whole=told(line.cost), materials=told(line.materials), works=told(line.works))
