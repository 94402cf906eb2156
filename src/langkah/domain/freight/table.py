"""A rate card: zones by weights, and what is asked on top."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from langkah.domain.freight.areas import Area
from langkah.reference.carriers import Border, Limits, Mode, Weighing


class Per(StrEnum):
    """What a price of a weight break is for.

    `step`: each begun step above where the break begins, on top of the price up to there, as in
    “the first half kilogram 300, each further one 90”.
    """

    PARCEL = "parcel"
    KG = "kg"
    STEP = "step"
    M3 = "m3"


class SurchargePer(StrEnum):
    """What a surcharge is counted on; a percentage is of the freight."""

    SHIPMENT = "shipment"
    PIECE = "piece"
    KG = "kg"
    PERCENT = "percent"


@dataclass(frozen=True, slots=True, kw_only=True)
class Break:
    """The price up to a chargeable weight (None: and above), of the parcel, a kg, a step or a m3.

    `over_kg`: for cards that print both ends; it must be where the break before ended. `step_kg`:
    for prices of a step.
    """

    up_to_kg: Decimal | None = None
    price: Decimal
    per: Per = Per.PARCEL
    over_kg: Decimal | None = None
    step_kg: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Zone:
    """Places a card treats alike; days on the way, None unknown.

    `countries` (ISO 3166-1 alpha-2) are meant whole, except what other zones say of their `areas`.
    """

    name: str
    countries: tuple[str, ...] = ()
    areas: tuple[Area, ...] = ()
    days_min: int | None = None
    days_max: int | None = None
    breaks: tuple[Break, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Surcharge:
    """An amount in the card's currency, or a percentage (14.5), on top of the freight.

    It is due when everything that is told holds: the place is in `countries` or `areas` (neither:
    everywhere), the goods leave from `valid_from` to `valid_until` (both included), somebody lives
    there (`home`). Of a piece or a kg it is due for pieces above any of the bounds that are told:
    chargeable weight, longest side, girth (longest side plus twice the two others). `minimum`: at
    least so much when it is due.
    """

    name: str
    per: SurchargePer
    amount: Decimal
    minimum: Decimal | None = None
    countries: tuple[str, ...] = ()
    areas: tuple[Area, ...] = ()
    above_kg: Decimal | None = None
    above_side_cm: Decimal | None = None
    above_girth_cm: Decimal | None = None
    home: bool = False
    valid_from: date | None = None
    valid_until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RateCard:
    """What one service costs from `valid_from` to `valid_until` (both days included).

    `valid_to` says the same end as the first day on which the card holds no more. `minimum`: the
    least freight of a shipment. What the card does not say is as usual for its mode: limits,
    weighing, whether each carton is priced alone (`per_piece`), whether the way ends at the buyer's
    door (`to_door`) or at a port, and what is asked at the border. `includes`: what else is in the
    price, in words. People read carrier and service; `name` is for programs.
    """

    name: str
    carrier: str
    service: str
    mode: Mode
    currency: str = "IDR"
    valid_from: date
    valid_until: date | None = None
    valid_to: date | None = None
    zones: tuple[Zone, ...] = ()
    minimum: Decimal | None = None
    surcharges: tuple[Surcharge, ...] = ()
    limits: Limits | None = None
    weighing: Weighing | None = None
    per_piece: bool | None = None
    to_door: bool | None = None
    includes: str = ""
    border: Border | None = None
    source: str = ""
    is_example: bool = False
