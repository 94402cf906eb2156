"""The settings as the owner, the head of production and an adviser meet them."""

from __future__ import annotations

import re
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from langkah.apps.workshop import queries
from langkah.apps.workshop.actions import people
from langkah.apps.workshop.models import (
    ApiKey,
    ClosedDay,
    LastSet,
    Maker,
    ManualRate,
    Membership,
    PriceRule,
    Skill,
    Station,
    Terms,
    WorkHours,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def sari(bu_sari, client_of):
    client = client_of(bu_sari)
    client.cookies["django_language"] = "en"
    return client


@pytest.fixture
def budi(pak_budi, client_of):
    client = client_of(pak_budi)
    client.cookies["django_language"] = "en"
    return client


OWNERS = ["workshop", "people", "people/invite", "prices", "prices/terms", "keys", "changes"]
FLOORS = ["floor", "floor/hours", "floor/makers/new", "floor/skills/new"]
HERS = ["", "account/", "password/", "devices/", "second/"]


@pytest.mark.parametrize("page", OWNERS)
@pytest.mark.parametrize("who", ["rina", "pak_budi", "viewer", "adviser"])
def test_costs_and_people_are_the_owners(who, page, request, client_of):
    client = client_of(request.getfixturevalue(who))
    assert client.get(f"/settings/{page}/").status_code == 404


@pytest.mark.parametrize("page", FLOORS)
@pytest.mark.parametrize(("who", "status"), [("pak_budi", 200), ("bu_sari", 200), ("rina", 404)])
def test_the_floor_is_for_owner_and_production(who, status, page, request, client_of):
    client = client_of(request.getfixturevalue(who))
    assert client.get(f"/settings/{page}/").status_code == status


@pytest.mark.parametrize("page", HERS)
@pytest.mark.parametrize("who", ["rina", "viewer", "adviser"])
def test_everybody_sees_her_own_pages(who, page, request, client_of):
    client = client_of(request.getfixturevalue(who))
    assert client.get(f"/settings/{page}").status_code == 200


@pytest.mark.parametrize("page", ["floor", "people", "prices", "changes", "keys"])
def test_a_page_asks_few_queries(page, sari, django_assert_max_num_queries):
    with django_assert_max_num_queries(14):
        sari.get(f"/settings/{page}/")


def test_a_maker_with_skills(budi, kenzi):
    for name in ("lasting", "packing"):
        budi.post("/settings/floor/skills/new/", {"name": name})
    ids = list(Skill.objects.values_list("pk", flat=True))
    values = {"name": "Pak  Karno", "speed": "0,9", "skills": ids, "active": "on"}
    assert budi.post("/settings/floor/makers/new/", values).status_code == 302
    row = Maker.objects.get()
    assert (row.name, str(row.speed), row.workshop) == ("Pak Karno", "0.90", kenzi)
    assert {one.name for one in row.skills.all()} == {"lasting", "packing"}
    html = budi.get(f"/settings/floor/makers/{row.pk}/").content.decode()
    assert 'value="0.9"' in html


def test_skills_of_another_workshop_are_not_given(budi, kenzi, rival):
    foreign = Skill.objects.create(workshop=rival, name="lasting")
    values = {"name": "Pak Karno", "speed": "1", "skills": [foreign.pk]}
    assert budi.post("/settings/floor/makers/new/", values).status_code == 422
    assert not Maker.objects.exists()


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"name": "", "speed": "1"}, "name"),
        ({"name": "Karno", "speed": "x"}, "speed"),
        ({"name": "Karno", "speed": "9"}, "speed"),
        ({"name": "KARNO", "speed": "1"}, "name"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_nothing_is_stored(budi, kenzi, values, field):
    Maker.objects.create(workshop=kenzi, name="karno")
    answer = budi.post("/settings/floor/makers/new/", values)
    assert answer.context["form"].errors[field]
    assert Maker.objects.count() == 1


def test_a_station_and_a_last_are_changed_and_removed(budi, kenzi):
    budi.post("/settings/floor/stations/new/", {"name": "sole press", "count": 2})
    press = Station.objects.get()
    budi.post(f"/settings/floor/stations/{press.pk}/", {"name": "sole press", "count": 3})
    press.refresh_from_db()
    assert press.count == 3
    budi.post(f"/settings/floor/stations/{press.pk}/remove/")
    budi.post("/settings/floor/lasts/new/", {"family": "classic", "count": 3})
    assert not Station.objects.exists()
    assert LastSet.objects.get().count == 3


def test_a_station_in_use_is_not_removed(budi, kenzi, bu_sari):
    from langkah.apps.catalogue.models import Product, RoutingStep

    press = Station.objects.create(workshop=kenzi, name="sole press")
    shoe = Product.objects.create(workshop=kenzi, name="Loafer", code="L", created_by=bu_sari)
    step = {"workshop": kenzi, "product": shoe, "position": 1, "name": "Soles"}
    RoutingStep.objects.create(**step, station=press)
    answer = budi.post(f"/settings/floor/stations/{press.pk}/remove/", follow=True)
    assert "is in use and cannot be removed" in answer.content.decode()
    assert Station.objects.exists()


def hours(**other):
    return {
        "weekdays": ["0", "1"],
        "opens": "08:00",
        "closes": "16:00",
        "break_from": "12:00",
        "break_minutes": "60",
    } | other


def test_hours_of_some_days(budi, kenzi):
    budi.post("/settings/floor/hours/", hours())
    rows = WorkHours.objects.order_by("weekday").values_list("weekday", "minutes", "break_after")
    assert list(rows) == [(0, 420, 240), (1, 420, 240)]
    budi.post("/settings/floor/hours/", hours(weekdays=["1"], free="on"))
    assert WorkHours.objects.get().weekday == 0


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"closes": "07:00"}, "closes"),
        ({"closes": ""}, "closes"),
        ({"break_from": "17:00"}, "break_from"),
        ({"weekdays": []}, "weekdays"),
    ],
)
def test_hours_that_make_no_day_are_refused(budi, kenzi, change, field):
    answer = budi.post("/settings/floor/hours/", hours(**change))
    assert answer.context["form"].errors[field]
    assert not WorkHours.objects.exists()


