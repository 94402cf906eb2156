"""An order has left us: today with one tap, or on another day; and back."""

from __future__ import annotations

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from langkah.apps.sales import actions
from langkah.apps.workshop.words import say
from langkah.domain.reason import Refusal, because
from langkah.web.sales.sent import say_why, tried
from langkah.web.ui import notices
from langkah.web.ui.access import MemberRequest, member
from langkah.web.ui.frame import address


class LeftForm(forms.Form):
    """On which day it left, and under which number the carrier has it."""

    today = forms.BooleanField(required=False)
    day = forms.DateField(required=False)
    tracking = forms.CharField(required=False)


@require_POST
@member("ship")
def leave(request: MemberRequest, order: int) -> HttpResponse:
    """The order has left us."""
    form = LeftForm(request.POST)
    form.is_valid()
    told = form.cleaned_data
    day = timezone.localdate() if told.get("today") else told.get("day")
    try:
        noted = actions.note_departure(
            workshop=request.workshop,
            order=order,
            day=day,
            tracking=told.get("tracking") or "",
            by=request.membership.user,
            now=timezone.now(),
        )
    except Refusal as refused:
        say_why(request, refused)
    else:
        said = say(because("Noted: it has left us on {day}.", day=noted))
        notices.done(request, said, reverse("sales:take_back_leaving", args=[order]))
    home = address("today:home") if request.POST.get("from") == "today" else ""
    return redirect(home or reverse("sales:order", args=[order]))


@require_POST
@member("ship")
def take_back(request: MemberRequest, order: int) -> HttpResponse:
    """It was noted by mistake."""
    tried(
        request,
        lambda: actions.take_back_departure(
            workshop=request.workshop, order=order, by=request.membership.user, now=timezone.now()
        ),
        _("Taken back. The order has not left yet."),
    )
    return redirect("sales:order", order=order)
