"""What a spreadsheet would do: what is new, changed or unchanged, and every error by cell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from langkah.apps.catalogue import saving
from langkah.apps.catalogue.errors import NotSaved
from langkah.apps.catalogue.exchange import columns
from langkah.apps.catalogue.exchange.columns import NAMED, PRODUCT, BadCell
from langkah.apps.catalogue.exchange.out import everything
from langkah.apps.catalogue.sections import MATERIALS, PASSPORT, Section, Value
from langkah.apps.catalogue.texts import to_text
from langkah.apps.workshop.models import Workshop
from langkah.papers.sheets import Cell, Sheet

Key = tuple[str, ...]
MOST_PROBLEMS = 200


@dataclass(frozen=True, slots=True)
class Problem:
    """An error at a cell; row 1 is the head, no column means the whole row."""

    sheet: str
    row: int
    column: str
    sentence: str


@dataclass(slots=True)
class Line:
    """A row of the file: what it is about, and the values that are new or different."""

    section: Section
    number: int
    code: str
    key: Key
    values: dict[str, Value]
    row: models.Model
    id: int | None = None
    changed: dict[str, tuple[Value, Value]] = field(default_factory=dict)

    @property
    def kind(self) -> str:
        """new, changed or unchanged."""
        if self.id is None:
            return "new"
        return "changed" if self.changed else "unchanged"


@dataclass(slots=True)
class Plan:
    """Everything the file would do, or every reason why it cannot be taken in."""

    lines: list[Line] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def count(self, kind: str) -> int:
        """How many rows are new, changed or unchanged."""
        return sum(line.kind == kind for line in self.lines)


def plan(workshop: Workshop, sheets: Sequence[Sheet], *, costs: bool) -> Plan:
    """Compare a file with the catalogue. Nothing is written."""
    made = Plan()
    planner = _Planner(workshop, made, costs=costs)
    for sheet in sheets:
        planner.sheet(sheet)
    planner.check_products()
    if not made.lines and not made.problems:
        made.problems.append(Problem("", 1, "", _("The file holds no rows to take in.")))
    return made


class _Planner:
    def __init__(self, workshop: Workshop, made: Plan, *, costs: bool) -> None:
        self.workshop, self.made, self.costs = workshop, made, costs
        self.standing: dict[tuple[str, Key], dict[str, Value]] = {}
        self.codes: set[str] = set()
        for section, code, values in everything(workshop):
            self.standing[section.name, _key(section, code, values)] = values
            self.codes.add(code)
        self.seen: dict[tuple[str, Key], int] = {}

    def problem(self, sheet: str, row: int, column: str, sentence: str) -> None:
        if len(self.made.problems) < MOST_PROBLEMS:
            self.made.problems.append(Problem(sheet, row, column, sentence))

    def sheet(self, sheet: Sheet) -> None:
        """All rows of one sheet; a sheet that is not ours is passed by, or named when alone."""
        section = self._section(sheet)
        if section is None:
            return
        known = columns.head(section, costs=self.costs)
        strange = [name for name in sheet.head if name and name not in known]
        for name in strange:
            sentence = _("The sheet {sheet} has no column {column}. Leave it out or rename it.")
            self.problem(sheet.name, 1, name, sentence.format(sheet=section.name, column=name))
        needed = ((PRODUCT,) if section.of_product else ()) + section.key
        lacking = [name for name in needed if name not in sheet.head and name not in OPTIONAL_KEYS]
        for name in lacking:
            sentence = _("The column {column} is missing; rows cannot be told apart without it.")
            self.problem(section.name, 1, name, sentence.format(column=name))
        if strange or lacking:
            return
        for number, cells in enumerate(sheet.rows, start=2):
            if any(cell is not None for cell in cells):
                self._row(section, number, dict(zip(sheet.head, cells, strict=True)))

    def _section(self, sheet: Sheet) -> Section | None:
        allowed = columns.shown(costs=self.costs)
        for section in allowed:
            if sheet.name.casefold() == section.name:
                return section
        fits = [
            section
            for section in allowed
            if set(filter(None, sheet.head)) <= set(columns.head(section, costs=self.costs))
            and (PRODUCT in sheet.head) == section.of_product
        ]
        if len(fits) == 1:
            return fits[0]
        if any(cell is not None for row in sheet.rows for cell in row) and sheet.name != "help":
            names = ", ".join(section.name for section in allowed)
            sentence = _("It is not clear what this sheet holds. Name it one of: {names}.")
            self.problem(sheet.name, 1, "", sentence.format(names=names))
        return None

    def _row(self, section: Section, number: int, cells: dict[str, Cell]) -> None:
        values = self._values(section, number, cells)
        if values is None:
            return
        code = str(columns.value(CODE, cells.get(PRODUCT)) or "") if section.of_product else ""
        if section is PASSPORT:
            code = str(values.get("code") or "")
        key = _key(section, code, values)
        first = self.seen.setdefault((section.name, key), number)
        if first != number:
            sentence = _("Row {first} is about the same. Keep one of the two.")
            self.problem(section.name, number, "", sentence.format(first=first))
            return
        self._line(section, number, code=code, key=key, values=values)

    def _values(
        self, section: Section, number: int, cells: dict[str, Cell]
    ) -> dict[str, Value] | None:
        values: dict[str, Value] = {}
        good = True
        for column in section.columns:
            if column.name not in cells:
                continue
            try:
                value = columns.value(column, cells[column.name])
            except BadCell as error:
                self.problem(section.name, number, column.name, str(error))
                good = False
                continue
            if value in (None, "") and _has_own_default(column):
                continue
            values[column.name] = value
        return values if good else None

    def _line(
        self, section: Section, number: int, *, code: str, key: Key, values: dict[str, Value]
    ) -> None:
        standing = self.standing.get((section.name, key))
        row = section.model()
        merged = {**(standing or {}), **values}
        for name in section.fields:
            if name in merged and name not in NAMED:
                setattr(row, name, merged[name])
        for sentence, name in self._wrong(section, row, merged):
            self.problem(section.name, number, name, sentence)
        line = Line(section, number, code, key, values, row)
        if standing is not None:
            line.id = int(str(standing["id"]))
            line.changed = {
                name: (standing[name], value)
                for name, value in values.items()
                if not _same(standing[name], value)
            }
        self.made.lines.append(line)

    def _wrong(
        self, section: Section, row: models.Model, values: dict[str, Value]
    ) -> Iterator[tuple[str, str]]:
        for column in section.columns:
            named = column.name in NAMED
            if named and not column.null and not values.get(column.name):
                yield _("Write the name of the material."), column.name
            if named and len(str(values.get(column.name) or "")) > MOST_NAME:
                yield _("A name has at most 60 letters here."), column.name
        try:
            saving.check(section, row, unique=False, skip=NAMED)
        except NotSaved as error:
            for name, sentence in error.fields:
                yield sentence, "" if name == "__all__" else name

    def check_products(self) -> None:
        """Rows must belong to a product that stands here or comes with the file."""
        self.codes |= {line.code for line in self.made.lines if line.section is PASSPORT}
        for line in self.made.lines:
            if line.section.of_product and line.code not in self.codes:
                sentence = _("There is no product with the code {code}.")
                self.problem(
                    line.section.name, line.number, PRODUCT, sentence.format(code=line.code or "?")
                )


CODE = next(column for column in PASSPORT.columns if column.name == "code")
OPTIONAL_KEYS = ("size",)
MOST_NAME = 60


def _has_own_default(column: models.Field[Any, Any]) -> bool:
    """An empty cell leaves what must have a value as it stands, or as new rows have it."""
    return not column.null and not column.blank and column.has_default()


def _key(section: Section, code: str, values: dict[str, Value]) -> Key:
    parts = tuple(str(values.get(name) or "") for name in section.key)
    if section is PASSPORT or section is MATERIALS:
        return parts
    return (code, *parts)


def _same(before: Value, now: Value) -> bool:
    if before in (None, "") and now in (None, ""):
        return True
    return to_text(before) == to_text(now)
