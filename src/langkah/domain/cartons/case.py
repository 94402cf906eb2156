"""What is to be packed, and the cartons that come out."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from langkah.domain.money import Money
from langkah.domain.product import Box
from langkah.reference.carriers import Limits, StockCarton, Weighing


@dataclass(frozen=True, slots=True, kw_only=True)
class BoxedPairs:
    """Pairs of one product and size in equal boxes; no box means that nobody measured it."""

    product: str
    size: str = ""
    pairs: int
    box: Box | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PiecePrice:
    """What each carton costs alone, up to so many charged kg: a fixed part, and a part a kg."""

    up_to_kg: Decimal | None = None
    fixed: Decimal = Decimal(0)
    per_kg: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class CartonCase:
    """What is to be packed. Without limits and weighing, those usual for couriers count.

    A carton is never heavier than `max_lift_kg`; None is what one person lifts before carriers
    ask for handling (25 kg). `stock` are the ready-made cartons to compare with; None are those
    usual in the trade. `only_stock`: nothing is cut to size. `price_per_kg` turns the chargeable
    kilograms into money. With `prices`, from light to heavy, each carton is priced alone as by
    post: the sum of prices is least then, and a carton without a price is not made. Without
    `compare` no other cartons are looked at, which takes less time.
    """

    boxes: tuple[BoxedPairs, ...]
    limits: Limits | None = None
    weighing: Weighing | None = None
    max_lift_kg: Decimal | None = None
    stock: tuple[StockCarton, ...] | None = None
    only_stock: bool = False
    price_per_kg: Money | None = None
    prices: tuple[PiecePrice, ...] = ()
    compare: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """Pairs of one product and size in one carton."""

    product: str
    size: str
    pairs: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Layer:
    """One layer of a carton: equal boxes in rows, all standing alike.

    There are `along` x `across` places; the first `pairs` of them, row by row along the length,
    hold `contents` in this order. The sides are those of a box as it stands, in cm.
    """

    along: int
    across: int
    length_cm: Decimal
    width_cm: Decimal
    height_cm: Decimal
    pairs: int
    contents: tuple[Content, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Carton:
    """One master carton, outer sides in cm as it is measured (whole cm, rounded up).

    `layers` from the bottom up. `stock` names the ready-made carton; empty is cut to size.
    `net_kg` is the pairs in their boxes, `gross_kg` with the carton; `chargeable_kg` is rounded as
    the carrier does; `fill` is the share of the carton that is boxes.
    """

    number: int
    length_cm: Decimal
    width_cm: Decimal
    height_cm: Decimal
    gross_kg: Decimal
    net_kg: Decimal
    chargeable_kg: Decimal
    fill: Decimal
    stock: str
    layers: tuple[Layer, ...]
    contents: tuple[Content, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One way to choose cartons for the whole order; no figures where it cannot hold the boxes.

    `name` is `cut`, `stock` (the best mix of the ready-made ones that was found) or `one` (the
    single one that is best when full, named in `stock`). `price` only where a price a kilogram
    was told.
    """

    name: str
    stock: str = ""
    cartons: int | None = None
    chargeable_kg: Decimal | None = None
    volume_m3: Decimal | None = None
    price: Money | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CartonPlan:
    """All cartons of an order; the contents agree with the order to the pair.

    `proved`: no other way of dividing these pairs among cartons of layers is charged less.
    `saved_kg` and `saved` are against the best mix of ready-made cartons, None where it cannot
    hold the boxes or, for the money, no price was told.
    """

    cartons: tuple[Carton, ...]
    pairs: int
    gross_kg: Decimal
    net_kg: Decimal
    volume_m3: Decimal
    chargeable_kg: Decimal
    proved: bool
    choices: tuple[Choice, ...]
    saved_kg: Decimal | None
    saved: Money | None
