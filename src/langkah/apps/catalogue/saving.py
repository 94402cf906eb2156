"""Writing rows of a product, each change kept with who, when, from what and to what."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any
from uuid import uuid4

from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db import models
from django.db.models import RestrictedError
from django.utils import timezone
from django.utils.translation import gettext as _

from langkah.apps.catalogue import cases, texts
from langkah.apps.catalogue.errors import NotFound, NotSaved
from langkah.apps.catalogue.models import Edit, EditField, EditKind, Product
from langkah.apps.catalogue.sections import (
    MATERIALS,
    MONEY,
    NAMED,
    PASSPORT,
    Section,
    Value,
)
from langkah.apps.workshop import audit, words
from langkah.apps.workshop.models import User, Workshop
from langkah.domain.classification import faults

Values = Mapping[str, Value]


@dataclass(frozen=True, slots=True, kw_only=True)
class Save:
    """One save by one person: all its rows share a step, so that they are undone together."""

    workshop: Workshop
    product: int | None
    by: User
    at: datetime = field(default_factory=timezone.now)
    step: str = field(default_factory=lambda: uuid4().hex)
    # A final change stands in the history, but `undo` passes it by.
    final: bool = False


def add(save: Save, section: Section, values: Values, pk: int | None = None) -> int:
    """A new row; raises NotSaved with a sentence for each wrong field."""
    row = section.model(pk=pk, workshop=save.workshop)
    if section.of_product:
        row.product_id = save.product  # type: ignore[attr-defined]
    fill(save, section, row, values)
    check(section, row)
    row.save(force_insert=True)
    keep(save, section, row, EditKind.ADD, {})
    return int(row.pk)


def change(save: Save, section: Section, pk: int, values: Values) -> bool:
    """Other values in a row; nothing is written or kept when nothing differs."""
    row = get(save, section, pk)
    before = state(section, row)
    fill(save, section, row, values)
    after = state(section, row)
    changed = {name: (before[name], after[name]) for name in before if before[name] != after[name]}
    if not changed:
        return False
    check(section, row)
    row.save(update_fields=list(changed))
    keep(save, section, row, EditKind.CHANGE, changed)
    return True


def remove(save: Save, section: Section, pk: int) -> None:
    """A row less; all its values are kept for undo."""
    row = get(save, section, pk)
    before = {name: (value, None) for name, value in state(section, row).items()}
    keep(save, section, row, EditKind.REMOVE, before)
    try:
        row.delete()
    except RestrictedError as error:
        sentence = _("{name} is still used by a product. Remove it there first.")
        raise NotSaved((("", sentence.format(name=row)),)) from error


def get(save: Save, section: Section, pk: int) -> models.Model:
    """A row of this workshop and product, locked until the save ends; raises NotFound."""
    rows = section.model._default_manager.select_for_update().filter(workshop=save.workshop, pk=pk)
    if section.of_product:
        rows = rows.filter(product=save.product)
    row = rows.first()
    if row is None:
        raise NotFound
    return row


def state(section: Section, row: models.Model) -> dict[str, str | None]:
    """The values of a row as text, by field."""
    return {column.name: texts.to_text(getattr(row, column.attname)) for column in section.columns}


def fill(save: Save, section: Section, row: models.Model, values: Values) -> None:
    """Put values into a row; a material, skill or station may be given by its name."""
    for name, value in values.items():
        if name not in section.fields:
            raise FieldDoesNotExist(f"{section.name} has no field {name}.")
        if name in NAMED:
            setattr(row, f"{name}_id", _named(save, name, value))
        else:
            setattr(row, name, value.replace("\r\n", "\n") if isinstance(value, str) else value)


def _named(save: Save, name: str, value: Any) -> int | None:  # noqa: ANN401
    if value is None or value == "":
        return None
    model = NAMED[name]
    if not isinstance(value, str):
        if not model._default_manager.filter(workshop=save.workshop, pk=value).exists():
            raise NotFound
        return int(value)
    found = model._default_manager.filter(workshop=save.workshop, name=value.strip()).first()
    if found is None and name == "material":
        shared = replace(save, product=None, final=True)
        return add(shared, MATERIALS, {"name": value.strip(), "currency": save.workshop.currency})
    if found is None:
        found = model._default_manager.create(workshop=save.workshop, name=value.strip())
    return int(found.pk)


def check(
    section: Section, row: models.Model, *, unique: bool = True, skip: Iterable[str] = ()
) -> None:
    """Raise NotSaved with a sentence for every wrong field."""
    empty = {
        column.name
        for column in section.model._meta.concrete_fields
        if column.name not in section.fields
        or column.name in skip
        or (column.null and getattr(row, column.attname) is None)
    }
    try:
        row.clean_fields(exclude=empty)
        if unique:
            row.validate_constraints()
    except ValidationError as error:
        raise NotSaved.from_validation(error) from error
    if isinstance(row, Product):
        wrong = faults(cases.told(row))
        if wrong:
            raise NotSaved(tuple((field, words.say(say)) for field, say in wrong))


def keep(
    save: Save,
    section: Section,
    row: models.Model,
    kind: EditKind,
    changed: Mapping[str, tuple[str | None, str | None]],
) -> None:
    """The change in the product's history."""
    product = row.pk if section is PASSPORT else save.product
    edit = Edit.objects.create(
        workshop=save.workshop,
        product_id=None if section is MATERIALS else product,
        step=save.step,
        section=section.name,
        row=row.pk,
        title=str(row)[:160],
        kind=kind,
        at=save.at,
        by=save.by,
        undone_at=save.at if save.final else None,
    )
    audit.record(
        workshop=save.workshop,
        by=save.by,
        verb=f"{section.name}.{kind.value}",
        target=row,
        old=_told(row, {name: before for name, (before, _) in changed.items()}),
        new=_told(row, {name: after for name, (_, after) in changed.items()}),
    )
    EditField.objects.bulk_create(
        EditField(workshop=save.workshop, edit=edit, field=name, before=before, after=after)
        for name, (before, after) in changed.items()
    )


def _told(row: models.Model, values: Mapping[str, str | None]) -> dict[str, str | None]:
    """For the audit trail: what a row names by its name, and amounts with their currency."""
    currency = values.get("currency") or getattr(row, "currency", "")
    told = dict(values)
    for name, value in values.items():
        if value and name in NAMED:
            told[name] = str(NAMED[name]._default_manager.filter(pk=value).first() or value)
        if value and name in MONEY:
            told[name] = f"{currency} {value}".strip()
    return told


def product_of(save: Save) -> Product:
    """The product of this save, locked; raises NotFound when it is another workshop's."""
    rows = Product.objects.select_for_update()
    found = rows.filter(workshop=save.workshop, pk=save.product or 0, removed_at=None).first()
    if found is None:
        raise NotFound
    return found
