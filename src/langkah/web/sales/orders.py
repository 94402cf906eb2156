"""One order, and the proof of origin that its price counts with."""

from __future__ import annotations

from datetime import date

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from langkah.apps.production.queries import planned_until
from langkah.apps.sales import actions, queries
from langkah.apps.sales.queries import OrderClaim
from langkah.apps.sales.queries.carriers import papers_for
from langkah.domain.reason import Refusal
from langkah.web.sales import places
from langkah.web.sales.lane_forms import KINDS
from langkah.web.sales.sent import say_why, tried
from langkah.web.ui import notices
from langkah.web.ui.access import MemberRequest, member
from langkah.web.ui.frame import address


class ProofForm(forms.Form):
    """What stands on the proof of origin."""

    number = forms.CharField(required=False, max_length=60)
    day = forms.DateField(required=False)


@require_GET
@member("see", room="sales")
def order(request: MemberRequest, order: int) -> HttpResponse:
    """What was agreed, and where it came from."""
    view = queries.order(request.workshop, order)
    papers = papers_for(request.workshop, order=order)
    claims = queries.claims_of_order(request.workshop, view.version) if view.version else ()
    today, left = timezone.localdate(), queries.departure(request.workshop, order)
    context = {
        "order": view,
        "country": places.country(view.country),
        "claims": [(one, _state(one, today)) for one in claims],
        "today": today,
        "left": left,
        "told": queries.new_days(request.workshop, order)[:1],
        "planned": _planned_late(request, view),
        "late": address("production:late", order=order)
        if request.membership.opens("see", room="production")
        else "",
        "overdue": bool(view.version and view.promise_day and view.promise_day < today),
        "papers": [(row, KINDS[row[0].kind]) for row in papers],
        "can_quote": request.membership.can("quote"),
        "can_ship": request.membership.can("ship"),
        "bring_back": address("production:bring_back", order=order)
        if request.membership.can("quote")
        else "",
        "cancel": address("production:cancel", order=order)
        if request.membership.can("quote") and not left and not view.cancelled
        else "",
        "plan": address("production:order", order=order)
        if request.membership.opens("see", room="production")
        else "",
    }
    return render(request, "sales/order.html", context)


def _planned_late(request: MemberRequest, view: queries.OrderView) -> date | None:
    """The plan's day, where it lies after the promise; None where it is kept or nobody knows."""
    ready = planned_until(request.workshop, view.id) if view.promise_day else None
    return ready if ready and view.promise_day and ready > view.promise_day else None


def _state(claim: OrderClaim, today: date) -> str:
    """Whether the proof is here, can still be asked for in time, or should have been by now."""
    if claim.obtained:
        return "good"
    return "bad" if claim.ask_by and claim.ask_by < today else "wait"


@require_POST
@member("quote")
def obtain(request: MemberRequest, order: int, claim: int) -> HttpResponse:
    """The proof of origin is here."""
    queries.order(request.workshop, order)
    form = ProofForm(request.POST)
    form.is_valid()
    told = form.cleaned_data
    try:
        actions.obtain_proof(
            workshop=request.workshop,
            claim=claim,
            number=told.get("number") or "",
            day=told.get("day"),
            by=request.membership.user,
            now=timezone.now(),
        )
    except Refusal as refused:
        say_why(request, refused)
    else:
        undo = reverse("sales:take_back_proof", args=[order, claim])
        notices.done(request, _("Noted: the proof of origin is here."), undo)
    return redirect("sales:order", order=order)


@require_POST
@member("quote")
def take_back(request: MemberRequest, order: int, claim: int) -> HttpResponse:
    """It was ticked by mistake."""
    queries.order(request.workshop, order)
    tried(
        request,
        lambda: actions.take_back_proof(
            workshop=request.workshop, claim=claim, by=request.membership.user, now=timezone.now()
        ),
        _("Taken back. The proof of origin is still to come."),
    )
    return redirect("sales:order", order=order)
