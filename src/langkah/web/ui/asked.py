"""Whole numbers and days that come with an address or a form."""

from __future__ import annotations

from contextlib import suppress
from datetime import date

from django.http import QueryDict

# More than any row has, and far less than a database or Python refuses to read
DIGITS = 12


def number(values: QueryDict, name: str) -> int | None:
    """The number under this name; None for nothing, for words and for one beyond reason."""
    asked = values.get(name, "")
    return int(asked) if asked.isdecimal() and len(asked) <= DIGITS else None


def day(values: QueryDict, name: str) -> date | None:
    """The day under this name, written 2027-01-31; None for nothing and for what is no day."""
    with suppress(ValueError):
        return date.fromisoformat(values.get(name, ""))
    return None
