"""Days on which Indonesia rests: public holidays and joint leave, from the holidays package.

Joint leave (cuti bersama) is decreed year by year; Islamic dates ahead of the decree are estimates
and say so. Source: holidays 0.109 (MIT), government category included; seen 2026-11-23, grade B.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache

import holidays as package

ESTIMATED = "(perkiraan)"


@dataclass(frozen=True, slots=True)
class Holiday:
    """One day; `estimated` means that the decree of that year is not out yet."""

    day: date
    name: str
    estimated: bool


@cache
def of_year(year: int, language: str = "id") -> tuple[Holiday, ...]:
    """The holidays of a year, with their names in Indonesian or English."""
    found = package.country_holidays(
        "ID",
        years=year,
        categories=("public", "government"),
        language="en_US" if language == "en" else "id",
    )
    return tuple(
        Holiday(day, _plain(name), "estimated" in name or "perkiraan" in name)
        for day, name in sorted(found.items())
    )


def _plain(name: str) -> str:
    return name.replace("(estimated)", "").replace(ESTIMATED, "").strip()
