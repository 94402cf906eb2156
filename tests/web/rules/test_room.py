"""The room Rules: the owner keeps the book, a reader reads it, others find nothing."""

from __future__ import annotations

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from langkah.apps.insight import impact
from langkah.apps.insight.models import Touched
from langkah.apps.rules import actions as rules
from langkah.apps.rules import queries
from langkah.apps.rules.models import BookChange, DatedRule, Verification
from langkah.apps.sales import actions, links
from langkah.apps.sales.models import Order, QuoteLink, QuoteVersion
from langkah.papers.sheets import to_xlsx
from tests.apps.impact.conftest import (
    AFTER,
    RISE,
    asked,
    book,
    checked,
    desk,
    inquiry,
    loafer,
    one,
    take,
)
from tests.apps.sales.conftest import D

__all__ = ["asked", "book", "checked", "desk", "inquiry", "loafer", "take"]


@pytest.fixture(autouse=True)
def files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def owner(client_of, bu_sari):
    return client_of(bu_sari)


def at(name, *args, **gaps):
    return reverse(f"rules:{name}", args=args, kwargs=gaps or None)


def row(workshop, code="eu-vat-nl"):
    return queries.standing(workshop).get(code=code)


def sheet(content):
    return {"file": SimpleUploadedFile("rules.xlsx", content)}


PAGES = ("home", "to_check", "changes")


def test_a_reader_reads_and_changes_nothing(book, client_of, viewer):
    client = client_of(viewer)
    for name in PAGES:
        assert client.get(at(name)).status_code == 200
    rule = row(book).pk
    assert client.get(at("rule", rule)).status_code == 200
    assert client.get(at("market", "EU")).status_code == 200
    assert client.get(at("download", "xlsx")).status_code == 200
    for name, gaps in (("sheets", ()), ("check", (rule,)), ("correct", (rule,))):
        assert client.get(at(name, *gaps)).status_code == 404
    assert client.post(at("look"), sheet(to_xlsx([RISE]))).status_code == 404
    assert client.post(at("withdraw_check", rule)).status_code == 404


def test_an_adviser_and_a_rival_find_nothing(book, client_of, adviser, rival_owner):
    for client in (client_of(adviser), client_of(rival_owner)):
        assert client.get(at("rule", row(book).pk)).status_code == 404
        assert client.get(at("market", "EU")).status_code == 404
    assert client_of(adviser).get(at("home")).status_code == 404


@pytest.mark.parametrize(
    ("name", "most"), [("home", 12), ("to_check", 12), ("changes", 8), ("sheets", 8)]
)
def test_pages_ask_little(book, owner, name, most, django_assert_max_num_queries):
    with django_assert_max_num_queries(most):
        assert owner.get(at(name)).status_code == 200


def test_what_is_touched_costs_no_query_a_row(
    book, asked, owner, take, django_assert_max_num_queries
):
    for _ in range(4):
        asked()
    change = take().pk
    impact.note(workshop=book, change=change, now=AFTER)
    with django_assert_max_num_queries(15):
        page = owner.get(at("change", change)).content.decode()
    assert page.count("/rules/touched/") == 8


def test_the_market_in_plain_words(book, owner):
    page = owner.get(at("market", "NL"), headers={"accept-language": "en"}).content.decode()
    assert "21 % of the goods with freight and insurance (CIF) and duty" in page
    assert "own knowledge" in page


def test_a_stored_field_that_nothing_looks_at_is_said(book, owner):
    rule, told = row(book).pk, {"accept-language": "en"}
    assert "counts for nothing" not in owner.get(at("rule", rule), headers=told).content.decode()
    DatedRule.objects.filter(pk=rule).update(programme="ATIGA")
    page = owner.get(at("rule", rule), headers=told).content.decode()
    assert "does not look at these fields: Name of the programme." in page


def test_what_to_ask_is_an_exact_question(book, asked, owner):
    asked()
    page = owner.get(at("to_check"), headers={"accept-language": "en"}).content.decode()
    assert "Ask a customs broker for Netherlands: is the import tax on our goods" in page


