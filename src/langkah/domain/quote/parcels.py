"""A card that prices each carton alone: its cartons are chosen in money, not in kilograms."""

from __future__ import annotations

from decimal import Decimal

from langkah.domain.cartons import PiecePrice
from langkah.domain.freight import Per, RateCard, SurchargePer, priced_alone


def prices(card: RateCard, country: str) -> tuple[PiecePrice, ...]:
    """The price of one carton by weight to a country; none where all go together.

    Surcharges a piece or a kilogram and percentages are in it; what is asked once a shipment, or
    only of heavy pieces, does not depend on how the pairs are divided.
    """
    zone = next((one for one in card.zones if country in one.countries), None)
    if zone is None or not priced_alone(card) or any(one.per is Per.M3 for one in zone.breaks):
        return ()
    share = 1 + _sum(card, country, SurchargePer.PERCENT) / 100
    a_piece, a_kg = (_sum(card, country, per) for per in (SurchargePer.PIECE, SurchargePer.KG))
    return tuple(
        PiecePrice(
            up_to_kg=one.up_to_kg,
            fixed=a_piece + (one.price * share if one.per is Per.PARCEL else 0),
            per_kg=a_kg + (one.price * share if one.per is Per.KG else 0),
        )
        for one in zone.breaks
    )


def _sum(card: RateCard, country: str, per: SurchargePer) -> Decimal:
    return sum(
        (
            one.amount
            for one in card.surcharges
            if one.per is per
            and one.above_kg is None
            and (not one.countries or country in one.countries)
        ),
        Decimal(0),
    )
