"""Which address opens which room."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path
from django.urls.resolvers import RoutePattern

from langkah.config.health import health

# Named, not included: its libraries are loaded by the first program that asks, not by every start.
API = URLResolver(RoutePattern("api/"), "langkah.api.urls", app_name="api", namespace="api")

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("langkah.web.settings.urls")),
    path("", include("langkah.web.today.urls")),
    path("journey/", include("langkah.web.journey.urls")),
    path("products/", include("langkah.web.catalogue.urls")),
    path("sales/", include("langkah.web.sales.urls")),
    path("", include("langkah.web.site.urls")),
    API,
    path("health/", health),
    path("production/", include("langkah.web.production.urls")),
    path("ui/", include("langkah.web.ui.urls")),
]
