"""A card that prices each carton alone: its cartons are chosen in money, not in kilograms."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from langkah.domain import freight as lane
from langkah.domain.cartons import PiecePrice
from langkah.domain.freight import Break, Per, RateCard, Surcharge, SurchargePer, Zone

# Steps of a price up to this many are told one by one; nobody packs a heavier carton.
_MOST_STEPS = 200


def prices(card: RateCard, country: str, postcode: str = "") -> tuple[PiecePrice, ...]:
    """The price of one carton by weight to a place; none where all go together.

    Surcharges a piece or a kilogram and percentages are in it; what is asked once a shipment, or
    only of some pieces or places, does not depend on how the pairs are divided.
    """
    zone, _ = lane.zone_of(card, country, postcode)
    alone = lane.priced_alone(card)
    if zone is None or not alone or lane.faults(card) or any(b.per is Per.M3 for b in zone.breaks):
        return ()
    share = 1 + _sum(card, country, SurchargePer.PERCENT) / 100
    a_piece, a_kg = (_sum(card, country, per) for per in (SurchargePer.PIECE, SurchargePer.KG))
    return tuple(
        PiecePrice(
            up_to_kg=up_to,
            fixed=a_piece + fixed * share,
            per_kg=a_kg + per_kg * share,
        )
        for place, one in enumerate(zone.breaks)
        for up_to, fixed, per_kg in _parts(card, zone, place, one)
    )


def _parts(
    card: RateCard, zone: Zone, place: int, one: Break
) -> Iterator[tuple[Decimal | None, Decimal, Decimal]]:
    """A break as weights with a fixed price and one a kilogram; a price of a step is many such."""
    if one.per is Per.PARCEL:
        yield one.up_to_kg, one.price, Decimal(0)
        return
    if one.per is Per.KG:
        yield one.up_to_kg, Decimal(0), one.price
        return
    weight = (zone.breaks[place - 1].up_to_kg if place else None) or Decimal(0)
    for _ in range(_MOST_STEPS):
        weight += one.step_kg or 1
        if one.up_to_kg is not None and weight > one.up_to_kg:
            weight = one.up_to_kg
        yield weight, lane.carried(card, zone, weight), Decimal(0)
        if weight == one.up_to_kg:
            return


def _sum(card: RateCard, country: str, per: SurchargePer) -> Decimal:
    return sum(
        (one.amount for one in card.surcharges if one.per is per and _always(one, country)),
        Decimal(0),
    )


def _always(one: Surcharge, country: str) -> bool:
    """Whether a surcharge is asked of every piece that goes there."""
    bounds = (one.above_kg, one.above_side_cm, one.above_girth_cm, one.valid_from, one.valid_until)
    here = country in one.countries or not (one.countries or one.areas)
    return here and not one.home and all(bound is None for bound in bounds)
