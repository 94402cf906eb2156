"""What is wrong with a rate card: where it stands on the card, and what to do."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from enum import StrEnum
from itertools import combinations

from langkah.domain import weighing as weigh
from langkah.domain.freight import areas
from langkah.domain.freight.breaks import break_faults
from langkah.domain.freight.cards import said, weighing_of
from langkah.domain.freight.table import Per, RateCard, Surcharge, SurchargePer, Zone
from langkah.domain.reason import Reason, because
from langkah.reference import currencies
from langkah.reference.carriers import Mode

# The slowest ships take three or four months from door to door.
LONGEST_DAYS = 366
MOST_PERCENT = 500


class Part(StrEnum):
    """A part of a rate card; each is a sheet of its spreadsheet."""

    CARD = "card"
    ZONES = "zones"
    PRICES = "prices"
    ROUNDING = "rounding"
    SURCHARGES = "surcharges"


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong, and where: the part, the field, and its row there, counted from 0.

    A price has two numbers: its zone, and its row in it. The card itself has none.
    """

    part: Part
    field: str
    reason: Reason
    place: tuple[int, ...] = ()


def faults(card: RateCard) -> tuple[Reason, ...]:
    """What is wrong with a card, naming zone and weight; nothing wrong gives nothing."""
    return tuple(one.reason for one in located(card))


def located(card: RateCard) -> Iterator[Fault]:
    """What is wrong with a card, each fault with its place."""
    yield from _head(card)
    for place, zone in enumerate(card.zones):
        yield from _zone(card, zone, place)
    yield from _shared(card)
    yield from _weighing(card)
    for place, one in enumerate(card.surcharges):
        yield from _surcharge(card, one, place)


def _head(card: RateCard) -> Iterator[Fault]:
    where = {"card": said(card)}
    if card.currency not in currencies.CODES:
        sentence = because("{card}: “{currency}” is no currency.", currency=card.currency, **where)
        yield Fault(Part.CARD, "currency", sentence)
    yield from _end(card)
    if card.minimum is not None and card.minimum < 0:
        sentence = because("{card}: the least freight is below zero. Correct it.", **where)
        yield Fault(Part.CARD, "minimum", sentence)
    if not card.zones:
        sentence = because("{card}: there are no zones. Enter at least one.", **where)
        yield Fault(Part.ZONES, "zone", sentence, (0,))


def _end(card: RateCard) -> Iterator[Fault]:
    last = card.valid_to - timedelta(days=1) if card.valid_to else None
    if last and card.valid_until and last != card.valid_until:
        disagree = because(
            "{card}: it ends on {end} and holds no more on {next}. These disagree; write one.",
            card=said(card),
            end=card.valid_until,
            next=card.valid_to or "",
        )
        yield Fault(Part.CARD, "valid_until", disagree)
    ends = last or card.valid_until
    if ends and ends < card.valid_from:
        early = because("{card}: the card ends before it starts.", card=said(card))
        yield Fault(Part.CARD, "valid_until", early)


def _shared(card: RateCard) -> Iterator[Fault]:
    """Places that stand in two zones would have two prices."""
    seen: dict[str, str] = {}
    for place, zone in enumerate(card.zones):
        for country in zone.countries:
            if country in seen:
                twice = because(
                    "{card}: {country} stands in zone {first} and in zone {second}. "
                    "Leave it in one.",
                    card=said(card),
                    country=country,
                    first=seen[country],
                    second=zone.name,
                )
                yield Fault(Part.ZONES, "places", twice, (place,))
            seen[country] = zone.name
    every = [(area, place) for place, zone in enumerate(card.zones) for area in zone.areas]
    for (area, place), (other, after) in combinations(every, 2):
        if place != after and areas.overlap(area, other):
            both = because(
                "{card}: {area} of zone {first} and {other} of zone {second} share postcodes. "
                "Leave each in one.",
                card=said(card),
                area=areas.said(area),
                first=card.zones[place].name,
                other=areas.said(other),
                second=card.zones[after].name,
            )
            yield Fault(Part.ZONES, "places", both, (after,))


def _weighing(card: RateCard) -> Iterator[Fault]:
    weighing = weighing_of(card)
    for fault in weigh.doubtful(weighing):
        sentence = because("{card}: {fault}", card=said(card), fault=fault)
        yield Fault(Part.CARD, "divisor", sentence)
    for amount in (weighing.divisor, weighing.kg_per_m3):
        if amount is not None and amount <= 0:
            sentence = because(
                "{card}: how much counts as a kilogram must be above zero.", card=said(card)
            )
            yield Fault(Part.CARD, "divisor", sentence)
    for place, step in enumerate(weighing.steps):
        if step.step_kg <= 0:
            sentence = because("{card}: a rounding step must be above zero.", card=said(card))
            yield Fault(Part.ROUNDING, "step_kg", sentence, (place,))
    for place in weigh.not_rising(step.up_to_kg for step in weighing.steps):
        sentence = because(
            "{card}: the weights of the rounding steps must rise from row to row, and only "
            "the last row may be without end.",
            card=said(card),
        )
        yield Fault(Part.ROUNDING, "up_to_kg", sentence, (place,))


