"""Which address opens which room."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from langkah.config.health import health

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("langkah.web.settings.urls")),
    path("", include("langkah.web.today.urls")),
    path("journey/", include("langkah.web.journey.urls")),
    path("products/", include("langkah.web.catalogue.urls")),
    path("sales/", include("langkah.web.sales.urls")),
    path("", include("langkah.web.site.urls")),
    path("api/", include("langkah.api.urls")),
    path("health/", health),
    path("production/", include("langkah.web.production.urls")),
    path("ui/", include("langkah.web.ui.urls")),
]
