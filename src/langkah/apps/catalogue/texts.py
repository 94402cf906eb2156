"""One value as text and back, the same for history, spreadsheets and forms of correction."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from django.db import models

from langkah.apps.catalogue.sections import Value


def to_text(value: Value) -> str | None:
    """A value as plain text: numbers with a point and no idle zeros, yes or no, ISO dates."""
    if value is None:
        return None
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Decimal):
        return f"{value.normalize() + 0:f}"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, models.Model):
        return str(value.pk)
    return str(value)


def from_text(field: models.Field[Any, Any], text: str | None) -> Value:
    """The value of a field that `to_text` wrote; a foreign key stays its number."""
    if text is None:
        return None
    if isinstance(field, models.BooleanField):
        return text == "yes"
    if isinstance(field, models.ForeignKey):
        return int(text)
    value: Value = field.to_python(text)
    return value
