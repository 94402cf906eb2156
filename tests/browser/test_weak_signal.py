"""A form on a weak connection: nothing written is lost, and nothing is sent twice."""

from __future__ import annotations

import pytest

from tests.browser import house
from tests.browser.screens import OWNER

TEXT = "Hallo, wij zoeken 24 paar bruine oxford maat 40 tot 44 voor Rotterdam."


@pytest.fixture
def page(chromium, address):
    context = house.member(chromium, address, OWNER, viewport=house.PHONE, locale="id")
    yield context.new_page()
    context.close()


def test_what_was_written_survives_a_closed_page(page):
    page.goto("/sales/paste/")
    page.locator("textarea[name=text]").fill(TEXT)
    page.goto("/")
    page.goto("/sales/paste/")
    assert page.locator("textarea[name=text]").input_value() == TEXT


def test_without_a_connection_the_form_waits_and_is_then_sent_once(page):
    page.goto("/sales/paste/")
    page.locator("textarea[name=text]").fill(f"Zonder verbinding: {TEXT}")
    page.context.set_offline(True)
    button = page.locator("main form[data-draft] button[type=submit]").first
    button.click()
    button.click()
    assert page.locator(".offline").inner_text()
    page.context.set_offline(False)
    page.wait_for_url("**/sales/inquiries/*/")
    page.goto("/sales/paste/")
    assert page.locator("textarea[name=text]").input_value() == ""
    page.goto("/sales/inquiries/")
    assert page.locator(".rows li", has_text="Zonder verbinding").count() == 1


def test_a_page_works_without_scripts(chromium, address):
    context = house.member(chromium, address, OWNER, java_script_enabled=False, locale="id")
    page = context.new_page()
    page.goto("/ui/more/")
    page.locator("select[name=theme]").select_option("dark")
    page.locator("form[action='/ui/look/'] button").click()
    assert page.locator("html[data-theme=dark]").count() == 1
    context.close()
