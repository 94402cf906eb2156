# ruff: noqa: F811 - fixtures of the production tests are used by name
"""A mistyped year is told at its field."""

from __future__ import annotations

import pytest

from langkah.apps.production.models import Booking, StepDone
from tests.apps.production.conftest import (  # noqa: F401 - fixtures
    ask,
    desk,
    floor,
    loafer,
    say_yes,
    send,
)

pytestmark = pytest.mark.django_db
FAR = ("9999-12-31", "0001-01-01")


@pytest.mark.parametrize("day", FAR)
def test_a_mistyped_year_is_told(day, floor, pak_budi, client_of):
    client = client_of(pak_budi)
    client.cookies["django_language"] = "en"
    for path, asked in (
        ("/production/machines/", {"station": 1, "count": 1, "first": day, "last": day}),
        ("/production/calendar/change/", {"first": day, "last": day}),
    ):
        page = client.get(path, asked)
        assert page.status_code == 200
        told = "No plan reaches this day" in page.content.decode()
        assert told or "Write down machines and benches" in page.content.decode()
        odd = {**asked, "at": "0001-01-01T00:00:00-14:00"}
        assert client.post(path, odd).status_code == 200


@pytest.mark.parametrize("day", FAR)
def test_no_step_was_done_so_long_ago_or_is_so_far_ahead(
    day, floor, pak_budi, english, ask, send, say_yes
):
    say_yes(send(ask(24)))
    step = Booking.objects.get()
    typed = {"maker": step.maker_id, "pairs": 1, "begun_day": day, "ended_day": day}
    times = {"begun_time": "07:00", "ended_time": "08:00"}
    page = english(pak_budi).post(f"/production/steps/{step.pk}/done/", typed | times)
    assert page.status_code == 422
    assert page.content.decode().count("No plan reaches this day") >= 2
    assert not StepDone.objects.exists()
