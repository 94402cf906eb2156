"""What the way to the buyer costs: rate cards compared for the cartons of an order."""

from langkah.domain.freight.areas import Area, overlap
from langkah.domain.freight.breaks import break_faults
from langkah.domain.freight.cards import (
    border_of,
    carton_limits,
    counts,
    followed,
    last_day,
    limits_of,
    not_offered,
    priced_alone,
    to_door,
    weighing_of,
)
from langkah.domain.freight.case import (
    Choice,
    Comparison,
    FreightAnswer,
    FreightCase,
    FreightLine,
    FreightOption,
    NotOffered,
    Piece,
    Shipment,
    Together,
    Wait,
)
from langkah.domain.freight.compare import choose, compare, fitting, included, together
from langkah.domain.freight.faults import Fault, Part, faults, located
from langkah.domain.freight.lane import lane, lanes
from langkah.domain.freight.papers import Charged, Lane, LaneCase, Paper, PaperKind
from langkah.domain.freight.pricing import carried, doubts, freight, order
from langkah.domain.freight.table import (
    Break,
    Per,
    RateCard,
    Surcharge,
    SurchargePer,
    Zone,
)
from langkah.domain.freight.zones import zone_of

__all__ = [
    "Area",
    "Break",
    "Charged",
    "Choice",
    "Comparison",
    "Fault",
    "FreightAnswer",
    "FreightCase",
    "FreightLine",
    "FreightOption",
    "Lane",
    "LaneCase",
    "NotOffered",
    "Paper",
    "PaperKind",
    "Part",
    "Per",
    "Piece",
    "RateCard",
    "Shipment",
    "Surcharge",
    "SurchargePer",
    "Together",
    "Wait",
    "Zone",
    "border_of",
    "break_faults",
    "carried",
    "carton_limits",
    "choose",
    "compare",
    "counts",
    "doubts",
    "faults",
    "fitting",
    "followed",
    "freight",
    "included",
    "lane",
    "lanes",
    "last_day",
    "limits_of",
    "located",
    "not_offered",
    "order",
    "overlap",
    "priced_alone",
    "to_door",
    "together",
    "weighing_of",
    "zone_of",
]
