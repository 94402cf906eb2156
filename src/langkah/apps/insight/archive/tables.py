"""Which rows belong to a workshop, and one row as one line of JSON and back.

Found by walking the models: whatever has a workshop is in, so that a new table cannot be forgotten.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.contrib.auth.hashers import make_password
from django.db import models

from langkah.apps.workshop.models import User, Workshop

# What opens doors is not data: it is made anew after a restore.
KEYS = frozenset({"workshop.invitation", "workshop.apikey"})
SECRET_FIELDS = frozenset({"password", "last_login"})
Model = type[models.Model]


def tables() -> dict[str, Model]:
    """Every table of a workshop by name: people first, then what has a workshop."""
    found: dict[str, Model] = {"workshop.workshop": Workshop, "workshop.user": User}
    for model in apps.get_models():
        name = model._meta.label_lower
        if name not in KEYS and _has_workshop(model):
            found[name] = model
    return dict(sorted(found.items()))


def _has_workshop(model: Model) -> bool:
    return any(
        field.name == "workshop" and field.related_model is Workshop
        for field in model._meta.concrete_fields
    )


def rows(model: Model, workshop: Workshop) -> models.QuerySet[Any]:
    """The rows of one table that belong to the workshop, in the order of their numbers."""
    every = model._default_manager.order_by("pk")
    if model is Workshop:
        return every.filter(pk=workshop.pk)
    if model is User:
        return every.filter(pk__in=people(workshop))
    return every.filter(workshop=workshop)


def people(workshop: Workshop) -> set[int]:
    """The members, and everybody whom a row names as having done something."""
    found: set[int] = set()
    for model in tables().values():
        if model in (Workshop, User):
            continue
        for field in model._meta.concrete_fields:
            if field.related_model is User:
                named = rows(model, workshop).exclude(**{field.name: None}).order_by()
                found.update(named.values_list(field.attname, flat=True).distinct())
    return found


def fields(model: Model) -> list[models.Field[Any, Any]]:
    """The fields of a row that travel."""
    return [field for field in model._meta.concrete_fields if field.name not in SECRET_FIELDS]


def lines(model: Model, workshop: Workshop) -> Iterator[bytes]:
    """Each row as a line of JSON: field to text, null for empty."""
    columns = fields(model)
    for row in rows(model, workshop).iterator(chunk_size=500):
        values = {
            field.attname: None if getattr(row, field.attname) is None else _text(field, row)
            for field in columns
        }
        yield json.dumps(values, ensure_ascii=False, sort_keys=True).encode() + b"\n"


def _text(field: models.Field[Any, Any], row: models.Model) -> str:
    if field.is_relation:
        return str(getattr(row, field.attname))
    return str(field.value_to_string(row))


def row(model: Model, line: bytes) -> models.Model:
    """The row of a line, not yet stored. Raises ValueError or KeyError for a foreign line."""
    values = json.loads(line)
    if not isinstance(values, dict):
        raise ValueError("A line is not a row.")
    by_name = {field.attname: field for field in fields(model)}
    made = model()
    for name, text in values.items():
        field = by_name[name]
        target = field.target_field if isinstance(field, models.ForeignKey) else field
        setattr(made, name, None if text is None else target.to_python(text))
    if isinstance(made, User):
        made.password = make_password(None)
    return made
