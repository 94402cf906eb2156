"""Addresses of production."""

from __future__ import annotations

from django.urls import URLPattern, path

from langkah.web.production import (
    asking,
    done,
    following,
    forward,
    holidays,
    late,
    moves,
    not_yet,
    opening,
    refloored,
    rest,
    sooner,
    views,
)

app_name = "production"
urlpatterns: list[URLPattern] = [
    path("", views.home, name="home"),
    path("board/", moves.board, name="board"),
    path("board/steps/<int:booking>/", moves.move, name="move"),
    path("board/moves/<int:move>/undo/", moves.undo_move, name="undo_move"),
    path("calendar/", rest.calendar, name="calendar"),
    path("calendar/change/", rest.rest, name="rest"),
    path("calendar/own/<int:own>/end/", opening.end_own, name="end_own"),
    path("calendar/days/<int:closed_day>/open/", opening.open_day, name="open_day"),
    path("calendar/opened/<int:move>/undo/", opening.undo_open, name="undo_open"),
    path("calendar/undo/<int:move>/", rest.undo_rest, name="undo_rest"),
    path("calendar/holidays/<str:day>/", holidays.holiday, name="holiday"),
    path(
        "calendar/holidays/<str:day>/undo/<int:move>/",
        holidays.undo_holiday,
        name="undo_holiday",
    ),
    path("what-if/", asking.what_if, name="what_if"),
    path("what-if/overtime/", asking.take_overtime, name="take_overtime"),
    path("forward/", forward.forward, name="forward"),
    path("risk/", asking.risk, name="risk"),
    path("steps/<int:booking>/done/", done.note, name="note_done"),
    path("steps/<int:booking>/not-yet/", not_yet.not_yet, name="not_yet"),
    path("done/<int:done>/undo/", done.undo, name="undo_done"),
    path("times/", done.calibration, name="calibration"),
    path("times/<int:step>/accept/", done.accept, name="accept_times"),
    path("times/makers/<int:maker>/accept/", done.accept_speed, name="accept_speed"),
    path("times/makers/<int:maker>/undo/", done.undo_speed, name="undo_speed"),
    path("orders/<int:order>/", views.order, name="order"),
    path("orders/<int:order>/plan/", views.plan, name="plan"),
    path("orders/<int:order>/follow/", following.follow, name="follow"),
    path("floor/", refloored.floor, name="floor"),
    path("floor/<int:move>/undo/", refloored.undo_floor, name="undo_floor"),
    path("follow/", following.follow, name="follow_all"),
    path("orders/<int:order>/earlier/", sooner.for_order, name="sooner_order"),
    path("earlier/<int:move>/undo/", sooner.undo, name="undo_forward"),
    path("quotes/<int:version>/earlier/", sooner.for_quote, name="sooner_quote"),
    path("quotes/<int:version>/earlier/drop/", sooner.drop, name="drop_room"),
    path("orders/<int:order>/late/", late.late, name="late"),
    path("orders/<int:order>/late/told/", late.told, name="told_late"),
    path("orders/<int:order>/late/not-told/", late.not_told, name="not_told_late"),
    path("orders/<int:order>/late/agreed/", late.agreed, name="agreed_late"),
    path("orders/<int:order>/late/not-agreed/", late.not_agreed, name="not_agreed_late"),
    path("follow/<int:move>/undo/", following.undo, name="undo_follow"),
]
