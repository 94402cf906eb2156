"""A rest, a leave or overtime is taken out of the calendar: what that does is shown first."""

from __future__ import annotations

from datetime import date

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from langkah.apps.production import actions
from langkah.apps.production.actions.opening import entry_rest, span_from, without
from langkah.apps.production.actions.rest import Rest, RestAnswer
from langkah.apps.production.errors import NotFound
from langkah.apps.production.recent import keep_way_back
from langkah.apps.workshop import words
from langkah.apps.workshop.own_spans import OwnSpan
from langkah.apps.workshop.queries.floor import makers
from langkah.web.production.changes import changed_orders, rest_query, told_without
from langkah.web.production.deeds import Weighed, looked, seen, undone, weighed
from langkah.web.production.rest import RestForm
from langkah.web.production.way_back import before, way_back
from langkah.web.ui.access import MemberRequest, member
from langkah.web.ui.notices import done


@require_http_methods(["GET", "POST"])
@member("floor")
def open_day(request: MemberRequest, closed_day: int) -> HttpResponse:
    """The workshop works on a day, or in hours, that were to be free."""
    return _away(request, actions.Entry(day=closed_day))


@require_http_methods(["GET", "POST"])
@member("floor")
def end_own(request: MemberRequest, own: int) -> HttpResponse:
    """A leave or overtime of one maker falls away, or some of its days."""
    try:
        form = EndForm(span_from(request.workshop, own), request)
    except NotFound as missing:
        raise Http404 from missing
    if not form.is_valid():
        return _page(request, {"form": form, "told": ""})
    return _away(request, form.entry(), form)


class EndForm(forms.Form):
    """From which day to which a leave or overtime falls away; unasked, the whole of it."""

    def __init__(self, span: OwnSpan, request: MemberRequest) -> None:
        asked = request.POST if request.method == "POST" else request.GET
        whole = {"on": str(span.one.id), "until": str(span.last)}
        super().__init__(asked if "on" in asked else whole)
        self.long = len(span.rows) > 1
        days = [(one, words.weekday(one.start.date())) for one in span.rows]
        self.fields = {
            "on": forms.TypedChoiceField(
                label=_("From this day on"),
                coerce=int,
                choices=[(str(one.id), name) for one, name in days],
            ),
            "until": forms.TypedChoiceField(
                label=_("Until"),
                coerce=date.fromisoformat,
                choices=[(str(one.start.date()), name) for one, name in days],
            ),
        }

    def entry(self) -> actions.Entry:
        """What was chosen."""
        return actions.Entry(own=self.cleaned_data["on"], until=self.cleaned_data["until"])


def _page(request: MemberRequest, told: dict[str, object]) -> HttpResponse:
    return render(request, "production/open.html", told)


def _away(
    request: MemberRequest, entry: actions.Entry, form: EndForm | None = None
) -> HttpResponse:
    named = looked(lambda: entry_rest(request.workshop, entry))
    rest = named.found
    page: Weighed[RestAnswer] = Weighed(problems=named.problems)
    if rest:
        page = weighed(
            request,
            lambda: _taken(request, entry),
            lambda: without(request.workshop, entry, seen(request)),
        )
    return page.done or _page(
        request,
        {
            "form": form,
            "told": told_without(rest, _who(request, rest)) if rest else "",
            "found": page.found,
            "rows": changed_orders(page.found),
            "problems": page.problems,
        },
    )


def _who(request: MemberRequest, rest: Rest) -> str:
    return next((one.name for one in makers(request.workshop) if one.id == rest.maker), "")


def _taken(request: MemberRequest, entry: actions.Entry) -> HttpResponse:
    move, rest = actions.take_away(
        workshop=request.workshop,
        entry=entry,
        shown=request.POST.get("shown", ""),
        by=request.membership.user,
        now=seen(request),
    )
    undo = way_back(request, "undo_open", rest_query(rest), move=move)
    keep_way_back(workshop=request.workshop, move=move, back=undo)
    done(request, _("The calendar and the plan are changed."), undo=undo)
    return redirect("production:calendar")


def _rest(request: MemberRequest, typed: dict[str, str]) -> Rest:
    """What was typed once; whoever is not here any more has no leave either."""
    form = RestForm(request, typed)
    if not form.is_valid():
        raise NotFound
    return form.rest()


@require_POST
@member("floor")
def undo_open(request: MemberRequest, move: int) -> HttpResponse:
    """The rest, the leave or the overtime stands again, and the plan goes back."""
    undone(
        request,
        lambda: actions.undo_take_away(
            workshop=request.workshop,
            move=move,
            rest=_rest(request, before(request)),
            by=request.membership.user,
            now=timezone.now(),
        ),
        _("The calendar is as it was before."),
    )
    return redirect("production:calendar")
