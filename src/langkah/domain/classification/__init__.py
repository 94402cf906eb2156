"""The tariff code of a shoe, a part, a bag or a belt, step by step, or what has to be asked first.

Never padded: six digits, more only where a market's own digits are known, or none and a question.
"""

from langkah.domain.classification.case import (
    Classification,
    ClassifyCase,
    DecisionStep,
    Kind,
    Material,
    National,
    Sport,
    Stuff,
    Wearer,
)
from langkah.domain.classification.decide import classify
from langkah.domain.classification.faults import faults

__all__ = [
    "Classification",
    "ClassifyCase",
    "DecisionStep",
    "Kind",
    "Material",
    "National",
    "Sport",
    "Stuff",
    "Wearer",
    "classify",
    "faults",
]
