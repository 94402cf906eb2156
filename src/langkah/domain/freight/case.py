"""Rate cards, what is to be sent, and what each card asks for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from langkah.domain.exchange import Rate
from langkah.domain.freight.lane import Lane, Paper
from langkah.domain.money import Money
from langkah.domain.reason import Reason
from langkah.reference.carriers import Border, Limits, Mode, Weighing


class Per(StrEnum):
    """What a price of a weight break is for."""

    PARCEL = "parcel"
    KG = "kg"
    M3 = "m3"


class SurchargePer(StrEnum):
    """What a surcharge is counted on; a percentage is of the freight."""

    SHIPMENT = "shipment"
    PIECE = "piece"
    KG = "kg"
    PERCENT = "percent"


@dataclass(frozen=True, slots=True, kw_only=True)
class Break:
    """The price up to a chargeable weight (None: and above), of the parcel, a kg or a m3.

    `over_kg`: for cards that print both ends; it must be where the break before ended.
    """

    up_to_kg: Decimal | None = None
    price: Decimal
    per: Per = Per.PARCEL
    over_kg: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Zone:
    """Countries (ISO 3166-1 alpha-2) a card treats alike; days on the way, None unknown."""

    name: str
    countries: tuple[str, ...]
    days_min: int | None = None
    days_max: int | None = None
    breaks: tuple[Break, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Surcharge:
    """An amount in the card's currency, or a percentage (14.5), on top of the freight."""

    name: str
    per: SurchargePer
    amount: Decimal
    countries: tuple[str, ...] = ()
    above_kg: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RateCard:
    """What one service costs from `valid_from` to `valid_until` (both days included).

    What the card does not say is as usual for its mode: limits, weighing, whether each carton is
    priced alone (`per_piece`), whether the way ends at the buyer's door (`to_door`) or at a port,
    and what is asked at the border. People read carrier and service; `name` is for programs.
    """

    name: str
    carrier: str
    service: str
    mode: Mode
    currency: str = "IDR"
    valid_from: date
    valid_until: date | None = None
    zones: tuple[Zone, ...] = ()
    minimum: Decimal | None = None
    surcharges: tuple[Surcharge, ...] = ()
    limits: Limits | None = None
    weighing: Weighing | None = None
    per_piece: bool | None = None
    to_door: bool | None = None
    border: Border | None = None
    source: str = ""
    is_example: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """One carton: outer sides in cm, gross weight in kg."""

    length_cm: Decimal
    width_cm: Decimal
    height_cm: Decimal
    weight_kg: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Shipment:
    """Cartons of another order to the same place, ready on a day and wished for another."""

    name: str
    pieces: tuple[Piece, ...]
    ready: date
    wish: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FreightCase:
    """Cartons to a country by the cards of `day`, shown in `currency`.

    They leave on `leaves` (else on `day`) and are wished for `wish`. `others` could go with them;
    `hand_over` is what leaving the country costs each shipment, in `currency`. `history`: quotes
    and invoices of carriers so far.
    """

    pieces: tuple[Piece, ...]
    country: str
    day: date
    cards: tuple[RateCard, ...]
    currency: str = "IDR"
    rates: tuple[Rate, ...] = ()
    name: str = ""
    leaves: date | None = None
    wish: date | None = None
    others: tuple[Shipment, ...] = ()
    hand_over: Money | None = None
    history: tuple[Paper, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FreightLine:
    """Base freight, minimum or one surcharge, in the currency of the card."""

    name: Reason
    amount: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class FreightOption:
    """One service that takes the cartons; `price` in the case's currency, whole minor units."""

    card: str
    carrier: str
    service: str
    mode: Mode
    price: Money
    lines: tuple[FreightLine, ...]
    actual_kg: Decimal
    chargeable_kg: Decimal
    pieces: int
    zone: str
    days_min: int | None
    days_max: int | None
    valid_until: date | None
    to_door: bool
    source: str
    is_example: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class NotOffered:
    """A card that does not take these cartons, and why."""

    card: str
    carrier: str
    service: str
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FreightAnswer:
    """Options, cheapest first (then fastest), and the cards that cannot be used."""

    options: tuple[FreightOption, ...]
    not_offered: tuple[NotOffered, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Cards by what they are best at; None where no card is known to be. `why`: of the best."""

    cheapest: str | None = None
    fastest: str | None = None
    best: str | None = None
    why: Reason | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Wait:
    """How many days a shipment waits, and for which; `late`: after its wish, None not known."""

    name: str
    days: int
    waits_for: str
    arrives: date | None
    late: bool | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Together:
    """All shipments in one, leaving when the last is ready; a sum that is not known is None."""

    leaves: date
    card: str | None
    apart: Money | None
    together: Money | None
    saving: Money | None
    waits: tuple[Wait, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Options, cheapest first, with what each includes, and what to choose for what.

    `lanes`: the history of the way to this country, one for each mode that has papers.
    """

    options: tuple[FreightOption, ...]
    not_offered: tuple[NotOffered, ...]
    choice: Choice
    included: dict[str, tuple[Reason, ...]]
    together: Together | None
    lanes: tuple[Lane, ...] = ()
