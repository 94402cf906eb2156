"""Taking back the last change of a product, and bringing back a removed one."""

from __future__ import annotations

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from langkah.apps.catalogue import saving, texts
from langkah.apps.catalogue.errors import CannotUndo, NotFound, NothingToUndo, NotSaved
from langkah.apps.catalogue.models import Edit, EditKind, Product
from langkah.apps.catalogue.saving import Save
from langkah.apps.catalogue.sections import BY_NAME, MATERIALS, PASSPORT, Value


def take_back(save: Save, *, own: bool) -> tuple[str, set[int]]:
    """Undo the newest step of a product (or, without product, of the materials).

    Gives the title of what was changed and the materials touched. Raises NothingToUndo or
    CannotUndo with a sentence.
    """
    about = Q(product=save.product) if save.product else Q(product__isnull=True)
    open_edits = Edit.objects.filter(about, workshop=save.workshop, undone_at=None)
    newest = open_edits.order_by("-id").first()
    if newest is None:
        raise NothingToUndo(_("There is no change to take back."))
    if own and newest.by_id != save.by.pk:
        raise CannotUndo(_("Somebody else made the last change. The owner can take it back."))
    edits = list(open_edits.filter(step=newest.step).order_by("-id"))
    try:
        with transaction.atomic():
            for edit in edits:
                _reverse(save, edit)
    except (NotFound, NotSaved, IntegrityError) as error:
        sentence = _("{name} cannot be taken back: what it needs was changed since.")
        raise CannotUndo(sentence.format(name=newest.title)) from error
    Edit.objects.filter(pk__in=[edit.pk for edit in edits]).update(undone_at=save.at)
    return newest.title, {edit.row for edit in edits if edit.section == MATERIALS.name}


def _reverse(save: Save, edit: Edit) -> None:
    section = BY_NAME[edit.section]
    if edit.kind == EditKind.ADD:
        saving.remove(save, section, edit.row)
    elif edit.kind == EditKind.REMOVE:
        saving.add(save, section, _before(edit), pk=edit.row)
    else:
        saving.change(save, section, edit.row, _before(edit))


def _before(edit: Edit) -> dict[str, Value]:
    columns = {column.name: column for column in BY_NAME[edit.section].columns}
    return {
        row.field: texts.from_text(columns[row.field], row.before)
        for row in edit.fields.all()
        if row.field in columns
    }


def bring_back(save: Save) -> None:
    """A removed product stands in the catalogue again; raises CannotUndo if its code is taken."""
    rows = Product.objects.select_for_update()
    product = rows.filter(workshop=save.workshop, pk=save.product or 0).first()
    if product is None:
        raise NotFound
    if product.removed_at is None:
        return
    product.removed_at = None
    taken = Product.objects.filter(
        workshop=save.workshop, code=product.code, removed_at=None
    ).exists()
    if taken:
        sentence = _("Another product has the code {code} by now. Change that code first.")
        raise CannotUndo(sentence.format(code=product.code))
    product.save(update_fields=["removed_at"])
    saving.keep(save, PASSPORT, product, EditKind.CHANGE, {"removed": ("yes", None)})
