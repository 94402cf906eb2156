"""Every screen on a phone: readable, light, quiet, and large enough for a thumb."""

from __future__ import annotations

import pytest

from tests.browser import house
from tests.browser.screens import OWNER, SCREENS

FIRST_VISIT = 50_000
LATER_PAGE = 15_000


@pytest.fixture(scope="module")
def people(chromium, address):
    """Signed-in browsers, one a person, kept for the module."""
    contexts = {}

    def browser_of(who, **more):
        key = (who, *sorted(more.items()))
        if key not in contexts:
            size = {"viewport": house.PHONE, "locale": "id", **more}
            contexts[key] = house.member(chromium, address, who, **size)
            # What every page shares is fetched here; each screen is weighed as a later page.
            page = contexts[key].new_page()
            page.goto("/ui/more/")
            page.close()
        return contexts[key]

    yield browser_of
    for context in contexts.values():
        context.close()


@pytest.fixture(params=SCREENS, ids=lambda screen: screen.name)
def screen(request):
    return request.param


def seen(people, screen, **more):
    page = people(screen.who, **more).new_page()
    try:
        path = house.find(page, screen)
        assert path, f"{screen.path} leads to no {screen.follow}"
        return house.look(page, path)
    finally:
        page.close()


def test_a_screen_is_well_and_light(people, screen):
    found = seen(people, screen)
    assert found.found(house.PHONE["width"], screen.status) == []
    assert found.bytes <= LATER_PAGE


@pytest.mark.parametrize("name", ["today", "quote", "product", "style", "settings-floor"])
def test_a_screen_is_well_by_night(people, name):
    screen = next(screen for screen in SCREENS if screen.name == name)
    found = seen(people, screen, color_scheme="dark")
    assert found.found(house.PHONE["width"]) == []


def test_the_first_visit_is_light(chromium, address):
    signed_in = house.member(chromium, address, OWNER)
    kept = signed_in.storage_state()
    signed_in.close()
    fresh = chromium.new_context(base_url=address, storage_state=kept, service_workers="block")
    fresh.set_default_timeout(house.PATIENCE * 1000)
    page = fresh.new_page()
    found = house.look(page, "/", axe=False)
    fresh.close()
    assert 5_000 < found.bytes <= FIRST_VISIT
