"""Where the API answers."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from langkah.api.v1 import api

urlpatterns: list[URLPattern | URLResolver] = [path("v1/", api.urls)]
