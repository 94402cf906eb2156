"""Addresses of the rule book."""

from __future__ import annotations

from django.urls import URLPattern, path

from langkah.web.rules import book, changing, sheets

app_name = "rules"
urlpatterns: list[URLPattern] = [
    path("", book.home, name="home"),
    path("markets/<str:market>/", book.market, name="market"),
    path("to-check/", book.to_check, name="to_check"),
    path("rule/<int:rule>/", book.rule, name="rule"),
    path("rule/<int:rule>/check/", book.check, name="check"),
    path("rule/<int:rule>/check/withdraw/", book.withdraw_check, name="withdraw_check"),
    path("rule/<int:rule>/correct/", changing.correct, name="correct"),
    path("rule/<int:rule>/follow/", changing.follow, name="follow"),
    path("sheets/", sheets.sheets, name="sheets"),
    path("sheets/take-out/<str:kind>/", sheets.download, name="download"),
    path("sheets/look/", sheets.look, name="look"),
    path("sheets/waiting/<str:waiting>/", sheets.waiting, name="waiting"),
    path("sheets/waiting/<str:waiting>/take/", sheets.take, name="take"),
    path("sheets/waiting/<str:waiting>/drop/", sheets.drop, name="drop"),
    path("changes/", changing.changes, name="changes"),
    path("changes/<int:change>/", changing.change, name="change"),
    path("changes/<int:change>/undo/", changing.undo, name="undo"),
    path("touched/<int:touched>/", changing.message, name="message"),
    path("touched/<int:touched>/handled/", changing.handled, name="handled"),
]
