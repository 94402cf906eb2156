"""What the tests of the production pages share."""

from __future__ import annotations

import pytest


@pytest.fixture
def english(client_of):
    def of(user):
        client = client_of(user)
        client.cookies["django_language"] = "en"
        return client

    return of
