"""The floor: makers, skills, stations, lasts, hours, closed days."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from langkah.apps.catalogue.errors import NotFound as Gone
from langkah.apps.production.refloored import (
    FloorChange,
    OtherCount,
    OtherHours,
    OtherMaker,
    sealed,
    touches,
)
from langkah.apps.workshop.actions import floor as actions
from langkah.apps.workshop.errors import NotSaved
from langkah.apps.workshop.queries import floor as queries
from langkah.apps.workshop.queries.partner_workshops import partner_workshops
from langkah.domain.reason import Refusal
from langkah.web.settings.editing import Page, edit, posted
from langkah.web.settings.floor_forms import (
    HoursForm,
    LastSetForm,
    MakerForm,
    SkillForm,
    StationForm,
)
from langkah.web.settings.words import WEEKDAYS
from langkah.web.ui import notices
from langkah.web.ui.access import MemberRequest, member
from langkah.web.ui.frame import address


@require_GET
@member("floor")
def floor(request: MemberRequest) -> HttpResponse:
    """Everything that can be short, on one page."""
    names = dict(WEEKDAYS)
    workshop = request.workshop
    return render(
        request,
        "settings/floor.html",
        {
            "week": [(names[day.weekday], day) for day in queries.week(workshop)],
            "makers": [row for row in queries.makers(workshop) if not row.partner],
            "partners": partner_workshops(workshop),
            "skills": queries.skills(workshop),
            "stations": queries.stations(workshop),
            "lasts": queries.last_sets(workshop),
            "closed": queries.closed_days(workshop, timezone.localdate()),
        },
    )


def _page(title: str, remove: str = "", remove_text: str = "") -> Page:
    return Page(
        title=title,
        back=reverse("settings:floor"),
        back_text=_("Floor"),
        remove=remove,
        remove_text=remove_text,
    )


@require_http_methods(["GET", "POST"])
@member("floor")
def hours(request: MemberRequest) -> HttpResponse:
    """The hours of some weekdays."""
    week = [day for day in queries.week(request.workshop) if day.opens]
    first = week[0] if week else None
    alike = [day.weekday for day in week if first and day.minutes == first.minutes]
    initial: dict[str, object] = {"weekdays": alike or [0, 1, 2, 3, 4, 5]}
    if first:
        initial |= {
            "opens": first.opens,
            "closes": first.closes,
            "break_from": first.break_from,
            "break_minutes": first.break_minutes,
        }
    form = HoursForm(posted(request), initial=initial)
    return edit(
        request,
        _page(_("Working hours")),
        form,
        lambda values: (
            asks_first(
                request, OtherHours(days=tuple((day, form.values()) for day in values["weekdays"]))
            )
            or actions.set_hours(
                workshop=request.workshop,
                weekdays=values["weekdays"],
                values=form.values(),
                by=request.membership.user,
            )
        ),
    )


def asks_first(request: MemberRequest, change: FloorChange | None) -> HttpResponse | None:
    """The page that shows what the change does to the plan; None where the plan can stay.

    A plan that cannot be read now says so elsewhere, and keeps nobody from the settings.
    """
    if change is None:
        return None
    try:
        if not touches(request.workshop, change, timezone.now()):
            return None
    except (Refusal, Gone):
        return None
    asked = urlencode({"change": sealed(request.workshop, change)})
    return redirect(f"{address('production:floor')}?{asked}")


@require_http_methods(["GET", "POST"])
@member("floor")
def maker(request: MemberRequest, maker: int | None = None) -> HttpResponse:
    """A new maker, or another value of one."""
    skills = [(row.id, row.name) for row in queries.skills(request.workshop)]
    initial: dict[str, object] = {"active": True, "speed": 1}
    initial["skills"] = wished_skill(request, skills)
    page = _page(_("New maker"))
    if maker is not None:
        row = queries.maker(request.workshop, maker)
        initial = {"name": row.name, "speed": row.speed, "active": row.active}
        initial["skills"] = row.skill_ids
        page = _page(
            row.name,
            reverse("settings:remove_maker", args=[maker]),
            _("Only for a mistake. Who leaves is not removed: untick “Works here now”."),
        )
    form = MakerForm(skills, posted(request), initial=initial)
    return edit(
        request,
        page,
        form,
        lambda _values: (
            asks_first(request, _other_maker(form, maker))
            or (
                actions.save_maker(
                    workshop=request.workshop,
                    values=form.values(),
                    maker=maker,
                    by=request.membership.user,
                )
                and on_from_what_if(request)
            )
        ),
    )


def wished_skill(request: MemberRequest, skills: list[tuple[int, str]]) -> list[int]:
    """The skill for which the what-if wants somebody more."""
    asked = request.GET.get("skill", "")
    return [number for number, name in skills if name == asked]


def on_from_what_if(request: MemberRequest) -> HttpResponse | None:
    """Who comes from the what-if goes on to the plan that comes forward with the new hands."""
    if "skill" not in request.GET:
        return None
    notices.done(request, _("Saved. This is what comes forward now."))
    return redirect(address("production:forward"))


def _other_maker(form: MakerForm, maker: int | None) -> OtherMaker | None:
    """The change of somebody who is here; one more touches nothing."""
    if maker is None:
        return None
    typed = form.values()
    return OtherMaker(
        id=maker,
        name=typed.name,
        speed=typed.speed,
        active=typed.active,
        skills=typed.skills,
    )


@require_http_methods(["GET", "POST"])
@member("floor")
def skill(request: MemberRequest, skill: int | None = None) -> HttpResponse:
    """A new skill, or another name."""
    initial, page = {}, _page(_("New skill"))
    if skill is not None:
        row = queries.skill(request.workshop, skill)
        initial = {"name": row.name}
        page = _page(row.name, reverse("settings:remove_skill", args=[skill]))
    return edit(
        request,
        page,
        SkillForm(posted(request), initial=initial),
        lambda values: actions.save_skill(
            workshop=request.workshop, skill=skill, by=request.membership.user, **values
        ),
    )


@require_http_methods(["GET", "POST"])
@member("floor")
def station(request: MemberRequest, station: int | None = None) -> HttpResponse:
    """A new kind of machine or bench, or another count."""
    initial: dict[str, object] = {"count": 1}
    page = _page(_("New station"))
    if station is not None:
        row = queries.station(request.workshop, station)
        initial = {"name": row.name, "count": row.count}
        page = _page(row.name, reverse("settings:remove_station", args=[station]))
    return edit(
        request,
        page,
        StationForm(posted(request), initial=initial),
        lambda values: (
            asks_first(request, _other_count(station, values["name"], values["count"]))
            or actions.save_station(
                workshop=request.workshop, station=station, by=request.membership.user, **values
            )
        ),
    )


@require_http_methods(["GET", "POST"])
@member("floor")
def last_set(request: MemberRequest, last_set: int | None = None) -> HttpResponse:
    """A new last, or another count."""
    initial: dict[str, object] = {"count": 1}
    page = _page(_("New last"))
    if last_set is not None:
        row = queries.last_set(request.workshop, last_set)
        initial = {"family": row.name, "count": row.count}
        page = replace(
            _page(row.name, reverse("settings:remove_last_set", args=[last_set])),
            further=reverse("settings:last_sizes", args=[last_set]),
            further_text=_("Pairs of each size"),
        )
    return edit(
        request,
        page,
        LastSetForm(posted(request), initial=initial),
        lambda values: (
            asks_first(
                request, _other_count(last_set, values["family"], values["count"], lasts=True)
            )
            or actions.save_last_set(
                workshop=request.workshop, last_set=last_set, by=request.membership.user, **values
            )
        ),
    )


def _other_count(
    row: int | None, name: str, count: int, *, lasts: bool = False
) -> OtherCount | None:
    """The change of a station or a last that is here; one more touches nothing."""
    return OtherCount(lasts=lasts, id=row, name=name, count=count) if row is not None else None


@require_POST
@member("floor")
def remove_maker(request: MemberRequest, maker: int) -> HttpResponse:
    """Take away a maker entered by mistake."""
    return _removed(request, actions.remove_maker, maker=maker)


@require_POST
@member("floor")
def remove_skill(request: MemberRequest, skill: int) -> HttpResponse:
    """Take away a skill that nothing asks for."""
    return _removed(request, actions.remove_skill, skill=skill)


@require_POST
@member("floor")
def remove_station(request: MemberRequest, station: int) -> HttpResponse:
    """Take away a station that nothing stands at."""
    return _removed(request, actions.remove_station, station=station)


@require_POST
@member("floor")
def remove_last_set(request: MemberRequest, last_set: int) -> HttpResponse:
    """Take away a last."""
    return _removed(request, actions.remove_last_set, last_set=last_set)


def _removed(request: MemberRequest, remove: Callable[..., None], **which: int) -> HttpResponse:
    try:
        remove(workshop=request.workshop, by=request.membership.user, **which)
    except NotSaved as error:
        notices.refused(request, str(error))
    else:
        notices.done(request, _("Removed."))
    return redirect("settings:floor")