def _zone(card: RateCard, zone: Zone, number: int) -> Iterator[Fault]:
    """What is wrong with the places, days and prices of one zone."""
    where = {"card": said(card), "zone": zone.name}
    for field, reason in _of_zone(zone, where):
        yield Fault(Part.ZONES, field, reason, (number,))
    for place, column, fault in break_faults(zone.breaks):
        reason = because("{card}, zone {zone}: {fault}", fault=fault, **where)
        yield Fault(Part.PRICES, column, reason, (number, place))
    yield from _per(card, zone, number)


def _per(card: RateCard, zone: Zone, number: int) -> Iterator[Fault]:
    """Prices of something that the card does not sell, or cannot count."""
    where = {"card": said(card), "zone": zone.name}
    if card.mode is Mode.SEA_FCL:
        for place, one in enumerate(zone.breaks):
            if one.per is not Per.PARCEL:
                reason = because(
                    "{card}, zone {zone}: a whole container has one price. Write “parcel” here, "
                    "with the price of the container; prices by weight or by the cubic metre are "
                    "for a part of a container.",
                    **where,
                )
                yield Fault(Part.PRICES, "per", reason, (number, place))
        return
    if weighing_of(card).kg_per_m3:
        return
    for place, one in enumerate(zone.breaks):
        if one.per is Per.M3:
            reason = because(
                "{card}, zone {zone}: a price a cubic metre needs the kilograms that count as one.",
                **where,
            )
            yield Fault(Part.PRICES, "per", reason, (number, place))


def _of_zone(zone: Zone, where: dict[str, str]) -> Iterator[tuple[str, Reason]]:
    for fault in _places(zone):
        yield "places", because("{card}, zone {zone}: {fault}", fault=fault, **where)
    if not zone.breaks:
        yield "zone", because("{card}, zone {zone}: there are no prices.", **where)
    if not any(sign.isalnum() for sign in zone.name):
        yield "zone", because("{card}, zone {zone}: this is no name. Write one.", **where)
    least, most = zone.days_min, zone.days_max
    if min(least or 0, most or 0) < 0:
        field = "days_min" if (least or 0) < 0 else "days_max"
        yield field, because("{card}, zone {zone}: the days on the way are below zero.", **where)
    if max(least or 0, most or 0) > LONGEST_DAYS:
        field = "days_min" if (least or 0) > LONGEST_DAYS else "days_max"
        yield (
            field,
            because(
                "{card}, zone {zone}: {days} days on the way cannot be right. Write at most "
                "{most}.",
                days=max(least or 0, most or 0),
                most=LONGEST_DAYS,
                **where,
            ),
        )
    if None not in (least, most) and (least or 0) > (most or 0):
        yield (
            "days_max",
            because("{card}, zone {zone}: the shortest way is longer than the longest.", **where),
        )


def _places(zone: Zone | Surcharge) -> Iterator[Reason]:
    """What is wrong with the places of a zone, which must have some, or of a surcharge."""
    if isinstance(zone, Zone) and not zone.countries and not zone.areas:
        yield because("There is no country. Enter at least one.")
    for area in (*(areas.Area(country=code) for code in zone.countries), *zone.areas):
        yield from areas.faults(area)
    yield from areas.twice(zone.areas)


def _surcharge(card: RateCard, one: Surcharge, place: int) -> Iterator[Fault]:
    for field, reason in _of_surcharge(one, {"card": said(card), "surcharge": one.name}):
        yield Fault(Part.SURCHARGES, field, reason, (place,))


def _of_surcharge(one: Surcharge, where: dict[str, str]) -> Iterator[tuple[str, Reason]]:
    if not one.name.strip():
        yield (
            "name",
            because("{card}: a surcharge has no name. Write what it is for.", card=where["card"]),
        )
    yield from _amounts(one, where)
    if one.valid_from and one.valid_until and one.valid_until < one.valid_from:
        yield "valid_until", because("{card}, {surcharge}: it ends before it starts.", **where)
    for fault in _places(one):
        yield "places", because("{card}, {surcharge}: {fault}", fault=fault, **where)


def _amounts(one: Surcharge, where: dict[str, str]) -> Iterator[tuple[str, Reason]]:
    for field, amount in (("amount", one.amount), ("minimum", one.minimum)):
        if amount is not None and amount < 0:
            yield (
                field,
                because("{card}, {surcharge}: the amount is below zero. Correct it.", **where),
            )
    if one.per is SurchargePer.PERCENT and one.amount > MOST_PERCENT:
        yield (
            "amount",
            because(
                "{card}, {surcharge}: {percent} percent of the freight cannot be right. Write at "
                "most {most}, such as 14.5.",
                percent=one.amount,
                most=MOST_PERCENT,
                **where,
            ),
        )
    for field in ("above_kg", "above_side_cm", "above_girth_cm"):
        if (getattr(one, field) or Decimal(0)) < 0:
            yield field, because("{card}, {surcharge}: a weight or a side is below zero.", **where)
