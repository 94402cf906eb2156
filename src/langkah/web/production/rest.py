"""The calendar: holidays, days of rest, leave and overtime; what a change does is shown first."""

from __future__ import annotations

from datetime import date
from zoneinfo import ZoneInfo

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from langkah.apps.production import actions
from langkah.apps.production.actions.rest import RestAnswer, consequences
from langkah.apps.production.recent import keep_way_back, recent_changes
from langkah.apps.workshop.own_spans import own_spans
from langkah.apps.workshop.queries import work_calendar
from langkah.apps.workshop.queries.floor import closed_days, holiday_rows, makers, own_hours
from langkah.apps.workshop.queries.machines import machines_told
from langkah.web.production.changes import DAY, TIME, PlanDay, changed_orders, told
from langkah.web.production.deeds import Weighed, seen, undone, weighed
from langkah.web.production.machines import told_out
from langkah.web.ui.access import MemberRequest, member
from langkah.web.ui.notices import done

AHEAD = 366
KINDS = {
    "away": gettext_lazy("She does not work: leave, or some hours off"),
    "overtime": gettext_lazy("She works longer: overtime"),
}


class RestForm(forms.Form):
    """Who rests or works longer, when and why; nobody means the whole workshop."""

    def __init__(self, request: MemberRequest, asked: object) -> None:
        super().__init__(asked)  # type: ignore[arg-type]
        people = [(str(one.id), one.name) for one in makers(request.workshop) if one.active]
        self.fields = {
            "maker": forms.ChoiceField(
                label=_("Who"),
                required=False,
                choices=[("", _("The whole workshop rests")), *people],
            ),
            "kind": forms.ChoiceField(
                label=_("For one person"), required=False, choices=list(KINDS.items())
            ),
            "first": PlanDay(label=_("First day"), widget=forms.DateInput(attrs=DAY)),
            "last": PlanDay(label=_("Last day"), required=False, widget=forms.DateInput(attrs=DAY)),
            "opens": forms.TimeField(
                label=_("From what time"), required=False, widget=forms.TimeInput(attrs=TIME)
            ),
            "closes": forms.TimeField(
                label=_("Until what time"),
                required=False,
                widget=forms.TimeInput(attrs=TIME),
                help_text=_(
                    "The hours without work; with overtime, the hours of work. Only the first one "
                    "written: work until then. Only the second: work from then on. Both empty: the "
                    "whole day is free."
                ),
            ),
            "reason": forms.CharField(label=_("Why"), max_length=80, required=False),
        }

    def who(self) -> str:
        """The name of the maker; nothing for the whole workshop."""
        chosen = self.cleaned_data["maker"]
        return dict(self.fields["maker"].choices)[chosen] if chosen else ""  # type: ignore[attr-defined]

    def rest(self) -> actions.Rest:
        """What was typed."""
        typed = self.cleaned_data
        maker = int(typed["maker"]) if typed["maker"] else None
        return actions.Rest(
            first=typed["first"],
            last=typed["last"] or typed["first"],
            maker=maker,
            kind=typed["kind"] or "away",
            opens=typed["opens"],
            closes=typed["closes"],
            reason=typed["reason"].strip(),
        )


@require_GET
@member("see", room="production")
def calendar(request: MemberRequest) -> HttpResponse:
    """Everything that is not an ordinary working day, in the year ahead."""
    today = _today(request)
    closed = closed_days(request.workshop, today)
    known = holiday_rows(request.workshop, today, 2)
    own = {row.day: row for row in closed if row.rest_from is None}
    falls = {row.falls_on: row for row in known if row.falls_on}
    return render(
        request,
        "production/calendar.html",
        {
            "days": [
                (one, own.get(one.day), falls.get(one.day))
                for one in work_calendar(request.workshop, today).closed
                if (one.day - today).days < AHEAD
            ],
            "halves": [row for row in closed if row.rest_from],
            "worked": [row for row in known if row.falls_on is None and row.holiday >= today],
            "own": own_spans(own_hours(request.workshop, today)),
            "broken": [(row, told_out(row)) for row in machines_told(request.workshop, today)],
            "recent": recent_changes(request.workshop, timezone.now()),
            "may_change": request.membership.can("floor"),
        },
    )


@require_http_methods(["GET", "POST"])
@member("floor")
def rest(request: MemberRequest) -> HttpResponse:
    """A change of the calendar: typed, its consequences shown, then written down."""
    asked = request.POST if request.method == "POST" else request.GET
    form = RestForm(request, asked if "first" in asked else None)
    page: Weighed[RestAnswer] = Weighed()
    if form.is_bound and form.is_valid():
        page = weighed(
            request,
            lambda: _taken(request, form),
            lambda: consequences(request.workshop, form.rest(), seen(request)),
        )
    return page.done or render(
        request,
        "production/rest.html",
        {
            "form": form,
            "found": page.found,
            "rows": changed_orders(page.found),
            "problems": page.problems,
            "told": told(form.rest(), form.who()) if page.found else "",
        },
    )


def _taken(request: MemberRequest, form: RestForm) -> HttpResponse:
    taken = actions.take_rest(
        workshop=request.workshop,
        rest=form.rest(),
        shown=request.POST.get("shown", ""),
        by=request.membership.user,
        now=seen(request),
    )
    undo = reverse("production:undo_rest", args=[taken.move])
    keep_way_back(workshop=request.workshop, move=taken.move, back=undo)
    done(request, _("The calendar and the plan are changed."), undo=undo)
    return redirect("production:calendar")


@require_POST
@member("floor")
def undo_rest(request: MemberRequest, move: int) -> HttpResponse:
    """Take a rest away again, and put the plan back."""
    undone(
        request,
        lambda: actions.undo_rest(
            workshop=request.workshop, move=move, by=request.membership.user, now=timezone.now()
        ),
        _("The calendar is as it was before."),
    )
    return redirect("production:calendar")


def _today(request: MemberRequest) -> date:
    return timezone.now().astimezone(ZoneInfo(request.workshop.time_zone)).date()
