"""Which surcharges are due, how much each asks, and which hang on what nobody has told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from langkah.domain import weighing as weigh
from langkah.domain.freight import areas
from langkah.domain.freight.table import Surcharge, SurchargePer
from langkah.domain.money import Money
from langkah.domain.reason import Reason, because


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where the goods go and when they leave; no postcode, or None for `home`: not told."""

    country: str
    postcode: str
    home: bool | None
    leaves: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """A piece as a surcharge looks at it: chargeable grams, sides in whole cm."""

    charged_g: int
    sides_cm: tuple[int, int, int]


def due(one: Surcharge, place: Place) -> bool | None:
    """Whether a surcharge is due at a place on a day; None when only what is not told could say."""
    if one.valid_from and place.leaves < one.valid_from:
        return False
    if one.valid_until and place.leaves > one.valid_until:
        return False
    here = _here(one, place)
    lived_in = place.home if one.home else True
    if here is False or lived_in is False:
        return False
    return True if here and lived_in else None


def _here(one: Surcharge, place: Place) -> bool | None:
    if place.country in one.countries or not (one.countries or one.areas):
        return True
    found = [areas.holds(area, place.country, place.postcode) for area in one.areas]
    return True if True in found else None if None in found else False


def open_question(one: Surcharge, place: Place) -> Reason:
    """The sentence for a surcharge of which nobody knows whether it is due."""
    unclear = not areas.understood(place.country, place.postcode)
    if unclear and _here(one, place) is None:
        return because(
            "Whether “{surcharge}” is due is not known, and it is not in the price. {why}",
            surcharge=one.name,
            why=areas.unclear(place.country, place.postcode),
        )
    if _here(one, place) is None:
        return because(
            "Whether “{surcharge}” is due hangs on the postcode. It is not in the price; write the "
            "postcode.",
            surcharge=one.name,
        )
    return because(
        "“{surcharge}” is due where somebody lives. It is not in the price; say whether the goods "
        "go to a home.",
        surcharge=one.name,
    )


def amount(one: Surcharge, pieces: tuple[Weighed, ...], whole_g: int, carried: Money) -> Money:
    """What a surcharge asks that is due; nothing when no piece is above its bounds.

    `whole_g` is the chargeable weight of the shipment. Where weight or measure is compared once for
    all, it can be less than that of the pieces one by one, and no kg is asked twice.
    """
    counted = [piece for piece in pieces if _above(one, piece)]
    if not counted:
        return Money.zero(carried.currency)
    counted_g = sum(piece.charged_g for piece in counted)
    times = {
        SurchargePer.SHIPMENT: Decimal(1),
        SurchargePer.PIECE: Decimal(len(counted)),
        SurchargePer.KG: weigh.kilograms(min(counted_g, whole_g)),
        SurchargePer.PERCENT: carried.amount / 100,
    }
    asked = one.amount * times[one.per]
    return Money(max(asked, one.minimum or asked), carried.currency)


def _above(one: Surcharge, piece: Weighed) -> bool:
    longest, second, third = sorted(piece.sides_cm, reverse=True)
    measured = (
        (one.above_kg, weigh.kilograms(piece.charged_g)),
        (one.above_side_cm, Decimal(longest)),
        (one.above_girth_cm, Decimal(longest + 2 * (second + third))),
    )
    told = [(bound, size) for bound, size in measured if bound is not None]
    return not told or any(size > bound for bound, size in told)
