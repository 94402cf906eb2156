"""How cartons stand in a container or on a pallet: blocks of equal cartons in the free spaces."""

from langkah.domain.loading.case import (
    LoadAnswer,
    LoadCase,
    Loaded,
    LoadItem,
    NotLoaded,
    Placement,
    Room,
)
from langkah.domain.loading.check import check
from langkah.domain.loading.load import load

__all__ = [
    "LoadAnswer",
    "LoadCase",
    "LoadItem",
    "Loaded",
    "NotLoaded",
    "Placement",
    "Room",
    "check",
    "load",
]
