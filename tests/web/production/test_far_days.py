# ruff: noqa: F811 - fixtures of the production tests are used by name
"""A mistyped year is told at its field, and no address writes such a day down."""

from __future__ import annotations

import pytest

from langkah.apps.production.models import LateMaterial
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


def test_no_address_writes_such_a_day(floor, pak_budi, client_of, ask, send, say_yes):
    order = say_yes(send(ask(24)))
    path = f"/production/orders/{order}/material/undo/1/?row=1+9999-12-31+x"
    assert client_of(pak_budi).post(path).status_code == 404
    assert not LateMaterial.objects.exists()
