"""From boxes of pairs to master cartons: few chargeable kilograms, within the carrier's limits."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from langkah.domain.product import Box
from langkah.domain.reason import Reason
from langkah.reference.carriers import Limits, Weighing


@dataclass(frozen=True, slots=True, kw_only=True)
class BoxedPairs:
    """Pairs of one product and size in equal boxes; no box means that nobody measured it."""

    product: str
    size: str = ""
    pairs: int
    box: Box | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CartonCase:
    """What is to be packed. Without limits and weighing, those usual for couriers count.

    `wall_cm` is the board on each side of a carton, `board_kg_per_m2` its weight.
    """

    boxes: tuple[BoxedPairs, ...]
    limits: Limits | None = None
    weighing: Weighing | None = None
    wall_cm: Decimal | None = None
    board_kg_per_m2: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """Pairs of one product and size in one carton."""

    product: str
    size: str
    pairs: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Carton:
    """One master carton, outer sides in cm as it is measured (whole cm, rounded up).

    Boxes stand `along` x `across` x `layers`. `chargeable_kg` is rounded as the carrier does.
    """

    number: int
    length_cm: Decimal
    width_cm: Decimal
    height_cm: Decimal
    gross_kg: Decimal
    net_kg: Decimal
    chargeable_kg: Decimal
    along: int
    across: int
    layers: int
    contents: tuple[Content, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CartonPlan:
    """All cartons of an order; the contents agree with the order to the pair."""

    cartons: tuple[Carton, ...]
    pairs: int
    gross_kg: Decimal
    net_kg: Decimal
    volume_m3: Decimal
    chargeable_kg: Decimal
    notes: tuple[Reason, ...] = ()


def cartons(case: CartonCase) -> CartonPlan:
    """The cartons of an order. Raises Refusal naming every box unknown or too big."""
    raise NotImplementedError
