"""A draft is changed, priced anew, or followed by the next version."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from langkah.apps.catalogue import queries as catalogue
from langkah.apps.partners import choosing
from langkah.apps.partners import queries as partners
from langkah.apps.sales import actions, queries
from langkah.apps.workshop import words
from langkah.domain.reason import Refusal
from langkah.web.sales import labels
from langkah.web.sales.dating import date_version
from langkah.web.sales.draft_forms import DraftForms
from langkah.web.sales.sent import back_to, say_why, tried
from langkah.web.ui import asked
from langkah.web.ui.access import MemberRequest, member


@require_http_methods(["GET", "POST"])
@member("quote")
def edit(request: MemberRequest, version: int) -> HttpResponse:
    """The form of a draft; a frozen version leads to its page."""
    now = timezone.now()
    quote, number = queries.version_place(request.workshop, version)
    view = queries.quote(request.workshop, quote, now, number)
    if view.version.standing.state != "draft":
        return back_to(request, version)
    forms = DraftForms(
        view.version,
        products=[(one.id, one.name) for one in catalogue.entries(request.workshop)],
        cards=_cards(request, view.version.card),
        options=labels.of_options(request, catalogue.options(request.workshop)),
        data=request.POST if request.method == "POST" else None,
    )
    if request.method == "POST" and forms.is_valid():
        try:
            actions.change_draft(
                workshop=request.workshop,
                version=version,
                draft=forms.value(),
                by=request.membership.user,
                now=now,
            )
        except Refusal as refused:
            for reason in refused.reasons:
                forms.terms.add_error(None, words.say(reason))
        else:
            date_version(request, version)
            return back_to(request, version)
    status = 422 if request.method == "POST" else 200
    return render(request, "sales/draft.html", {"quote": view, "forms": forms}, status=status)


def _cards(request: MemberRequest, chosen: int | None) -> list[tuple[str, str]]:
    """The cards that count today, and the chosen one where it does not, with a word about that."""
    today = timezone.localdate()
    found = {str(row.id): row.named for row in choosing.choices(request.workshop, today)}
    if chosen is not None and str(chosen) not in found:
        row = partners.card_row(request.workshop, chosen)
        old = choosing.superseded(request.workshop, chosen, today)
        if row is not None:
            said = _("superseded: {card} from {day}") if old else _("{card} from {day}")
            found[str(chosen)] = said.format(card=row.named, day=words.day(row.valid_from))
    return list(found.items())


@require_POST
@member("quote")
def take_current_card(request: MemberRequest, version: int) -> HttpResponse:
    """A draft whose rate card was superseded takes the one that counts today."""
    queries.version_place(request.workshop, version)
    tried(
        request,
        lambda: actions.take_current_card(
            workshop=request.workshop,
            version=version,
            by=request.membership.user,
            now=timezone.now(),
        ),
        _("The draft uses the rate card that counts today and is worked out again."),
    )
    date_version(request, version)
    return back_to(request, version)


@require_POST
@member("quote")
def choose_term(request: MemberRequest, version: int) -> HttpResponse:
    """A draft is offered under another term, with one tap."""
    queries.version_place(request.workshop, version)
    code = request.POST.get("incoterm", "")[:3].upper()
    tried(
        request,
        lambda: actions.choose_term(
            workshop=request.workshop,
            version=version,
            incoterm=code,
            by=request.membership.user,
            now=timezone.now(),
        ),
        _("The quote is worked out for {term}.").format(term=code),
    )
    date_version(request, version)
    return back_to(request, version)


@require_POST
@member("quote")
def price(request: MemberRequest, version: int) -> HttpResponse:
    """Work a draft out again with today's costs, rates and rules."""
    queries.version_place(request.workshop, version)
    before = queries.stood(request.workshop, version)
    tried(
        request,
        lambda: actions.price_quote(workshop=request.workshop, version=version, now=timezone.now()),
        _("The figures are of this moment."),
    )
    date_version(request, version)
    for reason in queries.since(before, queries.stood(request.workshop, version)):
        messages.info(request, words.say(reason))
    return back_to(request, version)


@require_POST
@member("quote")
def next_version(request: MemberRequest, version: int) -> HttpResponse:
    """A new draft from this version, perhaps as the answer to what the buyer asked."""
    quote, _number = queries.version_place(request.workshop, version)
    change = asked.number(request.POST, "change")
    if change is None and request.POST.get("change"):
        raise Http404
    try:
        made = actions.next_version(
            workshop=request.workshop,
            version=version,
            by=request.membership.user,
            now=timezone.now(),
            change=change,
        )
    except Refusal as refused:
        say_why(request, refused)
        return redirect(reverse("sales:quote", args=[quote]))
    date_version(request, made)
    return redirect("sales:draft", version=made)
