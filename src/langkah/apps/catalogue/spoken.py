"""What a history kept as text, in the reader's language: names, choices, days, amounts."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from langkah.apps.catalogue.sections import MONEY
from langkah.apps.workshop import kept

# Columns that no form shows; two of them are nothing that a person reads.
UNREADABLE = ("digest", "ending")
NAMES = {
    "position": _("Place in the order"),
    "width": _("Width in pixels"),
    "height": _("Height in pixels"),
}


def name(column: models.Field[Any, Any]) -> str:
    """The name of a column as its form says it."""
    return str(NAMES.get(column.name, column.verbose_name))


def value(column: models.Field[Any, Any], text: str | None) -> str:
    """A value of `column` as people read it; what cannot be read that way stays as it was kept."""
    if not text:
        return ""
    if column.choices:
        return str(dict(column.flatchoices).get(text, text))
    if column.name in MONEY:
        return kept.amount(text)
    for kind, read in KINDS:
        if isinstance(column, kind):
            return read(text)
    return text


KINDS = (
    (models.BooleanField, kept.yes_or_no),
    (models.DateField, kept.day),
    (models.DecimalField, kept.number),
    (models.IntegerField, kept.number),
)
