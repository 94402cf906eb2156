# ruff: noqa: F811 - fixtures of the production tests are used by name
"""Lasts counted by size: written down by the workshop, and a size nobody owns has no date."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from langkah.apps.catalogue.models import Product, RoutingStep
from langkah.apps.production.certificates import proved
from langkah.apps.production.committed import committed
from langkah.apps.production.promises import promise_for
from langkah.apps.sales.models import QuoteLineSize, QuoteVersion
from langkah.apps.workshop.actions.lasts import count_lasts
from langkah.apps.workshop.errors import NotFound, NotSaved
from langkah.apps.workshop.models import ChangeField, LastPairs, LastSet, Maker
from langkah.apps.workshop.queries import shop
from langkah.domain.product import SizePairs
from langkah.domain.reason import Refusal
from tests.apps.production.conftest import (  # noqa: F401 - fixtures
    NOW,
    ask,
    desk,
    floor,
    loafer,
    say_yes,
    send,
)
from tests.web.production.reading import main_text

pytestmark = pytest.mark.django_db


@pytest.fixture
def budi(pak_budi, client_of):
    client = client_of(pak_budi)
    client.cookies["django_language"] = "en"
    return client


@pytest.fixture
def klasik(floor, loafer) -> LastSet:
    """The loafer is made on this last, in sizes 38 to 44."""
    Product.objects.filter(pk=loafer).update(last="klasik")
    RoutingStep.objects.filter(product=loafer).update(holds_last=True)
    return LastSet.objects.create(workshop=floor, family="klasik", count=3)


@pytest.fixture
def page(klasik) -> str:
    return f"/settings/floor/lasts/{klasik.pk}/sizes/"


def counted(klasik: LastSet) -> list[tuple[str, int]]:
    return list(LastPairs.objects.filter(last_set=klasik).values_list("size", "pairs"))


@pytest.mark.parametrize(
    ("who", "status"),
    [("pak_budi", 200), ("bu_sari", 200), ("rina", 404), ("viewer", 404), ("adviser", 404)],
)
def test_they_are_for_owner_and_production(who, status, request, client_of, page):
    client = client_of(request.getfixturevalue(who))
    assert client.get(page).status_code == status


def test_each_size_of_the_products_on_it_has_a_field(budi, page, klasik):
    html = budi.get(page).content.decode()
    assert all(f'name="size_{size}"' in html for size in range(38, 45))
    link = f'href="{page}"'
    assert link in budi.get(f"/settings/floor/lasts/{klasik.pk}/").content.decode()


def test_they_are_counted_shown_and_forgotten(budi, page, klasik):
    typed = {"size_39": "2", "size_40": "", "other": "41,5", "other_pairs": "1"}
    assert budi.post(page, typed).status_code == 302
    there = {size: count for size, count in counted(klasik) if count}
    assert (len(counted(klasik)), there) == (8, {"39": 2, "41.5": 1})
    told = " ".join(main_text(budi.get("/settings/floor/")).split())
    assert "39 (2), 40 (0), 41 (0), 41.5 (1)" in told
    field = ChangeField.objects.get(change__verb="lastset.counted", field="pairs")
    assert (field.before, field.after[:20]) == ("", "38: 0, 39: 2, 40: 0,")
    budi.post(page, {})
    assert counted(klasik) == []


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"size_39": "-1"}, "size_39"),
        ({"size_39": "many"}, "size_39"),
        ({"other": "41"}, "other_pairs"),
        ({"other": "large", "other_pairs": "1"}, "other"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(budi, page, klasik, typed, field):
    answer = budi.post(page, typed)
    assert answer.status_code == 422
    assert answer.context["form"].errors[field]
    assert counted(klasik) == []


def test_another_workshops_lasts_are_not_counted(budi, rival, pak_budi, kenzi):
    row = LastSet.objects.create(workshop=rival, family="boot")
    assert budi.get(f"/settings/floor/lasts/{row.pk}/sizes/").status_code == 404
    with pytest.raises(NotFound):
        count_lasts(workshop=kenzi, last_set=row.pk, pairs={"39": 1}, by=pak_budi)


@pytest.mark.parametrize("pairs", [{"large": 1}, {"39": -1}, {"39": 1000}])
def test_no_other_counts_are_kept(klasik, pak_budi, pairs):
    with pytest.raises(NotSaved):
        count_lasts(workshop=klasik.workshop, last_set=klasik.pk, pairs=pairs, by=pak_budi)
    assert counted(klasik) == []


def test_the_floor_of_a_plan_has_them(klasik, pak_budi):
    count_lasts(workshop=klasik.workshop, last_set=klasik.pk, pairs={"40": 1}, by=pak_budi)
    (family,) = shop(klasik.workshop, NOW.date()).lasts
    assert (family.count, family.sizes) == (3, (SizePairs(size="40", pairs=1),))


def no_day(version: int) -> str:
    row = QuoteVersion.objects.get(pk=version)
    with pytest.raises(Refusal) as refused:
        promise_for(row.workshop, version, NOW)
    return str(refused.value.reasons[0])


def test_a_size_of_which_there_is_no_last_has_no_date(klasik, pak_budi, ask):
    """Where nobody counted every size has a day; where somebody did, 39 has none."""
    version = ask(24)
    assert promise_for(klasik.workshop, version, NOW).offered
    count_lasts(workshop=klasik.workshop, last_set=klasik.pk, pairs={"40": 2}, by=pak_budi)
    assert "needs the last klasik in size 39, and there is none" in no_day(version)
    count_lasts(workshop=klasik.workshop, last_set=klasik.pk, pairs={"39": 1}, by=pak_budi)
    assert promise_for(klasik.workshop, version, NOW).offered


def test_a_size_that_the_product_does_not_come_in_has_no_date(klasik, ask):
    version = ask(24)
    QuoteLineSize.objects.filter(line__version=version).update(size="51")
    assert "is not made in size 51" in no_day(version)


def test_the_quote_page_names_step_last_and_size_and_tells_no_day(klasik, bu_sari, client_of, ask):
    """Also for a draft that had a day; worked out again, the day is gone from it."""
    version = ask(24)
    row = QuoteVersion.objects.get(pk=version)
    count_lasts(workshop=klasik.workshop, last_set=klasik.pk, pairs={"40": 2}, by=bu_sari)
    client = client_of(bu_sari)
    client.cookies["django_language"] = "en"
    text = main_text(client.get(f"/sales/quotes/{row.quote_id}/"))
    assert "Why there is no day" in text
    assert "needs the last klasik in size 39, and there is none" in text
    assert "Ready\nnot planned yet" in text
    assert row.promise_day
    client.post(f"/sales/versions/{version}/price/")
    row.refresh_from_db()
    assert row.promise_day is None
    count_lasts(workshop=klasik.workshop, last_set=klasik.pk, pairs={}, by=bu_sari)
    client.post(f"/sales/versions/{version}/price/")
    text = main_text(client.get(f"/sales/quotes/{row.quote_id}/"))
    assert "Why there is no day" not in text
    row.refresh_from_db()
    assert row.promise_day


def pressed(client, page: str, **more: str) -> str:
    """The page that asks first, its button pressed."""
    change = re.search(r'name="change" value="([^"]+)"', client.get(page).content.decode())
    assert change
    sent = {"change": change[1], "alone": "yes", **more}
    return client.post("/production/floor/", sent, follow=True).content.decode()


def test_a_size_that_planned_and_held_work_needs_is_not_taken_away_unseen(
    klasik, floor, budi, page, ask, send, say_yes, monkeypatch
):
    """Who needs it is named first; then every page says it, until the last is there again."""
    monkeypatch.setattr(timezone, "now", lambda: NOW)
    say_yes(send(ask(24)))
    send(ask(6))
    assert budi.post(page, {"size_39": "1"}).url == "/settings/floor/", "nothing is lacking yet"
    answer = budi.post(page, {"size_39": "0", "size_40": "2"})
    assert answer.url.startswith("/production/floor/?change=")
    text = main_text(budi.get(answer.url))
    assert "A size without a last" in text
    assert "O1 Marieke de Vries" in text
    assert "Q2 Marieke de Vries" in text
    assert "39: 0, 40: 2" in text
    assert ("39", 1) in counted(klasik), "nothing is stored yet"
    told = pressed(budi, answer.url)
    assert "it says what no longer fits" in told
    assert ("39", 0) in counted(klasik)
    risk = main_text(budi.get("/production/risk/"))
    assert "of one of its sizes there is no last" in risk
    assert "The plan no longer fits: steps that cannot be done" in main_text(budi.get("/"))
    again = main_text(budi.get("/production/follow/"))
    assert "Another place on the plan does not help" in again
    undo = re.search(r'action="(/production/floor/\d+/undo/[^"]+)"', told)
    assert undo
    budi.post(undo[1].replace("&amp;", "&"))
    assert ("39", 1) in counted(klasik)
    assert "there is no last" not in main_text(budi.get("/production/risk/"))


def test_a_size_never_counted_lacks_as_well_and_a_proof_stays_what_it_was(
    klasik, floor, budi, page, ask, send, monkeypatch
):
    """39 is not among what is counted for the first time; nothing was counted at the proof."""
    monkeypatch.setattr(timezone, "now", lambda: NOW)
    version = send(ask(24))
    before = proved(floor, version)
    answer = budi.post(page, {"size_40": "2"})
    assert "Q1 Marieke de Vries" in main_text(budi.get(answer.url))
    pressed(budi, answer.url)
    assert proved(floor, version) == before
    held = committed(floor, NOW)
    assert [one.job.sizes for one in held.asked] == [("39",)]
    assert [one.job.sizes for one in held.commitments] == [()]


def test_sizes_cost_two_queries_however_many_lines_there_are(
    klasik, floor, pak_budi, ask, send, say_yes
):
    def asked(**more: bool) -> int:
        with CaptureQueriesContext(connection) as seen:
            committed(floor, NOW, **more)
        return len(seen)

    say_yes(send(ask(2)))
    send(ask(2))
    plain = asked()
    assert asked(sized=True) == plain + 2
    for _ in range(3):
        say_yes(send(ask(2)))
        send(ask(2))
    assert asked(sized=True) == plain + 2


def test_lasts_that_are_short_keep_nobody_from_repairing_the_rest(
    klasik, floor, budi, pak_budi, ask, send, say_yes, monkeypatch
):
    """A leave is answered although 39 has no last: no move makes one."""
    monkeypatch.setattr(timezone, "now", lambda: NOW)
    say_yes(send(ask(24)))
    count_lasts(workshop=floor, last_set=klasik.pk, pairs={"39": 0}, by=pak_budi)
    who = Maker.objects.get().pk
    day = (NOW + timedelta(days=1)).date().isoformat()
    path = f"/production/calendar/change/?maker={who}&kind=away&first={day}&last={day}"
    text = main_text(budi.get(path))
    assert "does not pass its own check" not in text
    assert "and there is none" not in text
