# ruff: noqa: F811 - fixtures of the production tests are used by name
"""The page of a late order: the day to tell, the word to the buyer, her yes, and who may (V08)."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from syrupy.assertion import SnapshotAssertion

from langkah.apps.production.lateness import lateness
from langkah.apps.production.models import Booking
from langkah.apps.sales.models import NewDay, Order
from langkah.apps.workshop import words
from langkah.apps.workshop.models import Change
from tests.apps.production.conftest import (  # noqa: F401 - fixtures
    ask,
    at,
    desk,
    floor,
    loafer,
    packing,
    say_yes,
    send,
)
from tests.web.production.reading import main_text

pytestmark = pytest.mark.django_db
MORNING = at(24, 9)
TEXT = re.compile(r'<textarea id="word"[^>]*>(.*?)</textarea>', re.DOTALL)


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    def at_moment(moment: datetime) -> None:
        monkeypatch.setattr(timezone, "now", lambda: moment)

    at_moment(MORNING)
    return at_moment


@pytest.fixture
def late(packing, ask, send, say_yes) -> Callable[[int], Order]:
    """An order of so many pairs, promised for the day before its plan."""

    def made(pairs: int) -> Order:
        order = Order.objects.get(pk=say_yes(send(ask(pairs))))
        order.promise_day = plan_day(order) - timedelta(days=1)
        order.save()
        return order

    return made


@pytest.fixture
def order(late) -> Order:
    return late(24)


def plan_day(order: Order) -> date:
    last = Booking.objects.filter(order_line__order=order).latest("end")
    return timezone.localtime(last.end).date()


def path(order: Order, deed: str = "") -> str:
    return f"/production/orders/{order.pk}/late/{deed}"


def draft(page: str) -> str:
    return html.unescape(TEXT.search(page)[1])


def hidden(page: str) -> dict[str, str]:
    """The form that notes the word, as it stands on the page."""
    form = page[page.index('action="' + re.search(r'action="([^"]+/late/told/)"', page)[1]) :]
    named = re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', form[: form.index("</form>")])
    return {name: value for name, value in named if name != "csrfmiddlewaretoken"}


def tell(client, order: Order, ready: str = "", **more: str):
    page = client.get(path(order), {"ready": ready}).content.decode()
    return client.post(path(order, "told/"), hidden(page) | {"text": draft(page)} | more)


def test_the_page_reads_well(order, bu_sari, english, snapshot: SnapshotAssertion):
    answer = english(bu_sari).get(path(order))
    assert main_text(answer) == snapshot
    assert draft(answer.content.decode()) == snapshot


def test_the_day_to_tell_is_the_sure_one_and_no_earlier_one_is_taken(late, bu_sari, english):
    # Weeks of work: whatever the luck of this order, its plan's own day is kept too seldom
    order = late(240)
    found = lateness(order.workshop, order.pk, MORNING)
    assert found.sure > found.planned > found.promised
    client = english(bu_sari)
    page = client.get(path(order)).content.decode()
    assert words.day(found.sure, "nl") in draft(page)
    assert f'type="date" name="day" value="{found.sure}"' in page, "as a date field reads it"
    assert words.day(found.planned, "nl") not in draft(page)
    early = {"day": str(found.planned), "text": f"Klaar op {words.day(found.planned, 'nl')}"}
    answer = tell(client, order, **early)
    assert "kept too seldom to be promised again" in answer.content.decode()
    assert not NewDay.objects.exists()
    again = client.get(path(order), {"day": str(found.planned), "language": "en"})
    assert "kept too seldom to be promised again" in again.content.decode()


def test_the_message_is_written_as_chosen(order, bu_sari, english):
    asked = {"day": "2027-03-04", "reason": "machine", "deeds": ["hours"], "language": "nl"}
    page = english(bu_sari).get(path(order), asked).content.decode()
    text = draft(page)
    assert text.startswith("Geachte Marieke")
    assert "4 mrt 2027" in text
    assert "Een machine die wij voor uw bestelling nodig hebben, is kapot." in text
    assert "Wij werken langer door voor uw bestelling." in text
    assert hidden(page)["reason"] == "machine"


def test_told_agreed_and_both_taken_back(order, bu_sari, english):
    client, old = english(bu_sari), order.promise_day
    assert tell(client, order).status_code == 302
    told = NewDay.objects.get()
    page = client.get(path(order)).content.decode()
    assert "Noted: the buyer knows the new day." in page
    assert "She has not agreed yet." in page
    order.refresh_from_db()
    assert order.promise_day == old
    client.post(path(order, "agreed/"), {"told": told.pk, "on": "2026-11-24"})
    order.refresh_from_db()
    assert order.promise_day == told.day > old
    page = client.get(path(order)).content.decode()
    assert "The buyer agreed on" in page
    assert "By the plan it is ready in time" in page
    quote = main_text(client.get(f"/sales/quotes/{order.accepted.version.quote_id}/"))
    assert f"agreed since:\n{told.day:%-d %b %Y}" in quote
    client.post(path(order, f"{told.pk}/not-agreed/"))
    again = client.post(path(order, f"{told.pk}/not-agreed/"), follow=True).content.decode()
    assert "Nothing was taken back" in again
    assert "The order is held to its day before." not in again.split("Nothing was taken back")[1]
    client.post(path(order, f"{told.pk}/not-told/"))
    again = client.post(path(order, f"{told.pk}/not-told/"), follow=True).content.decode()
    assert "Nothing was taken back" in again
    order.refresh_from_db()
    assert order.promise_day == old
    assert not NewDay.objects.filter(withdrawn_at=None).exists()
    assert Change.objects.filter(verb__startswith="order.new_day").count() == 4


def test_a_refused_word_keeps_what_was_typed(order, bu_sari, english):
    page = tell(english(bu_sari), order, text="We are sorry, next week.").content.decode()
    assert "does not name the new day" in page
    assert draft(page) == "We are sorry, next week."
    assert not NewDay.objects.exists()


def test_a_mistyped_year_is_told_to_nobody(order, bu_sari, english):
    text = f"Klaar op {words.day(date(9999, 12, 31), 'nl')}"
    page = tell(english(bu_sari), order, day="9999-12-31", text=text).content.decode()
    assert "The new day 31 Dec 9999 lies more than two years ahead. Check the year." in page
    assert not NewDay.objects.exists()


def test_a_plan_that_is_only_looked_at(order, bu_sari, english):
    order.promise_day = plan_day(order) + timedelta(days=2)
    order.save()
    client = english(bu_sari)
    assert "There is no later day to tell." in client.get(path(order)).content.decode()
    later = order.promise_day + timedelta(days=5)
    page = client.get(path(order), {"ready": str(later)}).content.decode()
    assert "The plan is not changed yet" in page
    assert "5 days after the promise" in page
    assert tell(client, order, ready=str(later)).status_code == 302
    assert NewDay.objects.get().planned == later
    for strange in ("soon", "2026-11-01", "9999-12-31"):
        page = client.get(path(order), {"ready": strange}).content.decode()
        assert "The plan is not changed yet" not in page


def test_an_order_that_left_or_has_no_plan(order, bu_sari, english):
    client = english(bu_sari)
    Booking.objects.all().delete()
    assert "Nothing of this order is ahead" in client.get(path(order)).content.decode()
    assert client.post(path(order, "told/"), {"text": "x"}).status_code == 200
    assert client.get("/production/orders/999/late/").status_code == 404


WHO = [
    *[("bu_sari", 200, 302), ("rina", 200, 302), ("pak_budi", 200, 404)],
    *[("viewer", 200, 404), ("adviser", 404, 404), ("rival_owner", 404, 404)],
]


@pytest.mark.parametrize(("who", "reads", "writes"), WHO)
def test_who_may_read_and_who_may_note(order, request, english, bu_sari, who, reads, writes):
    page = english(bu_sari).get(path(order)).content.decode()
    client = english(request.getfixturevalue(who))
    answer = client.get(path(order))
    assert answer.status_code == reads
    assert ("The buyer has been told" in answer.content.decode()) == (writes == 302)
    form = hidden(page) | {"text": draft(page)}
    assert client.post(path(order, "told/"), form).status_code == writes
    told = NewDay.objects.values_list("pk", flat=True).first() or 0
    for deed in ("agreed/", f"{told}/not-agreed/", f"{told}/not-told/"):
        assert client.post(path(order, deed)).status_code == writes
        assert client.get(path(order, deed)).status_code in (404, 405)
    assert NewDay.objects.exists() == (writes == 302)


def test_the_page_asks_a_bounded_number_of_times_and_writes_nothing(order, bu_sari, english):
    client = english(bu_sari)
    tell(client, order)
    client.get(path(order))
    with CaptureQueriesContext(connection) as seen:
        client.get(path(order))
    assert len(seen) <= 36
    assert all(one["sql"].startswith("SELECT") for one in seen)
