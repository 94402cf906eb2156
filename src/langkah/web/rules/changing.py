"""The book changed by hand, what a change touches, and the word to a buyer."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from langkah.apps.insight import impact
from langkah.apps.rules import actions, reading
from langkah.apps.workshop.errors import NotSaved
from langkah.apps.workshop.words import say
from langkah.domain.reason import Refusal
from langkah.web.rules import words
from langkah.web.rules.forms import ValueForm
from langkah.web.ui import asked, notices
from langkah.web.ui.access import MemberRequest, member

FIGURES = ("rate", "amount", "threshold", "limit")
DAYS = ("valid_from", "valid_until", "review_by")


@require_http_methods(["GET", "POST"])
@member("costs")
def correct(request: MemberRequest, rule: int) -> HttpResponse:
    """The value was wrong: another stands in its place."""
    return _edit(request, rule, actions.correct, _("Correct this rule"))


@require_http_methods(["GET", "POST"])
@member("costs")
def follow(request: MemberRequest, rule: int) -> HttpResponse:
    """The value changes on a day: until then the old one holds."""
    return _edit(request, rule, actions.follow, _("Another value from a day on"))


def _edit(request: MemberRequest, rule: int, deed: Callable[..., Any], title: str) -> HttpResponse:
    shown, _others = reading.rule(request.workshop, rule, timezone.localdate())
    posted = request.POST if request.method == "POST" else None
    form = ValueForm(posted, initial=_values(shown, follows=deed is actions.follow))
    if posted is not None and form.is_valid():
        try:
            change = deed(
                workshop=request.workshop,
                code=shown.code,
                values=form.cleaned_data,
                by=request.membership.user,
                now=timezone.now(),
            )
        except NotSaved as error:
            for field, sentence in error.problems:
                form.add_error(field if field in form.fields else None, sentence)
        except Refusal as refused:
            for reason in refused.reasons:
                form.add_error(None, say(reason))
        else:
            return _changed(request, change.pk)
    context = {"rule": shown, "form": form, "title": title, "place": words.place(shown.market)}
    status = 422 if posted is not None else 200
    return render(request, "rules/edit.html", context, status=status)


def _values(shown: reading.RuleView, *, follows: bool) -> dict[str, object]:
    told = shown.rule
    values: dict[str, object] = {name: getattr(told, name) for name in (*FIGURES, *DAYS)}
    values |= {"grade": told.source.grade.value, "source": told.source.name}
    if follows:
        return values | {"valid_from": None, "source": "", "review_by": None}
    return values | {"source_date": told.source.date}


def _changed(request: MemberRequest, change: int) -> HttpResponse:
    """Look at what the change touches and show it."""
    impact.note_unless_long(workshop=request.workshop, change=change, now=timezone.now())
    notices.done(request, _("The book is changed. This is what it touches."))
    return redirect("rules:change", change=change)


@require_GET
@member("see", room="sales")
def changes(request: MemberRequest) -> HttpResponse:
    """Who entered what, when."""
    rows = reading.changes(request.workshop, asked.number(request.GET, "before"))
    context = {
        "rows": [(words.step(row), row) for row in rows],
        "older": rows[-1].id if len(rows) == reading.PAGE else None,
    }
    return render(request, "rules/changes.html", context)


@require_GET
@member("see", room="sales")
def change(request: MemberRequest, change: int) -> HttpResponse:
    """One step of the book: what it says otherwise, and whom that touches."""
    page = reading.change(request.workshop, change)
    run = impact.of_change(request.workshop, change)
    found = (
        impact.page(request.workshop, run.run, asked.number(request.GET, "after") or 0)
        if run is not None
        else None
    )
    answer = render(
        request,
        "rules/change.html",
        {
            "step": words.step(page.row),
            "page": page,
            "way": [(words.step(row), row) for row in page.in_the_way],
            "by_edition": any(row.kind == "edition" for row in page.in_the_way),
            "run": run,
            "found": found,
            "owner": request.membership.can("costs"),
            "can_quote": request.membership.can("quote"),
        },
    )
    if run is None or not run.finished:
        # The worker looks at it soon.
        answer["Refresh"] = "5"
    return answer


@require_POST
@member("costs")
def undo(request: MemberRequest, change: int) -> HttpResponse:
    """Take a change back by another one."""
    try:
        made = actions.undo(
            workshop=request.workshop,
            change=change,
            by=request.membership.user,
            now=timezone.now(),
        )
    except Refusal as refused:
        for reason in refused.reasons:
            notices.refused(request, say(reason))
        return redirect("rules:change", change=change)
    return _changed(request, made.pk)


@require_GET
@member("quote")
def message(request: MemberRequest, touched: int) -> HttpResponse:
    """The drafted word to the buyer, to copy; and what to do with the quote."""
    note = impact.message(request.workshop, touched, timezone.now())
    line = impact.line(request.workshop, touched)
    return render(request, "rules/message.html", {"note": note, "line": line})


@require_POST
@member("quote")
def handled(request: MemberRequest, touched: int) -> HttpResponse:
    """The buyer knows, or nothing has to be done: it leaves Today."""
    change = impact.line(request.workshop, touched).change
    impact.handle(
        workshop=request.workshop,
        touched=touched,
        by=request.membership.user,
        now=timezone.now(),
    )
    notices.done(request, _("Done. It does not stand on Today any more."))
    return redirect("rules:change", change=change) if change else redirect("rules:home")
