"""An order is cancelled, or brought back: what that does to the others is shown first."""

from __future__ import annotations

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from langkah.apps.production import actions
from langkah.apps.production.actions.bringing_back import with_order
from langkah.apps.production.actions.cancelling import without_order
from langkah.apps.production.actions.rest import RestAnswer
from langkah.apps.sales.queries import order as sales_order
from langkah.web.production.changes import changed_orders
from langkah.web.production.deeds import Weighed, looked, seen, tried, undone, weighed
from langkah.web.ui.access import MemberRequest, member
from langkah.web.ui.notices import done


class CancelForm(forms.Form):
    """Why it is cancelled."""

    def __init__(self, asked: object) -> None:
        super().__init__(asked)  # type: ignore[arg-type]
        self.fields = {
            "reason": forms.CharField(
                label=_("Why is it cancelled?"),
                max_length=200,
                error_messages={"required": _("Write why the order is cancelled.")},
            )
        }


@require_http_methods(["GET", "POST"])
@member("quote")
def cancel(request: MemberRequest, order: int) -> HttpResponse:
    """Why, what it does to the others, and then it is cancelled."""
    view = sales_order(request.workshop, order)
    if view.cancelled:
        return redirect("production:order", order=order)
    asked = request.POST if request.method == "POST" else request.GET
    form = CancelForm(asked if "reason" in asked else None)
    page: Weighed[RestAnswer] = Weighed()
    if form.is_bound and form.is_valid():
        wanted = actions.Cancel(order=order, reason=form.cleaned_data["reason"])
        page = weighed(
            request,
            lambda: _cancelled(request, wanted),
            lambda: without_order(request.workshop, wanted, seen(request)),
        )
    return page.done or render(
        request,
        "production/cancel.html",
        {
            "order": view,
            "form": form,
            "found": page.found,
            "rows": changed_orders(page.found),
            "problems": page.problems,
            "deed": _("Cancel the order"),
        },
    )


def _cancelled(request: MemberRequest, wanted: actions.Cancel) -> HttpResponse:
    actions.cancel(
        workshop=request.workshop,
        asked=wanted,
        shown=request.POST.get("shown", ""),
        by=request.membership.user,
        now=seen(request),
    )
    undo = reverse("production:undo_cancel", args=[wanted.order])
    done(request, _("The order is cancelled, and its place on the plan is free."), undo=undo)
    return redirect("production:order", order=wanted.order)


@require_http_methods(["GET", "POST"])
@member("quote")
def bring_back(request: MemberRequest, order: int) -> HttpResponse:
    """When a cancelled order would be ready now, and then it stands again."""
    view = sales_order(request.workshop, order)
    if not view.cancelled:
        return redirect("production:order", order=order)
    if request.method == "POST":
        return tried(request, lambda: _back(request, order, request.POST.get("shown", "")))
    page = looked(lambda: with_order(request.workshop, order, seen(request)))
    return render(
        request,
        "production/bring_back.html",
        {
            "order": view,
            "found": page.found,
            "rows": changed_orders(page.found),
            "problems": page.problems,
            "deed": _("Bring the order back"),
        },
    )


@require_POST
@member("quote")
def undo(request: MemberRequest, order: int) -> HttpResponse:
    """It was cancelled by mistake: everything goes back, or the order takes the first gaps."""
    undone(
        request,
        lambda: actions.bring_back(
            workshop=request.workshop,
            order=order,
            by=request.membership.user,
            now=seen(request),
        ),
        _("The order stands again, with its place on the plan."),
    )
    return redirect("production:order", order=order)


def _back(request: MemberRequest, order: int, shown: str) -> HttpResponse:
    actions.bring_back(
        workshop=request.workshop,
        order=order,
        by=request.membership.user,
        now=seen(request),
        shown=shown,
    )
    done(request, _("The order stands again, with its place on the plan."))
    return redirect("production:order", order=order)
