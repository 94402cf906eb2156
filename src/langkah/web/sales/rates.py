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
from langkah.domain.product import plain
from langkah.domain.reason import Refusal
from langkah.web.sales import rate_tables
from langkah.web.sales.lists import tabs
from langkah.web.sales.rate_forms import CardForms, HandOverForm, ZoneForms
from langkah.web.sales.rate_values import ValuesForm
from langkah.web.ui.access import MemberRequest, member


@require_GET
@member("see", room="sales")
def cards(request: MemberRequest) -> HttpResponse:
    """All rate cards."""
    return _cards_page(request, None)


def _cards_page(
    request: MemberRequest, form: HandOverForm | None, status: int = 200
) -> HttpResponse:
    today = timezone.localdate()
    rows = [(row, row.current(today)) for row in queries.cards(request.workshop)]
    costs = queries.export_costs(request.workshop)
    kept = {
        "pickup": plain(costs.pickup.amount) if costs.pickup else None,
        "clearance": plain(costs.clearance.amount) if costs.clearance else None,
    }
    values = {
        "rows": rows,
        "tabs": tabs("rates"),
        "hand_over": form or HandOverForm(initial=kept),
        "can_quote": request.membership.can("quote"),
    }
    return render(request, "sales/rates.html", values, status=status)


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
            made = actions.add_first_card(
                workshop=request.workshop,
                card=bound.card_value(),
                hand_over=bound.hand_over_value(),
                by=request.membership.user,
            )
        except Refusal as refused:
            _refused(bound.card, refused)
        else:
            messages.success(request, _("The rate card is saved and counts for new quotes."))
            return redirect("sales:rate_card", card=made)
    status = 422 if request.method == "POST" else 200
    return render(request, "sales/rate_card_first.html", {"forms": bound}, status=status)


@require_GET
@member("see", room="sales")
def card(request: MemberRequest, card: int) -> HttpResponse:
    """One card with its zones, and a form for another zone."""
    return _card_page(request, card, None)


def _card_page(
    request: MemberRequest, card: int, forms: ZoneForms | None, status: int = 200
) -> HttpResponse:
    view = queries.card(request.workshop, card)
    values = {
        "id": view.id,
        "card": view.card,
        "table": rate_tables.of(view.domain),
        "forms": forms or ZoneForms(view.card.currency),
        "can_quote": request.membership.can("quote"),
    }
    return render(request, "sales/rate_card.html", values, status=status)


@require_POST
@member("quote")
def zone(request: MemberRequest, card: int) -> HttpResponse:
    """Add a zone to a card."""
    bound = ZoneForms(queries.card(request.workshop, card).card.currency, request.POST)
    if not bound.is_valid():
        return _card_page(request, card, bound, status=422)
    try:
        actions.add_zone(
            workshop=request.workshop, card=card, zone=bound.value(), by=request.membership.user
        )
    except Refusal as refused:
        _refused(bound.zone, refused)
        return _card_page(request, card, bound, status=422)
    return redirect("sales:rate_card", card=card)


@require_http_methods(["GET", "POST"])
@member("quote")
def change(request: MemberRequest, card: int) -> HttpResponse:
    """The values of a card that change from month to month; its table is changed by file."""
    known = queries.card(request.workshop, card)
    form = ValuesForm(known.card, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_card(
                workshop=request.workshop, card=card, to=form.value(), by=request.membership.user
            )
        except Refusal as refused:
            _refused(form, refused)
        else:
            messages.success(request, _("Saved. New quotes count with it."))
            return redirect("sales:rate_card", card=card)
    status = 422 if request.method == "POST" else 200
    values = {"form": form, "card": known.card, "id": card}
    return render(request, "sales/rate_card_change.html", values, status=status)


@require_POST
@member("quote")
def hand_over(request: MemberRequest) -> HttpResponse:
    """What a shipment costs until the carrier has it."""
    form = HandOverForm(request.POST)
    if not form.is_valid():
        return _cards_page(request, form, status=422)
    actions.set_hand_over(
        workshop=request.workshop, by=request.membership.user, **form.cleaned_data
    )
    messages.success(request, _("Saved. New quotes count with it."))
    return redirect("sales:rates")


@require_POST
@member("quote")
def remove(request: MemberRequest, card: int) -> HttpResponse:
    """Take a card away."""
    actions.remove_card(workshop=request.workshop, card=card, by=request.membership.user)
    messages.success(request, _("The rate card is removed. Sent quotes keep their figures."))
    return redirect("sales:rates")
