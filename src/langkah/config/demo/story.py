"""The story of a workshop, read from a folder of plain text files."""

from __future__ import annotations

import csv
import tomllib
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from langkah.papers.sheets import Sheet
from langkah.papers.sheets import read as read_sheet

Table = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Story:
    """Everything the folder tells; the files' own words are the keys."""

    workshop: Table
    routings: Table
    products: list[Table]
    materials: list[dict[str, str]]
    buyers: list[dict[str, str]]
    checked: list[dict[str, str]]
    rates: list[list[dict[str, str]]]
    rate_tables: list[list[Sheet]]
    papers: list[dict[str, str]]
    inquiries: dict[str, str]


def read(folder: Path) -> Story:
    """Read a folder such as examples/kenzi. Raises OSError for a missing file."""
    return Story(
        workshop=_toml(folder / "workshop.toml"),
        routings=_toml(folder / "routings.toml"),
        products=_toml(folder / "products.toml")["products"],
        materials=_rows(folder / "materials.csv"),
        buyers=_rows(folder / "buyers.csv"),
        checked=_rows(folder / "checked.csv"),
        rates=[_rows(file) for file in sorted((folder / "rates").glob("*.csv"))],
        rate_tables=[_sheets(each) for each in sorted((folder / "rate_tables").iterdir())],
        papers=_rows(folder / "papers.csv"),
        inquiries={file.stem: file.read_text() for file in sorted(folder.glob("inquiries/*.txt"))},
    )


def _toml(file: Path) -> Table:
    return tomllib.loads(file.read_text())


def _sheets(folder: Path) -> list[Sheet]:
    """The sheets of one rate card, as its spreadsheet holds them."""
    return [
        replace(read_sheet(file.read_bytes())[0], name=file.stem)
        for file in sorted(folder.glob("*.csv"))
    ]


def _rows(file: Path) -> list[dict[str, str]]:
    with file.open(newline="") as text:
        return list(csv.DictReader(text))
