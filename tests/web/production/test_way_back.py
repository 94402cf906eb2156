# ruff: noqa: F811 - fixtures of the production tests are used by name
"""What undoing needs stands signed in its address: another address takes nothing back, and says so.

Each address is written by its own page; here it is tampered with.
"""

from __future__ import annotations

from datetime import date

import pytest
from django.test import RequestFactory

from langkah.apps.production.models import LateMaterial, PlanMove
from langkah.apps.workshop.models import Change, HolidayDay, Maker, OwnHours, StationOut
from langkah.domain.reason import Refusal
from langkah.web.production.way_back import before, way_back
from tests.apps.production.conftest import (  # noqa: F401 - fixtures
    ask,
    desk,
    floor,
    loafer,
    say_yes,
    send,
)

pytestmark = pytest.mark.django_db
SAID = "This cannot be taken back from here"
FAR = "9999-12-31"
ADDRESSES = [
    f"/production/orders/{{order}}/material/undo/1/?row=1+{FAR}+x",
    f"/production/material/1/here/undo/1/?arrives={FAR}&order=1",
    f"/production/machines/1/broken/1/?station=1&count=1&first={FAR}",
    f"/production/calendar/opened/1/undo/?first={FAR}&last={FAR}",
    f"/production/calendar/holidays/2027-03-10/undo/1/?before={FAR}",
    "/production/times/makers/1/undo/?before=5",
    "/production/floor/1/undo/?was=eyJraW5kIjoibWFrZXIifQ:abc",
]


def test_nobody_else_writes_such_an_address(floor, bu_sari, english, ask, send, say_yes):
    order, client = say_yes(send(ask(24))), english(bu_sari)
    known = Change.objects.count()
    first, *others = (one.format(order=order) for one in ADDRESSES)
    signed = [f"{first}&was={text}" for text in ("", "WyJhIl0:c2lnbmVk", "%FF%00")]
    for address in (first, *signed, *others):
        assert SAID in client.post(address, follow=True).content.decode(), address
    assert Change.objects.count() == known
    for kept in (LateMaterial, PlanMove, HolidayDay, OwnHours, StationOut):
        assert not kept.objects.exists()
    assert set(Maker.objects.values_list("speed", flat=True)) == {1}


def test_it_counts_for_its_own_deed_in_its_own_workshop_alone(floor, rival):
    """The signature of one deed opens no other, nor the same one elsewhere."""

    def asked(path: str, workshop=floor):
        request = RequestFactory().post(path)
        request.workshop = workshop
        return request

    path = way_back(asked("/"), "undo_here", str(date(2026, 11, 30)), late=1, move=2)
    assert before(asked(path)) == "2026-11-30"
    other = path.replace("/undo/2/", "/undo/3/")
    assert other != path
    for request in (asked(other), asked(path, rival), asked(path[:-2])):
        with pytest.raises(Refusal, match=SAID):
            before(request)
