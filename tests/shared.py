"""The research folder beside the checkout; tests that need it say so and skip without it."""

from __future__ import annotations

from pathlib import Path

import pytest

FOLDER = Path(__file__).parents[2] / "shared"


def shared(name: str) -> Path:
    """A file of the research folder; skips the test with a reason where it is missing."""
    path = FOLDER / name
    if not path.exists():
        pytest.skip(f"the research file {name} is not beside this checkout")
    return path
