"""Addresses of production."""

from __future__ import annotations

from django.urls import URLPattern, path

from langkah.web.production import asking, moves, views

app_name = "production"
urlpatterns: list[URLPattern] = [
    path("", views.home, name="home"),
    path("board/", moves.board, name="board"),
    path("board/steps/<int:booking>/", moves.move, name="move"),
    path("board/moves/<int:move>/undo/", moves.undo_move, name="undo_move"),
    path("what-if/", asking.what_if, name="what_if"),
    path("risk/", asking.risk, name="risk"),
    path("orders/<int:order>/", views.order, name="order"),
    path("orders/<int:order>/plan/", views.plan, name="plan"),
]