def test_days_are_closed_with_what_it_does_and_opened_again(budi, kenzi):
    """No day leaves the floor behind the plan's back."""
    first = timezone.localdate() + timedelta(days=3)
    asked = {"first": first, "last": first + timedelta(days=2), "reason": "Lebaran"}
    assert "/production/calendar/change/" in budi.get("/settings/floor/").content.decode()
    page = budi.get("/production/calendar/change/", asked).content.decode()
    assert not ClosedDay.objects.exists()
    shown = re.search(r'name="shown" value="(\w+)"', page)
    budi.post("/production/calendar/change/", asked | {"shown": shown[1]})
    assert ClosedDay.objects.count() == 3
    path = f"/production/calendar/days/{ClosedDay.objects.first().pk}/open/"
    assert path in budi.get("/settings/floor/").content.decode()
    shown = re.search(r'name="shown" value="(\w+)"', budi.get(path).content.decode())
    budi.post(path, {"shown": shown[1]})
    assert ClosedDay.objects.count() == 2


def rule(**other):
    return {
        "margin": "35",
        "minimum": "180.000",
        "rounding": "1.000",
        "pairs_1": "50",
        "discount_1": "4,5",
    } | other


def test_a_price_rule_with_its_tier(sari, kenzi):
    assert sari.post("/settings/prices/b2b/", rule()).status_code == 302
    row = PriceRule.objects.get()
    assert (str(row.margin), row.minimum, row.rounding) == ("0.3500", 180000, 1000)
    assert list(row.tiers.values_list("pairs", "discount")) == [(50, Decimal("0.045"))]
    html = sari.get("/settings/prices/b2b/").content.decode()
    for shown in ('value="35"', 'value="180000"', 'value="4.5"'):
        assert shown in html


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"margin": "100"}, "margin"),
        ({"margin": ""}, "margin"),
        ({"discount_1": ""}, "discount_1"),
        ({"pairs_2": "50", "discount_2": "6"}, "__all__"),
    ],
)
def test_a_rule_that_makes_no_price_is_refused(sari, kenzi, change, field):
    answer = sari.post("/settings/prices/b2b/", rule(**change))
    assert answer.context["form"].errors[field]
    assert not PriceRule.objects.exists()


