"""Money and exchange rates of a question that cannot be used, wherever in it they stand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass

from langkah.domain.exchange import Rate, contradictions
from langkah.domain.money import Money
from langkah.domain.reason import because
from langkah.reference import currencies

Told = tuple[str, str]


def strange(question: object) -> Iterator[Told]:
    """Each currency that is none, at its field, and exchange rates told in two ways."""
    for place, one in _parts(question, ""):
        if isinstance(one, Money) and one.currency not in currencies.CODES:
            yield f"{place}.currency", _unknown(one.currency)
        elif isinstance(one, Rate):
            for side in ("base", "quote"):
                code = getattr(one, side)
                if code not in currencies.CODES:
                    yield f"{place}.{side}", _unknown(code)
        elif isinstance(one, tuple) and one and isinstance(one[0], Rate):
            yield from ((place, str(say)) for say in contradictions(one))


def _unknown(code: str) -> str:
    say = because("“{code}” is not a currency Langkah knows; use a code such as EUR.", code=code)
    return str(say)


def _parts(one: object, place: str) -> Iterator[tuple[str, object]]:
    """A question and everything in it that may hold money, with where it stands."""
    yield place, one
    inner: Iterator[tuple[str, object]] = iter(())
    if is_dataclass(one) and not isinstance(one, type):
        inner = ((field.name, getattr(one, field.name)) for field in fields(one))
    elif isinstance(one, tuple):
        inner = ((str(count), part) for count, part in enumerate(one))
    for name, part in inner:
        if is_dataclass(part) or isinstance(part, tuple):
            yield from _parts(part, f"{place}.{name}" if place else name)
