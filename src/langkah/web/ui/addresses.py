"""Paths of pages whose address holds only numbers, made without asking the resolver each time."""

from __future__ import annotations

from functools import lru_cache

from django.urls import get_script_prefix, reverse

FIRST = 8_100_000_000_000_001


def path_of(name: str, *ids: int) -> str:
    """The path of a named address with these numbers. Raises NoReverseMatch.

    A list of 24 products asks for some sixty paths; Django resolves every one from the start.
    """
    text, *more = _form(name, len(ids), get_script_prefix())
    for number, following in zip(ids, more, strict=True):
        text += f"{number}{following}"
    return text


@lru_cache(maxsize=512)
def _form(name: str, count: int, prefix: str) -> tuple[str, ...]:
    """The pieces of a path between its numbers; `prefix` only keeps installations apart."""
    marks = [FIRST + place for place in range(count)]
    rest = reverse(name, args=marks)
    pieces = []
    for mark in marks:
        piece, found, rest = rest.partition(str(mark))
        if not found:
            raise LookupError(f"{name} does not show its numbers in order")
        pieces.append(piece)
    return (*pieces, rest)
