"""Addresses of signing in and of the settings."""

from __future__ import annotations

from django.urls import URLPattern, path

from langkah.web.settings import account, archive_views, cartons, doors, floor, home, people, prices

app_name = "settings"
urlpatterns: list[URLPattern] = [
    path("start/", doors.begin, name="start"),
    path("start/rules/", home.first, name="first"),
    path("invitation/<str:token>/", doors.invitation, name="invitation"),
    path("new-password/<str:token>/", doors.new_password, name="new_password"),
    path("settings/", home.home, name="home"),
    path("settings/sign-in/", doors.sign_in, name="sign_in"),
    path("settings/sign-in/code/", doors.second, name="second"),
    path("settings/sign-out/", doors.sign_out, name="sign_out"),
    path("settings/switch/", home.switch, name="switch"),
    path("settings/workshop/", home.workshop, name="workshop"),
    path("settings/changes/", home.changes, name="changes"),
    path("settings/keys/", home.keys, name="keys"),
    path("settings/keys/<int:key>/revoke/", home.revoke_key, name="revoke_key"),
    path("settings/cartons/", cartons.cartons, name="cartons"),
    path("settings/cartons/new/", cartons.carton, name="add_carton"),
    path("settings/cartons/choice/", cartons.choose_packing, name="choose_packing"),
    path("settings/cartons/<int:own_carton>/", cartons.carton, name="carton"),
    path("settings/cartons/<int:own_carton>/remove/", cartons.remove_carton, name="remove_carton"),
    path(
        "settings/cartons/<int:own_carton>/restore/", cartons.restore_carton, name="restore_carton"
    ),
    path("settings/archive/", archive_views.show, name="archive"),
    path("settings/archive/take-out/", archive_views.take_out, name="take_out"),
    path("settings/account/", account.account, name="account"),
    path("settings/password/", account.password, name="password"),
    path("settings/devices/", account.sessions, name="sessions"),
    path("settings/devices/others/end/", account.end_other_sessions, name="end_other_sessions"),
    path("settings/devices/<int:sign_in>/end/", account.end_session, name="end_session"),
    path("settings/second/", account.second_factor, name="second_factor"),
    path("settings/second/new/", account.begin_second_factor, name="begin_second_factor"),
    path("settings/second/off/", account.drop_second_factor, name="drop_second_factor"),
    path("settings/people/", people.people, name="people"),
    path("settings/people/invite/", people.invite, name="invite"),
    path(
        "settings/people/invitations/<int:invitation>/revoke/",
        people.revoke_invitation,
        name="revoke_invitation",
    ),
    path("settings/people/<int:member>/", people.person, name="person"),
    path("settings/people/<int:member>/shares/", people.shares, name="shares"),
    path("settings/people/<int:member>/password/", people.password_link, name="password_link"),
    path("settings/people/<int:member>/remove/", people.remove_person, name="remove_person"),
    path("settings/floor/", floor.floor, name="floor"),
    path("settings/floor/hours/", floor.hours, name="hours"),
    path("settings/floor/makers/new/", floor.maker, name="add_maker"),
    path("settings/floor/makers/<int:maker>/", floor.maker, name="maker"),
    path("settings/floor/makers/<int:maker>/remove/", floor.remove_maker, name="remove_maker"),
    path("settings/floor/skills/new/", floor.skill, name="add_skill"),
    path("settings/floor/skills/<int:skill>/", floor.skill, name="skill"),
    path("settings/floor/skills/<int:skill>/remove/", floor.remove_skill, name="remove_skill"),
    path("settings/floor/stations/new/", floor.station, name="add_station"),
    path("settings/floor/stations/<int:station>/", floor.station, name="station"),
    path(
        "settings/floor/stations/<int:station>/remove/",
        floor.remove_station,
        name="remove_station",
    ),
    path("settings/floor/lasts/new/", floor.last_set, name="add_last_set"),
    path("settings/floor/lasts/<int:last_set>/", floor.last_set, name="last_set"),
    path(
        "settings/floor/lasts/<int:last_set>/remove/",
        floor.remove_last_set,
        name="remove_last_set",
    ),
    path("settings/floor/closed/new/", floor.close_days, name="close_days"),
    path("settings/floor/closed/<int:closed_day>/open/", floor.open_day, name="open_day"),
    path("settings/prices/", prices.prices, name="prices"),
    path("settings/prices/terms/", prices.terms, name="terms"),
    path("settings/prices/bank/", prices.bank, name="bank"),
    path("settings/prices/rates/new/", prices.rate, name="rate"),
    path("settings/prices/rates/<str:currency>/drop/", prices.drop_rate, name="drop_rate"),
    path("settings/prices/<str:list>/", prices.rule, name="rule"),
]
