"""The digits that markets add to the Harmonized System, by market and subheading."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of a national tariff and the facts that lead to it; None: it does not ask."""

    digits: str
    text: str
    welted: bool | None = None
    wearer: tuple[str, ...] = ()
    ground: tuple[str, ...] = ()
    closed: bool = False
    insole_under: Decimal | None = None
    over_usd: Decimal | None = None


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
            lines=tuple(_line(row) for row in rows.pop("lines")),
            **rows,
        )
        for market, codes in tomllib.loads(text, parse_float=Decimal).items()
        for code, rows in codes.items()
    )


def _line(row: dict[str, Any]) -> Line:
    lists: dict[str, Any] = {name: tuple(row[name]) for name in ("wearer", "ground") if name in row}
    return Line(**{**row, **lists})
