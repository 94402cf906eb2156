"""The material of an order comes late, or is here: what that does to every order first."""

from __future__ import annotations

from datetime import date

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from langkah.apps.production import actions
from langkah.apps.production.actions.materials import Before, order_of, with_arrived, with_late
from langkah.apps.production.actions.rest import RestAnswer
from langkah.apps.production.errors import NotFound
from langkah.apps.sales.queries import OrderView
from langkah.apps.sales.queries import order as sales_order
from langkah.apps.workshop import words
from langkah.web.production.changes import DAY, PlanDay, advice, changed_orders
from langkah.web.production.deeds import Weighed, looked, seen, tried, undone, weighed
from langkah.web.production.way_back import before, way_back
from langkah.web.ui.access import MemberRequest, member
from langkah.web.ui.notices import done


class LateForm(forms.Form):
    """Of which line, until when, and why."""

    def __init__(self, order: OrderView, asked: object) -> None:
        super().__init__(asked)  # type: ignore[arg-type]
        lines = [(str(one.id), f"{one.title} ({one.pairs})") for one in order.lines]
        self.fields = {
            "line": forms.ChoiceField(
                label=_("Material of"), required=False, choices=[("", _("The whole order")), *lines]
            ),
            "arrives": PlanDay(label=_("It comes on"), widget=forms.DateInput(attrs=DAY)),
            "reason": forms.CharField(
                label=_("Which material, and why"), max_length=80, required=False
            ),
        }
        if len(lines) < 2:  # noqa: PLR2004 - one line needs no choice
            del self.fields["line"]

    def late(self, order: int) -> actions.Late:
        """What was typed."""
        typed = self.cleaned_data
        return actions.Late(
            order=order,
            arrives=typed["arrives"],
            line=int(typed["line"]) if typed.get("line") else None,
            reason=typed["reason"].strip(),
        )


@require_http_methods(["GET", "POST"])
@member("floor")
def late(request: MemberRequest, order: int) -> HttpResponse:
    """On which day the material comes, what that does, and then it is written down."""
    view, now = sales_order(request.workshop, order), seen(request)
    asked = request.POST if request.method == "POST" else request.GET
    form = LateForm(view, asked if "arrives" in asked else None)
    page: Weighed[RestAnswer] = Weighed()
    if form.is_bound and form.is_valid():
        wanted = form.late(order)
        page = weighed(
            request,
            lambda: _noted(request, wanted),
            lambda: with_late(request.workshop, wanted, now),
        )
    return page.done or render(
        request,
        "production/material.html",
        {
            "order": view,
            "form": form,
            "found": page.found,
            "rows": changed_orders(page.found),
            "problems": page.problems,
            "told": _("Nothing of it begins before %(day)s. A step that is under way is ended.")
            % {"day": words.day(form.cleaned_data["arrives"])}
            if page.found
            else "",
            "advice": advice(),
        },
    )


def _noted(request: MemberRequest, wanted: actions.Late) -> HttpResponse:
    move, kept = actions.note_late(
        workshop=request.workshop,
        asked=wanted,
        shown=request.POST.get("shown", ""),
        by=request.membership.user,
        now=seen(request),
    )
    was = [(one.line, one.arrives and one.arrives.isoformat(), one.reason) for one in kept]
    done(
        request,
        _("The late material is written down, and the plan goes around it."),
        undo=way_back(request, "undo_late", was, order=wanted.order, move=move),
    )
    return redirect("production:order", order=wanted.order)


@require_POST
@member("floor")
def undo_late(request: MemberRequest, order: int, move: int) -> HttpResponse:
    """It is not late after all."""
    sales_order(request.workshop, order)
    undone(
        request,
        lambda: actions.undo_late(
            workshop=request.workshop,
            move=move,
            before=tuple(_kept(*one) for one in before(request)),
            by=request.membership.user,
            now=timezone.now(),
        ),
        _("The material comes as it was to come, and the plan is as it was before."),
    )
    return redirect("production:order", order=order)


def _kept(line: int, arrives: str | None, reason: str) -> Before:
    return Before(
        line=line, arrives=date.fromisoformat(arrives) if arrives else None, reason=reason
    )


@require_http_methods(["GET", "POST"])
@member("floor")
def here(request: MemberRequest, late: int) -> HttpResponse:
    """The material is here: who comes forward by that, and then it is written down."""
    now = seen(request)
    try:
        order = order_of(request.workshop, late)
    except NotFound as missing:
        raise Http404 from missing
    if request.method == "POST":
        return tried(request, lambda: _here(request, late, order))
    page = looked(lambda: with_arrived(request.workshop, late, now))
    return render(
        request,
        "production/material_here.html",
        {
            "order": order,
            "found": page.found,
            "rows": changed_orders(page.found),
            "problems": page.problems,
            "deed": _("The material is here"),
        },
    )


def _here(request: MemberRequest, late: int, order: int) -> HttpResponse:
    move, was = actions.arrived(
        workshop=request.workshop,
        row=late,
        shown=request.POST.get("shown", ""),
        by=request.membership.user,
        now=seen(request),
    )
    undo = way_back(request, "undo_here", was.isoformat(), late=late, move=move)
    done(request, _("The material is here, and the plan uses it."), undo=undo)
    return redirect("production:order", order=order)


@require_POST
@member("floor")
def undo_here(request: MemberRequest, late: int, move: int) -> HttpResponse:
    """It is not here yet."""
    order = undone(
        request,
        lambda: actions.undo_arrived(
            workshop=request.workshop,
            move=move,
            row=late,
            arrives=date.fromisoformat(before(request)),
            by=request.membership.user,
            now=timezone.now(),
        ),
        _("The material is still to come, and the plan is as it was before."),
    )
    if order is None:
        return redirect("production:home")
    return redirect("production:order", order=order)
