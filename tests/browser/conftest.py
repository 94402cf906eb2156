"""One server over the demo workshop for all browser tests, and a Chromium for each module."""

from __future__ import annotations

import os

import pytest
from playwright.sync_api import sync_playwright

from tests.browser import house


# First, so that xdist sees the group.
@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    """Without Chromium the browser tests are skipped; in CI they must run."""
    here = [item for item in items if "tests/browser/" in item.nodeid]
    missing = not house.CHROMIUM.exists() and not os.environ.get("CI")
    for item in here:
        item.add_marker("browser")
        # One worker for all of them: one demo server, while the other worker does the rest.
        item.add_marker(pytest.mark.xdist_group("browser"))
        if missing:
            item.add_marker(pytest.mark.skip(reason="no Chromium: sudo apt install chromium"))


@pytest.fixture(scope="session")
def address(tmp_path_factory):
    with house.running(tmp_path_factory.mktemp("data")) as address:
        yield address


# A module at a time: while playwright lives, Django believes itself in asynchronous code.
@pytest.fixture(scope="module")
def chromium():
    with sync_playwright() as play:
        browser = house.chromium(play)
        yield browser
        browser.close()
