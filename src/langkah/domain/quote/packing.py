"""How the pairs of a quote are packed: its cartons, what they save, pallets and containers."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from math import prod

from langkah.domain import cartons as packing
from langkah.domain import freight as lane
from langkah.domain.cartons import BoxedPairs, CartonCase, CartonPlan
from langkah.domain.freight import RateCard
from langkah.domain.loading import LoadCase, LoadItem, Room, load
from langkah.domain.money import Money
from langkah.domain.quote.carriage import boxed, carriage, carton_case, freight_case
from langkah.domain.quote.case import QuoteCase
from langkah.domain.reason import Reason, Refusal
from langkah.reference import carriers
from langkah.reference.carriers import Container

# A quick look: cartons are few kinds, and a page waits for it.
_EFFORT = 4_000
_MOST_ROOMS = 40
# Smaller goods are carried by hand; nobody asks for pallets.
LEAST_M3 = Decimal("0.3")


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """One way to choose cartons: `cut`, `stock` (ready-made), or `one` of these alone, named.

    Unknown figures are None: the boxes do not fit, or the carrier does not take them.
    """

    name: str
    stock: str = ""
    cartons: int | None = None
    chargeable_kg: Decimal | None = None
    freight: Money | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rooms:
    """The cartons in rooms of one kind: how many in each; how far they reach into the last."""

    name: str
    inner_cm: tuple[Decimal, Decimal, Decimal]
    cartons: tuple[int, ...]
    reach_cm: Decimal
    left: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Packing:
    """The plan for the carrier's card, or the reasons why there is none; the chosen way first.

    `saved` is freight, and `saved_kg` chargeable weight, against ready-made cartons.
    """

    plan: CartonPlan | None = None
    card: RateCard | None = None
    ways: tuple[Way, ...] = ()
    saved_kg: Decimal | None = None
    saved: Money | None = None
    rooms: tuple[Rooms, ...] = ()
    reasons: tuple[Reason, ...] = ()


def pack(case: QuoteCase) -> Packing:
    """How the pairs of a quote are packed. Raises nothing: what is not known is a reason."""
    way = carriage(case)
    if way.plan is None:
        return Packing(reasons=way.reasons)
    boxes = tuple(box for line in case.lines for box in boxed(line))
    ways = _ways(case, way.card, way.plan, boxes)
    chosen, stock = ways[0], ways[1]
    return Packing(
        plan=way.plan,
        card=way.card,
        ways=ways,
        saved_kg=_less(stock.chargeable_kg, chosen.chargeable_kg),
        saved=stock.freight - chosen.freight if stock.freight and chosen.freight else None,
        rooms=_rooms(way.plan),
    )


def _less(before: Decimal | None, after: Decimal | None) -> Decimal | None:
    return None if before is None or after is None else before - after


def _ways(
    case: QuoteCase, card: RateCard | None, plan: CartonPlan, boxes: tuple[BoxedPairs, ...]
) -> tuple[Way, ...]:
    asked = carton_case(case, card, boxes)
    compared = packing.cartons(replace(asked, compare=True))
    named = next((one.stock for one in compared.choices if one.name == "one"), "")
    ready = replace(asked, only_stock=True)
    alone = replace(ready, stock=tuple(one for one in carriers.stock() if one.name == named))
    return (
        _way(case, card, "cut", plan),
        _way(case, card, "stock", _packed(ready)),
        *([_way(case, card, "one", _packed(alone), named)] if named else ()),
    )


def _packed(case: CartonCase) -> CartonPlan | None:
    try:
        return packing.cartons(case)
    except Refusal:
        return None


def _way(
    case: QuoteCase, card: RateCard | None, name: str, plan: CartonPlan | None, stock: str = ""
) -> Way:
    if plan is None:
        return Way(name=name, stock=stock)
    found = lane.freight(freight_case(case, card, plan)).options if card else ()
    return Way(
        name=name,
        stock=stock,
        cartons=len(plan.cartons),
        chargeable_kg=plan.chargeable_kg,
        freight=found[0].price if found else None,
    )


@lru_cache(maxsize=32)
def _rooms(plan: CartonPlan) -> tuple[Rooms, ...]:
    """On pallets and in the smallest container that takes all, where there is enough to load."""
    if plan.volume_m3 < LEAST_M3:
        return ()
    known = carriers.containers()
    found = [_in("pallet", known["pallet"], plan)]
    for name in ("20ft", "40ft", "40ft-high"):
        boxes = _in(name, known[name], plan)
        if len(boxes.cartons) == 1 and not boxes.left:
            return (*found, boxes)
    return (*found, boxes)


def _in(name: str, room: Container, plan: CartonPlan) -> Rooms:
    length, width, height = room.inner_cm
    answer = load(
        LoadCase(
            room=Room(length_cm=length, width_cm=width, height_cm=height, max_kg=room.max_kg),
            items=_items(plan),
            most_rooms=_MOST_ROOMS,
            effort=_EFFORT,
        )
    )
    last = answer.rooms[-1].placements if answer.rooms else ()
    return Rooms(
        name=name,
        inner_cm=room.inner_cm,
        cartons=tuple(len(one.placements) for one in answer.rooms),
        reach_cm=max((one.x_cm + one.length_cm for one in last), default=Decimal(0)),
        left=sum(one.count for one in answer.left),
    )


def _items(plan: CartonPlan) -> tuple[LoadItem, ...]:
    """Cartons of one size together, each as heavy as the heaviest; they stay upright."""
    counts = Counter((one.length_cm, one.width_cm, one.height_cm) for one in plan.cartons)
    sizes = sorted(counts, key=lambda sides: -prod(sides))
    return tuple(
        LoadItem(
            name=" x ".join(map(str, sides)),
            length_cm=sides[0],
            width_cm=sides[1],
            height_cm=sides[2],
            count=counts[sides],
            weight_kg=max(
                one.gross_kg
                for one in plan.cartons
                if (one.length_cm, one.width_cm, one.height_cm) == sides
            ),
        )
        for sides in sizes
    )
