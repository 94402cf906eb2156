"""One price of a rate card: where it stands, what it says, and the card with another one there.

A place is written as in an address: “z0-2” is the third price of the first zone, “s1” the second
surcharge, “s1-least” the least that it asks, “minimum” the least freight of a shipment, “fuel” the
percentage for fuel. Cards never change, so a place means the same price for ever.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from langkah.apps.partners.drafts import NewBreak, NewCard, NewZone
from langkah.apps.partners.errors import NotFound
from langkah.domain.freight import Surcharge

MINIMUM, FUEL = "minimum", "fuel"
_ZONE, _SURCHARGE = re.compile(r"z([0-9]{1,4})-([0-9]{1,4})"), re.compile(r"s([0-9]{1,4})(-least)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A price as it stands, in the card's currency or, with `percent`, of the freight.

    `zone` and `row` for the price of a weight, `surcharge` for one on top or, with `least`, for the
    least it asks; neither for the least freight and for fuel.
    """

    place: str
    price: Decimal
    percent: bool = False
    zone: NewZone | None = None
    row: int = 0
    surcharge: Surcharge | None = None
    least: bool = False


def of_row(zone: int, row: int) -> str:
    """The place of a price of a weight."""
    return f"z{zone}-{row}"


def of_surcharge(number: int) -> str:
    """The place of a surcharge's amount."""
    return f"s{number}"


def least_of(surcharge: str) -> str:
    """The place of the least that the surcharge at a place asks."""
    return f"{surcharge}-least"


def spot(card: NewCard, place: str) -> Spot:
    """What stands at a place. Raises NotFound where nothing does."""
    if row := _row(card, place):
        zone, number = card.zones[row[0]], row[1]
        return Spot(place=place, price=zone.breaks[number].price, zone=zone, row=number)
    if (on_top := _on_top(card, place)) is not None:
        one = card.surcharges[on_top]
        if place == least_of(of_surcharge(on_top)) and one.minimum is not None:
            return Spot(place=place, price=one.minimum, surcharge=one, least=True)
        return Spot(place=place, price=one.amount, percent=one.per == "percent", surcharge=one)
    price = {MINIMUM: card.minimum, FUEL: card.fuel_percent}.get(place)
    if price is None:
        raise NotFound
    return Spot(place=place, price=price, percent=place == FUEL)


def with_price(card: NewCard, place: str, price: Decimal) -> NewCard:
    """The card with another price at a place. Raises NotFound where there is none."""
    if row := _row(card, place):
        zones = list(card.zones)
        breaks: list[NewBreak] = list(zones[row[0]].breaks)
        breaks[row[1]] = replace(breaks[row[1]], price=price)
        zones[row[0]] = replace(zones[row[0]], breaks=tuple(breaks))
        return replace(card, zones=tuple(zones))
    if (on_top := _on_top(card, place)) is not None:
        surcharges = list(card.surcharges)
        one = surcharges[on_top]
        is_least = place == least_of(of_surcharge(on_top))
        surcharges[on_top] = replace(one, minimum=price) if is_least else replace(one, amount=price)
        return replace(card, surcharges=tuple(surcharges))
    spot(card, place)
    if place == FUEL:
        return replace(card, fuel_percent=price)
    return replace(card, minimum=price)


def _row(card: NewCard, place: str) -> tuple[int, int] | None:
    found = _ZONE.fullmatch(place)
    if found is None:
        return None
    zone, row = map(int, found.groups())
    known = zone < len(card.zones) and row < len(card.zones[zone].breaks)
    return (zone, row) if known else None


def _on_top(card: NewCard, place: str) -> int | None:
    found = _SURCHARGE.fullmatch(place)
    if found is None or int(found[1]) >= len(card.surcharges):
        return None
    number = int(found[1])
    return number if not found[2] or card.surcharges[number].minimum is not None else None
