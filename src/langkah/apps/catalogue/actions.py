"""What people do with the catalogue. Each action is one save: whole or not at all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from langkah.apps.catalogue import saving, undoing, upkeep, uploads
from langkah.apps.catalogue.errors import BadFile, NotSaved
from langkah.apps.catalogue.models import EditKind, Photo, Product
from langkah.apps.catalogue.saving import Save, Values
from langkah.apps.catalogue.sections import (
    BY_NAME,
    DOCUMENTS,
    MATERIALS,
    PASSPORT,
    PHOTOS,
    SIZES,
    Section,
)
from langkah.apps.workshop.models import User, Workshop

MOST_PHOTOS = 24


@transaction.atomic
def add_product(
    *,
    workshop: Workshop,
    by: User,
    passport: Values,
    rows: Mapping[str, Sequence[Values]] | None = None,
    at: datetime | None = None,
) -> int:
    """A new product with its first rows by section name; gives its id.

    A material, skill or station may be named; one that is new is added. Raises NotSaved.
    """
    product = Product(workshop=workshop, created_by=by)
    save = Save(workshop=workshop, product=None, by=by, at=at or timezone.now())
    saving.fill(save, PASSPORT, product, passport)
    saving.check(PASSPORT, product)
    product.save(force_insert=True)
    save = replace(save, product=product.pk, final=True)
    saving.keep(save, PASSPORT, product, EditKind.ADD, {})
    for name, values in (rows or {}).items():
        _first_rows(save, BY_NAME[name], values)
    upkeep.refresh(workshop, [product.pk])
    return int(product.pk)


def _first_rows(save: Save, section: Section, found: Iterable[Values]) -> None:
    """Rows that come with a new product; its own history starts with the product."""
    made = []
    seen = set()
    for values in found:
        row = section.model(workshop=save.workshop, product_id=save.product)
        saving.fill(save, section, row, values)
        saving.check(section, row, unique=False)
        columns = [column for column in section.columns if column.name in section.key]
        key = tuple(getattr(row, column.attname) for column in columns)
        if key in seen:
            sentence = _("{name} stands twice in one list.")
            raise NotSaved(((section.key[0], sentence.format(name=row)),))
        seen.add(key)
        made.append(row)
    section.model._default_manager.bulk_create(made)


@transaction.atomic
def add_row(*, workshop: Workshop, product: int, section: str, values: Values, by: User) -> int:
    """A new row of a section; gives its id. Raises NotFound, NotSaved."""
    save = Save(workshop=workshop, product=product, by=by)
    saving.product_of(save)
    pk = saving.add(save, _of_product(section), values)
    upkeep.refresh(workshop, [product])
    return pk


@transaction.atomic
def change_row(
    *, workshop: Workshop, product: int, section: str, row: int, values: Values, by: User
) -> bool:
    """Other values in a row; False when nothing differs. Raises NotFound, NotSaved."""
    save = Save(workshop=workshop, product=product, by=by)
    saving.product_of(save)
    changed = saving.change(save, _of_product(section), row, values)
    upkeep.refresh(workshop, [product])
    return changed


@transaction.atomic
def remove_row(*, workshop: Workshop, product: int, section: str, row: int, by: User) -> None:
    """A row less; `undo` brings it back. Raises NotFound."""
    save = Save(workshop=workshop, product=product, by=by)
    saving.product_of(save)
    saving.remove(save, _of_product(section), row)
    upkeep.refresh(workshop, [product])


def _of_product(name: str) -> Section:
    section = BY_NAME[name]
    if not section.of_product:
        raise KeyError(name)
    return section


@transaction.atomic
def change_passport(*, workshop: Workshop, product: int, values: Values, by: User) -> bool:
    """Other facts of the product itself; False when nothing differs. Raises NotFound, NotSaved."""
    save = Save(workshop=workshop, product=product, by=by)
    saving.product_of(save)
    changed = saving.change(save, PASSPORT, product, values)
    upkeep.refresh(workshop, [product])
    return changed


@transaction.atomic
def set_sizes(
    *, workshop: Workshop, product: int, sizes: Sequence[str], box: Values, by: User
) -> None:
    """Add these sizes, and give every size of the product this box (cm) and weight (kg).

    What `box` leaves None stays as it is.
    """
    save = Save(workshop=workshop, product=product, by=by)
    saving.product_of(save)
    known = {name: value for name, value in box.items() if value is not None}
    standing = dict(SIZES.model._default_manager.filter(product=product).values_list("size", "pk"))
    for size in sizes:
        if size not in standing:
            saving.add(save, SIZES, {"size": size, **known})
    for pk in standing.values():
        saving.change(save, SIZES, pk, known)
    upkeep.refresh(workshop, [product])


@transaction.atomic
def remove_product(*, workshop: Workshop, product: int, by: User) -> None:
    """Take a product out of the catalogue; quotes that name it keep it. Raises NotFound."""
    save = Save(workshop=workshop, product=product, by=by, final=True)
    found = saving.product_of(save)
    found.removed_at = save.at
    found.save(update_fields=["removed_at"])
    saving.keep(save, PASSPORT, found, EditKind.CHANGE, {"removed": (None, "yes")})


@transaction.atomic
def restore_product(*, workshop: Workshop, product: int, by: User) -> None:
    """Bring a removed product back. Raises NotFound, CannotUndo."""
    undoing.bring_back(Save(workshop=workshop, product=product, by=by, final=True))
    upkeep.refresh(workshop, [product])


@transaction.atomic
def undo(*, workshop: Workshop, product: int | None, by: User, own: bool = False) -> str:
    """Take back the last save of a product, or of the materials when product is None.

    Gives the name of what was changed. With `own` only one's own save: who may not see costs must
    not take back a change of costs. Raises NothingToUndo, CannotUndo, NotFound.
    """
    save = Save(workshop=workshop, product=product, by=by, final=True)
    if product is not None:
        saving.product_of(save)
    title, materials = undoing.take_back(save, own=own)
    touched = {product} if product is not None else set()
    for material in materials:
        touched |= upkeep.made_of(workshop, material)
    upkeep.refresh(workshop, touched)
    return title


@transaction.atomic
def add_material(*, workshop: Workshop, values: Values, by: User) -> int:
    """A new material of the workshop; gives its id. Raises NotSaved."""
    return saving.add(Save(workshop=workshop, product=None, by=by), MATERIALS, values)


@transaction.atomic
def change_material(*, workshop: Workshop, material: int, values: Values, by: User) -> bool:
    """Other values of a material, for every product made of it. Raises NotFound, NotSaved."""
    save = Save(workshop=workshop, product=None, by=by)
    changed = saving.change(save, MATERIALS, material, values)
    if changed:
        upkeep.refresh(workshop, upkeep.made_of(workshop, material))
    return changed


@transaction.atomic
def remove_material(*, workshop: Workshop, material: int, by: User) -> None:
    """A material less; raises NotSaved while a product names it, NotFound."""
    saving.remove(Save(workshop=workshop, product=None, by=by), MATERIALS, material)


def add_photo(*, workshop: Workshop, product: int, data: bytes, alt: str, by: User) -> int:
    """A photo, drawn anew; gives its id. Raises BadFile, NotFound, NotSaved."""
    save = Save(workshop=workshop, product=product, by=by)
    with transaction.atomic():
        saving.product_of(save)
        shown = Photo.objects.filter(workshop=workshop, product=product)
        if shown.count() >= MOST_PHOTOS:
            raise BadFile(_("A product shows at most 24 photos. Remove one first."))
        picture = uploads.keep_photo(workshop.pk, data)
        last = shown.order_by("-position").values_list("position", flat=True).first()
        values = {
            "alt": alt,
            "position": 0 if last is None else last + 1,
            "digest": picture.digest,
            "width": picture.width,
            "height": picture.height,
        }
        return saving.add(save, PHOTOS, values)


@transaction.atomic
def show_first(*, workshop: Workshop, product: int, photo: int, by: User) -> None:
    """Put a photo before the others. Raises NotFound."""
    save = Save(workshop=workshop, product=product, by=by)
    saving.product_of(save)
    saving.get(save, PHOTOS, photo)
    others = Photo.objects.filter(workshop=workshop, product=product).exclude(pk=photo)
    order = [photo, *others.order_by("position", "pk").values_list("pk", flat=True)]
    for position, pk in enumerate(order):
        saving.change(save, PHOTOS, pk, {"position": position})


@transaction.atomic
def add_document(
    *, workshop: Workshop, product: int, values: Values, data: bytes | None, by: User
) -> int:
    """A document with or without its file; gives its id. Raises BadFile, NotFound, NotSaved."""
    save = Save(workshop=workshop, product=product, by=by)
    saving.product_of(save)
    stored: dict[str, object] = dict(values)
    if data is not None:
        stored["digest"], stored["ending"] = uploads.keep_document(workshop.pk, data)
    return saving.add(save, DOCUMENTS, stored)
