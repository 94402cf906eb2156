"""One server over the demo workshop for all browser tests, and a Chromium for each module.

One core runs them all (tests/lanes.py), while the other does the rest.
"""

from __future__ import annotations

import os
import shutil

import pytest
from playwright.sync_api import sync_playwright

from tests.browser import house


def pytest_collection_modifyitems(items):
    """Without Chromium the browser tests are skipped; in CI they must run."""
    here = [item for item in items if "tests/browser/" in item.nodeid]
    missing = not house.CHROMIUM.exists() and not os.environ.get("CI")
    for item in here:
        item.add_marker("browser")
        if missing:
            item.add_marker(pytest.mark.skip(reason="no Chromium: sudo apt install chromium"))


@pytest.fixture(scope="session")
def address(demo_data, tmp_path_factory):
    data = tmp_path_factory.mktemp("browser") / "data"
    shutil.copytree(demo_data, data)
    with house.serving(data) as address:
        yield address


# A module at a time: while playwright lives, Django believes itself in asynchronous code.
@pytest.fixture(scope="module")
def chromium():
    with sync_playwright() as play:
        browser = house.chromium(play)
        yield browser
        browser.close()
