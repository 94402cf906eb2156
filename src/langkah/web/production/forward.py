"""What could be ready earlier on the floor as it is, order by order; then it is planned so."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from langkah.apps.production import actions
from langkah.apps.production.actions.forward import forward as could_come
from langkah.web.production.changes import changed_orders
from langkah.web.production.deeds import looked, tried
from langkah.web.ui.access import MemberRequest, member
from langkah.web.ui.notices import done


@require_http_methods(["GET", "POST"])
@member("floor")
def forward(request: MemberRequest) -> HttpResponse:
    """Whoever can comes forward; nobody becomes later."""
    if request.method == "POST":
        return tried(request, lambda: _come(request))
    page = looked(lambda: could_come(request.workshop, timezone.now()))
    found, rows = page.found, changed_orders(page.found)
    gained = sum(one.sooner for one in found.answer.days) if found else 0
    return render(
        request,
        "production/forward.html",
        {"found": found, "rows": rows, "gained": gained, "problems": page.problems},
    )


def _come(request: MemberRequest) -> HttpResponse:
    move = actions.come_forward(
        workshop=request.workshop,
        shown=request.POST.get("shown", ""),
        by=request.membership.user,
        now=timezone.now(),
    )
    undo = reverse("production:undo_follow", args=[move])
    done(request, _("The plan came forward, as it was shown."), undo=undo)
    return redirect("production:home")
