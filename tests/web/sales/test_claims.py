# ruff: noqa: F811 - fixtures of the sales tests are used by name
"""A preference is claimed on a draft by a named person; the price counts with it, and back."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from langkah.apps.catalogue.models import Material
from langkah.apps.insight.items import Urgency
from langkah.apps.insight.queries import today
from langkah.apps.partners import actions as partners
from langkah.apps.rules import actions as rules
from langkah.apps.sales import actions, links, queries
from langkah.apps.sales.actions.claiming import Promise
from langkah.apps.sales.errors import Frozen, Incomplete
from langkah.apps.sales.models import (
    ClaimedPreference,
    ObtainedProof,
    OfferLine,
    Order,
    QuoteLink,
    QuoteVersion,
)
from langkah.apps.workshop.models import Change
from tests.apps.sales.conftest import (  # noqa: F401 - fixtures
    NOW,
    READY,
    desk,
    drafted,
    express,
    facts,
    inquiry,
    loafer,
)
from tests.conftest import somebody

pytestmark = pytest.mark.django_db
PROGRAMME = "EU GSP"


@pytest.fixture(autouse=True)
def _same_day():
    with time_machine.travel(datetime(2026, 11, 23, 4, 0, tzinfo=UTC)):
        yield


@pytest.fixture
def here(drafted):
    """Every material is from Indonesia, and the goods are there before the scheme ends."""
    Material.objects.filter(workshop=drafted.workshop).update(origin="ID")
    QuoteVersion.objects.filter(pk=drafted.pk).update(
        promise_day=date(2026, 12, 10),
        arrival_from=date(2026, 12, 15),
        arrival_until=date(2026, 12, 20),
    )
    drafted.refresh_from_db()
    actions.price_quote(workshop=drafted.workshop, version=drafted.pk, now=NOW)
    return drafted


def duty(version):
    return OfferLine.objects.filter(offer__version=version, head="duty").first().amount


def claim(version, by, **changes):
    told = {"programme": PROGRAMME, "name": "Bu Sari", "ready_on": date(2026, 12, 1)} | changes
    actions.claim_preference(
        workshop=version.workshop, version=version.pk, promise=Promise(**told), by=by, now=NOW
    )


def possible(version):
    found = queries.possible_claims(version.workshop, version.pk, NOW)
    return next(one for one in found if one.programme == PROGRAMME)


def test_what_a_claim_needs_and_saves(here):
    one = possible(here)
    assert one.met and one.open and one.in_time and one.may
    assert one.duty.amount > 0
    assert one.saving.amount >= one.duty.amount
    assert one.proof and one.issuer and one.lead_days is not None


def test_what_a_doubtful_preference_saves_in_all_is_not_known(drafted, bu_sari, client_of):
    """It arrives after the known end of the scheme: nobody counts it, which is no saving of 0."""
    Material.objects.filter(workshop=drafted.workshop).update(origin="ID")
    one = possible(drafted)
    assert not one.open
    assert one.duty.amount > 0
    assert one.saving is None
    page = client_of(bu_sari).get(
        reverse("sales:preference", args=[drafted.pk]), headers={"accept-language": "en"}
    )
    told = page.content.decode().split("Saves in all, with the tax on it")[1].split("</dd>")[0]
    assert "0.00" not in told and "not known" in told


def test_the_price_counts_with_it_and_without_it_again(here, bu_sari):
    before, told = duty(here), possible(here)
    claim(here, bu_sari)
    assert before - duty(here) == told.duty.amount
    row = ClaimedPreference.objects.get()
    actions.withdraw_claim(
        workshop=here.workshop, version=here.pk, claim=row.pk, by=bu_sari, now=NOW
    )
    assert duty(here) == before
    verbs = set(Change.objects.values_list("verb", flat=True))
    assert {"quote.claimed", "quote.claim_withdrawn"} <= verbs


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"name": " "}, "Write who says"),
        ({"ready_on": None}, "Write the day"),
        ({"ready_on": date(2026, 11, 1)}, "cannot be there before"),
        ({"ready_on": date(2026, 12, 11)}, "after the goods leave"),
        ({"programme": "Nowhere"}, "does not lower the duty"),
    ],
)
def test_a_word_that_is_missing_or_too_late_is_refused(here, bu_sari, changes, said):
    with pytest.raises(Incomplete, match=said):
        claim(here, bu_sari, **changes)
    assert not ClaimedPreference.objects.exists()


def test_a_rule_of_origin_that_is_not_met_cannot_be_ticked(here, bu_sari, client_of):
    Material.objects.filter(workshop=here.workshop).update(origin="")
    with pytest.raises(Incomplete, match="not known"):
        claim(here, bu_sari)
    english = {"accept-language": "en"}
    place = reverse("sales:preference", args=[here.pk])
    html = client_of(bu_sari).get(place, headers=english).content.decode()
    assert "This cannot be claimed" in html
    assert "We will have the proof" not in html


def test_without_a_date_it_cannot_be_ticked(here, bu_sari):
    QuoteVersion.objects.filter(pk=here.pk).update(promise_day=None)
    with pytest.raises(Incomplete, match="when the goods leave"):
        claim(here, bu_sari)


def test_a_date_that_moves_before_the_proof_takes_the_claim_out(here, bu_sari):
    before = duty(here)
    claim(here, bu_sari)
    QuoteVersion.objects.filter(pk=here.pk).update(promise_day=date(2026, 11, 30))
    actions.price_quote(workshop=here.workshop, version=here.pk, now=NOW)
    assert duty(here) == before
    said = " ".join(here.remarks.values_list("sentence", flat=True))
    assert "after the goods leave" in said


def test_a_sent_quote_keeps_its_claim_and_the_next_one_takes_it_along(here, bu_sari, client):
    claim(here, bu_sari)
    lower = duty(here)
    actions.freeze(workshop=here.workshop, version=here.pk, by=bu_sari, now=NOW)
    row = ClaimedPreference.objects.get()
    with pytest.raises(Frozen):
        actions.withdraw_claim(
            workshop=here.workshop, version=here.pk, claim=row.pk, by=bu_sari, now=NOW
        )
    later = NOW + timedelta(hours=1)
    after = actions.next_version(workshop=here.workshop, version=here.pk, by=bu_sari, now=later)
    assert ClaimedPreference.objects.filter(version=after).count() == 1
    assert duty(here) == lower
    link = QuoteLink.objects.get(quote=here.quote_id)
    page = client.get(links.address(link.seed)).content.decode()
    assert "REX-attest van oorsprong" in page
    assert "Bu Sari" not in page.split("<main")[1]


def test_on_the_screen(here, kenzi, bu_sari, client_of):
    client, place = client_of(bu_sari), reverse("sales:preference", args=[here.pk])
    told = {"programme": PROGRAMME, "name": "Bu Sari", "ready_on": "2026-12-01"}
    html = client.post(place, told, follow=True).content.decode()
    row = ClaimedPreference.objects.get()
    assert "Pernyataan asal REX" in html
    client.post(reverse("sales:withdraw_claim", args=[here.pk, row.pk]))
    row.refresh_from_db()
    assert row.withdrawn_by == bu_sari
    reader = client_of(somebody(kenzi, "Tamu", "viewer"))
    assert reader.get(place).status_code == 404
    client = client_of(bu_sari)
    with CaptureQueriesContext(connection) as seen:
        client.get(place)
    assert len(seen) <= 32
    assert all(one["sql"].startswith("SELECT") for one in seen)


@pytest.fixture
def ordered(here, bu_sari):
    """An order whose price counts with the lower duty."""
    claim(here, bu_sari)
    actions.freeze(workshop=here.workshop, version=here.pk, by=bu_sari, now=NOW)
    actions.accept(workshop=here.workshop, version=here.pk, name="Eva", now=NOW)
    return Order.objects.get()


def of_order(order):
    (one,) = queries.claims_of_order(order.workshop, order.accepted.version_id)
    return one


def test_an_order_says_which_proof_by_when_and_what_it_saves(here, ordered):
    told, found = possible(here), of_order(ordered)
    assert (found.programme, found.proof, found.name) == (PROGRAMME, told.proof, "Bu Sari")
    assert (found.saving, found.lead_days) == (told.saving, told.lead_days)
    assert str(found.issuer) == str(told.issuer)
    assert found.ask_by == date(2026, 12, 1) - timedelta(days=told.lead_days)
    assert found.obtained is None


def test_what_it_saves_stays_after_the_rules_changed(here, ordered, bu_sari):
    before = of_order(ordered).saving
    rules.adopt(workshop=here.workshop, now=NOW + timedelta(hours=1))
    values = {"rate": Decimal("0.5"), "source": "test"}
    later = NOW + timedelta(hours=2)
    rules.correct(workshop=here.workshop, code="eu-mfn-6403", values=values, by=bu_sari, now=later)
    assert of_order(ordered).saving == before


def test_the_proof_is_ticked_with_its_number_and_taken_back(ordered, kenzi, bu_sari, client_of):
    english = {"accept-language": "en"}
    client, place = client_of(bu_sari), f"/sales/orders/{ordered.pk}/"
    one = of_order(ordered)
    page = client.get(place, headers=english).content.decode()
    assert one.proof in page and "Saves at the border" in page
    assert "Ask for it by" in page or "should have been asked" in page
    tick = f"{place}proofs/{one.id}/"
    for number, day, said in (
        ("", "2026-11-20", "Write the number"),
        ("A 1", "", "Write the day"),
        ("A 1", "2026-11-24", "has not come yet"),
    ):
        answer = client.post(tick, {"number": number, "day": day}, follow=True, headers=english)
        assert said in answer.content.decode()
    assert of_order(ordered).obtained is None
    told = {"number": "A 00123", "day": "2026-11-20"}
    page = client.post(tick, told, follow=True, headers=english).content.decode()
    assert "The proof is here: number A 00123" in page
    assert of_order(ordered).obtained.number == "A 00123"
    client.post(tick, told)
    assert ObtainedProof.objects.count() == 1
    client.post(f"{tick}take-back/")
    assert of_order(ordered).obtained is None
    assert ObtainedProof.objects.get().withdrawn_by == bu_sari
    verbs = set(Change.objects.values_list("verb", flat=True))
    assert {"order.proof_obtained", "order.proof_taken_back"} <= verbs
    reader = client_of(somebody(kenzi, "Tamu", "viewer"))
    assert "Pernyataan asal REX" in reader.get(place).content.decode()
    assert reader.post(tick, told).status_code == 404
    with CaptureQueriesContext(connection) as seen:
        client.get(place)
    assert len(seen) <= 18
    assert all(one["sql"].startswith("SELECT") for one in seen)


def test_another_workshop_cannot_tick_it(ordered, rival_owner, client_of):
    one = of_order(ordered)
    told = {"number": "A 1", "day": "2026-11-20"}
    place = f"/sales/orders/{ordered.pk}/proofs/{one.id}/"
    assert client_of(rival_owner).post(place, told).status_code == 404
    assert not ObtainedProof.objects.exists()


def test_today_reminds_of_a_proof_that_is_still_to_come(ordered, bu_sari):
    def told(after):
        items = today(ordered.workshop, NOW + timedelta(days=after))
        return [(one.urgency, one.id) for one in items if "needs its proof" in str(one.title)]

    # Promised for 1 December, asked on 23 November
    assert told(0) == [(Urgency.WAIT, ordered.pk)]
    assert told(-10) == []
    assert told(9) == [(Urgency.BAD, ordered.pk)]
    assert told(90) == []
    actions.obtain_proof(
        workshop=ordered.workshop,
        claim=of_order(ordered).id,
        number="A 1",
        day=NOW.date(),
        by=bu_sari,
        now=NOW,
    )
    assert told(0) == []


# --- a certificate of the trade office -----------------------------------------------------------


@pytest.fixture
def to_bangkok(desk, bu_sari, loafer):
    """A draft whose goods leave on 26 December and arrive from the 31st to 5 January."""
    zone = partners.NewZone(
        name="Asia",
        countries=("TH",),
        days_min=5,
        days_max=10,
        breaks=(partners.NewBreak(up_to_kg=None, price=Decimal(60000), per="kg"),),
    )
    partners.add_card(workshop=desk, card=express(service="Asia", zones=(zone,)), by=bu_sari)
    Material.objects.filter(workshop=desk).update(origin="ID")
    taken = actions.take_inquiry(
        workshop=desk, message=actions.Message(text="24 pairs", key="th"), now=NOW
    )
    told = facts(loafer, country="TH", city="Bangkok", currency="USD", language="en")
    quote = actions.quote_inquiry(workshop=desk, inquiry=taken, facts=told, by=bu_sari, now=NOW)
    version = QuoteVersion.objects.get(quote=quote)
    promised = actions.Promised(ready=date(2026, 12, 26))
    actions.promise(workshop=desk, version=version.pk, promised=promised, by=bu_sari, now=NOW)
    version.refresh_from_db()
    return version


def test_a_certificate_follows_the_papers_of_the_export(to_bangkok, bu_sari):
    found = queries.possible_claims(to_bangkok.workshop, to_bangkok.pk, NOW)
    one = next(one for one in found if one.programme == "ATIGA")
    assert one.proof.startswith("Form D")
    assert (one.ready_on, one.needed_by) == (date(2026, 12, 29), date(2027, 1, 5))
    assert one.may
    for day, said in (
        (date(2026, 12, 1), "with the PEB, its NPE and the B/L or AWB"),
        (date(2027, 1, 6), "after the goods arrive on 2027-01-05"),
    ):
        with pytest.raises(Incomplete, match=said):
            claim(to_bangkok, bu_sari, programme="ATIGA", ready_on=day)
    claim(to_bangkok, bu_sari, programme="ATIGA", ready_on=date(2026, 12, 30))
    assert duty(to_bangkok) == 0


def test_a_certificate_older_than_its_peb_is_refused(to_bangkok, bu_sari):
    claim(to_bangkok, bu_sari, programme="ATIGA", ready_on=date(2026, 12, 29))
    to_bangkok.refresh_from_db()
    same = {"workshop": to_bangkok.workshop, "version": to_bangkok.pk, "now": NOW}
    actions.freeze(**same, by=bu_sari, rate_seen=to_bangkok.oldest_rate_day)
    actions.accept(**same, name="Eva")
    one = of_order(Order.objects.get())
    assert one.ask_by == date(2026, 12, 26)
    later = datetime(2026, 12, 30, 4, 0, tzinfo=UTC)
    told = {"workshop": to_bangkok.workshop, "claim": one.id, "by": bu_sari, "now": later}
    with pytest.raises(Incomplete, match="cannot be of 2026-11-28, before 2026-12-19"):
        actions.obtain_proof(**told, number="D 1", day=date(2026, 11, 28))
    actions.obtain_proof(**told, number="D 1", day=date(2026, 12, 29))
    assert of_order(Order.objects.get()).obtained is not None
