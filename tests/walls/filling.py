"""A row of any table, filled by looking at its fields; a new table needs no new code here."""

from __future__ import annotations

from datetime import date, time
from decimal import Decimal
from typing import Any

from django.apps import apps
from django.db import models
from django.utils import timezone

from langkah.apps.workshop.models import Workshop

MARK = "Rahasia"
# What is under way has begun for certain, and is not over while the walks last.
BEGUN = timezone.now() - timezone.timedelta(hours=1)
OVER = timezone.now() + timezone.timedelta(hours=7)
# Where a rule of the table wants something certain.
WANTED: dict[str, dict[str, Any]] = {
    "sales.SentQuote": {"expires_at": timezone.now() + timezone.timedelta(days=9)},
    "sales.NewDay": {"day": date(2027, 1, 5)},
    "workshop.Share": {"room": "journey"},
    "production.Booking": {"start": BEGUN, "end": OVER},
    "production.MadeAgain": {"first_lot": 2, "last_lot": 2},
    "workshop.LastPairs": {"size": "39"},
    "workshop.StationOut": {"end": OVER},
    "workshop.OwnHours": {"end": OVER},
    "production.MadeRoom": {"ready": date(2027, 1, 3)},
    "production.StepDone": {"ended": OVER},
}
# Columns that may be empty in general but not all at once.
ALSO = {
    "production.Booking": {"order_line"},
    "production.MadeRoom": {"order"},
    "insight.Touched": {"version"},
    "sales.PaperFor": {"version"},
}
PLAIN = (
    (models.DateTimeField, timezone.now()),
    (models.DateField, date(2027, 1, 4)),
    (models.TimeField, time(8)),
    (models.DecimalField, Decimal("0.5")),
)
SHORT = {2: "NL", 3: "EUR", 5: "en"}


def ours() -> list[type[models.Model]]:
    """All tables of the house."""
    return [model for model in apps.get_models() if model.__module__.startswith("langkah.")]


def tenant_tables() -> list[type[models.Model]]:
    """Tables whose rows belong to a workshop."""
    return [model for model in ours() if _field(model, "workshop")]


def _field(model: type[models.Model], name: str) -> bool:
    return any(field.name == name for field in model._meta.fields)


def fill(workshop: Workshop) -> None:
    """At least one row of the workshop in every tenant table."""
    for model in tenant_tables():
        row(model, workshop)


def row(model: type[models.Model], workshop: Workshop) -> models.Model:
    """A row of this table that belongs to the workshop: one that is there, or a new one."""
    if model is Workshop:
        return workshop
    tenant = _field(model, "workshop")
    known = model._default_manager.filter(workshop=workshop) if tenant else model._default_manager
    found = known.order_by("pk").first()
    if found is not None:
        return found
    also = ALSO.get(model._meta.label, set())
    values = {
        field.name: _value(field, workshop)
        for field in model._meta.concrete_fields
        if field.name in also or _needed(field)
    }
    return model._default_manager.create(**values | WANTED.get(model._meta.label, {}))


def _needed(field: models.Field[Any, Any]) -> bool:
    if field.primary_key or field.null:
        return False
    text = isinstance(field, models.CharField | models.TextField) and not field.choices
    return text or not field.has_default()


def _value(field: models.Field[Any, Any], workshop: Workshop) -> Any:
    if isinstance(field, models.ForeignKey):
        return row(field.related_model, workshop)
    if field.choices:
        return field.choices[0][0]
    if isinstance(field, models.CharField | models.TextField):
        return _text(field, workshop)
    return next((value for kind, value in PLAIN if isinstance(field, kind)), 1)


def _text(field: models.Field[Any, Any], workshop: Workshop) -> str:
    length = field.max_length or 99
    return SHORT.get(length, f"{MARK} {workshop.pk} {field.name}"[:length])
