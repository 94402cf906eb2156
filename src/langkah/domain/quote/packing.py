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
from langkah.domain.money import Money, total
from langkah.domain.quote.carriage import boxed, carriage, carton_case, freight_case
from langkah.domain.quote.case import QuoteCase
from langkah.domain.reason import Reason, Refusal
from langkah.reference import carriers
from langkah.reference.carriers import Container, StockCarton

# A quick look: cartons are few kinds, and a page waits for it.
_EFFORT = 4_000
_MOST_ROOMS = 40
# Smaller goods are carried by hand; nobody asks for pallets.
LEAST_M3 = Decimal("0.3")


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """One way to choose cartons: `cut`, `stock` (ready-made), or `one` of these alone, named.

    Unknown figures are None: the boxes do not fit, or the carrier does not take them. `board` is
    what the cartons themselves cost, where each one's price is known.
    """

    name: str
    stock: str = ""
    cartons: int | None = None
    chargeable_kg: Decimal | None = None
    freight: Money | None = None
    board: Money | None = None


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

    `saved` is freight, and `saved_kg` chargeable weight, that cartons cut to size save against
    ready-made ones; `own`: these are the workshop's own.
    """

    plan: CartonPlan | None = None
    card: RateCard | None = None
    ways: tuple[Way, ...] = ()
    saved_kg: Decimal | None = None
    saved: Money | None = None
    own: bool = False
    rooms: tuple[Rooms, ...] = ()
    reasons: tuple[Reason, ...] = ()


def pack(case: QuoteCase) -> Packing:
    """How the pairs of a quote are packed. Raises nothing: what is not known is a reason."""
    way = carriage(case)
    if way.plan is None:
        return Packing(reasons=way.reasons)
    boxes = tuple(box for line in case.lines for box in boxed(line))
    ways = _ways(case, way.card, way.plan, boxes)
    cut, stock = (next(one for one in ways if one.name == name) for name in ("cut", "stock"))
    less = stock.freight - cut.freight if stock.freight and cut.freight else None
    chosen = not case.only_stock
    return Packing(
        plan=way.plan,
        card=way.card,
        ways=ways,
        saved_kg=_less(stock.chargeable_kg, cut.chargeable_kg) if chosen else None,
        saved=less if chosen else None,
        own=case.stock is not None,
        rooms=_rooms(way.plan),
    )


def _less(before: Decimal | None, after: Decimal | None) -> Decimal | None:
    return None if before is None or after is None else before - after


def _ways(
    case: QuoteCase, card: RateCard | None, plan: CartonPlan, boxes: tuple[BoxedPairs, ...]
) -> tuple[Way, ...]:
    """The chosen way first."""
    asked = carton_case(case, card, boxes)
    stock = carriers.stock() if case.stock is None else case.stock
    compared = packing.cartons(replace(asked, compare=True))
    named = next((one.stock for one in compared.choices if one.name == "one"), "")
    ready = replace(asked, only_stock=True)
    alone = replace(ready, stock=tuple(one for one in stock if one.name == named))
    other = _packed(replace(asked, only_stock=False) if case.only_stock else ready)
    cut, mixed = (other, plan) if case.only_stock else (plan, other)
    told = [_way(case, card, "cut", cut), _way(case, card, "stock", mixed)]
    return (
        *(reversed(told) if case.only_stock else told),
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
        board=_board(plan, case.stock or ()) if name != "cut" else None,
    )


def _board(plan: CartonPlan, stock: tuple[StockCarton, ...]) -> Money | None:
    """What ready-made cartons cost; None unless each one's price is known, all in one currency."""
    known = {one.name: Money(one.price, one.currency) for one in stock if one.price is not None}
    prices = [known.get(carton.stock) for carton in plan.cartons]
    told = [price for price in prices if price is not None]
    if len(told) < len(prices) or len({price.currency for price in told}) != 1:
        return None
    return total(told, told[0].currency)


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
