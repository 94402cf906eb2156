"""Rate cards: what carriers charge."""

from __future__ import annotations

from datetime import date

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from langkah.apps.partners import actions, choosing, queries, undoing
from langkah.apps.workshop import words
from langkah.domain.product import plain
from langkah.domain.reason import Refusal
from langkah.web.sales import rate_tables
from langkah.web.sales.lists import tabs
from langkah.web.sales.rate_forms import CardForms, HandOverForm, SeaPortForm, ZoneForms
from langkah.web.sales.rate_values import ValuesForm
from langkah.web.ui import notices
from langkah.web.ui.access import MemberRequest, member


@require_GET
@member("see", room="sales")
def cards(request: MemberRequest) -> HttpResponse:
    """All rate cards."""
    return _cards_page(request)


def _cards_page(
    request: MemberRequest,
    form: HandOverForm | None = None,
    sea_port: SeaPortForm | None = None,
    status: int = 200,
) -> HttpResponse:
    today = timezone.localdate()
    standing, removed = queries.shelf(request.workshop)
    counting = choosing.counting(standing, today)
    costs = queries.export_costs(request.workshop)
    told = {name: getattr(costs, name) for name in ("pickup", "clearance", "terminal", "aboard")}
    kept = {name: plain(one.amount) if one else None for name, one in told.items()}
    values = {
        "rows": [(row, _state(row, counting.get(row.id), today)) for row in standing],
        "removed": removed,
        "tabs": tabs("rates"),
        "hand_over": form or HandOverForm(initial=kept),
        "sea_port": sea_port or SeaPortForm(initial=kept | {"port": costs.port}),
        "can_quote": request.membership.can("quote"),
    }
    return render(request, "sales/rates.html", values, status=status)


def _state(row: queries.CardRow, counts: queries.CardRow | None, today: date) -> str:
    """What a card is today: it counts, another counts for it, it is to come, or it is over."""
    if row.valid_from > today:
        return "coming"
    if counts is None or not row.current(today):
        return "over"
    return "counts" if counts is row else "superseded"


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
        "view": view,
        "table": rate_tables.of(view.card),
        "earlier": queries.earlier(request.workshop, card) if view.ended_at is None else (),
        "forms": forms or ZoneForms(view.card.currency),
        "can_quote": request.membership.can("quote"),
        "may_change": request.membership.can("quote") and view.ended_at is None,
    }
    return render(request, "sales/rate_card.html", values, status=status)


@require_POST
@member("quote")
def zone(request: MemberRequest, card: int) -> HttpResponse:
    """Add a zone to a card."""
    known = queries.card(request.workshop, card).card
    bound = ZoneForms(known.currency, request.POST, mode=known.mode)
    if not bound.is_valid():
        return _card_page(request, card, bound, status=422)
    try:
        made = actions.add_zone(
            workshop=request.workshop, card=card, zone=bound.value(), by=request.membership.user
        )
    except Refusal as refused:
        _refused(bound.zone, refused)
        return _card_page(request, card, bound, status=422)
    return _changed(request, card, made)


def _changed(request: MemberRequest, card: int, made: int) -> HttpResponse:
    """Say that another card stands in the place of this one, and how to take that back."""
    undo = reverse("sales:take_back_rate_card", args=[made]) if made != card else ""
    notices.done(request, _("Saved. New quotes count with it."), undo=undo)
    return redirect("sales:rate_card", card=made)


@require_http_methods(["GET", "POST"])
@member("quote")
def change(request: MemberRequest, card: int) -> HttpResponse:
    """The values of a card that change from month to month; its table is changed by file."""
    known = queries.card(request.workshop, card)
    form = ValuesForm(known.card, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.change_card(
                workshop=request.workshop, card=card, to=form.value(), by=request.membership.user
            )
        except Refusal as refused:
            _refused(form, refused)
        else:
            return _changed(request, card, made)
    status = 422 if request.method == "POST" else 200
    values = {"form": form, "card": known.card, "id": card}
    return render(request, "sales/rate_card_change.html", values, status=status)


@require_POST
@member("quote")
def hand_over(request: MemberRequest) -> HttpResponse:
    """What a shipment costs until the carrier has it."""
    form = HandOverForm(request.POST)
    if not form.is_valid():
        return _cards_page(request, form=form, status=422)
    actions.set_hand_over(
        workshop=request.workshop, by=request.membership.user, **form.cleaned_data
    )
    messages.success(request, _("Saved. New quotes count with it."))
    return redirect("sales:rates")


@require_POST
@member("quote")
def sea_port(request: MemberRequest) -> HttpResponse:
    """Where the goods go on board, and what the port asks."""
    form = SeaPortForm(request.POST)
    if not form.is_valid():
        return _cards_page(request, sea_port=form, status=422)
    actions.set_sea_port(workshop=request.workshop, by=request.membership.user, **form.cleaned_data)
    messages.success(request, _("Saved. New quotes count with it."))
    return redirect("sales:rates")


@require_POST
@member("quote")
def remove(request: MemberRequest, card: int) -> HttpResponse:
    """Take a card away."""
    actions.remove_card(workshop=request.workshop, card=card, by=request.membership.user)
    undo = reverse("sales:bring_back_rate_card", args=[card])
    notices.done(request, _("The rate card is removed. Sent quotes keep their figures."), undo=undo)
    return redirect("sales:rates")


@require_POST
@member("quote")
def take_back(request: MemberRequest, card: int) -> HttpResponse:
    """Undo the change that made this card."""
    try:
        before = undoing.take_back(workshop=request.workshop, card=card, by=request.membership.user)
    except Refusal as refused:
        for reason in refused.reasons:
            notices.refused(request, words.say(reason))
        return redirect("sales:rate_card", card=card)
    undo = reverse("sales:bring_back_rate_card", args=[card])
    if before is None:
        notices.done(request, _("The rate card is taken back."), undo=undo)
        return redirect("sales:rates")
    notices.done(request, _("The change is taken back. The card is as it was."), undo=undo)
    return redirect("sales:rate_card", card=before)


@require_POST
@member("quote")
def bring_back(request: MemberRequest, card: int) -> HttpResponse:
    """A card that was removed or replaced stands again."""
    undoing.bring_back(workshop=request.workshop, card=card, by=request.membership.user)
    notices.done(request, _("This rate card stands again, as it was."))
    return redirect("sales:rate_card", card=card)
