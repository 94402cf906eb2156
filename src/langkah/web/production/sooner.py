"""Can it be earlier? Asked for a draft and for an order; who gives days is shown first."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from langkah.apps.production import actions, room
from langkah.apps.sales.queries import VersionView, version_place
from langkah.apps.sales.queries import order as sales_order
from langkah.apps.sales.queries import quote as sales_quote
from langkah.web.production.deeds import looked, tried, undone
from langkah.web.ui.access import MemberRequest, member
from langkah.web.ui.notices import done


@require_http_methods(["GET", "POST"])
@member("quote")
def for_quote(request: MemberRequest, version: int) -> HttpResponse:
    """The day a draft could have if others gave days they can spare; then it stands on that."""
    quote, number = version_place(request.workshop, version)
    page = f"{reverse('sales:quote', args=[quote])}?version={number}"
    now = timezone.now()
    if request.method == "POST":
        return tried(request, lambda: _taken(request, version, page))
    view = sales_quote(request.workshop, quote, now, number)
    if view.version.standing.state != "draft":
        return redirect(page)
    asked = looked(lambda: room.for_quote(request.workshop, version, now))
    return render(
        request,
        "production/sooner_quote.html",
        {
            "quote": view,
            "version": view.version,
            "page": page,
            "found": asked.found,
            "problems": asked.problems,
        }
        | _arrival(asked.found, view.version),
    )


def _arrival(found: room.ForQuote | None, version: VersionView) -> dict[str, object]:
    """When it would be at the buyer's door, where the way is known."""
    first, last = version.arrival_from, version.arrival_until
    if found is None or version.promise_day is None or first is None or last is None:
        return {}
    sooner = version.promise_day - found.offered
    return {"arrives": (first - sooner, last - sooner)}


def _taken(request: MemberRequest, version: int, page: str) -> HttpResponse:
    actions.take_room(
        workshop=request.workshop,
        version=version,
        shown=request.POST.get("shown", ""),
        by=request.membership.user,
        now=timezone.now(),
    )
    undo = reverse("production:drop_room", args=[version])
    done(request, _("The quote has the earlier day. Others make room when it is sent."), undo=undo)
    return redirect(page)


@require_POST
@member("quote")
def drop(request: MemberRequest, version: int) -> HttpResponse:
    """The draft goes back to the day with nobody moved."""
    quote, number = version_place(request.workshop, version)
    undone(
        request,
        lambda: actions.drop_room(
            workshop=request.workshop,
            version=version,
            by=request.membership.user,
            now=timezone.now(),
        ),
        _("The quote has its own day again. Nobody gives days for it."),
    )
    return redirect(f"{reverse('sales:quote', args=[quote])}?version={number}")


@require_http_methods(["GET", "POST"])
@member("floor")
def for_order(request: MemberRequest, order: int) -> HttpResponse:
    """How an order could be ready earlier: who gives days, or whose promise would break."""
    if request.method == "POST":
        return tried(request, lambda: _brought(request, order))
    row = sales_order(request.workshop, order)
    page = looked(lambda: room.for_order(request.workshop, order, timezone.now()))
    return render(
        request,
        "production/sooner_order.html",
        {"order": row, "found": page.found, "problems": page.problems},
    )


def _brought(request: MemberRequest, order: int) -> HttpResponse:
    move = actions.bring_forward(
        workshop=request.workshop,
        order=order,
        shown=request.POST.get("shown", ""),
        by=request.membership.user,
        now=timezone.now(),
        front=request.POST.get("way") == "front",
    )
    undo = reverse("production:undo_forward", args=[move])
    done(request, _("The order is planned earlier, and the plan is as it was shown."), undo=undo)
    return redirect("production:order", order=order)


@require_POST
@member("floor")
def undo(request: MemberRequest, move: int) -> HttpResponse:
    """Everybody goes back to where they were before an order came forward."""
    order = undone(
        request,
        lambda: actions.undo_forward(
            workshop=request.workshop, move=move, by=request.membership.user, now=timezone.now()
        ),
        _("The plan is as it was before."),
    )
    if order is None:
        return redirect("production:home")
    return redirect("production:order", order=order)
