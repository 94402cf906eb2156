"""A step was done otherwise than planned: what the rest of the plan does, then doing it."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from langkah.apps.production import actions
from langkah.apps.production.errors import NotFound
from langkah.apps.production.following import Following, following
from langkah.apps.workshop import words
from langkah.domain.reason import Refusal
from langkah.web.ui.access import MemberRequest, member
from langkah.web.ui.notices import done, refused

TOLD = 5
LISTED = 20


@require_http_methods(["GET", "POST"])
@member("floor")
def follow(request: MemberRequest, order: int) -> HttpResponse:
    """What planning again what waits would change, by name; then it is written down."""
    if request.method == "POST":
        return _followed(request, order)
    found: Following | None = None
    problems: list[str] = []
    try:
        found = following(request.workshop, order, timezone.now())
    except NotFound as missing:
        raise Http404 from missing
    except Refusal as refusal:
        problems = [words.say(one) for one in refusal.reasons]
    return render(
        request,
        "production/follow.html",
        {
            "order": order,
            "found": found,
            "problems": problems,
            "waits": found.waits[:TOLD] if found else (),
            "moved": found.moved[:LISTED] if found else (),
        },
    )


def _followed(request: MemberRequest, order: int) -> HttpResponse:
    try:
        move = actions.follow_plan(
            workshop=request.workshop,
            order=order,
            shown=request.POST.get("shown", ""),
            by=request.membership.user,
            now=timezone.now(),
        )
    except NotFound as missing:
        raise Http404 from missing
    except Refusal as refusal:
        for reason in refusal.reasons:
            refused(request, words.say(reason))
        return redirect("production:follow", order=order)
    undo = reverse("production:undo_follow", args=[move])
    done(request, _("The plan follows what was really done."), undo=undo)
    return redirect("production:order", order=order)


@require_POST
@member("floor")
def undo(request: MemberRequest, move: int) -> HttpResponse:
    """The plan as it was before it followed; what was noted as done stays noted."""
    try:
        actions.undo_follow(
            workshop=request.workshop, move=move, by=request.membership.user, now=timezone.now()
        )
    except NotFound as missing:
        raise Http404 from missing
    except Refusal as refusal:
        for reason in refusal.reasons:
            refused(request, words.say(reason))
    else:
        done(request, _("The plan is as it was before."))
    return redirect("production:risk")
