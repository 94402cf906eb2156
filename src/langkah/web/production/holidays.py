"""One holiday: confirmed, moved to the day of the decree, or worked; what it does comes first."""

from __future__ import annotations

from datetime import date

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from langkah.apps.production import actions
from langkah.apps.production.actions.holidays import decree_consequences, the_holiday
from langkah.apps.production.actions.rest import RestAnswer
from langkah.apps.production.errors import NotFound
from langkah.apps.production.recent import keep_way_back
from langkah.apps.workshop.queries.floor import HolidayRow
from langkah.web.production.changes import DAY, changed_orders
from langkah.web.production.deeds import Weighed, seen, undone, weighed
from langkah.web.production.way_back import before, way_back
from langkah.web.ui.access import MemberRequest, member
from langkah.web.ui.notices import done

WORKED = "worked"
WHAT = {
    "stays": gettext_lazy("It falls on this day, the decree says so"),
    "moved": gettext_lazy("It falls on another day"),
    WORKED: gettext_lazy("We work on that day"),
}


class HolidayForm(forms.Form):
    """Where a holiday falls."""

    what = forms.ChoiceField(
        label=gettext_lazy("What the decree says"),
        choices=list(WHAT.items()),
        widget=forms.RadioSelect,
    )
    day = forms.DateField(
        label=gettext_lazy("The other day"), required=False, widget=forms.DateInput(attrs=DAY)
    )

    def clean(self) -> dict[str, object]:
        """Another day needs its date."""
        values = super().clean() or {}
        if values.get("what") == "moved" and not values.get("day") and "day" not in self.errors:
            self.add_error("day", _("Write the day on which it falls."))
        return values

    def decreed(self, holiday: date) -> actions.Decreed:
        """What was typed."""
        typed = self.cleaned_data
        falls = {"stays": holiday, "moved": typed["day"], WORKED: None}
        return actions.Decreed(holiday=holiday, falls_on=falls[typed["what"]])


@require_http_methods(["GET", "POST"])
@member("floor")
def holiday(request: MemberRequest, day: str) -> HttpResponse:
    """What is known of a holiday, what a change of it does, then written down."""
    row = _row(request, day)
    asked = request.POST if request.method == "POST" else request.GET
    form = HolidayForm(asked if "what" in asked else None, initial=_initial(row))
    page: Weighed[RestAnswer] = Weighed()
    if form.is_bound and form.is_valid():
        decreed = form.decreed(row.holiday)
        page = weighed(
            request,
            lambda: _written(request, decreed, row),
            lambda: decree_consequences(request.workshop, decreed, seen(request)),
        )
    return page.done or render(
        request,
        "production/holiday.html",
        {
            "form": form,
            "row": row,
            "found": page.found,
            "rows": changed_orders(page.found),
            "problems": page.problems,
        },
    )


def _row(request: MemberRequest, day: str) -> HolidayRow:
    try:
        return the_holiday(request.workshop, date.fromisoformat(day))
    except (NotFound, ValueError) as missing:
        raise Http404 from missing


def _initial(row: HolidayRow) -> dict[str, object]:
    if row.falls_on is None:
        return {"what": WORKED}
    if row.falls_on == row.holiday:
        return {"what": "stays"}
    return {"what": "moved", "day": row.falls_on}


def _written(request: MemberRequest, decreed: actions.Decreed, row: HolidayRow) -> HttpResponse:
    move = actions.decree(
        workshop=request.workshop,
        asked=decreed,
        shown=request.POST.get("shown", ""),
        by=request.membership.user,
        now=seen(request),
    )
    was = None if row.at is None else str(row.falls_on or WORKED)
    day = row.holiday.isoformat()
    undo = way_back(request, "undo_holiday", was, day=day, move=move)
    keep_way_back(workshop=request.workshop, move=move, back=undo)
    done(request, _("The calendar and the plan are changed."), undo=undo)
    return redirect("production:calendar")


@require_POST
@member("floor")
def undo_holiday(request: MemberRequest, day: str, move: int) -> HttpResponse:
    """The holiday and the plan as they were before."""
    holiday = _row(request, day).holiday
    undone(
        request,
        lambda: actions.undo_decree(
            workshop=request.workshop,
            move=move,
            holiday=holiday,
            before=_decreed(holiday, before(request)),
            by=request.membership.user,
            now=timezone.now(),
        ),
        _("The calendar is as it was before."),
    )
    return redirect("production:calendar")


def _decreed(holiday: date, was: str | None) -> actions.Decreed | None:
    if was is None:
        return None
    falls_on = None if was == WORKED else date.fromisoformat(was)
    return actions.Decreed(holiday=holiday, falls_on=falls_on)
