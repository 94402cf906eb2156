"""The plan no longer holds: what it becomes once it is planned again, then doing it."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from langkah.apps.production import actions
from langkah.apps.production.floor import job_of
from langkah.apps.production.following import Following, following
from langkah.apps.production.queries import Task, over_unnoted
from langkah.web.production.deeds import looked, tried, undone
from langkah.web.ui.access import MemberRequest, member
from langkah.web.ui.notices import done

TOLD = 5
LISTED = 20


@require_http_methods(["GET", "POST"])
@member("floor")
def follow(request: MemberRequest, order: int | None = None) -> HttpResponse:
    """What planning again what waits or no longer fits would change; then it is written down."""
    if request.method == "POST":
        return tried(request, lambda: _followed(request, order))
    page = looked(lambda: following(request.workshop, order, timezone.now()))
    found = page.found
    return render(
        request,
        "production/follow.html",
        {
            "order": order,
            "found": found,
            "problems": page.problems,
            "waits": found.waits[:TOLD] if found else (),
            "misfits": found.misfits[:TOLD] if found else (),
            "unsaid": len(found.misfits[TOLD:]) if found else 0,
            "home": _home(order),
            "over": _over(request, order, found),
            "moved": found.moved[:LISTED] if found else (),
        },
    )


def _over(request: MemberRequest, order: int | None, found: Following | None) -> list[Task]:
    """What the clock alone takes for done, without what waits."""
    waits = {(one.step.job, one.step.lot, one.step.step) for one in found.waits} if found else set()
    rows = over_unnoted(request.workshop, timezone.now(), order)
    return [one for one in rows if (job_of(None, one.line), one.lot, one.step) not in waits]


def _home(order: int | None) -> str:
    """Where one comes from: the order, or the list of all that are at risk."""
    return reverse("production:order", args=[order]) if order else reverse("production:risk")


def _followed(request: MemberRequest, order: int | None) -> HttpResponse:
    move = actions.follow_plan(
        workshop=request.workshop,
        order=order,
        shown=request.POST.get("shown", ""),
        by=request.membership.user,
        now=timezone.now(),
    )
    undo = reverse("production:undo_follow", args=[move])
    done(request, _("The plan holds again."), undo=undo)
    return redirect(_home(order))


@require_POST
@member("floor")
def undo(request: MemberRequest, move: int) -> HttpResponse:
    """The plan as it was before it followed; what was noted as done stays noted."""
    undone(
        request,
        lambda: actions.undo_follow(
            workshop=request.workshop, move=move, by=request.membership.user, now=timezone.now()
        ),
        _("The plan is as it was before."),
    )
    return redirect("production:risk")