def test_a_check_is_written_down_and_taken_back(book, owner):
    rule = row(book).pk
    form = {"on": "2026-11-20", "name": "Bu Sari", "asked": "PT Pabean", "again_by": "2099-01-01"}
    assert owner.post(at("check", rule), form).status_code == 302
    assert Verification.objects.get().asked == "PT Pabean"
    assert "PT Pabean" in owner.get(at("rule", rule)).content.decode()
    assert owner.post(at("check", rule), form | {"asked": ""}).status_code == 422
    owner.post(at("withdraw_check", rule))
    assert Verification.objects.get().withdrawn_at


def test_a_value_is_corrected_and_what_it_touches_is_shown(book, asked, owner):
    asked()
    form = {"rate": "22", "source": "the law", "source_date": "2026-11-20", "grade": "A"}
    answer = owner.post(at("correct", row(book).pk), form | {"valid_from": "2025-08-01"})
    change = BookChange.objects.order_by("-pk").first()
    assert answer["Location"] == at("change", change.pk)
    page = owner.get(at("change", change.pk), headers={"accept-language": "en"}).content.decode()
    assert "NL, all goods: import tax 21 %" in page
    assert "Quote 1, Anna NL 0" in page
    assert row(book).rate == D("0.22")
    assert owner.post(at("correct", row(book).pk), form | {"rate": "-3"}).status_code == 422
    owner.post(at("undo", change.pk))
    assert row(book).rate == D("0.21")


def test_what_stands_in_the_way_of_taking_back_is_a_link_until_it_is_taken_back(book, owner):
    form = {"source": "the law", "source_date": "2026-11-20", "grade": "A"}
    steps = []
    for rate in ("22", "23"):
        owner.post(at("correct", row(book).pk), form | {"rate": rate, "valid_from": "2025-08-01"})
        steps.append(BookChange.objects.order_by("-pk").first().pk)
    first, second = steps
    page = owner.get(at("change", first)).content.decode()
    assert f'href="{at("change", second)}"' in page
    assert at("undo", first) not in page
    owner.post(at("undo", second))
    page = owner.get(at("change", first)).content.decode()
    assert f'href="{at("change", second)}"' not in page
    assert at("undo", first) in page
    owner.post(at("undo", first))
    assert row(book).rate == D("0.21")


def test_a_sheet_is_shown_with_all_it_touches_before_it_is_taken_in(book, asked, owner):
    version = asked()
    before = DatedRule.objects.count()
    answer = owner.post(at("look"), sheet(to_xlsx([RISE])))
    assert answer["Location"] in owner.get(at("sheets")).content.decode()
    page = owner.get(answer["Location"], headers={"accept-language": "en"}).content.decode()
    assert "EU 6403: duty 8 % until 31 Dec 2026 → 9 % from 1 Jan 2027" in page
    assert "Quote 1, Anna NL 0" in page
    assert "21 Dec 2026" in page
    assert DatedRule.objects.count() == before
    taken = owner.post(f"{answer['Location']}take/")
    change = BookChange.objects.order_by("-pk").first()
    assert taken["Location"] == at("change", change.pk)
    assert Touched.objects.get(version=version).run.change == change
    assert change.note == "rules.xlsx"
    assert "rules.xlsx" in owner.get(at("changes")).content.decode()
    assert owner.get(answer["Location"]).status_code == 404
    assert answer["Location"] not in owner.get(at("sheets")).content.decode()


def test_errors_name_row_and_column(book, owner):
    wrong = one(id="x", market="XX", kind="duty", rate=D("0.1"), source="", grade="A")
    answer = owner.post(at("look"), sheet(to_xlsx([wrong])))
    page = owner.get(answer["Location"], headers={"accept-language": "en"})
    assert page.status_code == 422
    assert "“XX” is no country." in page.content.decode()
    before = DatedRule.objects.count()
    owner.post(f"{answer['Location']}take/")
    assert DatedRule.objects.count() == before
    assert owner.post(at("look"), sheet(b"PK nonsense")).status_code == 422


