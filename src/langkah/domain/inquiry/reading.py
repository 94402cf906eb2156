"""What a message was understood to say: every value with the words it was read from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Generic, TypeVar

from langkah.domain.reason import Reason

T = TypeVar("T")


class Intent(StrEnum):
    """What the writer wants; only an inquiry has lines."""

    INQUIRY = "inquiry"
    COMPLAINT = "complaint"
    SPAM = "spam"
    OTHER = "other"


class BuyerKind(StrEnum):
    """Who buys: a business that sells on, or a person who wears the shoes."""

    B2B = "b2b"
    B2C = "b2c"


class SizeSystem(StrEnum):
    """How a shoe size is counted; CM is the foot length that Japan writes."""

    EU = "EU"
    UK = "UK"
    US = "US"
    CM = "CM"


class WishTopic(StrEnum):
    """What a buyer may ask to be different from the catalogue."""

    COLOUR = "colour"
    LEATHER = "leather"
    LINING = "lining"
    SOLE = "sole"
    HEEL = "heel"
    LAST = "last"
    LOGO = "logo"
    ENGRAVING = "engraving"
    PACKAGING = "packaging"
    LACES = "laces"
    SAMPLE = "sample"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Characters `start` up to, not including, `end` of the message."""

    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Field(Generic[T]):
    """A value read, how sure we are (0 to 1), and the words it was read from."""

    value: T
    confidence: Decimal
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CatalogueEntry:
    """A product as the reader knows it; `words` are style words such as "loafer"."""

    id: int
    name: str
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class InquiryCase:
    """A message as it came, the day it is read (workshop time), and what the workshop makes.

    `language` is a hint (ISO 639-1), used only when the words alone do not tell.
    """

    text: str
    today: date
    catalogue: tuple[CatalogueEntry, ...] = ()
    language: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Alternative:
    """A product that may have been meant."""

    product: int
    name: str
    confidence: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class SizeCount:
    """So many pairs of one size; `size` as written, with a point: "38", "38.5", "25.5"."""

    size: str
    pairs: Field[int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One product asked for. `product` is None when it is one of `alternatives` or unknown.

    `pairs` is the total; `sizes` is what was said per size and may be empty.
    """

    product: Field[int] | None = None
    name: str = ""
    alternatives: tuple[Alternative, ...] = ()
    pairs: Field[int] | None = None
    sizes: tuple[SizeCount, ...] = ()
    system: Field[SizeSystem] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """Something to be made differently; the value is a plain English word ("dark brown")."""

    topic: WishTopic
    text: Field[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What to ask the buyer or the maker; `line` counts from 0, None is the whole message.

    `field` is one of: intent product pairs sizes country wish_date currency incoterm.
    """

    field: str
    reason: Reason
    line: int | None = None
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class InquiryReading:
    """All that was read. None means not said, or said too unclearly: then there is a question.

    `wish_date` is the last day that would suit the buyer; `asap` stands beside it.
    `name` is what stands below the closing of a letter. `country` is ISO 3166-1 alpha-2,
    `currency` ISO 4217, `incoterm` Incoterms 2020.
    """

    language: Field[str]
    intent: Field[Intent]
    buyer: Field[BuyerKind] | None = None
    name: Field[str] | None = None
    lines: tuple[Line, ...] = ()
    country: Field[str] | None = None
    city: Field[str] | None = None
    port: Field[str] | None = None
    wish_date: Field[date] | None = None
    asap: Field[bool] | None = None
    currency: Field[str] | None = None
    incoterm: Field[str] | None = None
    named_place: Field[str] | None = None
    wishes: tuple[Wish, ...] = ()
    questions: tuple[Question, ...] = ()
