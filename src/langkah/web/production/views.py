"""The plan as people read it: which day, who, what; which order is ready when."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from langkah.apps.production import actions, queries
from langkah.apps.production.actuals import done_of_order
from langkah.apps.production.errors import NotFound
from langkah.apps.production.events import late_materials, made_again
from langkah.apps.production.following import Stuck, stuck_of
from langkah.apps.production.holding import holding
from langkah.apps.production.room import given_by
from langkah.apps.production.week import week
from langkah.apps.sales.queries import order as sales_order
from langkah.apps.workshop import words
from langkah.apps.workshop.queries.floor import holidays_end
from langkah.domain.reason import Refusal
from langkah.web.production.board import by_maker, day_of, day_tabs, drawn, pages, steps_drawn
from langkah.web.production.weekboard import board
from langkah.web.ui.access import MemberRequest, member
from langkah.web.ui.notices import refused

WEEK = 7
LISTED = 50


@require_GET
@member("see", room="production")
def home(request: MemberRequest) -> HttpResponse:
    """The orders ahead, one day of the plan, and what open quotes hold."""
    now = timezone.now()
    today = now.astimezone(ZoneInfo(request.workshop.time_zone)).date()
    chosen = day_of(request.GET.get("day", ""), today)
    first = chosen if not 0 <= (chosen - today).days < WEEK else today
    days = queries.plan_days(request.workshop, first)
    orders = queries.planned_orders(request.workshop, now)
    shown = next((one for one in days if one.day == chosen), days[0])
    late = [one for one in orders if one.late_days]
    people = week(request.workshop, days)
    return render(
        request,
        "production/home.html",
        {
            "pages": pages(),
            "orders": orders[:LISTED],
            "more": len(orders[LISTED:]),
            "late": late,
            "board": board(people, frozenset(one.order for one in late)) if people else None,
            "chart": drawn(orders, today) if orders else None,
            "tabs": day_tabs(days, shown.day, today, reverse("production:home")),
            "shown": shown,
            "makers": by_maker(shown.tasks, shown.day),
            "later": reverse("production:home") + f"?day={first + timedelta(days=WEEK)}",
            "holds": queries.standing_holds(request.workshop),
            "holding": holding(request.workshop, now),
            "may_plan": request.membership.can("floor"),
        },
    )


@require_GET
@member("see", room="production")
def order(request: MemberRequest, order: int) -> HttpResponse:
    """Every step of one order, with the day it is ready and the day it was promised for."""
    found = sales_order(request.workshop, order)
    tasks = queries.order_plan(request.workshop, order)
    noted = done_of_order(request.workshop, order) if tasks else {}
    clock = timezone.now().astimezone(ZoneInfo(request.workshop.time_zone)).replace(tzinfo=None)
    ready = max(task.ready for task in tasks) if tasks else None
    return render(
        request,
        "production/order.html",
        {
            "order": found,
            "tasks": [(one, noted.get((one.line, one.lot, one.step))) for one in tasks],
            "ready": ready.date() if ready else None,
            "unknown_after": ready and holidays_end(request.workshop, ready.date()),
            "over": {one.booking for one in tasks if one.end <= clock},
            "stuck": _stuck(request, order) if tasks else None,
            "late": bool(ready and found.promise_day and ready.date() > found.promise_day),
            "chart": steps_drawn(
                tasks,
                _("Order %(number)s on the plan") % {"number": found.number},
                found.promise_day,
            )
            if tasks
            else None,
            "promised": words.day(found.promise_day) if found.promise_day else "",
            "may_plan": request.membership.can("floor"),
            "gave": given_by(request.workshop, order) if tasks else (),
            "ahead": bool(ready and ready > _clock(request)),
            "again": made_again(request.workshop, order, timezone.now()),
            "late_materials": late_materials(request.workshop, order),
            "may_cancel": request.membership.can("quote") and not found.cancelled,
            "may_bring_back": request.membership.can("quote"),
        },
    )


def _stuck(request: MemberRequest, order: int) -> Stuck | None:
    """What of an order cannot be done as it is planned, if anything."""
    now = timezone.now()
    if order not in holding(request.workshop, now).orders:
        return None
    return stuck_of(request.workshop, order, now)


def _clock(request: MemberRequest) -> datetime:
    zone = ZoneInfo(request.workshop.time_zone)
    return timezone.now().astimezone(zone).replace(tzinfo=None)


@require_POST
@member("floor")
def plan(request: MemberRequest, order: int) -> HttpResponse:
    """Give an order that has no place in the plan the first one that is free."""
    try:
        actions.book_order(
            workshop=request.workshop,
            order=order,
            now=timezone.now(),
            by=request.membership.user,
        )
    except NotFound as missing:
        raise Http404 from missing
    except Refusal as refusal:
        for reason in refusal.reasons:
            refused(request, words.say(reason))
    return redirect("production:order", order=order)
