"""The plan board: people x days, how full the weeks are, and moving a step by hand."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from langkah.apps.production import actions, lotboard, moving, queries
from langkah.apps.production.actuals import done_in
from langkah.apps.production.errors import NotFound
from langkah.apps.production.holding import holding
from langkah.apps.production.moving import Consequences, Spot
from langkah.apps.workshop import words
from langkah.domain.reason import Refusal
from langkah.web.production.board import day_of
from langkah.web.production.deeds import undone
from langkah.web.production.lots import Known, MoveForm, board_rows, day_choices, load_rows
from langkah.web.ui.access import MemberRequest, member
from langkah.web.ui.notices import done, refused

WEEK = 7


@require_GET
@member("see", room="production")
def board(request: MemberRequest) -> HttpResponse:
    """A week from Monday on, and the load of this week and the next.

    Without a week asked for it is the week of the next work: on Saturday evening the coming one.
    """
    now = _clock(request)
    week = request.GET.get("week", "")
    chosen = day_of(week, now.date())
    floor = lotboard.floor_of(request.workshop, min(_monday(chosen), now.date()))
    monday = _monday(chosen if week else lotboard.next_day_of_work(floor, now))
    days = queries.plan_days(request.workshop, monday)
    known = Known(
        now=now,
        late={one.order for one in queries.late_orders(request.workshop, timezone.now())},
        done=done_in(request.workshop, days),
    )
    rows = board_rows(lotboard.lines(floor, days), known)
    home = reverse("production:board")
    return render(
        request,
        "production/plan.html",
        {
            "monday": monday,
            "choices": day_choices(days, now.date()),
            "rows": rows,
            "idle": [row.name for row in rows if row.idle],
            "this_week": f"{home}?week={now.date()}" if monday != _monday(now.date()) else "",
            "loads": load_rows(lotboard.loads(request.workshop, floor, now)),
            "earlier": f"{home}?week={monday - timedelta(days=WEEK)}",
            "later": f"{home}?week={monday + timedelta(days=WEEK)}",
            "may_change": request.membership.can("floor"),
            "may_plan": request.membership.can("floor"),
            "holding": holding(request.workshop, timezone.now()),
        },
    )


@require_http_methods(["GET", "POST"])
@member("floor")
def move(request: MemberRequest, booking: int) -> HttpResponse:
    """Where a step could go, what would happen, and doing it."""
    try:
        spot, plan = moving.spot(request.workshop, booking, timezone.now())
    except NotFound as missing:
        raise Http404 from missing
    asked = request.POST if request.method == "POST" else request.GET
    form = MoveForm(spot, plan, asked if "day" in asked else None)
    found: Consequences | None = None
    problems: list[str] = []
    if form.is_bound and form.is_valid():
        if request.method == "POST":
            return _moved(request, spot, form)
        try:
            found = moving.consequences(plan, spot.row, form.maker(), form.day())
            problems = [words.say(one) for one in found.answer.problems]
        except Refusal as refusal:
            problems = [words.say(one) for one in refusal.reasons]
    part = request.headers.get("HX-Request") == "true"
    return render(
        request,
        "production/consequences.html" if part else "production/move.html",
        {
            "spot": spot,
            "form": form,
            "to": form.cleaned_data if form.is_bound else {},
            "found": found,
            "problems": problems,
        },
    )


def _moved(request: MemberRequest, spot: Spot, form: MoveForm) -> HttpResponse:
    to = actions.Wanted(
        booking=spot.booking,
        maker=form.maker(),
        day=form.day(),
        shown=request.POST.get("shown", ""),
    )
    try:
        moved = actions.move_step(
            workshop=request.workshop, to=to, by=request.membership.user, now=timezone.now()
        )
    except NotFound as missing:
        raise Http404 from missing
    except Refusal as refusal:
        for reason in refusal.reasons:
            refused(request, words.say(reason))
        asked = f"?maker={to.maker}&day={to.day}"
        return redirect(reverse("production:move", args=[spot.booking]) + asked)
    text = _("“%(step)s” of %(lot)s is moved.") % {"step": spot.row.operation, "lot": spot.owed}
    done(request, text, undo=reverse("production:undo_move", args=[moved]))
    return redirect(f"{reverse('production:board')}?week={to.day}")


@require_POST
@member("floor")
def undo_move(request: MemberRequest, move: int) -> HttpResponse:
    """Put everything back where it was before a move."""
    undone(
        request,
        lambda: actions.undo_move(
            workshop=request.workshop, move=move, by=request.membership.user, now=timezone.now()
        ),
        _("The plan is as it was before."),
    )
    return redirect("production:board")


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _clock(request: MemberRequest) -> datetime:
    zone = ZoneInfo(request.workshop.time_zone)
    return timezone.now().astimezone(zone).replace(tzinfo=None)
