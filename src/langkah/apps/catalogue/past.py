"""Reading the past: the rows of today with every later change taken back."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from langkah.apps.catalogue import rows, texts
from langkah.apps.catalogue.models import Edit, EditField, EditKind, Material
from langkah.apps.catalogue.sections import BY_NAME, MATERIALS
from langkah.apps.workshop.models import Workshop


def rewind(workshop: Workshop, raw: rows.Raw, as_of: datetime) -> None:
    """Turn `raw` into what it was at `as_of`; materials it names are turned back too."""
    later = Edit.objects.filter(workshop=workshop, at__gt=as_of).order_by("-id")
    _take_back(raw, later.filter(product=raw.product))
    _add_named_materials(workshop, raw)
    _take_back(raw, later.filter(product=None, section=MATERIALS.name))


def _add_named_materials(workshop: Workshop, raw: rows.Raw) -> None:
    table = raw.tables[MATERIALS.name]
    named: set[Any] = {
        row["material"] for name in ("parts", "bom") for row in raw.tables[name].values()
    }
    gone = [pk for pk in named if pk not in table]
    if not gone:
        return
    found = Material.objects.filter(workshop=workshop, pk__in=gone)
    for line in found.values_list("pk", *MATERIALS.fields):
        table[line[0]] = rows.converted(MATERIALS, line[1:])


def _take_back(raw: rows.Raw, edits: Iterable[Edit]) -> None:
    found = list(edits)
    values: dict[int, rows.Row] = {edit.pk: {} for edit in found}
    sections = {edit.pk: BY_NAME[edit.section] for edit in found}
    for row in EditField.objects.filter(edit__in=[edit.pk for edit in found]):
        section = sections[row.edit_id]
        if row.field in section.fields:
            field = section.model._meta.get_field(row.field)
            values[row.edit_id][row.field] = texts.from_text(field, row.before)  # type: ignore[arg-type]
    for edit in found:
        table = raw.tables[edit.section]
        if edit.kind == EditKind.ADD:
            table.pop(edit.row, None)
        elif edit.kind == EditKind.REMOVE:
            table[edit.row] = values[edit.pk]
        elif edit.row in table:
            table[edit.row].update(values[edit.pk])
