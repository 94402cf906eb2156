"""The partners' tables."""

from langkah.apps.partners.models.cards import (
    Carrier,
    HandOver,
    Mode,
    Per,
    RateBreak,
    RateCard,
    Zone,
    ZoneCountry,
)
from langkah.apps.partners.models.lanes import CarrierPaper, PaperKind

__all__ = [
    "Carrier",
    "CarrierPaper",
    "HandOver",
    "Mode",
    "PaperKind",
    "Per",
    "RateBreak",
    "RateCard",
    "Zone",
    "ZoneCountry",
]
