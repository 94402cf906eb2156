"""A die that falls alike for the same seed: see docs/why/a-seeded-die.md."""

from __future__ import annotations

from collections.abc import Callable
from random import Random


def thrown(seed: int) -> Callable[[], float]:
    """A die from 0 up to 1."""
    return Random(seed).random  # noqa: S311 (a search, no secret)
