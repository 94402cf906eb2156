"""A quote leaves the house, is taken back, answered, or accepted by word of mouth."""

from __future__ import annotations

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from langkah.apps.production import actions as production
from langkah.apps.production.errors import DateMoved
from langkah.apps.sales import actions, queries
from langkah.apps.workshop import words
from langkah.domain.reason import Refusal
from langkah.web.sales.dating import date_version
from langkah.web.ui.access import MemberRequest, member


class SendForm(forms.Form):
    """The day of an old exchange rate, ticked as seen."""

    rate_seen = forms.DateField(required=False)


class YesForm(forms.Form):
    """Who said yes, and to which day if it is another."""

    name = forms.CharField(required=False, max_length=120)
    agreed = forms.DateField(required=False)


def back_to(request: MemberRequest, version: int) -> HttpResponse:
    """The page of the quote, open at this version."""
    quote, number = queries.version_place(request.workshop, version)
    return redirect(f"{reverse('sales:quote', args=[quote])}?version={number}")


def tried(request: MemberRequest, deed: Callable[[], object], done: str) -> bool:
    """Do it and say so, or say every reason why not."""
    try:
        deed()
    except Refusal as refused:
        say_why(request, refused)
        return False
    messages.success(request, done)
    return True


def say_why(request: MemberRequest, refused: Refusal) -> None:
    """Every reason as a message on the next page."""
    for reason in refused.reasons:
        messages.error(request, words.say(reason))


@require_POST
@member("quote")
def send(request: MemberRequest, version: int) -> HttpResponse:
    """Freeze the version and open the buyer's link; a day that moved is written anew first."""
    queries.version_place(request.workshop, version)
    form = SendForm(request.POST)
    seen = form.cleaned_data["rate_seen"] if form.is_valid() else None

    def offer() -> None:
        try:
            production.offer(
                workshop=request.workshop,
                version=version,
                by=request.membership.user,
                now=timezone.now(),
                rate_seen=seen,
            )
        except DateMoved as moved:
            before = queries.stood(request.workshop, version)
            date_version(request, version)
            after = queries.stood(request.workshop, version)
            raise Refusal(*moved.reasons, *queries.since(before, after)) from moved

    tried(request, offer, _("The quote is frozen. Send the buyer the text or the link."))
    return back_to(request, version)


@require_POST
@member("quote")
def withdraw(request: MemberRequest, version: int) -> HttpResponse:
    """Take an open version back."""
    queries.version_place(request.workshop, version)
    tried(
        request,
        lambda: production.withdraw(
            workshop=request.workshop,
            version=version,
            by=request.membership.user,
            now=timezone.now(),
            reason=request.POST.get("reason", ""),
        ),
        _("The quote is taken back. The buyer's page says so."),
    )
    return back_to(request, version)


@require_POST
@member("quote")
def note_yes(request: MemberRequest, version: int) -> HttpResponse:
    """The buyer said yes in a chat or on the telephone."""
    queries.version_place(request.workshop, version)
    form = YesForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("The ready day is not a date. Choose it from the calendar."))
        return back_to(request, version)
    tried(
        request,
        lambda: production.accept(
            workshop=request.workshop,
            version=version,
            name=form.cleaned_data["name"],
            now=timezone.now(),
            by=request.membership.user,
            agreed=form.cleaned_data["agreed"],
        ),
        _("The yes is noted and the order is placed."),
    )
    return back_to(request, version)


@require_POST
@member("quote")
def renew_link(request: MemberRequest, quote: int) -> HttpResponse:
    """Close the buyer's link and open another."""
    actions.renew_link(
        workshop=request.workshop, quote=quote, by=request.membership.user, now=timezone.now()
    )
    messages.success(request, _("The old link is closed. Send the buyer the new one."))
    return redirect("sales:quote", quote=quote)


@require_POST
@member("quote")
def answer(request: MemberRequest, question: int) -> HttpResponse:
    """Answer a question of the buyer; she reads it on her page."""
    quote = queries.quote_of_question(request.workshop, question)
    tried(
        request,
        lambda: actions.answer_question(
            workshop=request.workshop,
            question=question,
            answer=request.POST.get("answer", ""),
            by=request.membership.user,
            now=timezone.now(),
        ),
        _("The answer stands on the buyer's page."),
    )
    return redirect("sales:quote", quote=quote)
