"""A reason as one line of text, so that a frozen sentence can be said in any language later."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal

from langkah.domain.money import Money
from langkah.domain.reason import Reason, Value

_LINE = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def written(reason: Reason) -> str:
    """The sentence and its gaps as text that `read` understands."""
    gaps = [[name, *_packed(value)] for name, value in reason.params]
    return _LINE.encode([reason.message, gaps])


def read(text: str) -> Reason | None:
    """The reason that was written; an empty text is none."""
    if not text:
        return None
    message, gaps = json.loads(text)
    return Reason(message, tuple((name, _unpacked(kind, value)) for name, kind, value in gaps))


def _packed(value: Value) -> tuple[str, str]:
    if isinstance(value, Reason):
        return "reason", written(value)
    if isinstance(value, Money):
        return "money", f"{value.amount} {value.currency}"
    if isinstance(value, date):
        return "day", value.isoformat()
    if isinstance(value, Decimal):
        return "decimal", str(value)
    if isinstance(value, int):
        return "count", str(value)
    return "text", value


def _unpacked(kind: str, value: str) -> Value:
    if kind == "reason":
        return read(value) or ""
    if kind == "money":
        amount, currency = value.split(" ")
        return Money(Decimal(amount), currency)
    if kind == "day":
        return date.fromisoformat(value)
    if kind == "decimal":
        return Decimal(value)
    if kind == "count":
        return int(value)
    return value
