"""The audit trail: who changed what, when, from what to what."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from langkah.apps.workshop.models import Change, Workshop

PAGE = 50


@dataclass(frozen=True, slots=True)
class FieldChange:
    """From what to what."""

    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """One deed; `model` is the table of what was changed, “app.model”."""

    id: int
    at: datetime
    by: str
    verb: str
    model: str
    title: str
    fields: tuple[FieldChange, ...]


def changes(workshop: Workshop, before: int | None = None) -> tuple[ChangeRow, ...]:
    """The newest deeds, or those older than the deed `before`; at most 50. Two queries."""
    rows = Change.objects.filter(workshop=workshop)
    if before is not None:
        rows = rows.filter(pk__lt=before)
    found = rows.select_related("by").prefetch_related("fields").order_by("-id")[:PAGE]
    return tuple(_row(row) for row in found)


def _row(row: Change) -> ChangeRow:
    fields = tuple(FieldChange(one.field, one.before, one.after) for one in row.fields.all())
    name = row.by.name if row.by else ""
    return ChangeRow(row.pk, row.at, name, row.verb, row.model, row.title, fields)
