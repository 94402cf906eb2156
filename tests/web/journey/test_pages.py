"""The pages of the journey: who may read them, what they say, what they cost."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("path", ["/journey/", "/journey/1/"])
def test_nobody_is_sent_to_sign_in(client, path):
    assert client.get(path).status_code == 302


def test_an_adviser_needs_the_room_shared(adviser, client_of):
    assert client_of(adviser).get("/journey/").status_code == 404


@pytest.mark.parametrize(("stage", "status"), [(0, 404), (1, 200), (5, 200), (6, 404)])
def test_there_are_five_stages(stage, status, bu_sari, client_of):
    assert client_of(bu_sari).get(f"/journey/{stage}/").status_code == status


def test_an_empty_workshop_reads_not_yet_and_not_zero(bu_sari, client_of):
    client = client_of(bu_sari)
    client.cookies["django_language"] = "en"
    html = client.get("/journey/").content.decode()
    assert html.count("not yet told") == 5
    assert "Level 0" not in html
    assert html.count("rows-number") == 3


def test_pages_ask_few_queries(bu_sari, client_of, django_assert_max_num_queries):
    client = client_of(bu_sari)
    for path in ("/journey/", "/journey/3/"):
        with django_assert_max_num_queries(15):
            client.get(path)
