"""No stranger fills the disk: a body that is too large is refused unread."""

from __future__ import annotations

import pytest
from django.test import Client

from langkah.config.bodies import MOST_BYTES

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("path", ["/settings/sign-in/", "/w/nobody/ask/", "/api/v1/inquiries"])
@pytest.mark.parametrize("length", [str(MOST_BYTES + 1), "9" * 30, "-1", "many"])
def test_a_body_beyond_the_limit_is_refused_unread(path: str, length: str) -> None:
    answer = Client().post(path, {"text": "a"}, CONTENT_LENGTH=length)
    assert answer.status_code == 413
    assert "24 MB" in answer.content.decode()


def test_a_body_within_the_limit_is_let_in() -> None:
    assert Client().post("/settings/sign-in/", {"account": "a"}).status_code != 413