def test_terms_and_an_own_rate(sari, kenzi, bu_sari):
    sari.post(
        "/settings/prices/terms/",
        {"validity_days": 10, "deposit_share": "50", "payment": "by transfer"},
    )
    assert str(Terms.objects.get().deposit_share) == "0.5000"
    sari.post("/settings/prices/rates/new/", {"currency": "EUR", "rate": "18.250,50"})
    row = ManualRate.objects.get()
    assert (row.currency, f"{row.rate:f}", row.set_by) == ("EUR", "18250.5000000000", bu_sari)
    assert "18,250.5" in sari.get("/settings/prices/").content.decode()
    sari.post("/settings/prices/rates/EUR/drop/")
    assert not ManualRate.objects.exists()


@pytest.mark.parametrize("slip", ["202.750.000", "2,0275", "0,000049"])
def test_a_rate_far_from_the_published_one_is_asked_again(sari, kenzi, slip):
    """A slipped digit, or a rate turned round, would price a pair at two cents."""
    answer = sari.post("/settings/prices/rates/new/", {"currency": "EUR", "rate": slip})
    said = answer.content.decode()
    assert answer.status_code == 422
    assert "far from the rate of the European Central Bank: 1 EUR = " in said
    assert '<input type="checkbox" name="sure"' in said
    assert not ManualRate.objects.exists()
    sari.post("/settings/prices/rates/new/", {"currency": "EUR", "rate": slip, "sure": "on"})
    assert ManualRate.objects.get().currency == "EUR"


def test_a_rate_that_nobody_publishes_says_that_nothing_was_compared(sari, kenzi):
    sari.post("/settings/prices/rates/new/", {"currency": "KWD", "rate": "53.000"})
    html = sari.get("/settings/prices/").content.decode()
    assert "1 KWD = " in html
    assert "it could not be compared with anything" in html
    sari.post("/settings/prices/rates/new/", {"currency": "EUR", "rate": "20.500"})
    html = sari.get("/settings/prices/").content.decode()
    assert html.count("it could not be compared with anything") == 1


@pytest.mark.parametrize("slip", ["530.000", "5.300", "64.000"])
def test_a_rate_that_nobody_publishes_is_compared_with_the_one_before(sari, kenzi, slip):
    new = "/settings/prices/rates/new/"
    sari.post(new, {"currency": "KWD", "rate": "53.000"})
    answer = sari.post(new, {"currency": "KWD", "rate": slip})
    assert answer.status_code == 422
    said = answer.content.decode()
    assert "far from your rate before: 1 KWD = 53,000 IDR" in said
    assert '<input type="checkbox" name="sure"' in said
    assert ManualRate.objects.count() == 1
    sari.post(new, {"currency": "KWD", "rate": "54.000"})
    assert "could not be compared" not in sari.get("/settings/prices/").content.decode()
    sari.post(new, {"currency": "KWD", "rate": slip, "sure": "on"})
    assert ManualRate.objects.count() == 3


