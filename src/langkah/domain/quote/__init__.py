"""A whole quote from what is known today: prices, cartons, freight and four offers side by side."""

from langkah.domain.quote.absorb import Absorbed, absorbed
from langkah.domain.quote.case import (
    Bearer,
    ExportCosts,
    LineFigures,
    Offer,
    OfferLine,
    PromisedProof,
    QuoteCase,
    QuotedLine,
    QuoteFigures,
)
from langkah.domain.quote.claimable import Claimable, claimable, saved
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
from langkah.domain.quote.offers import export_cost
from langkah.domain.quote.packing import Packing, Rooms, Way, pack
from langkah.domain.quote.tariff_code import carried_on
from langkah.domain.quote.waterfall import (
    Head,
    Spent,
    Step,
    Waterfall,
    of_line,
    spent_of,
    waterfall,
)

__all__ = [
    "Absorbed",
    "Bearer",
    "Claimable",
    "Difference",
    "ExportCosts",
    "Head",
    "HeadSeen",
    "LineFigures",
    "LineSeen",
    "Offer",
    "OfferLine",
    "OfferSeen",
    "Packing",
    "PromisedProof",
    "QuoteCase",
    "QuoteFigures",
    "QuotedLine",
    "Rooms",
    "Seen",
    "Spent",
    "Step",
    "Waterfall",
    "Way",
    "absorbed",
    "attempt",
    "carried_on",
    "claimable",
    "compose",
    "difference",
    "drift",
    "export_cost",
    "of_line",
    "pack",
    "saved",
    "seen",
    "spent_of",
    "waterfall",
]
