"""A newcomer's path on a phone, in Indonesian: the Dutch message becomes an order on the plan."""

from __future__ import annotations

import re

import pytest

from tests.browser import house
from tests.browser.screens import OWNER

MESSAGE = (house.ROOT / "examples/kenzi/inquiries/rotterdam-nl.txt").read_text()


@pytest.fixture
def sari(chromium, address):
    context = house.member(chromium, address, OWNER, viewport=house.PHONE, locale="id")
    yield context.new_page()
    context.close()


@pytest.fixture
def marieke(chromium, address):
    """The buyer in Rotterdam: no account, a browser in Dutch."""
    context = house.member(chromium, address, None, viewport=house.PHONE, locale="nl")
    yield context.new_page()
    context.close()


def test_p08_a_dutch_message_becomes_an_order_on_the_plan(sari, marieke, address):
    # Today shows what waits, worst first
    sari.goto("/")
    assert sari.locator("main a.first").is_visible()

    # Paste what the buyer wrote; the words that were read are underlined
    sari.locator("main a[href*='/sales/paste/']").first.click()
    sari.locator("textarea[name=text]").fill(MESSAGE)
    sari.locator("main form[data-draft] button[type=submit]").first.click()
    sari.wait_for_url(re.compile(r"/sales/inquiries/\d+/"))
    read = sari.locator("u.read").all_inner_texts()
    assert "Rotterdam" in " ".join(read) and "60 paar" in " ".join(read)
    assert sari.locator("select[name=country]").input_value() == "NL"

    # Confirm: a priced and dated quote
    sari.locator("input[name=buyer_name]").fill("Marieke van Dalen")
    sari.locator("form[data-draft] .actionbar button").first.click()
    sari.wait_for_url(re.compile(r"/sales/quotes/\d+/"))
    seen = sari.locator("main").inner_text()
    assert "Brantas Loafer" in seen
    assert re.search(r"€\s?[\d.]+,\d\d", seen), "no price in euro"
    for term in ("FCA", "CIP", "DAP", "DDP"):
        assert term in seen

    # Send: the chat text, the paper and the link are there
    # The rate of the central bank is as old as the program: it is ticked when older than a week
    for seen in sari.locator("input[name='rate_seen']").all():
        seen.check()
    sari.locator("form[action$='/send/'] button").click()
    sari.wait_for_load_state()
    link = sari.locator("a[href*='/q/']").first.get_attribute("href")
    assert link
    paper = sari.request.get(sari.locator("a[href$='/pdf/']").first.get_attribute("href"))
    assert paper.body()[:5] == b"%PDF-"

    # The buyer reads it in Dutch and accepts, twice
    marieke.goto(link)
    assert "Brantas Loafer" in marieke.locator("main").inner_text()
    assert marieke.locator("html").get_attribute("lang") == "nl"
    again = marieke.context.new_page()
    again.goto(link)
    for page in (marieke, again):
        page.locator("#accept-name").fill("Marieke van Dalen")
        page.locator("#accept-confirm").check()
        page.locator("form[action*='/accept/'] button").click()
        page.wait_for_load_state()
    assert marieke.locator("form[action*='/accept/']").count() == 0

    # One order, on the plan
    sari.goto("/production/")
    rows = sari.locator("ul.rows a[href*='/production/orders/']", has_text="Marieke")
    assert rows.count() == 1
    rows.first.click()
    steps = sari.locator("main table").last.inner_text()
    assert "Potong" in steps and "Kemas" in steps
