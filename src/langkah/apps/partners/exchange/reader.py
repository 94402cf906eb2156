"""Sheets read cell by cell, every error noted with its sheet, row and column."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from langkah.apps.partners.exchange import columns
from langkah.apps.partners.exchange.columns import CARD, CARD_HEAD, HEADS, MAY_LACK, BadCell
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
        known = CARD_HEAD if name == CARD else HEADS.get(name)
        if known is None:
            allowed = ", ".join((CARD, *HEADS))
            self.problem(name, 0, "", _("No sheet is called so. There are: {allowed}.").format(
                allowed=allowed
            ))  # fmt: skip
            return False
        before = len(self.problems)
        self._columns(name, sheet.head, known)
        if len(sheet.rows) > MOST_ROWS:
            self.problem(name, 0, "", _("There are more than {most} rows.").format(most=MOST_ROWS))
        return len(self.problems) == before

    def _columns(self, name: str, head: tuple[str, ...], known: tuple[str, ...]) -> None:
        for place, column in enumerate(head):
            if column and column not in known:
                self.problem(name, 1, column, _("This sheet has no such column. Leave it out."))
            elif column and column in head[:place]:
                self.problem(name, 1, column, _("This column stands twice. Leave one out."))
        may_lack = MAY_LACK[name]
        for column in known:
            if column not in head and column not in may_lack:
                self.problem(name, 1, column, _missing(may_lack))

    def next_row(self, name: str) -> int:
        """The number of the first free row of a sheet, where what is missing can be added."""
        return len(self.sheets[name].rows) + 2

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


def _missing(may_lack: tuple[str, ...]) -> str:
    if not may_lack:
        return _("This column is missing. Add it; no column of this sheet may be left out.")
    return _("This column is missing. Add it; only these may be left out: {columns}.").format(
        columns=", ".join(may_lack)
    )
