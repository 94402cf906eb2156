"""What an order of one product costs to make. What is not known is named, never counted as zero."""

from langkah.domain.cost.case import (
    Basis,
    CostAnswer,
    CostCase,
    CostKind,
    CostLine,
    Extra,
    KindCost,
    Material,
    Option,
    SizeUse,
    Step,
)
from langkah.domain.cost.counting import cost, told_in

__all__ = [
    "Basis",
    "CostAnswer",
    "CostCase",
    "CostKind",
    "CostLine",
    "Extra",
    "KindCost",
    "Material",
    "Option",
    "SizeUse",
    "Step",
    "cost",
    "told_in",
]
