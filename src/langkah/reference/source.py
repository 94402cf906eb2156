"""Where a fact comes from, of what date, and how far it can be trusted."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from enum import StrEnum


class Grade(StrEnum):
    """A: two sources agree. B: one source. C: own knowledge. U: unknown or contradictory."""

    A = "A"
    B = "B"
    C = "C"
    U = "U"


@dataclass(frozen=True, slots=True)
class Source:
    """The origin of a fact; `date` is the day it was last known to hold."""

    name: str
    date: datetime.date | None
    grade: Grade
