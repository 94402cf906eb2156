"""Which sheets there are, their columns, and one cell as the value of a column."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from langkah.apps.catalogue.sections import (
    BOM,
    COSTS,
    MATERIALS,
    OPTIONS,
    PARTS,
    PASSPORT,
    ROUTING,
    SIZES,
    Section,
    Value,
)
from langkah.apps.workshop import numbers
from langkah.papers.sheets import Cell, Formula

SHEETS = (PASSPORT, MATERIALS, PARTS, SIZES, OPTIONS, BOM, ROUTING, COSTS)
PRODUCT = "product"
NAMED = ("material", "skill", "station")
MONEY = ("price", "cost", "pay", "amount")
YES = {"yes", "ya", "true", "1", "y"}
NO = {"no", "tidak", "false", "0", "n", "t"}


class BadCell(ValueError):
    """A cell that is not a value of its column; the text is a sentence."""


def head(section: Section, *, costs: bool) -> tuple[str, ...]:
    """The columns of a sheet; rows of a product start with its code."""
    fields = tuple(name for name in section.fields if costs or name not in section.costs)
    return (PRODUCT, *fields) if section.of_product else fields


def shown(*, costs: bool) -> tuple[Section, ...]:
    """The sheets somebody may see."""
    return tuple(section for section in SHEETS if costs or section is not COSTS)


def value(column: models.Field[Any, Any], cell: Cell) -> Value:
    """A cell as a value; names of materials, skills and stations stay text. Raises BadCell."""
    if isinstance(cell, Formula):
        raise BadCell(_("This cell holds a formula. Paste its value instead."))
    if isinstance(column, models.BooleanField):
        return _yes_or_no(column, cell)
    if isinstance(column, models.DecimalField | models.PositiveSmallIntegerField):
        return _number(column, cell)
    text = _text(cell)
    if column.choices and text:
        return _choice(column, text)
    return text


def _text(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, Decimal):
        return f"{cell.normalize() + 0:f}"
    return cell.isoformat() if isinstance(cell, date) else str(cell).strip()


def _yes_or_no(column: models.Field[Any, Any], cell: Cell) -> bool | None:
    if isinstance(cell, bool):
        return cell
    text = _text(cell).casefold()
    if text in YES:
        return True
    if text in NO:
        return False
    if not text:
        return None
    raise BadCell(_("“{text}” is neither yes nor no.").format(text=text[:40]))


def _number(column: models.Field[Any, Any], cell: Cell) -> Decimal | int | None:
    if cell is None or cell == "":
        return None
    if isinstance(cell, bool | date):
        raise BadCell(_("“{text}” is not a number.").format(text=_text(cell)))
    found = cell if isinstance(cell, Decimal) else _read(column, str(cell))
    if isinstance(column, models.PositiveSmallIntegerField):
        if found != found.to_integral_value() or not 0 <= found <= MOST_INTEGER:
            raise BadCell(_("“{text}” is not a whole number.").format(text=_text(cell)))
        return int(found)
    return found


MOST_INTEGER = 32767


def _read(column: models.Field[Any, Any], text: str) -> Decimal:
    try:
        return numbers.read(text, thousands=column.name in MONEY)
    except numbers.NotANumber as error:
        raise BadCell(str(error)) from error


def _choice(column: models.Field[Any, Any], text: str) -> str:
    for code, label in column.flatchoices:
        if text.casefold() in (str(code).casefold(), str(label).casefold()):
            return str(code)
    allowed = ", ".join(str(code) for code, _label in column.flatchoices)
    raise BadCell(
        _("“{text}” is not known here. Choose one of: {allowed}.").format(
            text=text[:40], allowed=allowed
        )
    )
