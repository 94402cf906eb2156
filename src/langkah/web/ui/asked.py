"""Whole numbers that come with an address or a form."""

from __future__ import annotations

from django.http import QueryDict

# More than any row has, and far less than a database or Python refuses to read
DIGITS = 12


def number(values: QueryDict, name: str) -> int | None:
    """The number under this name; None for nothing, for words and for one beyond reason."""
    asked = values.get(name, "")
    return int(asked) if asked.isdecimal() and len(asked) <= DIGITS else None
