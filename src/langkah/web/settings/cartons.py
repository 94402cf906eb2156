"""The workshop's own cartons: what lies in stock, and whether anything else is used."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from langkah.apps.workshop.actions import cartons as actions
from langkah.apps.workshop.errors import NotSaved
from langkah.apps.workshop.queries import cartons as queries
from langkah.domain.product import plain
from langkah.web.settings.carton_forms import CartonForm
from langkah.web.settings.editing import Page, edit, posted
from langkah.web.ui import notices
from langkah.web.ui.access import MemberRequest, member


@require_GET
@member("floor")
def cartons(request: MemberRequest) -> HttpResponse:
    """Every carton that is kept."""
    rows = queries.own_cartons(request.workshop)
    context = {
        "rows": rows,
        "stocked": any(row.stocked for row in rows),
        "only_own": queries.only_own(request.workshop),
        "costs": request.membership.can("costs"),
    }
    return render(request, "settings/cartons.html", context)


@require_http_methods(["GET", "POST"])
@member("floor")
def carton(request: MemberRequest, own_carton: int | None = None) -> HttpResponse:
    """A new carton, or other values of one; quotes under way keep the old ones."""
    initial: dict[str, object] = {"stocked": True}
    page, price = _page(_("New carton")), None
    if own_carton is not None:
        row = queries.own_carton(request.workshop, own_carton)
        names = ("name", "length_mm", "width_mm", "height_mm", "empty_g", "stocked")
        price = row.price.amount if row.price else None
        initial = {
            **{name: getattr(row, name) for name in names},
            "max_kg": None if row.max_kg is None else plain(row.max_kg),
            "price": None if price is None else plain(price),
        }
        page = _page(row.name, reverse("settings:remove_carton", args=[own_carton]))
    form = CartonForm(posted(request), initial=initial, costs=request.membership.can("costs"))
    return edit(
        request,
        page,
        form,
        lambda _values: actions.save_carton(
            workshop=request.workshop,
            values=form.values(price),
            carton=own_carton,
            by=request.membership.user,
            now=timezone.now(),
        ),
    )


def _page(title: str, remove: str = "") -> Page:
    return Page(
        title=title,
        back=reverse("settings:cartons"),
        back_text=_("Own cartons"),
        lead=_("Measure inside, in millimetres, with the flaps closed."),
        done=_("Saved. It counts for new quotes; those under way keep what they were priced with."),
        remove=remove,
        remove_text=_("Quotes that were priced with it keep their plan."),
    )


@require_POST
@member("floor")
def remove_carton(request: MemberRequest, own_carton: int) -> HttpResponse:
    """It is no longer kept."""
    actions.remove_carton(
        workshop=request.workshop,
        carton=own_carton,
        by=request.membership.user,
        now=timezone.now(),
    )
    undo = reverse("settings:restore_carton", args=[own_carton])
    notices.done(request, _("Removed."), undo)
    return redirect("settings:cartons")


@require_POST
@member("floor")
def restore_carton(request: MemberRequest, own_carton: int) -> HttpResponse:
    """It is kept again."""
    try:
        actions.restore_carton(
            workshop=request.workshop,
            carton=own_carton,
            by=request.membership.user,
            now=timezone.now(),
        )
    except NotSaved as error:
        notices.refused(request, str(error))
    else:
        notices.done(request, _("It is kept again."))
    return redirect("settings:cartons")


@require_POST
@member("floor")
def choose_packing(request: MemberRequest) -> HttpResponse:
    """Whether new quotes count with own cartons alone."""
    only = request.POST.get("only_own") == "yes"
    try:
        actions.choose_packing(
            workshop=request.workshop,
            only_own=only,
            by=request.membership.user,
            now=timezone.now(),
        )
    except NotSaved as error:
        notices.refused(request, str(error))
    else:
        notices.done(request, _("Saved. It counts for new quotes."))
    return redirect("settings:cartons")
