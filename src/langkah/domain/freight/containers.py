"""Whole containers: a price of one is not the price of all that is sent."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from decimal import ROUND_CEILING, Decimal
from functools import lru_cache
from math import prod

from langkah.domain.freight.cards import said
from langkah.domain.freight.case import Piece
from langkah.domain.freight.table import Per, RateCard, Zone
from langkah.domain.loading import LoadCase, LoadItem, Room, load
from langkah.domain.reason import Reason, Refusal, because
from langkah.reference import carriers
from langkah.reference.carriers import Mode

# A quick look, as for a packing plan
_EFFORT = 4_000
_SMALL, _LARGE, _HIGH = "20ft", "40ft", "40ft-high"
Sides = tuple[Decimal, Decimal, Decimal]


def in_one(card: RateCard, zone: Zone, pieces: Sequence[Piece]) -> list[Reason]:
    """What to know of a price a container; nothing where the goods fit into the smallest.

    Raises Refusal where they need more than one: cards do not say of which size their price is.
    """
    if card.mode is not Mode.SEA_FCL or all(one.per is not Per.PARCEL for one in zone.breaks):
        return []
    sizes = _counted(pieces)
    least = _least(pieces)
    if least == 1:
        if _fits(_SMALL, sizes):
            return []
        if _fits(_LARGE, sizes) or _fits(_HIGH, sizes):
            return [
                because(
                    "These goods need a container of 40 feet. Look whether the price of {card} is "
                    "for one.",
                    card=said(card),
                )
            ]
    raise Refusal(
        because(
            "The price of {card} is for one container, and these goods need at least {count}. Ask "
            "the carrier for the price of all, or send them in parts.",
            card=said(card),
            count=max(2, least),
        )
    )


def _least(pieces: Sequence[Piece]) -> int:
    """How many of the largest containers the volume and the weight fill at least."""
    room = carriers.containers()[_HIGH]
    volume = sum(one.length_cm * one.width_cm * one.height_cm for one in pieces)
    length, width, height = room.inner_cm
    filled = [volume / (length * width * height)]
    if room.max_kg:
        filled.append(sum((one.weight_kg for one in pieces), Decimal(0)) / room.max_kg)
    return int(max(filled).to_integral_value(ROUND_CEILING))


def _counted(pieces: Sequence[Piece]) -> tuple[tuple[Sides, int, Decimal], ...]:
    """Equal pieces together, each as heavy as the heaviest of its size."""
    sides = [(one.length_cm, one.width_cm, one.height_cm) for one in pieces]
    heaviest: dict[Sides, Decimal] = {}
    for size, one in zip(sides, pieces, strict=True):
        heaviest[size] = max(one.weight_kg, heaviest.get(size, one.weight_kg))
    counts = Counter(sides)
    return tuple((size, counts[size], heaviest[size]) for size in sorted(counts, key=prod))


@lru_cache(maxsize=64)
def _fits(name: str, sizes: tuple[tuple[Sides, int, Decimal], ...]) -> bool:
    """Whether everything stands upright in one container of this size."""
    length, width, height = carriers.containers()[name].inner_cm
    items = tuple(
        LoadItem(
            name=str(place),
            length_cm=sides[0],
            width_cm=sides[1],
            height_cm=sides[2],
            count=count,
            weight_kg=kilograms,
        )
        for place, (sides, count, kilograms) in enumerate(sizes)
    )
    room = Room(
        length_cm=length,
        width_cm=width,
        height_cm=height,
        max_kg=carriers.containers()[name].max_kg,
    )
    return not load(LoadCase(room=room, items=items, effort=_EFFORT)).left
