"""What a rate card says, what is usual where it is silent, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from langkah.domain.freight.case import Break, NotOffered, Per, RateCard, Zone
from langkah.domain.reason import Reason, because
from langkah.reference import carriers, currencies
from langkah.reference.carriers import Border, Limits, Weighing


def faults(card: RateCard) -> tuple[Reason, ...]:
    """What is wrong with a card, naming zone and weight; nothing wrong gives nothing."""
    found: list[Reason] = []
    if card.currency not in currencies.CODES:
        found.append(
            because("{card}: “{currency}” is no currency.", card=said(card), currency=card.currency)
        )
    if card.valid_until and card.valid_until < card.valid_from:
        found.append(because("{card}: the card ends before it starts.", card=said(card)))
    if not card.zones:
        found.append(because("{card}: there are no zones. Enter at least one.", card=said(card)))
    seen: dict[str, str] = {}
    for zone in card.zones:
        found += zone_faults(card, zone)
        for country in zone.countries:
            if country in seen:
                found.append(
                    because(
                        "{card}: {country} stands in zone {first} and in zone {second}. "
                        "Leave it in one.",
                        card=said(card),
                        country=country,
                        first=seen[country],
                        second=zone.name,
                    )
                )
            seen[country] = zone.name
    return tuple(found)


def weighing_of(card: RateCard) -> Weighing:
    """How the card weighs; as usual for its mode when it does not say."""
    return card.weighing or carriers.habit(card.mode).weighing


def limits_of(card: RateCard) -> Limits:
    """What the card's carrier accepts; as usual for its mode when it does not say."""
    return card.limits or carriers.habit(card.mode).limits


def to_door(card: RateCard) -> bool:
    """Whether the way ends at the buyer's door; as usual for the mode when the card is silent."""
    return carriers.habit(card.mode).to_door if card.to_door is None else card.to_door


def border_of(card: RateCard) -> Border:
    """What the carrier asks at the border; as usual for the mode when the card is silent."""
    return card.border or carriers.border(card.mode)


def said(card: RateCard) -> str:
    """What people call a card."""
    return f"{card.carrier}, {card.service}"


def not_offered(card: RateCard, reasons: tuple[Reason, ...]) -> NotOffered:
    """The card, with why it does not take the goods."""
    return NotOffered(card=card.name, carrier=card.carrier, service=card.service, reasons=reasons)


def zone_faults(card: RateCard, zone: Zone) -> list[Reason]:
    """What is wrong with the prices of one zone."""
    where = {"card": said(card), "zone": zone.name}
    found: list[Reason] = []
    if not zone.breaks:
        found.append(because("{card}, zone {zone}: there are no prices.", **where))
    if None not in (zone.days_min, zone.days_max) and (zone.days_min or 0) > (zone.days_max or 0):
        found.append(
            because("{card}, zone {zone}: the shortest way is longer than the longest.", **where)
        )
    end: Decimal | None = Decimal(0)
    for one in zone.breaks:
        found += _break_faults(card, zone, one, end)
        end = one.up_to_kg
    return found


def _break_faults(
    card: RateCard, zone: Zone, one: Break, before: Decimal | None
) -> Iterator[Reason]:
    """Faults of a weight break; `before` is where the one before it ended, None without end."""
    up_to: Decimal | str = "∞" if one.up_to_kg is None else one.up_to_kg
    where = {"card": said(card), "zone": zone.name, "weight": up_to}
    if one.price < 0:
        yield because("{card}, zone {zone}, up to {weight} kg: the price is below zero.", **where)
    if before is None or (one.up_to_kg is not None and one.up_to_kg <= before):
        yield because(
            "{card}, zone {zone}, up to {weight} kg: weights must rise from row to row, "
            "and only the last row may be without end.",
            **where,
        )
    elif one.over_kg is not None and one.over_kg != before:
        yield because(
            "{card}, zone {zone}: between {end} kg and {start} kg there is a hole or an overlap. "
            "Correct the weights.",
            card=said(card),
            zone=zone.name,
            end=before,
            start=one.over_kg,
        )
    if one.per is Per.M3 and not weighing_of(card).kg_per_m3:
        yield because(
            "{card}, zone {zone}: a price a cubic metre needs the kilograms that count as one.",
            card=said(card),
            zone=zone.name,
        )
