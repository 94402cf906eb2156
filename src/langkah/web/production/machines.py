"""A machine breaks, or works again: what that does to every order is shown first."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from langkah.apps.production import actions
from langkah.apps.production.actions.machines import outage_of, with_outage, with_repair
from langkah.apps.production.actions.rest import RestAnswer
from langkah.apps.production.errors import NotFound
from langkah.apps.workshop import words
from langkah.apps.workshop.actions.machines import Outage
from langkah.apps.workshop.queries.floor import stations
from langkah.apps.workshop.queries.machines import OutRow
from langkah.web.production.changes import DAY, TIME, PlanDay, advice, changed_orders
from langkah.web.production.deeds import Weighed, looked, seen, tried, undone, weighed
from langkah.web.production.way_back import before, way_back
from langkah.web.ui.access import MemberRequest, member
from langkah.web.ui.notices import done

MOST = 10_000
USUAL = ("station", "count", "last", "guess")


class OutForm(forms.Form):
    """Which machines are broken, from when until when, and why."""

    def __init__(self, request: MemberRequest, asked: object) -> None:
        super().__init__(asked)  # type: ignore[arg-type]
        self.now = timezone.now().astimezone(ZoneInfo(request.workshop.time_zone))
        kinds = [(str(one.id), one.name) for one in stations(request.workshop) if one.count]
        self.fields = {
            "station": forms.ChoiceField(label=_("Machine or bench"), choices=kinds),
            "count": forms.IntegerField(
                label=_("How many are broken"), min_value=1, max_value=MOST, initial=1
            ),
            "first": PlanDay(
                label=_("Broken from"),
                widget=forms.DateInput(attrs=DAY),
                initial=self.now.date(),
            ),
            "opens": forms.TimeField(
                label=_("From what time"),
                required=False,
                widget=forms.TimeInput(attrs=TIME),
                help_text=_("Empty: from now on, or from the morning of a later day."),
            ),
            "last": PlanDay(
                label=_("Works again after"),
                required=False,
                widget=forms.DateInput(attrs=DAY),
                help_text=_("The last day without it. Empty: until the end of that same day."),
            ),
            "closes": forms.TimeField(
                label=_("Until what time"),
                required=False,
                widget=forms.TimeInput(attrs=TIME),
                help_text=_("Empty: until the end of the day."),
            ),
            "guess": forms.BooleanField(
                label=_("We do not know yet how long: the last day is a guess"), required=False
            ),
            "reason": forms.CharField(label=_("Why"), max_length=80, required=False),
        }

    def clean(self) -> dict[str, object]:
        """A guess needs a day."""
        typed = self.cleaned_data
        if typed.get("guess") and not typed.get("last") and "last" not in self.errors:
            self.add_error(
                "last", _("Write the day you reckon with. The plan needs one; change it later.")
            )
        return typed

    @property
    def usual(self) -> list[forms.BoundField]:
        """What is asked every time."""
        return [self[name] for name in USUAL]

    @property
    def special(self) -> list[forms.BoundField]:
        """What has an answer already."""
        return [self[name] for name in self.fields if name not in USUAL]

    @property
    def is_special(self) -> bool:
        """Whether something else was typed there, or typed wrongly."""
        names = set(self.fields) - set(USUAL)
        typed = self.is_bound and any(self[name].value() for name in names - {"first"})
        return typed or bool(names & set(self.errors))

    def kind(self) -> str:
        """The chosen machine by its name."""
        return dict(self.fields["station"].choices)[self.cleaned_data["station"]]  # type: ignore[attr-defined,no-any-return]

    def outage(self) -> Outage:
        """What was typed."""
        typed = self.cleaned_data
        first: date = typed["first"]
        last: date = typed["last"] or first
        return Outage(
            station=int(typed["station"]),
            count=typed["count"],
            start=datetime.combine(first, typed["opens"] or self._from(first)),
            end=datetime.combine(last, typed["closes"])
            if typed["closes"]
            else datetime.combine(last + timedelta(days=1), time.min),
            estimated=typed["guess"],
            reason=typed["reason"].strip(),
        )

    def _from(self, first: date) -> time:
        if first != self.now.date():
            return time.min
        return self.now.time().replace(second=0, microsecond=0)


def told(row: Outage | OutRow, name: str) -> str:
    """What is out of order, and from when until when."""
    named = {
        "count": row.count,
        "machine": name,
        "start": _moment(row.start),
        "end": _moment(row.end, ends=True),
    }
    if row.estimated:
        return (
            _("%(machine)s: %(count)s out of order from %(start)s, we guess until %(end)s.") % named
        )
    return _("%(machine)s: %(count)s out of order from %(start)s until %(end)s.") % named


def told_out(row: OutRow) -> str:
    """From when until when, where the machine is named already."""
    named = {"start": _moment(row.start), "end": _moment(row.end, ends=True)}
    if row.estimated and row.end.date() <= timezone.localdate():
        return _("%(start)s – %(end)s was a guess. Does it work again?") % named
    if row.estimated:
        return _("%(start)s – %(end)s, a guess") % named
    return _("%(start)s – %(end)s") % named


def _moment(at: datetime, *, ends: bool = False) -> str:
    """A day with its time; midnight is the end or the beginning of a whole day."""
    if at.time() == time.min:
        return words.day(at.date() - timedelta(days=1) if ends else at.date())
    return f"{words.day(at.date())} {at:%H.%M}"


@require_http_methods(["GET", "POST"])
@member("floor")
def broken(request: MemberRequest) -> HttpResponse:
    """Machines that are out of order: typed, the consequences shown, then written down."""
    asked = request.POST if request.method == "POST" else request.GET
    form = OutForm(request, asked if "station" in asked else None)
    page: Weighed[RestAnswer] = Weighed()
    if form.is_bound and form.is_valid():
        form.now = seen(request)
        page = weighed(
            request,
            lambda: _noted(request, form),
            lambda: with_outage(request.workshop, form.outage(), form.now),
        )
    return page.done or render(
        request,
        "production/machine.html",
        {
            "form": form,
            "found": page.found,
            "rows": changed_orders(page.found),
            "problems": page.problems,
            "told": told(form.outage(), form.kind()) if page.found else "",
            "advice": advice(),
        },
    )


def _noted(request: MemberRequest, form: OutForm) -> HttpResponse:
    move, out = actions.note_outage(
        workshop=request.workshop,
        outage=form.outage(),
        shown=request.POST.get("shown", ""),
        by=request.membership.user,
        now=form.now,
    )
    undo = reverse("production:undo_machine", kwargs={"move": move, "out": out})
    done(request, _("The broken machine is written down, and the plan goes around it."), undo=undo)
    return redirect("production:calendar")


@require_POST
@member("floor")
def undo_broken(request: MemberRequest, move: int, out: int) -> HttpResponse:
    """It was not broken after all."""
    undone(
        request,
        lambda: actions.undo_outage(
            workshop=request.workshop,
            move=move,
            out=out,
            by=request.membership.user,
            now=timezone.now(),
        ),
        _("The machine counts as working, and the plan is as it was before."),
    )
    return redirect("production:calendar")


@require_http_methods(["GET", "POST"])
@member("floor")
def works(request: MemberRequest, out: int) -> HttpResponse:
    """It works again: who comes forward by that, and then it is written down."""
    now = seen(request)
    try:
        row = outage_of(request.workshop, out)
    except NotFound as missing:
        raise Http404 from missing
    if request.method == "POST":
        return tried(request, lambda: _mended(request, row, now))
    page = looked(lambda: with_repair(request.workshop, out, now))
    return render(
        request,
        "production/works_again.html",
        {
            "told": told(row, row.name),
            "found": page.found,
            "rows": changed_orders(page.found),
            "problems": page.problems,
            "deed": _("It works again"),
        },
    )


def _mended(request: MemberRequest, row: OutRow, now: datetime) -> HttpResponse:
    move = actions.works_again(
        workshop=request.workshop,
        out=row.id,
        shown=request.POST.get("shown", ""),
        by=request.membership.user,
        now=now,
    )
    undo = way_back(request, "undo_works", _typed(row), move=move, out=row.id)
    done(request, _("The machine works again, and the plan uses it."), undo=undo)
    return redirect("production:calendar")


def _typed(row: OutRow) -> dict[str, str]:
    """The outage as its form is typed."""
    return {
        "station": str(row.station),
        "count": str(row.count),
        "first": row.start.date().isoformat(),
        "opens": f"{row.start:%H:%M:%S}",
        "last": row.end.date().isoformat(),
        "closes": f"{row.end:%H:%M:%S}",
        "guess": "on" if row.estimated else "",
        "reason": row.reason,
    }


def _outage(request: MemberRequest, typed: dict[str, str]) -> Outage:
    """What was typed once; a machine that is not there any more is not broken either."""
    form = OutForm(request, typed)
    if not form.is_valid():
        raise NotFound
    return form.outage()


@require_POST
@member("floor")
def undo_works(request: MemberRequest, move: int, out: int) -> HttpResponse:
    """It is still broken."""
    undone(
        request,
        lambda: actions.undo_works_again(
            workshop=request.workshop,
            move=move,
            out=out,
            outage=_outage(request, before(request)),
            by=request.membership.user,
            now=timezone.now(),
        ),
        _("The machine is still out of order, and the plan is as it was before."),
    )
    return redirect("production:calendar")
