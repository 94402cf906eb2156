"""Rules in and out as a spreadsheet: what a file would change and touch is shown before it does."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from langkah.apps.insight import impact
from langkah.apps.rules import actions, exchange, incoming
from langkah.apps.rules.errors import NotEntered
from langkah.apps.workshop.words import say
from langkah.domain.reason import Refusal
from langkah.papers.sheets import to_csv, to_xlsx
from langkah.web.rules.forms import FileForm
from langkah.web.ui import asked, notices
from langkah.web.ui.access import MemberRequest, member

KINDS = {
    "xlsx": (to_xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "zip": (to_csv, "application/zip"),
}
SHOWN = 200


@require_GET
@member("costs")
def sheets(request: MemberRequest) -> HttpResponse:
    """Take out, or choose a file to look at."""
    context = {"form": FileForm(), "sheets": impact.waiting(request.workshop)}
    return render(request, "rules/sheets.html", context)


@require_GET
@member("see", room="sales")
def download(request: MemberRequest, kind: str) -> HttpResponse:
    """The whole book as one file."""
    if kind not in KINDS:
        raise Http404
    write, content_type = KINDS[kind]
    answer = HttpResponse(write([exchange.sheet(request.workshop)]), content_type=content_type)
    name = f"{request.workshop.slug}-rules.{kind}"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


@require_POST
@member("costs")
def look(request: MemberRequest) -> HttpResponse:
    """Put a file aside and look at what it would change and touch; nothing is changed yet."""
    form = FileForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            file = form.cleaned_data["file"]
            waiting = incoming.keep(request.workshop, file.read())
            impact.look(
                workshop=request.workshop,
                upload=waiting,
                by=request.membership.user,
                now=timezone.now(),
                note=file.name,
            )
        except NotEntered as refused:
            for reason in refused.reasons:
                form.add_error("file", say(reason))
        else:
            return redirect("rules:waiting", waiting=waiting)
    return render(request, "rules/sheets.html", {"form": form}, status=422)


@require_GET
@member("costs")
def waiting(request: MemberRequest, waiting: str) -> HttpResponse:
    """What the file would change, in sentences, and whom that would touch."""
    plan = incoming.plan(request.workshop, waiting)
    run = impact.of_upload(request.workshop, waiting)
    if run is None:
        raise Http404
    found = impact.page(request.workshop, run.run, asked.number(request.GET, "after") or 0)
    differences = plan.differences
    answer = render(
        request,
        "rules/waiting.html",
        {
            "waiting": waiting,
            "plan": plan,
            "differences": differences[:SHOWN],
            "more": max(len(differences) - SHOWN, 0),
            "counts": [
                (_("New rules"), plan.count("new")),
                (_("Changed rules"), plan.count("changed")),
                (_("Unchanged rules"), plan.count("unchanged")),
            ],
            "run": run,
            "found": found,
            "owner": True,
            "can_take": run.finished and not plan.problems and _does_something(plan),
        },
        status=422 if plan.problems else 200,
    )
    if not run.finished:
        answer["Refresh"] = "2"
    return answer


def _does_something(plan: exchange.Plan) -> bool:
    return bool(plan.count("new") or plan.count("changed"))


@require_POST
@member("costs")
def take(request: MemberRequest, waiting: str) -> HttpResponse:
    """Take the seen file in, whole or not at all."""
    run = impact.of_upload(request.workshop, waiting)
    plan = incoming.plan(request.workshop, waiting)
    if run is None:
        raise Http404
    if run.stale:
        _look_again(request, waiting, run.note)
        return redirect("rules:waiting", waiting=waiting)
    try:
        change = actions.take_in(
            workshop=request.workshop,
            plan=plan,
            by=request.membership.user,
            now=timezone.now(),
            note=run.note,
        )
    except Refusal as refused:
        for reason in refused.reasons:
            notices.refused(request, say(reason))
        return redirect("rules:waiting", waiting=waiting)
    impact.keep(workshop=request.workshop, upload=waiting, change=change.pk)
    notices.done(request, _("The book is changed. This is what it touches."))
    return redirect("rules:change", change=change.pk)


def _look_again(request: MemberRequest, waiting: str, note: str) -> None:
    impact.look(
        workshop=request.workshop,
        upload=waiting,
        by=request.membership.user,
        now=timezone.now(),
        note=note,
    )
    notices.refused(request, _("The book changed meanwhile. Look at the file again."))


@require_POST
@member("costs")
def drop(request: MemberRequest, waiting: str) -> HttpResponse:
    """Nobody wants the file."""
    if impact.of_upload(request.workshop, waiting) is None:
        raise Http404
    impact.drop(workshop=request.workshop, upload=waiting)
    notices.done(request, _("The file is put away. Nothing was changed."))
    return redirect("rules:sheets")
