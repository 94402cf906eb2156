"""A carrier's papers: kept as they came, corrected by another, taken back and restored."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from langkah.apps.catalogue.errors import BadFile
from langkah.apps.partners.errors import NotFound, NotSaved, PerhapsTwice
from langkah.apps.partners.lanes import actions as lanes
from langkah.apps.partners.lanes import queries
from langkah.apps.partners.lanes.actions import NewPaper
from langkah.apps.partners.models import Carrier, CarrierPaper
from langkah.apps.sales import actions
from langkah.apps.sales.about import About
from langkah.apps.sales.errors import NotFound as NoQuote
from langkah.apps.sales.models import OfferLine, Order
from langkah.apps.sales.queries import carriers
from langkah.apps.sales.queries.ways import ways
from langkah.apps.workshop.models import Change
from langkah.domain.money import Money
from tests.apps.sales.conftest import NOW, D

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"
INVOICE = NewPaper(
    kind="invoice",
    carrier="Samudra Kilat",
    mode="courier",
    country="NL",
    town="Rotterdam",
    day=date(2026, 11, 20),
    amount=D(2_400_000),
    currency="IDR",
    chargeable_kg=D(24),
    reference="SK-100",
)


def note(desk, by, **changes):
    return lanes.note_paper(workshop=desk, paper=replace(INVOICE, **changes), by=by, now=NOW)


def told(desk):
    return carriers.lane_view(desk, "courier", "NL").lane


def test_a_carrier_is_one_however_it_is_written(desk, bu_sari):
    note(desk, bu_sari, carrier=" samudra  KILAT ")
    assert Carrier.objects.filter(workshop=desk).count() == 1


def test_a_correction_replaces_and_can_be_undone(desk, bu_sari):
    first = note(desk, bu_sari)
    second = lanes.correct_paper(
        workshop=desk, old=first, paper=replace(INVOICE, amount=D(2_640_000)), by=bu_sari, now=NOW
    )
    assert [one.per_kg for one in told(desk).charged] == [Money(D(110000), "IDR")]
    assert CarrierPaper.objects.get(pk=first).amount == D(2_400_000)
    assert not queries.carrier_paper(desk, first).standing
    with pytest.raises(NotSaved, match="was corrected"):
        lanes.take_back_paper(workshop=desk, paper=first, by=bu_sari, now=NOW)
    lanes.take_back_paper(workshop=desk, paper=second, by=bu_sari, now=NOW)
    assert [one.per_kg for one in told(desk).charged] == [Money(D(100000), "IDR")]
    lanes.restore_paper(workshop=desk, paper=second, by=bu_sari)
    assert [int(one.paper.name) for one in told(desk).charged] == [second]
    verbs = list(Change.objects.order_by("pk").values_list("verb", flat=True))[-4:]
    assert verbs == [
        "carrier_paper.noted",
        "carrier_paper.corrected",
        "carrier_paper.taken_back",
        "carrier_paper.restored",
    ]


def test_two_corrections_of_one_paper_cannot_both_count(desk, bu_sari):
    first = note(desk, bu_sari)
    again = {"workshop": desk, "old": first, "paper": INVOICE, "by": bu_sari, "now": NOW}
    second = lanes.correct_paper(**again)
    with pytest.raises(NotSaved, match="was corrected"):
        lanes.correct_paper(**again)
    lanes.take_back_paper(workshop=desk, paper=second, by=bu_sari, now=NOW)
    lanes.correct_paper(**again)
    with pytest.raises(NotSaved, match="was corrected"):
        lanes.restore_paper(workshop=desk, paper=second, by=bu_sari)
    with pytest.raises(IntegrityError), transaction.atomic():
        CarrierPaper.objects.filter(pk=second).update(taken_back_at=None)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"carrier": " "}, "The carrier has no name"),
        ({"kind": "bill"}, "a quote or an invoice"),
        ({"mode": "bicycle"}, "how the goods travel"),
        ({"country": "XX"}, "Choose the country"),
        ({"currency": "XXX"}, "XXX is not known"),
        ({"day": date(2026, 11, 24)}, "has not come yet"),
        ({"amount": D(0)}, "The amount must be above zero"),
        ({"chargeable_kg": D(0)}, "must be above zero, or left empty"),
        ({"days_real": -1}, "cannot be below zero"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_kept(desk, bu_sari, changes, sentence):
    with pytest.raises(NotSaved, match=sentence):
        note(desk, bu_sari, **changes)
    assert not CarrierPaper.objects.exists()


def test_the_same_paper_is_not_noted_twice(desk, bu_sari):
    first = note(desk, bu_sari)
    with pytest.raises(NotSaved, match="number sk-100 is noted already"):
        note(desk, bu_sari, carrier="samudra kilat", reference="sk-100")
    note(desk, bu_sari, kind="quote")
    with pytest.raises(PerhapsTwice, match="over IDR 2400000 is noted already"):
        note(desk, bu_sari, reference="")
    note(desk, bu_sari, reference="", another=True)
    note(desk, bu_sari, reference="", day=INVOICE.day - timedelta(days=1))
    lanes.correct_paper(workshop=desk, old=first, paper=INVOICE, by=bu_sari, now=NOW)
    lanes.take_back_paper(
        workshop=desk, paper=CarrierPaper.objects.latest("pk").pk, by=bu_sari, now=NOW
    )
    lanes.take_back_paper(workshop=desk, paper=first, by=bu_sari, now=NOW)
    second = note(desk, bu_sari, another=True)
    with pytest.raises(NotSaved, match="noted already"):
        lanes.restore_paper(workshop=desk, paper=first, by=bu_sari)
    assert queries.carrier_paper(desk, second).standing


def test_another_workshop_finds_no_paper(desk, bu_sari, rival, rival_owner):
    paper = note(desk, bu_sari)
    with pytest.raises(NotFound):
        queries.carrier_paper(rival, paper)
    with pytest.raises(NotFound):
        lanes.take_back_paper(workshop=rival, paper=paper, by=rival_owner, now=NOW)
    assert queries.lane_rows(rival) == ()
    assert queries.last_paid(rival, "NL") == ()


def kept(desk, by, about, file=None, **changes):
    paper = replace(INVOICE, **changes)
    return actions.note_carrier_paper(
        workshop=desk, paper=paper, about=about, file=file, by=by, now=NOW
    )


def test_an_invoice_of_an_order_stands_beside_what_was_counted(desk, sent, bu_sari):
    actions.accept(workshop=desk, version=sent.pk, name="Eva", now=NOW)
    order = Order.objects.get()
    start = carriers.start_of_order(desk, order.pk)
    freight = OfferLine.objects.filter(offer__version=sent, head="freight").first().amount
    assert start.about == About(
        version=sent.pk, order=order.pk, estimate=Money(freight, sent.currency)
    )
    assert (start.carrier, start.mode, start.country) == ("Samudra Kilat", "courier", "NL")
    assert (start.town, start.cartons, start.actual_kg) == (sent.city, sent.cartons, sent.gross_kg)
    paper = kept(desk, bu_sari, start.about)
    ((row, guess),) = carriers.papers_for(desk, order=order.pk)
    assert (row.id, guess) == (paper, start.about.estimate)
    (figure,) = told(desk).charged
    assert figure.more is not None and figure.percent is not None
    again = actions.correct_carrier_paper(
        workshop=desk, old=paper, paper=INVOICE, file=None, by=bu_sari, now=NOW
    )
    found = carriers.paper_for(desk, again)
    assert found is not None
    assert (found.order, found.estimate) == (order.pk, start.about.estimate)


def test_a_quote_of_a_carrier_starts_from_the_card_it_answers(desk, drafted, bu_sari):
    option = ways(desk, drafted.pk, NOW).ways[0].option
    start = carriers.start_of_version(desk, drafted.pk, option.card, NOW)
    assert start.kind == "quote"
    assert start.about == About(version=drafted.pk, estimate=option.price)
    assert (start.counted_kg, start.days_promised) == (option.chargeable_kg, option.days_max)
    bare = carriers.start_of_version(desk, drafted.pk, "", NOW)
    assert bare.counted_kg is None
    assert bare.mode == "courier"


def test_a_paper_for_another_workshops_quote_is_refused(rival, rival_owner, drafted):
    with pytest.raises(NoQuote):
        kept(rival, rival_owner, About(version=drafted.pk))
    assert not CarrierPaper.objects.filter(workshop=rival).exists()


def test_its_file_is_looked_at_and_a_correction_keeps_it(desk, bu_sari, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    with pytest.raises(BadFile):
        kept(desk, bu_sari, About(), b"<script>")
    paper = kept(desk, bu_sari, About(), PDF)
    assert carriers.carrier_file(desk, paper) == (PDF, "pdf")
    again = actions.correct_carrier_paper(
        workshop=desk, old=paper, paper=INVOICE, file=None, by=bu_sari, now=NOW
    )
    assert carriers.carrier_file(desk, again) == (PDF, "pdf")


def test_last_paid_is_of_the_same_carrier_where_it_can_be(desk, drafted, bu_sari):
    assert ways(desk, drafted.pk, NOW).ways[0].last is None
    note(desk, bu_sari, carrier="Another", day=date(2026, 11, 22), chargeable_kg=None)
    last = ways(desk, drafted.pk, NOW).ways[0].last
    assert last is not None
    assert (last.carrier, last.per_kg) == ("Another", None)
    note(desk, bu_sari)
    note(desk, bu_sari, day=INVOICE.day - timedelta(days=9), amount=D(1), reference="SK-91")
    note(desk, bu_sari, kind="quote", day=date(2026, 11, 23))
    last = ways(desk, drafted.pk, NOW).ways[0].last
    assert last is not None
    assert (last.carrier, last.day, last.amount) == (
        "Samudra Kilat",
        INVOICE.day,
        Money(D(2_400_000), "IDR"),
    )
    assert last.per_kg == Money(D(100_000), "IDR")


def test_lanes_are_listed_with_their_newest_invoice(desk, bu_sari):
    note(desk, bu_sari)
    note(desk, bu_sari, kind="quote", mode="air", day=date(2026, 11, 22))
    air, courier = queries.lane_rows(desk)
    assert (air.mode, air.papers, air.last) == ("air", 1, None)
    assert courier.last is not None
    assert courier.last.amount == Money(D(2_400_000), "IDR")


def test_other_money_counts_by_the_rate_of_the_papers_day(desk, bu_sari):
    note(desk, bu_sari, amount=D(120), currency="EUR", day=date(2024, 3, 15))
    (one,) = told(desk).charged
    assert one.rate is not None
    assert one.rate.day == date(2024, 3, 15)
    assert one.amount == Money(one.rate.rate * 120, "IDR").rounded()
    assert one.paper.amount == Money(D(120), "EUR")
