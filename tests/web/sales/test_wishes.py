# ruff: noqa: F811 - fixtures of the sales tests are used by name
"""A wish in a message leads to an option; a person chooses it, and only then it counts."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from langkah.apps.catalogue.models import Option
from langkah.apps.sales import actions, queries
from langkah.apps.sales.models import InquiryLineOption, QuoteLineOption, QuoteVersion
from tests.apps.sales.conftest import (  # noqa: F401 - fixtures
    add_loafer,
    desk,
    floor,
    loafer,
)

pytestmark = pytest.mark.django_db

LOGO, PATINA = "Logo pembeli di sol dalam", "Patina tangan"
TEXT = "Hallo, wij willen 24 paar Brantas Loafer (39: 12, 40: 12) voor onze winkel in Rotterdam"
NAMED = "buyer_name=Marieke&country=NL&city=Rotterdam&currency=EUR&language=nl&kind=b2b"


@pytest.fixture
def options(desk, loafer):
    rows = (
        (LOGO, "Buyer logo on the insole", "logo", 3500, 1),
        (PATINA, "Hand patina", "colour", 28000, 12),
    )
    for name, abroad, kind, cost, minutes in rows:
        Option.objects.create(
            workshop=desk,
            product_id=loafer,
            name=name,
            abroad=abroad,
            kind=kind,
            cost=Decimal(cost),
            minutes=Decimal(minutes),
            step="Lasting",
        )


def taken(desk, wish: str) -> int:
    message = actions.Message(text=f"{TEXT}, {wish}.", key=wish)
    return actions.take_inquiry(workshop=desk, message=message, now=timezone.now())


def shown(client, inquiry: int) -> str:
    return client.get(reverse("sales:inquiry", args=[inquiry])).content.decode()


def sent(client, inquiry: int, loafer: int, **more: object):
    values = dict(pair.split("=") for pair in NAMED.split("&")) | {
        "line-TOTAL_FORMS": 1,
        "line-INITIAL_FORMS": 0,
        "line-0-product": loafer,
        "line-0-sizes": "39 × 12, 40 × 12",
        **more,
    }
    return client.post(reverse("sales:inquiry", args=[inquiry]), values)


def test_the_option_is_offered_with_what_it_adds_and_not_taken(
    desk, options, bu_sari, client_of, django_assert_max_num_queries
):
    inquiry, client = taken(desk, "met eigen logo"), client_of(bu_sari)
    with django_assert_max_num_queries(14):
        page = shown(client, inquiry)
    box = re.search(rf'<input type="checkbox"[^>]*value="{LOGO}"[^>]*>', page)
    assert box and "checked" not in box[0]
    assert f"{LOGO} (sepasang: Rp\xa03.500, 1 menit)" in page
    assert "Pembeli menulis “eigen logo”" in page
    assert PATINA not in page


def test_who_sees_no_costs_sees_the_minutes_alone(desk, options, rina, client_of):
    page = shown(client_of(rina), taken(desk, "met ons logo"))
    assert f"{LOGO} (sepasang: 1 menit)" in page
    assert "3.500" not in page


def test_what_is_not_certain_is_asked(desk, options, bu_sari, client_of):
    inquiry = taken(desk, "graag in cognac")
    page = shown(client_of(bu_sari), inquiry)
    said = "“cognac” mungkin maksudnya pilihan “Patina tangan”"
    assert page.count(said) == 2  # among the questions and at its line
    view = queries.inquiry(desk, inquiry, timezone.now())
    assert [(fit.option, fit.sure) for fit in view.fits] == [(PATINA, False)]


def test_without_a_wish_there_is_nothing_to_choose(desk, options, bu_sari, client_of):
    assert "line-0-options" not in shown(client_of(bu_sari), taken(desk, "tot ziens"))


def test_it_counts_only_when_it_was_chosen(desk, options, loafer, bu_sari, client_of):
    client = client_of(bu_sari)
    first, second = taken(desk, "met eigen logo"), taken(desk, "met ons logo")
    sent(client, first, loafer)
    sent(client, second, loafer, **{"line-0-options": [LOGO]})
    bare, chosen = QuoteVersion.objects.order_by("pk")
    assert not QuoteLineOption.objects.filter(line__version=bare).exists()
    option = QuoteLineOption.objects.get(line__version=chosen)
    assert (option.name, option.abroad) == (LOGO, "Buyer logo on the insole")
    assert chosen.lines.get().unit_cost > bare.lines.get().unit_cost


def test_a_choice_is_kept_for_later_and_no_question_any_more(
    desk, options, loafer, bu_sari, client_of
):
    inquiry, client = taken(desk, "met eigen logo"), client_of(bu_sari)
    sent(client, inquiry, loafer, draft=1, **{"line-0-options": [LOGO]})
    assert InquiryLineOption.objects.get().name == LOGO
    page = shown(client, inquiry)
    box = re.search(rf'<input type="checkbox"[^>]*value="{LOGO}"[^>]*>', page)
    assert box and "checked" in box[0]
    assert "Pembeli menulis" not in page


def test_an_option_that_was_not_offered_is_refused(desk, options, loafer, bu_sari, client_of):
    inquiry = taken(desk, "met eigen logo")
    answer = sent(client_of(bu_sari), inquiry, loafer, **{"line-0-options": ["Emas"]})
    assert answer.status_code == 422
    assert not QuoteVersion.objects.exists()
