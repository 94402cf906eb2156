"""From boxes of pairs to master cartons: few chargeable kilograms, within the carrier's limits."""

from langkah.domain.cartons.case import BoxedPairs, Carton, CartonCase, CartonPlan, Content
from langkah.domain.cartons.packing import cartons, unmeasured

__all__ = [
    "BoxedPairs",
    "Carton",
    "CartonCase",
    "CartonPlan",
    "Content",
    "cartons",
    "unmeasured",
]
