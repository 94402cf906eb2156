"""What goes into a pair, and what comes out as cost."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from langkah.domain.exchange import Rate
from langkah.domain.money import Money
from langkah.domain.product import Missing, SizePairs
from langkah.domain.reason import Reason


class CostKind(StrEnum):
    """What a cost is for."""

    MATERIALS = "materials"
    LABOUR = "labour"
    OVERHEAD = "overhead"
    PACKAGING = "packaging"
    OPTIONS = "options"
    OTHER = "other"


class Basis(StrEnum):
    """How a further cost is counted."""

    PAIR = "pair"
    ORDER = "order"
    SHARE_OF_LABOUR = "share_of_labour"
    SHARE = "share"


@dataclass(frozen=True, slots=True, kw_only=True)
class SizeUse:
    """What one pair of a size takes, in the unit of the material; None is unknown."""

    size: str
    per_pair: Decimal | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """One line of the bill of materials. None is unknown, and stops the answer.

    `scrap` is the share of what is bought that is cut away (0.12 is 12 percent), so a pair
    takes per_pair / (1 - scrap). A size in `by_size` counts instead of `per_pair`.
    """

    name: str
    unit: str = ""
    per_pair: Decimal | None = None
    by_size: tuple[SizeUse, ...] = ()
    price: Money | None = None
    scrap: Decimal | None = Decimal(0)
    kind: CostKind = CostKind.MATERIALS


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One operation, paid by the minute (`per_minute`) or by the pair (`per_pair`)."""

    name: str
    minutes_per_pair: Decimal | None = None
    minutes_per_batch: Decimal | None = Decimal(0)
    batch_pairs: int | None = None
    per_minute: Money | None = None
    per_pair: Money | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Extra:
    """A further cost: `amount` for a pair or the order, or `share` (0.2 is 20 percent)."""

    name: str
    kind: CostKind = CostKind.OVERHEAD
    basis: Basis = Basis.PAIR
    amount: Money | None = None
    share: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """What the buyer wants differently on every pair; extra minutes are paid as `step` is."""

    name: str
    cost: Money | None = None
    minutes: Decimal | None = Decimal(0)
    step: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CostCase:
    """One product, its size run and everything that goes into it."""

    product: str = ""
    currency: str = "IDR"
    sizes: tuple[SizePairs, ...] = (SizePairs(pairs=1),)
    materials: tuple[Material, ...] = ()
    steps: tuple[Step, ...] = ()
    extras: tuple[Extra, ...] = ()
    options: tuple[Option, ...] = ()
    rates: tuple[Rate, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CostLine:
    """One line of the answer; no amount means unknown. `per_order` is in whole minor units."""

    kind: CostKind
    name: str
    per_pair: Money | None
    per_order: Money | None
    how: Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class KindCost:
    """All lines of one kind; None as soon as one of them is unknown."""

    kind: CostKind
    per_pair: Money | None
    per_order: Money | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CostAnswer:
    """What the order costs. With anything `missing`, both totals are None."""

    currency: str
    pairs: int
    per_pair: Money | None
    per_order: Money | None
    minutes: Decimal | None
    kinds: tuple[KindCost, ...]
    lines: tuple[CostLine, ...]
    missing: tuple[Missing, ...]
