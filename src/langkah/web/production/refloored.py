"""Another floor: what a change from the settings does to every order, then it is written down."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from langkah.apps.production import actions
from langkah.apps.production.errors import NotFound
from langkah.apps.production.following import Following
from langkah.apps.production.otherpartner import OtherPartner
from langkah.apps.production.recent import keep_way_back
from langkah.apps.production.refloored import (
    FloorChange,
    OtherCount,
    OtherMaker,
    OtherSizes,
    opened,
    refloored,
    sealed,
)
from langkah.apps.workshop import words
from langkah.apps.workshop.errors import NotFound as Gone
from langkah.apps.workshop.errors import NotSaved
from langkah.apps.workshop.queries import floor as rows
from langkah.domain.reason import Refusal
from langkah.web.production.following import LISTED
from langkah.web.production.way_back import before as signed
from langkah.web.production.way_back import way_back
from langkah.web.ui.access import MemberRequest, member
from langkah.web.ui.notices import done, refused


@require_http_methods(["GET", "POST"])
@member("floor")
def floor(request: MemberRequest) -> HttpResponse:
    """What another floor does to the plan, by name; then both are written down."""
    asked = request.POST if request.method == "POST" else request.GET
    if not asked.get("change"):
        return redirect("settings:floor")
    try:
        change = opened(request.workshop, asked.get("change", ""))
        told = _told(request, change)
    except (NotFound, Gone) as missing:
        raise Http404 from missing
    if request.method == "POST":
        return _changed(request, change)
    found: Following | None = None
    problems: list[str] = []
    try:
        found = refloored(request.workshop, change, timezone.now())
    except Refusal as refusal:
        problems = [words.say(one) for one in refusal.reasons]
    return render(
        request,
        "production/floor.html",
        {
            "change": asked["change"],
            "told": told,
            "order": None,
            "found": found,
            "problems": problems,
            "misfits": found.misfits if found else (),
            "moved": found.moved[:LISTED] if found else (),
            "home": reverse("settings:floor"),
        },
    )


def _told(request: MemberRequest, change: FloorChange) -> list[str]:
    """What is different then, in sentences."""
    if isinstance(change, OtherMaker):
        return _of_maker(request, change)
    if isinstance(change, OtherPartner):
        return _of_partner(change.before(request.workshop), change)
    if isinstance(change, OtherCount):
        named = {"name": change.name, "count": change.count}
        before = change.before(request.workshop).count
        return [_("%(name)s: %(count)s instead of %(before)s.") % {**named, "before": before}]
    if isinstance(change, OtherSizes):
        return [_of_sizes(change)]
    return [_("The working hours change.")]


def _of_sizes(change: OtherSizes) -> str:
    if not change.pairs:
        return _("%(name)s: the lasts are not counted by size any more.") % {"name": change.name}
    counted = ", ".join(f"{size}: {pairs}" for size, pairs in change.pairs)
    told = _("%(name)s, pairs of lasts of each size: %(pairs)s.")
    return told % {"name": change.name, "pairs": counted}


def _of_maker(request: MemberRequest, change: OtherMaker) -> list[str]:
    before = change.before(request.workshop)
    if before.active and not change.active:
        return [_("%(name)s does not work here any more.") % {"name": change.name}]
    said = []
    lost = set(before.skills) - set(change.skills)
    if lost:
        names = [one.name for one in rows.skills(request.workshop) if one.id in lost]
        named = {"name": change.name, "skills": ", ".join(names)}
        said.append(_("%(name)s no longer does: %(skills)s.") % named)
    if before.speed != change.speed:
        named = {"name": change.name, "speed": words.number(change.speed.normalize() + 0)}
        said.append(_("%(name)s takes %(speed)s times the usual time.") % named)
    return said


def _of_partner(before: OtherPartner, change: OtherPartner) -> list[str]:
    """How far they are and what they take then."""
    if before.active and not change.active:
        return [_("%(name)s does not work for you any more.") % {"name": change.name}]
    named = {
        "name": change.name,
        "there": words.number(change.there_hours.normalize() + 0),
        "back": words.number(change.back_hours.normalize() + 0),
        "pairs": change.least_pairs,
    }
    told = _("%(name)s: %(there)s hours there, %(back)s hours back, from %(pairs)s pairs.")
    return [told % named]


def _changed(request: MemberRequest, change: FloorChange) -> HttpResponse:
    alone = "alone" in request.POST
    try:
        kept = actions.change_floor(
            workshop=request.workshop,
            change=change,
            shown="" if alone else request.POST.get("shown", "-"),
            by=request.membership.user,
            now=timezone.now(),
        )
    except (NotFound, Gone) as missing:
        raise Http404 from missing
    except NotSaved as error:
        refused(request, str(error))
        return redirect("settings:floor")
    except Refusal as refusal:
        for reason in refusal.reasons:
            refused(request, words.say(reason))
        again = urlencode({"change": sealed(request.workshop, change)})
        return redirect(f"{reverse('production:floor')}?{again}")
    was = sealed(request.workshop, kept.before)
    undo = way_back(request, "undo_floor", was, move=kept.move)
    keep_way_back(workshop=request.workshop, move=kept.move, back=undo)
    if alone:
        done(request, _("The floor is changed. The plan stays; it says what no longer fits."), undo)
    else:
        done(request, _("The floor and the plan are changed."), undo)
    return redirect("settings:floor")


@require_POST
@member("floor")
def undo_floor(request: MemberRequest, move: int) -> HttpResponse:
    """The floor as it was, and the plan put back."""
    try:
        actions.undo_floor(
            workshop=request.workshop,
            move=move,
            before=opened(request.workshop, signed(request)),
            by=request.membership.user,
            now=timezone.now(),
        )
    except (NotFound, Gone) as missing:
        raise Http404 from missing
    except NotSaved as error:
        refused(request, str(error))
    except Refusal as refusal:
        for reason in refusal.reasons:
            refused(request, words.say(reason))
    else:
        done(request, _("The floor and the plan are as they were before."))
    return redirect("settings:floor")
