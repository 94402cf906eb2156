"""Dossiers from rows: of today, or as they stood at an earlier moment."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from decimal import Decimal
from functools import lru_cache
from operator import attrgetter
from typing import Any

from django.utils.dateparse import parse_datetime

from langkah.apps.catalogue import past, rows
from langkah.apps.catalogue.dossier import (
    BomRow,
    CostRow,
    DocumentRow,
    Dossier,
    LastEdit,
    MaterialRow,
    OptionRow,
    PartRow,
    Passport,
    PhotoRow,
    SizeRow,
    StepRow,
)
from langkah.apps.catalogue.errors import NotFound
from langkah.apps.workshop.models import Workshop
from langkah.domain.money import Money

PART_ORDER = {"upper": 0, "lining": 1, "insole": 2, "sole": 3}


def one(workshop: Workshop, product: int, as_of: datetime | None = None) -> Dossier:
    """The dossier of a product of this workshop; one statement, three when read in the past.

    Raises NotFound for a product of another workshop or a removed one.
    """
    found = rows.read(workshop.pk, "AND p.id = %s AND p.removed_at IS NULL", [product])
    line = next(found, None)
    if line is None:
        raise NotFound
    if as_of is None:
        return of_line(line)
    raw = rows.raw(line)
    past.rewind(workshop, raw, as_of)
    return dossier(raw)


def many(workshop: Workshop, products: Sequence[int] | None = None) -> Iterator[Dossier]:
    """Dossiers by name, of these products or of all that are not removed."""
    where = "AND p.removed_at IS NULL ORDER BY p.name, p.id"
    if products is not None:
        if not products:
            return
        where = f"AND p.id IN ({', '.join(['%s'] * len(products))}) {where}"
    yield from map(of_line, rows.read(workshop.pk, where, products or ()))


@lru_cache(maxsize=256)
def of_line(line: rows.Line) -> Dossier:
    """The dossier of a line as it was read; equal lines are one dossier, so it is made once."""
    return dossier(rows.raw(line))


def dossier(raw: rows.Raw) -> Dossier:
    """The rows as a dossier, each section in reading order."""
    tables: dict[str, Any] = raw.tables
    materials = {pk: material(pk, row) for pk, row in tables["materials"].items()}
    return Dossier(
        passport=Passport(id=raw.product, **tables["products"][raw.product]),
        parts=_sorted(
            (
                PartRow(id=pk, **{**row, "material": materials[row["material"]]})
                for pk, row in tables["parts"].items()
            ),
            key=lambda row: (PART_ORDER.get(row.part, 9), -(row.share or 0), row.id),
        ),
        sizes=_sorted(
            (SizeRow(id=pk, **row) for pk, row in tables["sizes"].items()),
            key=lambda row: (rank(row.size), row.id),
        ),
        options=_sorted(
            (OptionRow(id=pk, **_priced(row, "cost")) for pk, row in tables["options"].items()),
            key=attrgetter("id"),
        ),
        bom=_sorted(
            (
                BomRow(id=pk, **{**row, "material": materials[row["material"]]})
                for pk, row in tables["bom"].items()
            ),
            key=lambda row: (row.material.name, rank(row.size)),
        ),
        steps=_sorted(
            (_step(raw, pk, row) for pk, row in tables["routing"].items()),
            key=attrgetter("position", "id"),
        ),
        costs=_sorted(
            (CostRow(id=pk, **row) for pk, row in tables["costs"].items()), key=attrgetter("id")
        ),
        photos=_sorted(
            (PhotoRow(id=pk, **row) for pk, row in tables["photos"].items()),
            key=attrgetter("position", "id"),
        ),
        documents=_sorted(
            (DocumentRow(id=pk, **row) for pk, row in tables["documents"].items()),
            key=attrgetter("kind", "id"),
        ),
        last_edit=_last(raw.last_edit),
    )


def _sorted(found: Iterator[Any], *, key: Callable[[Any], Any]) -> tuple[Any, ...]:
    return tuple(sorted(found, key=key))


def rank(size: str) -> Decimal:
    """A size as a number for sorting; no size comes first."""
    return Decimal(size) if size else Decimal(-1)


def material(pk: int, row: dict[str, Any]) -> MaterialRow:
    """A material's row as plain values."""
    return MaterialRow(id=pk, **_priced(row, "price"))


def _priced(row: dict[str, Any], name: str) -> dict[str, Any]:
    """The row with amount and currency as one Money."""
    rest = {key: value for key, value in row.items() if key != "currency"}
    amount = row[name]
    rest[name] = None if amount is None else Money(amount, row["currency"])
    return rest


def _step(raw: rows.Raw, pk: int, row: dict[str, Any]) -> StepRow:
    rest = _priced(row, "pay")
    for name in ("skill", "station"):
        rest[f"{name}_id"] = row[name]
        rest[name] = raw.names[name].get(row[name], "")
    return StepRow(id=pk, **rest)


def _last(found: list[Any] | None) -> LastEdit | None:
    if not found:
        return None
    section, kind, title, at = found
    moment = at if isinstance(at, datetime) else parse_datetime(at)
    assert moment is not None, at  # noqa: S101 - the database gives what it stored
    return LastEdit(section=section, kind=kind, title=title, at=moment)
