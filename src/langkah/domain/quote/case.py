"""What a quote is worked out from, and what comes out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from langkah.domain.cartons import CartonPlan
from langkah.domain.classification import ClassifyCase
from langkah.domain.cost import CostAnswer, CostCase
from langkah.domain.exchange import Rate
from langkah.domain.freight import FreightOption, NotOffered, RateCard
from langkah.domain.landed import LandedAnswer, LandedCase
from langkah.domain.money import Money
from langkah.domain.origin_rules import Input
from langkah.domain.price import PriceAnswer, PriceRule
from langkah.domain.product import SizeBox
from langkah.domain.reason import Reason
from langkah.reference.carriers import StockCarton
from langkah.reference.rules import Rule


class Bearer(StrEnum):
    """Who pays a head: it is in our price, or the buyer pays it to others."""

    SELLER = "seller"
    BUYER = "buyer"


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotedLine:
    """One product of the quote; pairs per size and options stand in its cost case.

    `article`: the facts behind `hs_code`, from which a market's further digits follow. `children`:
    made for children, whose shoes some countries tax less. `inputs`: the materials, as the rules of
    origin look at them.
    """

    product: str
    title: str = ""
    cost: CostCase
    boxes: tuple[SizeBox, ...] = ()
    hs_code: str = ""
    article: ClassifyCase | None = None
    children: bool = False
    inputs: tuple[Input, ...] = ()
    own_price: Money | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportCosts:
    """What leaving the country costs per shipment; None is unknown and leaves only EXW.

    `pickup`: from the workshop to the carrier. `clearance`: export papers and customs. By sea, as
    far as the freight does not have it in: `terminal`, what the port of departure asks for
    handling, and `aboard`, for loading on board; unknown they leave no FAS or no FOB. `port` is
    where the goods usually leave.
    """

    pickup: Money | None = None
    clearance: Money | None = None
    terminal: Money | None = None
    aboard: Money | None = None
    port: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PromisedProof:
    """A proof of origin that somebody has promised, and the day on which it will be there."""

    programme: str
    ready_on: date
    form: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteCase:
    """Everything a quote is worked out from.

    `card` is the name of the chosen rate card. None takes the cheapest for `term`: for DDP, and
    where no term is wished for, the cheapest that can deliver duty paid to the door, so that all
    four offers can be compared; then, and for other terms, the cheapest to the door; then the
    cheapest; a term that only ships know takes the cheapest ship. A `term` beyond the four usual
    ones is worked out beside them where it fits the way; CIP and CIF are insured in any case.
    `port` is where the goods arrive, for a FAS or FOB where they leave.
    `delivery` is the way from the port of arrival to the door, for cards that end at a port;
    `unloading` is asked for DPU, where the carrier's price does not have it in. `preferences`,
    `verified`, `rules` and `pending` are those of the landed cost; a preference whose proof in
    `proofs` comes after `ship_date` does not count. `stock` are the workshop's own cartons, used
    alone with `only_stock`; None are those usual in the trade.
    """

    lines: tuple[QuotedLine, ...]
    rule: PriceRule
    country: str
    city: str = ""
    postcode: str = ""
    origin_city: str = ""
    port: str = ""
    consumer: bool = False
    currency: str = "IDR"
    rates: tuple[Rate, ...] = ()
    customs_rates: tuple[Rate, ...] = ()
    cards: tuple[RateCard, ...] = ()
    card: str | None = None
    term: str = ""
    stock: tuple[StockCarton, ...] | None = None
    only_stock: bool = False
    export: ExportCosts = ExportCosts()
    insured: bool = True
    delivery: Money | None = None
    unloading: Money | None = None
    preferences: tuple[str, ...] = ()
    proofs: tuple[PromisedProof, ...] = ()
    verified: tuple[str, ...] = ()
    rules: tuple[Rule, ...] | None = None
    pending: tuple[Rule, ...] = ()
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

    An empty `place` is not known yet, and the offer must not leave before it is. No price means
    that it cannot be offered; `reasons` say why. `margin` is for the owner only.
    """

    incoterm: str
    place: str
    price: Money | None
    at_door: Money | None
    lines: tuple[OfferLine, ...] = ()
    reasons: tuple[Reason, ...] = ()
    deposit: Money | None = None
    margin: Money | None = None
    margin_share: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteFigures:
    """The quote. `blocks` say what is missing before it may be sent.

    `arrives`: the first and last day with the chosen carriage; None while the ship date or the days
    of the way are not known. `cost` and the margins are in the currency of the cost, for the owner
    only. `landed` is what
    the border asks (None while there are no prices or no freight) and `asked` what it was asked;
    `ask` says whom to ask what.
    """

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
    entry_date: date
    arrives: tuple[date, date] | None
    landed: LandedAnswer | None
    asked: LandedCase | None
    rate: Rate | None
    rates_used: tuple[Rate, ...]
    cost: Money | None
    margin: Money | None
    margin_share: Decimal | None
    blocks: tuple[Reason, ...] = ()
    warnings: tuple[Reason, ...] = ()
    ask: tuple[Reason, ...] = ()
