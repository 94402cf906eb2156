"""Every card priced for the same cartons, cheapest first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_CEILING, Decimal
from itertools import pairwise
from math import prod

from langkah.domain import exchange
from langkah.domain import weighing as weigh
from langkah.domain.freight import surcharges
from langkah.domain.freight.cards import (
    counts,
    followed,
    last_day,
    limits_of,
    not_offered,
    priced_alone,
    said,
    to_door,
    weighing_of,
)
from langkah.domain.freight.case import (
    FreightAnswer,
    FreightCase,
    FreightLine,
    FreightOption,
    Piece,
)
from langkah.domain.freight.containers import in_one
from langkah.domain.freight.faults import faults
from langkah.domain.freight.table import Per, RateCard, SurchargePer, Zone
from langkah.domain.freight.zones import zone_of
from langkah.domain.money import Money, total
from langkah.domain.reason import Reason, Refusal, Value, because, placed
from langkah.reference import countries, currencies
from langkah.reference.carriers import Mode, Weighing


def freight(case: FreightCase) -> FreightAnswer:
    """Every card priced for these cartons. Raises Refusal for impossible pieces or country."""
    wrong = problems(case)
    if wrong:
        raise Refusal(*wrong)
    options, refused = [], []
    newer = followed(case.cards, case.day, _leaves(case))
    for card in case.cards:
        if card.name in newer:
            refused.append(not_offered(card, (_newer(case, card),)))
            continue
        try:
            options.append(_option(case, card))
        except Refusal as refusal:
            refused.append(not_offered(card, refusal.reasons))
    options.sort(key=order)
    return FreightAnswer(options=tuple(options), not_offered=tuple(refused))


def _newer(case: FreightCase, card: RateCard) -> Reason:
    return because(
        "Another card of {card} counts on {day}, when the goods leave.",
        card=said(card),
        day=_leaves(case),
    )


_NEVER = 10_000


def order(option: FreightOption) -> tuple[Decimal, int, str, str]:
    """Cheapest first, then fastest; an unknown time counts as slow."""
    slowest = _NEVER if option.days_max is None else option.days_max
    return option.price.amount, slowest, option.carrier, option.service


def problems(case: FreightCase) -> list[Reason]:
    """Pieces, a country or a currency that cannot be, each at its field."""
    found: list[Reason] = []
    if not case.pieces:
        nothing = because("There is nothing to send. Enter at least one carton.")
        found.append(placed("pieces", nothing))
    for place, piece in enumerate(case.pieces):
        say = because("Carton {number}: sides and weight must be above zero.", number=place + 1)
        found += [placed(f"pieces.{place}.{name}", say) for name in weigh.not_above_zero(piece)]
    if case.currency not in currencies.CODES:
        found.append(
            because(
                "currency: “{code}” is not a currency Langkah knows; use a code such as EUR.",
                code=case.currency,
            )
        )
    if case.country not in countries.names("en"):
        found.append(
            because(
                "country: “{country}” is not a country code. Use two letters such as NL.",
                country=case.country,
            )
        )
    return found


def _option(case: FreightCase, card: RateCard) -> FreightOption:
    zone, notes = _usable(case, card)
    notes += in_one(card, zone, case.pieces)
    load = _Load.of(case.pieces, weighing_of(card), alone=priced_alone(card))
    base = sum((_base(card, zone, weight) for weight in load.charged_g), Decimal(0))
    name = because("Freight")
    if card.minimum is not None and base < card.minimum:
        name, base = because("Minimum freight"), card.minimum
    carries = Money(base, card.currency)
    more, open_ones = _on_top(case, card, load, carries)
    lines = [FreightLine(name=name, amount=carries.rounded()), *more]
    price = exchange.converted(
        total([line.amount for line in lines], card.currency), case.currency, case.rates
    )
    return FreightOption(
        card=card.name,
        carrier=card.carrier,
        service=card.service,
        mode=card.mode,
        price=price.rounded(),
        lines=tuple(lines),
        actual_kg=weigh.kilograms(sum(load.gross_g)),
        chargeable_kg=weigh.kilograms(sum(load.charged_g)),
        pieces=len(case.pieces),
        zone=zone.name,
        days_min=zone.days_min,
        days_max=zone.days_max,
        valid_until=last_day(card),
        to_door=to_door(card),
        source=card.source,
        is_example=card.is_example,
        includes=card.includes,
        notes=(*notes, *open_ones),
    )


def _on_top(
    case: FreightCase, card: RateCard, load: _Load, base: Money
) -> tuple[list[FreightLine], list[Reason]]:
    """A line for each surcharge that is due, and a sentence for each that may be."""
    place = surcharges.Place(
        country=case.country, postcode=case.postcode, home=case.home, leaves=_leaves(case)
    )
    lines, notes = [], []
    for one in card.surcharges:
        asked = surcharges.amount(one, load.pieces, sum(load.charged_g), base).rounded()
        if not asked.amount:
            continue
        is_due = surcharges.due(one, place)
        if is_due:
            name = because("{surcharge}", surcharge=one.name)
            lines.append(FreightLine(name=name, amount=asked))
        elif is_due is None:
            notes.append(surcharges.open_question(one, place))
    return lines, notes


def _leaves(case: FreightCase) -> date:
    return case.leaves or case.day


def _usable(case: FreightCase, card: RateCard) -> tuple[Zone, list[Reason]]:
    """The zone of the place on a card that holds and takes every piece, or a Refusal.

    With what should be known about that price.
    """
    notes, reasons = _in_time(case, card)
    zone, why = zone_of(card, case.country, case.postcode)
    reasons += faults(card)
    if zone is None:
        reasons += why
    if exchange.find(case.rates, card.currency, case.currency) is None:
        reasons.append(exchange.lacking(card.currency, case.currency))
    reasons += _too_big(case, card)
    if reasons or zone is None:
        raise Refusal(*reasons)
    return zone, notes + why


def _in_time(case: FreightCase, card: RateCard) -> tuple[list[Reason], list[Reason]]:
    """What to know of a card that holds only on the day of the question; why one holds not at all.

    What the goods cost when they leave is nobody's word yet then; today's price is the best there
    is, and is marked.
    """
    leaves, end = _leaves(case), last_day(card)
    if counts(card, leaves):
        return [], []
    if not counts(card, case.day):
        sentence = because(
            "{card} does not hold on {day}. Enter the newer rates.", card=said(card), day=leaves
        )
        return [], [sentence]
    told: dict[str, Value] = {"carrier": card.carrier, "service": card.service, "day": leaves}
    if end is None or leaves < card.valid_from:
        say = because(
            "The rates of {carrier}, {service} begin on {start}, after the goods leave on {day}.",
            start=card.valid_from,
            **told,
        )
    else:
        say = because(
            "The rates of {carrier}, {service} end on {end}, before the goods leave on {day}.",
            end=end,
            **told,
        )
    return [say], []


def _too_big(case: FreightCase, card: RateCard) -> list[Reason]:
    bounds = weigh.bounds(limits_of(card))
    return [
        because(
            "{card} does not take carton {number}: {length} x {width} x {height} cm, {kg} kg.",
            card=said(card),
            number=number,
            length=piece.length_cm,
            width=piece.width_cm,
            height=piece.height_cm,
            kg=piece.weight_kg,
        )
        for number, piece in enumerate(case.pieces, start=1)
        if not bounds.take(_sides(piece)) or weigh.grams(piece.weight_kg) > bounds.max_g
    ]


def _sides(piece: Piece) -> tuple[int, int, int]:
    length, width, height = map(weigh.whole_cm, (piece.length_cm, piece.width_cm, piece.height_cm))
    return length, width, height


@dataclass(frozen=True, slots=True)
class _Load:
    """The pieces in whole grams; `charged_g` has one weight a piece, or one of the shipment."""

    gross_g: tuple[int, ...]
    charged_g: tuple[int, ...]
    pieces: tuple[surcharges.Weighed, ...]

    @classmethod
    def of(cls, pieces: tuple[Piece, ...], weighing: Weighing, *, alone: bool) -> _Load:
        scales = weigh.scales(weighing)
        gross = tuple(weigh.grams(piece.weight_kg) for piece in pieces)
        sides = tuple(map(_sides, pieces))
        volumes = tuple(map(prod, sides))
        each = tuple(map(scales.charged, volumes, gross))
        if scales.g_per_m3:
            # Weight or measure is compared once for everything that goes together.
            least = int(weighing.minimum_m3 * scales.g_per_m3)
            charged: tuple[int, ...] = (max(scales.charged(sum(volumes), sum(gross)), least),)
        else:
            charged = each if alone else (sum(each),)
        weighed = (
            surcharges.Weighed(charged_g=weight, sides_cm=side)
            for weight, side in zip(each, sides, strict=True)
        )
        return cls(gross, charged, tuple(weighed))


def _base(card: RateCard, zone: Zone, weight_g: int) -> Decimal:
    return carried(card, zone, weigh.kilograms(weight_g))


def carried(card: RateCard, zone: Zone, weight: Decimal) -> Decimal:
    """What a zone asks for a chargeable weight in kg, in the card's currency, nothing on top.

    Raises Refusal where the zone has no price for it.
    """
    for place, one in enumerate(zone.breaks):
        if one.up_to_kg is None or weight <= one.up_to_kg:
            return _price(card, zone, place, weight)
    raise Refusal(
        because(
            "{card}, zone {zone}: there is no price for {weight} kg. Enter one, or pack smaller.",
            card=said(card),
            zone=zone.name,
            weight=weight,
        )
    )


def doubts(card: RateCard) -> Iterator[Reason]:
    """Weights at which a price falls although more is sent: allowed, but often a slip of the hand.

    Looked at where a break ends: at the weight itself and at the next one that is charged. And
    percentages below one, which are often a share: 0.18 for 18 percent.
    """
    for extra in card.surcharges:
        if extra.per is SurchargePer.PERCENT and 0 < extra.amount < 1:
            yield because(
                "{surcharge}: {share} percent of the freight is less than one. Look whether "
                "{percent} percent is meant.",
                surcharge=extra.name,
                share=extra.amount,
                percent=(extra.amount * 100).normalize() + 0,
            )
    scales = weigh.scales(weighing_of(card))
    for zone in card.zones:
        for one, after in pairwise(zone.breaks):
            end = one.up_to_kg or Decimal(0)
            heavier = weigh.kilograms(scales.charged(0, weigh.grams(end) + 1))
            if after.up_to_kg is not None and heavier > after.up_to_kg:
                continue
            light, heavy = carried(card, zone, end), carried(card, zone, heavier)
            if heavy < light:
                yield because(
                    "Zone {zone}: {heavier} kg cost {less}, less than {lighter} kg with {more}. "
                    "Look whether both prices are right.",
                    zone=zone.name,
                    heavier=heavier,
                    less=Money(heavy, card.currency),
                    lighter=end,
                    more=Money(light, card.currency),
                )


def _price(card: RateCard, zone: Zone, place: int, weight: Decimal) -> Decimal:
    one = zone.breaks[place]
    if one.per is Per.PARCEL:
        return one.price
    if one.per is Per.M3:
        return one.price * weight / (weighing_of(card).kg_per_m3 or 1)
    if one.per is Per.STEP:
        start = (zone.breaks[place - 1].up_to_kg or Decimal(0)) if place else Decimal(0)
        before = _price(card, zone, place - 1, start) if place else Decimal(0)
        steps = ((weight - start) / (one.step_kg or 1)).to_integral_value(ROUND_CEILING)
        return before + one.price * steps
    prices = [one.price * weight]
    if card.mode is Mode.AIR:
        # Air cargo may be declared as heavy as the next break begins when that costs less.
        ends = [before.up_to_kg or Decimal(0) for before in zone.breaks[place:-1]]
        prices += [
            end * after.price
            for end, after in zip(ends, zone.breaks[place + 1 :], strict=True)
            if after.per is Per.KG
        ]
    return min(prices)
