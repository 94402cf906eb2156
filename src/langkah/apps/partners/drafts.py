"""A rate card as it is written down or taken in, before it is kept."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from langkah.domain import freight
from langkah.domain.freight import Area, Surcharge
from langkah.reference import carriers
from langkah.reference.carriers import DivisorUnit, Limits, Mode, Weighing, WeightStep


@dataclass(frozen=True, slots=True, kw_only=True)
class NewBreak:
    """A price up to a weight in kg (None: and above), for what `per` says; `step_kg` for a step."""

    up_to_kg: Decimal | None
    price: Decimal
    per: str = "parcel"
    step_kg: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NewZone:
    """Places (ISO alpha-2, areas by postcode) with one price list and the days on the way."""

    name: str
    countries: tuple[str, ...] = ()
    areas: tuple[Area, ...] = ()
    breaks: tuple[NewBreak, ...]
    days_min: int | None = None
    days_max: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NewCard:
    """One service of a carrier from a day to another (both included); amounts in `currency`.

    `fuel_percent` of the freight, beside `surcharges`. No divisor: size does not count. No `steps`,
    `per_piece`, `to_door`, `minimum_m3` or bounds of a carton: as usual for the mode.
    """

    carrier: str
    service: str
    mode: str = "courier"
    currency: str = "IDR"
    valid_from: date
    valid_until: date | None = None
    divisor: int | None = None
    divisor_unit: str = "cm3/kg"
    minimum_m3: Decimal | None = None
    minimum: Decimal | None = None
    fuel_percent: Decimal | None = None
    max_parcel_kg: Decimal | None = None
    max_side_cm: Decimal | None = None
    max_girth_cm: Decimal | None = None
    per_piece: bool | None = None
    to_door: bool | None = None
    includes: str = ""
    source: str = ""
    is_example: bool = False
    steps: tuple[WeightStep, ...] = ()
    surcharges: tuple[Surcharge, ...] = ()
    zones: tuple[NewZone, ...] = ()


def rate_card(card: NewCard, *, name: str = "", fuel: str = "Fuel surcharge") -> freight.RateCard:
    """The card as decisions take it; `fuel` is what the surcharge on fuel is called."""
    mode = Mode(card.mode)
    on_fuel: tuple[Surcharge, ...] = ()
    if card.fuel_percent:
        per = freight.SurchargePer.PERCENT
        on_fuel = (Surcharge(name=fuel, per=per, amount=card.fuel_percent),)
    return freight.RateCard(
        name=name,
        carrier=card.carrier,
        service=card.service,
        mode=mode,
        currency=card.currency,
        valid_from=card.valid_from,
        valid_until=card.valid_until,
        zones=tuple(map(zone, card.zones)),
        minimum=card.minimum,
        surcharges=(*on_fuel, *card.surcharges),
        limits=_limits(card, mode),
        weighing=_weighing(card, mode),
        per_piece=card.per_piece,
        to_door=card.to_door,
        includes=card.includes,
        source=card.source or f"{card.carrier}, {card.service}",
        is_example=card.is_example,
    )


def zone(made: NewZone) -> freight.Zone:
    """A zone as decisions take it, its prices from light to heavy."""
    by_weight = sorted(made.breaks, key=lambda one: (one.up_to_kg is None, one.up_to_kg or 0))
    return freight.Zone(
        name=made.name,
        countries=made.countries,
        areas=made.areas,
        days_min=made.days_min,
        days_max=made.days_max,
        breaks=tuple(
            freight.Break(
                up_to_kg=one.up_to_kg,
                price=one.price,
                per=freight.Per(one.per),
                step_kg=one.step_kg,
            )
            for one in by_weight
        ),
    )


def _limits(card: NewCard, mode: Mode) -> Limits | None:
    """What the card says of the biggest carton; what it leaves out is as usual for the mode."""
    if card.max_parcel_kg is card.max_side_cm is card.max_girth_cm is None:
        return None
    usual = carriers.habit(mode).limits
    return replace(
        usual,
        max_kg=card.max_parcel_kg or usual.max_kg,
        sides_cm=(card.max_side_cm, *usual.sides_cm[1:]) if card.max_side_cm else usual.sides_cm,
        girth_cm=card.max_girth_cm or usual.girth_cm,
    )


def _weighing(card: NewCard, mode: Mode) -> Weighing | None:
    usual = carriers.habit(mode).weighing
    steps = card.steps or usual.steps
    if mode in carriers.SEA:
        least = usual.minimum_m3 if card.minimum_m3 is None else card.minimum_m3
        return replace(usual, steps=steps, minimum_m3=least)
    unit = DivisorUnit(card.divisor_unit)
    return replace(usual, divisor=card.divisor, divisor_unit=unit, steps=steps)


def ordered(card: NewCard) -> NewCard:
    """The same card with places, prices and steps in one order, so that two can be compared."""
    return replace(
        card,
        steps=tuple(sorted(card.steps, key=lambda one: (one.up_to_kg is None, one.up_to_kg or 0))),
        surcharges=tuple(
            replace(one, countries=tuple(sorted(one.countries)), areas=_sorted(one.areas))
            for one in card.surcharges
        ),
        zones=tuple(
            replace(
                one,
                countries=tuple(sorted(one.countries)),
                areas=_sorted(one.areas),
                breaks=tuple(
                    sorted(one.breaks, key=lambda cell: (cell.up_to_kg is None, cell.up_to_kg or 0))
                ),
            )
            for one in card.zones
        ),
    )


def _sorted(areas: tuple[Area, ...]) -> tuple[Area, ...]:
    return tuple(sorted(areas, key=lambda one: (one.country, one.first, one.last)))
