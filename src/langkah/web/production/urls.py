"""Addresses of production."""

from __future__ import annotations

from django.urls import URLPattern, path

from langkah.web.production import views

app_name = "production"
urlpatterns: list[URLPattern] = [
    path("", views.home, name="home"),
    path("orders/<int:order>/", views.order, name="order"),
    path("orders/<int:order>/plan/", views.plan, name="plan"),
]
