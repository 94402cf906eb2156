"""A step that should be over is not: how long it still takes, then what waits for it."""

from __future__ import annotations

from decimal import ROUND_CEILING, Decimal

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from langkah.apps.production import actions
from langkah.apps.production.errors import NotFound
from langkah.apps.production.queries import ordered_task
from langkah.apps.workshop import words
from langkah.domain.reason import Refusal
from langkah.web.ui import notices
from langkah.web.ui.access import MemberRequest, member
from langkah.web.ui.fields import NumberField

HOUR = 60
BEGUN = (
    ("yes", gettext_lazy("It has begun and takes longer")),
    ("no", gettext_lazy("It has not begun")),
)


class NotYetForm(forms.Form):
    """How long a step still takes."""

    begun = forms.ChoiceField(
        label=gettext_lazy("How it stands"), choices=BEGUN, widget=forms.RadioSelect, initial="yes"
    )
    hours = NumberField(
        label=gettext_lazy("Working hours still needed"),
        least=Decimal("0.1"),
        most=200,
        help_text=gettext_lazy("Of whoever has it, for the whole lot. 0.5 is half an hour."),
    )

    def told(self, booking: int) -> actions.NotYet:
        """What was typed."""
        minutes = (self.cleaned_data["hours"] * HOUR).to_integral_value(ROUND_CEILING)
        return actions.NotYet(
            booking=booking, minutes=int(minutes), begun=self.cleaned_data["begun"] == "yes"
        )


@require_http_methods(["GET", "POST"])
@member("floor")
def not_yet(request: MemberRequest, booking: int) -> HttpResponse:
    """A step is not done yet; the plan follows like after anything else that went otherwise."""
    try:
        task = ordered_task(request.workshop, booking)
    except NotFound as missing:
        raise Http404 from missing
    form = NotYetForm(request.POST if request.method == "POST" else None, initial={"begun": "yes"})
    if request.method == "POST" and form.is_valid():
        try:
            told = actions.not_yet(
                workshop=request.workshop,
                told=form.told(booking),
                by=request.membership.user,
                now=timezone.now(),
            )
        except Refusal as refusal:
            for reason in refusal.reasons:
                form.add_error(None, words.say(reason))
        else:
            undo = reverse("production:undo_follow", args=[told.move])
            notices.done(
                request, _("Noted: %(step)s is not done yet.") % {"step": task.operation}, undo
            )
            after = "production:follow" if told.asks else "production:order"
            return redirect(after, order=told.order)
    status = 422 if request.method == "POST" else 200
    return render(request, "production/not_yet.html", {"task": task, "form": form}, status=status)
