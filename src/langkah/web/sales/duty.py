"""Why there is no duty-paid price: each reason, whom to ask what, and a message to copy."""

from __future__ import annotations

from collections.abc import Iterable

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET

from langkah.apps.rules import since
from langkah.apps.sales import queries
from langkah.apps.workshop import words
from langkah.domain.landed import LandedAnswer
from langkah.domain.reason import Reason
from langkah.web.sales import places
from langkah.web.ui.access import MemberRequest, member

ABROAD = "en"


@require_GET
@member("see", room="sales")
def page(request: MemberRequest, version: int) -> HttpResponse:
    """One panel: what stands in the way of DDP, and how to take it away."""
    now = timezone.now()
    quote, number = queries.version_place(request.workshop, version)
    view = queries.quote(request.workshop, quote, now, number)
    offer = next((one for one in view.version.offers if one.incoterm == "DDP"), None)
    answer = queries.border_of(request.workshop, version)
    rules = _rules(request, version, answer)
    why = tuple(dict.fromkeys((*(offer.reasons if offer else ()), *_why_not(answer))))
    settled = {one.then.question for one in rules if one.answered}
    open_ones = [one.newest.question for one in rules if not one.answered]
    asked = tuple(dict.fromkeys((*open_ones, *(answer.ask if answer else ()))))
    asked = tuple(one for one in asked if one not in settled)
    context = {
        "quote": view,
        "version": view.version,
        "offer": offer,
        "may": bool(offer and offer.price is not None and answer and answer.ddp),
        "why": why,
        "rules": rules,
        "found_since": any(one.answered for one in rules),
        "other": [one for one in asked if one not in open_ones],
        "messages_out": _messages(view, asked) if asked else [],
        "owner": request.membership.can("costs"),
        "country": places.country(view.version.country),
    }
    return render(request, "sales/duty_paid.html", context)


def _why_not(answer: LandedAnswer | None) -> tuple[Reason, ...]:
    return answer.why_not if answer else ()


def _rules(
    request: MemberRequest, version: int, answer: LandedAnswer | None
) -> tuple[since.RuleSince, ...]:
    """Rules that nobody had checked, and those behind a figure that was not known."""
    kept = queries.asked_at_the_border(request.workshop, version)
    if answer is None or kept is None:
        return ()
    unknown = {one.rule for one in answer.charges if one.amount is None and one.rule}
    return since.as_known(
        request.workshop,
        {*answer.to_verify, *unknown},
        kept.known_at,
        on=kept.case.quote_date or timezone.localdate(kept.known_at),
        arrives=kept.case.entry_date,
    )


def _messages(view: queries.QuoteView, asked: Iterable[Reason]) -> list[tuple[str, str]]:
    """The questions as a message: in the reader's language, and in English for who is abroad."""
    asked = tuple(asked)
    here = translation.get_language() or "id"
    found = []
    for language in dict.fromkeys((ABROAD, here)):
        with translation.override(language):
            found.append((language, _message(view, asked)))
    return found


def _message(view: queries.QuoteView, asked: tuple[Reason, ...]) -> str:
    version = view.version
    goods = ", ".join(
        ngettext("{pairs} pair of {title}", "{pairs} pairs of {title}", line.pairs).format(
            pairs=words.number(line.pairs), title=line.title
        )
        for line in version.lines
    )
    lines = [
        _("Good day. We send {goods}, made in Indonesia, to {country}.").format(
            goods=goods, country=places.country(version.country)
        ),
        _("Please answer with the source and its date:"),
        *(f"{place}. {words.say(one)}" for place, one in enumerate(asked, start=1)),
        _("Thank you."),
    ]
    return "\n".join(lines)
