"""Photos and documents: shown, added, put in order."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from langkah.apps.catalogue import actions, queries
from langkah.apps.catalogue.errors import BadFile, NotFound, NotSaved
from langkah.apps.catalogue.sections import DOCUMENTS
from langkah.web.catalogue.forms import DocumentFileForm, PhotoForm, RowForm
from langkah.web.ui import asked, notices
from langkah.web.ui.access import MemberRequest, member

TYPES = {"pdf": "application/pdf", "jpg": "image/jpeg", "png": "image/png"}
FILED = ("digest", "ending")


@require_GET
@member("see", room="catalogue")
def photo(request: MemberRequest, photo: int) -> HttpResponse:
    """A photo; ?size= is 1600, 640 or 240 pixels. Its bytes never change."""
    size = asked.number(request.GET, "size") if "size" in request.GET else 640
    try:
        found = queries.photo_bytes(request.workshop, photo, size or 0)
    except NotFound as error:
        raise Http404 from error
    answer = HttpResponse(found, content_type="image/jpeg")
    answer["Cache-Control"] = "private, max-age=31536000, immutable"
    return answer


@require_GET
@member("see", room="catalogue")
def document(request: MemberRequest, document: int) -> HttpResponse:
    """A document as a file to save; it is never shown inside our pages."""
    try:
        found, ending = queries.document_file(request.workshop, document)
    except NotFound as error:
        raise Http404 from error
    answer = HttpResponse(found, content_type=TYPES[ending])
    answer["Content-Disposition"] = f'attachment; filename="document-{document}.{ending}"'
    return answer


@require_http_methods(["GET", "POST"])
@member("catalogue")
def add_photo(request: MemberRequest, product: int) -> HttpResponse:
    """One more photo."""
    name = _name(request, product)
    form = PhotoForm(
        request.POST or None, request.FILES or None, initial={"alt": name} if name else None
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.add_photo(
                workshop=request.workshop,
                product=product,
                data=form.cleaned_data["photo"].read(),
                alt=form.cleaned_data["alt"],
                by=request.membership.user,
            )
        except (BadFile, NotSaved) as error:
            form.add_error("photo", str(error))
        else:
            notices.done(request, _("The photo is saved."))
            return redirect("catalogue:product", product=product)
    context = {"form": form, "product": product, "name": name}
    return render(request, "catalogue/add_photo.html", context, status=422 if form.errors else 200)


@require_POST
@member("catalogue")
def show_first(request: MemberRequest, product: int, photo: int) -> HttpResponse:
    """Put a photo before the others."""
    try:
        actions.show_first(
            workshop=request.workshop, product=product, photo=photo, by=request.membership.user
        )
    except NotFound as error:
        raise Http404 from error
    return redirect("catalogue:product", product=product)


@require_http_methods(["GET", "POST"])
@member("catalogue")
def add_document(request: MemberRequest, product: int) -> HttpResponse:
    """A test report or certificate, with or without its file."""
    name = _name(request, product)
    form = RowForm(DOCUMENTS, request.POST or None, costs=False)
    for filed in FILED:
        del form.fields[filed]
    file = DocumentFileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid() and file.is_valid():
        sent = file.cleaned_data["file"]
        try:
            actions.add_document(
                workshop=request.workshop,
                product=product,
                values=form.cleaned_data,
                data=sent.read() if sent else None,
                by=request.membership.user,
            )
        except BadFile as error:
            file.add_error("file", str(error))
        except NotSaved as error:
            form.refuse(error.fields)
        else:
            notices.done(request, _("The document is saved."))
            return redirect("catalogue:product", product=product)
    context = {"form": form, "file": file, "product": product, "name": name}
    status = 422 if form.errors or file.errors else 200
    return render(request, "catalogue/add_document.html", context, status=status)


def _name(request: MemberRequest, product: int) -> str:
    try:
        return queries.name(request.workshop, product)
    except NotFound as error:
        raise Http404 from error
