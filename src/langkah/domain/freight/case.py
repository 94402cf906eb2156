"""What is to be sent, and what each rate card asks for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from langkah.domain.exchange import Rate
from langkah.domain.freight.papers import Lane, Paper
from langkah.domain.freight.table import RateCard
from langkah.domain.money import Money
from langkah.domain.reason import Reason
from langkah.reference.carriers import Mode


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
    """Cartons to a country, asked on `day`, shown in `currency`.

    They leave on `leaves` (else on `day`), which decides what card counts, and are wished for
    `wish`. `home`: whether somebody lives where they are delivered, None not known. `others` could
    go with them; `hand_over` is what leaving the country costs each shipment, in `currency`.
    `history`: quotes and invoices of carriers so far.
    """

    pieces: tuple[Piece, ...]
    country: str
    postcode: str = ""
    home: bool | None = None
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
    """One service that takes the cartons; `price` in the case's currency, whole minor units.

    `notes`: what the price does not know, such as a surcharge that hangs on the postcode.
    """

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
    includes: str = ""
    notes: tuple[Reason, ...] = ()


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
