"""A whole quote from what is known today: prices, cartons, freight and four offers side by side."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from langkah.domain.cartons import CartonPlan
from langkah.domain.cost import CostAnswer, CostCase
from langkah.domain.exchange import Rate
from langkah.domain.freight import FreightOption, NotOffered, RateCard
from langkah.domain.money import Money
from langkah.domain.price import PriceAnswer, PriceRule
from langkah.domain.product import SizeBox
from langkah.domain.reason import Reason


class Bearer(StrEnum):
    """Who pays a head: it is in our price, or the buyer pays it to others."""

    SELLER = "seller"
    BUYER = "buyer"


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotedLine:
    """One product of the quote; pairs per size and options stand in its cost case."""

    product: str
    title: str = ""
    cost: CostCase
    boxes: tuple[SizeBox, ...] = ()
    hs_code: str = ""
    own_price: Money | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportCosts:
    """What leaving the country costs per shipment; None is unknown and leaves only EXW.

    `pickup`: from the workshop to the carrier. `clearance`: export papers and customs.
    """

    pickup: Money | None = None
    clearance: Money | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteCase:
    """Everything a quote is worked out from. `card` is the chosen rate card (None: cheapest)."""

    lines: tuple[QuotedLine, ...]
    rule: PriceRule
    country: str
    city: str = ""
    origin_city: str = ""
    port: str = ""
    consumer: bool = False
    currency: str = "IDR"
    rates: tuple[Rate, ...] = ()
    cards: tuple[RateCard, ...] = ()
    card: str | None = None
    export: ExportCosts = ExportCosts()
    insured: bool = True
    quote_date: date
    ship_date: date | None = None
    entry_date: date | None = None
    valid_days: int = 14
    deposit_share: Decimal = Decimal("0.4")


@dataclass(frozen=True, slots=True, kw_only=True)
class LineFigures:
    """One priced line; no price means that something is missing. Cost and steps: owner only."""

    product: str
    title: str
    pairs: int
    unit: Money | None
    total: Money | None
    cost: CostAnswer
    price: PriceAnswer | None


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferLine:
    """One figure of an offer; no amount means unknown, never zero."""

    head: str
    bearer: Bearer
    amount: Money | None
    why: Reason | None = None
    source: str = ""
    source_day: date | None = None
    grade: str = ""
    rule: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """One Incoterm: what the buyer pays us (`price`) and in all at her door (`at_door`).

    No price means that it cannot be offered; `reasons` say why. `margin` is for the owner only.
    """

    incoterm: str
    place: str
    price: Money | None
    at_door: Money | None
    lines: tuple[OfferLine, ...] = ()
    reasons: tuple[Reason, ...] = ()
    margin: Money | None = None
    margin_share: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteFigures:
    """The quote. `blocks` say what is missing before it may be sent."""

    currency: str
    pairs: int
    lines: tuple[LineFigures, ...]
    goods: Money | None
    cartons: CartonPlan | None
    freight: tuple[FreightOption, ...]
    not_offered: tuple[NotOffered, ...]
    chosen: FreightOption | None
    offers: tuple[Offer, ...]
    valid_until: date
    deposit_share: Decimal
    rate: Rate | None
    cost: Money | None
    margin: Money | None
    margin_share: Decimal | None
    blocks: tuple[Reason, ...] = ()
    warnings: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One figure that is not the same; `place` names it: "unit TRO-OX", "price DAP" ..."""

    place: str
    before: Money | None
    after: Money | None


def compose(case: QuoteCase) -> QuoteFigures:
    """The quote, ready to send. Raises Refusal with every reason why it is not."""
    raise NotImplementedError


def attempt(case: QuoteCase) -> QuoteFigures:
    """The quote as far as it can be known; what is missing stands in `blocks`."""
    raise NotImplementedError


def difference(before: QuoteFigures, after: QuoteFigures) -> tuple[Difference, ...]:
    """Figures of two versions that are not the same, side by side."""
    raise NotImplementedError


def drift(frozen: QuoteFigures, today: QuoteFigures) -> tuple[Difference, ...]:
    """How far a sent quote has moved from what it would be today."""
    raise NotImplementedError
