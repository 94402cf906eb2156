"""Sheets read cell by cell, every error noted with its sheet, row and column."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from langkah.apps.partners.exchange import columns
from langkah.apps.partners.exchange.columns import CARD, HEADS, NEEDED, BadCell
from langkah.papers.sheets import Cell, Sheet

MOST_ROWS = 5_000


@dataclass(frozen=True, slots=True)
class Problem:
    """An error at a cell: row 1 is the head, 0 and no column mean the sheet or the whole file."""

    sheet: str
    row: int
    column: str
    text: str


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a sheet with its number and its cells by column."""

    number: int
    cells: dict[str, Cell]


class Reader:
    """The sheets of a file by name, and what is wrong with them so far."""

    def __init__(self, sheets: dict[str, Sheet]) -> None:
        self.sheets = sheets
        self.problems: list[Problem] = []

    def problem(self, sheet: str, row: int, column: str, text: str) -> None:
        """Note an error."""
        self.problems.append(Problem(sheet, row, column, text))

    def head_fits(self, name: str) -> bool:
        """Whether a sheet is one of ours and has its columns."""
        sheet = self.sheets[name]
        known = columns.CARD_HEAD if name == CARD else HEADS.get(name)
        if known is None:
            allowed = ", ".join((CARD, *HEADS))
            self.problem(name, 0, "", _("No sheet is called so. There are: {allowed}.").format(
                allowed=allowed
            ))  # fmt: skip
            return False
        before = len(self.problems)
        for column in sheet.head:
            if column and column not in known:
                self.problem(name, 1, column, _("This sheet has no such column. Leave it out."))
        for column in NEEDED.get(name, ("what", "value")):
            if column not in sheet.head:
                self.problem(name, 1, column, _("This column is missing."))
        if len(sheet.rows) > MOST_ROWS:
            self.problem(name, 0, "", _("There are more than {most} rows.").format(most=MOST_ROWS))
        return len(self.problems) == before

    def lines(self, name: str) -> Iterator[Line]:
        """The rows that hold something."""
        sheet = self.sheets.get(name)
        for number, cells in enumerate(sheet.rows if sheet else (), start=2):
            if sheet and any(cell is not None for cell in cells):
                yield Line(number, dict(zip(sheet.head, cells, strict=True)))

    def read(self, name: str, line: Line, column: str, read: columns.Reader) -> Any:  # noqa: ANN401
        """A cell read, or None with its problem noted."""
        try:
            return read(line.cells.get(column))
        except BadCell as error:
            self.problem(name, line.number, column, str(error))
            return None

    def must(self, name: str, line: Line, column: str, read: columns.Reader) -> Any:  # noqa: ANN401
        """A cell read that must not be empty."""
        before = len(self.problems)
        value = self.read(name, line, column, read)
        if value in (None, "") and len(self.problems) == before:
            self.problem(name, line.number, column, _("This cell is empty. Fill it in."))
        return value
