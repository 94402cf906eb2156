"""The digits that markets add to the Harmonized System, by market and subheading."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

LISTS = ("wearer", "ground", "upper")
BOUNDS = ("insole_under", "heel_over", "over_usd", "leather_over", "rubber_over")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of a national tariff and the facts that lead to it; what is empty is not asked.

    Without digits the tariff has a line, or several, of which no source told us the digits.

    `facts` are yes-or-no facts by name; bounds are in cm, US dollars and percent.
    """

    digits: str
    text: str
    facts: tuple[tuple[str, bool], ...] = ()
    wearer: tuple[str, ...] = ()
    ground: tuple[str, ...] = ()
    upper: tuple[str, ...] = ()
    insole_under: Decimal | None = None
    heel_over: Decimal | None = None
    over_usd: Decimal | None = None
    leather_over: Decimal | None = None
    rubber_over: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Split:
    """How a market splits one subheading, the first line that holds being taken."""

    market: str
    code: str
    lines: tuple[Line, ...]
    source: str
    source_date: date
    grade: str

    @property
    def wearers(self) -> frozenset[str]:
        """For whom it has lines."""
        return frozenset(one for line in self.lines for one in line.wearer)


@cache
def splits() -> tuple[Split, ...]:
    """Every subheading that a market splits."""
    text = (Path(__file__).parent / "lines.toml").read_text()
    return tuple(
        Split(
            market=market,
            code=code,
            lines=tuple(_line(row) for row in rows["lines"]),
            source=rows["source"],
            source_date=rows["source_date"],
            grade=rows["grade"],
        )
        for markets, codes in tomllib.loads(text, parse_float=Decimal).items()
        for code, rows in codes.items()
        for market in markets.split()
    )


@cache
def markets() -> tuple[str, ...]:
    """Every market that splits a subheading here, in the order of the table."""
    return tuple(dict.fromkeys(split.market for split in splits()))


@cache
def of(code: str) -> tuple[Split, ...]:
    """How each market that splits this subheading does it."""
    return tuple(split for split in splits() if split.code == code)


def _line(row: dict[str, Any]) -> Line:
    found: dict[str, Any] = {name: tuple(row[name]) for name in LISTS if name in row}
    found |= {name: Decimal(row[name]) for name in BOUNDS if name in row}
    facts = tuple((name, value) for name, value in row.items() if isinstance(value, bool))
    return Line(digits=row["digits"], text=row["text"], facts=facts, **found)
