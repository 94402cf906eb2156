"""Papers of carriers, and what the papers of one lane tell."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from langkah.domain.exchange import Rate
from langkah.domain.money import Money
from langkah.domain.reason import Reason
from langkah.reference.carriers import Mode


class PaperKind(StrEnum):
    """What a carrier sent: a price before the goods left, or the bill after."""

    QUOTE = "quote"
    INVOICE = "invoice"


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A quote or an invoice for one shipment; what is None is not known.

    `estimate` is what we had counted for the same shipment. `rates` are those of the paper's own
    day, for amounts in other money than that of the answer. Days are those from door to door.
    """

    name: str = ""
    kind: PaperKind
    carrier: str = ""
    mode: Mode
    country: str
    day: date
    amount: Money
    chargeable_kg: Decimal | None = None
    estimate: Money | None = None
    days_promised: int | None = None
    days_real: int | None = None
    rates: tuple[Rate, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LaneCase:
    """A lane and the papers to look at; others than its own are passed over."""

    mode: Mode
    country: str
    currency: str = "IDR"
    papers: tuple[Paper, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Charged:
    """One paper in the money of the answer; `rate` is what it was converted with, if at all.

    `more` is what it asks beyond our own estimate (below zero: less), `percent` the same as a part
    of the estimate (12.5); `estimate_rate` is what the estimate was converted with, if at all.
    None is not known.
    """

    paper: Paper
    amount: Money | None
    rate: Rate | None = None
    per_kg: Money | None = None
    more: Money | None = None
    percent: Decimal | None = None
    estimate_rate: Rate | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Middle:
    """The middle of `count` prices a chargeable kilogram, the lowest and the highest."""

    median: Money
    low: Money
    high: Money
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Off:
    """By how many percent `count` invoices lay above our estimates: middle, lowest, highest."""

    median: Decimal
    low: Decimal
    high: Decimal
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Days:
    """Days on the way of `count` shipments: the middle, and what nine of ten did not exceed."""

    median: Decimal
    nine_of_ten: int
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """How many of the shipments whose days were promised came within them."""

    in_time: int
    promised: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Lane:
    """What a lane's papers tell, oldest first; a figure that is None has its sentence in `why`.

    `paid` is of invoices, `asked` of quotes. `last` is the newest invoice.
    """

    mode: Mode
    country: str
    currency: str
    charged: tuple[Charged, ...]
    paid: Middle | None
    asked: Middle | None
    off: Off | None
    days: Days | None
    kept: Kept | None
    last: Charged | None
    why: tuple[Reason, ...]
