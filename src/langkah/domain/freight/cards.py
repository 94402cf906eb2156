"""What a rate card says, what is usual where it is silent, and when it counts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import groupby, zip_longest

from langkah.domain.freight.case import NotOffered
from langkah.domain.freight.table import RateCard
from langkah.domain.reason import Reason
from langkah.reference import carriers
from langkah.reference.carriers import Border, Limits, Mode, Weighing


def weighing_of(card: RateCard) -> Weighing:
    """How the card weighs; as usual for its mode when it does not say."""
    return card.weighing or carriers.habit(card.mode).weighing


def limits_of(card: RateCard) -> Limits:
    """What the card's carrier accepts; as usual for its mode when it does not say."""
    return card.limits or carriers.habit(card.mode).limits


def carton_limits(card: RateCard) -> Limits:
    """The biggest carton to pack for a card: by sea no bigger than one carried by hand.

    What goes by sea may be a whole pallet, but its cartons are still filled and lifted by people.
    """
    told = limits_of(card)
    if card.mode not in carriers.SEA:
        return told
    hand = carriers.habit(Mode.AIR).limits
    sides = zip_longest(sorted(told.sides_cm, reverse=True), hand.sides_cm)
    return replace(
        told,
        max_kg=min(filter(None, (told.max_kg, hand.max_kg)), default=None),
        sides_cm=tuple(min(filter(None, pair)) for pair in sides),
    )


def to_door(card: RateCard) -> bool:
    """Whether the way ends at the buyer's door; as usual for the mode when the card is silent."""
    return carriers.habit(card.mode).to_door if card.to_door is None else card.to_door


def border_of(card: RateCard) -> Border:
    """What the carrier asks at the border; as usual for the mode when the card is silent."""
    return card.border or carriers.border(card.mode)


def priced_alone(card: RateCard) -> bool:
    """Whether each carton has its own price; as usual for the mode when the card is silent."""
    return card.mode is Mode.POST if card.per_piece is None else card.per_piece


def said(card: RateCard) -> str:
    """What people call a card."""
    return f"{card.carrier}, {card.service}"


def not_offered(card: RateCard, reasons: tuple[Reason, ...]) -> NotOffered:
    """The card, with why it does not take the goods."""
    return NotOffered(card=card.name, carrier=card.carrier, service=card.service, reasons=reasons)


def last_day(card: RateCard) -> date | None:
    """The last day on which the card holds; None when no end is known."""
    return card.valid_to - timedelta(days=1) if card.valid_to else card.valid_until


def counts(card: RateCard, day: date) -> bool:
    """Whether the card holds on a day."""
    end = last_day(card)
    return card.valid_from <= day and (end is None or day <= end)


def followed(cards: Sequence[RateCard], day: date, leaves: date) -> dict[str, str]:
    """Cards that another of the same service stands in for on the day the goods leave: by name.

    Of the cards of one service counts the newest that holds when the goods leave; if none does,
    the newest that holds on `day`; if none does, the newest.
    """
    found: dict[str, str] = {}
    for _, group in groupby(sorted(cards, key=_service), key=_service):
        mine = list(group)
        held = (
            [one for one in mine if counts(one, leaves)]
            or [one for one in mine if counts(one, day)]
            or mine
        )
        first = max(one.valid_from for one in held)
        stands = [one for one in held if one.valid_from == first]
        found |= {one.name: stands[0].name for one in mine if one not in stands}
    return found


def _service(card: RateCard) -> tuple[str, str]:
    return card.carrier, card.service
