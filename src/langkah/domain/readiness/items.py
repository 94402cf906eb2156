"""The 44 things a workshop on the way to export is looked at for, in five stages.

The instrument is Langkah's own (version 1, 2026-11-23, grade C: not yet validated on workshops). An
item names what can be seen when it is standard practice (level 3). Gates must stand at level 2
before a stage does. Evidence counts half after `months`.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from langkah.domain.reason import Reason, because

VERSION = "1"


class Evidence(StrEnum):
    """How something is known."""

    SYSTEM = "S"
    DOCUMENT = "D"
    OBSERVATION = "O"
    INTERVIEW = "I"
    OUTSIDE = "X"


class Place(StrEnum):
    """Where in Langkah a task is done."""

    PRODUCTS = "products"
    FLOOR = "floor"
    QUOTES = "quotes"
    SETTINGS = "settings"
    LATER = "later"


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """How a figure from records becomes a level.

    `two` and `three` are the least values for levels 2 and 3 (the most, when `falling`); with
    fewer than `least` cases nothing is told. Anything more than none is at least level 1.
    Without `three`, records of Langkah alone cannot show level 3.
    """

    least: int
    two: Decimal
    three: Decimal | None
    falling: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One thing looked at; without `measure` no record of Langkah can tell it yet."""

    id: str
    name: Reason
    bar: Reason
    evidence: tuple[Evidence, ...]
    months: int
    gate: bool = False
    measure: Measure | None = None
    task: Reason | None = None
    place: Place = Place.LATER

    @property
    def stage(self) -> int:
        """The stage it belongs to, 1 to 5."""
        return int(self.id.partition(".")[0])


def share(least: int, two: str, three: str | None, *, falling: bool = False) -> Measure:
    """A measure from plain figures."""
    high = Decimal(three) if three else None
    return Measure(least=least, two=Decimal(two), three=high, falling=falling)


def kinds(letters: str) -> tuple[Evidence, ...]:
    """Kinds of evidence from their letters: `SX` is system and outside party."""
    return tuple(Evidence(letter) for letter in letters)


STAGES = (
    because("A sound workshop"),
    because("Digital skill"),
    because("First markets"),
    because("Partners"),
    because("Growing to last"),
)
