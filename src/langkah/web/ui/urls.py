"""Addresses of the ui kit: the style page, the choices of a reader, what a phone installs."""

from __future__ import annotations

from django.urls import URLPattern, path

from langkah.web.ui import views

app_name = "ui"
urlpatterns: list[URLPattern] = [
    path("", views.style, name="style"),
    path("more/", views.more, name="more"),
    path("look/", views.look, name="look"),
    path("manifest.webmanifest", views.manifest, name="manifest"),
    path("worker.js", views.worker, name="worker"),
]