def test_what_the_bank_keeps(sari, kenzi):
    sari.post("/settings/prices/bank/", {"share": "1,5"})
    kenzi.refresh_from_db()
    assert kenzi.bank_keeps == 150
    assert "your bank keeps" in sari.get("/settings/prices/").content.decode()
    assert sari.post("/settings/prices/bank/", {"share": "50"}).status_code == 422
    assert sari.post("/settings/prices/bank/", {"share": "-1"}).status_code == 422
    assert sari.post("/settings/prices/bank/", {"share": "0,015"}).status_code == 422
    kenzi.refresh_from_db()
    assert kenzi.bank_keeps == 150


def test_the_workshop_tells_its_story(sari, kenzi):
    values = {"name": "Kenzi", "village": "Trowulan", "city": "Mojokerto", "story": "By hand."}
    sari.post("/settings/workshop/", values)
    kenzi.refresh_from_db()
    assert (kenzi.village, kenzi.story) == ("Trowulan", "By hand.")


class TestPeople:
    """Roles, and what an adviser sees."""

    def test_the_last_owner_stays(self, sari, kenzi, bu_sari):
        member = kenzi.memberships.get(user=bu_sari)
        answer = sari.post(f"/settings/people/{member.pk}/", {"role": "viewer"})
        assert "needs an owner" in answer.content.decode()
        answer = sari.post(f"/settings/people/{member.pk}/remove/", follow=True)
        assert "needs an owner" in answer.content.decode()
        assert kenzi.memberships.get(user=bu_sari).role == "owner"

    def test_rina_becomes_owner_and_bu_sari_may_go(self, sari, kenzi, bu_sari, rina):
        member = kenzi.memberships.get(user=rina)
        sari.post(f"/settings/people/{member.pk}/", {"role": "owner"})
        sari.post(f"/settings/people/{kenzi.memberships.get(user=bu_sari).pk}/remove/")
        assert [row.user for row in kenzi.memberships.all()] == [rina]

    def test_who_is_removed_is_out_at_once_with_her_keys(self, sari, kenzi, rina, client_of):
        ApiKey.objects.create(workshop=kenzi, user=rina, name="x", token_hash="y")
        client = client_of(rina)
        assert client.get("/").status_code == 200
        sari.post(f"/settings/people/{kenzi.memberships.get(user=rina).pk}/remove/")
        assert client.get("/").status_code == 404
        assert not ApiKey.objects.exists()

    def test_an_adviser_sees_exactly_the_shared_rooms(self, sari, kenzi, adviser, client_of):
        client = client_of(adviser)
        assert client.get("/products/").status_code == 404
        member = kenzi.memberships.get(user=adviser)
        sari.post(f"/settings/people/{member.pk}/shares/", {"rooms": ["catalogue"]})
        assert client.get("/products/").status_code == 200
        assert client.get("/sales/").status_code == 404
        sari.post(f"/settings/people/{member.pk}/shares/", {"rooms": []})
        assert client.get("/products/").status_code == 404

    def test_who_forgot_her_password_gets_a_link_that_works_once(self, sari, kenzi, rina, client):
        member = kenzi.memberships.get(user=rina)
        page = sari.post(f"/settings/people/{member.pk}/password/")
        link = re.search(r"http://testserver(/new-password/[\w-]+/)", page.content.decode())[1]
        weak = client.post(link, {"password": "kurang"})
        assert weak.context["form"].errors["password"]
        assert client.post(link, {"password": "kuda-nil-makan-roti"}).status_code == 302
        rina.refresh_from_db()
        assert rina.check_password("kuda-nil-makan-roti")
        assert client.get(link).status_code == 404

    @pytest.mark.parametrize("token", ["1-x", "x", "-", "99-c1x-abc", "9" * 40 + "-c"])
    def test_a_link_that_was_invented_opens_nothing(self, client, kenzi, bu_sari, token):
        assert client.get(f"/new-password/{token}/").status_code == 404

    def test_an_owner_does_not_reach_into_the_workshops_of_others(
        self, sari, kenzi, rival, rina, client
    ):
        Membership.objects.create(workshop=rival, user=rina, role="owner")
        member = kenzi.memberships.get(user=rina)
        page = sari.post(f"/settings/people/{member.pk}/password/", follow=True)
        assert "also works for others" in page.content.decode()
        assert "/new-password/" not in page.content.decode()

    def test_rooms_are_shared_with_advisers_only(self, sari, kenzi, rina):
        member = kenzi.memberships.get(user=rina)
        assert sari.get(f"/settings/people/{member.pk}/shares/").status_code == 404

    def test_an_invitation_is_shown_once(self, sari, kenzi):
        page = sari.post("/settings/people/invite/", {"name": "Rina", "role": "marketing"})
        link = re.search(r"http://testserver(/invitation/[\w-]+/)", page.content.decode())
        assert link
        assert link[1] not in sari.get("/settings/people/").content.decode()


