# ruff: noqa: F811 - fixtures of the sales tests are used by name
"""The price step by step and why there is no duty-paid price: who reads them, what they say."""

from __future__ import annotations

import html as entities
import re
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from langkah.apps.rules import actions as rules
from langkah.apps.rules.models import DatedRule
from langkah.apps.sales import links
from langkah.apps.sales.models import BorderCase, Offer, QuoteLink
from tests.apps.sales.conftest import (  # noqa: F401 - fixtures
    NOW,
    desk,
    drafted,
    inquiry,
    loafer,
    sent,
)
from tests.conftest import somebody

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _same_day():
    with time_machine.travel(datetime(2026, 11, 23, 4, 0, tzinfo=UTC)):
        yield


def read(client, name, version, language="id", **asked):
    answer = client.get(
        reverse(f"sales:{name}", args=[version]), asked, headers={"accept-language": language}
    )
    assert answer.status_code == 200
    return answer.content.decode()


def copied(html):
    return [entities.unescape(one) for one in re.findall(r"<pre[^>]*>(.*?)</pre>", html, re.DOTALL)]


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_steps_in_words(sent, bu_sari, client_of, language, snapshot):
    html = read(client_of(bu_sari), "steps", sent.pk, language)
    (text,) = copied(html)
    assert text == snapshot


def test_each_term_kind_and_line_is_shown(sent, bu_sari, client_of):
    client = client_of(bu_sari)
    for asked in ({"term": "DDP"}, {"kind": "b2c"}, {"line": "0"}, {"term": "?", "line": "99"}):
        assert copied(read(client, "steps", sent.pk, "en", **asked))
    ours = copied(read(client, "steps", sent.pk, "en", line="0"))
    assert ours == copied(read(client, "steps", sent.pk, "en"))


def test_what_is_left_if_she_pays_the_duty(sent, bu_sari, client_of):
    html = read(client_of(bu_sari), "steps", sent.pk, "en")
    assert "Margin left" in html
    assert "Price at which the margin stays" in html


def test_the_quote_page_shows_materials_to_the_owner_alone(sent, kenzi, bu_sari, client_of):
    place = reverse("sales:quote", args=[sent.quote_id])
    english = {"accept-language": "en"}
    owners = client_of(bu_sari).get(place, headers=english).content.decode()
    assert "Materials" in owners
    assert "Margin: what you keep" in owners
    others = client_of(somebody(kenzi, "Rina", "marketing"))
    page = others.get(place, headers=english).content.decode()
    assert "Margin: what you keep" not in page
    assert others.get(reverse("sales:steps", args=[sent.pk])).status_code == 404
    assert others.get(reverse("sales:duty_paid", args=[sent.pk])).status_code == 200


def test_the_buyer_reads_no_step_of_ours(sent, client):
    link = QuoteLink.objects.get(quote=sent.quote_id)
    page = client.get(links.address(link.seed)).content.decode()
    sent.refresh_from_db()
    line = sent.lines.get()
    for secret in ("Margin", line.unit_materials, line.unit_works, line.unit_cost):
        assert str(secret) not in page


def test_materials_and_works_are_kept_with_the_quote(sent):
    line = sent.lines.get()
    assert 0 < line.unit_materials < line.unit_cost
    assert 0 < line.unit_works < line.unit_cost


def test_why_there_is_no_duty_paid_price(kenzi, sent, bu_sari, client_of):
    rules.adopt(workshop=kenzi, now=NOW)
    html = read(client_of(bu_sari), "duty_paid", sent.pk, "en")
    assert "Why there is no duty-paid price (DDP)" in html
    assert "Whom to ask what" in html
    assert re.search(r"/rules/rule/\d+/check/", html)
    (message,) = copied(html)
    assert message.startswith("Good day. We send 24 pairs of Brantas Loafer")
    assert "1. Ask" in message
    both = copied(read(client_of(bu_sari), "duty_paid", sent.pk, "id"))
    assert len(both) == 2


@pytest.mark.parametrize(
    ("name", "asked", "most"),
    [("steps", {}, 20), ("steps", {"line": "0"}, 26), ("steps", {"kind": "b2c"}, 32),
     ("duty_paid", {}, 26)],
)  # fmt: skip
def test_a_page_asks_a_bounded_number_of_times(sent, bu_sari, client_of, name, asked, most):
    client = client_of(bu_sari)
    read(client, name, sent.pk, **asked)
    with CaptureQueriesContext(connection) as seen:
        read(client, name, sent.pk, **asked)
    assert len(seen) <= most
    assert all(one["sql"].startswith("SELECT") for one in seen)


