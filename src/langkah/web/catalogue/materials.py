"""The materials of the workshop: one price each, for every product made of it."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from langkah.apps.catalogue import actions, queries
from langkah.apps.catalogue.errors import CatalogueError, NotFound, NotSaved
from langkah.apps.catalogue.sections import MATERIALS
from langkah.web.catalogue.forms import RowForm
from langkah.web.ui import notices
from langkah.web.ui.access import MemberRequest, member


@require_GET
@member("see", room="catalogue")
def every(request: MemberRequest) -> HttpResponse:
    """Every material by name."""
    context = {
        "rows": queries.materials(request.workshop),
        "costs": request.membership.can("costs"),
        "may_edit": request.membership.can("catalogue"),
    }
    return render(request, "catalogue/materials.html", context)


@require_http_methods(["GET", "POST"])
@member("catalogue")
def add(request: MemberRequest) -> HttpResponse:
    """A new material."""
    form = _form(request, {"currency": request.workshop.currency})
    if request.method == "POST" and form.is_valid():
        try:
            actions.add_material(
                workshop=request.workshop, values=form.cleaned_data, by=request.membership.user
            )
        except NotSaved as error:
            form.refuse(error.fields)
        else:
            return _saved(request, undo=True)
    return _show(request, form)


@require_http_methods(["GET", "POST"])
@member("catalogue")
def change(request: MemberRequest, material: int) -> HttpResponse:
    """Other values of a material."""
    try:
        initial = queries.material_values(request.workshop, material)
    except NotFound as error:
        raise Http404 from error
    form = _form(request, initial)
    if request.method == "POST" and form.is_valid():
        try:
            changed = actions.change_material(
                workshop=request.workshop,
                material=material,
                values=form.cleaned_data,
                by=request.membership.user,
            )
        except NotSaved as error:
            form.refuse(error.fields)
        else:
            return _saved(request, undo=changed)
    return _show(request, form, material)


@require_POST
@member("catalogue")
def remove(request: MemberRequest, material: int) -> HttpResponse:
    """A material less, unless a product names it."""
    try:
        actions.remove_material(
            workshop=request.workshop, material=material, by=request.membership.user
        )
    except NotFound as error:
        raise Http404 from error
    except NotSaved as error:
        notices.refused(request, str(error))
        return redirect("catalogue:materials")
    notices.done(request, _("Removed."), undo=reverse("catalogue:undo_material"))
    return redirect("catalogue:materials")


@require_POST
@member("catalogue")
def undo(request: MemberRequest) -> HttpResponse:
    """Take back the last change of the materials."""
    try:
        title = actions.undo(
            workshop=request.workshop,
            product=None,
            by=request.membership.user,
            own=not request.membership.can("costs"),
        )
    except CatalogueError as error:
        notices.refused(request, str(error))
    else:
        notices.done(request, _("{name} is as it was before.").format(name=title))
    return redirect("catalogue:materials")


def _form(request: MemberRequest, initial: dict[str, Any]) -> RowForm:
    data = request.POST if request.method == "POST" else None
    return RowForm(MATERIALS, data, costs=request.membership.can("costs"), initial=initial)


def _saved(request: MemberRequest, *, undo: bool) -> HttpResponse:
    notices.done(request, _("Saved."), undo=reverse("catalogue:undo_material") if undo else "")
    return redirect("catalogue:materials")


def _show(request: MemberRequest, form: RowForm, material: int | None = None) -> HttpResponse:
    remove = reverse("catalogue:remove_material", args=[material]) if material else ""
    context = {
        "form": form,
        "kind": MATERIALS,
        "row": material,
        "known": {},
        "home": reverse("catalogue:materials"),
        "remove": remove,
    }
    return render(request, "catalogue/row.html", context, status=422 if form.errors else 200)
