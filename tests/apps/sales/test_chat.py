from __future__ import annotations

import re
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from langkah.apps.sales import actions, chat, queries, wording
from langkah.apps.sales.models import QuoteVersion
from langkah.apps.workshop.models import ManualRate
from langkah.papers.offer import SheetLine
from tests.apps.sales.conftest import NOW, facts
from tests.papers.sheets import sheet

names = st.text(
    st.characters(blacklist_categories=("Cs", "Cc", "Zl", "Zp")), min_size=1, max_size=160
)


def line(title: str, pairs: int) -> SheetLine:
    return SheetLine(
        title=title, pairs=str(pairs), pairs_said=f"{pairs} pairs", per_pair="€ 1", amount="€ 2"
    )


@given(
    titles=st.lists(names, min_size=1, max_size=40),
    buyer=names.filter(lambda text: len(text) <= 120),
    place=names.filter(lambda text: len(text) <= 120),
    link=st.sampled_from(["", "http://localhost:8000/q/" + "a" * 70 + "/"]),
    language=st.sampled_from(list(wording.LANGUAGES)),
)
@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow])
def test_never_more_than_a_thousand_characters_and_no_figure_is_cut(
    titles, buyer, place, link, language
):
    made = sheet(
        language=language,
        buyer=buyer,
        delivery=f"DAP {place} (Incoterms 2020)",
        lines=tuple(line(title, number + 1) for number, title in enumerate(titles)),
        link=link,
        total="€ 12,345,678.90",
    )
    text = chat.text(made)
    assert len(text) <= 1000
    assert made.total in text
    assert made.delivery in text
    assert made.link in text
    assert made.valid in text
    for number, title in enumerate(titles):
        if f"{number + 1} pairs {title[:1]}" in text:
            assert f"{number + 1} pairs {title}" in text


@pytest.mark.parametrize("language", list(wording.LANGUAGES))
def test_a_door_that_moved_since_says_both_figures(language):
    text = chat.text(sheet(language=language, door="€ 599.67"), "€ 621.51")
    (told,) = [row for row in text.splitlines() if "€ 621.51" in row]
    assert "€ 599.67" in told
    assert text.count("€ 599.67") == 1


def test_a_door_that_nobody_knows_any_more_is_not_told():
    assert "599.67" not in chat.text(sheet(language="en", door="€ 599.67"), "")


def test_products_left_out_are_counted():
    titles = [f"Loafer number {number} " + "x" * 100 for number in range(20)]
    text = chat.text(sheet(lines=tuple(line(title, 1) for title in titles), language="en"))
    shown = sum(title in text for title in titles)
    told = re.search(r"and (\d+) more products", text)
    assert told
    assert shown + int(told[1]) == 20


@pytest.mark.parametrize("language", list(wording.LANGUAGES))
def test_the_offer_as_chat_in_every_language(desk, sent, language, snapshot, settings):
    settings.ADDRESS = "https://kenzi.example"
    text = chat.text(queries.offer_sheet(desk, sent.pk, language))
    assert re.sub(r"/q/[^/]+/", "/q/…/", text) == snapshot


@pytest.mark.parametrize("language", list(wording.LANGUAGES))
def test_the_whole_sheet_in_every_language(desk, sent, language, snapshot):
    made = queries.offer_sheet(desk, sent.pk, language)
    said = [
        *(made.delivery_meaning, made.sent, made.valid, made.arrival, *made.terms),
        *made.included,
        *made.excluded,
        *(f"{row.label} | {row.amount} | {row.note}" for row in made.figures),
        " ".join(made.size_head),
        *(" ".join(row) for row in made.size_rows),
    ]
    assert "\n".join(said) == snapshot


def test_a_draft_says_that_it_is_a_draft_and_has_no_link(desk, drafted):
    made = queries.offer_sheet(desk, drafted.pk)
    assert made.link == ""
    assert "Concept" in made.banner


def test_an_unknown_figure_is_said_and_not_counted_as_zero(desk, inquiry, loafer, bu_sari):
    from langkah.apps.sales import actions
    from langkah.apps.sales.models import OfferLine, QuoteVersion
    from tests.apps.sales.conftest import NOW

    quote = actions.quote_inquiry(
        workshop=desk, inquiry=inquiry, facts=facts(loafer), by=bu_sari, now=NOW
    )
    version = QuoteVersion.objects.get(quote=quote)
    OfferLine.objects.filter(offer__version=version, head="duty").update(amount=None)
    figures = queries.offer_sheet(desk, version.pk, "en").figures
    assert "not known yet" in [row.amount for row in figures if row.label == "Import duty"]


def test_unloading_that_nobody_knows_is_told_as_not_included(desk, inquiry, loafer, bu_sari):
    """By air cargo; under DAP and DDP the buyer unloads unless the carrier does."""
    from langkah.apps.partners import actions as partners
    from langkah.apps.sales import actions
    from langkah.apps.sales.models import QuoteVersion
    from tests.apps.sales.conftest import NOW, express

    cargo = express(carrier="Awan", service="Cargo", mode="air", to_door=True)
    card = partners.add_card(workshop=desk, card=cargo, by=bu_sari)
    quote = actions.quote_inquiry(
        workshop=desk, inquiry=inquiry, facts=facts(loafer), by=bu_sari, now=NOW
    )
    version = QuoteVersion.objects.get(quote=quote)
    QuoteVersion.objects.filter(pk=version.pk).update(card=card)
    actions.price_quote(workshop=desk, version=version.pk, now=NOW)
    made = queries.offer_sheet(desk, version.pk, "en")
    assert "Unloading at the place" in made.excluded
    assert "Unloading at the place" not in [row.label for row in made.figures]
    assert made.door


@pytest.mark.parametrize("language", list(wording.LANGUAGES))
def test_the_rate_of_a_tiny_unit_is_true_in_every_language(
    desk, inquiry, loafer, bu_sari, language
):
    ManualRate.objects.create(workshop=desk, currency="VND", rate=Decimal("0.6411"), set_at=NOW)
    asked = facts(loafer, country="NL", currency="VND")
    quote = actions.quote_inquiry(workshop=desk, inquiry=inquiry, facts=asked, by=bu_sari, now=NOW)
    version = QuoteVersion.objects.get(quote=quote)
    made = queries.offer_sheet(desk, version.pk, language)
    (said,) = [one for one in made.terms if "₫" in one and " = " in one]
    assert "\xa01 = ₫\xa01" in said
    assert "55982" in said
