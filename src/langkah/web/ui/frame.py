"""What surrounds every page: the places one can go, and the chosen theme."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from django.http import HttpRequest
from django.template import Context
from django.template.loader import render_to_string
from django.urls import NoReverseMatch, reverse
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext_lazy

from langkah.apps.workshop.queries import Member
from langkah.web.ui.addresses import path_of

THEMES = ("auto", "light", "dark")


@dataclass(frozen=True, slots=True)
class Tab:
    """A page beside other pages."""

    text: str
    href: str
    current: bool = False
    count: int | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Place:
    """A door of the bar: where it leads, the rooms behind it, and the one an adviser needs.

    Each is itself and no other: the key of a drawn bar costs no translation.
    """

    address: str
    text: object
    icon: str
    rooms: tuple[str, ...] = ()
    shared: str = ""


PLACES = (
    Place("today:home", gettext_lazy("Today"), "sun", ("today",), "today"),
    Place("sales:home", gettext_lazy("Quotes"), "file-text", ("sales",), "sales"),
    Place("production:home", gettext_lazy("Production"), "hammer", ("production",), "production"),
    Place("catalogue:home", gettext_lazy("Products"), "footprints", ("catalogue",), "catalogue"),
    Place(
        "ui:more",
        gettext_lazy("More"),
        "ellipsis",
        ("ui", "journey", "rules", "settings", "network"),
    ),
)


def address(name: str, **parts: object) -> str:
    """The path of a named address, or nothing while that room is not built."""
    try:
        return reverse(name, kwargs=parts) if parts else path_of(name)
    except NoReverseMatch:
        return ""


def nav(context: Context) -> SafeString:
    """The bar of five places, marked where we are."""
    request: HttpRequest | None = context.get("request")
    match = request.resolver_match if request else None
    room = match.namespace if match else ""
    return _bar(get_language(), room, tuple(_doors(PLACES, request)))


@lru_cache(maxsize=256)
def _bar(_language: str | None, room: str, doors: tuple[tuple[Place, str], ...]) -> SafeString:
    """The bar as drawn: it differs by language, room and the doors that are open."""
    places = [
        {"text": place.text, "icon": place.icon, "href": href, "current": room in place.rooms}
        for place, href in doors
    ]
    return render_to_string("ui/nav.html", {"places": places})


def theme(context: Context) -> str:
    """The theme this reader chose: `auto` follows the phone."""
    request: HttpRequest | None = context.get("request")
    chosen = request.COOKIES.get("theme", "auto") if request else "auto"
    return chosen if chosen in THEMES else "auto"


FURTHER = (
    Place("journey:home", gettext_lazy("Journey: where we stand"), "footprints", shared="journey"),
    Place("sales:buyers", gettext_lazy("Buyers"), "users", shared="sales"),
    Place("rules:home", gettext_lazy("Rules: duty and tax by market"), "scale", shared="sales"),
    Place("settings:home", gettext_lazy("Workshop and settings"), "settings"),
)


def further(request: HttpRequest) -> list[dict[str, object]]:
    """The places behind “More” that open for this reader."""
    return [
        {"text": place.text, "icon": place.icon, "href": href}
        for place, href in _doors(FURTHER, request)
    ]


def _doors(places: tuple[Place, ...], request: HttpRequest | None) -> list[tuple[Place, str]]:
    """The places that are built and that this reader may enter, with their paths."""
    member: Member | None = getattr(request, "membership", None)
    return [
        (place, href)
        for place in places
        if (href := address(place.address))
        and (member is None or not place.shared or member.opens("see", room=place.shared))
    ]


def theme_names() -> list[tuple[str, object]]:
    """The themes with their names, in the order shown."""
    return [
        ("auto", gettext_lazy("Like the phone")),
        ("light", gettext_lazy("Light")),
        ("dark", gettext_lazy("Dark")),
    ]
