"""A rule book as such: what cannot be right in a rule, what may not overlap, what differs."""

from langkah.domain.rulebook.difference import Difference, differences
from langkah.domain.rulebook.fault import Fault, faults, faulty
from langkah.domain.rulebook.honoured import unheard
from langkah.domain.rulebook.overlap import Slot, begins, ends, overlaps, slot
from langkah.domain.rulebook.words import last_day, name, percent, timed, value

__all__ = [
    "Difference",
    "Fault",
    "Slot",
    "begins",
    "differences",
    "ends",
    "faults",
    "faulty",
    "last_day",
    "name",
    "overlaps",
    "percent",
    "slot",
    "timed",
    "unheard",
    "value",
]
