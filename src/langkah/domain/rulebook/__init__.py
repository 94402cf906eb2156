"""A rule book as such: what may not overlap, and what differs."""

from langkah.domain.rulebook.difference import Difference, differences
from langkah.domain.rulebook.overlap import Slot, begins, ends, overlaps, slot
from langkah.domain.rulebook.words import last_day, name, percent, timed, value

__all__ = [
    "Difference",
    "Slot",
    "begins",
    "differences",
    "ends",
    "last_day",
    "name",
    "overlaps",
    "percent",
    "slot",
    "timed",
    "value",
]
