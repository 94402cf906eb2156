"""The rule book as a sheet, which can be taken in again without loss."""

from __future__ import annotations

from typing import Any

from langkah.apps.rules import queries
from langkah.apps.rules.exchange.columns import COLUMNS, SHEET
from langkah.apps.rules.models import DatedRule
from langkah.apps.workshop.models import Workshop
from langkah.domain.product import plain
from langkah.papers.sheets import Cell, Sheet

FIELDS = {"id": "code"}


def sheet(workshop: Workshop) -> Sheet:
    """Every rule that stands, by market. One query."""
    rows = queries.standing(workshop).order_by("market", "kind", "hs", "valid_from", "code")
    return Sheet(name=SHEET, head=COLUMNS, rows=tuple(_cells(row) for row in rows))


def _cells(row: DatedRule) -> tuple[Cell, ...]:
    return tuple(_cell(row, column) for column in COLUMNS)


def _cell(row: DatedRule, column: str) -> Cell:
    if column == "valid_from" and row.day_unknown:
        return "unknown"
    value: Any = getattr(row, FIELDS.get(column, column))
    if value is None or value == "":
        return None
    found: Cell = plain(value) if column in ("rate", "amount", "threshold", "limit") else value
    return found
