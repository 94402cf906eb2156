"""What was really done: noting a step, and standard times beside what was measured."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from langkah.apps.production import actions, actuals
from langkah.apps.production.errors import NotFound
from langkah.apps.production.queries import Task, ordered_task
from langkah.apps.workshop import words
from langkah.apps.workshop.actions.floor import set_speed
from langkah.apps.workshop.queries import terms
from langkah.apps.workshop.queries.floor import makers
from langkah.domain.reason import Refusal
from langkah.web.production.changes import DAY, TIME, PlanDay
from langkah.web.production.deeds import undone
from langkah.web.production.way_back import before, way_back
from langkah.web.ui import notices
from langkah.web.ui.access import MemberRequest, member
from langkah.web.ui.frame import address

# Fewer orders than these tell no share.
FEW = 10


class DoneForm(forms.Form):
    """Who did the step, how many pairs, from when to when."""

    def __init__(self, request: MemberRequest, task: Task, asked: object) -> None:
        super().__init__(asked)  # type: ignore[arg-type]
        self.zone = ZoneInfo(request.workshop.time_zone)
        people = [(str(one.id), one.name) for one in makers(request.workshop) if one.active]
        if str(task.maker_id) not in {number for number, _name in people}:
            people.append((str(task.maker_id), task.maker))
        # Done before its time: then it ended just now.
        now = timezone.now().replace(second=0, microsecond=0)
        early = max(timedelta(0), task.end.replace(tzinfo=self.zone) - now)
        self.fields = {
            "maker": forms.ChoiceField(label=_("Who"), choices=people, initial=str(task.maker_id)),
            "pairs": forms.IntegerField(
                label=_("Pairs"), min_value=1, max_value=task.pairs, initial=task.pairs
            ),
            **_moment("begun", _("Begun on"), task.start - early),
            **_moment("ended", _("Ended on"), task.end - early),
        }

    def wanted(self, booking: int) -> actions.Done:
        """What was typed."""
        typed = self.cleaned_data
        begun, ended = (
            datetime.combine(typed[f"{name}_day"], typed[f"{name}_time"], self.zone)
            for name in ("begun", "ended")
        )
        return actions.Done(
            booking=booking,
            maker=int(typed["maker"]),
            pairs=typed["pairs"],
            begun=begun,
            ended=ended,
        )


def _moment(name: str, label: str, at: datetime) -> dict[str, forms.Field]:
    return {
        f"{name}_day": PlanDay(
            label=label, initial=at.date(), widget=forms.DateInput(attrs=DAY, format="%Y-%m-%d")
        ),
        f"{name}_time": forms.TimeField(
            label=_("at"), initial=at.time(), widget=forms.TimeInput(attrs=TIME, format="%H:%M")
        ),
    }


@require_http_methods(["GET", "POST"])
@member("floor")
def note(request: MemberRequest, booking: int) -> HttpResponse:
    """A step of a lot is done; the plan's own times stand in the fields already."""
    try:
        task = ordered_task(request.workshop, booking)
    except NotFound as missing:
        raise Http404 from missing
    form = DoneForm(request, task, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            kept = actions.note_step(
                workshop=request.workshop,
                done=form.wanted(booking),
                by=request.membership.user,
                now=timezone.now(),
            )
        except Refusal as refusal:
            for reason in refusal.reasons:
                form.add_error(None, words.say(reason))
        else:
            undo = reverse("production:undo_done", args=[kept.done])
            notices.done(request, _("Noted: %(step)s is done.") % {"step": task.operation}, undo)
            after = "production:follow" if kept.asks else "production:order"
            return redirect(after, order=task.order)
    status = 422 if request.method == "POST" else 200
    zone = ZoneInfo(request.workshop.time_zone)
    may_wait = task.start.replace(tzinfo=zone) <= timezone.now()
    told = {"task": task, "form": form, "may_wait": may_wait}
    return render(request, "production/done.html", told, status=status)


@require_POST
@member("floor")
def undo(request: MemberRequest, done: int) -> HttpResponse:
    """It was noted by mistake."""
    try:
        found = actions.undo_step(
            workshop=request.workshop,
            done=done,
            by=request.membership.user,
            now=timezone.now(),
        )
    except NotFound as missing:
        raise Http404 from missing
    if found.restored:
        notices.done(request, _("Taken back. The plan is as it was before."))
    else:
        notices.refused(
            request, _("Taken back. Its place on the plan is taken by others: look at the plan.")
        )
    return redirect("production:order", order=found.order)


@require_GET
@member("see", room="production")
def calibration(request: MemberRequest) -> HttpResponse:
    """Standard times beside what was measured, and how often a promised day was kept."""
    found = actuals.calibration(request.workshop)
    kept = actuals.coverage(request.workshop)
    return render(
        request,
        "production/calibration.html",
        {
            "steps": found.steps,
            "makers": found.makers,
            "coverage": kept,
            "few": kept.count < FEW,
            "sure": terms(request.workshop).sure_percent,
            "may_accept": request.membership.can("costs"),
            "may_plan": request.membership.can("floor"),
        },
    )


@require_POST
@member("costs")
def accept(request: MemberRequest, step: int) -> HttpResponse:
    """The proposed standard becomes the standard; the product keeps the old one to go back to."""
    try:
        product = actions.accept_times(
            workshop=request.workshop,
            step=step,
            shown=request.POST.get("shown", ""),
            by=request.membership.user,
        )
    except NotFound as missing:
        raise Http404 from missing
    except Refusal as refusal:
        for reason in refusal.reasons:
            notices.refused(request, words.say(reason))
    else:
        back = address("catalogue:undo", product=product)
        notices.done(request, _("Taken over. New plans count with it; what is booked stays."), back)
    return redirect("production:calibration")


@require_POST
@member("floor")
def accept_speed(request: MemberRequest, maker: int) -> HttpResponse:
    """The plan counts with the time somebody was measured to need; one press takes it back."""
    try:
        was = actions.accept_speed(
            workshop=request.workshop,
            maker=maker,
            shown=request.POST.get("shown", ""),
            by=request.membership.user,
        )
    except NotFound as missing:
        raise Http404 from missing
    except Refusal as refusal:
        for reason in refusal.reasons:
            notices.refused(request, words.say(reason))
    else:
        said = _("Taken over. New plans count with it; what is booked stays.")
        notices.done(request, said, way_back(request, "undo_speed", str(was), maker=maker))
    return redirect("production:calibration")


@require_POST
@member("floor")
def undo_speed(request: MemberRequest, maker: int) -> HttpResponse:
    """Count with the time from before again."""
    undone(
        request,
        lambda: set_speed(
            workshop=request.workshop,
            maker=maker,
            speed=Decimal(before(request)),
            by=request.membership.user,
        ),
        _("The plan counts with the time from before again."),
    )
    return redirect("production:calibration")
