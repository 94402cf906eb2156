"""Another workshop and a stranger find nothing behind any address: 404 or the sign-in page."""

from __future__ import annotations

import pytest

from tests.walls.filling import MARK
from tests.walls.walking import PUBLIC, addresses, walk

SIGN_IN = "/settings/sign-in/?next="
# So that a test alone finds the tables, too
pytestmark = pytest.mark.django_db
BROKEN = 500
# Gaps of addresses that name no row of a workshop
NO_ROW = {"country", "currency", "day", "kind", "list", "market", "mode", "name", "stage"}


@pytest.fixture(scope="module")
def of_a_rival(house):
    return walk(house, house.rival, "GET", "POST")


def test_every_name_in_the_list_of_public_addresses_exists(house):
    assert set(PUBLIC) <= {one.name for one in addresses(house)}


def test_a_stranger_gets_404_or_the_sign_in_page(house):
    def wrong(one):
        led = one.status == 302 and one.headers["Location"].startswith(SIGN_IN)
        refused = (401, 404, 405) if one.address.path.startswith("/api/") else (404, 405)
        return not led and one.status not in refused

    assert walk(house, None, "GET", "POST").found(wrong) == []


def test_a_rival_gets_404_wherever_an_address_names_a_row(of_a_rival):
    def wrong(one):
        return set(one.address.gaps) - NO_ROW and one.status not in (404, 405)

    assert of_a_rival.found(wrong) == []


def test_a_rival_never_reads_a_word(of_a_rival):
    assert of_a_rival.found(lambda one: MARK.encode() in one.body) == []


def test_a_rival_never_changes_a_row(of_a_rival):
    """Not even by posting ids of rows that are not hers, under any name, to any address."""
    assert of_a_rival.found(lambda one: one.status >= BROKEN) == []
    assert of_a_rival.changed == ()