@pytest.fixture
def to_rotterdam(kenzi, sent):
    """Sent by the workshop's own book, to arrive five weeks later."""
    rules.adopt(workshop=kenzi, now=NOW - timedelta(days=1))
    BorderCase.objects.filter(version=sent).update(entry_date=date(2026, 12, 28))
    return sent


def found_out(kenzi, by, code="eu-vat-nl"):
    checked = rules.Checked(on=NOW.date(), name="Bu Sari", asked="a broker in Rotterdam")
    rules.verify(workshop=kenzi, code=code, checked=checked, by=by, now=NOW + timedelta(minutes=30))


def test_a_broker_is_asked_about_the_day_of_arrival(to_rotterdam, bu_sari, client_of):
    html = read(client_of(bu_sari), "duty_paid", to_rotterdam.pk, "en")
    (message,) = copied(html)
    assert "the import tax on our goods from Indonesia that arrive on 28 Dec 2026" in message
    assert "23 Nov 2026" not in html


def test_the_list_of_questions_names_the_last_day_of_arrival(to_rotterdam, bu_sari, client_of):
    page = client_of(bu_sari).get(reverse("rules:to_check"), headers={"accept-language": "en"})
    assert "that arrive on 28 Dec 2026" in page.content.decode()
    rule = DatedRule.objects.get(code="eu-vat-nl").pk
    for name in ("rule", "check"):
        said = client_of(bu_sari).get(
            reverse(f"rules:{name}", args=[rule]), headers={"accept-language": "en"}
        )
        assert "that arrive on 28 Dec 2026" in said.content.decode()


def test_what_was_checked_since_is_said_and_asked_no_more(kenzi, to_rotterdam, bu_sari, client_of):
    before = read(client_of(bu_sari), "duty_paid", to_rotterdam.pk, "en")
    found_out(kenzi, bu_sari)
    html = read(client_of(bu_sari), "duty_paid", to_rotterdam.pk, "en")
    assert "Checked since: Bu Sari asked a broker in Rotterdam" in html
    assert "when the version was priced. What was found out since counts in a new version." in html
    assert "Why there is no duty-paid price (DDP)" in html
    assert "import tax on our goods" in copied(before)[0]
    assert "import tax on our goods" not in copied(html)[0]
    assert "Ask a customs broker" in copied(html)[0]


def test_what_was_corrected_since_shows_both_and_is_asked_anew(
    kenzi, to_rotterdam, bu_sari, client_of
):
    values = {"rate": Decimal("0.22")}
    later = NOW + timedelta(minutes=30)
    rules.correct(workshop=kenzi, code="eu-vat-nl", values=values, by=bu_sari, now=later)
    html = read(client_of(bu_sari), "duty_paid", to_rotterdam.pk, "en")
    assert "21 % of the goods with freight and insurance (CIF) and duty" in html
    assert "Corrected since. The book says now: 22 % of the goods" in html
    assert "still this: 22 %" in copied(html)[0]
    assert "still this: 21 %" not in copied(html)[0]


def test_a_check_taken_back_since_leaves_the_question_open(kenzi, to_rotterdam, bu_sari, client_of):
    found_out(kenzi, bu_sari)
    later = NOW + timedelta(minutes=40)
    rules.withdraw_check(workshop=kenzi, code="eu-vat-nl", by=bu_sari, now=later)
    html = read(client_of(bu_sari), "duty_paid", to_rotterdam.pk, "en")
    assert "Checked since" not in html
    assert "import tax on our goods" in copied(html)[0]


def test_why_not_is_asked_only_where_there_is_no_duty_paid_price(sent, bu_sari, client_of):
    client, place = client_of(bu_sari), reverse("sales:duty_paid", args=[sent.pk])
    duty_paid = Offer.objects.filter(version=sent, incoterm="DDP")
    duty_paid.update(price=None)
    assert place in read(client, "steps", sent.pk)
    duty_paid.update(price=1900)
    assert place not in read(client, "steps", sent.pk)
