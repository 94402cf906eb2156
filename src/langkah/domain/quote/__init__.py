"""A whole quote from what is known today: prices, cartons, freight and four offers side by side."""

from langkah.domain.quote.case import (
    Bearer,
    ExportCosts,
    LineFigures,
    Offer,
    OfferLine,
    QuoteCase,
    QuotedLine,
    QuoteFigures,
)
from langkah.domain.quote.compare import (
    Difference,
    HeadSeen,
    LineSeen,
    OfferSeen,
    Seen,
    difference,
    drift,
    seen,
)
from langkah.domain.quote.compose import attempt, compose

__all__ = [
    "Bearer",
    "Difference",
    "ExportCosts",
    "HeadSeen",
    "LineFigures",
    "LineSeen",
    "Offer",
    "OfferLine",
    "OfferSeen",
    "QuoteCase",
    "QuoteFigures",
    "QuotedLine",
    "Seen",
    "attempt",
    "compose",
    "difference",
    "drift",
    "seen",
]
