"""Whatever stands in an address or a form, the house answers; it never breaks."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from tests.walls.walking import addresses

pytestmark = pytest.mark.django_db
BROKEN = 500
HUGE = ("9" * 30, "9" * 5000, "²", "-1", "\x00")
NAMES = (
    *("after", "as_of", "before", "change", "in", "kind", "line", "list", "market", "member"),
    *("next", "number", "only", "pairs", "q", "size", "term", "upload", "version", "with"),
)
TEXTS = ("account", "answer", "name", "password", "q", "reason", "text")
API = (
    b"[" * 100_000,
    b'{"text":' * 50_000,
    b"\xff\xfe",
    b"NaN",
    b'{"text": "\\ud800", "today": "2026-11-27"}',
    b'{"text": "a\\u0000", "today": "2026-11-27"}',
    b'{"text": "' + b"1-" * 500_000 + b'", "today": "2026-11-27"}',
)


@pytest.fixture
def client(house):
    client = Client(raise_request_exception=False)
    client.force_login(house.owner)
    return client


def test_no_word_behind_an_address_breaks_it(house, client):
    broken = [
        f"{one.path} {value[:9]}"
        for one in addresses(house)
        for value in HUGE
        if client.get(one.path, dict.fromkeys(NAMES, value)).status_code >= BROKEN
    ]
    assert broken == []


def test_a_row_beyond_every_number_is_not_there(house, client):
    numbered = [one for one in addresses(house) if re.search(r"/\d+/", one.path)]
    paths = {re.sub(r"/\d+/", f"/{2**63}/", one.path) for one in numbered}
    answers = {path: client.get(path).status_code for path in paths}
    assert {path: status for path, status in answers.items() if status not in (404, 405)} == {}


def test_no_nonsense_in_a_form_breaks_it(house):
    broken = []
    for one in addresses(house):
        client = Client(raise_request_exception=False)
        client.force_login(house.owner)
        for values in (dict.fromkeys(NAMES, "9" * 5000), dict.fromkeys(TEXTS, "a\x00b")):
            if client.post(one.path, values).status_code >= BROKEN:
                broken.append(f"{one.path} {min(values)}")
    assert broken == []


@pytest.mark.parametrize("body", API, ids=lambda body: body[:9].decode("latin-1"))
@pytest.mark.parametrize("path", ["inquiries", "ask/landed", "ask/inquiry"])
def test_no_nonsense_breaks_the_api(client, path, body):
    answer = client.post(f"/api/v1/{path}", data=body, content_type="application/json")
    assert answer.status_code < BROKEN


def test_the_description_of_the_api_can_be_read():
    described = Client().get("/api/v1/openapi.json").json()
    assert "/api/v1/ask/{name}" in described["paths"]
