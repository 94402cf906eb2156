"""A rule book as such: what may not overlap, what differs, and whom a change touches."""

from langkah.domain.rulebook.difference import Difference, differences
from langkah.domain.rulebook.impact import NOTHING, BookChanged, Due, Moved, due
from langkah.domain.rulebook.overlap import Slot, begins, ends, overlaps, slot
from langkah.domain.rulebook.words import last_day, name, percent, timed, value

__all__ = [
    "NOTHING",
    "BookChanged",
    "Difference",
    "Due",
    "Moved",
    "Slot",
    "begins",
    "differences",
    "due",
    "ends",
    "last_day",
    "name",
    "overlaps",
    "percent",
    "slot",
    "timed",
    "value",
]
