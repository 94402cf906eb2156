"""What the way to the buyer costs: rate cards compared for the cartons of an order."""

from langkah.domain.freight.cards import (
    border_of,
    faults,
    limits_of,
    not_offered,
    to_door,
    weighing_of,
)
from langkah.domain.freight.case import (
    Break,
    FreightAnswer,
    FreightCase,
    FreightLine,
    FreightOption,
    NotOffered,
    Per,
    Piece,
    RateCard,
    Surcharge,
    SurchargePer,
    Zone,
)
from langkah.domain.freight.pricing import freight, order, priced_alone

__all__ = [
    "Break",
    "FreightAnswer",
    "FreightCase",
    "FreightLine",
    "FreightOption",
    "NotOffered",
    "Per",
    "Piece",
    "RateCard",
    "Surcharge",
    "SurchargePer",
    "Zone",
    "border_of",
    "faults",
    "freight",
    "limits_of",
    "not_offered",
    "order",
    "priced_alone",
    "to_door",
    "weighing_of",
]
