"""What is wrong with a rate card: by zone, weight and surcharge, each with what to do."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta
from decimal import Decimal
from itertools import combinations

from langkah.domain import weighing as weigh
from langkah.domain.freight import areas
from langkah.domain.freight.cards import said, weighing_of
from langkah.domain.freight.table import Break, Per, RateCard, Surcharge, SurchargePer, Zone
from langkah.domain.reason import Reason, because
from langkah.reference import currencies

MOST_PERCENT = 500


def faults(card: RateCard) -> tuple[Reason, ...]:
    """What is wrong with a card, naming zone and weight; nothing wrong gives nothing."""
    return (
        *_head(card),
        *(fault for zone in card.zones for fault in zone_faults(card, zone)),
        *_places(card),
        *_weighing(card),
        *(fault for one in card.surcharges for fault in _surcharge(card, one)),
    )


def _head(card: RateCard) -> Iterator[Reason]:
    if card.currency not in currencies.CODES:
        yield because(
            "{card}: “{currency}” is no currency.", card=said(card), currency=card.currency
        )
    last = card.valid_to - timedelta(days=1) if card.valid_to else None
    if last and card.valid_until and last != card.valid_until:
        yield because(
            "{card}: it ends on {end} and holds no more on {next}. These disagree; write one.",
            card=said(card),
            end=card.valid_until,
            next=card.valid_to or "",
        )
    ends = last or card.valid_until
    if ends and ends < card.valid_from:
        yield because("{card}: the card ends before it starts.", card=said(card))
    if card.minimum is not None and card.minimum < 0:
        yield because("{card}: the least freight is below zero. Correct it.", card=said(card))
    if not card.zones:
        yield because("{card}: there are no zones. Enter at least one.", card=said(card))


def _places(card: RateCard) -> Iterator[Reason]:
    """Places that stand in two zones would have two prices."""
    seen: dict[str, str] = {}
    for zone in card.zones:
        for country in zone.countries:
            if country in seen:
                yield because(
                    "{card}: {country} stands in zone {first} and in zone {second}. "
                    "Leave it in one.",
                    card=said(card),
                    country=country,
                    first=seen[country],
                    second=zone.name,
                )
            seen[country] = zone.name
    every = [(area, zone) for zone in card.zones for area in zone.areas]
    for (area, zone), (other, second) in combinations(every, 2):
        if zone.name != second.name and areas.overlap(area, other):
            yield because(
                "{card}: {area} of zone {first} and {other} of zone {second} share postcodes. "
                "Leave each in one.",
                card=said(card),
                area=areas.said(area),
                first=zone.name,
                other=areas.said(other),
                second=second.name,
            )


def _weighing(card: RateCard) -> Iterator[Reason]:
    weighing = weighing_of(card)
    for fault in weigh.doubtful(weighing):
        yield because("{card}: {fault}", card=said(card), fault=fault)
    for amount in (weighing.divisor, weighing.kg_per_m3):
        if amount is not None and amount <= 0:
            yield because(
                "{card}: how much counts as a kilogram must be above zero.", card=said(card)
            )
    before: Decimal | None = Decimal(0)
    for step in weighing.steps:
        if step.step_kg <= 0:
            yield because("{card}: a rounding step must be above zero.", card=said(card))
        if before is None or (step.up_to_kg is not None and step.up_to_kg <= before):
            yield because(
                "{card}: the weights of the rounding steps must rise from row to row, and only "
                "the last row may be without end.",
                card=said(card),
            )
        before = step.up_to_kg


def zone_faults(card: RateCard, zone: Zone) -> Iterator[Reason]:
    """What is wrong with the places, days and prices of one zone."""
    where = {"card": said(card), "zone": zone.name}
    for fault in place_faults(zone):
        yield because("{card}, zone {zone}: {fault}", fault=fault, **where)
    if not zone.breaks:
        yield because("{card}, zone {zone}: there are no prices.", **where)
    if min(zone.days_min or 0, zone.days_max or 0) < 0:
        yield because("{card}, zone {zone}: the days on the way are below zero.", **where)
    if None not in (zone.days_min, zone.days_max) and (zone.days_min or 0) > (zone.days_max or 0):
        yield because("{card}, zone {zone}: the shortest way is longer than the longest.", **where)
    for _, _, fault in break_faults(zone.breaks):
        yield because("{card}, zone {zone}: {fault}", fault=fault, **where)
    if any(one.per is Per.M3 for one in zone.breaks) and not weighing_of(card).kg_per_m3:
        yield because(
            "{card}, zone {zone}: a price a cubic metre needs the kilograms that count as one.",
            **where,
        )


def place_faults(zone: Zone | Surcharge) -> Iterator[Reason]:
    """What is wrong with the places of a zone, which must have some, or of a surcharge."""
    if isinstance(zone, Zone) and not zone.countries and not zone.areas:
        yield because("There is no country. Enter at least one.")
    for area in (*(areas.Area(country=code) for code in zone.countries), *zone.areas):
        yield from areas.faults(area)
    yield from areas.twice(zone.areas)


def break_faults(breaks: Sequence[Break]) -> Iterator[tuple[int, str, Reason]]:
    """Faults of the prices of one zone: which break (from 0), which column of it, what and why."""
    before: Decimal | None = Decimal(0)
    for place, one in enumerate(breaks):
        weight: Decimal | str = "∞" if one.up_to_kg is None else one.up_to_kg
        if one.price < 0:
            yield (
                place,
                "price",
                because("Up to {weight} kg the price is below zero. Correct it.", weight=weight),
            )
        if one.per is Per.STEP and (one.step_kg is None or one.step_kg <= 0):
            yield (
                place,
                "step_kg",
                because("A price of a step needs how many kilograms a step is, such as 0.5."),
            )
        for column, reason in _weight(one, before):
            yield place, column, reason
        before = one.up_to_kg


def _weight(one: Break, before: Decimal | None) -> Iterator[tuple[str, Reason]]:
    """Faults of where a break begins and ends; `before`: where the last one ended."""
    for column, weight in (("over_kg", one.over_kg), ("up_to_kg", one.up_to_kg)):
        if weight is not None and weight < 0:
            yield column, because("A weight is below zero. Write kilograms above zero.")
            return
    if before is None or (one.up_to_kg is not None and one.up_to_kg <= before):
        yield (
            "up_to_kg",
            because(
                "Up to {weight} kg: weights must rise from row to row, and only the last row may "
                "be without end.",
                weight="∞" if one.up_to_kg is None else one.up_to_kg,
            ),
        )
    elif one.over_kg is not None and one.over_kg != before:
        yield "over_kg", _gap(before, one.over_kg)


def _gap(end: Decimal, start: Decimal) -> Reason:
    if start > end:
        return because(
            "Between {end} kg and {start} kg there is a hole. Let this row begin at {end} kg, or "
            "add a row between.",
            end=end,
            start=start,
        )
    return because(
        "Between {start} kg and {end} kg there is an overlap: two prices for one weight. Let this "
        "row begin at {end} kg.",
        end=end,
        start=start,
    )


def _surcharge(card: RateCard, one: Surcharge) -> Iterator[Reason]:
    where = {"card": said(card), "surcharge": one.name}
    if not one.name.strip():
        yield because("{card}: a surcharge has no name. Write what it is for.", card=said(card))
    if min(one.amount, one.minimum or Decimal(0)) < 0:
        yield because("{card}, {surcharge}: the amount is below zero. Correct it.", **where)
    if one.per is SurchargePer.PERCENT and one.amount > MOST_PERCENT:
        yield because(
            "{card}, {surcharge}: {percent} percent of the freight cannot be right. Write at most "
            "{most}, such as 14.5.",
            percent=one.amount,
            most=MOST_PERCENT,
            **where,
        )
    bounds = (one.above_kg, one.above_side_cm, one.above_girth_cm)
    if any(bound is not None and bound < 0 for bound in bounds):
        yield because("{card}, {surcharge}: a weight or a side is below zero.", **where)
    if one.valid_from and one.valid_until and one.valid_until < one.valid_from:
        yield because("{card}, {surcharge}: it ends before it starts.", **where)
    for fault in place_faults(one):
        yield because("{card}, {surcharge}: {fault}", fault=fault, **where)
