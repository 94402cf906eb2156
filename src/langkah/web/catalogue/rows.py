"""One row of a product: added, changed, removed; every line is editable and can be taken back."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from langkah.apps.catalogue import actions, queries
from langkah.apps.catalogue.errors import NotFound, NotSaved
from langkah.apps.catalogue.sections import BY_NAME, DOCUMENTS, NAMED, PHOTOS, Section
from langkah.web.catalogue.forms import RowForm
from langkah.web.ui import notices
from langkah.web.ui.access import MemberRequest, member

# The page of a product that shows a section
PAGES = {
    "sizes": "catalogue:sizes",
    "parts": "catalogue:made_of",
    "bom": "catalogue:made_of",
    "routing": "catalogue:work",
    "costs": "catalogue:cost",
}
# What a file decides, not a person
FILED = {
    PHOTOS.name: ("position", "digest", "width", "height"),
    DOCUMENTS.name: ("digest", "ending"),
}


@require_http_methods(["GET", "POST"])
@member("catalogue")
def add(request: MemberRequest, product: int, section: str) -> HttpResponse:
    """A new row."""
    kind = _kind(request, section)
    page = _page(request, product)
    form = _form(request, kind, _initial(request, kind, page))
    if request.method == "POST" and form.is_valid():
        try:
            actions.add_row(
                workshop=request.workshop,
                product=product,
                section=section,
                values=form.cleaned_data,
                by=request.membership.user,
            )
        except NotSaved as error:
            form.refuse(error.fields)
        else:
            notices.done(request, _("Saved."), undo=reverse("catalogue:undo", args=[product]))
            return redirect(PAGES.get(section, "catalogue:product"), product=product)
    return _show(request, kind, form, page=page)


def _initial(request: MemberRequest, kind: Section, page: queries.ProductPage) -> dict[str, Any]:
    """What is certain beforehand: the workshop's currency, the next place in the order."""
    initial: dict[str, Any] = {}
    if "currency" in kind.fields:
        initial["currency"] = request.workshop.currency
    if "position" in kind.fields:
        initial["position"] = max((row.position for row in page.dossier.steps), default=0) + 1
    return initial


@require_http_methods(["GET", "POST"])
@member("catalogue")
def change(request: MemberRequest, product: int, section: str, row: int) -> HttpResponse:
    """Other values in a row."""
    kind = _kind(request, section)
    page = _page(request, product)
    try:
        initial = queries.row_values(request.workshop, product, section, row)
    except NotFound as error:
        raise Http404 from error
    form = _form(request, kind, initial)
    if request.method == "POST" and form.is_valid():
        try:
            changed = actions.change_row(
                workshop=request.workshop,
                product=product,
                section=section,
                row=row,
                values=form.cleaned_data,
                by=request.membership.user,
            )
        except NotSaved as error:
            form.refuse(error.fields)
        else:
            undo = reverse("catalogue:undo", args=[product]) if changed else ""
            notices.done(request, _("Saved."), undo=undo)
            return redirect(PAGES.get(section, "catalogue:product"), product=product)
    return _show(request, kind, form, page=page, row=row)


@require_POST
@member("catalogue")
def remove(request: MemberRequest, product: int, section: str, row: int) -> HttpResponse:
    """A row less; the message offers to take it back."""
    _kind(request, section)
    try:
        actions.remove_row(
            workshop=request.workshop,
            product=product,
            section=section,
            row=row,
            by=request.membership.user,
        )
    except NotFound as error:
        raise Http404 from error
    notices.done(request, _("Removed."), undo=reverse("catalogue:undo", args=[product]))
    return redirect(PAGES.get(section, "catalogue:product"), product=product)


def _kind(request: MemberRequest, section: str) -> Section:
    kind = BY_NAME[section]
    if kind.name == "costs" and not request.membership.can("costs"):
        raise Http404
    return kind


def _page(request: MemberRequest, product: int) -> queries.ProductPage:
    try:
        return queries.product_page(request.workshop, product)
    except NotFound as error:
        raise Http404 from error


def _form(request: MemberRequest, kind: Section, initial: dict[str, Any]) -> RowForm:
    data = request.POST if request.method == "POST" else None
    form = RowForm(kind, data, costs=request.membership.can("costs"), initial=initial)
    for name in FILED.get(kind.name, ()):
        del form.fields[name]
    return form


def _show(
    request: MemberRequest,
    kind: Section,
    form: RowForm,
    *,
    page: queries.ProductPage,
    row: int | None = None,
) -> HttpResponse:
    known: dict[str, tuple[str, ...]] = {}
    if any(name in form.fields for name in NAMED):
        known = queries.known_names(request.workshop)
    product = page.dossier.passport.id
    context = {
        "form": form,
        "kind": kind,
        "passport": page.dossier.passport,
        "row": row,
        "known": {name: known[name] for name in NAMED if name in form.fields},
        "home": reverse(PAGES.get(kind.name, "catalogue:product"), args=[product]),
        "remove": reverse(f"catalogue:{REMOVE[kind.name]}", args=[product, row]) if row else "",
    }
    return render(request, "catalogue/row.html", context, status=422 if form.errors else 200)


REMOVE = {
    "parts": "remove_part",
    "sizes": "remove_size",
    "options": "remove_option",
    "bom": "remove_bom",
    "routing": "remove_step",
    "costs": "remove_cost",
    "photos": "remove_photo",
    "documents": "remove_document",
}
