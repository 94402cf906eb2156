"""Addresses that need no account."""

from __future__ import annotations

from django.urls import URLPattern, path

from langkah.web.site import offers, workshops

app_name = "site"
urlpatterns: list[URLPattern] = [
    path("q/<str:token>/", offers.offer, name="offer"),
    path("q/<str:token>/pdf/", offers.paper, name="paper"),
    path("q/<str:token>/photo/<int:photo>/", offers.photo, name="offer_photo"),
    path("q/<str:token>/accept/", offers.accept, name="accept"),
    path("q/<str:token>/change/", offers.ask_change, name="change"),
    path("q/<str:token>/question/", offers.ask_question, name="question"),
    path("w/<slug:workshop>/", workshops.workshop, name="workshop"),
    path("w/<slug:workshop>/photo/<int:photo>/", workshops.photo, name="workshop_photo"),
    path("w/<slug:workshop>/ask/", workshops.ask, name="ask"),
    path("w/<slug:workshop>/thanks/", workshops.thanks, name="thanks"),
]