@pytest.mark.parametrize("figure", [D("1e30"), D("1e-30"), "1E+5", "NaN", "inf", "1,500,0"])
@pytest.mark.parametrize("column", ["rate", "amount"])
def test_a_figure_that_cannot_be_is_said_not_broken(book, owner, column, figure):
    figures = {"kind": "duty", "rate": None, "currency": "EUR", "unit": "pair", column: figure}
    wrong = one(id="x", market="NL", source="law", grade="A", **figures)
    answer = owner.post(at("look"), sheet(to_xlsx([wrong])), follow=True)
    assert answer.status_code == 422
    assert DatedRule.objects.filter(code="x").count() == 0


def test_a_sheet_is_looked_at_again_when_the_book_changed(book, owner, bu_sari, take):
    answer = owner.post(at("look"), sheet(to_xlsx([RISE])))
    take(one(id="eu-vat-nl", market="NL", kind="tax", rate=D("0.22"), source="law", grade="A"))
    again = owner.post(f"{answer['Location']}take/")
    assert again["Location"] == answer["Location"]
    assert row(book, "eu-mfn-6403").valid_until is None
    owner.post(f"{answer['Location']}take/")
    assert row(book, "eu-mfn-6403").valid_until is not None


def test_one_tap_makes_a_new_version_and_the_word_to_the_buyer_is_drafted(
    book, asked, owner, take, client_of, rina, viewer
):
    version = asked(language="nl")
    impact.note(workshop=book, change=take().pk, now=AFTER)
    touched = Touched.objects.get(version=version).pk
    page = owner.get(at("message", touched)).content.decode()
    assert "De douaneregels veranderen: Nederland." in page
    assert client_of(rina).get(at("message", touched)).status_code == 200
    assert client_of(viewer).get(at("message", touched)).status_code == 404
    made = owner.post(reverse("sales:next_version", args=[version.pk]))
    assert made.status_code == 302
    assert QuoteVersion.objects.filter(quote=version.quote_id).count() == 2
    owner.post(at("handled", touched))
    assert Touched.objects.get(pk=touched).handled


def test_a_quote_with_a_yes_since_is_shown_as_its_order(book, asked, owner, take):
    version = asked(language="nl")
    change = take().pk
    impact.note(workshop=book, change=change, now=AFTER)
    actions.accept(workshop=book, version=version.pk, name="Anna", now=AFTER)
    order = Order.objects.get(accepted__version=version)
    touched = Touched.objects.get(version=version).pk
    for page in (at("change", change), at("message", touched)):
        content = owner.get(page).content.decode()
        assert reverse("sales:next_version", args=[version.pk]) not in content
    assert f"uw bestelling O{order.number}" in content
    content = owner.get(at("change", change)).content.decode()
    assert reverse("sales:order", args=[order.pk]) in content
    assert reverse("sales:quote", args=[version.quote_id]) not in content


def test_the_page_of_a_sent_quote_tells_what_changed_since(book, asked, owner, take):
    version = asked(language="en")
    href = reverse("sales:quote", args=[version.quote_id])
    english = {"accept-language": "en"}
    assert "Customs rules changed since" not in owner.get(href, headers=english).content.decode()
    change = take().pk
    impact.note(workshop=book, change=change, now=AFTER)
    line = impact.since_sent(book, version.pk).line
    page = re.sub(r"<[^>]+>|\s+", " ", owner.get(href, headers=english).content.decode())
    page = page.replace("\N{NO-BREAK SPACE}", " ")
    before, after = (f"€ {one.amount:,.2f}" for one in (line.door_before, line.door_after))
    assert "goods that arrive there from 1 Jan 2027 on." in re.sub(r"\s+", " ", page)
    assert f"{before} in the offer, {after} by the rules" in re.sub(r"\s+", " ", page)
    assert f"at your door: about {after}, because customs rules changed" in page
    assert f"at your door: about {before}" not in page
    assert at("change", change) in owner.get(href).content.decode()
    # Her own page keeps what she was sent, and says of which day its estimates are.
    token = links.token(QuoteLink.objects.get(quote=version.quote_id).seed)
    hers = Client().get(reverse("site:offer", args=[token])).content.decode()
    assert before in hers.replace("\N{NO-BREAK SPACE}", " ")
    assert "estimates from the rules known on 23 Nov 2026; customs decides" in hers


