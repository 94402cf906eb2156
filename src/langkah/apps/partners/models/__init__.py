"""The partners' tables."""

from langkah.apps.partners.models.cards import (
    Carrier,
    DivisorUnit,
    HandOver,
    Mode,
    Per,
    RateBreak,
    RateCard,
    Zone,
    ZoneCountry,
)
from langkah.apps.partners.models.lanes import CarrierPaper, PaperKind
from langkah.apps.partners.models.surcharges import (
    Surcharge,
    SurchargePer,
    SurchargePlace,
    WeightStep,
)

__all__ = [
    "Carrier",
    "CarrierPaper",
    "DivisorUnit",
    "HandOver",
    "Mode",
    "PaperKind",
    "Per",
    "RateBreak",
    "RateCard",
    "Surcharge",
    "SurchargePer",
    "SurchargePlace",
    "WeightStep",
    "Zone",
    "ZoneCountry",
]
