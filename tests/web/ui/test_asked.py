"""Numbers in addresses and forms: read, or taken for nothing."""

from __future__ import annotations

import pytest
from django.http import QueryDict

from langkah.web.ui import asked


@pytest.mark.parametrize(
    ("said", "number"),
    [
        ("7", 7),
        ("0", 0),
        ("", None),
        ("-1", None),
        ("1.5", None),
        ("²", None),
        ("9" * 12, 10**12 - 1),
        ("9" * 13, None),
        ("9" * 5000, None),
    ],
)
def test_a_number_is_read_and_anything_else_is_nothing(said: str, number: int | None) -> None:
    values = QueryDict(mutable=True)
    values["before"] = said
    assert asked.number(values, "before") == number
    assert asked.number(values, "other") is None
