"""From boxes of pairs to master cartons: few chargeable kilograms, within the carrier's limits."""

from langkah.domain.cartons.case import (
    BoxedPairs,
    Carton,
    CartonCase,
    CartonPlan,
    Choice,
    Content,
    Layer,
    PiecePrice,
)
from langkah.domain.cartons.packing import cartons, unmeasured

__all__ = [
    "BoxedPairs",
    "Carton",
    "CartonCase",
    "CartonPlan",
    "Choice",
    "Content",
    "Layer",
    "PiecePrice",
    "cartons",
    "unmeasured",
]
