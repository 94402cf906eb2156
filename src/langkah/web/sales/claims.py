"""A preference for a quote: what it needs, what it saves, and who gives her word."""

from __future__ import annotations

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from langkah.apps.sales import actions, queries
from langkah.apps.sales.actions.claiming import Promise
from langkah.web.sales.sent import tried
from langkah.web.ui.access import MemberRequest, member


class PromiseForm(forms.Form):
    """Who says that the proof will be there, and when."""

    programme = forms.CharField(max_length=80)
    name = forms.CharField(max_length=120, required=False)
    ready_on = forms.DateField(required=False)


@require_http_methods(["GET", "POST"])
@member("quote")
def page(request: MemberRequest, version: int) -> HttpResponse:
    """Every preference of the destination; a draft may claim one."""
    now = timezone.now()
    quote, number = queries.version_place(request.workshop, version)
    if request.method == "POST":
        _claim(request, version)
        return redirect("sales:preference", version=version)
    view = queries.quote(request.workshop, quote, now, number)
    claimed = queries.claims(request.workshop, version)
    standing = {one.programme for one in claimed if one.withdrawn_at is None}
    possible = queries.possible_claims(request.workshop, version, now)
    context = {
        "quote": view,
        "version": view.version,
        "draft": view.version.standing.state == "draft",
        "claimed": claimed,
        "possible": [one for one in possible if one.programme not in standing],
        "me": request.membership.user.name,
    }
    return render(request, "sales/preference.html", context)


def _claim(request: MemberRequest, version: int) -> None:
    form = PromiseForm(request.POST)
    form.is_valid()
    told = form.cleaned_data
    tried(
        request,
        lambda: actions.claim_preference(
            workshop=request.workshop,
            version=version,
            promise=Promise(
                programme=told.get("programme") or "",
                name=told.get("name") or "",
                ready_on=told.get("ready_on"),
            ),
            by=request.membership.user,
            now=timezone.now(),
        ),
        _("The price counts with the lower duty. The proof has to go with the goods."),
    )


@require_POST
@member("quote")
def withdraw(request: MemberRequest, version: int, claim: int) -> HttpResponse:
    """The proof will not be there: the ordinary duty counts again."""
    queries.version_place(request.workshop, version)
    tried(
        request,
        lambda: actions.withdraw_claim(
            workshop=request.workshop,
            version=version,
            claim=claim,
            by=request.membership.user,
            now=timezone.now(),
        ),
        _("Taken back. The price counts with the ordinary duty again."),
    )
    return redirect("sales:preference", version=version)
