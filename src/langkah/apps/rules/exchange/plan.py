"""What a rule sheet would do: the book before and after, or every error by row and column."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from langkah.apps.rules import checks, queries, rows
from langkah.apps.rules.exchange import columns
from langkah.apps.rules.exchange.columns import COLUMNS, NEEDED, SHEET
from langkah.apps.rules.models import DatedRule
from langkah.apps.rules.writing import Entry, overlapping
from langkah.apps.workshop.models import Workshop
from langkah.domain import rulebook
from langkah.domain.reason import Reason, because
from langkah.papers.sheets import Cell, Formula, Sheet
from langkah.reference.rules import Rule
from langkah.reference.source import Source

MOST_PROBLEMS = 200
MOST_ROWS = 20_000


@dataclass(frozen=True, slots=True)
class Problem:
    """An error at a cell; row 1 is the head, no column means the whole row."""

    row: int
    column: str
    reason: Reason


@dataclass(slots=True)
class Plan:
    """Everything the sheet would do, or every reason why it cannot be taken in.

    `announced` are rules of which nobody knows the first day: they stand in no price yet;
    `withdrawn` ones the book had announced so far, which the sheet says otherwise.
    """

    entries: list[Entry] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    before: tuple[Rule, ...] = ()
    after: tuple[Rule, ...] = ()
    announced: tuple[Rule, ...] = ()
    withdrawn: tuple[Rule, ...] = ()

    @property
    def differences(self) -> tuple[rulebook.Difference, ...]:
        """What the book would answer otherwise, in sentences."""
        return rulebook.differences(self.before, self.after)

    @property
    def decided(self) -> tuple[rulebook.Difference, ...]:
        """What is announced for a day that nobody knows, in sentences."""
        return rulebook.differences((), self.announced)

    def count(self, kind: str) -> int:
        """How many rows are new, changed or unchanged."""
        return sum(_kind(entry) == kind for entry in self.entries)


def _kind(entry: Entry) -> str:
    if entry.old is None:
        return "new"
    return "changed" if entry.differs else "unchanged"


def plan(workshop: Workshop, sheets: Sequence[Sheet]) -> Plan:
    """Compare a sheet with the book. Nothing is written. Two queries."""
    made = Plan()
    sheet = _the_sheet(sheets)
    if sheet is None or not any(cell is not None for row in sheet.rows for cell in row):
        made.problems.append(Problem(1, "", because("The file holds no rules to take in.")))
        return made
    if not _head_fits(sheet, made) or len(sheet.rows) > MOST_ROWS:
        return made
    planner = _Planner(workshop, made)
    for number, cells in enumerate(sheet.rows, start=2):
        if any(cell is not None for cell in cells):
            planner.row(number, dict(zip(sheet.head, cells, strict=True)))
    planner.together()
    return made


def _the_sheet(sheets: Sequence[Sheet]) -> Sheet | None:
    named = [sheet for sheet in sheets if sheet.name.casefold() == SHEET]
    return next(iter([*named, *sheets]), None)


def _head_fits(sheet: Sheet, made: Plan) -> bool:
    for name in sheet.head:
        if name and name not in COLUMNS:
            made.problems.append(
                Problem(1, name, because("No rule has this column. Leave it out or rename it."))
            )
    for name in NEEDED:
        if name not in sheet.head:
            made.problems.append(Problem(1, name, because("This column is missing.")))
    return not made.problems


class _Planner:
    def __init__(self, workshop: Workshop, made: Plan) -> None:
        self.made = made
        self.standing = {row.code: row for row in queries.standing(workshop)}
        self.numbers: dict[str, int] = {}

    def problem(self, row: int, column: str, reason: Reason) -> None:
        if len(self.made.problems) < MOST_PROBLEMS:
            self.made.problems.append(Problem(row, column, reason))

    def row(self, number: int, cells: dict[str, Cell]) -> None:
        """One row of the sheet as an entry, or its problems."""
        values, unknown = self._values(number, cells)
        if values is None:
            return
        rule = _rule(values)
        code = rule.id or self._name(rule)
        if code in self.numbers:
            first = self.numbers[code]
            self.problem(number, "id", because("Row {first} is the same rule.", first=first))
            return
        self.numbers[code] = number
        named = _rule(values | {"id": code})
        for column, reason in checks.problems(named):
            self.problem(number, column, reason)
        last_known = values.get("last_known")
        old = self.standing.get(code)
        self.made.entries.append(
            Entry(rule=named, old=old, day_unknown=unknown, last_known=last_known)
        )

    def _values(self, number: int, cells: dict[str, Cell]) -> tuple[dict[str, Any] | None, bool]:
        """The values of a row; a column that the file does not have stays as the book has it."""
        old = self.standing.get(_code(cells.get("id")))
        found: dict[str, Any] = _stood(old)
        good, unknown = True, bool(old and old.day_unknown)
        for name, cell in cells.items():
            if not name:
                continue
            try:
                found[name] = columns.value(name, cell)
            except columns.DayUnknown:
                found[name], unknown = None, True
            except columns.BadCell as error:
                self.problem(number, name, error.reason)
                good = False
            else:
                unknown = unknown and name != "valid_from"
        return (found if good else None), unknown

    def _name(self, rule: Rule) -> str:
        """A name for a rule that came without one, made of what it is about."""
        parts = (rule.market, rule.kind.value, rule.programme, rule.hs, rule.audience, rule.origin)
        day = f"{rule.valid_from:%Y-%m-%d}" if rule.valid_from else ""
        words = [part for part in (*parts, day) if part]
        return "-".join(words).casefold().replace(" ", "-")[:60]

    def together(self) -> None:
        """The book as it would be, and where two rules would answer for one day."""
        replaced = {entry.rule.id for entry in self.made.entries if entry.rule}
        self.made.before = tuple(
            rows.of(row) for row in self.standing.values() if not row.day_unknown
        )
        kept = [rule for rule in self.made.before if rule.id not in replaced]
        come = [(entry.rule, entry) for entry in self.made.entries if entry.rule]
        self.made.announced = tuple(
            rule for rule, entry in come if entry.day_unknown and entry.differs
        )
        self.made.withdrawn = tuple(
            rows.of(entry.old)
            for entry in self.made.entries
            if entry.old and entry.old.day_unknown and entry.differs
        )
        self.made.after = (*kept, *(rule for rule, entry in come if not entry.day_unknown))
        for one, other in rulebook.overlaps(self.made.after):
            number = max(self.numbers.get(one.id, 0), self.numbers.get(other.id, 0))
            column = "valid_from" if self.numbers.get(other.id) == number else "valid_until"
            self.problem(number, column, overlapping(one, other))


def _code(cell: Cell) -> str:
    """The name in a cell; one that cannot be read is no name that stands in the book."""
    return "" if isinstance(cell, Formula) else str(columns.value("id", cell))


def _stood(old: DatedRule | None) -> dict[str, Any]:
    if old is None:
        return {}
    told = rows.of(old)
    same = {name: getattr(told, name) for name in rows.SAME}
    papers = {"source": told.source.name, "source_date": told.source.date}
    rest = {"id": told.id, "kind": told.kind, "grade": told.source.grade}
    return {**same, **papers, **rest, "last_known": old.last_known}


def _rule(values: dict[str, Any]) -> Rule:
    texts: dict[str, Any] = {name: values.get(name) or "" for name in ("id", "market")}
    source = Source(values.get("source") or "", values.get("source_date"), values["grade"])
    same = {name: values[name] for name in rows.SAME if name in values and name != "market"}
    return Rule(**texts, kind=values["kind"], source=source, **same)
