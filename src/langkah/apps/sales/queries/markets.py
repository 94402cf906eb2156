"""One product in several markets, as it would be priced today; nothing is written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal

from langkah.apps.catalogue import queries as catalogue
from langkah.apps.sales import asking, rates, wished
from langkah.apps.sales.errors import NotFound
from langkah.apps.sales.models import QuoteVersion
from langkah.apps.sales.rates import RateSeen
from langkah.apps.workshop.models import Workshop
from langkah.domain import exchange
from langkah.domain import quote as domain
from langkah.domain.money import Money
from langkah.domain.product import SizePairs
from langkah.domain.reason import Reason, Refusal, because
from langkah.reference import countries


@dataclass(frozen=True, slots=True, kw_only=True)
class MarketView:
    """What the pairs come to in one country, in the workshop's currency; None is not known.

    `term` is the one for which the carrier is the cheapest, as in a quote. `margin` and
    `percent` are of the price of `kept_of`, the term that a quote would offer; they and `warned`
    are for those who may see costs. `why_not` says why there is no duty-paid price,
    `change` what would make the figures others; `rates` are those behind the figures and that of
    the country's own money.
    """

    country: str
    term: str = ""
    door: Money | None = None
    each: Money | None = None
    duty: Money | None = None
    tax: Money | None = None
    margin: Money | None = None
    percent: Decimal | None = None
    kept_of: str = ""
    carrier: str = ""
    days_min: int | None = None
    days_max: int | None = None
    ddp: bool = False
    warned: tuple[Reason, ...] = ()
    blocks: tuple[Reason, ...] = ()
    why_not: tuple[Reason, ...] = ()
    change: tuple[Reason, ...] = ()
    rates: tuple[RateSeen, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MarketsView:
    """The product and its markets, in the order they were asked for."""

    title: str
    rows: tuple[MarketView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sold:
    """To whom (a price list), how many pairs, and the term; none is as usual for such a buyer."""

    kind: str = "b2b"
    pairs: int = 24
    term: str = ""


def markets(
    workshop: Workshop, product: int, where: Sequence[str], now: datetime, sold: Sold | None = None
) -> MarketsView:
    """The price of so many pairs in each country, as a quote with this term would be priced.

    Raises NotFound. Eight queries a country.
    """
    sold = sold or Sold()
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
        sizes=(SizePairs(size="", pairs=sold.pairs),),
        options=(),
    )
    rows = tuple(_market(line, _version(workshop, country, sold), now) for country in where)
    return MarketsView(title=title, rows=rows)


def _version(workshop: Workshop, country: str, sold: Sold) -> QuoteVersion:
    return QuoteVersion(
        workshop=workshop,
        kind=sold.kind,
        country=country,
        city=countries.name(country),
        currency=workshop.currency,
        wish_incoterm=sold.term,
        valid_days=14,
        deposit_percent=Decimal(0),
    )


def _market(line: asking.Asked, version: QuoteVersion, now: datetime) -> MarketView:
    try:
        case = asking.case(version.workshop, version, [line], now)
        figures = domain.attempt(case)
    except Refusal as refused:
        return MarketView(country=version.country, blocks=refused.reasons)
    own = exchange.used(case.rates, {countries.currency(version.country)}, case.currency)
    behind = dict.fromkeys((*figures.rates_used, *own))
    return replace(
        _seen(version, figures),
        rates=rates.seen(behind, case.quote_date),
    )


def _seen(version: QuoteVersion, figures: domain.QuoteFigures) -> MarketView:
    term = wished.term(version)
    offers = {one.incoterm: one for one in figures.offers}
    paid, offer = offers.get("DDP"), offers.get(term)
    border, chosen = figures.landed, figures.chosen
    door = offer.at_door if offer else None
    kept = wished.offered(version, figures)
    share = kept.margin_share if kept else None
    # What is said of the price names the cost.
    warned = [why for line in figures.lines if line.price for why in line.price.warnings]
    return MarketView(
        country=version.country,
        term=term,
        door=door,
        each=Money(door.amount / figures.pairs, door.currency).rounded() if door else None,
        duty=border.duty if border else None,
        tax=border.tax if border else None,
        margin=kept.margin if kept else None,
        kept_of=kept.incoterm if kept else "",
        percent=(share * 100).quantize(Decimal("0.1")) if share is not None else None,
        carrier=f"{chosen.carrier}, {chosen.service}" if chosen else "",
        days_min=chosen.days_min if chosen else None,
        days_max=chosen.days_max if chosen else None,
        ddp=bool(paid and paid.price is not None),
        blocks=figures.blocks,
        why_not=paid.reasons if paid and paid.price is None else (),
        warned=tuple(warned),
        change=tuple(_change([one for one in figures.warnings if one not in warned], figures)),
    )


def _change(said: list[Reason], figures: domain.QuoteFigures) -> Iterator[Reason]:
    """What would make the figures others; the buyer's place is asked for only in a quote."""
    yield from (one for one in said if not wished.asks_buyers_place(one))
    yield from figures.ask
    if any(map(wished.asks_buyers_place, said)):
        yield because(
            "These figures are for the country as a whole. A quote also needs the buyer's city or "
            "port; where a carrier asks more for a remote place, its price is higher."
        )
