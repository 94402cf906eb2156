"""What can be set, the workshop itself, its keys, and what was changed by whom."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from langkah.apps.workshop import queries
from langkah.apps.workshop.actions import doors, start
from langkah.apps.workshop.actions.start import WorkshopValues
from langkah.web.settings import trail
from langkah.web.settings.editing import Page, edit, posted
from langkah.web.settings.forms import BeforeForm, KeyForm, WorkshopForm
from langkah.web.settings.price_forms import FirstForm
from langkah.web.settings.words import ROLES, ROOMS, deed
from langkah.web.ui import notices
from langkah.web.ui.access import MemberRequest, UserRequest, member, signed_in
from langkah.web.ui.frame import address


@dataclass(frozen=True, slots=True)
class Door:
    """A page of the settings, and the capability it asks for."""

    page: str
    icon: str
    name: str | Promise
    about: str | Promise
    capability: str = ""


OF_WORKSHOP = (
    Door(
        "settings:workshop",
        "store",
        gettext_lazy("Workshop"),
        gettext_lazy("Name, place and story for the public page"),
        "people",
    ),
    Door(
        "settings:floor",
        "hammer",
        gettext_lazy("Floor"),
        gettext_lazy("Makers, machines, lasts, working hours, closed days"),
        "floor",
    ),
    Door(
        "settings:cartons",
        "package",
        gettext_lazy("Own cartons"),
        gettext_lazy("Sizes in stock, inside, with weight and strength"),
        "floor",
    ),
    Door(
        "settings:prices",
        "calculator",
        gettext_lazy("Prices and terms"),
        gettext_lazy("Margin, discounts, deposit, own exchange rates"),
        "costs",
    ),
    Door(
        "settings:people",
        "users",
        gettext_lazy("People"),
        gettext_lazy("Who may do what, and invitations"),
        "people",
    ),
    Door(
        "settings:changes",
        "history",
        gettext_lazy("What was changed"),
        gettext_lazy("Who, when, from what to what"),
        "people",
    ),
    Door(
        "settings:keys",
        "key-round",
        gettext_lazy("API keys"),
        gettext_lazy("For programs that hand in messages or ask for prices"),
        "people",
    ),
    Door(
        "settings:archive",
        "download",
        gettext_lazy("Take everything out"),
        gettext_lazy("All data, photos and documents in one file"),
        "people",
    ),
)
OF_PERSON = (
    Door(
        "settings:account",
        "circle-user-round",
        gettext_lazy("My account"),
        gettext_lazy("Name, e-mail, phone number, language"),
    ),
    Door(
        "settings:password",
        "lock",
        gettext_lazy("Password"),
        gettext_lazy("Another one, at least 10 letters"),
    ),
    Door(
        "settings:second_factor",
        "shield-check",
        gettext_lazy("Second factor"),
        gettext_lazy("A code from your phone besides the password"),
    ),
    Door(
        "settings:sessions",
        "monitor-smartphone",
        gettext_lazy("My devices"),
        gettext_lazy("Where you are signed in"),
    ),
)


@require_GET
@signed_in
def home(request: UserRequest) -> HttpResponse:
    """All pages of the settings that this person may open."""
    found = request.membership
    rooms = sorted(found.rooms) if found else []
    shared = [(ROOMS[room], address(f"{room}:home")) for room in rooms]
    return render(
        request,
        "settings/home.html",
        {
            "role": ROLES[found.role] if found else "",
            "doors": [door for door in OF_WORKSHOP if found and found.can(door.capability)],
            "own": OF_PERSON,
            "shared": shared,
            "places": queries.places_of(request.user.pk),
        },
    )


@require_POST
@signed_in
def switch(request: UserRequest) -> HttpResponse:
    """Work for another of one's workshops."""
    mine = {str(place.workshop): place.workshop for place in queries.places_of(request.user.pk)}
    chosen = mine.get(request.POST.get("workshop", ""))
    if chosen is None:
        raise Http404
    request.session["workshop"] = chosen
    return redirect("settings:home")


@require_http_methods(["GET", "POST"])
@member("people")
def workshop(request: MemberRequest) -> HttpResponse:
    """What the workshop says about itself."""
    row = request.workshop
    told = ("name", "village", "city", "story", "story_abroad")
    initial = {name: getattr(row, name) for name in told}
    page = Page(
        title=_("Workshop"),
        back=reverse("settings:home"),
        back_text=_("Settings"),
        lead=_("Your public page: {address}").format(
            address=request.build_absolute_uri(f"/w/{row.slug}/")
        ),
    )
    return edit(
        request,
        page,
        WorkshopForm(posted(request), initial=initial),
        lambda values: start.change_workshop(
            workshop=row, values=WorkshopValues(**values), by=request.membership.user
        ),
    )


@require_http_methods(["GET", "POST"])
@member("people")
def first(request: MemberRequest) -> HttpResponseBase:
    """The second page of the start: hours, margin, terms."""
    page = Page(
        title=_("How you work and sell"),
        back=reverse("today:home"),
        back_text=_("Later"),
        lead=_("Prices and dates are worked out from this. You can change it at any time."),
        submit=_("Save and go on"),
        done=_("Saved. The next steps stand below."),
    )
    form = FirstForm(posted(request))
    return edit(
        request,
        page,
        form,
        lambda _values: start.first_rules(
            workshop=request.workshop, values=form.values(), by=request.membership.user
        ),
    )


@require_GET
@member("people")
def changes(request: MemberRequest) -> HttpResponse:
    """Who changed what, when, from what to what; the newest first."""
    asked = BeforeForm(request.GET)
    before = asked.cleaned_data["before"] if asked.is_valid() else None
    rows = queries.changes(request.workshop, before)
    currency = request.workshop.currency
    told = [(row, deed(row.verb), trail.title(row), trail.fields(row, currency)) for row in rows]
    shown = {"rows": told, "last": rows[-1].id if rows else 0}
    return render(request, "settings/changes.html", shown)


@never_cache
@require_http_methods(["GET", "POST"])
@member("people")
def keys(request: MemberRequest) -> HttpResponse:
    """API keys; a new one is shown once."""
    form = KeyForm(posted(request))
    made = ""
    if request.method == "POST" and form.is_valid():
        made = doors.make_key(
            workshop=request.workshop,
            name=form.cleaned_data["name"],
            by=request.membership.user,
        )
        form = KeyForm()
    shown = {"form": form, "made": made, "rows": queries.keys(request.workshop)}
    return render(request, "settings/keys.html", shown, status=422 if form.errors else 200)


@require_POST
@member("people")
def revoke_key(request: MemberRequest, key: int) -> HttpResponse:
    """End a key."""
    doors.revoke_key(
        workshop=request.workshop, key=key, by=request.membership.user, now=timezone.now()
    )
    notices.done(request, _("The key opens nothing any more."))
    return redirect("settings:keys")
