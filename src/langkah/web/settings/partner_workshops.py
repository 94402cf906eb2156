"""Partner workshops: which work they take off our hands, and how far they are."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from langkah.apps.production.otherpartner import OtherPartner
from langkah.apps.workshop.actions import partner_workshops as actions
from langkah.apps.workshop.actions.partner_workshops import PartnerValues
from langkah.apps.workshop.errors import NotSaved
from langkah.apps.workshop.queries import partner_workshops as queries
from langkah.apps.workshop.queries.floor import skills as all_skills
from langkah.apps.workshop.queries.partner_workshops import PartnerRow
from langkah.domain.product import plain
from langkah.web.settings.editing import Page, edit, posted
from langkah.web.settings.floor import asks_first, on_from_what_if, wished_skill
from langkah.web.settings.partner_forms import PartnerForm
from langkah.web.ui import notices
from langkah.web.ui.access import MemberRequest, member
from langkah.web.ui.asked import number as asked_number

FRESH: dict[str, object] = {"active": True, "speed": 1, "least_pairs": 12}


@require_http_methods(["GET", "POST"])
@member("floor")
def partner(request: MemberRequest, partner_workshop: int | None = None) -> HttpResponse:
    """A new partner workshop, or other values of one."""
    skills = [(row.id, row.name) for row in all_skills(request.workshop)]
    initial, page = _wished(request, skills), _page(_("New partner workshop"))
    if partner_workshop is not None:
        row = queries.partner_workshop(request.workshop, partner_workshop)
        initial = _initial(row)
        page = _page(row.name, reverse("settings:remove_partner", args=[partner_workshop]))
    form = PartnerForm(skills, posted(request), initial=initial)
    return edit(
        request, page, form, lambda _values: _kept(request, form.values(), partner_workshop)
    )


def _kept(
    request: MemberRequest, values: PartnerValues, partner: int | None
) -> HttpResponse | None:
    """Stored, or the page that shows first what it does to the plan. Raises NotSaved."""
    actions.check(values)
    asks = asks_first(request, OtherPartner.of(partner, values)) if partner else None
    if asks is None:
        actions.save_partner_workshop(
            workshop=request.workshop,
            values=values,
            by=request.membership.user,
            partner_workshop=partner,
        )
    return asks or on_from_what_if(request)


def _wished(request: MemberRequest, skills: list[tuple[int, str]]) -> dict[str, object]:
    """A fresh partner, with what the what-if asked about."""
    asked: dict[str, object] = {"skills": wished_skill(request, skills)}
    for field, name in (
        ("there_hours", "hours"),
        ("back_hours", "hours"),
        ("least_pairs", "least"),
    ):
        number = asked_number(request.GET, name)
        if number is not None:
            asked[field] = number
    return {**FRESH, **asked}


def _page(title: str, remove: str = "") -> Page:
    return Page(
        title=title,
        back=reverse("settings:floor"),
        back_text=_("Floor"),
        lead=_("Dates count with the way there and back. They do one lot of yours at a time."),
        done=_("Saved. New dates count with it."),
        remove=remove,
        remove_text=_("Only for a mistake. Otherwise untick “Works for you now”."),
    )


def _initial(row: PartnerRow) -> dict[str, object]:
    first = row.week[0] if row.week else None
    return {
        "name": row.name,
        "skills": row.maker.skill_ids,
        "speed": plain(row.maker.speed),
        "there_hours": row.there_hours,
        "back_hours": row.back_hours,
        "least_pairs": row.least_pairs,
        "active": row.maker.active,
        "weekdays": [day.weekday for day in row.week],
        **(
            {
                "opens": first.opens,
                "closes": first.closes,
                "break_from": first.break_from,
                "break_minutes": first.break_minutes or None,
            }
            if first
            else {}
        ),
    }


@require_POST
@member("floor")
def remove_partner(request: MemberRequest, partner_workshop: int) -> HttpResponse:
    """Take away a partner workshop entered by mistake."""
    try:
        actions.remove_partner_workshop(
            workshop=request.workshop,
            partner_workshop=partner_workshop,
            by=request.membership.user,
        )
    except NotSaved as error:
        notices.refused(request, str(error))
    else:
        notices.done(request, _("Removed."))
    return redirect("settings:floor")
