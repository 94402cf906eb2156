"""Spreadsheets: tables to bytes and back, as xlsx or as csv files in a zip, without loss.

No cell ever runs: a text that a spreadsheet would take for a formula is written so that it stays a
text, and a formula that comes in is handed over as a `Formula`, not as its value.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from math import isfinite
from typing import Any

# openpyxl takes a tenth of a second to load; only who needs a workbook waits for it.

FILE_BYTES = 20 * 2**20
UNPACKED_BYTES = 300 * 2**20
MOST_ROWS = 400_000
MOST_COLUMNS = 80
EXACT_DIGITS = 15
NOT_IN_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
# Office programs skip blanks before a formula, and in East Asia take its wide signs as well.
LIVE = re.compile(r"[\s']*[=+\-@＝＋－＠]|'*[\t\r\n]")
# What a number format only prints: a percent sign in quotes does not make a hundredth of a number.
PRINTED = re.compile(r'"[^"]*"|\\.|_.|\*.')


class SheetError(ValueError):
    """A file that cannot be read as a spreadsheet; `key` names why for the reader's language."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


@dataclass(frozen=True, slots=True)
class Formula:
    """A cell that computes; nobody knows its value without running it."""

    text: str


Cell = str | Decimal | bool | date | Formula | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A named table: one head, and rows as long as it."""

    name: str
    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


def to_xlsx(sheets: Iterable[Sheet]) -> bytes:
    """A workbook with one page a sheet; numbers stay numbers as far as a spreadsheet is exact."""
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font

    book = Workbook(write_only=True)
    bold = Font(bold=True)
    for sheet in sheets:
        page = book.create_sheet(sheet.name)
        page.freeze_panes = "A2"
        head = [WriteOnlyCell(page, value=name) for name in sheet.head]
        for cell in head:
            cell.font = bold
        page.append(head)
        for row in sheet.rows:
            page.append([_written(page, value) for value in row])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _written(page: Any, value: Cell) -> Any:  # noqa: ANN401 - openpyxl's cells have no types
    if isinstance(value, Decimal) and len(value.as_tuple().digits) > EXACT_DIGITS:
        value = as_text(value)
    if not isinstance(value, str):
        return value
    text = _clean(value)
    if not LIVE.match(text):
        return text
    from openpyxl.cell import WriteOnlyCell

    cell = WriteOnlyCell(page, value=text)
    cell.data_type = "s"
    cell.quotePrefix = True
    return cell


def _clean(text: str) -> str:
    """The text without characters that XML cannot hold, with plain line ends."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    return NOT_IN_XML.sub("", plain)


def to_csv(sheets: Iterable[Sheet]) -> bytes:
    """A zip with one UTF-8 csv file a sheet, fields separated by semicolons."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for sheet in sheets:
            text = io.StringIO(newline="")
            lines = csv.writer(text, delimiter=";", lineterminator="\r\n")
            lines.writerow(sheet.head)
            lines.writerows([_csv_text(value) for value in row] for row in sheet.rows)
            packed.writestr(f"{sheet.name}.csv", "\ufeff" + text.getvalue())
    return out.getvalue()


def _csv_text(value: Cell) -> str:
    if isinstance(value, str):
        text = _clean(value)
        return f"'{text}" if LIVE.match(text) else text
    return as_text(value)


def as_text(value: Cell) -> str:
    """A cell as text; a number with exactly three decimals gets a fourth.

    Without it 1.125 could be read as one thousand one hundred and twenty-five.
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Decimal):
        plain = f"{value.normalize() + 0:f}"
        return f"{plain}0" if re.search(r"\.\d{3}$", plain) else plain
    return value.isoformat() if isinstance(value, date) else str(value)


def read(data: bytes) -> tuple[Sheet, ...]:
    """The sheets of an xlsx file, of a zip of csv files, or of one csv file (named "").

    Raises SheetError: too_large, not_a_sheet, too_many_rows, no_head.
    """
    if len(data) > FILE_BYTES:
        raise SheetError("too_large")
    if not data.startswith(b"PK"):
        return (_csv_sheet("", data),)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            if sum(item.file_size for item in packed.infolist()) > UNPACKED_BYTES:
                raise SheetError("too_large")
            if "[Content_Types].xml" not in packed.namelist():
                return tuple(_csv_files(packed))
        return tuple(_pages(data))
    except (zipfile.BadZipFile, KeyError, OSError) as error:
        raise SheetError("not_a_sheet") from error


def _pages(data: bytes) -> Iterator[Sheet]:
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=False, keep_links=False)
    except InvalidFileException as error:
        raise SheetError("not_a_sheet") from error
    for page in book.worksheets:
        lines = ([_read(cell) for cell in row] for row in page.iter_rows(max_col=MOST_COLUMNS + 1))
        yield _sheet(page.title, lines)
    book.close()


def _read(cell: Any) -> Cell:  # noqa: ANN401 - openpyxl's cells have no types
    value = cell.value
    if cell.data_type == "f":
        return Formula(str(value))
    if isinstance(value, str):
        return value or None
    if isinstance(value, bool) or value is None:
        return value
    if isinstance(value, int | float):
        return _figure(value, shown_as=cell.number_format)
    return value.date() if isinstance(value, datetime) else str(value)


def _figure(value: float, *, shown_as: str) -> Cell:
    """A number as it was meant: 0.185 shown as 18.5 % is read as people see it.

    What is no number (NaN, infinity) is text, which no column of numbers takes.
    """
    if not isfinite(value):
        return str(value)
    found = Decimal(repr(value)) if value else Decimal(0)
    percentage = "%" in PRINTED.sub("", shown_as)
    return f"{as_text(found.scaleb(2))} %" if percentage else found


def _csv_files(packed: zipfile.ZipFile) -> Iterator[Sheet]:
    names = [name for name in packed.namelist() if name.endswith(".csv")]
    if not names:
        raise SheetError("not_a_sheet")
    for name in names:
        yield _csv_sheet(name.rsplit("/", 1)[-1].removesuffix(".csv"), packed.read(name))


def _csv_sheet(name: str, data: bytes) -> Sheet:
    text = _decoded(data)
    first = text.split("\n", 1)[0]
    delimiter = max(";,\t", key=first.count)
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        return _sheet(name, ([_unguarded(value) for value in line] for line in lines))
    except csv.Error as error:
        raise SheetError("not_a_sheet") from error


def _decoded(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")
    if "\x00" in text:
        raise SheetError("not_a_sheet")
    return text


def _unguarded(text: str) -> Cell:
    return (text[1:] if text.startswith("'") and LIVE.match(text, 1) else text) or None


def _sheet(name: str, lines: Iterable[Sequence[Cell]]) -> Sheet:
    """The first line is the head; empty rows stay, so that row numbers agree with the file."""
    source = iter(lines)
    head = [str(value or "").strip() for value in next(source, ())]
    while head and not head[-1]:
        head.pop()
    if not head or len(head) > MOST_COLUMNS:
        raise SheetError("no_head")
    rows: list[tuple[Cell, ...]] = []
    for line in source:
        if len(rows) == MOST_ROWS:
            raise SheetError("too_many_rows")
        padded = (*line, *(None,) * len(head))
        rows.append(tuple(padded[: len(head)]))
    return Sheet(name=name, head=tuple(head), rows=tuple(rows))