def test_the_page_of_a_quote_with_duty_paid_says_that_the_price_stays(
    book, checked, asked, owner, take
):
    version = asked(incoterm="DDP", language="en")
    href = reverse("sales:quote", args=[version.quote_id])
    impact.note(workshop=book, change=take().pk, now=AFTER)
    page = owner.get(href, headers={"accept-language": "en"}).content.decode()
    assert "your price stays, and what you keep changes." in page
    assert "because customs rules changed" not in page


def test_what_changed_since_costs_the_page_of_a_quote_no_query_more(
    book, asked, owner, take, django_assert_max_num_queries
):
    version = asked()
    href = reverse("sales:quote", args=[version.quote_id])
    with CaptureQueriesContext(connection) as before:
        owner.get(href)
    impact.note(workshop=book, change=take().pk, now=AFTER)
    with django_assert_max_num_queries(len(before)):
        owner.get(href)


def test_margins_are_for_those_who_may_see_costs(book, asked, owner, take, client_of, rina):
    asked()
    change = take().pk
    impact.note(workshop=book, change=change, now=AFTER)
    english = {"accept-language": "en"}
    assert (
        "What stays with you" in owner.get(at("change", change), headers=english).content.decode()
    )
    seen = client_of(rina).get(at("change", change), headers=english).content.decode()
    assert "Quote 1" in seen and "What stays with you" not in seen


def test_a_draft_is_worked_out_again_and_nobody_is_told(book, asked, owner, take):
    version = asked(send=False)
    change = take().pk
    impact.note(workshop=book, change=change, now=AFTER)
    touched = Touched.objects.get(version=version).pk
    page = owner.get(at("change", change)).content.decode()
    again = reverse("sales:price", args=[version.pk])
    assert f'href="{at("message", touched)}"' not in page
    assert again in page
    assert "tidak ada pembeli" in page
    page = owner.get(at("message", touched)).content.decode()
    assert "tidak ada pembeli" in page and again in page
    owner.post(again)
    page = owner.get(at("change", change)).content.decode()
    assert again not in page


def test_what_cannot_leave_in_time_is_said_with_both_days(book, asked, owner, take):
    version = asked()
    change = take().pk
    impact.note(workshop=book, change=change, now=AFTER)
    english = {"accept-language": "en"}
    page = owner.get(at("change", change), headers=english).content.decode()
    assert "To escape, it leaves by" not in page
    said = re.sub(r"<[^>]+>", "", page)
    assert "if it leaves by 21 Dec 2026, but it is ready on 18 Jan 2027" in said
    touched = Touched.objects.get(version=version).pk
    page = owner.get(at("message", touched), headers=english).content.decode()
    assert "but it is ready on 18 Jan 2027" in re.sub(r"<[^>]+>", "", page)


def test_a_buyer_who_was_told_is_told_that_the_offer_holds_again(book, asked, owner, take, bu_sari):
    sent, draft = asked(), asked(send=False)
    change = take().pk
    impact.note(workshop=book, change=change, now=AFTER)
    for version in (sent, draft):
        touched = Touched.objects.get(version=version).pk
        impact.handle(workshop=book, touched=touched, by=bu_sari, now=AFTER)
    undone = rules.undo(workshop=book, change=change, by=bu_sari, now=AFTER)
    impact.note(workshop=book, change=undone.pk, now=AFTER)
    english = {"accept-language": "en"}
    page = owner.get(at("change", undone.pk), headers=english).content.decode()
    assert "Now what was offered holds again: tell her." in page
    assert "so there is nothing to do." in page
    touched = Touched.objects.get(version=sent, run__change=undone)
    assert f'href="{at("message", touched.pk)}"' in page
    for version in (sent, draft):
        assert reverse("sales:next_version", args=[version.pk]) not in page
        assert reverse("sales:price", args=[version.pk]) not in page
    page = owner.get(at("message", touched.pk), headers=english).content.decode()
    assert "geldt niet meer: Nederland." in page
    assert reverse("sales:next_version", args=[sent.pk]) not in page
