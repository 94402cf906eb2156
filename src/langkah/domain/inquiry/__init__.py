"""From a buyer's message to an inquiry a person can confirm."""

from langkah.domain.inquiry.message import LONGEST, too_long
from langkah.domain.inquiry.options import Fit, OfferedOption, fits
from langkah.domain.inquiry.reader import read
from langkah.domain.inquiry.reading import (
    Alternative,
    BuyerKind,
    CatalogueEntry,
    Field,
    InquiryCase,
    InquiryReading,
    Intent,
    Line,
    Question,
    SizeCount,
    SizeSystem,
    Span,
    Wish,
    WishTopic,
)

__all__ = [
    "LONGEST",
    "Alternative",
    "BuyerKind",
    "CatalogueEntry",
    "Field",
    "Fit",
    "InquiryCase",
    "InquiryReading",
    "Intent",
    "Line",
    "OfferedOption",
    "Question",
    "SizeCount",
    "SizeSystem",
    "Span",
    "Wish",
    "WishTopic",
    "fits",
    "read",
    "too_long",
]
