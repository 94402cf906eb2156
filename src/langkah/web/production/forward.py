"""What could be ready earlier on the floor as it is, order by order; then it is planned so."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from langkah.apps.production import actions
from langkah.apps.production.actions.forward import forward as could_come
from langkah.apps.production.actions.rest import RestAnswer
from langkah.apps.production.errors import NotFound
from langkah.apps.workshop import words
from langkah.domain.reason import Refusal
from langkah.web.production.changes import changed_orders
from langkah.web.ui.access import MemberRequest, member
from langkah.web.ui.notices import done, refused


@require_http_methods(["GET", "POST"])
@member("floor")
def forward(request: MemberRequest) -> HttpResponse:
    """Whoever can comes forward; nobody becomes later."""
    if request.method == "POST":
        return _come(request)
    found: RestAnswer | None = None
    problems: list[str] = []
    try:
        found = could_come(request.workshop, timezone.now())
    except Refusal as refusal:
        problems = [words.say(one) for one in refusal.reasons]
    rows = changed_orders(found)
    gained = sum(one.sooner for one in found.answer.days) if found else 0
    return render(
        request,
        "production/forward.html",
        {"found": found, "rows": rows, "gained": gained, "problems": problems},
    )


def _come(request: MemberRequest) -> HttpResponse:
    try:
        move = actions.come_forward(
            workshop=request.workshop,
            shown=request.POST.get("shown", ""),
            by=request.membership.user,
            now=timezone.now(),
        )
    except NotFound as missing:
        raise Http404 from missing
    except Refusal as refusal:
        for reason in refusal.reasons:
            refused(request, words.say(reason))
        return redirect("production:forward")
    undo = reverse("production:undo_follow", args=[move])
    done(request, _("The plan came forward, as it was shown."), undo=undo)
    return redirect("production:home")
