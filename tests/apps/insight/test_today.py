"""Today: real state, worst first, nothing of a rival, and always the same few queries."""

from __future__ import annotations

from datetime import timedelta

import pytest

from langkah.apps.catalogue.models import Document, Product
from langkah.apps.insight.queries import today
from langkah.apps.partners.models import Carrier, RateCard
from langkah.apps.sales.models import (
    AcceptedQuote,
    ChangeRequest,
    ClosedInquiry,
    ConfirmedInquiry,
    Question,
    QuoteVersion,
    WithdrawnQuote,
)
from tests.apps.insight.conftest import NOW, TODAY, ago

pytestmark = pytest.mark.django_db


def told(workshop) -> list[tuple[str, str]]:
    return [(item.urgency.value, str(item.title)) for item in today(workshop, NOW)]


def test_a_new_workshop_has_nothing_waiting(kenzi):
    assert told(kenzi) == []


def test_who_waits_longest_comes_first(kenzi, inquiry, anna):
    inquiry(3)
    inquiry(30, buyer=anna)
    inquiry(25, sender_name="Tom")
    assert told(kenzi) == [
        ("bad", "Anna waits for an answer."),
        ("bad", "Tom waits for an answer."),
        ("wait", "A new buyer waits for an answer."),
    ]


@pytest.mark.parametrize(("hours", "urgency"), [(23.9, "wait"), (24, "bad")])
def test_a_day_without_an_answer_is_bad(kenzi, inquiry, hours, urgency):
    inquiry(hours)
    assert [item.urgency for item in today(kenzi, NOW)] == [urgency]


def test_confirmed_and_closed_messages_do_not_wait(kenzi, inquiry):
    ConfirmedInquiry.objects.create(workshop=kenzi, inquiry=inquiry(30), at=NOW)
    ClosedInquiry.objects.create(workshop=kenzi, inquiry=inquiry(30), at=NOW, reason="spam")
    assert told(kenzi) == []


def test_a_long_message_is_cut_at_a_word(kenzi, inquiry):
    inquiry(1, text="paar " * 40)
    (item,) = today(kenzi, NOW)
    words = dict(item.detail.params)["words"]
    assert words.endswith("paar …")
    assert len(words) <= 92


def test_a_quote_that_was_begun_and_not_sent_waits_as_long_as_its_message(kenzi, quote, inquiry):
    asked = inquiry(30)
    ConfirmedInquiry.objects.create(workshop=kenzi, inquiry=asked, at=NOW)
    quote(hours=2, inquiry=asked)
    assert told(kenzi) == [("bad", "Quote 1 for Anna is not sent yet.")]


@pytest.mark.parametrize(
    ("left", "waiting"),
    [
        (20, [("bad", "Quote 1 for Anna ends on 2026-11-24.")]),
        (60, [("wait", "Quote 1 for Anna ends on 2026-11-26.")]),
        (80, []),
        (-1, []),
    ],
)
def test_a_quote_near_its_end_is_told(kenzi, quote, left, waiting):
    quote(hours=100, sent=100, left=left)
    assert told(kenzi) == waiting


def test_an_answered_or_withdrawn_quote_does_not_end(kenzi, quote):
    yes, no = quote(sent=5, left=20), quote(sent=5, left=20)
    AcceptedQuote.objects.create(
        workshop=kenzi, quote=yes, version=yes.versions.get(), name="Anna", at=NOW
    )
    WithdrawnQuote.objects.create(workshop=kenzi, version=no.versions.get(), at=NOW)
    assert told(kenzi) == []


def test_questions_and_changes_wait_until_they_are_answered(kenzi, quote):
    made = quote(sent=50)
    version = made.versions.get()
    Question.objects.create(workshop=kenzi, version=version, key="q", text="Size 45?", at=ago(5))
    Question.objects.create(
        workshop=kenzi, version=version, key="r", text="Old", at=ago(90), answered_at=NOW
    )
    change = ChangeRequest.objects.create(
        workshop=kenzi, version=version, key="c", text="In black", at=ago(40)
    )
    assert told(kenzi) == [
        ("bad", "Anna wants a change in quote 1."),
        ("wait", "Anna asks about quote 1."),
    ]
    fields = {f.name: getattr(version, f.name) for f in version._meta.concrete_fields}
    answer = QuoteVersion.objects.create(**{**fields, "id": None, "number": 2})
    change.answered_with = answer
    change.save()
    assert told(kenzi) == [("wait", "Anna asks about quote 1.")]


def test_products_that_lack_something_are_one_line(kenzi):
    for code, gaps in (("A", 2), ("B", 5), ("C", 0)):
        Product.objects.create(
            workshop=kenzi, code=code, name=f"Shoe {code}", status="active", gaps=gaps
        )
    Product.objects.create(workshop=kenzi, code="D", name="Draft", gaps=9)
    (item,) = today(kenzi, NOW)
    assert str(item.detail) == "Fill in what is missing first at: Shoe B, Shoe A."


@pytest.mark.parametrize(
    ("days", "told_as"),
    [
        (-61, None),
        (-1, ("bad", "Chromium VI test of Oxford ended on 2026-11-22.")),
        (0, ("note", "Chromium VI test of Oxford ends on 2026-11-23.")),
        (60, ("note", "Chromium VI test of Oxford ends on 2027-01-22.")),
        (61, None),
    ],
)
def test_a_proof_is_told_before_and_after_its_end(kenzi, days, told_as):
    oxford = Product.objects.create(workshop=kenzi, code="O", name="Oxford")
    Document.objects.create(
        workshop=kenzi,
        product=oxford,
        kind="Chromium VI test",
        valid_until=TODAY + timedelta(days=days),
    )
    assert told(kenzi) == ([told_as] if told_as else [])


def test_rates_that_end_are_told_unless_new_ones_follow(kenzi):
    carrier = Carrier.objects.create(workshop=kenzi, name="Post")

    def card(service: str, begins: int, ends: int | None) -> None:
        RateCard.objects.create(
            workshop=kenzi,
            carrier=carrier,
            service=service,
            valid_from=TODAY + timedelta(days=begins),
            valid_until=None if ends is None else TODAY + timedelta(days=ends),
        )

    card("Air", -100, 5)
    card("Sea", -100, -2)
    card("Parcel", -100, 5)
    card("Parcel", 6, None)
    card("Far", -1, 90)
    assert told(kenzi) == [
        ("bad", "The rates of Post Sea ended on 2026-11-21."),
        ("wait", "The rates of Post Air end on 2026-11-28."),
    ]


def test_a_rival_sees_nothing(kenzi, rival, inquiry, quote):
    inquiry(30)
    quote(sent=5, left=20)
    Product.objects.create(workshop=kenzi, code="A", name="A", status="active", gaps=1)
    assert len(told(kenzi)) == 3
    assert told(rival) == []


def test_much_waiting_costs_no_more_queries(kenzi, inquiry, quote, django_assert_num_queries):
    for hours in range(1, 30):
        inquiry(hours)
        quote(hours=hours)
    with django_assert_num_queries(20):
        items = today(kenzi, NOW)
    assert len(items) == 24
