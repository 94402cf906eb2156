"""Days on which Indonesia rests: public holidays and joint leave, from the holidays package.

Joint leave (cuti bersama) is decreed year by year; Islamic dates ahead of the decree are estimates
and say so. A workshop's stop around Lebaran is longer than that: these are its own closed days.
Source: holidays 0.109 (MIT), government category included; seen 2026-11-23, grade B.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from runpy import run_path
from typing import Any

# The package says so in the language asked for.
JOINT = "Cuti Bersama"
ESTIMATED = ("(perkiraan)", "(estimated)")


@dataclass(frozen=True, slots=True)
class Holiday:
    """One day; `estimated` means that the decree of that year is not out yet."""

    day: date
    name: str
    estimated: bool


@cache
def of_year(year: int, language: str = "id") -> tuple[Holiday, ...]:
    """The holidays of a year, with their names in Indonesian or English."""
    found = _indonesia()(
        years=year,
        categories=("public", "government"),
        language="en_US" if language == "en" else "id",
    )
    return tuple(
        Holiday(day, _plain(name), any(word in name for word in ESTIMATED))
        for day, name in sorted(found.items())
    )


def decreed(year: int) -> bool:
    """Whether the decree of that year is in the list: only it has days of joint leave."""
    return any(one.name.startswith(JOINT) for one in of_year(year))


@cache
def _indonesia() -> Any:  # noqa: ANN401 - a class that only the package knows
    """The days of this one country; loaded when the first date is asked for.

    Asked for a country, the package itself opens the files of two hundred and fifty: 8 MB, and as
    long as a page takes.
    """
    return run_path(str(files("holidays") / "countries" / "indonesia.py"))["Indonesia"]


def _plain(name: str) -> str:
    for word in ESTIMATED:
        name = name.replace(word, "")
    return name.strip()
