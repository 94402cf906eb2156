"""A quote that was sent can be worked out again at the border, whatever the book says since."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import timedelta

import pytest

from langkah.apps.production import actions as production
from langkah.apps.rules import actions as rules
from langkah.apps.rules import queries as book
from langkah.apps.rules import rows
from langkah.apps.rules.models import ChangeKind
from langkah.apps.rules.writing import Entry, Step, write
from langkah.apps.sales import actions, border, fingerprint
from langkah.apps.sales.models import BorderCase, BorderLine, Offer, OfferLine, QuoteVersion
from langkah.domain.landed import LandedCase
from tests.apps.sales.conftest import NOW, D, facts

AFTER = NOW + timedelta(days=1)


@pytest.fixture
def with_book(desk):
    rules.adopt(workshop=desk, now=NOW - timedelta(days=3))
    return desk


def raise_tax(workshop, by, rate="0.25", now=AFTER):
    old = book.standing(workshop).get(code="eu-vat-nl")
    new = replace(rows.of(old), rate=D(rate))
    step = Step(workshop=workshop, kind=ChangeKind.EDIT, by=by, now=now)
    write(step, [Entry(rule=new, old=old)])


def amount(version, head):
    """What stands frozen in the version."""
    row = OfferLine.objects.filter(offer__version=version, head=head).first()
    return row.amount


def test_a_sent_quote_comes_out_to_the_cent_after_the_book_changed(with_book, bu_sari, sent):
    frozen = amount(sent, "duty"), amount(sent, "tax")
    raise_tax(with_book, bu_sari)
    again = border.again(with_book, sent.pk)
    assert (again.duty.amount, again.tax.amount) == frozen
    today = border.again(with_book, sent.pk, known_at=AFTER)
    assert today.duty.amount == frozen[0]
    assert today.tax.amount > frozen[1]


def test_a_past_day_comes_out_as_it_was_known_then(with_book, bu_sari, sent):
    for day, rate in ((1, "0.25"), (2, "0.23"), (3, "0.21")):
        raise_tax(with_book, bu_sari, rate, now=NOW + timedelta(days=day))
    known = [border.again(with_book, sent.pk, NOW + timedelta(days=day)).tax for day in range(4)]
    assert known[0] == known[3] != known[1] != known[2]
    base = border.again(with_book, sent.pk).charges[-1].base
    assert known[2].amount == (base * D("0.23")).rounded().amount


def test_the_price_of_a_draft_follows_the_book(with_book, bu_sari, drafted):
    before = amount(drafted, "tax")
    raise_tax(with_book, bu_sari)
    actions.price_quote(workshop=with_book, version=drafted.pk, now=AFTER)
    assert amount(drafted, "tax") > before
    assert BorderCase.objects.get(version=drafted).known_at == AFTER


def test_the_question_is_frozen_with_the_version(with_book, sent):
    before = fingerprint.of(sent.pk)
    BorderLine.objects.filter(case__version=sent).update(hs="640399")
    assert fingerprint.of(sent.pk) != before


def test_every_part_of_the_question_is_kept(with_book, drafted):
    kept = {field.name for field in BorderCase._meta.get_fields()}
    asked = {field.name for field in fields(LandedCase)}
    assert asked - border.NOT_KEPT <= kept


def test_no_question_no_answer(with_book, rival, drafted):
    assert border.again(rival, drafted.pk) is None


def test_a_promised_day_is_priced_by_the_law_of_that_day(floor, bu_sari, inquiry, loafer):
    quote = actions.quote_inquiry(
        workshop=floor, inquiry=inquiry, facts=facts(loafer), by=bu_sari, now=NOW
    )
    version = QuoteVersion.objects.get(quote=quote)
    production.date_quote(workshop=floor, version=version.pk, by=bu_sari, now=NOW)
    version.refresh_from_db()
    asked = BorderCase.objects.get(version=version)
    assert asked.entry_date == version.arrival_until > NOW.date()
    assert version.remarks.filter(kind="bind").exists()


def test_a_duty_paid_price_waits_until_a_named_person_has_checked_its_rules(
    with_book, bu_sari, drafted
):
    def duty_paid():
        return Offer.objects.get(version=drafted, incoterm="DDP")

    assert duty_paid().price is None
    assert any("nobody has checked it" in one.sentence for one in duty_paid().remarks.all())
    to_verify = border.again(with_book, drafted.pk).to_verify
    assert to_verify
    for code in to_verify:
        checked = rules.Checked(on=NOW.date(), name="Bu Sari", asked="A broker in Rotterdam")
        rules.verify(workshop=with_book, code=code, checked=checked, by=bu_sari, now=AFTER)
    actions.price_quote(workshop=with_book, version=drafted.pk, now=AFTER)
    assert duty_paid().price is not None
    assert border.again(with_book, drafted.pk).ddp
