"""Spreadsheets: what goes out comes back, and nothing in a cell ever runs."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from langkah.papers.sheets import (
    Formula,
    Sheet,
    SheetError,
    as_text,
    read,
    to_csv,
    to_xlsx,
)

texts = st.text(
    st.characters(blacklist_categories=("Cs", "Cc"), whitelist_characters="\n\t"), min_size=1
).filter(lambda text: "\ufffe" not in text and "\uffff" not in text)
numbers = st.decimals(
    allow_nan=False, allow_infinity=False, places=4, min_value=-(10**9), max_value=10**10
)
cells = st.one_of(st.none(), texts, numbers, st.booleans(), st.dates(date(1950, 1, 1)))


def sheet(*rows, name="bom"):
    return Sheet(name=name, head=("material", "per_pair"), rows=rows)


@settings(max_examples=60)
@given(st.lists(st.tuples(cells, cells), max_size=8))
def test_a_workbook_comes_back_as_it_went_out(rows):
    (found,) = read(to_xlsx([sheet(*rows)]))
    expected = list(rows)
    while expected and expected[-1] == (None, None):
        expected.pop()
    assert list(found.rows)[: len(expected)] == expected


@settings(max_examples=60)
@given(st.lists(st.tuples(cells, cells), max_size=8))
def test_csv_comes_back_as_the_same_texts(rows):
    (found,) = read(to_csv([sheet(*rows)]))
    spoken = [
        tuple(value if isinstance(value, str) else as_text(value) or None for value in row)
        for row in rows
    ]
    kept = list(found.rows)
    assert kept == spoken


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+62812",
        "-",
        "@cmd",
        "'=1",
        "''=1",
        "\t=1",
        " =1",
        "'  =1",
        "\n=1",
        "＝1",
        "＋1",
        "－1",
        "＠a",
    ],
)
def test_a_text_never_becomes_a_formula(text):
    workbook, packed = to_xlsx([sheet((text, None))]), to_csv([sheet((text, None))])
    cell = load_workbook(io.BytesIO(workbook)).worksheets[0]["A2"]
    assert cell.data_type == "s"
    with zipfile.ZipFile(io.BytesIO(packed)) as files:
        line = files.read("bom.csv").decode("utf-8-sig").split("\r\n")[1]
    assert line.lstrip('"').startswith("'")
    assert read(workbook)[0].rows[0][0] == text
    assert read(packed)[0].rows[0][0] == text


def test_a_formula_that_comes_in_is_named_as_one():
    book = Workbook()
    book.active.append(["material", "per_pair"])
    book.active.append(["Calf", "=1+1"])
    out = io.BytesIO()
    book.save(out)
    assert read(out.getvalue())[0].rows[0] == ("Calf", Formula("=1+1"))


def test_three_decimals_are_written_so_that_they_cannot_be_read_as_thousands():
    assert as_text(Decimal("1.125")) == "1.1250"
    assert as_text(Decimal("1.15")) == "1.15"
    assert as_text(Decimal("62000.0000")) == "62000"


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_csv_of_any_office_is_read(delimiter, encoding):
    text = delimiter.join(["material", "per_pair"]) + "\n" + delimiter.join(["Café", "2.5"]) + "\n"
    assert read(text.encode(encoding))[0].rows == (("Café", "2.5"),)


@pytest.mark.parametrize(
    ("data", "key"),
    [
        (b"", "no_head"),
        (b"\x00\x01\x02", "not_a_sheet"),
        (b"PK\x03\x04broken", "not_a_sheet"),
        (b"x" * (20 * 2**20 + 1), "too_large"),
    ],
)
def test_what_is_no_spreadsheet_is_refused(data, key):
    with pytest.raises(SheetError) as error:
        read(data)
    assert error.value.key == key


def test_a_workbook_of_endless_width_is_refused_before_it_fills_the_memory():
    """A few bytes can name a cell in column XFD of row 300,000; each row would be as wide."""
    book = Workbook()
    book.active["XFD1"] = "head"
    book.active["A300000"] = "x"
    out = io.BytesIO()
    book.save(out)
    with pytest.raises(SheetError, match="no_head"):
        read(out.getvalue())
