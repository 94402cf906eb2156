"""Addresses of the journey."""

from __future__ import annotations

from django.urls import URLPattern, path

from langkah.web.journey import views

app_name = "journey"
urlpatterns: list[URLPattern] = [
    path("", views.home, name="home"),
    path("<int:stage>/", views.stage, name="stage"),
]
