"""Pairs fail their check and are made again: what that does to every order is shown first."""

from __future__ import annotations

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from langkah.apps.production import actions
from langkah.apps.production.actions.failing import (
    again_row,
    steps_again,
    with_again,
    without_again,
)
from langkah.apps.production.actions.rest import RestAnswer
from langkah.apps.production.errors import NotFound
from langkah.apps.sales.queries import OrderView
from langkah.apps.sales.queries import order as sales_order
from langkah.web.production.changes import advice, changed_orders
from langkah.web.production.deeds import Weighed, looked, seen, tried, undone, weighed
from langkah.web.ui.access import MemberRequest, member
from langkah.web.ui.notices import done


class FailedForm(forms.Form):
    """How many pairs, from which step on, and why."""

    def __init__(self, request: MemberRequest, order: OrderView, asked: object) -> None:
        super().__init__(asked)  # type: ignore[arg-type]
        many = len(order.lines) > 1
        steps = [
            (f"{line.id}-{step}", f"{line.title}: {name}" if many else name)
            for line, step, name in steps_again(request.workshop, order.id)
        ]
        self.fields = {
            "pairs": forms.IntegerField(
                label=_("How many pairs failed"), min_value=1, max_value=order.pairs
            ),
            "start": forms.ChoiceField(
                label=_("Made again from this step on"),
                choices=steps,
                help_text=_("Everything after it is done again, too."),
            ),
            "reason": forms.CharField(label=_("What is wrong"), max_length=80, required=False),
        }

    def again(self, order: int) -> actions.Again:
        """What was typed."""
        line, _dash, step = self.cleaned_data["start"].partition("-")
        return actions.Again(
            order=order,
            line=int(line),
            pairs=self.cleaned_data["pairs"],
            step=int(step),
            reason=self.cleaned_data["reason"].strip(),
        )


@require_http_methods(["GET", "POST"])
@member("floor")
def failed(request: MemberRequest, order: int) -> HttpResponse:
    """How many failed, what making them again does, and then it is written down."""
    view, now = sales_order(request.workshop, order), seen(request)
    if view.cancelled:
        return redirect("production:order", order=order)
    asked = request.POST if request.method == "POST" else request.GET
    form = FailedForm(request, view, asked if "pairs" in asked else None)
    page: Weighed[RestAnswer] = Weighed()
    if form.is_bound and form.is_valid():
        wanted = form.again(order)
        page = weighed(
            request,
            lambda: _noted(request, wanted),
            lambda: with_again(request.workshop, wanted, now),
        )
    return page.done or render(
        request,
        "production/failed.html",
        {
            "order": view,
            "form": form,
            "found": page.found,
            "rows": changed_orders(page.found),
            "problems": page.problems,
            "advice": advice(),
        },
    )


def _noted(request: MemberRequest, wanted: actions.Again) -> HttpResponse:
    move, again = actions.make_again(
        workshop=request.workshop,
        asked=wanted,
        shown=request.POST.get("shown", ""),
        by=request.membership.user,
        now=seen(request),
    )
    undo = reverse("production:undo_again", kwargs={"again": again, "move": move})
    said = _("The pairs have their place on the plan, to be made again.")
    done(request, said, undo=undo)
    return redirect("production:order", order=wanted.order)


@require_POST
@member("floor")
def undo(request: MemberRequest, again: int, move: int) -> HttpResponse:
    """They passed after all."""
    try:
        order = again_row(request.workshop, again).order_line.order_id
    except NotFound as missing:
        raise Http404 from missing
    undone(
        request,
        lambda: actions.undo_again(
            workshop=request.workshop,
            move=move,
            again=again,
            by=request.membership.user,
            now=timezone.now(),
        ),
        _("The pairs are not made again, and the plan is as it was before."),
    )
    return redirect("production:order", order=order)


@require_http_methods(["GET", "POST"])
@member("floor")
def not_again(request: MemberRequest, again: int) -> HttpResponse:
    """They need not be made again: who comes forward by that, and then they are not."""
    try:
        row = again_row(request.workshop, again)
    except NotFound as missing:
        raise Http404 from missing
    if request.method == "POST":
        return tried(request, lambda: _ended(request, again))
    page = looked(lambda: without_again(request.workshop, again, seen(request)))
    return render(
        request,
        "production/not_again.html",
        {
            "order": row.order_line.order_id,
            "found": page.found,
            "rows": changed_orders(page.found),
            "problems": page.problems,
            "deed": _("Not made again"),
        },
    )


def _ended(request: MemberRequest, again: int) -> HttpResponse:
    order = actions.not_again(
        workshop=request.workshop,
        again=again,
        shown=request.POST.get("shown", ""),
        by=request.membership.user,
        now=seen(request),
    )
    done(request, _("The pairs are not made again; their place on the plan is free."))
    return redirect("production:order", order=order)
