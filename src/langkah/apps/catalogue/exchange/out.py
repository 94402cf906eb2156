"""The catalogue of a workshop as sheets."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from langkah.apps.catalogue import rows
from langkah.apps.catalogue.exchange.columns import NAMED, head, shown
from langkah.apps.catalogue.models import Material
from langkah.apps.catalogue.sections import MATERIALS, PASSPORT, Section, Value
from langkah.apps.workshop.models import Workshop
from langkah.papers.sheets import Cell, Sheet

Found = tuple[tuple[str, ...], int, dict[str, Value]]


def sheets(workshop: Workshop, *, costs: bool) -> tuple[Sheet, ...]:
    """Everything of the catalogue that a spreadsheet holds; prices only with `costs`."""
    kinds = shown(costs=costs)
    lines: dict[str, list[tuple[Cell, ...]]] = {kind.name: [] for kind in kinds}
    for kind, code, values in everything(workshop):
        if kind.name in lines:
            names = [name for name in head(kind, costs=costs) if name in kind.fields]
            cells = tuple(_cell(values[name]) for name in names)
            lines[kind.name].append((code, *cells) if kind.of_product else cells)
    return tuple(
        Sheet(name=kind.name, head=head(kind, costs=costs), rows=tuple(lines[kind.name]))
        for kind in kinds
    )


def everything(workshop: Workshop) -> Iterator[tuple[Section, str, dict[str, Value]]]:
    """(section, code of the product, values with names and "id"), in the order of codes."""
    for pk, *found in (
        Material.objects.filter(workshop=workshop)
        .order_by("name")
        .values_list("pk", *MATERIALS.fields)
    ):
        values = dict(zip(MATERIALS.fields, found, strict=True))
        yield MATERIALS, "", {**values, "id": pk}
    for raw in map(
        rows.raw, rows.read(workshop.pk, "AND p.removed_at IS NULL ORDER BY p.code", ())
    ):
        code = str(raw.tables[PASSPORT.name][raw.product]["code"])
        for kind in shown(costs=True):
            if kind is not MATERIALS:
                for pk, row in _ordered(kind, raw):
                    yield kind, code, {**_with_names(raw, row), "id": pk}


def _ordered(kind: Section, raw: rows.Raw) -> list[tuple[int, rows.Row]]:
    return sorted(raw.tables[kind.name].items())


def _with_names(raw: rows.Raw, row: rows.Row) -> dict[str, Value]:
    found = dict(row)
    for name in NAMED:
        if row.get(name) is not None:
            found[name] = _name(raw, name, row[name])
    return found


def _name(raw: rows.Raw, name: str, pk: Any) -> Value:  # noqa: ANN401 - a row's number
    if name == "material":
        return raw.tables[MATERIALS.name][pk]["name"]
    return raw.names[name][pk]


def _cell(value: Value) -> Cell:
    if value is None or value == "":
        return None
    if isinstance(value, bool | Decimal | str):
        return value
    return Decimal(value) if isinstance(value, int) else str(value)
