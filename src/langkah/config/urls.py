"""Which address opens which room."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from langkah.config.health import health
from langkah.config.rooms import Room

# The API stands last: its libraries are loaded by the first program that asks, not by every start.
urlpatterns: list[URLPattern | URLResolver] = [
    path("health/", health),
    Room("", "web.today", starts=[""]),
    Room("", "web.settings", starts=["settings/", "start/", "invitation/", "new-password/"]),
    Room("", "web.site", starts=["q/", "w/"]),
    Room("journey/", "web.journey"),
    Room("products/", "web.catalogue"),
    Room("sales/", "web.sales"),
    Room("production/", "web.production"),
    Room("rules/", "web.rules"),
    Room("ui/", "web.ui"),
    Room("api/", "api"),
]