def test_a_key_is_shown_once_and_can_be_ended(sari, kenzi, bu_sari):
    page = sari.post("/settings/keys/", {"name": "Shop"})
    token = page.context["made"]
    found = queries.api_key(token)
    assert found
    assert (found.workshop, found.user) == (kenzi, bu_sari)
    assert token not in sari.get("/settings/keys/").content.decode()
    assert token not in str(ApiKey.objects.values().get())
    sari.post(f"/settings/keys/{ApiKey.objects.get().pk}/revoke/")
    assert queries.api_key(token) is None


def test_the_trail_says_who_changed_what_from_what_to_what(sari, kenzi):
    for margin in ("35", "40"):
        sari.post("/settings/prices/b2b/", rule(margin=margin))
    text = re.sub(r"(<[^>]+>|\s)+", " ", sari.get("/settings/changes/").content.decode())
    assert "Price rule: saved" in text
    assert "margin: 35 % 40 %" in text
    assert "Bu Sari" in text


def test_the_trail_can_be_read_back(sari, kenzi, bu_sari):
    for count in range(60):
        people.invite(
            workshop=kenzi, role="viewer", name=f"Guest {count}", by=bu_sari, now=timezone.now()
        )
    first = sari.get("/settings/changes/")
    assert len(first.context["rows"]) == 50
    second = sari.get(f"/settings/changes/?before={first.context['last']}")
    assert len(second.context["rows"]) == 10
    assert sari.get("/settings/changes/?before=x").status_code == 200


def test_a_member_of_two_workshops_switches(kenzi, rival, rival_owner, client_of):
    Membership.objects.create(workshop=kenzi, user=rival_owner, role="viewer")
    client = client_of(rival_owner)
    assert client.get("/settings/").wsgi_request.workshop == rival
    client.post("/settings/switch/", {"workshop": kenzi.pk})
    assert client.get("/settings/").wsgi_request.workshop == kenzi


def test_nobody_switches_to_a_workshop_that_is_not_hers(rival, bu_sari, client_of):
    client = client_of(bu_sari)
    assert client.post("/settings/switch/", {"workshop": rival.pk}).status_code == 404
    assert client.post("/settings/switch/", {"workshop": "x"}).status_code == 404


def test_the_plan_sees_the_floor(budi, kenzi):
    budi.post("/settings/floor/hours/", hours())
    skill = Skill.objects.create(workshop=kenzi, name="lasting")
    for name, active in (("Karno", "on"), ("Joko", "")):
        values = {"name": name, "speed": "1", "skills": [skill.pk], "active": active}
        budi.post("/settings/floor/makers/new/", values)
    ClosedDay.objects.create(workshop=kenzi, day=date(2027, 3, 15), reason="Lebaran")
    shop = queries.shop(kenzi, date(2026, 11, 23))
    assert [(one.name, one.skills) for one in shop.people] == [("Karno", ("lasting",))]
    closed = {one.day: one.reason for one in shop.calendar.closed}
    assert closed[date(2027, 3, 15)] == "Lebaran"
    assert date(2026, 12, 25) in closed
    assert [one.weekday for one in shop.calendar.hours] == [0, 1]
