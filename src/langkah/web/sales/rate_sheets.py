"""Rate cards in and out as a spreadsheet: what a file says is shown before it is kept."""

from __future__ import annotations

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from langkah.apps.partners import actions, exchange, incoming, queries
from langkah.apps.partners.drafts import NewCard
from langkah.apps.workshop.words import say
from langkah.domain.reason import Refusal
from langkah.papers.sheets import to_csv, to_xlsx
from langkah.web.sales import rate_tables
from langkah.web.ui import notices
from langkah.web.ui.access import MemberRequest, member

KINDS = {
    "xlsx": (to_xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "zip": (to_csv, "application/zip"),
}


class FileForm(forms.Form):
    """A spreadsheet with one rate card."""

    file = forms.FileField(
        label=gettext_lazy("Spreadsheet with the rate card"),
        help_text=gettext_lazy(
            "An xlsx file, or a zip of csv files, with the sheets of the example."
        ),
    )


@require_GET
@member("quote")
def sheets(request: MemberRequest) -> HttpResponse:
    """Take the example, fill it in, choose the file to look at."""
    return render(request, "sales/rate_sheets.html", {"form": FileForm()})


@require_GET
@member("see", room="sales")
def example(request: MemberRequest, kind: str) -> HttpResponse:
    """A filled example to write over."""
    return _file(exchange.example(timezone.localdate()), kind)


@require_GET
@member("see", room="sales")
def download(request: MemberRequest, card: int, kind: str) -> HttpResponse:
    """A whole card as one file."""
    return _file(queries.card(request.workshop, card).card, kind)


def _file(card: NewCard, kind: str) -> HttpResponse:
    if kind not in KINDS:
        raise Http404
    write, content_type = KINDS[kind]
    answer = HttpResponse(write(exchange.sheets(card)), content_type=content_type)
    name = slugify(f"{card.carrier} {card.service} {card.valid_from}") or "rate-card"
    answer["Content-Disposition"] = f'attachment; filename="{name}.{kind}"'
    return answer


@require_POST
@member("quote")
def look(request: MemberRequest) -> HttpResponse:
    """Put a file aside and look at what it says; nothing is changed yet."""
    form = FileForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            waiting = incoming.keep(request.workshop, form.cleaned_data["file"].read())
        except Refusal as refused:
            for reason in refused.reasons:
                form.add_error("file", say(reason))
        else:
            return redirect("sales:rate_file", file=waiting)
    return render(request, "sales/rate_sheets.html", {"form": form}, status=422)


@require_GET
@member("quote")
def waiting(request: MemberRequest, file: str) -> HttpResponse:
    """The card in a file as it would be kept, or every error by sheet, row and column."""
    plan = incoming.plan(request.workshop, file)
    values: dict[str, object] = {"file": file, "plan": plan, "card": plan.card}
    if plan.card and not plan.problems:
        known = queries.same_service(request.workshop, plan.card)
        changed = exchange.differences(known.card, plan.card) if known else ()
        values |= {
            "table": rate_tables.of(plan.card),
            "known": known,
            "differences": changed,
            "can_take": known is None or bool(changed),
        }
    status = 422 if plan.problems else 200
    return render(request, "sales/rate_file.html", values, status=status)


@require_POST
@member("quote")
def take(request: MemberRequest, file: str) -> HttpResponse:
    """Keep the seen card, whole or not at all."""
    plan = incoming.plan(request.workshop, file)
    if plan.card is None or plan.problems:
        return redirect("sales:rate_file", file=file)
    try:
        card = actions.take_in(
            workshop=request.workshop, card=plan.card, by=request.membership.user
        )
    except Refusal as refused:
        for reason in refused.reasons:
            notices.refused(request, say(reason))
        return redirect("sales:rate_file", file=file)
    incoming.drop(request.workshop, file)
    undo = reverse("sales:take_back_rate_card", args=[card])
    notices.done(request, _("The rate card is saved and counts for new quotes."), undo=undo)
    return redirect("sales:rate_card", card=card)


@require_POST
@member("quote")
def drop(request: MemberRequest, file: str) -> HttpResponse:
    """Nobody wants the file."""
    incoming.plan(request.workshop, file)
    incoming.drop(request.workshop, file)
    notices.done(request, _("The file is put away. Nothing was changed."))
    return redirect("sales:rate_sheets")
