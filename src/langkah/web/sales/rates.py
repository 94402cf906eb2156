"""Rate cards: what carriers charge."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from langkah.apps.partners import actions, queries
from langkah.apps.workshop import words
from langkah.domain.reason import Refusal
from langkah.web.sales import places
from langkah.web.sales.lists import tabs
from langkah.web.sales.rate_forms import CardForms, ZoneForms
from langkah.web.ui.access import MemberRequest, member


@require_GET
@member("see", room="sales")
def cards(request: MemberRequest) -> HttpResponse:
    """All rate cards."""
    today = timezone.localdate()
    rows = [(row, row.current(today)) for row in queries.cards(request.workshop)]
    return render(request, "sales/rates.html", {"rows": rows, "tabs": tabs("rates")})


def _refused(form: forms.Form, refused: Refusal) -> None:
    for reason in refused.reasons:
        form.add_error(None, words.say(reason))


@require_http_methods(["GET", "POST"])
@member("quote")
def first(request: MemberRequest) -> HttpResponse:
    """A new card with one zone; the first freight price takes five minutes."""
    bound = CardForms(timezone.localdate(), request.POST if request.method == "POST" else None)
    if request.method == "POST" and bound.is_valid():
        try:
            made = actions.add_card(
                workshop=request.workshop, card=bound.card_value(), by=request.user
            )
        except Refusal as refused:
            _refused(bound.card, refused)
        else:
            messages.success(request, _("The rate card is saved and counts for new quotes."))
            return redirect("sales:rate_card", card=made)
    status = 422 if request.method == "POST" else 200
    return render(request, "sales/rate_card_first.html", {"forms": bound}, status=status)


@require_http_methods(["GET", "POST"])
@member("quote")
def card(request: MemberRequest, card: int) -> HttpResponse:
    """One card with its zones, and a form for another zone."""
    view = queries.card(request.workshop, card)
    bound = ZoneForms(request.POST if request.method == "POST" else None)
    if request.method == "POST" and bound.is_valid():
        try:
            actions.add_zone(
                workshop=request.workshop, card=card, zone=bound.value(), by=request.user
            )
        except Refusal as refused:
            _refused(bound.zone, refused)
        else:
            return redirect("sales:rate_card", card=card)
    zones = [(zone, [places.country(code) for code in zone.countries]) for zone in view.zones]
    return render(
        request,
        "sales/rate_card.html",
        {"card": view, "zones": zones, "forms": bound},
        status=422 if request.method == "POST" else 200,
    )


@require_POST
@member("quote")
def remove(request: MemberRequest, card: int) -> HttpResponse:
    """Take a card away."""
    actions.remove_card(workshop=request.workshop, card=card, by=request.user)
    messages.success(request, _("The rate card is removed. Sent quotes keep their figures."))
    return redirect("sales:rates")
