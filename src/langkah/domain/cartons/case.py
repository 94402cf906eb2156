"""What is to be packed, and the cartons that come out."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from langkah.domain.product import Box
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

    A carton is never heavier than `max_lift_kg`; None is what one person lifts before carriers
    ask for handling (25 kg).
    """

    boxes: tuple[BoxedPairs, ...]
    limits: Limits | None = None
    weighing: Weighing | None = None
    max_lift_kg: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """Pairs of one product and size in one carton."""

    product: str
    size: str
    pairs: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Carton:
    """One master carton, outer sides in cm as it is measured (whole cm, rounded up).

    Boxes stand `along` x `across` x `layers`. `net_kg` is the pairs in their boxes, `gross_kg`
    with the carton; `chargeable_kg` is rounded as the carrier does.
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
