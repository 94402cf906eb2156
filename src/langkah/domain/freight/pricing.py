"""Every card priced for the same cartons, cheapest first."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from math import prod

from langkah.domain import exchange
from langkah.domain import weighing as weigh
from langkah.domain.freight.cards import (
    limits_of,
    not_offered,
    said,
    to_door,
    weighing_of,
    zone_faults,
)
from langkah.domain.freight.case import (
    FreightAnswer,
    FreightCase,
    FreightLine,
    FreightOption,
    Per,
    Piece,
    RateCard,
    Surcharge,
    SurchargePer,
    Zone,
)
from langkah.domain.money import Money, total
from langkah.domain.reason import Reason, Refusal, because
from langkah.reference import countries
from langkah.reference.carriers import Mode, Weighing


def freight(case: FreightCase) -> FreightAnswer:
    """Every card priced for these cartons. Raises Refusal for impossible pieces or country."""
    problems = _problems(case)
    if problems:
        raise Refusal(*problems)
    options, refused = [], []
    for card in case.cards:
        try:
            options.append(_option(case, card))
        except Refusal as refusal:
            refused.append(not_offered(card, refusal.reasons))
    options.sort(key=order)
    return FreightAnswer(options=tuple(options), not_offered=tuple(refused))


_NEVER = 10_000


def order(option: FreightOption) -> tuple[Decimal, int, str, str]:
    """Cheapest first, then fastest; an unknown time counts as slow."""
    slowest = _NEVER if option.days_max is None else option.days_max
    return option.price.amount, slowest, option.carrier, option.service


def _problems(case: FreightCase) -> list[Reason]:
    found: list[Reason] = []
    if not case.pieces:
        found.append(because("There is nothing to send. Enter at least one carton."))
    for number, piece in enumerate(case.pieces, start=1):
        measures = (piece.length_cm, piece.width_cm, piece.height_cm, piece.weight_kg)
        if min(measures) <= 0:
            found.append(
                because("Carton {number}: sides and weight must be above zero.", number=number)
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
    zone = _usable(case, card)
    load = _Load.of(case.pieces, weighing_of(card), alone=priced_alone(card))
    base = sum((_base(card, zone, weight) for weight in load.charged_g), Decimal(0))
    lines = [FreightLine(name=because("Freight"), amount=Money(base, card.currency))]
    if card.minimum is not None and base < card.minimum:
        lines = [
            FreightLine(name=because("Minimum freight"), amount=Money(card.minimum, card.currency))
        ]
    carried = lines[0].amount
    lines += [
        FreightLine(name=because("{surcharge}", surcharge=one.name), amount=amount)
        for one in card.surcharges
        if (amount := _surcharge(one, case, load, carried)).amount
    ]
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
        valid_until=card.valid_until,
        to_door=to_door(card),
        source=card.source,
        is_example=card.is_example,
    )


def priced_alone(card: RateCard) -> bool:
    """Whether each carton has its own price; as usual for the mode when the card is silent."""
    return card.mode is Mode.POST if card.per_piece is None else card.per_piece


def _usable(case: FreightCase, card: RateCard) -> Zone:
    """The zone of the country on a card that holds and takes every piece, or a Refusal."""
    reasons: list[Reason] = []
    if case.day < card.valid_from or (card.valid_until and case.day > card.valid_until):
        reasons.append(
            because(
                "{card} does not hold on {day}. Enter the newer rates.",
                card=said(card),
                day=case.day,
            )
        )
    zone = next((one for one in card.zones if case.country in one.countries), None)
    if zone is None:
        reasons.append(
            because(
                "{card} has no zone for {country}. Add the country to a zone, or choose another.",
                card=said(card),
                country=countries.name(case.country),
            )
        )
    else:
        reasons += zone_faults(card, zone)
    if exchange.find(case.rates, card.currency, case.currency) is None:
        reasons.append(exchange.lacking(card.currency, case.currency))
    reasons += _too_big(case, card)
    if reasons or zone is None:
        raise Refusal(*reasons)
    return zone


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
    piece_charged_g: tuple[int, ...]

    @classmethod
    def of(cls, pieces: tuple[Piece, ...], weighing: Weighing, *, alone: bool) -> _Load:
        scales = weigh.scales(weighing)
        gross = tuple(weigh.grams(piece.weight_kg) for piece in pieces)
        volumes = tuple(prod(_sides(piece)) for piece in pieces)
        each = tuple(map(scales.charged, volumes, gross))
        if scales.g_per_m3:
            # Weight or measure is compared once for everything that goes together.
            least = int(weighing.minimum_m3 * scales.g_per_m3)
            charged: tuple[int, ...] = (max(scales.charged(sum(volumes), sum(gross)), least),)
        else:
            charged = each if alone else (sum(each),)
        return cls(gross, charged, each)


def _base(card: RateCard, zone: Zone, weight_g: int) -> Decimal:
    weight = weigh.kilograms(weight_g)
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


def _price(card: RateCard, zone: Zone, place: int, weight: Decimal) -> Decimal:
    one = zone.breaks[place]
    if one.per is Per.PARCEL:
        return one.price
    if one.per is Per.M3:
        return one.price * weight / (weighing_of(card).kg_per_m3 or 1)
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


def _surcharge(one: Surcharge, case: FreightCase, load: _Load, carried: Money) -> Money:
    if one.countries and case.country not in one.countries:
        return Money.zero(carried.currency)
    above = weigh.grams(one.above_kg) if one.above_kg is not None else -1
    heavy = [weight for weight in load.piece_charged_g if weight > above]
    if not heavy:
        return Money.zero(carried.currency)
    times = {
        SurchargePer.SHIPMENT: Decimal(1),
        SurchargePer.PIECE: Decimal(len(heavy)),
        SurchargePer.KG: weigh.kilograms(sum(heavy)),
        SurchargePer.PERCENT: carried.amount / 100,
    }
    return Money(one.amount * times[one.per], carried.currency)
