"""After a draft is priced, the floor is asked for its day."""

from __future__ import annotations

from django.contrib import messages
from django.utils import timezone

from langkah.apps.production import actions as production
from langkah.apps.sales import actions as sales
from langkah.apps.sales import queries
from langkah.apps.workshop import words
from langkah.domain.reason import Refusal
from langkah.web.ui.access import MemberRequest


def date_version(request: MemberRequest, version: int) -> None:
    """Write the promised day into a draft; without one, say why and keep the draft undated."""
    try:
        production.date_quote(
            workshop=request.workshop,
            version=version,
            by=request.membership.user,
            now=timezone.now(),
        )
    except Refusal as refused:
        sales.undate(
            workshop=request.workshop,
            version=version,
            by=request.membership.user,
            now=timezone.now(),
        )
        for reason in refused.reasons:
            messages.warning(request, words.say(reason))


def date_newest(request: MemberRequest, quote: int) -> None:
    """The same for the newest version of a quote."""
    view = queries.quote(request.workshop, quote, timezone.now())
    if view.version.standing.state == "draft":
        date_version(request, view.version.id)
