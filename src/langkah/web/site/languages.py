"""In which language a visitor reads, and how she changes it."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest

from langkah.apps.sales import wording


@dataclass(frozen=True, slots=True)
class Switch:
    """A link to the same page in another language."""

    code: str
    name: str
    href: str
    current: bool


def chosen(request: HttpRequest, otherwise: str) -> str:
    """The language asked for with `?in=`, or else `otherwise`, or else English."""
    wished = request.GET.get("in", otherwise)
    return wished if wished in wording.LANGUAGES else "en"


def carried(request: HttpRequest) -> str:
    """What keeps the chosen language on the next address: `?in=nl`, or nothing."""
    return f"?in={chosen(request, 'en')}" if "in" in request.GET else ""


def switches(request: HttpRequest, current: str) -> tuple[Switch, ...]:
    """One link for each language a buyer can read, keeping the rest of the address."""
    found = []
    for code, name in wording.LANGUAGES.items():
        query = request.GET.copy()
        query["in"] = code
        found.append(Switch(code, name, f"?{query.urlencode()}", code == current))
    return tuple(found)
