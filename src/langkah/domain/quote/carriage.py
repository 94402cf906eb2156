"""The way to the buyer: each card's own cartons, every card priced, one chosen."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import prod

from langkah.domain import cartons as packing
from langkah.domain import freight as lane
from langkah.domain.cartons import BoxedPairs, CartonCase, CartonPlan, PiecePrice
from langkah.domain.freight import FreightCase, FreightOption, NotOffered, Piece, RateCard
from langkah.domain.product import Box, sizes_not_made
from langkah.domain.quote.case import QuoteCase, QuotedLine
from langkah.domain.quote.parcels import prices
from langkah.domain.reason import Reason, Refusal, because
from langkah.reference.carriers import SEA, Limits, Weighing
from langkah.reference.incoterms import TERMS


@dataclass(frozen=True, slots=True)
class Carriage:
    """What the way costs with each card, and with the chosen one; `reasons`: why none is."""

    options: tuple[FreightOption, ...] = ()
    not_offered: tuple[NotOffered, ...] = ()
    chosen: FreightOption | None = None
    card: RateCard | None = None
    plan: CartonPlan | None = None
    reasons: tuple[Reason, ...] = ()


def carriage(case: QuoteCase) -> Carriage:
    """Cartons and freight of the quote. Raises nothing: what is not known is a reason."""
    boxes = tuple(box for line in case.lines for box in boxed(line))
    foreign = tuple(reason for line in case.lines for reason in not_made(line))
    if foreign:
        return Carriage(reasons=foreign)
    try:
        usual = packing.cartons(carton_case(case, None, boxes)) if not case.cards else None
        return _with_cards(case, boxes) if usual is None else _without(usual)
    except Refusal as refusal:
        return Carriage(reasons=refusal.reasons)


def boxed(line: QuotedLine) -> tuple[BoxedPairs, ...]:
    """The boxes of a line; a size still to be agreed takes the biggest box of the product."""
    known = {one.size: one.box for one in line.boxes}
    biggest = max((box for box in known.values() if box), key=_volume, default=None)
    return tuple(
        BoxedPairs(
            product=line.title or line.product,
            size=one.size,
            pairs=one.pairs,
            box=known.get(one.size) if one.size else biggest,
        )
        for one in line.cost.sizes
    )


def not_made(line: QuotedLine) -> tuple[Reason, ...]:
    """Sizes that the product does not come in; a product without any size told is not judged."""
    return sizes_not_made(
        line.title or line.product,
        (one.size for one in line.cost.sizes),
        (one.size for one in line.boxes),
    )


def _volume(box: Box) -> int:
    return int(prod((box.length_cm, box.width_cm, box.height_cm)) * 1000)


def _without(plan: CartonPlan) -> Carriage:
    reason = because("There is no rate card. Enter what one carrier asks, then freight is known.")
    return Carriage(plan=plan, reasons=(reason,))


def _with_cards(case: QuoteCase, boxes: tuple[BoxedPairs, ...]) -> Carriage:
    _measured(boxes)
    plans: _Plans = {}
    options: list[FreightOption] = []
    refused: list[NotOffered] = []
    newer = lane.followed(case.cards, case.quote_date, case.ship_date or case.quote_date)
    wanted = newer.get(case.card, case.card) if case.card else None
    for card in case.cards:
        if card.name in newer:
            continue
        plan = _plan(carton_case(case, card, boxes), plans)
        if isinstance(plan, Refusal):
            refused.append(lane.not_offered(card, plan.reasons))
            continue
        found = lane.freight(freight_case(case, card, plan))
        options += found.options
        refused += found.not_offered
    options.sort(key=lane.order)
    chosen, reasons = _chosen(replace(case, card=wanted), options, refused)
    taken = next((one for one in case.cards if chosen and one.name == chosen.card), None)
    made = _plan(carton_case(case, taken or case.cards[0], boxes), plans)
    return Carriage(
        options=tuple(options),
        not_offered=tuple(refused),
        chosen=chosen,
        card=taken,
        plan=None if isinstance(made, Refusal) else made,
        reasons=reasons,
    )


def _measured(boxes: tuple[BoxedPairs, ...]) -> None:
    """Refuse before any card is tried, so that an unmeasured box is said once."""
    reasons = tuple(packing.unmeasured(boxes))
    if reasons:
        raise Refusal(*reasons)


def carton_case(
    case: QuoteCase, card: RateCard | None, boxes: tuple[BoxedPairs, ...]
) -> CartonCase:
    """What cartons for a card are asked; without a card those usual for couriers."""
    asked = CartonCase(boxes=boxes, stock=case.stock, only_stock=case.only_stock, compare=False)
    if card is None:
        return asked
    return replace(
        asked,
        limits=lane.carton_limits(card),
        weighing=lane.weighing_of(card),
        prices=prices(card, case.country, case.postcode),
    )


# One quote's cartons by what differs from card to card
_Plans = dict[tuple[Limits | None, Weighing | None, tuple[PiecePrice, ...]], CartonPlan | Refusal]


def _plan(asked: CartonCase, plans: _Plans) -> CartonPlan | Refusal:
    differing = asked.limits, asked.weighing, asked.prices
    found = plans.get(differing)
    if found is None:
        try:
            found = packing.cartons(asked)
        except Refusal as refusal:
            found = refusal
        plans[differing] = found
    return found


def freight_case(case: QuoteCase, card: RateCard, plan: CartonPlan) -> FreightCase:
    """What one card is asked for the cartons of a plan."""
    return FreightCase(
        pieces=tuple(
            Piece(
                length_cm=one.length_cm,
                width_cm=one.width_cm,
                height_cm=one.height_cm,
                weight_kg=one.gross_kg,
            )
            for one in plan.cartons
        ),
        country=case.country,
        postcode=case.postcode,
        home=case.consumer,
        day=case.quote_date,
        leaves=case.ship_date,
        cards=(card,),
        currency=case.currency,
        rates=case.rates,
    )


def _chosen(
    case: QuoteCase, options: list[FreightOption], refused: list[NotOffered]
) -> tuple[FreightOption | None, tuple[Reason, ...]]:
    """The chosen option, or the reasons why there is none; `options` are cheapest first."""
    if case.card is not None:
        found = next((one for one in options if one.card == case.card), None)
        refusal = next((one for one in refused if one.card == case.card), None)
        unknown = because("The chosen rate card is not there any more. Choose another.")
        return found, () if found else (refusal.reasons if refusal else (unknown,))
    if not options:
        reasons = [reason for one in refused for reason in one.reasons]
        return None, tuple(dict.fromkeys(reasons))
    wish = TERMS.get(case.term)
    ships = [one for one in options if one.mode in SEA]
    if wish is not None and wish.sea and ships:
        return ships[0], ()
    duty_paid = case.term in ("", "DDP")
    return lane.fitting(options, case.cards, duty_paid=duty_paid)[0], ()
