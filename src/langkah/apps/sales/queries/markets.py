"""One product in several markets, as it would be priced today; nothing is written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from langkah.apps.catalogue import queries as catalogue
from langkah.apps.sales import asking
from langkah.apps.sales.errors import NotFound
from langkah.apps.sales.models import QuoteVersion
from langkah.apps.workshop.models import Workshop
from langkah.domain import quote as domain
from langkah.domain.money import Money
from langkah.domain.product import SizePairs
from langkah.domain.reason import Reason, Refusal
from langkah.reference import countries


@dataclass(frozen=True, slots=True, kw_only=True)
class MarketView:
    """What the pairs come to in one country, in the workshop's currency; None is not known.

    `margin`, `percent` and `warned` are for those who may see costs. `why_not` says why there
    is no duty-paid price, `change` what would make the figures others.
    """

    country: str
    door: Money | None = None
    each: Money | None = None
    duty: Money | None = None
    tax: Money | None = None
    margin: Money | None = None
    percent: Decimal | None = None
    carrier: str = ""
    days_min: int | None = None
    days_max: int | None = None
    ddp: bool = False
    warned: tuple[Reason, ...] = ()
    blocks: tuple[Reason, ...] = ()
    why_not: tuple[Reason, ...] = ()
    change: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MarketsView:
    """The product and its markets, in the order they were asked for."""

    title: str
    rows: tuple[MarketView, ...]


def markets(
    workshop: Workshop,
    product: int,
    wished: Sequence[str],
    now: datetime,
    *,
    kind: str = "b2b",
    pairs: int = 24,
) -> MarketsView:
    """The price of so many pairs in each country. Raises NotFound. Eight queries a country."""
    dossier = next(iter(catalogue.dossiers(workshop, [product])), None)
    if dossier is None:
        raise NotFound
    title = dossier.passport.name
    # A size still to be agreed takes the biggest box, so the freight is never told too low.
    line = asking.Asked(
        id=0,
        position=0,
        product=product,
        title=title,
        own_price=None,
        sizes=(SizePairs(size="", pairs=pairs),),
        options=(),
    )
    rows = tuple(_market(workshop, line, (country, kind), now) for country in wished)
    return MarketsView(title=title, rows=rows)


def _market(
    workshop: Workshop, line: asking.Asked, where: tuple[str, str], now: datetime
) -> MarketView:
    country, kind = where
    version = QuoteVersion(
        workshop=workshop,
        kind=kind,
        country=country,
        city=countries.name(country),
        currency=workshop.currency,
        wish_incoterm="DDP",
        valid_days=14,
        deposit_percent=Decimal(0),
    )
    try:
        figures = domain.attempt(asking.case(workshop, version, [line], now))
    except Refusal as refused:
        return MarketView(country=country, blocks=refused.reasons)
    return _seen(country, figures)


def _seen(country: str, figures: domain.QuoteFigures) -> MarketView:
    offers = {one.incoterm: one for one in figures.offers}
    paid = offers.get("DDP")
    border, chosen = figures.landed, figures.chosen
    door = paid.at_door if paid else None
    share = figures.margin_share
    # What is said of the price names the cost.
    warned = [why for line in figures.lines if line.price for why in line.price.warnings]
    return MarketView(
        country=country,
        door=door,
        each=Money(door.amount / figures.pairs, door.currency).rounded() if door else None,
        duty=border.duty if border else None,
        tax=border.tax if border else None,
        margin=figures.margin,
        percent=(share * 100).quantize(Decimal("0.1")) if share is not None else None,
        carrier=f"{chosen.carrier}, {chosen.service}" if chosen else "",
        days_min=chosen.days_min if chosen else None,
        days_max=chosen.days_max if chosen else None,
        ddp=bool(paid and paid.price is not None),
        blocks=figures.blocks,
        why_not=paid.reasons if paid else (),
        warned=tuple(warned),
        change=(*(one for one in figures.warnings if one not in warned), *figures.ask),
    )
