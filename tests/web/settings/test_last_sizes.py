# ruff: noqa: F811 - fixtures of the production tests are used by name
"""Lasts counted by size: written down by the workshop, and a size nobody owns has no date."""

from __future__ import annotations

import pytest

from langkah.apps.catalogue.models import Product, RoutingStep
from langkah.apps.production.promises import promise_for
from langkah.apps.sales.models import QuoteLineSize, QuoteVersion
from langkah.apps.workshop.actions.lasts import count_lasts
from langkah.apps.workshop.errors import NotFound, NotSaved
from langkah.apps.workshop.models import ChangeField, LastPairs, LastSet
from langkah.apps.workshop.queries import shop
from langkah.domain.product import SizePairs
from langkah.domain.reason import Refusal
from tests.apps.production.conftest import (  # noqa: F401 - fixtures
    NOW,
    ask,
    desk,
    floor,
    loafer,
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
