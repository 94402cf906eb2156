"""Reading whole products in one statement: each section arrives as a JSON list beside its product.

Django would read a product and its nine tables with ten statements; the product page has three.
The statement is built once for each kind of database from the table of sections.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from django.db import connection, models

from langkah.apps.catalogue.models import BomLine, Edit, Material, PartMaterial, Product
from langkah.apps.catalogue.sections import MATERIALS, OF_PRODUCT, PASSPORT, ROUTING, Section, Value

Row = dict[str, Value]
Table = dict[int, Row]
# A product as the statement gives it: its passport, then each section as text
Line = tuple[Any, ...]


@dataclass(slots=True)
class Raw:
    """One product as rows by section and id; foreign keys are numbers."""

    product: int
    tables: dict[str, Table]
    names: dict[str, dict[int, str]]
    last_edit: list[Any] | None = None


def read(workshop: int, where: str, params: Sequence[int | str]) -> Iterator[Line]:
    """Products of a workshop; `where` is a literal of this app, its values are in `params`."""
    with connection.cursor() as cursor:
        cursor.execute(f"{_statement(connection.vendor)} {where}", [workshop, *params])
        yield from cursor


@cache
def _statement(vendor: str) -> str:
    make = "json_array" if vendor == "sqlite" else "json_build_array"
    gather = "json_group_array" if vendor == "sqlite" else "json_agg"

    def gathered(columns: Iterable[str], source: str) -> str:
        rows = f"{gather}({make}({', '.join(columns)}))"
        return f"(SELECT CAST({rows} AS text) FROM {source})"  # noqa: S608

    own = "WHERE r.product_id = p.id"
    used = " UNION ".join(
        f"SELECT material_id FROM {_table(model)} WHERE product_id = p.id"  # noqa: S608
        for model in (PartMaterial, BomLine)
    )
    last = f"""(SELECT CAST({make}(e.section, e.kind, e.title, e.at) AS text) FROM {_table(Edit)} e
        WHERE e.workshop_id = p.workshop_id AND e.product_id = p.id AND e.undone_at IS NULL
        ORDER BY e.id DESC LIMIT 1)"""  # noqa: S608
    parts = [
        *(f"p.{name}" for name in ("id", *_columns(PASSPORT))),
        *(
            gathered(_row_columns(section), f"{_table(section.model)} r {own}")
            for section in OF_PRODUCT
        ),
        gathered(_row_columns(MATERIALS), f"{_table(Material)} r WHERE r.id IN ({used})"),
        *(
            gathered(
                ("n.id", "n.name"),
                f"{_table(ROUTING.model)} r JOIN workshop_{name} n ON n.id = r.{name}_id {own}",
            )
            for name in ("skill", "station")
        ),
        last,
    ]
    return f"SELECT {', '.join(parts)} FROM {_table(Product)} p WHERE p.workshop_id = %s"  # noqa: S608


def _row_columns(section: Section) -> tuple[str, ...]:
    return tuple(f"r.{name}" for name in ("id", *_columns(section)))


def _table(model: type[models.Model]) -> str:
    return model._meta.db_table


def _columns(section: Section) -> tuple[str, ...]:
    return tuple(str(field.column) for field in section.columns)


def raw(line: Line) -> Raw:
    """A product's line taken apart; new rows each time, so that they may be turned back."""
    width = 1 + len(PASSPORT.fields)
    lists = [_loaded(value) for value in line[width:]]
    tables = {PASSPORT.name: {line[0]: converted(PASSPORT, line[1:width])}}
    for section, rows in zip((*OF_PRODUCT, MATERIALS), lists, strict=False):
        tables[section.name] = {row[0]: converted(section, row[1:]) for row in rows}
    skills, stations, last = lists[-3:]
    names = {"skill": dict(skills), "station": dict(stations)}
    return Raw(product=line[0], tables=tables, names=names, last_edit=last or None)


_JSON = json.JSONDecoder(parse_float=Decimal)


def _loaded(value: str | None) -> list[Any]:
    return _JSON.decode(value) if value else []


def converted(section: Section, values: Iterable[Any]) -> Row:
    """Values as the database gave them, as Python values, by field name."""
    names, converters = _fields(section.name)
    row = dict(zip(names, values, strict=True))
    for name, convert in converters:
        value = row[name]
        if value is not None:
            row[name] = convert(value)
    return row


@cache
def _fields(name: str) -> tuple[tuple[str, ...], tuple[tuple[str, Callable[[Any], Value]], ...]]:
    """The names of a section's fields, and how those change that do not come as they are."""
    section = PASSPORT if name == PASSPORT.name else _section(name)
    changed = ((field.name, _converter(field)) for field in section.columns)
    return (
        tuple(field.name for field in section.columns),
        tuple((field, convert) for field, convert in changed if convert),
    )


def _section(name: str) -> Section:
    return next(section for section in (*OF_PRODUCT, MATERIALS) if section.name == name)


def _converter(field: models.Field[Any, Any]) -> Callable[[Any], Value] | None:
    """How a column's value becomes Python's; None where it comes as it is."""
    if isinstance(field, models.DecimalField):
        step = Decimal(1).scaleb(-field.decimal_places)
        return lambda value: (value if type(value) is Decimal else Decimal(str(value))).quantize(
            step
        )
    if isinstance(field, models.BooleanField):
        return bool
    if isinstance(field, models.DateField):
        return lambda value: value if isinstance(value, date) else date.fromisoformat(value)
    return None
