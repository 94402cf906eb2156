"""Addresses of Today."""

from __future__ import annotations

from django.urls import URLPattern, path

from langkah.web.today import views

app_name = "today"
urlpatterns: list[URLPattern] = [path("", views.home, name="home")]
