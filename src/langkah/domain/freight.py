"""What the way to the buyer costs: rate cards compared for the cartons of an order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from math import prod

from langkah.domain import exchange
from langkah.domain import weighing as weigh
from langkah.domain.exchange import Rate
from langkah.domain.money import Money, total
from langkah.domain.reason import Reason, Refusal, because
from langkah.reference import carriers, countries, currencies
from langkah.reference.carriers import Border, Limits, Mode, Weighing


class Per(StrEnum):
    """What a price of a weight break is for."""

    PARCEL = "parcel"
    KG = "kg"
    M3 = "m3"


class SurchargePer(StrEnum):
    """What a surcharge is counted on; a percentage is of the freight."""

    SHIPMENT = "shipment"
    PIECE = "piece"
    KG = "kg"
    PERCENT = "percent"


@dataclass(frozen=True, slots=True, kw_only=True)
class Break:
    """The price up to a chargeable weight (None: and above), of the parcel, a kg or a m3.

    `over_kg`: for cards that print both ends; it must be where the break before ended.
    """

    up_to_kg: Decimal | None = None
    price: Decimal
    per: Per = Per.PARCEL
    over_kg: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Zone:
    """Countries (ISO 3166-1 alpha-2) a card treats alike; days on the way, None unknown."""

    name: str
    countries: tuple[str, ...]
    days_min: int | None = None
    days_max: int | None = None
    breaks: tuple[Break, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Surcharge:
    """An amount in the card's currency, or a percentage (14.5), on top of the freight."""

    name: str
    per: SurchargePer
    amount: Decimal
    countries: tuple[str, ...] = ()
    above_kg: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RateCard:
    """What one service costs from `valid_from` to `valid_until` (both days included).

    What the card does not say is as usual for its mode: limits, weighing, whether each carton is
    priced alone (`per_piece`), whether the way ends at the buyer's door (`to_door`) or at a port,
    and what is asked at the border. People read carrier and service; `name` is for programs.
    """

    name: str
    carrier: str
    service: str
    mode: Mode
    currency: str = "IDR"
    valid_from: date
    valid_until: date | None = None
    zones: tuple[Zone, ...] = ()
    minimum: Decimal | None = None
    surcharges: tuple[Surcharge, ...] = ()
    limits: Limits | None = None
    weighing: Weighing | None = None
    per_piece: bool | None = None
    to_door: bool | None = None
    border: Border | None = None
    source: str = ""
    is_example: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """One carton: outer sides in cm, gross weight in kg."""

    length_cm: Decimal
    width_cm: Decimal
    height_cm: Decimal
    weight_kg: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class FreightCase:
    """Cartons to a country, leaving on `day`, shown in `currency`."""

    pieces: tuple[Piece, ...]
    country: str
    day: date
    cards: tuple[RateCard, ...]
    currency: str = "IDR"
    rates: tuple[Rate, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FreightLine:
    """Base freight, minimum or one surcharge, in the currency of the card."""

    name: Reason
    amount: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class FreightOption:
    """One service that takes the cartons; `price` in the case's currency, whole minor units."""

    card: str
    carrier: str
    service: str
    mode: Mode
    price: Money
    lines: tuple[FreightLine, ...]
    actual_kg: Decimal
    chargeable_kg: Decimal
    pieces: int
    zone: str
    days_min: int | None
    days_max: int | None
    valid_until: date | None
    to_door: bool
    source: str
    is_example: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class NotOffered:
    """A card that does not take these cartons, and why."""

    card: str
    carrier: str
    service: str
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FreightAnswer:
    """Options, cheapest first (then fastest), and the cards that cannot be used."""

    options: tuple[FreightOption, ...]
    not_offered: tuple[NotOffered, ...]


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


def faults(card: RateCard) -> tuple[Reason, ...]:
    """What is wrong with a card, naming zone and weight; nothing wrong gives nothing."""
    found: list[Reason] = []
    if card.currency not in currencies.CODES:
        found.append(
            because(
                "{card}: “{currency}” is no currency.", card=_said(card), currency=card.currency
            )
        )
    if card.valid_until and card.valid_until < card.valid_from:
        found.append(because("{card}: the card ends before it starts.", card=_said(card)))
    if not card.zones:
        found.append(because("{card}: there are no zones. Enter at least one.", card=_said(card)))
    seen: dict[str, str] = {}
    for zone in card.zones:
        found += _zone_faults(card, zone)
        for country in zone.countries:
            if country in seen:
                found.append(
                    because(
                        "{card}: {country} stands in zone {first} and in zone {second}. "
                        "Leave it in one.",
                        card=_said(card),
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


def _said(card: RateCard) -> str:
    return f"{card.carrier}, {card.service}"


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


def not_offered(card: RateCard, reasons: tuple[Reason, ...]) -> NotOffered:
    """The card, with why it does not take the goods."""
    return NotOffered(card=card.name, carrier=card.carrier, service=card.service, reasons=reasons)


def _zone_faults(card: RateCard, zone: Zone) -> list[Reason]:
    where = {"card": _said(card), "zone": zone.name}
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
    where = {"card": _said(card), "zone": zone.name, "weight": up_to}
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
            card=_said(card),
            zone=zone.name,
            end=before,
            start=one.over_kg,
        )
    if one.per is Per.M3 and not weighing_of(card).kg_per_m3:
        yield because(
            "{card}, zone {zone}: a price a cubic metre needs the kilograms that count as one.",
            card=_said(card),
            zone=zone.name,
        )


def _option(case: FreightCase, card: RateCard) -> FreightOption:
    zone = _usable(case, card)
    load = _Load.of(case.pieces, weighing_of(card), alone=_alone(card))
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


def _alone(card: RateCard) -> bool:
    return card.mode is Mode.POST if card.per_piece is None else card.per_piece


def _usable(case: FreightCase, card: RateCard) -> Zone:
    """The zone of the country on a card that holds and takes every piece, or a Refusal."""
    reasons: list[Reason] = []
    if case.day < card.valid_from or (card.valid_until and case.day > card.valid_until):
        reasons.append(
            because(
                "{card} does not hold on {day}. Enter the newer rates.",
                card=_said(card),
                day=case.day,
            )
        )
    zone = next((one for one in card.zones if case.country in one.countries), None)
    if zone is None:
        reasons.append(
            because(
                "{card} has no zone for {country}. Add the country to a zone, or choose another.",
                card=_said(card),
                country=countries.name(case.country),
            )
        )
    else:
        reasons += _zone_faults(card, zone)
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
            card=_said(card),
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
            card=_said(card),
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
