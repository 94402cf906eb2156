"""Landed cost: what an order costs at the buyer's door, and whom a changed rule touches."""

from langkah.domain.landed.case import Audience, Goods, LandedCase
from langkah.domain.landed.charges import Charge, Unsure
from langkah.domain.landed.door import LandedAnswer, landed
from langkah.domain.landed.escape import WayOut, way_out
from langkah.domain.landed.impact import BookChanged, Due, Moved, due

__all__ = [
    "Audience",
    "BookChanged",
    "Charge",
    "Due",
    "Goods",
    "LandedAnswer",
    "LandedCase",
    "Moved",
    "Unsure",
    "WayOut",
    "due",
    "landed",
    "way_out",
]
