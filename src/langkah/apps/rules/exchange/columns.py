"""The columns of a rule sheet, the same as those of Langkah's own file, and one cell of them."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from langkah.apps.workshop import numbers
from langkah.domain.reason import Reason, because
from langkah.domain.rulebook.fault import BAD_RATE, LARGEST, TOO_LARGE
from langkah.papers.sheets import Cell, Formula
from langkah.reference.rules import RuleKind
from langkah.reference.source import Grade

SHEET = "rules"
COLUMNS = (
    *("id", "market", "hs", "kind", "programme", "rate", "amount", "unit", "combine"),
    *("threshold", "limit", "currency", "basis", "audience", "origin", "proof", "valid_from"),
    *("valid_until", "source", "source_date", "grade", "last_known", "review_by"),
)
NEEDED = ("market", "kind", "source", "grade")
NUMBERS = frozenset({"rate", "amount", "threshold", "limit"})
DAYS = frozenset({"valid_from", "valid_until", "source_date", "last_known", "review_by"})
UPPER = frozenset({"market", "currency", "origin", "grade"})
# What people write for a day that nobody knows yet
UNKNOWN = frozenset({"?", "unknown", "not known", "tidak diketahui", "belum diketahui"})
PERCENT = re.compile(r"(.+?)\s*[%％]")
FIGURE = re.compile(r"-?(\d+|\d*[.,]\d+)")


class BadCell(ValueError):
    """A cell that is not a value of its column."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(str(reason))
        self.reason = reason


class DayUnknown(ValueError):
    """The day is said to be unknown, which is not the same as empty."""


def value(column: str, cell: Cell) -> Any:  # noqa: ANN401 - text, number, day, kind or grade
    """A cell as a value of its column; empty is "" for a text, else None. Raises BadCell."""
    if isinstance(cell, Formula):
        raise BadCell(because("This cell holds a formula. Paste its value instead."))
    return _READERS.get(column, _plain)(column, cell)


def _plain(column: str, cell: Cell) -> str:
    text = _text(cell)
    return text.upper() if column in UPPER else text


def _text(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, Decimal):
        return f"{cell.normalize() + 0:f}"
    return cell.isoformat() if isinstance(cell, date) else str(cell).strip()


def _number(column: str, cell: Cell) -> Decimal | None:
    found = _counted(cell) if isinstance(cell, Decimal) else _written(column, cell)
    if found is not None and abs(found) >= LARGEST:
        raise BadCell(BAD_RATE if column == "rate" else TOO_LARGE)
    return found


def _counted(cell: Decimal) -> Decimal:
    """The number of a cell without an exponent and without the sign of nothing."""
    if not cell.is_finite():
        raise BadCell(because("“{text}” is not a number.", text=str(cell)))
    return Decimal(f"{cell:f}") if cell else Decimal(0)


def _written(column: str, cell: Cell) -> Decimal | None:
    text = _text(cell)
    if not text:
        return None
    return _rate(text) if column == "rate" else _amount(text)


def _rate(text: str) -> Decimal:
    """0.08, 0,08 or 8 %: a rate has no thousands, so one comma is always a point."""
    share = PERCENT.fullmatch(text)
    figure = (share[1] if share else text).strip()
    plain = FIGURE.fullmatch(figure)
    found = Decimal(figure.replace(",", ".")) + 0 if plain else _amount(figure)
    return found / 100 if share else found


def _amount(text: str) -> Decimal:
    """Money with fractions, in the currency of the rule and so without a sign of its own."""
    if text.startswith("Rp"):
        raise BadCell(because("“{text}” is not a number.", text=text[:40]))
    try:
        return numbers.read(text)
    except numbers.TwoWays as error:
        raise BadCell(
            because(
                "“{text}” can be read in two ways. Write {whole} or {fraction}0.",
                text=error.text[:40],
                whole=error.whole[:40],
                fraction=error.fraction[:40],
            )
        ) from error
    except numbers.NotANumber as error:
        raise BadCell(because("“{text}” is not a number.", text=text[:40])) from error


def _day(column: str, cell: Cell) -> date | None:
    if isinstance(cell, date):
        return cell
    text = _text(cell)
    if not text:
        return None
    if column == "valid_from" and text.casefold() in UNKNOWN:
        raise DayUnknown
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise BadCell(
            because("“{text}” is not a day. Write year, month, day: 2027-01-31.", text=text[:40])
        ) from error


def _kind(column: str, cell: Cell) -> RuleKind:
    return RuleKind(_chosen(_text(cell).casefold(), [one.value for one in RuleKind]))


def _grade(column: str, cell: Cell) -> Grade:
    return Grade(_chosen(_text(cell).upper(), [one.value for one in Grade]))


def _chosen(text: str, allowed: list[str]) -> str:
    if text in allowed:
        return text
    raise BadCell(
        because(
            "“{text}” is not known here. Choose one of: {allowed}.",
            text=text[:40],
            allowed=", ".join(allowed),
        )
    )


_READERS: dict[str, Callable[[str, Cell], Any]] = {
    **dict.fromkeys(NUMBERS, _number),
    **dict.fromkeys(DAYS, _day),
    "kind": _kind,
    "grade": _grade,
}
