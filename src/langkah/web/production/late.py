"""A late order: what the plan says now, the word to its buyer, and what she answered."""

from __future__ import annotations

from datetime import date

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from langkah.apps.production import actions
from langkah.apps.production.errors import NotFound
from langkah.apps.production.lateness import Lateness, lateness
from langkah.apps.sales import actions as sales
from langkah.apps.sales import queries
from langkah.apps.workshop import words
from langkah.domain.reason import Refusal
from langkah.web.production.deeds import tried, undone
from langkah.web.production.late_word import REASONS, WordForm
from langkah.web.ui.access import MemberRequest, member
from langkah.web.ui.asked import day as asked_day
from langkah.web.ui.notices import done
from langkah.web.ui.once import sent_once

HELPS = 3


@require_GET
@member("see", room="production")
def late(request: MemberRequest, order: int) -> HttpResponse:
    """How late an order is, how surely it is ready when, and the word to its buyer."""
    return _page(request, order)


def _page(
    request: MemberRequest, order: int, text: str = "", problems: tuple[str, ...] = ()
) -> HttpResponse:
    asked = request.POST if request.method == "POST" else request.GET
    view = queries.order(request.workshop, order)
    found, unread = _found(request, order, asked_day(asked, "ready"))
    form = WordForm(found, asked if "day" in asked else None) if found and found.late else None
    told = queries.new_days(request.workshop, order)
    return render(
        request,
        "production/late.html",
        {
            "order": view,
            "found": found,
            "unread": unread,
            "problems": problems,
            "helps": found.helps[:HELPS] if found else (),
            "arrives": found.arrives(found.sure) if found else None,
            "told": told[0] if told else None,
            "before": told[1:],
            "knows": bool(found and told and told[0].day >= found.planned),
            "left": queries.departure(request.workshop, order),
            "form": form,
            "said": form.said() if form else {},
            "text": text or (form.draft() if form else ""),
            "reasons": REASONS,
            "today": timezone.localdate(),
            "can_quote": request.membership.can("quote"),
            "may_plan": request.membership.can("floor"),
        },
    )


def _found(
    request: MemberRequest, order: int, looked_at: date | None
) -> tuple[Lateness | None, list[str]]:
    try:
        return lateness(request.workshop, order, timezone.now(), looked_at=looked_at), []
    except NotFound:
        return None, []
    except Refusal as refusal:
        return None, [words.say(one) for one in refusal.reasons]


@require_POST
@member("quote")
@sent_once
def told(request: MemberRequest, order: int) -> HttpResponse:
    """The buyer knows the new day."""
    queries.order(request.workshop, order)
    text = request.POST.get("text", "")
    try:
        word = actions.tell_later(
            workshop=request.workshop,
            order=order,
            telling=actions.Telling(
                day=asked_day(request.POST, "day"),
                reason=request.POST.get("reason", ""),
                language=request.POST.get("language", ""),
                text=text,
                looked_at=asked_day(request.POST, "ready"),
            ),
            by=request.membership.user,
            now=timezone.now(),
        )
    except NotFound:
        return _page(request, order)
    except Refusal as refusal:
        return _page(request, order, text, tuple(words.say(one) for one in refusal.reasons))
    undo = reverse("production:not_told_late", args=[order, word])
    done(request, _("Noted: the buyer knows the new day."), undo=undo)
    return redirect("production:late", order=order)


@require_POST
@member("quote")
def not_told(request: MemberRequest, order: int, told: int) -> HttpResponse:
    """It was noted by mistake: the buyer does not know the new day."""
    undone(
        request,
        lambda: sales.take_back_new_day(
            workshop=request.workshop,
            order=order,
            told=told,
            by=request.membership.user,
            now=timezone.now(),
        ),
        _("Taken back. The buyer does not know the new day yet."),
    )
    return redirect("production:late", order=order)


class AgreedForm(forms.Form):
    """To which day the buyer agreed, and when."""

    told = forms.IntegerField(max_value=1 << 62)
    on = forms.DateField(required=False)


@require_POST
@member("quote")
@sent_once
def agreed(request: MemberRequest, order: int) -> HttpResponse:
    """The buyer agreed: the order is held to the new day."""
    form = AgreedForm(request.POST)
    form.is_valid()
    page = reverse("production:late", args=[order])
    told = form.cleaned_data.get("told") or 0
    return tried(request, lambda: _agreed(request, order, told, form), back=page)


def _agreed(request: MemberRequest, order: int, told: int, form: AgreedForm) -> HttpResponse:
    sales.agree_to_new_day(
        workshop=request.workshop,
        order=order,
        told=told,
        on=form.cleaned_data.get("on"),
        by=request.membership.user,
        now=timezone.now(),
    )
    undo = reverse("production:not_agreed_late", args=[order, told])
    done(request, _("Noted: the buyer agreed. The order is held to the new day."), undo=undo)
    return redirect("production:late", order=order)


@require_POST
@member("quote")
def not_agreed(request: MemberRequest, order: int, told: int) -> HttpResponse:
    """She did not agree after all."""
    undone(
        request,
        lambda: sales.take_back_agreement(
            workshop=request.workshop, order=order, told=told, by=request.membership.user
        ),
        _("Taken back. The order is held to its day before."),
    )
    return redirect("production:late", order=order)
