"""Products in and out as a spreadsheet: what a file would do is shown before it does it."""

from __future__ import annotations

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_GET, require_POST

from langkah.apps.catalogue import exchange, incoming
from langkah.apps.catalogue.errors import BadFile, NotFound
from langkah.papers.sheets import to_csv, to_xlsx
from langkah.web.ui import notices
from langkah.web.ui.access import MemberRequest, member

KINDS = {
    "xlsx": (to_xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "zip": (to_csv, "application/zip"),
}
SHOWN = 100


class FileForm(forms.Form):
    """A spreadsheet to take in."""

    file = forms.FileField(
        label=gettext_lazy("Spreadsheet (xlsx, csv, or a zip of csv files)"),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv,.zip"}),
    )


@require_GET
@member("catalogue")
def sheets(request: MemberRequest) -> HttpResponse:
    """Take out, or choose a file to take in."""
    return render(request, "catalogue/sheets.html", {"form": FileForm()})


@require_GET
@member("catalogue")
def download(request: MemberRequest, kind: str) -> HttpResponse:
    """The whole catalogue as one file."""
    if kind not in KINDS:
        raise Http404
    write, content_type = KINDS[kind]
    found = exchange.sheets(request.workshop, costs=request.membership.can("costs"))
    answer = HttpResponse(write(found), content_type=content_type)
    name = f"{request.workshop.slug}-products.{kind}"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


@require_POST
@member("catalogue")
def preview(request: MemberRequest) -> HttpResponse:
    """What the file would do; nothing is changed yet."""
    form = FileForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            name = incoming.keep(request.workshop, form.cleaned_data["file"].read())
            plan = incoming.plan(request.workshop, name, costs=request.membership.can("costs"))
        except BadFile as error:
            form.add_error("file", str(error))
        else:
            return _show_plan(request, name, plan)
    return render(request, "catalogue/sheets.html", {"form": form}, status=422)


def _show_plan(request: MemberRequest, name: str, plan: exchange.Plan) -> HttpResponse:
    busy = [line for line in plan.lines if line.kind != "unchanged"]
    context = {
        "upload": name,
        "plan": plan,
        "counts": [
            (_("New rows"), plan.count("new")),
            (_("Changed rows"), plan.count("changed")),
            (_("Unchanged rows"), plan.count("unchanged")),
        ],
        "lines": busy[:SHOWN],
        "more": max(len(busy) - SHOWN, 0),
        "can_take": bool(busy) and not plan.problems,
    }
    status = 422 if plan.problems else 200
    return render(request, "catalogue/preview.html", context, status=status)


@require_POST
@member("catalogue")
def take(request: MemberRequest) -> HttpResponse:
    """Take the seen file in, whole or not at all."""
    name = request.POST.get("upload", "")
    try:
        end = incoming.take(
            workshop=request.workshop,
            name=name,
            by=request.membership.user,
            costs=request.membership.can("costs"),
        )
    except NotFound as error:
        raise Http404 from error
    except BadFile as error:
        notices.refused(request, str(error))
        return redirect("catalogue:sheets")
    if not end.finished:
        return redirect("catalogue:progress", upload=name)
    notices.done(request, _taken(end))
    return redirect("catalogue:home")


@require_GET
@member("catalogue")
def progress(request: MemberRequest, upload: str) -> HttpResponse:
    """How far a long file is; the page asks again by itself."""
    try:
        how_far = incoming.progress(request.workshop, upload)
    except NotFound as error:
        raise Http404 from error
    context = {"how_far": how_far, "sentence": _taken(how_far)}
    answer = render(request, "catalogue/progress.html", context)
    if not how_far.finished:
        answer["Refresh"] = "2"
    return answer


def _taken(end: incoming.Progress) -> str:
    rows = end.new + end.changed
    sentence = ngettext("{rows} row was taken in.", "{rows} rows were taken in.", rows)
    return sentence.format(rows=rows)
