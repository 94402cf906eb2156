"""Who belongs to the workshop."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from langkah.apps.workshop import queries
from langkah.apps.workshop.actions import people as actions
from langkah.apps.workshop.errors import NotSaved
from langkah.apps.workshop.queries.people import Person
from langkah.web.settings.editing import Page, edit, posted
from langkah.web.settings.forms import InviteForm, RoleForm, SharesForm
from langkah.web.settings.words import ROLES, ROOMS
from langkah.web.ui import notices
from langkah.web.ui.access import MemberRequest, member

ADVISER = "adviser"


@require_GET
@member("people")
def people(request: MemberRequest) -> HttpResponse:
    """Members and open invitations."""
    rows = [
        (row, ROLES[row.role], [ROOMS[room] for room in row.rooms])
        for row in queries.people(request.workshop)
    ]
    open_ = [
        (row, ROLES[row.role]) for row in queries.invitations(request.workshop, timezone.now())
    ]
    return render(request, "settings/people.html", {"rows": rows, "invitations": open_})


@never_cache
@require_http_methods(["GET", "POST"])
@member("people")
def invite(request: MemberRequest) -> HttpResponse:
    """A link for a new member; shown once, to be sent by chat."""
    form = InviteForm(posted(request))
    if request.method == "POST" and form.is_valid():
        token = actions.invite(
            workshop=request.workshop,
            by=request.membership.user,
            now=timezone.now(),
            **form.cleaned_data,
        )
        link = request.build_absolute_uri(reverse("settings:invitation", args=[token]))
        text = _("{workshop} invites you to Langkah. Open this link within 7 days: {link}")
        shown = {
            "name": form.cleaned_data["name"],
            "text": text.format(workshop=request.workshop.name, link=link),
        }
        return render(request, "settings/invited.html", shown)
    page = Page(
        title=_("Invite somebody"),
        back=reverse("settings:people"),
        back_text=_("People"),
        lead=_("You get a link to send by WhatsApp. It works once, for 7 days."),
        submit=_("Make the link"),
    )
    status = 422 if request.method == "POST" else 200
    return render(request, "settings/edit.html", {"page": page, "form": form}, status=status)


@require_POST
@member("people")
def revoke_invitation(request: MemberRequest, invitation: int) -> HttpResponse:
    """End an invitation."""
    actions.revoke_invitation(
        workshop=request.workshop,
        invitation=invitation,
        by=request.membership.user,
        now=timezone.now(),
    )
    notices.done(request, _("The invitation is withdrawn."))
    return redirect("settings:people")


@require_http_methods(["GET", "POST"])
@member("people")
def person(request: MemberRequest, member: int) -> HttpResponse:
    """A member's role."""
    row = _person(request, member)
    page = Page(
        title=row.name,
        back=reverse("settings:people"),
        back_text=_("People"),
        lead=row.account,
        beside=reverse("settings:password_link", args=[member]),
        beside_text=_("Link for a new password"),
        remove=reverse("settings:remove_person", args=[member]),
        remove_text=_("{name} can no longer open this workshop. What was done stays.").format(
            name=row.name
        ),
    )
    return edit(
        request,
        page,
        RoleForm(posted(request), initial={"role": row.role}),
        lambda values: actions.change_role(
            workshop=request.workshop,
            member=member,
            role=values["role"],
            by=request.membership.user,
        ),
    )


def _person(request: MemberRequest, member: int) -> Person:
    found = queries.person(request.workshop, member)
    if found is None:
        raise Http404
    return found


@require_http_methods(["GET", "POST"])
@member("people")
def shares(request: MemberRequest, member: int) -> HttpResponse:
    """What an adviser may see."""
    row = _person(request, member)
    if row.role != ADVISER:
        raise Http404
    page = Page(title=row.name, back=reverse("settings:people"), back_text=_("People"))
    return edit(
        request,
        page,
        SharesForm(posted(request), initial={"rooms": row.rooms}),
        lambda values: actions.share_rooms(
            workshop=request.workshop,
            member=member,
            rooms=values["rooms"],
            by=request.membership.user,
        ),
    )


@never_cache
@require_POST
@member("people")
def password_link(request: MemberRequest, member: int) -> HttpResponse:
    """A link for a member who forgot her password; shown once."""
    row = _person(request, member)
    try:
        token = actions.password_link(
            workshop=request.workshop, member=member, by=request.membership.user
        )
    except NotSaved as error:
        notices.refused(request, str(error))
        return redirect("settings:person", member=member)
    link = request.build_absolute_uri(reverse("settings:new_password", args=[token]))
    text = _("Set a new password for Langkah within 3 days: {link}").format(link=link)
    return render(request, "settings/invited.html", {"name": row.name, "text": text})


@require_POST
@member("people")
def remove_person(request: MemberRequest, member: int) -> HttpResponse:
    """A member leaves."""
    try:
        actions.remove_member(workshop=request.workshop, member=member, by=request.membership.user)
    except NotSaved as error:
        notices.refused(request, str(error))
    else:
        notices.done(request, _("Removed."))
    return redirect("settings:people")
