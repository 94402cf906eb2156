# ruff: noqa: F811 - fixtures of the sales tests are used by name
"""The workshop's own words: her language at home, what she wrote for them to buyers abroad."""

from __future__ import annotations

import io
from dataclasses import replace
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override
from pypdf import PdfReader

from langkah.apps.catalogue.models import Option, Product
from langkah.apps.sales import actions, chat, links, queries, wording
from langkah.apps.sales.models import OrderLineOption, QuoteLink, QuoteVersion
from langkah.reference import fx
from tests.apps.sales.conftest import (  # noqa: F401 - fixtures
    READY,
    add_loafer,
    desk,
    facts,
    floor,
    loafer,
    photographed,
)

pytestmark = pytest.mark.django_db

OWN, ABROAD, BARE = "Logo pembeli di sol dalam", "Buyer logo on the insole", "Kotak batik"
READ = {language: OWN if language == "id" else ABROAD for language in wording.LANGUAGES}


@pytest.fixture
def version(desk, bu_sari, loafer):
    for name, abroad in ((OWN, ABROAD), (BARE, "")):
        Option.objects.create(
            workshop=desk,
            product_id=loafer,
            name=name,
            abroad=abroad,
            cost=Decimal(3500),
            minutes=Decimal(0),
        )
    now = timezone.now()
    taken = actions.take_inquiry(
        workshop=desk, message=actions.Message(text="24 paar", key="k"), now=now
    )
    asked = facts(loafer)
    lines = tuple(replace(line, options=(OWN, BARE)) for line in asked.lines)
    quote = actions.quote_inquiry(
        workshop=desk, inquiry=taken, facts=replace(asked, lines=lines), by=bu_sari, now=now
    )
    row = QuoteVersion.objects.get(quote=quote)
    promised = actions.Promised(ready=READY)
    actions.promise(workshop=desk, version=row.pk, promised=promised, by=bu_sari, now=now)
    actions.freeze(workshop=desk, version=row.pk, by=bu_sari, now=now)
    return row


@pytest.mark.parametrize("language", list(wording.LANGUAGES))
def test_page_message_and_paper_name_the_option_as_its_reader_does(version, language):
    token = links.token(QuoteLink.objects.get(quote=version.quote_id).seed)
    page = Client().get(reverse("site:offer", args=[token]), {"in": language}).content.decode()
    paper = Client().get(reverse("site:paper", args=[token]), {"in": language})
    sheet = queries.offer_sheet(version.workshop, version.pk, language)
    printed = PdfReader(io.BytesIO(paper.getvalue())).pages[0].extract_text()
    other = {OWN, ABROAD} - {READ[language]}
    for text in (page, chat.text(sheet), " ".join(printed.split())):
        assert READ[language] in text
        assert BARE in text
        assert not any(name in text for name in other)


def test_a_sent_offer_keeps_its_words_and_the_floor_reads_the_workshops_own(version, bu_sari):
    Option.objects.filter(name=OWN).update(abroad="Something else")
    sheet = queries.offer_sheet(version.workshop, version.pk, "nl")
    assert sheet.lines[0].facts == (ABROAD, BARE)
    actions.accept(
        workshop=version.workshop,
        version=version.pk,
        name="Marieke",
        now=timezone.now(),
    )
    assert set(OrderLineOption.objects.values_list("name", flat=True)) == {OWN, BARE}


@pytest.mark.parametrize(("language", "read"), [("id", "Cerita"), ("de", "Story"), ("en", "Story")])
def test_the_public_page_tells_the_story_to_its_reader(kenzi, loafer, language, read):
    kenzi.story, kenzi.story_abroad = "Cerita bengkel", "Story of the workshop"
    kenzi.save()
    Product.objects.filter(pk=loafer).update(story="Cerita sepatu", story_abroad="Story of a shoe")
    page = Client().get(f"/w/kenzi/?in={language}").content.decode()
    assert page.count(read) >= 2
    assert ("Cerita" in page) == (read == "Cerita")


@pytest.mark.parametrize("language", ["id", "nl", "de", "fr", "es", "ja"])
def test_the_source_of_a_rate_and_a_proof_of_origin_are_said_in_the_buyers_language(
    version, language
):
    QuoteVersion.objects.filter(pk=version.pk).update(rate_source=fx.SOURCE)
    sheet = queries.offer_sheet(version.workshop, version.pk, language)
    assert not [term for term in sheet.terms if fx.SOURCE in term]
    with override(language):
        assert "statement on origin" not in wording.term_of_proof("REX statement on origin")
        assert "Form E" in wording.term_of_proof("Form E")
