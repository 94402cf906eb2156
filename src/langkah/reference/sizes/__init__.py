"""Shoe size systems: how each counts the length of a foot, with source, date and grade."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cache
from importlib import resources
from typing import Any

from langkah.reference.source import Grade, Source


class System(StrEnum):
    """Adult size systems."""

    EU = "EU"
    UK = "UK"
    US_MEN = "US men"
    US_WOMEN = "US women"
    CM = "CM"
    MONDO = "MONDO"


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """Size = foot in mm / `unit_mm` + `offset`, in steps of `step`, from `low` to `high`."""

    unit_mm: Decimal
    offset: Decimal
    step: Decimal
    low: Decimal
    high: Decimal


@cache
def scale(system: System) -> Scale:
    """How a system counts."""
    row = _table()["scale"][system.value]
    return Scale(**{name: Decimal(value) for name, value in row.items()})


@cache
def source() -> Source:
    """Where the scales come from."""
    row = _table()["source"]
    return Source(row["name"], row["date"], Grade(row["grade"]))


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(resources.files(__name__).joinpath("sizes.toml").read_text("utf-8"))
